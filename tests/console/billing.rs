//! Billing from the terminal: Olivia drafts an invoice, the server adds it up, she issues it, the client sees it, and the
//! money that comes is recorded.

use anyhow::{Context, Result, ensure};
use portico_openapi::types::{Invoice, InvoiceFilter, InvoiceStatus};
use portico_tests::people::OLIVIA;
use portico_tests::{Console, Server, Staff};

const LINE: &str = "Menu cards, second edition";

#[tokio::test]
async fn an_invoice_is_drafted_issued_and_paid() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, OLIVIA).await?;
    let console = Console::open(&server, OLIVIA, 120, 36).await?;
    console.until_shows("● live").await?;
    console.press(&["b"])?;
    console.until_shows("Outstanding: ").await?;
    console.press(&["n"])?;
    console.until_shows("A new invoice").await?;
    console.press(&["C-s"])?;
    console.until_shows("Line 1, new").await?;
    console.write(LINE)?;
    console.press(&["Tab", "C-u"])?;
    console.write("2.5")?;
    console.press(&["Tab"])?;
    console.write("h")?;
    console.press(&["Tab"])?;
    console.write("1,095.10")?;
    console.press(&["C-s"])?;
    console.until_shows("such as 1234.50.").await?;
    console.press(&["C-u"])?;
    console.write("1095.10")?;
    console.press(&["Tab", "Tab"])?;
    console.write("VAT")?;
    console.press(&["Tab"])?;
    console.write("19")?;
    console.press(&["C-s"])?;
    let screen = console.until_shows("3,257.92 EUR").await?;
    ensure!(screen.contains("2,737.75") && screen.contains("520.17") && screen.contains("not saved"), "{screen}");
    console.press(&["C-s"])?;
    console.until_shows("The draft is saved.").await?;
    ensure!(made(&staff, Some(InvoiceFilter::Draft), 325_792).await?.number.is_none(), "a draft has no number");

    console.until_shows("✎ Draft").await?;
    console.press(&["i"])?;
    console.until_shows("What an issued invoice says never changes.").await?;
    console.press(&["Y"])?;
    console.until_shows("is issued. Its client is told.").await?;
    let issued = made(&staff, None, 325_792).await?;
    ensure!(issued.status == InvoiceStatus::Open && issued.outstanding == 325_792, "{issued:?}");

    console.until_shows("○ Open · due").await?;
    console.press(&["p"])?;
    console.until_shows("A payment for").await?;
    console.press(&["C-s"])?;
    console.until_shows("The payment is recorded.").await?;
    console.until_shows("✓ Paid").await?;
    console.until_shows("with that, it is paid").await?;
    let paid = made(&staff, None, 325_792).await?;
    ensure!(paid.status == InvoiceStatus::Paid && paid.paid == 325_792 && paid.outstanding == 0, "{paid:?}");
    Ok(())
}

#[tokio::test]
async fn a_draft_that_somebody_else_changed_is_not_lost() -> Result<()> {
    let server = Server::demo().await?;
    let (one, other) = tokio::try_join!(
        Console::open(&server, OLIVIA, 120, 36),
        Console::open(&server, portico_tests::people::MIA, 120, 36),
    )?;
    one.until_shows("● live").await?;
    one.press(&["b"])?;
    one.until_shows("Outstanding: ").await?;
    one.press(&["n"])?;
    one.until_shows("A new invoice").await?;
    one.press(&["C-s"])?;
    one.until_shows("Line 1, new").await?;
    one.write(LINE)?;
    one.press(&["Tab", "Tab", "Tab"])?;
    one.write("100")?;
    one.press(&["C-s"])?;
    one.until_shows("100.00 EUR").await?;
    one.press(&["C-s"])?;
    one.until_shows("The draft is saved.").await?;

    other.until_shows("● live").await?;
    other.press(&["b"])?;
    other.until_shows("Outstanding: ").await?;
    other.press(&["d"])?;
    other.until_shows("✎ Draft").await?;
    other.press(&["Enter"])?;
    other.until_shows(LINE).await?;
    other.press(&["e"])?;
    other.until_shows("tax comes on top").await?;
    other.press(&["n"])?;
    other.until_shows("Line 2, new").await?;
    other.write("Mia's line")?;
    other.press(&["Tab", "Tab", "Tab"])?;
    other.write("20")?;
    other.press(&["C-s"])?;
    other.until_shows("120.00 EUR").await?;

    one.press(&["e"])?;
    one.until_shows("tax comes on top").await?;
    one.press(&["n"])?;
    one.until_shows("Line 2, new").await?;
    one.write("Olivia's line")?;
    one.press(&["Tab", "Tab", "Tab"])?;
    one.write("7")?;
    one.press(&["C-s"])?;
    one.until_shows("107.00 EUR").await?;
    one.press(&["C-s"])?;
    one.until_shows("The draft is saved.").await?;

    let screen = other.until_shows("only theirs: Olivia's line").await?;
    ensure!(screen.contains("only yours: Mia's line") && screen.contains("it comes to 107.00 EUR there"), "{screen}");
    other.press(&["O"])?;
    other.until_shows("What the other made of it is gone then.").await?;
    other.press(&["Y"])?;
    other.until_shows("The draft is saved.").await.map(drop)
}

/// The latest document of this total.
async fn made(staff: &Staff, status: Option<InvoiceFilter>, total: i64) -> Result<Invoice> {
    let answer = staff.session.call(|api| async move {
        let call = api.invoice_list().limit(200);
        let call = if let Some(status) = status { call.status(status) } else { call };
        call.send().await
    });
    let found = answer.await?.into_inner().items.into_iter().find(|invoice| invoice.total == total);
    found.context("there is no such invoice")
}

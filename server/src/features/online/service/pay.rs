use std::collections::HashMap;

use chrono::TimeDelta;
use portico_stripe::{Line, Trouble, Wanted};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::apply::{Freed, converge, free};
use crate::access::{AgencyScope, InvoiceReader};
use crate::entity::words::{CheckoutState, InvoiceStatus};
use crate::entity::{checkout, checkout_invoice, invoice};
use crate::error::{Error, Result};
use crate::features::billing::{self, Unpayable};
use crate::features::subscriptions;
use crate::features::till::{self, Till};
use crate::ids::{CheckoutId, Id, InvoiceId};
use crate::stripe::Cashier;

/// How many invoices can be paid at once.
const MOST: usize = 50;
/// How long a page at Stripe can be paid on. Stripe demands half an hour at least.
const OPEN: TimeDelta = TimeDelta::hours(2);
/// How long we come back to the same attempt; after that, its page may be over before somebody has paid.
const REUSED: TimeDelta = TimeDelta::minutes(80);
/// How often we try to get rid of other attempts.
const TRIES: usize = 4;

/// What stands between an invoice and its page at Stripe.
enum Plan {
    /// An attempt, written down, for which Stripe is to be asked.
    Ask(Box<checkout::Model>, Vec<Line>),
    /// An attempt whose page is open.
    Go(String),
    /// Another attempt that has to end before.
    Blocked(Box<checkout::Model>),
}

/// Stripe's page on which these invoices are paid together: the one that is open, or a new one. However often and in
/// however many tabs it is asked for, an invoice can be paid on one page only.
///
/// # Errors
/// [`Error::NotFound`] for another workspace's invoice, and where nobody can pay online; [`Error::Invalid`] for none, too
/// many, or several currencies; a conflict where there is nothing to pay, or something is on its way;
/// [`Error::Unavailable`] where Stripe does not answer.
pub async fn pay(
    client: &InvoiceReader,
    house: &AgencyScope,
    cashier: &Cashier,
    invoices: &[InvoiceId],
    back: &str,
) -> Result<String> {
    let till = till::open(house, cashier).await?.ok_or(Error::NotFound)?;
    let mut wanted = invoices.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() || wanted.len() > MOST {
        return Err(Error::field("invoice", format!("Choose between one and {MOST} invoices.")));
    }
    // What is not this client's is not there, before anything is asked.
    let theirs = client.find::<invoice::Entity>().filter(invoice::Column::Id.is_in(wanted.clone())).all().await?;
    if theirs.len() != wanted.len() {
        return Err(Error::NotFound);
    }
    if let Some(url) = subscribed(house, &till, &theirs).await? {
        return Ok(url);
    }
    for _ in 0..TRIES {
        let planned = house.transaction(async |scope| plan(&scope, client, &till, &wanted, back).await).await?;
        match planned {
            Plan::Go(url) => return Ok(url),
            Plan::Ask(attempt, lines) => return ask(client, house, &till, &attempt, lines).await,
            Plan::Blocked(other) => {
                if free(house, &till, &other).await? == Freed::Paid {
                    break;
                }
            }
        }
    }
    Err(under_way())
}

fn under_way() -> Error {
    Error::conflict("payment_under_way", "a payment of this is under way; look again in a moment")
}

/// Stripe's own page of an invoice that a subscription there asks for, as long as it is open: it is paid there and
/// nowhere else.
async fn subscribed(house: &AgencyScope, till: &Till, wanted: &[invoice::Model]) -> Result<Option<String>> {
    let Some(invoice) = wanted.iter().find(|row| row.at_stripe().is_some() && row.status == InvoiceStatus::Open) else {
        return Ok(None);
    };
    if wanted.len() > 1 {
        let message = format!("{} is of a subscription; pay it by itself", invoice.number);
        return Err(Error::conflict("paid_by_itself", message));
    }
    asked(invoice, &invoice.currency)?;
    match invoice.at_stripe() {
        Some(name) => subscriptions::pay_page(house, till, name, invoice.outstanding).await,
        None => Ok(None),
    }
}

/// Decides with the account and the invoices held, so that two who come at once come to the same attempt, and nobody
/// comes to one at an account that is being removed.
async fn plan(
    scope: &AgencyScope,
    client: &InvoiceReader,
    till: &Till,
    wanted: &[InvoiceId],
    back: &str,
) -> Result<Plan> {
    use checkout_invoice::Column as Part;
    use invoice::Column;
    if !till::hold(scope, &till.account).await? {
        return Err(under_way());
    }
    let held = scope.find::<invoice::Entity>().filter(Column::Id.is_in(wanted.to_vec()));
    let held = held.filter(Column::WorkspaceId.eq(client.workspace())).asc(Column::Id).locked().all().await?;
    let currency = held.first().map(|invoice| invoice.currency.clone()).ok_or(Error::NotFound)?;
    let mut amount: i64 = 0;
    let mut lines = Vec::new();
    for invoice in &held {
        lines.push(Line { name: invoice.number.clone(), amount: asked(invoice, &currency)? });
        amount = amount.checked_add(invoice.outstanding).ok_or_else(beyond)?;
    }
    if !billing::payable(&held.iter().collect::<Vec<_>>()) {
        return Err(beyond());
    }
    let live = scope.find::<checkout_invoice::Entity>().filter(Part::LiveId.is_in(wanted.to_vec())).first().await?;
    if let Some(part) = live {
        let attempt = scope.find::<checkout::Entity>().filter(checkout::Column::Id.eq(part.checkout_id)).one().await?;
        return if same(scope, &attempt, &held, till).await? {
            Ok(match attempt.url.clone() {
                Some(url) => Plan::Go(url),
                None => Plan::Ask(Box::new(attempt), lines),
            })
        } else {
            Ok(Plan::Blocked(Box::new(attempt)))
        };
    }
    let attempt = write(scope, client, till, &held, amount, back).await?;
    Ok(Plan::Ask(Box::new(attempt), lines))
}

/// What Stripe is asked for to pay an invoice, in its units.
fn asked(invoice: &invoice::Model, currency: &str) -> Result<i64> {
    if invoice.currency != currency {
        return Err(Error::field("invoice", "Invoices of one currency are paid at once. Choose those of one."));
    }
    billing::asked_online(invoice).map_err(|why| match why {
        Unpayable::Settled => {
            Error::conflict("nothing_to_pay", format!("there is nothing to pay on {}", invoice.number))
        }
        Unpayable::OnItsWay => {
            Error::conflict("payment_processing", format!("a payment of {} is on its way", invoice.number))
        }
        Unpayable::Amount => beyond(),
    })
}

fn beyond() -> Error {
    Error::conflict("amount_not_payable", "this amount cannot be paid online")
}

/// Whether an attempt is still the one that would be written now.
async fn same(scope: &AgencyScope, attempt: &checkout::Model, held: &[invoice::Model], till: &Till) -> Result<bool> {
    use checkout_invoice::{Column, Entity};
    let fresh = attempt.state == CheckoutState::Open && scope.now() < attempt.created_at + REUSED;
    if !fresh || attempt.account_id != till.account {
        return Ok(false);
    }
    let parts = scope.find::<Entity>().filter(Column::CheckoutId.eq(attempt.id)).asc(Column::InvoiceId).all().await?;
    let parts: Vec<_> = parts.into_iter().map(|part| (part.invoice_id, part.amount)).collect();
    Ok(parts == held.iter().map(|invoice| (invoice.id, invoice.outstanding)).collect::<Vec<_>>())
}

/// Writes the attempt down before Stripe hears of it. Its id is the key under which Stripe is asked: for these
/// invoices and these amounts.
async fn write(
    scope: &AgencyScope,
    client: &InvoiceReader,
    till: &Till,
    held: &[invoice::Model],
    amount: i64,
    back: &str,
) -> Result<checkout::Model> {
    let (id, now) = (CheckoutId::new(), scope.now());
    let row = checkout::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(client.workspace()),
        client_user_id: Set(client.person()),
        account_id: Set(till.account.clone()),
        currency: Set(held[0].currency.clone()),
        amount: Set(amount),
        state: Set(CheckoutState::Open),
        back: Set(format!("{back}/portal/billing/checkouts/{id}")),
        session_id: Set(None),
        url: Set(None),
        payment_id: Set(None),
        dispute: Set(None),
        problem: Set(None),
        created_at: Set(now),
        expires_at: Set(now + OPEN),
        settled_at: Set(None),
    };
    let attempt = scope.insert(row).await?;
    for invoice in held {
        let row = checkout_invoice::ActiveModel {
            checkout_id: Set(id),
            invoice_id: Set(invoice.id),
            agency_id: NotSet,
            workspace_id: Set(client.workspace()),
            live_id: Set(Some(invoice.id)),
            amount: Set(invoice.outstanding),
        };
        scope.insert(row).await?;
    }
    Ok(attempt)
}

/// Asks Stripe for the attempt's page. Asked twice, Stripe gives the same; nobody learns of a page whose answer was lost.
async fn ask(
    client: &InvoiceReader,
    house: &AgencyScope,
    till: &Till,
    attempt: &checkout::Model,
    lines: Vec<Line>,
) -> Result<String> {
    use checkout::{Column, Entity};
    let customer = till::customer(house, till, client.workspace(), &client.seat().name).await?;
    let reference = attempt.id.to_string();
    let wanted = Wanted {
        customer,
        currency: attempt.currency.clone(),
        lines,
        success_url: format!("{}/return", attempt.back),
        cancel_url: format!("{}/cancel", attempt.back),
        expires_at: Some(attempt.expires_at.timestamp()),
        metadata: HashMap::from([("checkout".to_owned(), reference.clone())]),
        reference,
    };
    match till.stripe.open_checkout(&format!("checkout-{}", attempt.id), &wanted).await {
        Ok(page) => {
            let (Some(session), Some(url)) = (page.id, page.url) else { return Err(Trouble::Malformed.into()) };
            let update = house.update::<Entity>().set(Column::SessionId, session.clone()).set(Column::Url, url.clone());
            update.filter(Column::Id.eq(attempt.id)).exec().await?;
            let after = house.find::<Entity>().filter(Column::Id.eq(attempt.id)).one().await?;
            if after.state != CheckoutState::Open || !till::is_still(house, till).await? {
                // It was given up while Stripe was asked, since it was settled, is paid on another page, or the account
                // is the agency's no more.
                till.stripe.expire_checkout(&format!("expire-{}", attempt.id), &session).await?;
                return Err(under_way());
            }
            Ok(url)
        }
        Err(Trouble::Refused { param, .. }) if param == "customer" => {
            till::forget_customer(house, till, client.workspace()).await?;
            Err(Error::Unavailable(anyhow::anyhow!("the customer is gone at Stripe")))
        }
        // The attempt stays, and is asked for again under the same key.
        Err(trouble) if trouble.passes() => Err(trouble.into()),
        Err(trouble) => {
            super::apply::give_up(house, attempt, &trouble.to_string()).await?;
            tracing::warn!(checkout = %attempt.id, %trouble, "Stripe does not open a page");
            Err(trouble.into())
        }
    }
}

/// Where an attempt stands when its person comes back, and what it is for.
pub struct Returned {
    pub state: CheckoutState,
    pub currency: String,
    pub amount: i64,
    /// Whether the bank has said no on the page, which is still open.
    pub declined: bool,
    /// What it is for, with how much of each.
    pub invoices: Vec<(invoice::Model, i64)>,
    /// Whether Stripe was silent when it was asked just now.
    pub silent: bool,
}

/// Looks at an attempt with Stripe's own word for it: that somebody comes back from there proves nothing.
///
/// # Errors
/// [`Error::NotFound`] where it is of another workspace.
pub async fn returned(
    client: &InvoiceReader,
    house: &AgencyScope,
    cashier: &Cashier,
    id: CheckoutId,
) -> Result<Returned> {
    let own = async || {
        let row = house.find::<checkout::Entity>().filter(checkout::Column::Id.eq(id));
        row.filter(checkout::Column::WorkspaceId.eq(client.workspace())).one().await
    };
    let before = own().await?;
    let mut silent = false;
    if matches!(before.state, CheckoutState::Open | CheckoutState::Processing) && before.session_id.is_some() {
        let asked = match till::open(house, cashier).await {
            Ok(Some(till)) if till.account == before.account_id => converge(house, &till, id).await,
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = asked {
            tracing::warn!(checkout = %id, %error, "Stripe was asked how a payment stands");
            silent = true;
        }
    }
    let attempt = own().await?;
    let parts = house.find::<checkout_invoice::Entity>().filter(checkout_invoice::Column::CheckoutId.eq(id));
    let parts: HashMap<_, _> = parts.all().await?.into_iter().map(|part| (part.invoice_id, part.amount)).collect();
    let ids: Vec<InvoiceId> = parts.keys().copied().collect();
    let invoices = client.find::<invoice::Entity>().filter(invoice::Column::Id.is_in(ids)).asc(invoice::Column::Id);
    let invoices = invoices.all().await?.into_iter();
    let invoices = invoices.filter_map(|invoice| parts.get(&invoice.id).map(|amount| (invoice, *amount))).collect();
    Ok(Returned {
        state: attempt.state,
        currency: attempt.currency,
        amount: attempt.amount,
        declined: attempt.state == CheckoutState::Open && attempt.problem.is_some(),
        invoices,
        silent,
    })
}

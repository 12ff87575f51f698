//! The agency's own affairs from the terminal: Nora joins the team by the link of her invitation, sets a second factor up,
//! invites a colleague, publishes a brand, takes the audit trail with her, and looks at the portal as a client sees it.

use anyhow::{Context, Result, ensure};
use portico_openapi::types::{NewStaffInvitation, TeammateRole};
use portico_tests::people::OLIVIA;
use portico_tests::{Console, Server, Staff, authenticator};
use serde_json::Value;
use uuid::Uuid;

const NORA: &str = "nora@northwind.test";
const PASSWORD: &str = "seven quiet harbour boats";
const COLLEAGUE: &str = "ida@northwind.test";
const GREEN: &str = "#1f5f4c";

#[tokio::test]
async fn who_is_invited_joins_and_sets_the_agency_up() -> Result<()> {
    let server = Server::demo().await?;
    let olivia = Staff::sign_in(&server, OLIVIA).await?;
    let link = invite(&olivia).await?;
    ensure!(link.starts_with(&server.url("/dashboard/invite/")), "{link}");
    let console = Console::accepting(&link, 160, 60).await?;
    console.until_shows("Join the team").await?;
    console.write("Nora Lind")?;
    console.press(&["Tab"])?;
    console.write(PASSWORD)?;
    console.press(&["Tab"])?;
    console.write(PASSWORD)?;
    console.press(&["C-s"])?;
    let screen = console.until_shows("● live").await?;
    ensure!(screen.contains("Nora Lind") && !screen.contains(PASSWORD), "{screen}");

    set_a_factor_up(&console).await?;
    let team = olivia.session.call(|api| async move { api.staff_list().limit(200).send().await }).await?.into_inner();
    let nora = team.items.iter().find(|person| person.email == NORA).context("she is not in the team")?;
    ensure!(nora.second_factor && nora.name == "Nora Lind", "{nora:?}");

    go_to(&console, "team").await?;
    console.until_shows(OLIVIA).await?;
    console.press(&["i"])?;
    console.until_shows("Invite to the team").await?;
    console.write(COLLEAGUE)?;
    console.press(&["Tab"])?;
    console.write("Ida Berg")?;
    console.press(&["C-s"])?;
    console.until_shows("/dashboard/invite/").await?;
    console.press(&["Escape"])?;
    console.until_gone("/dashboard/invite/").await?;
    console.until_shows(COLLEAGUE).await?;
    let list = olivia.session.call(|api| async move { api.staff_invitation_list().limit(200).send().await });
    let invited = list.await?.into_inner().items;
    ensure!(invited.iter().any(|one| one.email == COLLEAGUE), "{invited:?}");

    publish_a_brand(&console, &olivia).await?;
    export_the_trail(&console).await?;
    look_as_a_client(&console).await
}

/// Invites Nora as an admin, and tells the link to be copied.
async fn invite(olivia: &Staff) -> Result<String> {
    let create = |api: portico_openapi::Client, key: String| async move {
        let new = NewStaffInvitation { email: NORA.into(), name: None, role: TeammateRole::Admin };
        api.staff_invitation_create().idempotency_key(key).body(new).send().await
    };
    let sent = olivia.session.create(Uuid::new_v4(), create).await?;
    sent.accept_url.context("there is no link to be copied")
}

/// Goes to a part of the agency by the palette.
async fn go_to(console: &Console, part: &str) -> Result<()> {
    console.press(&[":"])?;
    console.until_shows("Command").await?;
    console.write(part)?;
    console.press(&["Enter"])?;
    console.until_gone("Command").await.map(drop)
}

/// Reads the secret from the screen, as one types it into an authenticator.
async fn set_a_factor_up(console: &Console) -> Result<()> {
    go_to(console, "your account").await?;
    console.until_shows(NORA).await?;
    console.press(&["j", "j", "e"])?;
    console.until_shows("Codes of an authenticator").await?;
    console.write(PASSWORD)?;
    console.press(&["C-s"])?;
    let screen = console.until_shows("Six digits").await?;
    let is_group = |word: &&str| {
        word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte))
    };
    let secret: String = screen.split_whitespace().filter(is_group).collect();
    console.write(&authenticator::code(&secret).with_context(|| format!("{secret:?} of:\n{screen}"))?)?;
    console.press(&["C-s"])?;
    console.until_shows("Each of these signs you in once").await?;
    console.press(&["Y"])?;
    console.until_gone("Each of these signs you in once").await?;
    console.until_shows("new ones").await.map(drop)
}

async fn publish_a_brand(console: &Console, olivia: &Staff) -> Result<()> {
    let accent = async || -> Result<String> {
        let brand = olivia.session.call(|api| async move { api.brand_view().send().await }).await?.into_inner();
        Ok(brand.published.light.accent)
    };
    go_to(console, "brand").await?;
    console.until_shows("Figures: contrast").await?;
    console.press(&["e"])?;
    console.until_shows("As #rrggbb.").await?;
    console.press(&["C-u"])?;
    console.write(GREEN)?;
    console.press(&["C-s"])?;
    console.until_shows("Look at the draft, for 24 hours").await?;
    console.press(&["Escape"])?;
    console.until_gone("Look at the draft, for 24 hours").await?;
    ensure!(accent().await? != GREEN, "clients see a draft");
    console.press(&["P"])?;
    console.until_shows("Every page and mail").await?;
    console.press(&["Y"])?;
    console.until_shows("Published. It is there with the next page.").await?;
    ensure!(accent().await? == GREEN, "clients do not see what was published");
    Ok(())
}

/// Looks at what was done to the brand alone, and puts it into a file.
async fn export_the_trail(console: &Console) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("brand.jsonl");
    go_to(console, "audit").await?;
    console.until_shows("staff_invitation").await?;
    console.press(&["/"])?;
    console.until_shows("Look only at").await?;
    console.press(&["Tab"])?;
    console.write("brand")?;
    console.press(&["C-s"])?;
    console.until_shows("Audit trail · brand").await?;
    let screen = console.until_shows("brand.published").await?;
    ensure!(!screen.contains("staff_invitation"), "it is not narrowed:\n{screen}");
    console.press(&["E"])?;
    console.until_shows("Export the audit trail").await?;
    console.press(&["C-u"])?;
    console.write(&path.display().to_string())?;
    console.press(&["C-s"])?;
    console.until_shows("entries are in").await?;
    let written = std::fs::read_to_string(&path)?;
    let entries: Vec<Value> = written.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let actions: Vec<_> = entries.iter().filter_map(|entry| entry["action"].as_str()).collect();
    ensure!(actions.contains(&"brand.published") && actions.len() == entries.len(), "{written}");
    ensure!(actions.iter().all(|action| action.starts_with("brand")), "{actions:?}");
    Ok(())
}

async fn look_as_a_client(console: &Console) -> Result<()> {
    console.press(&["7"])?;
    console.until_shows("Managers").await?;
    console.press(&["Enter"])?;
    console.until_shows("what they may do").await?;
    console.press(&["v"])?;
    console.until_shows("See what they see").await?;
    console.press(&["C-s"])?;
    console.until_shows("READ-ONLY, RECORDED").await.map(drop)
}

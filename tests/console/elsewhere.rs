//! What is written once for many clients, and what other programs run, from the terminal: Mia writes a template, gives it to
//! two clients and brings them up to date; Olivia sets an engine and a provider up.

use anyhow::{Context, Result, ensure};
use portico_openapi::types::{ProviderClient, Workflow, WorkflowEngine, WorkflowStatus};
use portico_tests::people::{MIA, OLIVIA};
use portico_tests::{Console, Server, Staff};

const NAME: &str = "Month’s end";
const FIRST: &str = "steps:
  - id: hello
    title: Say how it went
    notify: { who: staff, text: \"It went well for {{ workspace.name }}.\" }
";

#[tokio::test]
async fn a_template_is_given_to_clients_and_rolled_out() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let folder = tempfile::tempdir()?;
    let document = folder.path().join("document.yaml");
    std::fs::write(&document, FIRST)?;
    let editor = format!("cp {}", document.display());
    let console = Console::open_writing(&server, MIA, 120, 36, &editor).await?;
    console.until_shows("● live").await?;
    console.press(&["w", "h", "h"])?;
    console.until_shows("Nothing is written for many clients yet.").await?;
    console.press(&["n"])?;
    console.until_shows("A new template").await?;
    console.write(NAME)?;
    console.press(&["Tab"])?;
    console.write("Says how the month went.")?;
    console.press(&["C-s"])?;
    console.until_shows("✓ Nothing is wrong with it.").await?;
    console.press(&["C-s"])?;
    console.until_shows("None yet. a gives each that you choose a workflow of its own.").await?;

    // One client's runs at once, the other's is a draft.
    for (client, runs) in [("Bluebird", true), ("Acme", false)] {
        console.press(&["a"])?;
        console.until_shows("Who gets").await?;
        console.write(client)?;
        console.press(&["Enter"])?;
        console.until_shows("How they get it").await?;
        console.press(if runs { &["Space", "C-s"] } else { &["C-s"] })?;
        console.until_shows("1 workflow is made of it.").await?;
    }
    console.until_shows("● Bluebird Health · published").await?;
    console.until_shows("✎ Acme Coffee · draft").await?;

    std::fs::write(&document, FIRST.replace("well", "very well"))?;
    console.press(&["e"])?;
    console.until_shows("✓ Nothing is wrong with it.").await?;
    console.press(&["C-s"])?;
    console.until_shows("2 workflows are behind: P rolls version 2 out").await?;
    ensure!(made(&staff).await?.iter().all(|one| one.active_version_number.is_none_or(|number| number == 1)));
    console.press(&["P"])?;
    let screen = console.until_shows("[✓] ● Bluebird Health · published").await?;
    ensure!(screen.contains("[✓] ✎ Acme Coffee · draft") && screen.contains("1 line new, 1 gone"), "{screen}");
    console.press(&["Enter"])?;
    console.until_shows("It went very well for").await?;
    console.press(&["Escape"])?;
    console.until_gone("Against what it does now").await?;
    console.press(&["C-s"])?;
    console.until_shows("Roll version 2 out").await?;
    console.press(&["Y"])?;
    console.until_shows("2 workflows are on version 2 of the template now.").await?;
    let all = made(&staff).await?;
    let of = |client: &str| all.iter().find(|one| one.workspace.name == client).context("it has none");
    ensure!(of("Bluebird Health")?.active_version_number == Some(2), "{all:?}");
    ensure!(of("Acme Coffee")?.status == WorkflowStatus::Draft, "{all:?}");

    // What reaches far asks for the name.
    console.press(&["S", "Enter"])?;
    console.until_shows("Pause all of its workflows").await?;
    console.write(NAME)?;
    console.press(&["Enter"])?;
    console.until_shows("‖ Bluebird Health · paused").await?;
    console.press(&["x"])?;
    console.until_shows("Take the template away").await?;
    console.write(NAME)?;
    console.press(&["Enter"])?;
    console.until_shows("What was made of it goes on.").await?;
    ensure!(made(&staff).await?.len() == 2, "what was made of it went with it");
    Ok(())
}

#[tokio::test]
async fn an_engine_and_a_provider_are_set_up_and_changed() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, OLIVIA).await?;
    let console = Console::open(&server, OLIVIA, 120, 36).await?;
    console.until_shows("● live").await?;
    console.press(&["w", "h", "h", "h"])?;
    console.until_shows("No other engine is set up yet.").await?;
    console.press(&["n"])?;
    console.until_shows("Another engine").await?;
    console.press(&["Right", "Tab"])?;
    console.write("Windmill")?;
    console.press(&["Tab"])?;
    console.write("https://windmill.example.com")?;
    console.press(&["C-s"])?;
    console.until_shows("is not shown again.").await?;
    console.press(&["Y"])?;
    console.until_shows("It is not asked what it has.").await?;
    console.press(&["i"])?;
    console.until_shows("A workflow that it runs").await?;
    console.press(&["Tab"])?;
    console.write("Nightly sync")?;
    console.press(&["Tab"])?;
    console.write("Brings the stock up to date.")?;
    console.press(&["Tab", "Tab", "Tab"])?;
    console.write("https://elsewhere.example.com/start")?;
    console.press(&["C-s"])?;
    console.until_shows("This is no address of the engine's own host.").await?;
    console.press(&["C-u"])?;
    console.write("https://windmill.example.com/start")?;
    console.press(&["C-s"])?;
    console.until_shows("It begins with p.").await?;
    console.press(&["p"])?;
    console.until_gone("It begins with p.").await?;
    let all = workflows(&staff).await?;
    let made = all.iter().find(|one| one.name == "Nightly sync").context("there is no such workflow")?;
    ensure!(made.engine == WorkflowEngine::Http && made.status == WorkflowStatus::Published, "{made:?}");
    console.press(&["Escape"])?;
    console.until_shows("It is not asked what it has.").await?;
    console.press(&[":"])?;
    console.until_shows("Command").await?;
    console.write("engines")?;
    console.press(&["Enter"])?;
    console.until_shows("Windmill").await?;
    console.press(&["x"])?;
    console.until_shows("Take the engine away").await?;
    console.write("Windmill")?;
    console.press(&["Enter"])?;
    console.until_shows("Workflows run there").await?;

    console.press(&["h"])?;
    console.until_shows("Beanline").await?;
    console.press(&["n"])?;
    console.until_shows("A provider").await?;
    console.press(&["Tab", "Tab"])?;
    console.write("first-client")?;
    console.press(&["Tab"])?;
    console.write("first-secret")?;
    console.press(&["C-s"])?;
    console.until_shows("The provider is set up.").await?;
    console.until_gone("A provider").await?;
    console.until_shows("google_drive").await?;
    // The newest stands first.
    console.press(&["g", "e"])?;
    console.until_shows("first-client").await?;
    console.until_shows("What is connected stays so.").await?;
    console.press(&["Tab", "C-u"])?;
    console.write("second-client")?;
    console.press(&["C-s"])?;
    console.until_shows("The provider is changed.").await?;
    let known = providers(&staff).await?;
    let second =
        known.iter().find(|one| one.oauth_client.as_deref() == Some("second-client")).context("not changed")?;
    ensure!(known.len() == 2 && second.has_secret && second.version == 2, "{known:?}");
    let screen = console.screen()?;
    ensure!(!screen.contains("first-secret"), "{screen}");
    Ok(())
}

async fn workflows(staff: &Staff) -> Result<Vec<Workflow>> {
    let answer = staff.session.call(|api| async move { api.workflow_list().limit(200).send().await });
    Ok(answer.await?.into_inner().items)
}

async fn made(staff: &Staff) -> Result<Vec<Workflow>> {
    Ok(workflows(staff).await?.into_iter().filter(|one| one.name == NAME).collect())
}

async fn providers(staff: &Staff) -> Result<Vec<ProviderClient>> {
    let answer = staff.session.call(|api| async move { api.provider_client_list().send().await });
    Ok(answer.await?.into_inner().items)
}

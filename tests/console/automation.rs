//! Automation from the terminal: Mia begins a workflow, writes what it does in her editor, publishes it, runs it and sees
//! it succeed; she sees a run of the story fail, and takes it up again.

use anyhow::{Context, Result, ensure};
use portico_openapi::types::{Run, RunStatus, WorkflowStatus};
use portico_tests::people::MIA;
use portico_tests::{Console, Server, Staff};

const NAME: &str = "Weekly hello";
const WRONG: &str = "steps:\n  - id: hello\n    title: Say hello\n    shout: { text: Hello }\n";
const RIGHT: &str = "inputs:
  - { name: word, type: text, label: Which word, required: true }
steps:
  - id: keep
    title: Keep the word
    set: { word: \"{{ input.word }}\" }
  - id: hello
    title: Say hello
    notify: { who: staff, text: \"{{ vars.word }} from {{ workspace.name }}\" }
";

#[tokio::test]
async fn a_workflow_is_written_published_and_run() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let folder = tempfile::tempdir()?;
    let document = folder.path().join("document.yaml");
    std::fs::write(&document, WRONG)?;
    // An editor that knows what to write.
    let editor = format!("cp {}", document.display());
    let console = Console::open_writing(&server, MIA, 120, 36, &editor).await?;
    console.until_shows("● live").await?;
    console.press(&["w"])?;
    console.until_shows("Monthly numbers").await?;
    console.press(&["n"])?;
    console.until_shows("A new workflow").await?;
    console.press(&["Tab"])?;
    console.write(NAME)?;
    console.press(&["Tab"])?;
    console.write("Says hello, once a week.")?;
    console.press(&["C-s"])?;
    console.until_shows("What it does is not written yet.").await?;

    console.press(&["e"])?;
    let screen = console.until_shows("✕ line").await?;
    ensure!(screen.contains("steps.0") && screen.contains("not saved"), "{screen}");
    std::fs::write(&document, RIGHT)?;
    console.press(&["e"])?;
    console.until_shows("✓ Nothing is wrong with it.").await?;
    console.press(&["C-s"])?;
    console.until_shows("Version 1 is saved.").await?;
    console.until_shows("Version 1 is written and not published yet").await?;
    console.press(&["P"])?;
    console.until_shows("New runs run on version 1.").await?;
    console.press(&["Y"])?;
    console.until_shows("● Published · version 1").await?;

    console.press(&["r"])?;
    console.until_shows("Which word").await?;
    console.press(&["C-s"])?;
    console.until_shows("Fill this in.").await?;
    console.write("Ahoy")?;
    console.press(&["C-s"])?;
    console.until_shows("What it did").await?;
    let screen = console.until_shows("✓ Succeeded ·").await?;
    ensure!(screen.contains("Keep the word") && screen.contains("Say hello"), "{screen}");
    console.press(&["Escape"])?;
    console.until_shows("1 succeeded, 0 failed · 100% succeeded").await?;

    let runs = runs(&staff, Some(RunStatus::Succeeded)).await?;
    ensure!(runs.iter().any(|run| run.workflow.name == NAME), "{runs:?}");
    let all = staff.session.call(|api| async move { api.workflow_list().limit(200).send().await }).await?.into_inner();
    let made = all.items.iter().find(|one| one.name == NAME).context("there is no such workflow")?;
    ensure!(made.status == WorkflowStatus::Published && made.active_version_number == Some(1), "{made:?}");
    console.press(&["p"])?;
    console.until_shows("‖ Paused").await.map(drop)
}

#[tokio::test]
async fn a_run_that_failed_says_why_and_is_taken_up_again() -> Result<()> {
    let server = Server::demo().await?;
    let console = Console::open(&server, MIA, 120, 36).await?;
    console.until_shows("● live").await?;
    console.press(&["w", "l"])?;
    console.until_shows("✕ Failed").await?;
    console.press(&["/", "Tab", "Right", "Right", "Right", "Right", "Right", "C-s"])?;
    console.until_shows("Automation · failed").await?;
    console.until_gone("✓ Succeeded").await?;
    console.press(&["Enter"])?;
    let screen = console.until_shows("Hand it to the mailing service").await?;
    ensure!(screen.contains("✕"), "{screen}");
    console.until_shows("work another time").await?;
    console.press(&["r"])?;
    console.until_shows("The run goes on with the step that failed.").await?;
    console.until_shows(" 3 ✕").await.map(drop)
}

async fn runs(staff: &Staff, status: Option<RunStatus>) -> Result<Vec<Run>> {
    let answer = staff.session.call(|api| async move {
        let call = api.run_list().limit(200);
        let call = if let Some(status) = status { call.status(status) } else { call };
        call.send().await
    });
    Ok(answer.await?.into_inner().items)
}

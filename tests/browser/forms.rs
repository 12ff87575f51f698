//! A form for which a run waits: found from the run, answered with a decision, and what comes of that.

use anyhow::{Result, ensure};
use portico_tests::people::{CARLA, MIA};
use portico_tests::{Browser, Program, Server, until};
use serde_json::{Value, json};

const PLAN: &str = "
submit: Send
thanks: We begin on Monday.
pages:
  - fields:
      - { name: plan, type: approval, label: The plan, required: true }
";

/// Waits for the form, and goes on with what it says.
const WORKFLOW: &str = "
steps:
  - id: ask
    title: Ask for a decision
    wait_for_form: { form: the-new-shop }
  - id: decided
    condition:
      if: steps.ask.answers.plan.decision == 'approved'
      then:
        - { id: begin, title: Open the shop, set: { began: 'yes' } }
      else:
        - { id: stop, title: Think again, set: { began: 'no' } }
";

async fn run(mia: &Program, id: &str) -> Result<Value> {
    mia.get(&format!("/runs/{id}")).await
}

async fn until_status(mia: &Program, id: &str, status: &str) -> Result<Value> {
    until(status, async || {
        let shown = run(mia, id).await?;
        Ok((shown["run"]["status"] == status).then_some(shown))
    })
    .await
}

/// S2.81–S2.85: a run waits for a decision, is not let through without one, and goes on with it in front of whoever
/// looks.
#[tokio::test]
async fn s2_84_a_run_goes_on_when_the_client_approves_in_a_form() -> Result<()> {
    let server = Server::demo().await?;
    let mia = Program::sign_in(&server, MIA).await?;
    let workspace = mia.workspace("Acme Coffee").await?;
    let new = json!({ "workspace_id": workspace, "title": "The new shop", "schema": PLAN });
    mia.post("/forms", new).await?;
    let new = json!({ "workspace_id": workspace, "name": "Shop", "purpose": "Opens the shop" });
    let workflow = mia.workflow(new, WORKFLOW).await?;
    let id = mia.run(&workflow).await?;
    until_status(&mia, &id, "waiting").await?;

    let (carla, watching) = (Browser::of(&server, CARLA).await?, Browser::of(&server, CARLA).await?);
    let place = format!("/portal/workflows/{workflow}/runs/{id}");
    watching.go(&place).await?;
    watching.until_says("Waits for a form to be filled in").await?;
    carla.go(&place).await?;
    carla.until_says("The new shop").await?;
    carla.press_what_says("Fill it in").await?;
    carla.until_says("The plan").await?;
    carla.press_what_says("Send").await?;
    carla.until_says("Approve or decline.").await?;
    ensure!(run(&mia, &id).await?["run"]["status"] == "waiting", "nothing was decided");
    carla.press("[name=f_plan][value=approved] + label").await?;
    carla.press_what_says("Send").await?;
    carla.until_says("We begin on Monday.").await?;

    let shown = until_status(&mia, &id, "succeeded").await?;
    ensure!(shown["vars"]["began"] == "yes", "{shown}");
    // The page that was open all the time says so by itself.
    watching.until_says("Succeeded").await?;
    watching.until_says("Open the shop").await?;
    ensure!(!watching.text().await?.contains("Think again"), "the other way was taken, too");
    watching.close().await?;
    carla.close().await
}

/// A page with files is left for later: what was typed is kept, and it is said that the files are not.
#[tokio::test]
async fn a_page_with_files_is_left_for_later() -> Result<()> {
    const CHOOSES: &str = "
        const chosen = new DataTransfer();
        chosen.items.add(new File(['no picture'], 'shop.png', { type: 'image/png' }));
        document.querySelector('input[type=file]').files = chosen.files;
    ";
    let server = Server::demo().await?;
    let carla = Browser::of(&server, CARLA).await?;
    carla.go("/portal/forms").await?;
    carla.press_what_says("Tell us about the shop").await?;
    carla.until_says("Page 1 of 2").await?;
    carla.fill("#f_address", "Brunnenstraße 9").await?;
    carla.press_what_says("Next").await?;
    carla.until_says("Page 2 of 2").await?;
    carla.fill("#f_wish", "The old sign").await?;
    carla.run(CHOOSES).await?;
    carla.press_what_says("Save for later").await?;
    carla.until_says("Choose the files again when you go on.").await?;
    carla.until_says("Half done").await?;
    carla.press_what_says("Tell us about the shop").await?;
    carla.until_says("Page 2 of 2").await?;
    let kept = carla.run("return document.querySelector('#f_wish').value").await?;
    ensure!(kept == "The old sign", "{kept}");
    carla.close().await
}

//! A form from the terminal: Mia writes what it asks in her editor, sees its client answer, reads the answers, and reads
//! them as they were asked for when the form has come to ask something else.

use anyhow::{Context, Result, ensure};
use portico_tests::people::{CARLA, MIA};
use portico_tests::portal::Answer;
use portico_tests::{Console, Program, Server, Visitor};

const TITLE: &str = "The sign";
const WRONG: &str = "pages:
  - fields:
      - { name: days, type: words, label: Opening days }
";
const RIGHT: &str = "pages:
  - fields:
      - { name: days, type: text, label: Opening days, required: true }
      - { name: plan, type: approval, label: The plan, required: true }
";

#[tokio::test]
async fn what_a_client_answers_is_read_as_it_was_asked() -> Result<()> {
    let server = Server::demo().await?;
    let folder = tempfile::tempdir()?;
    let document = folder.path().join("document.yaml");
    std::fs::write(&document, WRONG)?;
    // An editor that knows what to write.
    let mia = Console::open_writing(&server, MIA, 140, 44, &format!("cp {}", document.display())).await?;
    mia.until_shows("● live").await?;
    mia.press(&["w", "h"])?;
    mia.until_shows("Last sent").await?;
    mia.until_shows("Go-ahead for the campaign").await?;
    mia.press(&["n"])?;
    let screen = mia.until_shows("A new form").await?;
    ensure!(screen.contains("‹ Acme Coffee ›"), "{screen}");
    mia.press(&["Tab"])?;
    mia.write(TITLE)?;
    mia.press(&["C-s"])?;
    mia.until_shows("told when it is saved").await?;
    mia.press(&["C-s"])?;
    mia.until_shows("Not saved, and kept").await?;
    mia.until_shows("✕ line").await?;
    std::fs::write(&document, RIGHT)?;
    mia.press(&["e"])?;
    mia.until_shows("told when it is saved").await?;
    mia.press(&["C-s"])?;
    mia.until_shows("● Published").await?;
    mia.until_shows("Nothing yet.").await?;

    // What is half answered is not sent; what is sent stands there by itself.
    let mut carla = Visitor::sign_in(&server, CARLA).await?;
    let path = place(&server).await?;
    let half = fill(&mut carla, &path, &[("f_days", "Monday to Friday")]).await?;
    ensure!(half.status == 422, "{half:?}");
    ensure!(mia.screen()?.contains("Nothing yet."), "what is half answered is sent");
    let whole = [("f_days", "Monday to Friday"), ("f_plan", "declined"), ("f_plan_reason", "Too early in spring")];
    let sent = fill(&mut carla, &path, &whole).await?;
    ensure!(sent.status == 303, "{sent:?}");
    mia.until_shows("Carla Ortiz · ").await?;
    mia.press(&["j", "Enter"])?;
    let screen = mia.until_shows("What Carla Ortiz sent").await?;
    for words in ["Opening days", "Monday to Friday", "\"decision\": \"declined\"", "Too early in spring"] {
        ensure!(screen.contains(words), "{words:?} is not there:\n{screen}");
    }
    mia.press(&["Escape"])?;
    mia.until_gone("What Carla Ortiz sent").await?;

    // The form asks for something else by now; what was answered keeps its question.
    std::fs::write(&document, RIGHT.replace("Opening days", "Days with lunch"))?;
    mia.press(&["e"])?;
    mia.until_shows("told when it is saved").await?;
    mia.press(&["C-s"])?;
    mia.until_shows("What was sent").await?;
    mia.until_shows("Days with lunch").await?;
    mia.until_gone("Opening days").await?;
    mia.press(&["j", "Enter"])?;
    let screen = mia.until_shows("What Carla Ortiz sent").await?;
    ensure!(screen.contains("Opening days") && screen.contains("Monday to Friday"), "{screen}");
    Ok(())
}

/// Where its client finds the form.
async fn place(server: &Server) -> Result<String> {
    let mia = Program::sign_in(server, MIA).await?;
    let workspace = mia.workspace("Acme Coffee").await?;
    let all = mia.all(&format!("/forms?workspace_id={workspace}")).await?;
    let made = all.iter().find(|form| form["title"] == TITLE).context("there is no such form")?;
    Ok(format!("/portal/forms/{}", made["id"].as_str().context("it has no id")?))
}

/// Sends the only page of the form, as a browser does that has it open.
async fn fill(carla: &mut Visitor, path: &str, typed: &[(&str, &str)]) -> Result<Answer> {
    let page = carla.get(path).await?;
    let hidden = ["csrf", "once", "version", "page"];
    let values = hidden.iter().map(|name| page.hidden(name)).collect::<Result<Vec<_>>>()?;
    let mut fields: Vec<(&str, &str)> = hidden.into_iter().zip(values.iter().map(String::as_str)).collect();
    fields.extend([("asked", "days"), ("asked", "plan"), ("go", "send")]);
    fields.extend(typed);
    carla.post(path, &fields).await
}

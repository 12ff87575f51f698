//! Approvals from the terminal: Mia answers a comment, takes the answer back, sends it after all, and does the same with a
//! new approval with a file from her disk and with files for a gallery.

use anyhow::{Context, Result, ensure};
use portico_openapi::types::{Approval, ApprovalComment};
use portico_tests::people::MIA;
use portico_tests::{Console, Server, Staff};

const TITLE: &str = "Loyalty card wording";
const ANSWER: &str = "Yes, the line goes.";
const WORDS: &str = "ten small cups";

#[tokio::test]
async fn an_answer_is_taken_back_before_the_client_sees_it() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let console = Console::open(&server, MIA, 140, 40).await?;
    console.until_shows("● live").await?;
    console.press(&["v"])?;
    console.until_shows("▲ Needs changes").await?;
    console.until_shows(TITLE).await?;
    console.press(&["Enter"])?;
    console.until_shows("without this line").await?;

    // The third row is the client's comment, after the step and its version.
    console.press(&["j", "j", "r"])?;
    console.until_shows("Answer to Carla Ortiz").await?;
    console.write(ANSWER)?;
    console.press(&["C-s"])?;
    console.until_shows("⏲ comment sends in").await?;
    console.press(&["u"])?;
    let screen = console.until_shows("Nobody has seen it").await?;
    ensure!(screen.contains(ANSWER) && screen.contains("send to the client"), "the text is not there again:\n{screen}");
    ensure!(said(&staff, ANSWER).await?.is_none(), "it was sent although it was taken back");

    // Sent once more and left alone, it arrives.
    console.press(&["C-s"])?;
    console.until_shows("⏲ comment sends in").await?;
    console.until_shows("The comment is sent.").await?;
    let answer = said(&staff, ANSWER).await?.context("it never arrived")?;
    ensure!(answer.parent_id.is_some(), "it is no answer");
    console.press(&["x"])?;
    console.until_shows("resolved by Mia").await.map(drop)
}

#[tokio::test]
async fn an_approval_with_a_file_from_here_is_taken_back_and_sent() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("lettering, second try.txt");
    std::fs::write(&path, "Coffee, from here to the harbour.")?;
    let console = Console::open(&server, MIA, 120, 40).await?;
    console.until_shows("● live").await?;
    console.press(&["v"])?;
    console.until_shows(TITLE).await?;
    console.press(&["n"])?;
    console.until_shows("A new approval").await?;
    console.press(&["Tab", "Tab"])?;
    console.write("Window lettering")?;
    console.press(&["Tab", "Tab"])?;
    console.write("Wording")?;
    console.press(&["C-s"])?;
    console.until_shows("First version").await?;
    console.write("As we said on Tuesday.")?;
    console.press(&["C-f"])?;
    console.until_shows("Attach a file").await?;
    console.write(&path.to_string_lossy().replace("second try.txt", ""))?;
    console.press(&["Tab"])?;
    console.until_shows("second try.txt").await?;
    console.press(&["Enter"])?;
    console.until_shows("✓").await?;
    console.press(&["C-s"])?;
    console.until_shows("⏲ approval sends in").await?;
    console.press(&["u"])?;
    let screen = console.until_shows("First version").await?;
    ensure!(screen.contains("As we said on Tuesday."), "the text is not there again:\n{screen}");
    ensure!(screen.contains("▤ lettering, second try.txt"), "the file is not there again:\n{screen}");
    ensure!(lettering(&staff).await?.is_none(), "it was sent although it was taken back");
    console.press(&["C-o"])?;
    console.until_shows("A new approval").await?;
    console.until_shows("Window lettering").await?;
    console.press(&["Escape"])?;
    console.until_shows("ctrl-o its steps").await?;

    console.press(&["C-s"])?;
    console.until_shows("⏲ approval sends in").await?;
    console.until_shows("Sent for approval.").await?;
    let made = lettering(&staff).await?.context("there is no such approval")?;
    ensure!(made.steps.len() == 1 && made.steps[0].versions.len() == 1, "{made:?}");
    let version = &made.steps[0].versions[0];
    ensure!(version.body == "As we said on Tuesday.", "{version:?}");
    let names: Vec<_> = version.files.iter().flatten().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["lettering, second try.txt"]);
    Ok(())
}

#[tokio::test]
async fn a_step_that_was_sent_is_changed_and_a_comment_points_at_words() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let console = Console::open(&server, MIA, 140, 40).await?;
    console.until_shows("● live").await?;
    console.press(&["v"])?;
    console.until_shows(TITLE).await?;
    console.press(&["Enter"])?;
    console.until_shows("without this line").await?;
    console.press(&["e"])?;
    console.until_shows("Who decides stays as it is").await?;
    console.press(&["C-u"])?;
    console.write("Wording of the card")?;
    console.press(&["Tab", "Tab", "C-u"])?;
    console.write("7d")?;
    console.press(&["C-s"])?;
    console.until_shows("The step is changed.").await?;
    console.until_shows("Wording of the card").await?;
    let step = approval(&staff).await?.steps.into_iter().next().context("it has no step")?;
    ensure!(step.title == "Wording of the card" && step.due_at.is_some(), "{step:?}");

    console.press(&["j", "c"])?;
    console.until_shows("Comment on the version").await?;
    console.press(&["C-l"])?;
    console.until_shows("A place on the version").await?;
    console.press(&["Right", "Tab"])?;
    console.write(WORDS)?;
    console.press(&["C-s"])?;
    console.until_shows("⌖ “").await?;
    console.write("Is this still so?")?;
    console.press(&["C-s"])?;
    console.until_shows("The comment is sent.").await?;
    let said = said(&staff, "Is this still so?").await?.context("it never arrived")?;
    let place = said.anchor.context("it has no place")?;
    assert_eq!(place.quote.as_deref(), Some(WORDS));
    Ok(())
}

#[tokio::test]
async fn files_go_from_here_to_a_clients_gallery() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let folder = tempfile::tempdir()?;
    for name in ["menu card.txt", "price list.txt"] {
        std::fs::write(folder.path().join(name), format!("This is the {name}."))?;
    }
    let console = Console::open(&server, MIA, 80, 24).await?;
    console.until_shows("● live").await?;
    console.press(&["7"])?;
    console.until_shows("f deliver files").await?;
    console.press(&["f"])?;
    console.until_shows("Files for").await?;
    console.write(&format!("{}/me", folder.path().display()))?;
    console.press(&["Tab"])?;
    console.until_shows("card.txt").await?;
    console.press(&["C-n"])?;
    console.until_shows("File 2").await?;
    console.write(&format!("{}/nothing", folder.path().display()))?;
    console.press(&["C-s"])?;
    console.until_shows("It cannot be read").await?;
    console.press(&["C-u"])?;
    console.write(&format!("{}/price list.txt", folder.path().display()))?;
    console.press(&["C-s"])?;
    console.until_shows("⏲ files go in").await?;
    console.press(&["u"])?;
    console.until_shows("Files for").await?;
    let screen = console.until_shows("File 2").await?;
    ensure!(screen.contains("card.txt") && screen.contains("list.txt"), "the files are not there again:\n{screen}");
    let names = names_of_files(&staff).await?;
    ensure!(!names.iter().any(|name| name == "menu card.txt"), "it was delivered although it was taken back");

    console.press(&["C-s"])?;
    console.until_shows("⏲ files go in").await?;
    console.until_shows("Delivered.").await?;
    let names = names_of_files(&staff).await?;
    for name in ["menu card.txt", "price list.txt"] {
        ensure!(names.iter().filter(|one| *one == name).count() == 1, "{name} is not there once: {names:?}");
    }
    Ok(())
}

async fn names_of_files(staff: &Staff) -> Result<Vec<String>> {
    let answer = staff.session.call(|api| async move { api.file_list().limit(50).send().await });
    Ok(answer.await?.into_inner().items.into_iter().map(|file| file.name).collect())
}

/// The approval of the window, if it was sent.
async fn lettering(staff: &Staff) -> Result<Option<Approval>> {
    let Some(found) = approvals(staff).await?.into_iter().find(|one| one.title == "Window lettering") else {
        return Ok(None);
    };
    let answer = staff.session.call(|api| async move { api.approval_view().approval_id(found.id).send().await });
    Ok(Some(answer.await?.into_inner()))
}

async fn approval(staff: &Staff) -> Result<Approval> {
    let id = approvals(staff).await?.into_iter().find(|one| one.title == TITLE).context("the demo has changed")?.id;
    let answer = staff.session.call(|api| async move { api.approval_view().approval_id(id).send().await });
    Ok(answer.await?.into_inner())
}

async fn approvals(staff: &Staff) -> Result<Vec<Approval>> {
    let answer = staff.session.call(|api| async move { api.approval_list().limit(200).send().await });
    Ok(answer.await?.into_inner().items)
}

/// What was said in these words on the approval, if it was.
async fn said(staff: &Staff, words: &str) -> Result<Option<ApprovalComment>> {
    let id = approvals(staff).await?.into_iter().find(|one| one.title == TITLE).context("the demo has changed")?.id;
    let answer =
        staff.session.call(|api| async move { api.approval_comment_list().approval_id(id).limit(200).send().await });
    Ok(answer.await?.into_inner().items.into_iter().find(|comment| comment.body == words))
}

//! Approvals from the terminal: Mia answers a comment, takes the answer back, sends it after all, and sends a new
//! approval with a file from her disk.

use anyhow::{Context, Result, ensure};
use portico_openapi::types::{Approval, ApprovalComment};
use portico_tests::people::MIA;
use portico_tests::{Console, Server, Staff};

const TITLE: &str = "Loyalty card wording";
const ANSWER: &str = "Yes, the line goes.";

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
async fn an_approval_is_sent_with_a_file_from_here() -> Result<()> {
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
    console.until_shows("Sent for approval.").await?;
    let screen = console.until_shows("▤ lettering, second try.txt").await?;
    ensure!(screen.contains("As we said on Tuesday."), "{screen}");
    let made = approvals(&staff).await?.into_iter().find(|one| one.title == "Window lettering");
    ensure!(made.context("there is no such approval")?.steps.len() == 1);
    Ok(())
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

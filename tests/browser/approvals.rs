//! Work that is sent, discussed at its places, sent again, compared, approved and proved.

use anyhow::{Context, Result, ensure};
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use portico_openapi::types;
use portico_tests::people::{CARLA, MIA, OLIVIA, PASSWORD, VICTOR};
use portico_tests::{Browser, Server, Staff, binary, pictures, until};
use serde_json::json;
use tokio::process::Command;
use uuid::Uuid;

use crate::arrival::workspace;

const POSTER: &str = "Plakat Frühling.png";
const FIRST: &str = "# Spring\n\nCome by on the **first** of April. The kettle is on.";
const SECOND: &str = "# Spring\n\nCome by on the **second** of April. The kettle is on, as ever.";

/// Uploads a poster, and waits until it was drawn: before that, no page shows it.
async fn poster(mia: &Staff, picture: Vec<u8>) -> Result<Uuid> {
    let upload = mia.upload(POSTER, picture).await?;
    until("the drawn picture", async || {
        let show = |api: portico_openapi::Client| async move { api.upload_show().upload_id(upload).send().await };
        let preview = mia.session.call(show).await?.into_inner().preview;
        Ok((preview == types::FilePreview::Made).then_some(()))
    })
    .await?;
    Ok(upload)
}

/// A picture and a text for Acme Coffee; tells where the client finds them.
async fn sent(mia: &Staff, picture: Vec<u8>) -> Result<(types::Approval, String)> {
    let acme = workspace(mia, "Acme Coffee").await?;
    let file = poster(mia, picture).await?;
    let version = types::NewApprovalVersion { body: Some(FIRST.into()), files: Some(vec![file]) };
    let approval = mia.approval(acme, "Spring poster", version).await?;
    let path = format!("/portal/approvals/{}", approval.id);
    Ok((approval, path))
}

/// Presses the button of the mouse at a place of the picture, as fractions of it, and lets go at another.
async fn drag(client: &Client, from: (f64, f64), to: (f64, f64)) -> Result<()> {
    let picture = client.find(Locator::Css(".canvas img")).await?;
    let (_, _, width, height) = picture.rectangle().await?;
    let over = |(x, y): (f64, f64)| PointerAction::MoveToElement {
        element: picture.clone(),
        duration: None,
        x: ((x - 0.5) * width).round(),
        y: ((y - 0.5) * height).round(),
    };
    let mouse = MouseActions::new("mouse".into())
        .then(over(from))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(over(to))
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    Ok(client.perform_actions(mouse).await?)
}

async fn anchors(mia: &Staff, approval: Uuid) -> Result<Vec<(String, Option<types::ApprovalAnchor>)>> {
    let comments = mia.approval_comments(approval).await?;
    Ok(comments.into_iter().map(|comment| (comment.body, comment.anchor)).collect())
}

fn near(value: Option<f64>, wanted: f64) -> bool {
    value.is_some_and(|value| (value - wanted).abs() < 0.02)
}

/// S1.2, S1.40, S1.41, S1.44–S1.53, S1.56–S1.66: from the first version to the proof, in a browser, without a mail.
#[tokio::test]
async fn s1_51_a_poster_is_discussed_sent_again_compared_approved_and_proved() -> Result<()> {
    let server = Server::demo().await?;
    let mia = Staff::sign_in(&server, MIA).await?;
    let (approval, path) = sent(&mia, pictures::poster(200, 40)?).await?;
    let browser = Browser::of(&server, CARLA).await?;

    // S1.63, S1.64, S1.67: it is in the list, and in review once it was opened.
    browser.go("/portal/approvals").await?;
    browser.until_says("Spring poster").await?;
    let row = "return [...document.querySelectorAll('main li')].find((row) => row.textContent.includes('Spring poster')).textContent";
    let row = browser.run(row).await?;
    ensure!(row.as_str().is_some_and(|text| text.contains("Pending")), "{row}");
    browser.go(&path).await?;
    browser.until_says("In review").await?;

    // S1.58: a pin where it was clicked, and a box where it was dragged.
    browser.press_what_says("Pin a comment").await?;
    drag(&browser.client, (0.25, 0.75), (0.25, 0.75)).await?;
    browser.until_says("25 % / 75 %").await?;
    browser.fill("#note-body", "The date is too small.").await?;
    browser.press_what_says("Send comment").await?;
    browser.until_says("The date is too small.").await?;
    browser.press_what_says("Pin a comment").await?;
    drag(&browser.client, (0.5, 0.1), (0.9, 0.3)).await?;
    browser.fill("#note-body", "This corner is empty.").await?;
    browser.press_what_says("Send comment").await?;
    browser.until_says("This corner is empty.").await?;
    let placed = anchors(&mia, approval.id).await?;
    let [(_, Some(point)), (_, Some(boxed))] = placed.as_slice() else { anyhow::bail!("{placed:?}") };
    ensure!(near(point.x, 0.25) && near(point.y, 0.75) && point.w.is_none(), "{point:?}");
    ensure!(near(boxed.x, 0.5) && near(boxed.y, 0.1) && near(boxed.w, 0.4) && near(boxed.h, 0.2), "{boxed:?}");
    // The pins are where they were put, on the picture as large as it is drawn now, and lead to their comments.
    let off = "
        const picture = document.querySelector('.canvas img').getBoundingClientRect();
        return [...document.querySelectorAll('.pin .pin-dot')].map((dot) => {
            const at = dot.getBoundingClientRect();
            return [(at.left + at.width / 2 - picture.left) / picture.width,
                (at.top + at.height / 2 - picture.top) / picture.height];
        });";
    let drawn = browser.run(off).await?;
    ensure!(near(drawn[0][0].as_f64(), 0.25) && near(drawn[0][1].as_f64(), 0.75), "{drawn}");
    browser.run("document.querySelector('.canvas').scrollIntoView()").await?;
    browser.press(".pin .pin-dot").await?;
    let open = "return document.querySelector(':target .note-number').textContent";
    until("the comment", async || Ok(browser.run(open).await.ok().filter(|number| number == "1"))).await?;

    // A passage of the text.
    browser.run("getSelection().selectAllChildren(document.querySelector('#sheet strong'))").await?;
    browser.press_what_says("Comment on the selected words").await?;
    browser.fill("#note-body", "We open on the second.").await?;
    browser.press_what_says("Send comment").await?;
    browser.until_says("We open on the second.").await?;
    let placed = anchors(&mia, approval.id).await?;
    assert_eq!(placed[2].1.as_ref().and_then(|anchor| anchor.quote.as_deref()), Some("first"));
    assert_eq!(browser.run("return CSS.highlights.get('passage').size").await?, 1, "the passage is not marked");
    let led = "const mark = document.querySelector('#sheet .passage-mark'), quote = document.querySelector('.note-quote');
        return mark.textContent === '3' && document.querySelector(mark.hash).contains(quote) && quote.hash === '#' + mark.id";
    assert_eq!(browser.run(led).await?, true, "passage and comment do not lead to each other");

    // S1.45, S1.57: changes are asked for in words.
    browser.press_what_says("Ask for changes").await?;
    browser.until_says("The team needs to know what to change.").await?;
    browser.fill("#feedback", "A larger date, please.").await?;
    browser.press_what_says("Ask for changes").await?;
    browser.until_says("Needs changes").await?;

    // S1.50: what was said stays with the version it was said on.
    let picture = pictures::poster(200, 90)?;
    let file = poster(&mia, picture.clone()).await?;
    let version = types::NewApprovalVersion { body: Some(SECOND.into()), files: Some(vec![file]) };
    mia.version(approval.id, approval.steps[0].id, version).await?;
    browser.until_says("Version 2 was sent").await?;
    browser.press_what_says("Go to the current version").await?;
    browser.until_says("Nothing was said about this version yet.").await?;
    browser.press_what_says("Compare with version 1").await?;
    browser.until_says("Version 1 and version 2").await?;
    let both =
        "return [...document.querySelectorAll('.pair img')].map((picture) => picture.complete && picture.naturalWidth)";
    until("both pictures", async || Ok(browser.run(both).await.ok().filter(|sizes| *sizes == json!([200, 200]))))
        .await?;
    // The wipe, with the arrows of the keyboard and with the mouse.
    let wiped = async || browser.run("return getComputedStyle(document.querySelector('.wipe-over')).clipPath").await;
    let range = browser.client.find(Locator::Css("[data-wipe-range]")).await?;
    range.send_keys(&char::from(Key::Home).to_string()).await?;
    assert_eq!(wiped().await?, "inset(0px 0px 0px 0%)");
    range.send_keys(&char::from(Key::End).to_string()).await?;
    assert_eq!(wiped().await?, "inset(0px 0px 0px 100%)");
    let words = "return ['del', 'ins'].map((kind) => [...document.querySelectorAll(`.diff ${kind}`)].map((word) => word.textContent.trim()))";
    let words = browser.run(words).await?;
    ensure!(words[0].to_string().contains("first") && words[1].to_string().contains("second"), "{words}");

    // S1.44, S1.48, S1.51, S1.59–S1.62, S1.65: approved, by whom, when and exactly what.
    browser.press_what_says("Back to the current version").await?;
    browser.press_what_says("Approve version 2").await?;
    browser.until_says("This version is approved.").await?;
    browser.until_says("approved this version").await?;
    let history = browser.run("return document.querySelector('#approval-history').textContent").await?;
    for words in [
        "sent version 1",
        "opened version 1",
        "commented on version 1",
        "asked for changes to version 1",
        "approved version 2",
    ] {
        ensure!(
            history.as_str().is_some_and(|text| text.contains(words)),
            "the history does not say {words:?}: {history}"
        );
    }

    let folder = tempfile::tempdir()?;
    let to = json!({ "behavior": "allow", "downloadPath": folder.path() });
    browser.tool("Page.setDownloadBehavior", to).await?;
    browser.press_what_says("Certificate").await?;
    let certificate = until("the certificate", async || {
        let files = std::fs::read_dir(folder.path())?.flatten().map(|entry| entry.path());
        Ok(files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "pdf")))
    });
    let certificate = certificate.await?;
    let name = certificate.file_name().context("no name")?.to_string_lossy().to_lowercase();
    ensure!(!name.contains("portico"), "{name}");
    let own = folder.path().join(POSTER);
    std::fs::write(&own, &picture)?;
    let verify = async |file: &std::path::Path| -> Result<(Option<i32>, String)> {
        let mut command = Command::new(binary::server().await?);
        let said = command.arg("verify").arg(&certificate).arg("--files").arg(file).output().await?;
        Ok((said.status.code(), String::from_utf8_lossy(&said.stdout).into_owned()))
    };
    let (code, said) = verify(&own).await?;
    ensure!(code == Some(0) && said.contains("matches, byte for byte"), "{code:?}: {said}");
    std::fs::write(&own, pictures::poster(200, 40)?)?;
    let (code, said) = verify(&own).await?;
    ensure!(code == Some(4) && said.contains("DOES NOT MATCH"), "{code:?}: {said}");
    browser.close().await
}

/// Pins, answers and the decision with the keyboard alone.
#[tokio::test]
async fn s1_58_a_pin_is_set_with_the_keyboard_alone() -> Result<()> {
    let server = Server::demo().await?;
    let mia = Staff::sign_in(&server, MIA).await?;
    let (approval, path) = sent(&mia, pictures::poster(400, 40)?).await?;
    let browser = Browser::of(&server, CARLA).await?;
    browser.go(&path).await?;
    let press = async |keys: &str| browser.keys(keys).await;
    let (tab, enter) = (char::from(Key::Tab).to_string(), char::from(Key::Enter).to_string());
    let tab_to = async |text: &str| {
        until(text, async || {
            press(&tab).await?;
            let here =
                browser.run("return document.activeElement.id || document.activeElement.textContent.trim()").await?;
            Ok((here == text).then_some(()))
        })
        .await
    };
    tab_to("Pin a comment").await?;
    press(&enter).await?;
    // The cross begins in the middle: ten steps to the right, one large step down.
    press(&char::from(Key::Right).to_string().repeat(10)).await?;
    press(&format!("{}{}", char::from(Key::Shift), char::from(Key::Down))).await?;
    press(&enter).await?;
    browser.until_says("60 % / 55 %").await?;
    assert_eq!(browser.run("return document.activeElement.id").await?, "note-body");
    press("Set by keys.").await?;
    tab_to("Send comment").await?;
    press(&enter).await?;
    browser.until_says("Set by keys.").await?;
    let placed = anchors(&mia, approval.id).await?;
    let Some(point) = &placed[0].1 else { anyhow::bail!("{placed:?}") };
    ensure!(near(point.x, 0.6) && near(point.y, 0.55), "{point:?}");
    // Escape leaves everything as it was.
    tab_to("Pin a comment").await?;
    press(&enter).await?;
    press(&char::from(Key::Escape).to_string()).await?;
    assert_eq!(browser.run("return document.querySelectorAll('.crosshair, [data-placing]').length").await?, 0);
    assert_eq!(browser.run("return document.activeElement.textContent").await?, "Pin a comment");
    browser.close().await
}

/// S1.44–S1.46 in a browser that runs no script: the place is typed.
#[tokio::test]
async fn s1_46_a_place_is_typed_and_work_decided_without_javascript() -> Result<()> {
    let server = Server::demo().await?;
    let mia = Staff::sign_in(&server, MIA).await?;
    let acme = workspace(&mia, "Acme Coffee").await?;
    let film = mia.upload("Harvest.wav", pictures::silence()).await?;
    let version = types::NewApprovalVersion { body: None, files: Some(vec![film]) };
    let approval = mia.approval(acme, "The harvest, to hear", version).await?;
    let browser = Browser::without_scripts(&server).await?;
    browser.sign_in(CARLA, PASSWORD).await?;
    browser.until_at("/portal").await?;
    browser.go(&format!("/portal/approvals/{}", approval.id)).await?;
    let shown = browser.text().await?;
    for tool in ["Pin a comment", "Comment at this moment", "Comment on the selected words"] {
        ensure!(!shown.contains(tool), "{tool} needs a script, and is offered");
    }
    browser.fill("#note-body", "Too loud here.").await?;
    browser.fill("#place", "0:43").await?;
    browser.press_what_says("Send comment").await?;
    browser.until_says("Too loud here.").await?;
    let placed = anchors(&mia, approval.id).await?;
    assert_eq!(placed[0].1.as_ref().and_then(|anchor| anchor.seconds), Some(43.0));
    browser.fill("#note-body", "And the ending?").await?;
    browser.fill("#place", "near the end").await?;
    browser.press_what_says("Send comment").await?;
    browser.until_says("near the end: And the ending?").await?;
    browser.fill("#feedback", "Softer, please.").await?;
    browser.press_what_says("Ask for changes").await?;
    browser.until_says("Needs changes").await?;
    browser.press_what_says("Take back my request for changes").await?;
    browser.until_says("In review").await?;
    browser.press_what_says("Approve version 1").await?;
    browser.until_says("This version is approved.").await?;
    browser.close().await
}

/// What is half written outlives an answer and a click on *Resolve*, with its pin, and neither leads away from its thread.
#[tokio::test]
async fn what_is_half_written_is_there_after_an_answer() -> Result<()> {
    let server = Server::demo().await?;
    let mia = Staff::sign_in(&server, MIA).await?;
    let (approval, path) = sent(&mia, pictures::poster(200, 40)?).await?;
    let browser = Browser::of(&server, CARLA).await?;
    browser.go(&path).await?;
    browser.fill("#note-body", "The first one.").await?;
    browser.press_what_says("Send comment").await?;
    browser.until_says("The first one.").await?;
    browser.press_what_says("Pin a comment").await?;
    drag(&browser.client, (0.25, 0.75), (0.25, 0.75)).await?;
    browser.fill("#note-body", "Half a sentence").await?;
    let whole = "
        return [document.querySelector('#note-body').value, document.querySelector('#note-target').textContent,
            document.querySelectorAll('.pin-new').length, document.activeElement.id.startsWith('comment-')]";
    let is_whole = async || {
        until("what was half written", async || {
            let Ok(now) = browser.run(whole).await else { return Ok(None) };
            let placed = now[1].as_str().is_some_and(|text| text.contains("25 % / 75 %"));
            Ok((now[0] == "Half a sentence" && placed && now[2] == 1 && now[3] == true).then_some(()))
        })
        .await
    };
    browser.run("window.asked = 0; window.confirm = () => { window.asked += 1; return true; }").await?;
    browser.press(".note-answer summary").await?;
    browser.fill(".note-answer textarea", "The answer.").await?;
    browser.press_what_says("Send answer").await?;
    browser.until_says("The answer.").await?;
    is_whole().await?;
    browser.press_what_says("Resolve comment 1").await?;
    browser.until_says("Resolved by").await?;
    is_whole().await?;
    assert_eq!(browser.run("return window.asked").await?, 0, "nothing is lost, and nobody is asked whether it may be");
    browser.press_what_says("Send comment").await?;
    browser.until_says("Half a sentence").await?;
    let placed = anchors(&mia, approval.id).await?;
    let last = placed.iter().find(|(body, _)| body == "Half a sentence").context("it was not sent")?;
    ensure!(last.1.as_ref().is_some_and(|point| near(point.x, 0.25) && near(point.y, 0.75)), "{last:?}");
    browser.go(&path).await?;
    assert_eq!(browser.run("return document.querySelector('#note-body').value").await?, "", "what was sent is over");
    browser.close().await
}

/// A tab cannot keep files: where some are chosen elsewhere, somebody is asked before they go. What nothing took the place
/// of is asked about as before.
#[tokio::test]
async fn chosen_files_are_not_dropped_without_asking() -> Result<()> {
    let server = Server::demo().await?;
    let mia = Staff::sign_in(&server, MIA).await?;
    let (approval, path) = sent(&mia, pictures::poster(200, 40)?).await?;
    let browser = Browser::of(&server, CARLA).await?;
    let choose = async |content: &str| {
        let script = format!(
            "const chosen = new DataTransfer(), input = document.querySelector('#note-files');
             chosen.items.add(new File([{content}], 'notes.txt'));
             input.files = chosen.files;
             input.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        );
        browser.run(&script).await
    };
    let would_be_asked_about = async |selector: &str| {
        let script = format!("const box = document.querySelector('{selector}'); return box.value !== box.defaultValue");
        until(selector, async || Ok((browser.run(&script).await? == true).then_some(()))).await
    };
    browser.go(&path).await?;
    browser.fill("#note-body", "The first one.").await?;
    browser.press_what_says("Send comment").await?;
    browser.until_says("The first one.").await?;
    browser.fill("#note-body", "With some lines.").await?;
    choose("'One line.'").await?;
    browser.press(".note-answer summary").await?;
    browser.fill(".note-answer textarea", "The answer.").await?;
    browser.run("window.asked = 0; window.confirm = () => { window.asked += 1; return false; }").await?;
    browser.press_what_says("Send answer").await?;
    until("the question", async || Ok((browser.run("return window.asked").await? == 1).then_some(()))).await?;
    assert_eq!(browser.run("return document.querySelector('#note-files').files.length").await?, 1);
    assert_eq!(anchors(&mia, approval.id).await?.len(), 1, "nothing was sent");
    browser
        .run("document.querySelector('#note-files').value = ''; window.fetch = () => Promise.reject(new TypeError('gone'))")
        .await?;
    browser.press_what_says("Send answer").await?;
    browser.until_says("That did not work.").await?;
    would_be_asked_about("#note-body").await?;
    choose("").await?;
    browser.press_what_says("Send comment").await?;
    browser.until_says("this file is empty").await?;
    would_be_asked_about(".note-answer textarea").await?;
    browser.close().await
}

/// What somebody has half written waits in the tab for them, and for nobody else who signs in there.
#[tokio::test]
async fn what_is_half_written_is_given_to_nobody_else() -> Result<()> {
    let server = Server::demo().await?;
    let mia = Staff::sign_in(&server, MIA).await?;
    let (_, path) = sent(&mia, pictures::poster(200, 40)?).await?;
    let acme = workspace(&mia, "Acme Coffee").await?;
    let olivia = Staff::sign_in(&server, OLIVIA).await?;
    let list =
        |api: portico_openapi::Client| async move { api.member_list().workspace_id(acme).limit(200).send().await };
    let members = olivia.session.call(list).await?.into_inner().items;
    let victor = members.iter().find(|member| member.email == VICTOR).context("Victor is not there")?.id;
    let may_comment = |api: portico_openapi::Client| async move {
        let body = types::MemberChange { permissions: None, preset: Some(types::PresetName::Collaborator) };
        api.member_update().workspace_id(acme).member_id(victor).body(body).send().await
    };
    olivia.session.call(may_comment).await?;

    let browser = Browser::of(&server, CARLA).await?;
    browser.go(&path).await?;
    browser.fill("#note-body", "Half a sentence").await?;
    // What she sends then is never answered.
    browser
        .run(
            "document.addEventListener('submit', (event) => {
                event.preventDefault();
                event.stopImmediatePropagation();
             }, true)",
        )
        .await?;
    browser.press_what_says("Approve version 1").await?;
    for (person, left) in [(VICTOR, ""), (CARLA, "Half a sentence")] {
        browser.client.delete_all_cookies().await?;
        browser.sign_in(person, PASSWORD).await?;
        browser.until_at("/portal").await?;
        browser.go(&path).await?;
        assert_eq!(browser.run("return document.querySelector('#note-body').value").await?, left, "{person}");
    }
    browser.close().await
}

/// What cannot be sent says why, in words.
#[tokio::test]
async fn what_does_not_go_says_why() -> Result<()> {
    let server = Server::demo().await?;
    let mia = Staff::sign_in(&server, MIA).await?;
    let (approval, path) = sent(&mia, pictures::poster(200, 40)?).await?;
    let browser = Browser::of(&server, CARLA).await?;
    browser.go(&path).await?;
    browser.press_what_says("Comment on the selected words").await?;
    browser.until_says("Mark words of the text first.").await?;
    // As three clicks on the last paragraph do: what is marked ends beyond the text.
    browser
        .run(
            "const range = document.createRange();
             range.setStart(document.querySelector('#sheet p:last-of-type').firstChild, 0);
             range.setEnd(document.querySelector('.stage-tools'), 0);
             getSelection().removeAllRanges();
             getSelection().addRange(range)",
        )
        .await?;
    browser.press_what_says("Comment on the selected words").await?;
    browser.until_says("“Come by on the first of April.").await?;
    browser
        .run(
            "const chosen = new DataTransfer(), input = document.querySelector('#note-files');
             chosen.items.add(new File([], 'zero.bin'));
             input.files = chosen.files;
             input.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await?;
    browser.fill("#note-body", "With a file.").await?;
    browser.press_what_says("Send comment").await?;
    browser.until_says("zero.bin · 0 bytes · this file is empty").await?;
    assert!(anchors(&mia, approval.id).await?.is_empty(), "nothing was sent");
    browser.close().await
}

use anyhow::{Context, Result, ensure};
use portico_openapi::{Client, types};
use portico_tests::people::OLIVIA;
use portico_tests::{Browser, Look, Server, Staff, mails, until};
use uuid::Uuid;

pub const NORA: &str = "nora@acme.test";

/// The workspace by its name.
pub async fn workspace(staff: &Staff, name: &str) -> Result<Uuid> {
    let all = staff.session.call(|api: Client| async move { api.workspace_list().limit(200).send().await }).await?;
    let found = all.into_inner().items.into_iter().find(|workspace| workspace.name == name);
    Ok(found.with_context(|| format!("there is no {name}"))?.id)
}

pub async fn invite(staff: &Staff, workspace: Uuid) -> Result<types::Invitation> {
    let invite = |api: Client, key: String| async move {
        let preset = Some(types::PresetName::Collaborator);
        let body = types::NewInvitation { email: NORA.into(), name: None, permissions: None, preset };
        api.invitation_create().workspace_id(workspace).idempotency_key(key).body(body).send().await
    };
    Ok(staff.session.create(Uuid::new_v4(), invite).await?)
}

/// The link of the invitation, out of the mail that was sent.
pub async fn link(server: &Server) -> Result<String> {
    let found = until("the mail", async || {
        Ok(mails::all(server)?.iter().find_map(|mail| {
            let token = mail.split_once("/portal/invite/")?.1;
            Some(token.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect::<String>())
        }))
    });
    Ok(format!("/portal/invite/{}", found.await?))
}

pub async fn remove(staff: &Staff, workspace: Uuid) -> Result<()> {
    let list = |api: Client| async move { api.member_list().workspace_id(workspace).limit(200).send().await };
    let members = staff.session.call(list).await?.into_inner().items;
    let member = members.into_iter().find(|member| member.email == NORA).context("nora is no member")?.id;
    let remove =
        |api: Client| async move { api.member_remove().workspace_id(workspace).member_id(member).send().await };
    staff.session.call(remove).await?;
    Ok(())
}

/// S2.129–S2.131, S2.133, S2.134, S2.137, S2.30, S2.31: invited by staff, in by the link of the mail, welcomed, at
/// home; and out, with the page that is open, as soon as staff say so.
#[tokio::test]
async fn nora_is_invited_arrives_and_is_taken_out_again() -> Result<()> {
    let server = Server::demo().await?;
    let olivia = Staff::sign_in(&server, OLIVIA).await?;
    let acme = workspace(&olivia, "Acme Coffee").await?;
    invite(&olivia, acme).await?;
    let path = link(&server).await?;
    let browser = Browser::open(&server).await?;
    browser.go(&path).await?;
    browser.until_says("invites you to the portal of Acme Coffee").await?;
    let brand = "return document.querySelector('link[rel=stylesheet][href^=\"/brand/\"]') !== null";
    assert_eq!(browser.run(brand).await?, true, "the first thing they see is the agency's brand");
    browser.fill("#name", "Nora Neu").await?;
    browser.fill("#password", "seven violet umbrellas sail north").await?;
    browser.press_what_says("Join Acme Coffee").await?;
    browser.until_at("/portal/welcome").await?;
    browser.press_what_says("Continue").await?;
    browser.until_says("Your time zone").await?;
    browser.press_what_says("Skip").await?;
    browser.until_says("What you get by mail").await?;
    browser.look(Look::DESKTOP).await?;
    let room = browser.run("return document.querySelector('.matrix th[scope=row]').offsetWidth").await?;
    ensure!(room.as_u64() > Some(240), "what is chosen for has {room} px for its words");
    browser.press_what_says("Continue").await?;
    browser.until_at("/portal").await?;
    browser.until_says("Hello Nora").await?;
    // The link was for one.
    let late = Browser::open(&server).await?;
    late.go(&path).await?;
    late.until_says("This invitation does not work").await?;
    late.close().await?;
    browser.go("/portal/projects").await?;
    browser.until_says("Site refresh").await?;
    remove(&olivia, acme).await?;
    browser.until_at("/").await?;
    assert!(!browser.text().await?.contains("Site refresh"));
    browser.close().await
}

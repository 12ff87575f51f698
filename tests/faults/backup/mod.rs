//! A backup that was never restored is none: what the program writes while people work is brought back into an empty place,
//! served, and compared; and what is no backup, or no place for one, is refused with nothing touched.

mod place;
mod refused;

use anyhow::{Context, Result, ensure};
use portico_tests::people::{MIA, PASSWORD};
use portico_tests::server::reqwest_client;
use portico_tests::{Server, Staff, binary, postgres};
use serde_json::{Value, json};
use tokio::process::Command;

use self::place::Place;
use crate::writers::Writers;

#[tokio::test]
async fn what_was_backed_up_while_people_wrote_is_there_again_on_sqlite() -> Result<()> {
    drill(Server::with(&[("PORTICO_API_RATE", "10000000")]).await?, None).await
}

#[tokio::test]
async fn what_was_backed_up_while_people_wrote_is_there_again_on_postgresql() -> Result<()> {
    let (first, second) = (postgres::database().await?, postgres::database().await?);
    let settings = [("PORTICO_API_RATE", "10000000"), ("PORTICO_DATABASE_URL", first.as_str())];
    drill(Server::with(&settings).await?, Some((&first, &second))).await
}

/// Backs up while programs write, loses everything but the key, restores, and looks.
async fn drill(mut server: Server, databases: Option<(&str, &str)>) -> Result<()> {
    let request = Staff::sign_in(&server, MIA).await?.request("Homepage hero feels heavy").await?.id;
    let file: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
    let upload = Staff::sign_in(&server, MIA).await?.upload("large.bin", file).await?;
    let before = Staff::sign_in(&server, MIA).await?.reply(request, "Said before the backup").await?.id;
    let certificate = Certificate::of(&server).await?;
    let audit = Place::of(&server, databases.map(|(first, _)| first)).done(&["doctor", "audit"]).await?;
    let heads = audit.lines().count();

    let writers = Writers::begin(&server, request).await?;
    let outside = tempfile::tempdir()?;
    let backup = outside.path().join("portico.backup");
    let name = backup.to_str().context("a name")?;
    let place = Place::of(&server, databases.map(|(first, _)| first));
    let said = place.done(&["backup", name]).await?;
    let acknowledged = writers.end().await?;
    ensure!(acknowledged.count() > 0, "nobody wrote meanwhile");
    ensure!(said.contains("The keys are not in it."), "{said}");
    place::is_private(&backup)?;
    ensure!(place::names(outside.path())? == ["portico.backup"], "something is left beside it");
    let listed = Command::new("tar").arg("-tf").arg(&backup).output().await?;
    let listed = String::from_utf8(listed.stdout)?;
    ensure!(listed.contains(&upload.to_string()) && listed.ends_with("manifest.json\nseal.json\n"), "{listed}");
    let key = std::fs::read(server.folder().join("secret.key"))?;
    let bytes = std::fs::read(&backup)?;
    ensure!(!bytes.windows(key.len()).any(|window| window == key), "the key is in the backup");

    server.terminate().await?;
    place::lose_everything_but_the_key(server.folder())?;
    if let Some((_, second)) = databases {
        server.set("PORTICO_DATABASE_URL", second);
    }
    let place = Place::of(&server, databases.map(|(_, second)| second));
    let said = place.done(&["restore", name]).await?;
    ensure!(!said.contains("NOT THE SAME") && said.contains("The audit trails are genuine."), "{said}");
    ensure!(said.contains("\nrequest_message ") && said.contains("\nfiles "), "{said}");
    let audit = place.done(&["doctor", "audit"]).await?;
    ensure!(audit.lines().count() == heads && !audit.contains("BROKEN"), "{audit}");
    place.done(&["doctor", "files"]).await?;

    server.start_again(std::time::Duration::from_secs(60)).await?;
    let messages = Staff::sign_in(&server, MIA).await?.messages(request).await?;
    ensure!(messages.iter().any(|message| message.id == before), "what was said before it is gone");
    // Each of those who wrote has one message after the other: of what came meanwhile, none is there without those before.
    for message in &messages {
        let Some((program, count)) = message.body.split_once(" says ") else { continue };
        let before = (0..count.parse::<u32>()?).map(|count| format!("{program} says {count}"));
        for body in before {
            ensure!(messages.iter().any(|message| message.body == body), "{body} is gone, and what came later is not");
        }
    }
    let again = Certificate::of(&server).await?;
    ensure!(again.pdf == certificate.pdf, "the certificate is another");
    again.proves_itself().await
}

/// A certificate of something that was approved in the demo.
struct Certificate {
    pdf: Vec<u8>,
    key: String,
}

impl Certificate {
    async fn of(server: &Server) -> Result<Self> {
        let http = reqwest_client()?;
        let credentials = json!({ "email": MIA, "password": PASSWORD });
        let pair: Value = http.post(server.url("/api/v1/auth/token")).json(&credentials).send().await?.json().await?;
        let token = pair["access_token"].as_str().context("no token")?;
        let get = |path: String| http.get(server.url(&format!("/api/v1{path}"))).bearer_auth(token).send();
        let list: Value = get("/approvals?status=approved".into()).await?.error_for_status()?.json().await?;
        let id = list["items"][0]["id"].as_str().context("nothing was approved")?.to_owned();
        let whole: Value = get(format!("/approvals/{id}")).await?.error_for_status()?.json().await?;
        let step = whole["steps"][0]["id"].as_str().context("no step")?;
        let pdf = get(format!("/approvals/{id}/steps/{step}/certificate")).await?.error_for_status()?;
        let key = get("/agency/certificate-key".into()).await?.error_for_status()?.text().await?;
        Ok(Self { pdf: pdf.bytes().await?.to_vec(), key })
    }

    async fn proves_itself(&self) -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (pdf, key) = (folder.path().join("certificate.pdf"), folder.path().join("key.json"));
        std::fs::write(&pdf, &self.pdf)?;
        std::fs::write(&key, &self.key)?;
        let verify = Command::new(binary::server().await?).arg("verify").arg(&pdf).arg("--key").arg(&key).output();
        let verify = verify.await?;
        ensure!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
        Ok(())
    }
}

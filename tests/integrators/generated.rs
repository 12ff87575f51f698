//! Clients in three languages, generated from the published document, doing the same things.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use portico_openapi::Kind;
use portico_tests::people::{OLIVIA, PASSWORD};
use portico_tests::{Server, Staff, binary, tools};
use tokio::process::Command;
use uuid::Uuid;

const LIMIT: Duration = Duration::from_secs(120);

/// Where a language's program is kept.
fn program(path: &str) -> std::path::PathBuf {
    binary::root().join("tests/integrators").join(path)
}

/// Runs a command to its end in a folder, and takes what it printed.
async fn run(folder: &Path, command: &mut Command) -> Result<String> {
    let output = command.current_dir(folder).kill_on_drop(true).output();
    let output = tokio::time::timeout(LIMIT, output).await.context("it did not end")??;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    ensure!(output.status.success(), "{command:?}: {said}");
    Ok(said)
}

/// The document, as the running server publishes it.
async fn document(server: &Server, folder: &Path) -> Result<()> {
    let http = portico_tests::server::reqwest_client()?;
    let answer = http.get(server.url("/api/v1/openapi.json")).send().await?.error_for_status()?;
    Ok(std::fs::write(folder.join("staff.json"), answer.bytes().await?)?)
}

#[tokio::test]
async fn typescript() -> Result<()> {
    let server = Server::demo().await?;
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    document(&server, folder).await?;
    let modules = tools::node("")?;
    std::os::unix::fs::symlink(&modules, folder.join("node_modules"))?;
    std::fs::write(folder.join("package.json"), r#"{ "type": "module" }"#)?;
    std::fs::copy(program("typescript/main.ts"), folder.join("main.ts"))?;
    let bin = |name: &str| modules.join(".bin").join(name);
    run(folder, Command::new(bin("openapi-typescript")).args(["staff.json", "-o", "schema.d.ts"])).await?;
    let strict = "--strict --noUncheckedIndexedAccess --target es2022 --module nodenext --types node main.ts";
    run(folder, Command::new(bin("tsc")).args(strict.split(' '))).await?;
    let said = run(folder, Command::new("node").args(["main.js", &server.url(""), OLIVIA, PASSWORD])).await?;
    ensure!(said.contains("typescript: "), "{said}");
    Ok(())
}

#[tokio::test]
async fn python() -> Result<()> {
    let server = Server::demo().await?;
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    document(&server, folder).await?;
    let python = tools::python("python")?;
    let bin = python.parent().context("no folder")?;
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let generate = "generate --path staff.json --meta none --output-path portico_client --fail-on-warning";
    run(folder, Command::new(tools::python("openapi-python-client")?).args(generate.split(' ')).env("PATH", path))
        .await?;
    std::fs::copy(program("python/main.py"), folder.join("main.py"))?;
    let said = run(folder, Command::new(&python).args(["main.py", &server.url(""), OLIVIA, PASSWORD])).await?;
    ensure!(said.contains("python: "), "{said}");
    Ok(())
}

#[tokio::test]
async fn rust() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, OLIVIA).await?;
    let first = staff.session.call(|api| async move { api.request_list().limit(2).send().await }).await?.into_inner();
    let cursor = first.next_cursor.clone().context("the demo has more than two requests")?;
    let more = staff.session.call(|api| {
        let cursor = cursor.clone();
        async move { api.request_list().limit(200).cursor(cursor).send().await }
    });
    let more = more.await?.into_inner();
    ensure!(more.items.iter().all(|one| first.items.iter().all(|other| one.id != other.id)), "pages overlap");
    let request = first.items.first().context("no requests")?;
    let viewed =
        staff.session.call(|api| async move { api.request_view().request_id(request.id).send().await }).await?;
    assert_eq!(viewed.subject, request.subject);
    let note = staff.note(request.id, "Left by a program").await?;
    let notes = staff.session.call(|api| async move { api.request_note_list().request_id(request.id).send().await });
    ensure!(notes.await?.items.iter().any(|one| one.id == note.id), "the note is not in the list");
    let missing = |api: portico_openapi::Client| async move { api.request_view().request_id(Uuid::nil()).send().await };
    let refused = staff.session.call(missing).await.err().context("there is no such request")?;
    assert_eq!((refused.kind, refused.code.as_str()), (Kind::NotFound, "not_found"));
    staff.session.sign_out().await?;
    ensure!(staff.request("anything").await.is_err(), "signed out, and still in");
    Ok(())
}

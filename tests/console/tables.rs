//! Files of clients, projects and requests, as scripts send and fetch them.

use anyhow::{Context, Result, ensure};
use portico_tests::Server;
use portico_tests::people::{MIA, OLIVIA};
use serde_json::Value;
use tempfile::TempDir;

use super::scripts::{Ended, Scripts};

/// So many rows that they go in three parts.
const ROWS: usize = 1200;

/// Requests of Acme, with a subject that is missing on one line.
fn requests(bad: Option<usize>) -> String {
    let subject = |line: usize| if Some(line) == bad { String::new() } else { format!("=Lamp {line}") };
    let row = |line: usize| format!("L-{line},acme-coffee,{},\"It is dark.\nStill.\",print\n", subject(line));
    format!("external_id,workspace,subject,body,tags\n{}", (0..ROWS).map(row).collect::<String>())
}

fn json(ended: &Ended) -> Result<Value> {
    ensure!(ended.code == 0, "{ended:?}");
    Ok(serde_json::from_str(&ended.said)?)
}

#[tokio::test]
async fn a_long_file_goes_in_parts_after_all_of_it_was_looked_at() -> Result<()> {
    let server = Server::demo().await?;
    let scripts = Scripts::of(&server, OLIVIA)?;
    let folder = TempDir::new()?;
    let path = folder.path().join("requests.csv");
    let file = path.to_str().context("a path that is none")?;
    // A row has two lines, and the head one: row 1100 begins on line 2202.
    std::fs::write(&path, requests(Some(1100)))?;
    let wrong = scripts.run(&["import", "requests", file]).await?;
    ensure!(wrong.code == 5 && wrong.said.starts_with("2202:subject: "), "{wrong:?}");
    ensure!(wrong.complained.contains("1000 of 1200 rows looked at"), "{}", wrong.complained);
    ensure!(!wrong.complained.contains("imported\n"), "nothing was done: {}", wrong.complained);

    std::fs::write(&path, requests(None))?;
    let dry = json(&scripts.run(&["import", "requests", file, "--dry-run", "--json"]).await?)?;
    assert_eq!((&dry["dry_run"], &dry["created"]), (&true.into(), &ROWS.into()));
    let member = Scripts::of(&server, MIA)?;
    assert_eq!(member.run(&["import", "requests", file]).await?.code, 5, "owners and admins alone");
    assert_eq!(scripts.run(&["--read-only", "import", "requests", file]).await?.code, 5);
    let done = scripts.run(&["import", "requests", file]).await?;
    ensure!(done.code == 0 && done.said == "Rows of requests: 1200 made.\n", "{done:?}");
    ensure!(done.complained.contains("1200 of 1200 rows imported"), "{}", done.complained);
    let again = json(&scripts.run(&["import", "requests", file, "--json"]).await?)?;
    assert_eq!((&again["created"], &again["skipped"]), (&0.into(), &ROWS.into()), "the same file makes nothing twice");

    let out = folder.path().join("lamps.jsonl");
    let to = out.to_str().context("a path that is none")?;
    let fetch = ["export", "requests", "--filter", "tag:print workspace:acme", "--format", "jsonl", "-o", to];
    let saved = scripts.run(&fetch).await?;
    ensure!(saved.code == 0 && saved.said.contains("lamps.jsonl is saved"), "{saved:?}");
    let lines = std::fs::read_to_string(&out)?;
    let rows: Vec<Value> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let lamps = rows.iter().filter(|row| row["subject"].as_str().is_some_and(|subject| subject.starts_with("=Lamp")));
    assert_eq!(lamps.count(), ROWS);
    assert_eq!(scripts.run(&fetch).await?.code, 5, "what is there is not written over");
    let said = scripts.run(&[&fetch[..7], &["-"]].concat()).await?;
    assert_eq!((said.code, said.said == lines), (0, true), "the same on standard output");
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_sent_says_why() -> Result<()> {
    let server = Server::demo().await?;
    let scripts = Scripts::of(&server, OLIVIA)?;
    let folder = TempDir::new()?;
    let path = folder.path().join("clients.csv");
    let file = path.to_str().context("a path that is none")?;
    assert_eq!(scripts.run(&["import", "clients", file]).await?.code, 5, "there is no such file");
    let wide: Vec<u8> = "workspace\nA\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(&path, [b"\xff\xfe".to_vec(), wide].concat())?;
    let refused = scripts.run(&["import", "clients", file]).await?;
    ensure!(refused.code == 5 && refused.said.contains("UTF-16"), "{refused:?}");
    let many: String = (0..600).map(|number| format!("Client {number}\n")).collect();
    std::fs::write(&path, format!("workspace\n{many}"))?;
    let refused = scripts.run(&["import", "clients", file]).await?;
    ensure!(refused.code == 5 && refused.complained.contains("--existing"), "{refused:?}");
    std::fs::write(&path, "workspace\n\u{1b}]0;owned\u{7}\n=cmd\n")?;
    let hostile = scripts.run(&["import", "clients", file, "--dry-run"]).await?;
    ensure!(hostile.code == 5 && hostile.said.starts_with("3:workspace: "), "{hostile:?}");
    ensure!(!hostile.said.contains(['\u{1b}', '\u{7}']) && !hostile.complained.contains(['\u{1b}', '\u{7}']));
    Ok(())
}

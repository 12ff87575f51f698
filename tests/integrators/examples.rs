//! The examples of the API's page, as somebody copies them: run in their order by one shell, against a demo.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use portico_tests::{Server, binary};
use tokio::process::Command;

const PAGE: &str = "docs/api.md";
/// Where the page has its demo.
const DEMO: &str = "http://localhost:8080/";
/// Stands before what each example says, with the line of the page at which it begins.
const MARK: &str = "=== line ";
/// What is refused ends the shell, as it would not by itself: to curl, a refusal is an answer.
const CURL: &str = "fail-with-body\nshow-error\nnoproxy = \"*\"\nmax-time = 60\n";
const LIMIT: Duration = Duration::from_secs(240);

/// An example.
struct Example {
    line: usize,
    script: String,
}

impl Example {
    /// How many of its commands show something: neither is it kept, nor written to a file.
    fn shows(&self) -> usize {
        let script = self.script.replace("\\\n", " ");
        let lines = script.lines().map(str::trim_start);
        let shown = lines.filter(|line| ["curl ", "jq ", "cat "].iter().any(|verb| line.starts_with(verb)));
        shown.filter(|line| !line.contains(" > ")).count()
    }
}

/// The page's examples, in their order.
fn examples(page: &str) -> Vec<Example> {
    let mut all = Vec::new();
    let mut open: Option<Example> = None;
    for (index, text) in page.lines().enumerate() {
        if text == "```sh" {
            open = Some(Example { line: index + 1, script: String::new() });
        } else if text == "```" {
            all.extend(open.take());
        } else if let Some(example) = &mut open {
            example.script.push_str(text);
            example.script.push('\n');
        }
    }
    all
}

/// Whether a line of an answer is something that is not there.
fn is_missing(line: &str) -> bool {
    let value = line.trim().trim_end_matches(',');
    value == "null" || value.ends_with("\": null")
}

#[tokio::test]
async fn every_example_of_the_page_runs_and_shows_what_it_promises() -> Result<()> {
    let page = fs::read_to_string(binary::root().join(PAGE))?;
    let examples = examples(&page);
    ensure!(examples.len() > 8, "{PAGE} has {} examples", examples.len());
    let server = Server::demo().await?;
    let folder = tempfile::tempdir()?;
    let script: String =
        examples.iter().map(|one| format!("printf '\\n{MARK}%s\\n' {}\n{}", one.line, one.script)).collect();
    ensure!(script.matches(DEMO).count() == 1, "{PAGE} says more than once where its demo is, or never");
    fs::write(folder.path().join("examples.sh"), script.replace(DEMO, &server.url("/")))?;
    fs::write(folder.path().join(".curlrc"), CURL)?;
    let run = Command::new("bash")
        .args(["-euo", "pipefail", "examples.sh"])
        .env("CURL_HOME", folder.path())
        .current_dir(folder.path())
        .kill_on_drop(true)
        .output();
    let output = tokio::time::timeout(LIMIT, run).await.with_context(|| format!("{PAGE} did not end"))??;
    let said = String::from_utf8_lossy(&output.stdout);
    let answers: Vec<(&str, &str)> = said.split(MARK).skip(1).filter_map(|part| part.split_once('\n')).collect();
    if !output.status.success() {
        let (line, answer) = answers.last().copied().unwrap_or_default();
        bail!("{PAGE}:{line} failed: {}\n{answer}", String::from_utf8_lossy(&output.stderr));
    }
    ensure!(answers.len() == examples.len(), "{} of {} examples ran", answers.len(), examples.len());
    for (example, (line, answer)) in examples.iter().zip(answers) {
        let lines = answer.lines().filter(|line| !line.trim().is_empty()).count();
        ensure!(lines >= example.shows(), "{PAGE}:{line} shows too little:\n{answer}\n{}", example.script);
        ensure!(!answer.lines().any(is_missing), "{PAGE}:{line} shows what is not there:\n{answer}");
    }
    Ok(())
}

//! The console's program without the console: what scripts do, what they get, and how it ends.

use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use portico_tests::people::{self, MIA};
use portico_tests::{Server, Staff, binary, until};
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// A place to run the program in, with its own sign-in and config file.
pub struct Scripts {
    folder: TempDir,
    options: Vec<String>,
}

/// How it ended, and what it said.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub said: String,
    pub complained: String,
}

impl Scripts {
    /// For somebody of the staff who says where and who they are with every command.
    pub fn of(server: &Server, email: &str) -> Result<Self> {
        let options = ["--server".into(), server.url(""), "--email".into(), email.into()];
        Ok(Self { folder: TempDir::new()?, options: options.into() })
    }

    /// For somebody who has a config file and says nothing.
    pub fn with_config(config: &str) -> Result<Self> {
        let scripts = Self { folder: TempDir::new()?, options: Vec::new() };
        std::fs::create_dir(scripts.folder.path().join("portico"))?;
        std::fs::write(scripts.folder.path().join("portico/console.toml"), config)?;
        Ok(scripts)
    }

    pub async fn run(&self, words: &[&str]) -> Result<Ended> {
        self.run_with(words, "").await
    }

    /// Runs a command that reads this.
    pub async fn run_with(&self, words: &[&str], input: &str) -> Result<Ended> {
        let mut child = Command::new(binary::console().await?)
            .args(words)
            .args(&self.options)
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("XDG_STATE_HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.folder.path())
            .env("PORTICO_PASSWORD", people::PASSWORD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let mut stdin = child.stdin.take().context("it has no input")?;
        // It need not read it.
        drop(stdin.write_all(input.as_bytes()).await);
        drop(stdin);
        let output = child.wait_with_output().await?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let code = output.status.code().context("it was killed")?;
        Ok(Ended { code, said: text(output.stdout), complained: text(output.stderr) })
    }

    /// Runs a command that answers in JSON.
    async fn json(&self, words: &[&str]) -> Result<Value> {
        let ended = self.run(&[words, &["--json"]].concat()).await?;
        ensure!(ended.code == 0, "{words:?}: {ended:?}");
        Ok(serde_json::from_str(&ended.said)?)
    }
}

/// S1.98: everything that a keyboard does about a request, a script does.
#[tokio::test]
async fn a_script_answers_and_prioritizes_a_request() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let scripts = Scripts::of(&server, MIA)?;
    let listed = scripts.json(&["requests", "list", "--filter", "is:open", "--limit", "3"]).await?;
    let items = listed["items"].as_array().context("no items")?;
    ensure!(items.len() == 3, "{listed}");
    let number = items[0]["number"].to_string();
    let subject = items[0]["subject"].as_str().context("no subject")?.to_owned();

    let changed = scripts.json(&["requests", "priority", &number, "urgent"]).await?;
    assert_eq!((&changed["priority"], &changed["number"]), (&"urgent".into(), &items[0]["number"]));
    assert_eq!(staff.request(&subject).await?.priority.to_string(), "urgent");
    let again = scripts.run(&["priority", &format!("#{number}"), "low", "--plain"]).await?;
    ensure!(again.code == 0 && again.said.contains("low"), "{again:?}");

    let key = uuid::Uuid::new_v4().to_string();
    let reply = ["requests", "reply", &number, "-m", "We look into it today.", "--key", &key];
    let held = scripts.json(&reply).await?;
    ensure!(held["held"]["action"]["request_reply"]["body"] == "We look into it today.", "{held}");
    let once_more = scripts.json(&reply).await?;
    assert_eq!(once_more["held"]["id"], held["held"]["id"], "the same key makes one reply");
    let read = scripts.run_with(&["reply", &number], "And one that is read.\n").await?;
    ensure!(read.code == 0 && read.said.contains("on its way"), "{read:?}");
    let id = staff.request(&subject).await?.id;
    until("both replies", async || {
        let bodies: Vec<_> = staff.messages(id).await?.into_iter().map(|message| message.body).collect();
        let count = |text: &str| bodies.iter().filter(|body| *body == text).count();
        Ok((count("We look into it today.") == 1 && count("And one that is read.") == 1).then_some(()))
    })
    .await
}

/// S1.80: requests are put together, apart and off by scripts, too.
#[tokio::test]
async fn a_script_merges_snoozes_and_splits() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let scripts = Scripts::of(&server, MIA)?;
    let listed = scripts.json(&["requests", "list", "--filter", "workspace:acme"]).await?;
    let items = listed["items"].as_array().context("no items")?;
    let [one, two] = [&items[0]["number"], &items[1]["number"]].map(ToString::to_string);
    let other = scripts.json(&["requests", "list", "--filter=-workspace:acme", "--limit", "1"]).await?;
    let other = other["items"][0]["number"].to_string();

    let whole = scripts.json(&["requests", "merge", &one, &two]).await?;
    assert_eq!(whole["number"].to_string(), two, "it answers with what there is then");
    assert_eq!(whole["merged_from"][0]["number"].to_string(), one);
    let ends = async |words: &[&str]| Ok::<_, anyhow::Error>(scripts.run(words).await?.code);
    assert_eq!(ends(&["merge", &one, &two]).await?, 6, "it is part of it already");
    assert_eq!(ends(&["merge", &two, &one]).await?, 6, "no circles");
    assert_eq!(ends(&["merge", &two, &other]).await?, 5, "another client’s");
    assert_eq!(ends(&["merge", &two, "999999"]).await?, 4, "there is no such request");
    let told = scripts.run(&["requests", "show", &one, "--plain"]).await?;
    ensure!(told.said.contains(&format!("It is part of request {two}.")), "{told:?}");
    ensure!(scripts.json(&["unmerge", &one]).await?["merged_into"].is_null());

    let away = scripts.json(&["requests", "snooze", &one, "3d"]).await?;
    ensure!(away["snoozed_until"].is_string(), "{away}");
    let snoozed = scripts.json(&["requests", "list", "--filter", "is:snoozed"]).await?;
    let is_there = |all: &Vec<Value>| all.iter().any(|row| row["number"] == items[0]["number"]);
    ensure!(snoozed["items"].as_array().is_some_and(is_there), "{snoozed}");
    assert_eq!(ends(&["snooze", &one, "yesterday"]).await?, 5, "no time to come");
    ensure!(scripts.json(&["unsnooze", &one]).await?["snoozed_until"].is_null());

    let subject = items[1]["subject"].as_str().context("no subject")?;
    staff.reply(staff.request(subject).await?.id, "And now for something else.").await?;
    let seen = scripts.json(&["requests", "show", &two]).await?;
    let last = seen["messages"].as_array().context("no messages")?.len().to_string();
    let key = uuid::Uuid::new_v4().to_string();
    let id = seen["messages"][last.parse::<usize>()? - 1]["id"].as_str().context("no id")?;
    let new = scripts.json(&["requests", "split", &two, id, "--subject", "Something else", "--key", &key]).await?;
    assert_eq!((&new["subject"], new["split_from"]["number"].to_string()), (&"Something else".into(), two.clone()));
    assert_eq!(ends(&["split", &two, "99", "--subject", "No"]).await?, 4, "there is no such message");
    assert_eq!(ends(&["--read-only", "merge", &one, &two]).await?, 5, "nothing is changed from there");
    Ok(())
}

/// How requests went is told in every shape, also to who may only look.
#[tokio::test]
async fn a_script_reads_how_requests_went() -> Result<()> {
    let server = Server::demo().await?;
    let scripts = Scripts::of(&server, MIA)?;
    let people = scripts.json(&["--read-only", "reports", "requests", "--by", "person"]).await?;
    let rows = people["items"].as_array().context("no items")?;
    let open: i64 = rows.iter().filter_map(|row| row["open"].as_i64()).sum();
    let listed = scripts.json(&["requests", "list", "--filter", "is:open", "--limit", "200"]).await?;
    let listed = listed["items"].as_array().context("no items")?.len();
    assert_eq!(usize::try_from(open)?, listed, "the load is what is open");
    let weeks = scripts.json(&["reports", "requests", "--by", "week"]).await?;
    assert_eq!((weeks["items"].as_array().map(Vec::len), &weeks["weeks"]), (Some(12), &people["weeks"]));
    let plain = scripts.run(&["reports", "requests", "--plain"]).await?;
    ensure!(plain.code == 0 && plain.said.contains("Mia Lindqvist: ") && !plain.said.contains('█'), "{plain:?}");
    let ends = async |words: &[&str]| Ok::<_, anyhow::Error>(scripts.run(words).await?.code);
    assert_eq!(ends(&["reports", "requests", "--by", "day"]).await?, 5, "no such report");
    assert_eq!(ends(&["reports", "requests", "--from", "2026-02-01", "--to", "2026-01-01"]).await?, 5, "backwards");
    assert_eq!(ends(&["reports", "requests", "--from", "soon"]).await?, 2, "no day");
    Ok(())
}

/// A request is opened on a client's behalf, once under its key, and both names stand on it.
#[tokio::test]
async fn a_script_opens_a_request_for_a_client() -> Result<()> {
    let server = Server::demo().await?;
    let scripts = Scripts::of(&server, MIA)?;
    let key = uuid::Uuid::new_v4().to_string();
    let asked = ["--subject", "Broken lamp", "-m", "You rang: it flickers.", "--key", &key];
    let create = |more: &[&'static str]| [&["requests", "create"][..], more, &asked[..]].concat();
    let words = create(&["--workspace", "acme-coffee", "--for", "carla", "--category", "bugs"]);
    let new = scripts.json(&words).await?;
    let name = |who: &str| new[who]["name"].as_str().unwrap_or_default().to_owned();
    ensure!(name("opened_by").starts_with("Mia") && name("author").starts_with("Carla"), "{new}");
    assert_eq!((&new["status"], &new["category"]), (&"waiting_on_client".into(), &"bugs".into()));
    let number = new["number"].to_string();
    assert_eq!(scripts.json(&words).await?["number"].to_string(), number, "the same key makes one request");
    let told = scripts.run(&["requests", "show", &number, "--plain"]).await?;
    ensure!(told.said.contains("opened it for Carla") && told.said.contains("it flickers"), "{told:?}");

    let ends = async |words: &[&str]| Ok::<_, anyhow::Error>(scripts.run(words).await?.code);
    assert_eq!(ends(&create(&["--workspace", "nobody-so"])).await?, 4, "there is no such client");
    assert_eq!(ends(&create(&["--workspace", "acme-coffee", "--for", "nobody-so"])).await?, 4, "nor such a person");
    assert_eq!(ends(&create(&["--workspace", "acme-coffee", "--category", "wishes"])).await?, 5, "nor this category");
    assert_eq!(ends(&create(&["--workspace", "acme-coffee", "--read-only"])).await?, 5, "it looks only");
    Ok(())
}

#[tokio::test]
async fn a_script_is_told_by_the_way_it_ends() -> Result<()> {
    let server = Server::demo().await?;
    let scripts = Scripts::of(&server, MIA)?;
    let ends = async |words: &[&str]| Ok::<_, anyhow::Error>(scripts.run(words).await?.code);
    assert_eq!(ends(&["requests", "priority", "999999", "high"]).await?, 4, "there is no such request");
    assert_eq!(ends(&["requests", "priority", "1", "soon"]).await?, 5, "no such priority");
    assert_eq!(ends(&["reply", "1", "-m", ""]).await?, 5, "nothing is written");
    assert_eq!(ends(&["requests", "reply"]).await?, 2, "a word is missing");
    let filter = scripts.run(&["requests", "list", "--filter", "status:nwe"]).await?;
    ensure!(filter.code == 5 && filter.complained.contains("^^^"), "{filter:?}");
    for (words, code, ends) in [
        (&["requests", "show", "999999"][..], "not_found", 4),
        (&["requests", "list", "--filter", "status:nwe"][..], "invalid", 5),
        (&["--read-only", "priority", "1", "high"][..], "read_only", 5),
    ] {
        let told = scripts.run(&[words, &["--json"]].concat()).await?;
        let read: Value = serde_json::from_str(&told.complained).with_context(|| format!("{told:?}"))?;
        let right = read["error"]["message"].is_string() && read["error"]["code"] == code;
        ensure!(told.code == ends && right, "{told:?}");
    }
    let nobody = Scripts::of(&server, "nobody@northwind.test")?;
    assert_eq!(nobody.run(&["requests", "list"]).await?.code, 3, "not signed in");
    let gone = Scripts::with_config("[profiles.default]\nserver = \"http://127.0.0.1:1\"\nemail = \"a@b.test\"\n")?;
    assert_eq!(gone.run(&["requests", "list"]).await?.code, 7, "there is no server");
    Ok(())
}

#[tokio::test]
async fn several_servers_are_profiles_and_one_of_them_is_read_only() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let address = server.url("");
    let config = format!(
        "profile = \"work\"\n[profiles.work]\nserver = \"{address}\"\nemail = \"{MIA}\"\n[profiles.look]\n\
         server = \"{address}\"\nemail = \"{MIA}\"\nread_only = true\n"
    );
    let scripts = Scripts::with_config(&config)?;
    let listed = scripts.json(&["requests", "list", "--limit", "1"]).await?;
    let number = listed["items"][0]["number"].to_string();
    let subject = listed["items"][0]["subject"].as_str().context("no subject")?.to_owned();
    let looked = scripts.run(&["--profile", "look", "requests", "show", &number]).await?;
    ensure!(looked.code == 0 && looked.said.contains(&subject), "{looked:?}");
    let before = staff.request(&subject).await?;
    for words in [
        &["--profile", "look", "priority", &number, "urgent"][..],
        &["--profile", "look", "requests", "reply", &number, "-m", "No"],
        &["--read-only", "note", &number, "-m", "No"],
        &["--read-only", "assign", &number, "me"],
        &["--read-only", "requests", "status", &number, "resolved"],
    ] {
        let refused = scripts.run(words).await?;
        ensure!(refused.code == 5 && refused.complained.contains("read-only"), "{words:?}: {refused:?}");
    }
    let after = staff.request(&subject).await?;
    assert_eq!((before.version, before.note_count), (after.version, after.note_count), "nothing was changed");
    let profiles = scripts.run(&["profiles"]).await?;
    ensure!(profiles.said.contains("work\t") && profiles.said.contains(MIA), "{profiles:?}");
    Ok(())
}

#[tokio::test]
async fn a_config_file_with_faults_is_told_and_nothing_begins() -> Result<()> {
    let scripts = Scripts::with_config("theme = \"dusk\"\n[keys.request]\nreply = \"a\"\n")?;
    for words in [&["requests", "list"][..], &["keys"], &[]] {
        let ended = scripts.run(words).await?;
        assert_eq!(ended.code, 1, "{ended:?}");
        for told in ["console.toml", "line 1, column 9", "line 3, column 9", "“a” is “assign”", "--config /dev/null"]
        {
            ensure!(ended.complained.contains(told), "{told}: {ended:?}");
        }
    }
    let without = scripts.run(&["keys", "--config", "/dev/null"]).await?;
    ensure!(without.code == 0 && without.said.contains("request.reply"), "{without:?}");
    Ok(())
}

//! A PostgreSQL of this test run's own, or the one that `PORTICO_TEST_POSTGRES` names.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

static SERVER: OnceLock<Server> = OnceLock::new();

struct Server {
    /// Without a database's name, ending in a slash.
    base: String,
    /// When this end of the pipe closes, with the test run, the watcher stops the cluster and removes it.
    _alive: Option<std::process::Child>,
}

/// The address of a database of this name.
pub fn url(database: &str) -> String {
    let server = SERVER.get_or_init(Server::find);
    format!("{}{database}", server.base)
}

/// The address of the database from which others are made.
pub fn admin_url() -> String {
    match std::env::var("PORTICO_TEST_POSTGRES") {
        Ok(given) => given,
        Err(_) => url("postgres"),
    }
}

impl Server {
    fn find() -> Self {
        match std::env::var("PORTICO_TEST_POSTGRES") {
            Ok(given) => {
                let scheme = given.find("://").map_or(0, |at| at + 3);
                let end = given[scheme..].find('/').map_or(given.len(), |at| scheme + at);
                Self { base: format!("{}/", &given[..end]), _alive: None }
            }
            Err(_) => Self::start(),
        }
    }

    fn start() -> Self {
        let bin = binaries();
        let root = tempfile::Builder::new().prefix("pg-").tempdir().unwrap().keep();
        let owner = unprivileged();
        if let Some(owner) = &owner {
            run(Command::new("chown").arg(owner).arg(&root));
        }
        let as_owner = |program: &Path| match &owner {
            Some(owner) => {
                let mut command = Command::new("runuser");
                command.args(["-u", owner, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        let data = root.join("data");
        run(as_owner(&bin.join("initdb"))
            .args(["-A", "trust", "-U", "tester", "-E", "UTF8", "--locale=C.UTF-8", "-N"])
            .arg("-D")
            .arg(&data));
        let port = free_port();
        // Nothing in these databases outlives the run, so nothing waits for the disk.
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \
             -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c shared_buffers=64MB"
        );
        let log = root.join("log");
        run(as_owner(&bin.join("pg_ctl"))
            .arg("-D")
            .arg(&data)
            .arg("-l")
            .arg(&log)
            .args(["-o", &options, "-w", "start"]));
        let stop = "cat >/dev/null; \"$@\" >/dev/null 2>&1; rm -rf \"$ROOT\"";
        // Nobody waits for it: it ends after us, when our end of its pipe is gone.
        let mut watcher = Command::new("sh");
        watcher.args(["-c", stop, "watcher"]).env("ROOT", &root);
        if let Some(owner) = &owner {
            watcher.args(["runuser", "-u", owner, "--"]);
        }
        watcher.arg(bin.join("pg_ctl")).arg("-D").arg(&data).args(["-m", "immediate", "stop"]);
        let watcher = watcher.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        Self { base: format!("postgres://tester@127.0.0.1:{port}/"), _alive: Some(watcher) }
    }
}

fn binaries() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        versions.map(|version| version.path().join("bin")).filter(|bin| bin.join("initdb").exists()).collect();
    found.sort();
    found.pop().expect(
        "PostgreSQL is not installed: name one in PORTICO_TEST_POSTGRES, install `postgresql`, or leave these tests \
         out with `-- --skip postgres`",
    )
}

/// PostgreSQL refuses to run as root: whom to run it as instead, if that is who we are.
fn unprivileged() -> Option<String> {
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let known = |name: &&str| Command::new("id").arg(name).output().is_ok_and(|answer| answer.status.success());
    root.then(|| ["postgres", "nobody"].into_iter().find(known).expect("an unprivileged user").to_owned())
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn run(command: &mut Command) {
    // The server that pg_ctl leaves behind must not hold our output open.
    let answer = command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(answer.is_ok_and(|status| status.success()), "{command:?}");
}

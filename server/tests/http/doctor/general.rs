use serde_json::Value;
use uuid::Uuid;

use super::{literal, program, said};
use crate::support::{Kind, TestApp};

/// What is asked for by these variables, beside what is always set.
fn found(app: &TestApp, variables: &[(&str, &str)]) -> (Option<i32>, Value, String) {
    let mut command = program(app, &["doctor", "--json"]);
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    let (code, everything) = said(&output);
    (code, serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {everything}")), everything)
}

/// How something is, and what is said of it.
fn of<'f>(report: &'f Value, what: &str) -> Vec<(&'f str, &'f str)> {
    let findings = report["findings"].as_array().unwrap().iter().filter(|finding| finding["what"] == what);
    findings.map(|finding| (finding["state"].as_str().unwrap(), finding["says"].as_str().unwrap())).collect()
}

#[track_caller]
fn is_at_fault(app: &TestApp, variables: &[(&str, &str)], what: &str, words: &str) {
    let (code, report, everything) = found(app, variables);
    assert_eq!((code, &report["sound"]), (Some(1), &Value::Bool(false)), "{everything}");
    let there = of(&report, what).iter().any(|(state, says)| *state == "fault" && says.contains(words));
    assert!(there, "{what}: {words}: {everything}");
    assert!(!everything.contains("s3cret") && !everything.contains(&"A".repeat(43)), "a secret is shown: {everything}");
}

both! {
    async fn a_sound_install_is_said_to_be_sound(app: TestApp) {
        // Those of the people are older the longer the tests run.
        app.store.sql("DELETE FROM job").await;
        let (code, report, everything) = found(&app, &[]);
        assert_eq!((code, &report["sound"]), (Some(0), &Value::Bool(true)), "{everything}");
        let name = if app.store.kind == Kind::Sqlite { "SQLite 3." } else { "PostgreSQL 1" };
        for (what, words) in [
            ("database", name),
            ("clock", "seconds from the database's"),
            ("agencies", "2"),
            ("credentials", "can be read"),
            ("jobs", "none has given up"),
            ("storage", "takes, keeps, gives and removes files"),
        ] {
            let fine = of(&report, what).iter().all(|(state, says)| *state == "ok" && says.contains(words));
            assert!(fine && of(&report, what).len() == 1, "{what}: {everything}");
        }
        let kept = std::fs::read_dir(app.store.folder.path().join("files").join(Uuid::nil().to_string())).unwrap();
        assert_eq!(kept.count(), 0, "what was written to try the storage is still there");
        assert!(!everything.contains(&"A".repeat(43)), "{everything}");

        let (code, text) = said(&program(&app, &["doctor"]).output().unwrap());
        assert_eq!(code, Some(0), "{text}");
        for line in text.lines() {
            assert!(["ok ", "warning "].iter().any(|state| line.starts_with(state)), "{line}");
        }
        assert!(text.lines().any(|line| line.starts_with("warning  mail ")), "that mail goes nowhere is no warning: {text}");
    }

    async fn a_fault_of_the_configuration_is_named_and_no_secret_with_it(app: TestApp) {
        let nowhere = format!("sqlite://{}/nothing.db", app.store.folder.path().display());
        for (variable, value, what, words) in [
            ("PORTICO_API_RATE", "many", "configuration", "expected u32"),
            ("PORTICO_CREDENTIAL_KEYS", "may:s3cret", "configuration", "expected a sequence"),
            ("PORTICO_STORAGE_SECRET", "s3cret", "configuration", "PORTICO_STORAGE_KEY"),
            ("PORTICO_INBOUND_BIND", "127.0.0.1:1", "configuration", "PORTICO_INBOUND_DOMAIN"),
            ("PORTICO_SECRET_KEY", "s3cret", "keys", "32 bytes"),
            ("PORTICO_CREDENTIAL_KEYS", "[\"may:s3cret\"]", "keys", "entry 1"),
            ("PORTICO_SMTP_URL", "smtp://portal:s3cret@127.0.0.1:1", "mail", "the mail server"),
            ("PORTICO_SMTP_URL", "ftp://portal:s3cret@127.0.0.1:1", "mail", "PORTICO_SMTP_URL"),
            ("PORTICO_STORAGE_URL", "file:///proc/nothing", "storage", "PORTICO_STORAGE_URL"),
            ("PORTICO_DATABASE_URL", "mysql://portico:s3cret@db/portico", "database", "sqlite:// or postgres://"),
            ("PORTICO_DATABASE_URL", nowhere.as_str(), "database", "is not there"),
        ] {
            is_at_fault(&app, &[(variable, value)], what, words);
        }
        assert!(!app.store.folder.path().join("nothing.db").exists(), "looking has made a database");
    }

    /// Variables that a file for containers names and nobody has filled in.
    async fn a_variable_that_is_empty_counts_as_not_set(app: TestApp) {
        app.store.sql("DELETE FROM job").await;
        let empty = ["API_RATE", "TRUSTED_PROXIES", "SMTP_URL", "STORAGE_URL", "LOG_FORMAT", "TLS_BIND"];
        let names = empty.map(|name| format!("PORTICO_{name}"));
        let (code, _, everything) = found(&app, &names.each_ref().map(|name| (name.as_str(), "")));
        assert_eq!(code, Some(0), "{everything}");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        let elsewhere = [("PORTICO_DATABASE_URL", ""), ("PORTICO_DATA_DIR", path)];
        is_at_fault(&app, &elsewhere, "database", "portico.db is not there");
    }

    /// Whichever way it cannot be read: as long as nobody knows which value is a secret, none is said.
    async fn a_configuration_that_cannot_be_read_is_not_quoted(app: TestApp) {
        is_at_fault(&app, &[("PORTICO_API_RATE", "s3cret")], "configuration", "PORTICO_API_RATE: expected u32");
        let number = [("PORTICO_STORAGE_SECRET", "777777777")];
        let (_, _, everything) = found(&app, &number);
        assert!(!everything.contains("777777777"), "{everything}");
        is_at_fault(&app, &number, "configuration", "PORTICO_STORAGE_SECRET: expected a string");
        for (file, words) in [
            ("bind = \"127.0.0.1:1\"\nsecret_key = \"s3cret\n", "portico.toml: what stands at line 2, column"),
            ("storage_secret = \"s3cret\"\nstorage_secret = \"s3cret\"\n", "portico.toml: what stands at line 2, column"),
            ("log_format = \"s3cret\"\n", "log_format in portico.toml: expected `text` or `json`"),
            ("credential_keys = \"may:s3cret\"\n", "credential_keys in portico.toml: expected a sequence"),
        ] {
            std::fs::write(app.store.folder.path().join("portico.toml"), file).unwrap();
            is_at_fault(&app, &[], "configuration", words);
            // Nor do commands say it that need the configuration.
            let (code, text) = said(&program(&app, &["doctor", "files"]).output().unwrap());
            assert!(code == Some(1) && text.contains(words) && !text.contains("s3cret"), "{text}");
        }
    }

    async fn the_key_that_is_missing_or_another_is_noticed(app: TestApp) {
        let other = "Q".repeat(43);
        is_at_fault(&app, &[("PORTICO_SECRET_KEY", other.as_str())], "keys", "put back the one that was in use");

        let mut command = program(&app, &["doctor"]);
        let (code, text) = said(&command.env_remove("PORTICO_SECRET_KEY").output().unwrap());
        let there = text.lines().any(|line| line.starts_with("fault ") && line.contains(" keys ") && line.contains("there is none"));
        assert!(code == Some(1) && there, "{text}");
        let file = app.store.folder.path().join("secret.key");
        assert!(!file.exists(), "looking has made a key, which hides that one is missing");

        std::fs::write(&file, &other).unwrap();
        let (code, report, everything) = found(&app, &[]);
        assert_eq!(code, Some(0), "{everything}");
        let two = of(&report, "keys").iter().any(|(state, says)| *state == "warning" && says.contains("holds another"));
        assert!(two && !everything.contains(&other), "{everything}");
    }

    async fn what_is_wrong_in_the_database_is_named(app: TestApp) {
        app.store.sql("DELETE FROM job").await;
        let id = literal(&app, Uuid::now_v7());
        let (long_ago, job) = ("'2020-01-01 00:00:00+00:00'", "INSERT INTO job (id, kind, payload, state, attempts, run_at, created_at)");
        app.store.sql(&format!("{job} VALUES ({id}, 'deliver_mail', '{{}}', 'ready', 0, {long_ago}, {long_ago})")).await;
        let late = |report: &Value| of(report, "jobs").iter().any(|(state, says)| *state == "warning" && says.contains("1 of deliver_mail"));
        let (code, report, everything) = found(&app, &[]);
        assert!(code == Some(0) && late(&report) && everything.contains("due and not begun"), "{everything}");
        app.store.sql("UPDATE job SET state = 'failed', last_error = 's3cret'").await;
        let (code, report, everything) = found(&app, &[]);
        assert!(code == Some(0) && late(&report) && everything.contains("given up"), "{everything}");
        assert!(!everything.contains("s3cret"), "{everything}");

        app.store.sql("UPDATE staff_user SET disabled_at = created_at WHERE role = 'owner'").await;
        is_at_fault(&app, &[], "agencies", "has no owner who can sign in");
        app.store.sql("DELETE FROM agency_host").await;
        is_at_fault(&app, &[], "agencies", "has no host that is served");
        app.store.sql("DELETE FROM seaql_migrations WHERE version = (SELECT MAX(version) FROM seaql_migrations)").await;
        is_at_fault(&app, &[], "database", "`portico migrate` brings it to");
    }
}

use std::process::{Command, Output, Stdio};

use super::{program, said};
use crate::support::TestApp;

/// Runs a command whose output nobody reads.
pub fn unread(mut command: Command) -> Output {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap()
}

both! {
    /// `portico … | head -0`: it ends as it would have, and says nothing of it.
    async fn a_command_whose_output_nobody_reads_ends_quietly(app: TestApp) {
        for arguments in [
            ["doctor", "--json"].as_slice(),
            &["doctor", "audit"],
            &["doctor", "files"],
            &["doctor", "stripe"],
            &["keys", "rotate"],
            &["openapi"],
            &["--help"],
        ] {
            let read = program(&app, arguments).output().unwrap();
            let output = unread(program(&app, arguments));
            assert_eq!(output.status.code(), read.status.code(), "{arguments:?}: {}", said(&output).1);
            assert_eq!(said(&output).1, String::from_utf8_lossy(&read.stderr), "{arguments:?}");
        }
    }

    /// What somebody wanted to keep and could not is no success.
    async fn a_disk_that_is_full_is_said(app: TestApp) {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = program(&app, &["openapi"]);
        let output = command.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        let (code, text) = said(&output);
        assert!(code == Some(1) && text.contains("the output could not be written") && !text.contains("panicked"), "{text}");
    }
}

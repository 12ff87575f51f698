//! What must not compile: the walls that need no care. Each file of `tests/compile_fail` says at its lines, with
//! `//~` and a code, what the compiler must refuse; it must refuse exactly that. The server that these tests
//! were built with is used as it is, so that nothing is built twice.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The lines that a file says must be refused, each with its code.
fn expected(source: &Path) -> BTreeSet<(u64, String)> {
    let text = std::fs::read_to_string(source).unwrap();
    let lines = text.lines().zip(1..);
    lines
        .filter_map(|(line, number)| line.split_once("//~ ").map(|(_, code)| (number, code.trim().to_owned())))
        .collect()
}

/// The lines that the compiler refuses.
fn refused(source: &Path, library: &Path) -> BTreeSet<(u64, String)> {
    let out = tempfile::tempdir().unwrap();
    let answer = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--edition=2024", "--emit=metadata", "--error-format=json", "--cap-lints=allow", "--out-dir"])
        .arg(out.path())
        .arg("-L")
        .arg(format!("dependency={}", library.parent().unwrap().display()))
        .arg("--extern")
        .arg(format!("portico={}", library.display()))
        .arg(source)
        .output()
        .unwrap();
    let mut refused = BTreeSet::new();
    for line in String::from_utf8_lossy(&answer.stderr).lines() {
        let said: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"));
        let place = said["spans"].as_array().and_then(|spans| spans.iter().find(|span| span["is_primary"] == true));
        if let (Some("error"), Some(place)) = (said["level"].as_str(), place) {
            let code = said["code"]["code"].as_str().unwrap_or_default();
            refused.insert((place["line_start"].as_u64().unwrap(), code.to_owned()));
        }
    }
    assert_eq!(refused.is_empty(), answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    refused
}

/// The server's library, as it was last built beside these tests.
fn library() -> PathBuf {
    let beside = std::env::current_exe().unwrap();
    let built = std::fs::read_dir(beside.parent().unwrap()).unwrap().flatten().filter(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        name.starts_with("libportico-") && name.ends_with(".rlib")
    });
    built.max_by_key(|file| file.metadata().unwrap().modified().unwrap()).expect("the server's library").path()
}

#[test]
fn what_must_not_compile_does_not() {
    let library = library();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_fail");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().flatten().map(|file| file.path()).collect();
    files.sort();
    assert!(files.len() >= 5);
    for file in files {
        assert_eq!(refused(&file, &library), expected(&file), "{}", file.display());
    }
}

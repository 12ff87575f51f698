//! Clients, projects and requests out of files and into files, for scripts: bad rows are lines of the answer, and how far it
//! is stands beside it.

use std::io::{self, IsTerminal, Write};

use portico_openapi::ApiError;
use serde_json::json;
use uuid::Uuid;

use super::{Shape, wrong};
use crate::{
    arguments::{Export, Import},
    effect::Call,
    foreign,
    message::Answer,
    office::{Deed, Done},
    runtime::{Desk, ask},
    tables::{self, Counts, Fault, Job, Next, said},
};

/// Looks at all of a file, and does what it says where that is asked and nothing is wrong with it.
pub async fn import(desk: &Desk, shape: Shape, asked: &Import) -> anyhow::Result<String> {
    let base = asked.key.unwrap_or_else(Uuid::new_v4);
    let mut job = Box::new(Job {
        // A look at what was done under the key before would find all of it there already.
        at_once: asked.key.is_some() && !asked.dry_run,
        ..Job::new(asked.what, asked.file.clone(), asked.existing, asked.invite)
    });
    loop {
        let part = match done(desk, key(base, &job), tables::Deed::Import(job.clone())).await {
            Ok(Done::Table(part)) => *part,
            Ok(_) => return Err(unanswered().into()),
            Err(error) => return Err(broken_off(&job, error).into()),
        };
        let (upto, rows, pieces, in_earnest) = (part.upto, part.rows, part.pieces, job.is_done(part.pieces));
        // A script that reads JSON reads what goes wrong here.
        if pieces > 1 && part.faults.is_empty() && shape != Shape::Json {
            let what = if in_earnest { "imported" } else { "looked at" };
            // Where nobody reads it, nobody misses it.
            drop(writeln!(io::stderr(), "{upto} of {rows} rows {what}"));
        }
        job = match job.after(part) {
            Next::Go(next) => next,
            Next::Sure(sure) if asked.dry_run => return Ok(told(shape, asked, sure.counts, &[], false)?),
            Next::Sure(sure) => Box::new(sure.for_good()),
            Next::Finished(counts) => return Ok(told(shape, asked, counts, &[], true)?),
            Next::Faulty(faults, counts) => {
                crate::print(&told(shape, asked, counts, &faults, in_earnest)?)?;
                let message = match counts == Counts::default() {
                    true => format!("Nothing was imported; faults in the file: {}.", faults.len()),
                    false => "The rest was not imported. What is skipped or updated may be sent again.".into(),
                };
                return Err(wrong(&message).into());
            }
            Next::Choose => {
                let message = "So long a file is sent in parts: say --existing skip or --existing update.";
                return Err(wrong(message).into());
            }
        };
    }
}

/// Puts what there is into a file.
pub async fn export(desk: &Desk, shape: Shape, asked: &Export) -> anyhow::Result<String> {
    if !asked.filter.is_empty() && asked.what != tables::What::Requests {
        return Err(wrong("Only requests have filters.").into());
    }
    // Standard output cannot be taken back where it breaks off: all of it comes first. No file has it meanwhile, which
    // would stay where the command is stopped.
    let path = Some(asked.output.clone()).filter(|path| path.as_os_str() != "-");
    let filter = asked.filter.clone();
    let export = tables::Export { what: asked.what, filter, format: asked.format, path };
    let deed = tables::Deed::Export(export);
    Ok(match (done(desk, Uuid::new_v4(), deed.clone()).await?, shape) {
        // A terminal would do what clients wrote.
        (Done::Text(text), _) if io::stdout().is_terminal() => foreign::block(&text),
        (Done::Text(text), _) => text,
        (Done::Saved(path, bytes), Shape::Json) => {
            serde_json::to_string_pretty(&json!({ "file": path, "bytes": bytes }))? + "\n"
        }
        (saved, _) => foreign::line(&Deed::Tables(deed).said(&saved)) + "\n",
    })
}

async fn done(desk: &Desk, key: Uuid, deed: tables::Deed) -> Result<Done, ApiError> {
    match ask(desk, Call::Do(key, Box::new(Deed::Tables(deed)))).await {
        Answer::Done(done) => done,
        _ => Err(unanswered()),
    }
}

/// Why it broke off, after what was done before.
fn broken_off(job: &Job, error: ApiError) -> ApiError {
    let before = job.broken_off("--existing skip").unwrap_or_default();
    ApiError { message: format!("{before}{}", error.message), ..error }
}

fn unanswered() -> ApiError {
    ApiError::unreachable("This is no answer to what was asked.")
}

/// A part's own key: the same for the same part of what is sent again.
fn key(base: Uuid, job: &Job) -> Uuid {
    Uuid::from_u128(base.as_u128().wrapping_add(job.piece as u128))
}

/// What came of a file, or would; what is wrong with it line by line.
fn told(
    shape: Shape,
    asked: &Import,
    counts: Counts,
    faults: &[Fault],
    in_earnest: bool,
) -> serde_json::Result<String> {
    let Counts { created, updated, skipped } = counts;
    if shape == Shape::Json {
        let all = json!({
            "dry_run": !in_earnest, "created": created, "updated": updated, "skipped": skipped, "faults": faults
        });
        return Ok(serde_json::to_string_pretty(&all)? + "\n");
    }
    let mut lines: Vec<String> = faults.iter().map(Fault::told).collect();
    if faults.is_empty() || counts != Counts::default() {
        lines.push(said(asked.what, counts, in_earnest));
    }
    Ok(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{Existing, What};

    fn asked() -> Import {
        Import {
            what: What::Requests,
            file: "old.csv".into(),
            dry_run: true,
            existing: Existing::Refuse,
            invite: false,
            key: None,
        }
    }

    #[test]
    fn bad_rows_are_lines_and_the_same_in_json() {
        let faults = [
            Fault { line: 7, column: "subject".into(), message: "Write something here.".into() },
            Fault { line: 9, column: String::new(), message: "There are 9 cells\u{1b}[2J and 8 columns.".into() },
        ];
        let text = told(Shape::Plain, &asked(), Counts::default(), &faults, false).unwrap();
        assert_eq!(text, "7:subject: Write something here.\n9: There are 9 cells[2J and 8 columns.\n");
        let json = told(Shape::Json, &asked(), Counts::default(), &faults, false).unwrap();
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&read["dry_run"], &read["faults"][0]["line"]), (&json!(true), &json!(7)));
        let fine = told(Shape::Columns, &asked(), Counts { created: 2, ..Counts::default() }, &[], true).unwrap();
        assert_eq!(fine, "Rows of requests: 2 made.\n");
    }

    #[test]
    fn what_breaks_off_says_how_far_it_came() {
        let begun = Job::new(What::Clients, "a".into(), Existing::Skip, false);
        let told = |job: &Job| broken_off(job, ApiError::unreachable("No answer.")).message;
        assert_eq!(told(&begun), "No answer.");
        let counts = Counts { created: 500, ..Counts::default() };
        let told = told(&Job { in_earnest: true, piece: 1, counts, ..begun });
        assert!(told.starts_with("Rows of clients: 500 made.") && told.contains("--existing skip"), "{told}");
        assert!(told.ends_with("No answer."), "{told}");
    }

    #[test]
    fn each_part_has_a_key_of_its_own_and_the_same_one_again() {
        let (base, first) = (Uuid::from_u128(7), Job::new(What::Clients, "a".into(), Existing::Skip, false));
        let second = Job { piece: 1, ..first.clone() };
        assert_ne!(key(base, &first), key(base, &second));
        assert_eq!(key(base, &second), key(base, &second.clone()));
    }
}

//! What Linux tells of a process.

use std::time::Duration;

use anyhow::{Context, Result};

/// Its memory, in MiB: `VmRSS` now, `VmHWM` at most.
///
/// # Errors
/// When it does not run, or Linux does not say.
pub fn memory(id: u32, what: &str) -> Result<u64> {
    let status = told(id, "status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'));
    let kibibytes: u64 = line.and_then(|line| line.split_whitespace().next()).context("no memory")?.parse()?;
    Ok(kibibytes / 1024)
}

/// How much processor time it has used since its start, in steps of ten milliseconds.
///
/// # Errors
/// When it does not run, or Linux does not say.
pub fn processor(id: u32) -> Result<Duration> {
    let told = told(id, "stat")?;
    // The program's name, the only field with blanks, ends with the last bracket; what follows is proc(5)'s third.
    let fields: Vec<&str> = told.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let of = |field: usize| anyhow::Ok(fields.get(field - 3).context("no processor time")?.parse::<u64>()?);
    Ok(Duration::from_millis(10 * (of(14)? + of(15)?)))
}

fn told(id: u32, file: &str) -> Result<String> {
    Ok(std::fs::read_to_string(format!("/proc/{id}/{file}"))?)
}

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::super::backup::{Manifest, Trail, file_of};

/// Says what is in a backup.
pub fn describe(file: &Path, manifest: &Manifest) {
    say!("{}: whole and unaltered.", file.display());
    say!("made     {} by Portico {}", manifest.made_at.format("%Y-%m-%d %H:%M UTC"), manifest.program);
    say!("database {}, {}", manifest.database.name(), manifest.migration);
    say!("rows     {} in {} tables", manifest.tables.values().sum::<i64>(), manifest.tables.len());
    say!("files    {}", files(manifest).len());
    say!("key      {}", manifest.keys.secret_key);
    for trail in &manifest.audit {
        say!("audit    {}:{}:{}", trail.slug, trail.number, trail.hash);
    }
    for name in &manifest.lost {
        say!("lost     {name}");
    }
}

fn files(manifest: &Manifest) -> Vec<&str> {
    manifest.parts.iter().map(|part| part.name.as_str()).filter(|name| file_of(name).is_some()).collect()
}

/// Prints a table of what there was and what there is now, and gives how many lines are not the same.
pub fn compare(made: &Manifest, tables: &BTreeMap<String, i64>, trails: &[Trail], written: usize) -> usize {
    let mut faults = 0;
    say!("{:<28} {:>12} {:>12}", "", "backup", "restored");
    let mut line = |name: &str, was: i64, is: i64| {
        let same = was == is;
        faults += usize::from(!same);
        // Tables without a row say nothing.
        if !same || was > 0 {
            say!("{name:<28} {was:>12} {is:>12}{}", if same { "" } else { "  NOT THE SAME" });
        }
    };
    let names: BTreeSet<&String> = made.tables.keys().chain(tables.keys()).collect();
    for name in names {
        let of = |counts: &BTreeMap<String, i64>| counts.get(name).copied().unwrap_or(-1);
        line(name, of(&made.tables), of(tables));
    }
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    line("files", count(files(made).len()), count(written));
    for trail in &made.audit {
        if !trails.contains(trail) {
            faults += 1;
            say!("the audit trail of {} does not end where it did", trail.slug);
        }
    }
    faults
}

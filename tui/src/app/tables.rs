//! Clients, projects and requests out of files and into files: part by part, with what comes of each said.

use super::{App, Overlay, Reading};
use crate::{
    effect::Effect,
    form::Form,
    office::{self, Purpose},
    tables::{Deed, Fault, Job, Next, Order, Part, export_fields, import_fields, said},
};

/// The most faults that are shown; more are read in a file or with the command.
const SHOWN: usize = 2000;

impl App {
    /// Begins something with a file, for who may; an import that is under way stops before its next part instead.
    pub(super) fn table_form(&mut self, order: Order) -> Vec<Effect> {
        if order == Order::Import
            && let Some((_, office::Deed::Tables(Deed::Import(job)))) = &mut self.doing
        {
            job.stops = true;
            return self.say("The import stops after the part that is on its way.");
        }
        if !self.is_admin() {
            return self.say("Only owners and admins import and export.");
        }
        let (title, fields, note) = match order {
            Order::Import => (
                "Clients, projects or requests out of a file",
                import_fields(),
                "All of it is looked at first, and you are asked before anything is done.",
            ),
            Order::Export => (
                "Clients, projects or requests into a file",
                export_fields(),
                "That it was taken is recorded. What is in the archive is not in it.",
            ),
        };
        self.form = Some(Form::new(Purpose::Tables(order), title, (self.new_key)(), fields).noting(note));
        Vec::new()
    }

    /// Goes on after a part of a file: with the next, with what to ask, or with what came of it.
    pub(super) fn took_table(&mut self, deed: &office::Deed, part: Part) -> Vec<Effect> {
        let office::Deed::Tables(Deed::Import(job)) = deed else {
            return Vec::new();
        };
        let (upto, rows, what, path) = (part.upto, part.rows, job.what, job.path.clone());
        match Job::clone(job).after(part) {
            Next::Go(job) | Next::Sure(job) if job.stops => {
                self.say(job.broken_off("“stays as it is”").unwrap_or_else(|| "Nothing was imported.".into()))
            }
            Next::Go(job) => {
                let done = if job.in_earnest { "imported" } else { "looked at" };
                let mut effects = self.say(format!("{upto} of {rows} rows {done} … :import stops it"));
                let key = (self.new_key)();
                effects.extend(self.ask_for(key, office::Deed::Tables(Deed::Import(job))));
                effects
            }
            Next::Sure(job) => {
                let mails = if job.invite { "New people are asked by mail." } else { "Nobody gets a mail." };
                let words = format!("{} {mails}", said(what, job.counts, false));
                let deed = office::Deed::Tables(Deed::Import(Box::new(job.for_good())));
                self.confirm_later(&format!("Nothing is wrong with {}", path.display()), words, deed);
                self.say("All of the file was looked at; you are asked as soon as nothing else is open.")
            }
            Next::Finished(counts) => self.say(said(what, counts, true)),
            Next::Faulty(faults, counts) => {
                let before = if counts == Default::default() {
                    "Nothing was imported.".to_owned()
                } else {
                    format!("{} The rest was not imported.", said(what, counts, true))
                };
                self.show_table_faults(&format!("{}: {before}", path.display()), &faults);
                self.say(before)
            }
            Next::Choose => self.say(
                "So long a file is sent in parts. Say whether what is there already stays or becomes what the file says.",
            ),
        }
    }

    fn show_table_faults(&mut self, head: &str, faults: &[Fault]) {
        let mut text = format!("{head}\n\n");
        for fault in faults.iter().take(SHOWN) {
            text.push_str(&format!("{}\n", fault.told()));
        }
        if faults.len() > SHOWN {
            text.push_str(&format!("… and {} more\n", faults.len() - SHOWN));
        }
        let title = if faults.len() == 1 {
            "A fault in the file".to_owned()
        } else {
            format!("{} faults in the file", faults.len())
        };
        self.later.push_back(Overlay::Reading(Reading::new(title, text.clone()).copying(text)));
    }
}

use portico_openapi::ApiError;

use super::App;
use crate::{
    app::{Overlay, Reading},
    automation::{Deed, Done, Part, Row, Target, Whole},
    effect::Effect,
    foreign, office,
    office::Hidden,
    remote::Ticket,
    screens,
};

impl App {
    /// Takes what the pane shows as it is now.
    pub(in crate::app) fn took_whole(
        &mut self,
        ticket: Ticket,
        answer: Result<Box<Whole>, ApiError>,
    ) -> Option<ApiError> {
        if let Ok(whole) = &answer {
            self.automation.shelf_mut().replace(whole.row());
        }
        let failure = answer.as_ref().err().cloned();
        if self.automation.opened.data.answer(ticket, answer) { failure } else { None }
    }

    /// What was taken away is looked at no more.
    pub(in crate::app) fn took_away(&mut self, deed: &office::Deed) {
        let office::Deed::Automation(deed) = deed else {
            return;
        };
        if let Deed::Disconnect(id) | Deed::TakeDown(id) | Deed::TakeEngineDown(id) | Deed::Drop(id) = deed {
            self.automation.shelf_mut().remove(*id);
            if self.automation.opened.id == Some(*id) {
                self.automation.opened = Default::default();
                self.automation.from = None;
                self.in_pane = false;
            }
        }
    }

    /// Takes what came of a deed.
    pub(in crate::app) fn took_automated(&mut self, deed: &office::Deed, done: Done) -> Vec<Effect> {
        let office::Deed::Automation(deed) = deed else {
            return Vec::new();
        };
        match (deed, done) {
            (Deed::Begin(_) | Deed::Bring(..), Done::Workflow(made)) => {
                return self.visit_part(Part::Workflows, made.id);
            }
            (_, Done::Workflow(changed)) => self.automation.shelf_mut().replace(Row::Workflow(changed)),
            (_, Done::Version(_)) => {
                let target = self.automation.document.as_ref().map(|document| document.target.clone());
                self.drop_document();
                if let Some(Target::Workflow(id)) = target {
                    return self.visit_part(Part::Workflows, id);
                }
            }
            (Deed::Retry(_) | Deed::Cancel(_), Done::Run(run)) => self.automation.shelf_mut().replace(Row::Run(run)),
            (_, Done::Run(run)) => return self.visit_part(Part::Runs, run.id),
            (Deed::Need(_), Done::Connection(made)) => return self.visit_part(Part::Connections, made.id),
            (_, Done::Connection(one)) => self.automation.shelf_mut().replace(Row::Connection(one)),
            (Deed::Put(_), Done::Form(made)) => {
                self.drop_document();
                return self.visit_part(Part::Forms, made.id);
            }
            (Deed::Reform(_, _, change), Done::Form(form)) => {
                let id = form.id;
                self.automation.shelf_mut().replace(Row::Form(form));
                if change.schema.is_some() {
                    self.drop_document();
                    return self.visit_part(Part::Forms, id);
                }
            }
            (_, Done::Form(_)) => {}
            (Deed::Redraft(_, _, change), Done::Template(now)) if change.definition.is_none() => {
                self.automation.shelf_mut().replace(Row::Template(now));
            }
            (_, Done::Template(now)) => {
                self.drop_document();
                return self.visit_part(Part::Templates, now.id);
            }
            (_, Done::Compared(roll)) => return self.show_roll(*roll),
            (Deed::RollOut(..), Done::Many(_)) => {
                self.automation.roll = None;
                self.turned(true);
            }
            (_, Done::Many(_)) => {}
            (Deed::SetUpEngine(..), Done::Engine(made, secret)) => {
                let effects = self.visit_part(Part::Engines, made.id);
                self.show_engine_secret(&made, secret);
                return effects;
            }
            (_, Done::Engine(now, _)) => self.automation.shelf_mut().replace(Row::Engine(now)),
            (_, Done::Hook(Some(Hidden(url)), secret)) => self.show_hook(url, secret),
            (_, Done::Asked(email, Some(Hidden(link)))) => self.show_credential_link(&email, link),
            (_, Done::Hook(None, _) | Done::Asked(_, None)) => {}
            (_, Done::Sent(sent)) => {
                let text = screens::automation::submission_text(self, &sent);
                let title = format!("What {} sent", sent.submission.author.name);
                self.overlay = Some(Overlay::Reading(Reading::new(title, text.clone()).copying(text)));
            }
        }
        Vec::new()
    }

    fn show_hook(&mut self, url: String, secret: Option<Hidden>) {
        let signs = match &secret {
            Some(Hidden(secret)) => format!("\n\nSenders sign with:\n\n{}", foreign::line(secret)),
            None => String::new(),
        };
        let text = format!(
            "Whoever has this address can start the workflow. It is not shown again.\n\n{}{signs}",
            foreign::line(&url)
        );
        let copy = match secret {
            Some(Hidden(secret)) => format!("{url}\n{secret}"),
            None => url,
        };
        self.overlay = Some(Overlay::Reading(Reading::new("The webhook", text).copying(copy).once()));
    }

    fn show_credential_link(&mut self, email: &str, link: String) {
        let text = format!(
            "The mail to {} is on its way. You can send this link yourself, too; it works for seven days and once for \
             each account, and is not shown again.\n\n{link}",
            foreign::line(email)
        );
        self.overlay = Some(Overlay::Reading(Reading::new("Asked to connect", text).copying(link).once()));
    }
}

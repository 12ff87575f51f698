use portico_openapi::{ApiError, types::MirroredPage};

use super::App;
use crate::{
    app::{Overlay, Reading},
    approvals, billing,
    draft::Owner,
    effect::Effect,
    message::Arrival,
    office::{Deed, Done, Hidden, Joining, clients},
    screens::office::mirror,
    triage,
};

impl App {
    /// Shows what only this answer tells.
    pub(super) fn shown(&mut self, deed: &Deed, done: Done) -> Vec<Effect> {
        match done {
            Done::So if matches!(deed, Deed::Billing(billing::Deed::Drop(..))) => self.forget_invoice(),
            Done::So if matches!(deed, Deed::Automation(_)) => self.took_away(deed),
            Done::So if matches!(deed, Deed::Billing(billing::Deed::Sell(billing::selling::Deed::Start(_)))) => {
                return self.show_report(billing::Front::Subscriptions);
            }
            Done::So if matches!(deed, Deed::Triage(triage::Deed::Arrange(_))) => return vec![self.fetch_views()],
            Done::So if matches!(deed, Deed::Triage(_)) => return self.dropped_view(),
            Done::So => {
                if let Deed::Approvals(approvals::Deed::Plan(place, plan)) = deed {
                    return self.planned(*place, (**plan).clone());
                }
            }
            Done::Wrote(..) | Done::Saved(..) | Done::Text(_) | Done::Sent(None) => {}
            Done::Held(held) => {
                if let Deed::Clients(clients::Deed::Deliver { paths, .. }) = deed {
                    return self.delivers(*held, paths.clone());
                }
            }
            Done::Request(new) if matches!(deed, Deed::Triage(triage::Deed::Open(_))) => return self.took_opened(&new),
            Done::Request(new) => return self.took_split(deed, &new),
            Done::Bulk(change) => return self.took_bulk(&change),
            Done::View(view) => return self.took_view(*view),
            Done::Automation(done) => return self.took_automated(deed, done),
            Done::Imported(imported) => return self.took_import(deed, &imported),
            Done::Table(part) => return self.took_table(deed, *part),
            Done::Invoice(invoice) => return self.took_deed(deed, &invoice),
            Done::Party(party) => {
                if let Deed::Billing(billing::Deed::LookUp(workspace)) = deed {
                    self.show_party(*workspace, &party);
                }
            }
            Done::Secret(secret) => self.show_secret(&secret),
            Done::Codes(codes) => return self.show_codes(&codes),
            Done::Joined(email, arrival) => return self.joined(deed, email, arrival),
            Done::Sent(Some(link)) => self.show_link(link),
            Done::Token(token) => self.show_token(token),
            Done::Webhooks(done) => self.show_webhooks(done),
            Done::DryRun(run) => self.show_dry_run(&run),
            Done::Previewed(preview) => self.show_preview(&preview),
            Done::Explained(why) => {
                if let Deed::Clients(clients::Deed::Explain(sight)) = deed {
                    let text = mirror::reasons(&why);
                    let title = format!("What {} can see, and why", sight.name);
                    self.overlay = Some(Overlay::Reading(Reading::new(title, text.clone()).copying(text)));
                }
            }
            Done::Mirrored(page) => self.show_page(deed, &page),
        }
        Vec::new()
    }

    fn show_link(&mut self, Hidden(link): Hidden) {
        let text = format!(
            "It is on its way by mail. You can send this link yourself, too; it works once and for seven days, and \
             is not shown again.\n\n{link}"
        );
        self.overlay = Some(Overlay::Reading(Reading::new("The invitation", text).copying(link)));
    }

    fn show_page(&mut self, deed: &Deed, page: &MirroredPage) {
        if let Deed::Clients(clients::Deed::Mirror(sight)) = deed {
            let title = format!("READ-ONLY, RECORDED · as {} sees {}", sight.name, page.path);
            let text = mirror::page(page);
            self.overlay = Some(Overlay::Reading(Reading::new(title, text.clone()).copying(text)));
        }
    }

    /// Whoever joined a team is signed in, or asked to.
    fn joined(&mut self, deed: &Deed, email: String, arrival: Result<Arrival, ApiError>) -> Vec<Effect> {
        let Deed::Join(Joining { server, password, .. }) = deed else {
            return Vec::new();
        };
        self.owner = Owner { server: server.clone(), email };
        match arrival {
            Ok(arrival) => self.welcome(arrival, Some(password.clone())),
            Err(error) => {
                self.ask_to_sign_in(&format!("You have joined the team. Please sign in. ({})", error.message))
            }
        }
    }
}

use portico_openapi::types::{StaffInvitation, StaffMember, StaffRole};
use ratatui::text::Line;

use super::{known, quiet};
use crate::{app::App, foreign, office::Subject, screens::sheet::Entry, text, when, widgets::sentence};

/// The team, who is invited, and the offer of the agency.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let team = match known(app, &app.office.team, columns) {
        Ok(team) => team,
        Err(why) => return why,
    };
    let mut all = Vec::new();
    if let Some(transfer) = &team.transfer {
        let until = when::moment(transfer.expires_at, app.now, app.zone);
        let words = format!("{} offers the agency to {}", transfer.owner.name, transfer.receiver.name);
        let line = sentence::ends(&words, app.theme.warning(), &format!("until {until}"), app.theme.muted(), columns);
        all.push(Entry::about(Subject::Transfer, vec![line, Line::default()]));
    }
    all.extend(team.staff.iter().map(|person| teammate(app, person, columns)));
    if !team.invitations.is_empty() {
        all.push(Entry::text(vec![Line::default(), Line::styled("Invited", app.theme.muted())]));
    }
    all.extend(team.invitations.iter().map(|invitation| invited(app, invitation, columns)));
    if all.is_empty() {
        return quiet(app, "Nobody is here.", columns);
    }
    all
}

fn teammate(app: &App, person: &StaffMember, columns: usize) -> Entry {
    let role = match person.role {
        StaffRole::Owner => "owner",
        StaffRole::Admin => "admin",
        StaffRole::Member => "member",
    };
    let out = if person.disabled_at.is_some() { " · ✕ shut out" } else { "" };
    let style = if out.is_empty() { app.theme.strong() } else { app.theme.muted() };
    let line = sentence::ends(&person.name, style, &format!("{role}{out}"), app.theme.text(), columns);
    let address = text::address(&person.email);
    let facts = [Some(&address), person.title.as_ref(), person.phone.as_ref()];
    let facts: Vec<_> = facts.into_iter().flatten().map(String::as_str).collect();
    let facts = text::cut(&foreign::line(&facts.join(" · ")), columns.saturating_sub(2));
    let below = Line::styled(format!("  {facts}"), app.theme.muted());
    Entry::about(Subject::Teammate(person.id), vec![line, below])
}

fn invited(app: &App, invitation: &StaffInvitation, columns: usize) -> Entry {
    let until = super::members::until(app, invitation.state, invitation.void, invitation.expires_at);
    let right = format!("{} · {until}", invitation.role);
    let line = sentence::ends(&text::address(&invitation.email), app.theme.text(), &right, app.theme.muted(), columns);
    Entry::about(Subject::TeamInvitation(invitation.id), vec![line])
}

use chrono::{DateTime, Utc};
use portico_openapi::types::{Invitation, InvitationState, InvitationVoid, MailState, Member};
use ratatui::text::Line;

use super::{known, quiet};
use crate::{
    app::App,
    message::People,
    office::{Subject, may},
    screens::sheet::Entry,
    text, when,
    widgets::sentence,
};

/// The frame's title.
pub fn title(app: &App) -> String {
    let all = app.directory.get().map(|all| all.workspaces.as_slice()).unwrap_or_default();
    match all.iter().find(|workspace| Some(workspace.id) == app.members.id) {
        Some(workspace) if workspace.archived_at.is_some() => format!("{} · archived", workspace.name),
        Some(workspace) => format!("{} · people", workspace.name),
        None => "People".into(),
    }
}

/// The people of a client and what each may do, and who is invited.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    if app.members.id.is_none() {
        return quiet(app, "enter shows a client's people.", columns);
    }
    let people = match known(app, &app.members.data, columns) {
        Ok(people) if people.members.is_empty() && people.invitations.is_empty() => {
            return quiet(app, "Nobody has been invited yet.", columns);
        }
        Ok(people) => people,
        Err(why) => return why,
    };
    let mut all: Vec<_> = people.members.iter().map(|member| entry(app, people, member, columns)).collect();
    if !people.invitations.is_empty() {
        all.push(Entry::text(vec![Line::styled("Invited", app.theme.muted())]));
    }
    all.extend(people.invitations.iter().map(|invitation| invited(app, invitation, columns)));
    all
}

fn entry(app: &App, people: &People, member: &Member, columns: usize) -> Entry {
    let style = app.theme.strong();
    let mut lines =
        vec![sentence::ends(&member.name, style, &text::address(&member.email), app.theme.muted(), columns)];
    if people.disabled.contains(&member.person_id) {
        lines.push(Line::styled("  ✕ shut out of the agency", app.theme.danger()));
    }
    if member.mail_state == MailState::Bouncing {
        lines.push(Line::styled("  ! mail to this address comes back", app.theme.warning()));
    }
    let words = text::wrap(&may(&member.permissions), columns.saturating_sub(2));
    lines.extend(words.into_iter().map(|line| Line::raw(format!("  {line}"))));
    lines.push(Line::default());
    Entry::about(Subject::Member(member.id), lines)
}

fn invited(app: &App, invitation: &Invitation, columns: usize) -> Entry {
    let right = until(app, invitation.state, invitation.void, invitation.expires_at);
    let line = sentence::ends(&text::address(&invitation.email), app.theme.text(), &right, app.theme.muted(), columns);
    let words = text::cut(&may(&invitation.permissions), columns.saturating_sub(2));
    Entry::about(Subject::Invitation(invitation.id), vec![line, Line::raw(format!("  {words}"))])
}

/// How long an invitation works, or why it does not.
pub fn until(app: &App, state: InvitationState, void: Option<InvitationVoid>, expires_at: DateTime<Utc>) -> String {
    match (state, void) {
        (InvitationState::Expired, _) => "has run out".into(),
        (_, Some(InvitationVoid::WorkspaceArchived)) => "void: client archived".into(),
        (_, Some(InvitationVoid::InviterGone)) => "void: sender may not invite".into(),
        (_, Some(InvitationVoid::PersonDisabled)) => "void: person shut out".into(),
        (_, None) => format!("until {}", when::moment(expires_at, app.now, app.zone)),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::fixture::{console, now};

    #[test]
    fn an_invitation_says_how_long_it_works_or_why_it_does_not() {
        let app = console(80, 24);
        let said = |state, void| until(&app, state, void, now() + TimeDelta::days(1));
        assert_eq!(said(InvitationState::Pending, None), "until 5 Mar 11:00");
        assert_eq!(said(InvitationState::Expired, None), "has run out");
        for (void, words) in [
            (InvitationVoid::WorkspaceArchived, "void: client archived"),
            (InvitationVoid::InviterGone, "void: sender may not invite"),
            (InvitationVoid::PersonDisabled, "void: person shut out"),
        ] {
            assert_eq!(said(InvitationState::Void, Some(void)), words);
        }
    }
}

use chrono::{DateTime, FixedOffset, Utc};
use portico_openapi::types::{
    ApiToken, MailChoice, Me, MeChange, MeField, NewApiToken, NotificationChoice, NotificationGroup,
    NotificationGroupState, NotificationPreferences, NotificationPreferencesChange, Session,
};
use uuid::Uuid;

use super::{Fault, Hidden};
use crate::{
    foreign,
    form::{Field, Form, Pick},
    when,
};

/// One's own account.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Who one is.
    pub me: Me,
    /// Where one is signed in.
    pub sessions: Vec<Session>,
    /// What programs sign in with.
    pub tokens: Vec<ApiToken>,
    /// What comes by mail.
    pub preferences: NotificationPreferences,
}

/// What is done about one's own account.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Change oneself, as one was seen.
    Change(i64, MeChange),
    /// Another password: the one of now, and the new one.
    Password(Hidden, Hidden),
    /// End a sign-in.
    End(Uuid),
    /// End all others.
    EndOthers,
    /// Make a token for a program.
    NewToken(NewApiToken),
    /// Take a token back.
    Revoke(Uuid),
    /// Choose what comes by mail.
    Prefer(NotificationPreferencesChange),
}

/// What a form about the account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Oneself, as one was seen.
    Change(i64),
    /// Another password.
    Password,
    /// A token for a program.
    NewToken,
    /// What comes by mail.
    Prefer,
}

/// What mails are chosen by. All that the server names is sent back with the others, or it would be as for those who have
/// chosen nothing.
const GROUPS: [NotificationGroup; 9] = [
    NotificationGroup::Assignments,
    NotificationGroup::Requests,
    NotificationGroup::Notes,
    NotificationGroup::Approvals,
    NotificationGroup::Projects,
    NotificationGroup::People,
    NotificationGroup::Invoices,
    NotificationGroup::Automation,
    NotificationGroup::Connections,
];

impl Deed {
    pub(super) fn said(&self) -> &'static str {
        match self {
            Self::Change(..) => "Changed.",
            Self::Password(..) => "The password is changed. Your other sign-ins have ended.",
            Self::End(_) => "Signed out there.",
            Self::EndOthers => "Signed out everywhere else.",
            Self::NewToken(_) => "The token is made.",
            Self::Revoke(_) => "The token works no more.",
            Self::Prefer(_) => "Set. It counts from the next mail on.",
        }
    }
}

/// Oneself as a form has it.
pub fn profile_fields(me: &Me) -> Vec<Field> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    vec![
        Field::text("name", "Name", &me.staff.name),
        Field::text("title", "Title", &text(&me.staff.title)).helped("as clients read it"),
        Field::text("phone", "Telephone", &text(&me.staff.phone)),
        Field::text("time_zone", "Time zone", &text(&me.time_zone)).helped("empty: the agency’s"),
    ]
}

/// What comes by mail, as a form has it.
pub fn preference_fields(now: &NotificationPreferences) -> Vec<Field> {
    let picks =
        || vec![Pick::new("now", "at once"), Pick::new("digest", "once a day"), Pick::new("off", "not by mail")];
    let field = |choice: &NotificationGroupState| {
        let label = foreign::line(&choice.label);
        Field::choice(choice.group.to_string(), label, picks(), &choice.mail.to_string())
    };
    let mut fields: Vec<_> = now.choices.iter().map(field).collect();
    let hour = |hour: Option<u32>| hour.map(|hour| hour.to_string()).unwrap_or_default();
    fields.push(Field::text("digest_hour", "The daily mail, at", &now.digest_hour.to_string()).helped("0 to 23"));
    fields.push(Field::text("quiet_from", "No mail from", &hour(now.quiet_from)).helped("0 to 23; empty: always"));
    fields.push(Field::text("quiet_to", "until", &hour(now.quiet_to)).helped("0 to 23"));
    fields
}

pub(super) fn filled(purpose: Purpose, form: &Form, now: DateTime<Utc>, zone: FixedOffset) -> Result<Deed, Fault> {
    Ok(match purpose {
        Purpose::Change(version) => Deed::Change(version, profile(form)?),
        Purpose::Password => {
            let (current, new) = (form.text("current"), form.text("new"));
            if current.is_empty() {
                return Err(("current", "Your password of now is needed for this."));
            }
            if new.is_empty() || new != form.text("again") {
                return Err(("again", "This is not the same password."));
            }
            Deed::Password(Hidden(current), Hidden(new))
        }
        Purpose::NewToken => {
            let expires_at = form.given("expires_at").and_then(|text| when::ahead(&text, now, zone));
            Deed::NewToken(NewApiToken {
                name: form.given("name").ok_or(("name", "Say what it is for."))?,
                scopes: form.text("scopes").split([' ', ',']).filter(|word| !word.is_empty()).map(Into::into).collect(),
                expires_at: expires_at
                    .ok_or(("expires_at", "Say a day, such as 2026-12-31, or how long: 30d, 12w."))?,
            })
        }
        Purpose::Prefer => Deed::Prefer(preferences(form)?),
    })
}

fn profile(form: &Form) -> Result<MeChange, Fault> {
    let empty = [("title", MeField::Title), ("phone", MeField::Phone), ("time_zone", MeField::TimeZone)];
    let clear = empty.into_iter().filter(|(name, _)| form.given(name).is_none()).map(|(_, field)| field).collect();
    Ok(MeChange {
        name: Some(form.given("name").ok_or(("name", "Say what you are called."))?),
        title: form.given("title"),
        phone: form.given("phone"),
        time_zone: form.given("time_zone"),
        clear: Some(clear),
    })
}

fn preferences(form: &Form) -> Result<NotificationPreferencesChange, Fault> {
    let choice = |group: &NotificationGroup| {
        let mail = match form.text(&group.to_string()).as_str() {
            "now" => MailChoice::Now,
            "digest" => MailChoice::Digest,
            "off" => MailChoice::Off,
            _ => return None,
        };
        Some(NotificationChoice { group: *group, mail })
    };
    let hour = |name: &'static str| match form.given(name) {
        None => Ok(None),
        Some(text) => match text.trim_end_matches(":00").parse::<u32>() {
            Ok(hour) if hour < 24 => Ok(Some(hour)),
            _ => Err((name, "Say a full hour, from 0 to 23.")),
        },
    };
    Ok(NotificationPreferencesChange {
        choices: GROUPS.iter().filter_map(choice).collect(),
        digest_hour: hour("digest_hour")?.ok_or(("digest_hour", "Say a full hour, from 0 to 23."))?,
        quiet_from: hour("quiet_from")?,
        quiet_to: hour("quiet_to")?,
    })
}

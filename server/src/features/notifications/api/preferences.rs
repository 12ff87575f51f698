use poem_openapi::param::Header;
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};

use crate::api::{Outcome, Staff, Tag, Tagged, expect_version, tag};
use crate::entity::words::{self, StaffGroup};
use crate::error::{FieldErrors, Result};
use crate::features::notifications::service;
use crate::features::notifications::wishes::{Grouped, Wishes};

/// When mails are wanted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum MailChoice {
    /// Within minutes; what happens in one thread meanwhile comes in the same mail.
    Now,
    /// Once a day.
    Digest,
    /// Never.
    Off,
}

/// What mails are chosen by.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum NotificationGroup {
    /// Requests given to the caller, and mentions.
    Assignments,
    /// What clients do with requests.
    Requests,
    /// Internal notes.
    Notes,
    /// What clients decide and say on approvals.
    Approvals,
    /// What clients say on projects.
    Projects,
    /// Invitations that were accepted.
    People,
    /// Invoices that were paid, and payments that failed.
    Invoices,
    /// Forms that clients sent, runs that failed, and what workflows tell.
    Automation,
    /// Accounts of clients that were lost or connected.
    Connections,
}

/// A choice about one group.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NotificationChoice {
    pub group: NotificationGroup,
    pub mail: MailChoice,
}

/// A group, and what the caller has chosen about it.
#[derive(Object)]
pub struct NotificationGroupState {
    pub group: NotificationGroup,
    /// Its name for people.
    pub label: String,
    /// What is in it.
    pub help: String,
    pub mail: MailChoice,
    /// What counts for those who have chosen nothing.
    pub default: MailChoice,
}

/// What the caller wants to get by mail. In the console everything is told at once.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct NotificationPreferences {
    /// Every group there is.
    pub choices: Vec<NotificationGroupState>,
    /// The hour at which the daily mail is sent, from 0 to 23.
    pub digest_hour: u32,
    /// The hour from which no mail is sent; left out without quiet hours.
    pub quiet_from: Option<u32>,
    /// The hour at which mails are sent again; left out without quiet hours.
    pub quiet_to: Option<u32>,
    /// Where these hours are meant: an IANA time zone.
    pub time_zone: String,
}

/// What the caller wants to get by mail from now on. A group that is not named is as for those who have chosen
/// nothing.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NotificationPreferencesChange {
    #[oai(validator(max_items = "50"))]
    pub choices: Vec<NotificationChoice>,
    #[oai(validator(minimum(value = "0"), maximum(value = "23")))]
    pub digest_hour: u32,
    /// Together with `quiet_to`, or neither.
    #[oai(validator(minimum(value = "0"), maximum(value = "23")))]
    pub quiet_from: Option<u32>,
    #[oai(validator(minimum(value = "0"), maximum(value = "23")))]
    pub quiet_to: Option<u32>,
}

impl From<words::MailChoice> for MailChoice {
    fn from(choice: words::MailChoice) -> Self {
        match choice {
            words::MailChoice::Now => Self::Now,
            words::MailChoice::Digest => Self::Digest,
            words::MailChoice::Off => Self::Off,
        }
    }
}

impl From<MailChoice> for words::MailChoice {
    fn from(choice: MailChoice) -> Self {
        match choice {
            MailChoice::Now => Self::Now,
            MailChoice::Digest => Self::Digest,
            MailChoice::Off => Self::Off,
        }
    }
}

impl From<StaffGroup> for NotificationGroup {
    fn from(group: StaffGroup) -> Self {
        match group {
            StaffGroup::Assignments => Self::Assignments,
            StaffGroup::Requests => Self::Requests,
            StaffGroup::Notes => Self::Notes,
            StaffGroup::Approvals => Self::Approvals,
            StaffGroup::Projects => Self::Projects,
            StaffGroup::People => Self::People,
            StaffGroup::Invoices => Self::Invoices,
            StaffGroup::Automation => Self::Automation,
            StaffGroup::Connections => Self::Connections,
        }
    }
}

impl From<NotificationGroup> for StaffGroup {
    fn from(group: NotificationGroup) -> Self {
        match group {
            NotificationGroup::Assignments => Self::Assignments,
            NotificationGroup::Requests => Self::Requests,
            NotificationGroup::Notes => Self::Notes,
            NotificationGroup::Approvals => Self::Approvals,
            NotificationGroup::Projects => Self::Projects,
            NotificationGroup::People => Self::People,
            NotificationGroup::Invoices => Self::Invoices,
            NotificationGroup::Automation => Self::Automation,
            NotificationGroup::Connections => Self::Connections,
        }
    }
}

impl NotificationPreferences {
    fn of(wishes: &Wishes<StaffGroup>, time_zone: String) -> Self {
        let (quiet_from, quiet_to) = wishes.quiet.unzip();
        let state = |group: &StaffGroup| {
            let entry = group.entry();
            NotificationGroupState {
                group: (*group).into(),
                label: entry.label.into(),
                help: entry.help.into(),
                mail: wishes.of(*group).into(),
                default: entry.default.into(),
            }
        };
        let choices = StaffGroup::ALL.iter().map(state).collect();
        Self { choices, digest_hour: wishes.digest_hour, quiet_from, quiet_to, time_zone }
    }
}

impl NotificationPreferencesChange {
    fn wishes(self) -> Result<Wishes<StaffGroup>> {
        let mut errors = FieldErrors::default();
        let quiet = match (self.quiet_from, self.quiet_to) {
            (None, None) => None,
            (Some(from), Some(to)) if from != to => Some((from, to)),
            (Some(_), Some(_)) => {
                errors.add("quiet_to", "quiet hours end at another hour than they begin");
                None
            }
            (None, Some(_)) => {
                errors.add("quiet_from", "quiet hours need a beginning and an end");
                None
            }
            (Some(_), None) => {
                errors.add("quiet_to", "quiet hours need a beginning and an end");
                None
            }
        };
        errors.into_result()?;
        let mut wishes = Wishes::at(self.digest_hour, quiet);
        for choice in self.choices {
            wishes.choose(choice.group.into(), choice.mail.into());
        }
        Ok(wishes)
    }
}

/// What the caller wants to be told by mail.
pub struct PreferenceApi;

#[OpenApi(tag = "Tag::Notifications")]
impl PreferenceApi {
    /// What the caller gets by mail.
    #[oai(path = "/me/notification-preferences", method = "get", operation_id = "notification_preferences_view")]
    async fn show(&self, Staff(scope): Staff) -> Outcome<Tagged<NotificationPreferences>> {
        let (wishes, version) = service::staff_wishes(&scope).await?;
        let zone = service::zone(&scope).await?;
        Ok(Tagged::Ok(Json(NotificationPreferences::of(&wishes, zone)), tag(version)))
    }

    /// Chooses what the caller gets by mail.
    #[oai(path = "/me/notification-preferences", method = "put", operation_id = "notification_preferences_update")]
    async fn keep(
        &self,
        Staff(scope): Staff,
        body: Json<NotificationPreferencesChange>,
        /// The `ETag` under which the caller has seen them.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<NotificationPreferences>> {
        let seen = expect_version(if_match.0.as_deref())?;
        let wishes = body.0.wishes()?;
        let version = service::keep_staff_wishes(&scope, seen, &wishes).await?;
        let zone = service::zone(&scope).await?;
        Ok(Tagged::Ok(Json(NotificationPreferences::of(&wishes, zone)), tag(version)))
    }
}

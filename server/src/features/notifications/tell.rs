//! Tells people of what happened. Happenings wait in their own table; whoever is free takes some of them, writes
//! the notifications of all, and notes that they are told, in one transaction: each is told once.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};

use super::{audience, catalogue};
use crate::access::{AgencyScope, Author, ClientEvent, ClientTopic, Event, StaffEvent, StaffEventKind};
use crate::entity::words::{ActivityKind, ClientNews, StaffNews};
use crate::entity::{activity, client_notification, staff_notification};
use crate::error::{Error, Result};
use crate::features::activity::{self as activities, Recorded};
use crate::ids::{ActivityId, ClientId, Id, NotificationId, StaffId};
use crate::jobs::{self, Context, Failure, Job};

/// How many happenings one transaction takes: others wait for it.
const AT_ONCE: u64 = 32;

/// Tells of what waits; says how many happenings that were.
///
/// # Errors
/// When the database does not answer.
pub async fn tell_waiting(context: &Context) -> Result<usize> {
    let system = &context.system;
    let mut told = 0;
    for agency in system.agencies_with_news().await? {
        let scope = system.agency(agency);
        told += match tell_some(&scope, context, AT_ONCE).await {
            Err(Error::Unavailable(error)) => return Err(Error::Unavailable(error)),
            Err(error) => {
                tracing::error!(?error, %agency, "telling of what happened; going on one by one");
                tell_one(&scope, context).await?
            }
            Ok(told) => told,
        };
    }
    Ok(told)
}

async fn tell_some(scope: &AgencyScope, context: &Context, most: u64) -> Result<usize> {
    scope
        .transaction(async |scope| {
            let waiting = activities::untold(&scope, most).await?;
            for happening in &waiting {
                tell(&scope, context, happening, &waiting).await?;
            }
            if !waiting.is_empty() {
                activities::told(&scope, waiting.iter().map(|happening| happening.id)).await?;
            }
            Ok(waiting.len())
        })
        .await
}

/// Tells of the earliest alone, or hands it to a job, which tries again and gives up in the end: one that
/// cannot be told must not keep the others waiting.
async fn tell_one(scope: &AgencyScope, context: &Context) -> Result<usize> {
    if let Ok(told) = tell_some(scope, context, 1).await {
        return Ok(told);
    }
    scope
        .transaction(async |scope| {
            let Some(activity) = activities::first_untold(&scope).await? else { return Ok(0) };
            jobs::enqueue(&scope, &Recorded { agency: scope.agency(), activity }).await?;
            activities::told(&scope, [activity]).await?;
            Ok(1)
        })
        .await
}

impl Job for Recorded {
    const KIND: &'static str = "activity_recorded";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        let happening = activities::find(&scope, self.activity).await?;
        scope.transaction(async |scope| tell(&scope, context, &happening, &[]).await).await?;
        Ok(())
    }
}

/// Tells everybody whom a happening concerns, once. `others` are told with it.
async fn tell(
    scope: &AgencyScope,
    context: &Context,
    happening: &activity::Model,
    others: &[activity::Model],
) -> Result<()> {
    let news = catalogue::news(happening.kind);
    if news.staff.is_none() && news.client.is_none() {
        return Ok(());
    }
    let thread = audience::thread(scope, happening).await?;
    let mail_at = happening.created_at + context.letters.grouping;
    if let Some(news) = news.staff {
        let mut people = audience::staff(scope, catalogue::staff(news).audience, happening, thread.as_ref()).await?;
        let mentioned = mentioned_with(happening, others);
        people.retain(|person| !mentioned.contains(person));
        for person in people {
            tell_staff(scope, happening, news, person, mail_at).await?;
        }
    }
    if let Some(news) = news.client {
        let people = audience::clients(scope, catalogue::client(news).audience, happening, thread.as_ref()).await?;
        for person in people {
            tell_client(scope, happening, news, person, mail_at).await?;
        }
    }
    Ok(())
}

/// Who is mentioned in the note: they are told that, and need not be told of the note beside it.
fn mentioned_with(happening: &activity::Model, others: &[activity::Model]) -> BTreeSet<StaffId> {
    if happening.kind != ActivityKind::RequestNoted {
        return BTreeSet::new();
    }
    let beside = others.iter().filter(|other| {
        other.kind == ActivityKind::RequestMentioned
            && (other.request_id, other.actor_id) == (happening.request_id, happening.actor_id)
    });
    beside.filter_map(|other| other.subject_staff_id).collect()
}

async fn tell_staff(
    scope: &AgencyScope,
    happening: &activity::Model,
    news: StaffNews,
    person: StaffId,
    mail_at: DateTime<Utc>,
) -> Result<()> {
    let row = staff_notification::ActiveModel {
        id: Set(NotificationId::new()),
        agency_id: NotSet,
        staff_user_id: Set(person),
        activity_id: Set(happening.id),
        kind: Set(news),
        title: Set((catalogue::staff(news).line)(&happening.actor_name, &happening.title)),
        workspace_id: Set(Some(happening.workspace_id)),
        project_id: Set(happening.project_id),
        request_id: Set(happening.request_id),
        approval_id: Set(happening.approval_id),
        invoice_id: Set(happening.invoice_id),
        workflow_id: Set(happening.workflow_id),
        run_id: Set(happening.run_id),
        form_id: Set(happening.form_id),
        read_at: Set(None),
        created_at: Set(happening.created_at),
        mail_at: Set(Some(mail_at)),
    };
    if scope.append(row).await? {
        scope.announce(Event::Staff(StaffEvent {
            agency: scope.agency(),
            kind: StaffEventKind::NotificationCreated,
            workspace: Some(happening.workspace_id),
            request: happening.request_id,
            project: happening.project_id,
            approval: happening.approval_id,
            actor: Some(person.into()),
        }));
    }
    Ok(())
}

/// Tells whoever manages the agency's settings of what is no workspace's: `what` it happened to. It goes into a mail after
/// the time that others may come in the same one.
///
/// # Errors
/// When the database refuses.
pub async fn tell_admins(scope: &AgencyScope, news: StaffNews, what: &str, grouping: TimeDelta) -> Result<()> {
    let (activity, now) = (ActivityId::new(), scope.now());
    for person in audience::admins(scope).await? {
        let row = staff_notification::ActiveModel {
            id: Set(NotificationId::new()),
            agency_id: NotSet,
            staff_user_id: Set(person),
            activity_id: Set(activity),
            kind: Set(news),
            title: Set((catalogue::staff(news).line)("", what)),
            workspace_id: Set(None),
            project_id: Set(None),
            request_id: Set(None),
            approval_id: Set(None),
            invoice_id: Set(None),
            workflow_id: Set(None),
            run_id: Set(None),
            form_id: Set(None),
            read_at: Set(None),
            created_at: Set(now),
            mail_at: Set(Some(now + grouping)),
        };
        scope.append(row).await?;
        scope.announce(Event::Staff(StaffEvent {
            agency: scope.agency(),
            kind: StaffEventKind::NotificationCreated,
            workspace: None,
            request: None,
            project: None,
            approval: None,
            actor: Some(person.into()),
        }));
    }
    Ok(())
}

async fn tell_client(
    scope: &AgencyScope,
    happening: &activity::Model,
    news: ClientNews,
    person: ClientId,
    mail_at: DateTime<Utc>,
) -> Result<()> {
    let row = client_notification::ActiveModel {
        id: Set(NotificationId::new()),
        agency_id: NotSet,
        workspace_id: Set(happening.workspace_id),
        client_user_id: Set(person),
        activity_id: Set(happening.id),
        kind: Set(news),
        title: Set((catalogue::client(news).line)(&happening.actor_name, &happening.title)),
        project_id: Set(happening.project_id),
        request_id: Set(happening.request_id),
        approval_id: Set(happening.approval_id),
        invoice_id: Set(happening.invoice_id),
        workflow_id: Set(happening.workflow_id),
        run_id: Set(happening.run_id),
        form_id: Set(happening.form_id),
        read_at: Set(None),
        created_at: Set(happening.created_at),
        mail_at: Set(Some(mail_at)),
    };
    if scope.append(row).await? {
        scope.announce(Event::Client(ClientEvent {
            workspace: happening.workspace_id,
            person: Some(person),
            topic: ClientTopic::Notifications,
        }));
    }
    Ok(())
}

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use crate::access::{AgencyScope, ClientScope};
use crate::entity::words::{ClientGroup, MailChoice, StaffGroup};
use crate::entity::{client_preference, client_user, staff_preference, staff_user};
use crate::error::{Error, Result};
use crate::features::agencies;
use crate::features::notifications::unsubscribe::{Ticket, What, Whose};
use crate::features::notifications::wishes::Wishes;
use crate::ids::{ClientId, StaffId};

/// What the person wants by mail.
///
/// # Errors
/// When the database fails.
pub async fn client_wishes(scope: &ClientScope) -> Result<Wishes<ClientGroup>> {
    Ok(scope.find_preference().first().await?.map(Wishes::from).unwrap_or_default())
}

/// Keeps what the person wants by mail. What waits for a mail is looked at again when its time comes.
///
/// # Errors
/// When the database refuses.
pub async fn keep_client_wishes(scope: &ClientScope, wishes: &Wishes<ClientGroup>) -> Result<()> {
    scope.keep_preference(client_row(scope.person(), wishes)).await
}

/// Keeps when the person wants mails about these groups; the rest stays as it is.
///
/// # Errors
/// When the database refuses.
pub async fn choose(scope: &ClientScope, choices: &[(ClientGroup, MailChoice)]) -> Result<()> {
    let mut wishes = client_wishes(scope).await?;
    for (group, choice) in choices {
        wishes.choose(*group, *choice);
    }
    keep_client_wishes(scope, &wishes).await
}

fn client_row(person: ClientId, wishes: &Wishes<ClientGroup>) -> client_preference::ActiveModel {
    let (from, to) = hours(wishes.quiet);
    client_preference::ActiveModel {
        client_user_id: Set(person),
        agency_id: NotSet,
        choices: Set(wishes.to_json()),
        digest_hour: Set(wishes.digest_hour as i32),
        quiet_from: Set(from),
        quiet_to: Set(to),
    }
}

fn hours(quiet: Option<(u32, u32)>) -> (Option<i32>, Option<i32>) {
    quiet.map(|(from, to)| (from as i32, to as i32)).unzip()
}

/// What the staff user who asks wants by mail, and the version of it; 0 where nothing was chosen yet.
///
/// # Errors
/// [`Error::NotFound`] when the system asks.
pub async fn staff_wishes(scope: &AgencyScope) -> Result<(Wishes<StaffGroup>, i64)> {
    let me = scope.actor().staff().ok_or(Error::NotFound)?;
    Ok(match of_staff(scope, me).await? {
        Some(row) => (row.clone().into(), row.version),
        None => (Wishes::default(), 0),
    })
}

async fn of_staff(scope: &AgencyScope, person: StaffId) -> Result<Option<staff_preference::Model>> {
    let mine = scope.find::<staff_preference::Entity>();
    mine.filter(staff_preference::Column::StaffUserId.eq(person)).first().await
}

/// Keeps what the staff user who asks wants by mail, if it is still as they saw it.
///
/// # Errors
/// [`Error::Stale`] when it has moved on from `version`; [`Error::NotFound`] when the system asks.
pub async fn keep_staff_wishes(scope: &AgencyScope, version: Option<i64>, wishes: &Wishes<StaffGroup>) -> Result<i64> {
    let me = scope.actor().staff().ok_or(Error::NotFound)?;
    scope
        .transaction(async |scope| {
            hold_staff(&scope, me).await?;
            let now = of_staff(&scope, me).await?.map_or(0, |row| row.version);
            if version.is_some_and(|seen| seen != now) {
                return Err(Error::Stale);
            }
            keep_staff(&scope, me, wishes, now + 1).await?;
            Ok(now + 1)
        })
        .await
}

/// Holds the person's row, so that two who choose at once do so one after the other.
async fn hold_staff(scope: &AgencyScope, person: StaffId) -> Result<()> {
    let row = scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(person));
    row.filter(staff_user::Column::DisabledAt.is_null()).locked().one().await.map(drop)
}

async fn keep_staff(scope: &AgencyScope, person: StaffId, wishes: &Wishes<StaffGroup>, version: i64) -> Result<()> {
    use staff_preference::{ActiveModel, Column, Entity};
    let (from, to) = hours(wishes.quiet);
    scope.delete::<Entity>().filter(Column::StaffUserId.eq(person)).exec().await?;
    let row = ActiveModel {
        staff_user_id: Set(person),
        agency_id: NotSet,
        choices: Set(wishes.to_json()),
        digest_hour: Set(wishes.digest_hour as i32),
        quiet_from: Set(from),
        quiet_to: Set(to),
        version: Set(version),
    };
    scope.insert(row).await.map(drop)
}

/// Ends mails of a kind for whoever a link stands for. Doing it twice changes nothing.
///
/// # Errors
/// [`Error::NotFound`] when the person is no longer there.
pub async fn stop(scope: &AgencyScope, ticket: &Ticket) -> Result<()> {
    scope
        .transaction(async |scope| match ticket.whose {
            Whose::Client(person) => stop_client(&scope, person, &ticket.what).await,
            Whose::Staff(person) => stop_staff(&scope, person, &ticket.what).await,
        })
        .await
}

async fn stop_client(scope: &AgencyScope, person: ClientId, what: &What) -> Result<()> {
    use client_preference::{Column, Entity};
    let group = match what {
        What::Digest => None,
        What::Group(word) => Some(ClientGroup::parse(word).ok_or(Error::NotFound)?),
    };
    scope.find::<client_user::Entity>().filter(client_user::Column::Id.eq(person)).locked().one().await?;
    let row = scope.find::<Entity>().filter(Column::ClientUserId.eq(person)).first().await?;
    let known = row.is_some();
    let mut wishes = row.map(Wishes::from).unwrap_or_default();
    wishes.stop(group);
    if known {
        let update = scope.update::<Entity>().set(Column::Choices, wishes.to_json());
        return update.filter(Column::ClientUserId.eq(person)).exec().await.map(drop);
    }
    scope.insert(client_row(person, &wishes)).await.map(drop)
}

async fn stop_staff(scope: &AgencyScope, person: StaffId, what: &What) -> Result<()> {
    let group = match what {
        What::Digest => None,
        What::Group(word) => Some(StaffGroup::parse(word).ok_or(Error::NotFound)?),
    };
    hold_staff(scope, person).await?;
    let row = of_staff(scope, person).await?;
    let version = row.as_ref().map_or(0, |row| row.version);
    let mut wishes = row.map(Wishes::from).unwrap_or_default();
    wishes.stop(group);
    keep_staff(scope, person, &wishes, version + 1).await
}

/// The name of the time zone in which the hours of the staff user who asks are meant: their own, or the agency's.
///
/// # Errors
/// [`Error::NotFound`] when the system asks.
pub async fn zone(scope: &AgencyScope) -> Result<String> {
    let me = scope.actor().staff().ok_or(Error::NotFound)?;
    let own = scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(me)).one().await?.time_zone;
    match own {
        Some(own) => Ok(own),
        None => Ok(agencies::find(scope).await?.time_zone),
    }
}

use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::json;

use crate::access::{AdminScope, AgencyScope, Author, Event, StaffEvent, StaffEventKind};
use crate::entity::staff_user::{Column, Entity, Model};
use crate::entity::words::StaffRole;
use crate::entity::{ownership_transfer, staff_session};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::ids::StaffId;
use crate::{mail, text};

/// What an owner or admin changes of a teammate; what is `None` stays, and an empty text takes away.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub role: Option<StaffRole>,
    pub title: Option<String>,
    pub phone: Option<String>,
}

/// Changes a teammate, if they are still as the caller saw them. A role counts from their next request on.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; [`Error::Forbidden`] when somebody else would change the owner;
/// a conflict when the role of the owner would change, or somebody would become one; [`Error::Stale`] when they
/// have moved on from `version`; [`Error::Invalid`] at the fields.
pub async fn change(scope: &AdminScope, id: StaffId, version: Option<i64>, change: Change) -> Result<Model> {
    let mut errors = FieldErrors::default();
    let title = change.title.as_deref().map(text::clean_line);
    if title.as_ref().is_some_and(|title| title.chars().count() > text::LONGEST_NAME) {
        errors.add("title", format!("Use at most {} characters.", text::LONGEST_NAME));
    }
    let phone = errors.keep(change.phone.as_deref().map(|phone| text::phone("phone", phone)).transpose())?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let person = held(&scope, id).await?;
            let mine = scope.actor().staff() == Some(id);
            if person.role == StaffRole::Owner && !mine {
                return Err(Error::Forbidden { code: "owner_protected", message: "the owner changes this alone" });
            }
            let described = title.is_some() || phone.is_some();
            let promoted = change.role.filter(|role| *role != person.role);
            if promoted.is_some() && (person.role == StaffRole::Owner || promoted == Some(StaffRole::Owner)) {
                return Err(owner_stays());
            }
            let seen = version.unwrap_or(person.version);
            let update = scope.update::<Entity>().set(Column::Version, seen + 1).set_if(Column::Role, promoted);
            let update = match title {
                Some(title) => update.set(Column::Title, Some(title).filter(|title| !title.is_empty())),
                None => update,
            };
            let update = match phone {
                Some(phone) => update.set(Column::Phone, phone),
                None => update,
            };
            let update = update.filter(Column::Id.eq(id)).filter(Column::Version.eq(seen));
            // Whoever became the owner meanwhile stays it.
            let update = update.filter(Column::Role.eq(person.role));
            let changed = update.returning().await?.into_iter().next().ok_or(Error::Stale)?;
            tell(&scope);
            if described || promoted.is_none() {
                audit::record(&scope, Entry::new("staff.changed").target("staff", id, &changed.name)).await?;
            }
            if let Some(role) = promoted {
                let entry = Entry::new("staff.role_changed").target("staff", id, &changed.name);
                audit::record(&scope, entry.detail(json!({ "before": person.role, "after": role }))).await?;
            }
            Ok(changed)
        })
        .await
}

/// Shuts a teammate out: all sign-ins end, open streams hear no more, and an offer to take the agency over is
/// off.
///
/// # Errors
/// [`Error::NotFound`] for another agency's; a conflict for the owner, and for oneself.
pub async fn disable(scope: &AdminScope, id: StaffId) -> Result<Model> {
    if scope.actor().staff() == Some(id) {
        return Err(Error::conflict("not_yourself", "somebody else has to do this for you"));
    }
    scope
        .transaction(async |scope| {
            let person = held(&scope, id).await?;
            if person.role == StaffRole::Owner {
                return Err(owner_stays());
            }
            if person.disabled_at.is_some() {
                return Ok(person);
            }
            use staff_session::Column as S;
            let sessions = scope.update::<staff_session::Entity>().set(S::EndedAt, scope.now());
            sessions.filter(S::StaffUserId.eq(id)).filter(S::EndedAt.is_null()).exec().await?;
            use ownership_transfer::Column as O;
            let offers = scope.delete::<ownership_transfer::Entity>().filter(O::ReceiverId.eq(id));
            if offers.filter(O::ExpiresAt.gt(scope.now())).exec().await? > 0 {
                let by = json!({ "by": scope.actor().staff() });
                audit::record(&scope, Entry::new("ownership.cancelled").detail(by)).await?;
            }
            let off = scope.update::<Entity>().set(Column::DisabledAt, scope.now());
            settled(&scope, off.set(Column::Version, person.version + 1), id, Entry::new("staff.disabled")).await
        })
        .await
}

/// Lets a teammate who was shut out in again.
///
/// # Errors
/// [`Error::NotFound`] for another agency's.
pub async fn enable(scope: &AdminScope, id: StaffId) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let person = held(&scope, id).await?;
            if person.disabled_at.is_none() {
                return Ok(person);
            }
            let again = scope.update::<Entity>().set_expr(Column::DisabledAt, Expr::cust("NULL"));
            settled(&scope, again.set(Column::Version, person.version + 1), id, Entry::new("staff.enabled")).await
        })
        .await
}

/// Has mails sent again to a teammate's address at which a mail server said that nobody is.
///
/// # Errors
/// [`Error::NotFound`] for another agency's.
pub async fn clear_bounce(scope: &AgencyScope, id: StaffId) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let person = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
            if mail::clear_bounce(&scope, &person.email).await? {
                tell(&scope);
                audit::record(&scope, Entry::new("mail_bounce.cleared").target("staff", id, &person.name)).await?;
            }
            Ok(person)
        })
        .await
}

async fn settled(
    scope: &AgencyScope,
    update: crate::access::ScopedUpdate<'_, Entity>,
    id: StaffId,
    entry: Entry,
) -> Result<Model> {
    let person = update.filter(Column::Id.eq(id)).returning().await?.into_iter().next().ok_or(Error::NotFound)?;
    tell(scope);
    audit::record(scope, entry.target("staff", id, &person.name)).await?;
    Ok(person)
}

/// Somebody of the agency, held while they change.
pub(super) async fn held(scope: &AgencyScope, id: StaffId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await
}

fn owner_stays() -> Error {
    Error::conflict("owner_stays", "an agency has one owner, who hands it over; offer the ownership instead")
}

/// Has the consoles of the agency look again who is there, and the streams of who is not any more end.
pub(super) fn tell(scope: &AgencyScope) {
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency(),
        kind: StaffEventKind::PeopleChanged,
        workspace: None,
        request: None,
        project: None,
        approval: None,
        actor: scope.actor().staff().map(Into::into),
    }));
}

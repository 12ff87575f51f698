use std::collections::HashSet;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::ExprTrait;

use crate::access::{AgencyScope, Page, Paging, Sort};
use crate::entity::staff_user::{ActiveModel, Column, Entity, Model};
use crate::entity::words::StaffRole;
use crate::entity::{mail_bounce, staff_credential, staff_second_factor};
use crate::error::Result;
use crate::ids::{Id, StaffId};
use crate::{mail, text};

/// Somebody of the staff, and how they are reached.
#[derive(Clone, Debug)]
pub struct Shown {
    pub person: Model,
    pub second_factor: bool,
    pub bounce: Option<mail_bounce::Model>,
}

/// These people, with what else there is to know of each.
///
/// # Errors
/// When the database fails.
pub async fn shown(scope: &AgencyScope, people: Vec<Model>) -> Result<Vec<Shown>> {
    use staff_second_factor::{Column as F, Entity as Factor};
    let ids = people.iter().map(|person| person.id);
    let factors = scope.find::<Factor>().filter(F::StaffUserId.is_in(ids)).filter(F::ConfirmedAt.is_not_null());
    let factors: HashSet<StaffId> = factors.all().await?.into_iter().map(|row| row.staff_user_id).collect();
    let mut bounces = mail::bounces(scope, people.iter().map(|person| person.email.clone()).collect()).await?;
    let shown = people.into_iter().map(|person| Shown {
        second_factor: factors.contains(&person.id),
        bounce: bounces.remove(&person.email),
        person,
    });
    Ok(shown.collect())
}

/// A staff user to be.
#[derive(Clone, Debug)]
pub struct NewStaff {
    pub email: String,
    pub name: String,
    /// An agency has exactly one owner.
    pub role: StaffRole,
    /// What they do, as clients read it.
    pub title: Option<String>,
    pub phone: Option<String>,
    pub password_hash: String,
}

/// Who works for the agency, or who did and is shut out, the first one first.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &AgencyScope, disabled: bool, paging: &Paging) -> Result<Page<Model>> {
    let shut_out = Column::DisabledAt.is_not_null();
    let rows = scope.find::<Entity>().filter(if disabled { shut_out } else { shut_out.not() });
    rows.page(paging, Sort::oldest(|row| row.id.into())).await
}

/// Somebody who works for the agency, or did.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn view(scope: &AgencyScope, id: StaffId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// Everybody who works for the agency: few enough to be read at once.
///
/// # Errors
/// When the database fails.
pub async fn working(scope: &AgencyScope) -> Result<Vec<Model>> {
    scope.find::<Entity>().filter(Column::DisabledAt.is_null()).asc(Column::Id).all().await
}

/// Somebody who works for the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn find(scope: &AgencyScope, id: StaffId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::DisabledAt.is_null()).one().await
}

/// Somebody who works for the agency, or did, by the address that they sign in with.
///
/// # Errors
/// When the database fails.
pub async fn by_email(scope: &AgencyScope, email: &str) -> Result<Option<Model>> {
    scope.find::<Entity>().filter(Column::Email.eq(text::address(email))).first().await
}

/// Adds somebody to the agency, who signs in with this email address and the password of this hash.
///
/// # Errors
/// [`crate::error::Error::Invalid`] when the name says nothing; a conflict when the address is taken.
pub async fn create(scope: &AgencyScope, new: NewStaff) -> Result<StaffId> {
    let name = text::line("name", &new.name, text::LONGEST_NAME)?;
    scope
        .transaction(async |scope| {
            let (id, now) = (StaffId::new(), scope.now());
            let person = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                email: Set(text::address(&new.email)),
                name: Set(name),
                role: Set(new.role),
                title: Set(new.title),
                phone: Set(new.phone),
                time_zone: Set(None),
                disabled_at: Set(None),
                created_at: Set(now),
                version: Set(1),
            };
            scope.insert(person).await?;
            let credential = staff_credential::ActiveModel {
                staff_user_id: Set(id),
                agency_id: NotSet,
                password_hash: Set(new.password_hash),
                changed_at: Set(now),
            };
            scope.insert(credential).await?;
            Ok(id)
        })
        .await
}

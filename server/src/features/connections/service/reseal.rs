use sea_orm::ColumnTrait;

use super::held::{Field, about, about_client};
use crate::access::{AgencyScope, SystemScope};
use crate::entity::{connection_secret, provider_client};
use crate::envelope::Envelopes;
use crate::error::Result;

/// How many are sealed anew before it is looked again.
const AT_ONCE: u64 = 50;

/// Seals everything under the current key that is sealed under another, in small steps of which each counts by itself: it may
/// be stopped at any point and begun again, while the portal is used. Gives how many there were.
///
/// # Errors
/// When a key is missing that something is sealed under.
pub async fn reseal(system: &SystemScope, envelopes: &Envelopes) -> Result<u64> {
    let mut done = 0;
    for agency in system.agencies().all().await? {
        let scope = system.agency(agency.id);
        done += connections(&scope, envelopes).await? + clients(&scope, envelopes).await?;
    }
    Ok(done)
}

/// How the credentials that are kept stand to the keys that are here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readable {
    /// How many can be opened.
    pub open: u64,
    /// How many of those are not sealed under the current key.
    pub older: u64,
    /// How many cannot be opened.
    pub shut: u64,
}

impl Readable {
    fn count(&mut self, opened: bool, current: bool) {
        self.open += u64::from(opened);
        self.older += u64::from(opened && !current);
        self.shut += u64::from(!opened);
    }
}

/// Whether the credentials that are kept can be opened with these keys. Nothing is shown.
///
/// # Errors
/// When the database fails.
pub async fn readable(system: &SystemScope, envelopes: &Envelopes) -> Result<Readable> {
    let mut found = Readable::default();
    for agency in system.agencies().all().await? {
        let scope = system.agency(agency.id);
        for row in scope.find::<connection_secret::Entity>().all().await? {
            let about = about(row.agency_id, row.connection_id, Field::Access, row.version);
            let opened = envelopes.open(&about, &row.key_id, &row.access).is_ok();
            found.count(opened, row.key_id == envelopes.current());
        }
        for row in scope.find::<provider_client::Entity>().all().await? {
            if let (Some(text), Some(key)) = (row.secret, row.key_id) {
                let opened = envelopes.open(&about_client(row.agency_id, row.id), &key, &text).is_ok();
                found.count(opened, key == envelopes.current());
            }
        }
    }
    Ok(found)
}

async fn connections(scope: &AgencyScope, envelopes: &Envelopes) -> Result<u64> {
    use connection_secret::{Column, Entity};
    let mut done = 0;
    loop {
        let old = scope.find::<Entity>().filter(Column::KeyId.ne(envelopes.current())).asc(Column::ConnectionId);
        let old = old.limit(AT_ONCE).all().await?;
        if old.is_empty() {
            return Ok(done);
        }
        for row in old {
            let about = |field| about(row.agency_id, row.connection_id, field, row.version);
            let access = envelopes.reseal(&about(Field::Access), &row.key_id, &row.access)?;
            let refresh =
                row.refresh.as_deref().map(|text| envelopes.reseal(&about(Field::Refresh), &row.key_id, text));
            let refresh = refresh.transpose()?.map(|sealed| sealed.text);
            // Where it was renewed meanwhile, it is seen in the next round, if it has to be.
            let same = scope.update::<Entity>().set(Column::Access, access.text).set(Column::Refresh, refresh);
            let same = same.set(Column::KeyId, access.key_id).filter(Column::ConnectionId.eq(row.connection_id));
            let same = same.filter(Column::Version.eq(row.version)).filter(Column::KeyId.eq(row.key_id));
            done += same.filter(Column::Access.eq(row.access)).exec().await?;
        }
    }
}

async fn clients(scope: &AgencyScope, envelopes: &Envelopes) -> Result<u64> {
    use provider_client::{Column, Entity};
    let mut done = 0;
    loop {
        let old = scope.find::<Entity>().filter(Column::KeyId.ne(envelopes.current())).asc(Column::Id);
        let old = old.limit(AT_ONCE).all().await?;
        if old.is_empty() {
            return Ok(done);
        }
        for row in old {
            let (Some(text), Some(key)) = (row.secret, row.key_id) else { continue };
            let sealed = envelopes.reseal(&about_client(row.agency_id, row.id), &key, &text)?;
            let same = scope.update::<Entity>().set(Column::Secret, sealed.text).set(Column::KeyId, sealed.key_id);
            let same = same.filter(Column::Id.eq(row.id)).filter(Column::KeyId.eq(key));
            done += same.filter(Column::Secret.eq(text)).exec().await?;
        }
    }
}

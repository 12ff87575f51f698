use sea_orm::ColumnTrait;

use crate::access::{AdminScope, AgencyScope, HostCertificate, Page, Paging, Sort};
use crate::entity::agency_host;
use crate::entity::domain::{Column, Entity, Model};
use crate::error::Result;
use crate::ids::DomainId;

/// A host and what it is to the agency now.
#[derive(Debug)]
pub struct View {
    pub domain: Model,
    /// Whether the portal is there.
    pub served: bool,
    /// Whether mails name it.
    pub primary: bool,
    /// How it stands with its certificate, where the server gets it.
    pub certificate: Option<HostCertificate>,
}

impl View {
    fn of(domain: Model, hosts: &[agency_host::Model], certificates: &[HostCertificate]) -> Self {
        let served = hosts.iter().find(|row| row.host == domain.host);
        let certificate = certificates.iter().find(|row| row.host == domain.host).cloned();
        Self { served: served.is_some(), primary: served.is_some_and(|row| row.is_primary), certificate, domain }
    }
}

/// The agency's hosts, the first one first.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &AdminScope, paging: &Paging) -> Result<Page<View>> {
    let page = scope.find::<Entity>().page(paging, Sort::oldest(|row: &Model| row.id.into())).await?;
    let (hosts, certificates) = (scope.hosts().await?, scope.certificates().await?);
    Ok(page.map(|domain| View::of(domain, &hosts, &certificates)))
}

/// A host of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn find(scope: &AdminScope, id: DomainId) -> Result<View> {
    let domain = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    Ok(View::of(domain, &scope.hosts().await?, &scope.certificates().await?))
}

/// A host of the agency, held while it changes.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub(super) async fn held(scope: &AgencyScope, id: DomainId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await
}

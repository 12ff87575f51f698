use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, OnConflict, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationDef,
};

use super::database::Database;
use super::link::Link;
use super::scopes::scope::{AgencyScope, SystemScope};
use super::select::{AgencySide, Counted, ScopedSelect};
use super::together::Part;
use super::who::viewer::Agency;
use crate::entity::{agency, agency_host, certificate, client_session, domain};
use crate::error::Result;
use crate::host::{Host, Origin};
use crate::ids::{AgencyId, DomainId};

/// The agency that this host shows. An install with one agency shows it at any host; with several, a host
/// that none of them has shows nothing.
///
/// # Errors
/// When the database fails.
pub async fn agency_of_host(system: &SystemScope, host: &str) -> Result<Option<Agency>> {
    let row = system.agencies().filter(Expr::col((agency::Entity, agency::Column::Id)).eq(shown_at(host))).first();
    Ok(row.await?.map(Agency::from))
}

/// Whether this host shows an agency, whichever it is.
///
/// # Errors
/// When the database fails.
pub async fn is_known(database: &Database, host: &str) -> Result<bool> {
    Ok(agency_of_host(&SystemScope::new(database), host).await?.is_some())
}

/// Whether an agency has this very host; that an install with one agency answers at any other does not count.
///
/// # Errors
/// When the database fails.
pub async fn is_served(database: &Database, host: &Host) -> Result<bool> {
    let link = Link::new(database);
    let row = agency_host::Entity::find_by_id(host.as_str()).one(&link.reader()).await?;
    Ok(row.is_some())
}

/// The id of the agency that a host shows: whose host it is, or the one that is alone.
pub(super) fn shown_at(host: &str) -> SimpleExpr {
    let owner = Query::select()
        .column(agency_host::Column::AgencyId)
        .from(agency_host::Entity)
        .and_where(agency_host::Column::Host.eq(host))
        .to_owned();
    let (other, every) = (Alias::new("other"), Alias::new("every"));
    let count = Query::select().expr(Expr::val(1).count()).from_as(agency::Entity, every).to_owned();
    let alone = Query::select()
        .column((other.clone(), agency::Column::Id))
        .from_as(agency::Entity, other)
        .and_where(value_of(count).eq(1))
        .to_owned();
    Func::coalesce([value_of(owner), value_of(alone)]).into()
}

fn value_of(query: SelectStatement) -> SimpleExpr {
    SimpleExpr::SubQuery(None, Box::new(query.into()))
}

impl SystemScope {
    /// The hosts, of all agencies, for which it is time to be looked for in DNS.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_domains(&self, most: u64) -> Result<Vec<(AgencyId, DomainId)>> {
        use domain::Column;
        let due = domain::Entity::find().filter(Column::NextCheckAt.lte(self.now())).order_by_asc(Column::NextCheckAt);
        let ids = due.limit(most).select_only().column(Column::AgencyId).column(Column::Id);
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }
}

impl SystemScope {
    /// Hosts that are served and have no certificate, or whose own is to be asked for again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hosts_without_certificate(&self, most: u64) -> Result<Vec<String>> {
        use certificate::Column;
        let hosts = agency_host::Entity::find()
            .join(JoinType::LeftJoin, with_certificate())
            .filter(Column::Host.is_null().or(Column::NextTryAt.lte(self.now())))
            .order_by_asc(agency_host::Column::CreatedAt)
            .limit(most)
            .select_only()
            .column(agency_host::Column::Host);
        Ok(hosts.into_tuple().all(&self.link.reader()).await?)
    }

    /// Hosts that are served and have never had a certificate, the first one first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hosts_never_certified(&self) -> Result<Vec<String>> {
        let hosts = agency_host::Entity::find()
            .join(JoinType::LeftJoin, with_certificate())
            .filter(certificate::Column::Chain.is_null())
            .order_by_asc(agency_host::Column::CreatedAt)
            .select_only()
            .column(agency_host::Column::Host);
        Ok(hosts.into_tuple().all(&self.link.reader()).await?)
    }
}

/// What there is to say of the certificate of a host.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct HostCertificate {
    pub host: String,
    /// When it runs out; none where there is none yet.
    pub expires_at: Option<DateTime<Utc>>,
    /// Why the last try to get one failed.
    pub problem: Option<String>,
}

fn with_certificate() -> RelationDef {
    agency_host::Entity::belongs_to(certificate::Entity)
        .from(agency_host::Column::Host)
        .to(certificate::Column::Host)
        .into()
}

/// The hosts at which the agency is met. What is served is decided in these few statements and nowhere else.
impl AgencyScope {
    /// How it stands with the certificates of the agency's hosts, where the server gets them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn certificates(&self) -> Result<Vec<HostCertificate>> {
        use certificate::Column;
        let own = agency_host::Entity::find()
            .join(JoinType::InnerJoin, with_certificate())
            .filter(agency_host::Column::AgencyId.eq(self.agency()))
            .select_only()
            .column(agency_host::Column::Host)
            .column(Column::ExpiresAt)
            .column(Column::Problem);
        Ok(own.into_model().all(&self.link.reader()).await?)
    }

    /// The agency's hosts, the one that mails name first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hosts(&self) -> Result<Vec<agency_host::Model>> {
        let own = agency_host::Entity::find().filter(agency_host::Column::AgencyId.eq(self.agency()));
        let sorted = own
            .order_by_desc(agency_host::Column::IsPrimary)
            .order_by_asc(agency_host::Column::CreatedAt)
            .order_by_asc(agency_host::Column::Host);
        Ok(sorted.all(&self.link.reader()).await?)
    }

    /// Where the agency's portal is, for links in mails: its own host where it has one, the install's address
    /// otherwise. Never the host that a request happened to name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn address(&self, base_url: &str) -> Result<String> {
        let own = self.hosts().await?.into_iter().find(|row| row.is_primary);
        let Some(own) = own else { return Ok(base_url.to_owned()) };
        Ok(Origin::parse(base_url).map_or_else(|| format!("https://{}", own.host), |install| install.at(&own.host)))
    }

    /// Has a host show the agency; `false` where it shows another.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn serve(&self, host: &Host) -> Result<bool> {
        if self.hosts().await?.iter().any(|row| row.host == host.as_str()) {
            return Ok(true);
        }
        let row = agency_host::ActiveModel {
            host: Set(host.to_string()),
            agency_id: Set(self.agency()),
            is_primary: Set(false),
            created_at: Set(self.now()),
        };
        let insert = agency_host::Entity::insert(row).on_conflict(OnConflict::new().do_nothing().to_owned());
        Ok(insert.exec_without_returning(&self.link.writer()).await? > 0)
    }

    /// Has a host show the agency no more, and ends every session that was opened there.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn stop_serving(&self, host: &str) -> Result<()> {
        use agency_host::Column;
        let own = agency_host::Entity::delete_many().filter(Column::AgencyId.eq(self.agency()));
        own.filter(Column::Host.eq(host)).exec(&self.link.writer()).await?;
        end_sessions(&self.link, self.agency(), host).await
    }

    /// Has mails name this host of the agency's and no other.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn name_in_mails(&self, host: &str) -> Result<()> {
        use agency_host::Column;
        let own = agency_host::Entity::update_many().filter(Column::AgencyId.eq(self.agency()));
        own.col_expr(Column::IsPrimary, Expr::col(Column::Host).eq(host)).exec(&self.link.writer()).await?;
        Ok(())
    }

    /// Whether no other agency is on this install, so that every host shows this one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_alone(&self) -> Result<bool> {
        self.part_is_alone().ask().await
    }

    /// The same, to be asked for together with others.
    pub fn part_is_alone(&self) -> Part<'_, bool> {
        let others = agency::Entity::find().filter(agency::Column::Id.ne(self.agency()));
        let others = ScopedSelect::<AgencySide, agency::Entity>::new(&self.link, others).counted();
        Counted::all(&self.link, [others]).map(|[others]| others == 0)
    }
}

async fn end_sessions(link: &Link, agency: AgencyId, host: &str) -> Result<()> {
    use client_session::Column;
    let opened = client_session::Entity::delete_many().filter(Column::AgencyId.eq(agency));
    opened.filter(Column::Host.eq(host)).exec(&link.writer()).await?;
    Ok(())
}

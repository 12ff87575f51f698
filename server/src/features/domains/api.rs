use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::records::{self, Kind, Wanted};
use super::rules::GRACE;
use super::service::{self, View};
use super::words;
use crate::api::{Admin, Created, Done, Listing, Outcome, Tag, Text, paging};
use crate::dns::{Dns, Home};
use crate::entity::words as kept;
use crate::host::Host;
use crate::web::Site;

/// Whether the agency has shown that a host is its own.
#[derive(Enum, Clone, Copy)]
#[oai(rename_all = "snake_case")]
pub enum DomainState {
    /// Not yet. The portal is not there.
    Pending,
    /// It has. The portal is there, as soon as the host points here.
    Verified,
    /// It had, and the proof has gone. The portal stays there until `failing_until`.
    Failing,
}

/// What DNS said that it should not, or did not say that it should.
#[derive(Enum, Clone, Copy)]
#[oai(rename_all = "snake_case")]
pub enum DomainProblem {
    NoAnswer,
    NameMissing,
    RecordMissing,
    RecordDiffers,
    PointsNowhere,
    PointsElsewhere,
    Unavailable,
}

/// The kind of a DNS record.
#[derive(Enum, Clone, Copy)]
pub enum RecordKind {
    #[oai(rename = "TXT")]
    Txt,
    #[oai(rename = "CNAME")]
    Cname,
    #[oai(rename = "A")]
    A,
    #[oai(rename = "AAAA")]
    Aaaa,
}

/// A record to set in DNS.
#[derive(Object)]
pub struct DomainRecord {
    pub kind: RecordKind,
    pub name: String,
    pub value: String,
    /// Whether it is for hosts at which the CNAME cannot be set: the top of a zone.
    pub instead_of_cname: bool,
}

/// How it stands with a host's certificate.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct DomainCertificate {
    /// When it runs out; it is renewed a month before. Left out while there is none.
    pub expires_at: Option<DateTime<Utc>>,
    /// What the authority said when it was asked last and gave none.
    pub problem: Option<String>,
}

/// A host of the agency's own.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Domain {
    pub id: Uuid,
    /// In its canonical form: small letters, A-labels.
    pub host: String,
    /// The same in the script it was written in, to be read.
    pub display: String,
    pub state: DomainState,
    /// Whether the portal is there.
    pub served: bool,
    /// Whether mails name it.
    pub primary: bool,
    /// Whether it leads here, as far as DNS tells.
    pub points_here: bool,
    /// Whether whoever runs the install set it up, so that nothing is looked for in DNS.
    pub by_operator: bool,
    /// What to set in DNS: the TXT record shows whose the host is, the others lead here.
    pub records: Vec<DomainRecord>,
    pub problem: Option<DomainProblem>,
    /// The problem in a sentence, with what was found.
    pub reason: Option<String>,
    /// When a failing host is taken away.
    pub failing_until: Option<DateTime<Utc>>,
    pub verified_at: Option<DateTime<Utc>>,
    pub last_checked_at: Option<DateTime<Utc>>,
    /// When it is looked for next by itself; left out where it is not any more, until somebody asks.
    pub next_check_at: Option<DateTime<Utc>>,
    /// Where the server gets certificates itself and has asked for this host's.
    pub certificate: Option<DomainCertificate>,
    pub created_at: DateTime<Utc>,
}

/// A host to add.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewDomain {
    /// The host alone, in any script: no `https://`, no port, no path.
    #[oai(validator(min_length = 1, max_length = 300))]
    pub host: Text,
}

impl Domain {
    fn of(View { domain, served, primary, certificate }: View, home: &Home) -> Self {
        let records = records::wanted(&domain, home).into_iter().map(DomainRecord::from).collect();
        let reason = words::reason(&domain, &home.target);
        Self {
            id: domain.id.into(),
            display: Host::parse(&domain.host).map_or_else(|| domain.host.clone(), |host| host.for_people()),
            host: domain.host,
            state: match domain.state {
                kept::DomainState::Pending => DomainState::Pending,
                kept::DomainState::Verified => DomainState::Verified,
                kept::DomainState::Failing => DomainState::Failing,
            },
            served,
            primary,
            points_here: domain.points_here,
            by_operator: domain.by_operator,
            records,
            problem: domain.problem.map(DomainProblem::from),
            reason,
            failing_until: domain.failing_since.map(|since| since + GRACE),
            verified_at: domain.verified_at,
            last_checked_at: domain.last_checked_at,
            next_check_at: domain.next_check_at,
            certificate: certificate
                .map(|known| DomainCertificate { expires_at: known.expires_at, problem: known.problem }),
            created_at: domain.created_at,
        }
    }
}

impl From<Wanted> for DomainRecord {
    fn from(wanted: Wanted) -> Self {
        let kind = match wanted.kind {
            Kind::Txt => RecordKind::Txt,
            Kind::Cname => RecordKind::Cname,
            Kind::A => RecordKind::A,
            Kind::Aaaa => RecordKind::Aaaa,
        };
        Self { kind, name: wanted.name, value: wanted.value, instead_of_cname: wanted.instead }
    }
}

impl From<kept::DomainProblem> for DomainProblem {
    fn from(problem: kept::DomainProblem) -> Self {
        match problem {
            kept::DomainProblem::NoAnswer => Self::NoAnswer,
            kept::DomainProblem::NameMissing => Self::NameMissing,
            kept::DomainProblem::RecordMissing => Self::RecordMissing,
            kept::DomainProblem::RecordDiffers => Self::RecordDiffers,
            kept::DomainProblem::PointsNowhere => Self::PointsNowhere,
            kept::DomainProblem::PointsElsewhere => Self::PointsElsewhere,
            kept::DomainProblem::Unavailable => Self::Unavailable,
        }
    }
}

/// The hosts of the agency's own.
pub struct DomainApi;

#[OpenApi(tag = "Tag::Domains")]
impl DomainApi {
    /// The agency's hosts, the first one first. For an owner or an admin.
    #[oai(path = "/domains", method = "get", operation_id = "domain_list")]
    async fn list(
        &self,
        Admin(scope): Admin,
        dns: Data<&Arc<Dns>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Domain>>> {
        let page = service::list(&scope, &paging(limit.0, cursor.0.as_deref())?).await?;
        Ok(Json(Listing::of(page, |view| Domain::of(view, &dns.home))))
    }

    /// Adds a host. It shows the portal once the records that come back are set. For an owner or an admin.
    #[oai(path = "/domains", method = "post", operation_id = "domain_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        dns: Data<&Arc<Dns>>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        body: Json<NewDomain>,
    ) -> Outcome<Created<Domain>> {
        let id = service::add(&scope, &body.0.host.0).await?;
        Ok(Created::at("domains", id, Domain::of(service::find(&scope, id).await?, &dns.home)))
    }

    /// One host. For an owner or an admin.
    #[oai(path = "/domains/:domain_id", method = "get", operation_id = "domain_view")]
    async fn view(&self, Admin(scope): Admin, dns: Data<&Arc<Dns>>, domain_id: Path<Uuid>) -> Outcome<Json<Domain>> {
        Ok(Json(Domain::of(service::find(&scope, domain_id.0.into()).await?, &dns.home)))
    }

    /// Gives a host up; whoever was signed in there is signed out. For an owner or an admin.
    #[oai(path = "/domains/:domain_id", method = "delete", operation_id = "domain_delete")]
    async fn delete(&self, Admin(scope): Admin, domain_id: Path<Uuid>) -> Outcome<Done> {
        service::remove(&scope, domain_id.0.into()).await?;
        Ok(Done::Done)
    }

    /// Looks for a host's records in DNS now, and answers with how it stands. For an owner or an admin.
    #[oai(path = "/domains/:domain_id/check", method = "post", operation_id = "domain_check")]
    async fn check(
        &self,
        Admin(scope): Admin,
        dns: Data<&Arc<Dns>>,
        site: Data<&Arc<Site>>,
        domain_id: Path<Uuid>,
    ) -> Outcome<Json<Domain>> {
        let id = domain_id.0.into();
        service::check(&scope, &dns, &site.base_url, id).await?;
        Ok(Json(Domain::of(service::find(&scope, id).await?, &dns.home)))
    }

    /// Has mails name this host. For an owner or an admin.
    #[oai(path = "/domains/:domain_id/primary", method = "post", operation_id = "domain_make_primary")]
    async fn make_primary(
        &self,
        Admin(scope): Admin,
        dns: Data<&Arc<Dns>>,
        domain_id: Path<Uuid>,
    ) -> Outcome<Json<Domain>> {
        let id = domain_id.0.into();
        service::make_primary(&scope, id).await?;
        Ok(Json(Domain::of(service::find(&scope, id).await?, &dns.home)))
    }
}

//! Puts features, frames and adapters together. `main` and the tests both use it, so that what is tested is
//! what runs.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use poem::endpoint::BoxEndpoint;
use poem::middleware::{CatchPanic, Compression};
use poem::{EndpointExt, Response, Route, get, post};
use poem_openapi::OpenApiService;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::access::{Database, StaffTokens};
use crate::api::{self, Limits};
use crate::config::{Config, Demand};
use crate::connector::Connector;
use crate::dns::Dns;
use crate::drawing::Drawer;
use crate::error::{Error, Result};
use crate::features::{
    account, agencies, api_tokens, approvals, audit, billing, brand, canned_replies, certificates, connections,
    dashboard, domains, exports, files, forms, health, held, host_certificates, imports, invitations, live, mirror,
    notifications, online, projects, replies, requests, saved_views, search, second_factor, service_hours, sign_in,
    staff, staff_account, staff_home, staff_sign_in, subscriptions, webhooks, welcome, workflows, workspaces,
};
use crate::jobs::{Context, Runner};
use crate::mail::{Inbox, Letters, Mailer};
use crate::storage::Storage;
use crate::stripe::Cashier;
use crate::tls::{CHALLENGES, Issuer, Plain};
use crate::web::errors::Branded;
use crate::web::front::Front;
use crate::web::{Mirror, Pages, Site, assets};

/// The running parts of one node.
pub struct App {
    pub database: Database,
    pub site: Arc<Site>,
    pub tokens: StaffTokens,
    /// Told when the node is to stop: streams end, jobs are given back.
    pub stop: CancellationToken,
    mailer: Arc<dyn Mailer>,
    letters: Arc<Letters>,
    limits: Limits,
    front: Front,
    dns: Arc<Dns>,
    issuer: Option<Arc<Issuer>>,
    /// The port at which TLS is spoken, where it is.
    tls: Option<u16>,
    storage: Storage,
    drawer: Drawer,
    connector: Arc<Connector>,
    cashier: Arc<Cashier>,
}

impl App {
    /// Puts a node together over an open database.
    ///
    /// # Errors
    /// When the configuration cannot be.
    pub fn new(config: &Config, database: Database, mailer: Arc<dyn Mailer>) -> Result<Self> {
        let master = config.master_key()?;
        let patience = Duration::from_secs(config.dns_timeout.max(1));
        let site = Arc::new(Site::new(&master, &config.base_url())?);
        let cashier = Arc::new(config.cashier()?);
        Ok(Self {
            site: site.clone(),
            dns: Arc::new(Dns::new(config.dns_resolver, patience, config.home()?)?),
            tokens: StaffTokens::new(master, config.staff_second_factor == Demand::Required),
            stop: CancellationToken::new(),
            limits: Limits::per_minute(config.api_rate),
            front: Front {
                trusted_proxies: Arc::new(config.trusted_proxies.clone()),
                secure: config.base_url().starts_with("https://"),
                site,
                database: database.clone(),
                ways_out: cashier.pages().into(),
            },
            cashier,
            letters: Arc::new(config.letters()?),
            issuer: config.issuer()?.map(Arc::new),
            tls: config.tls_bind.map(|bind| bind.port()),
            storage: config.storage()?,
            connector: Arc::new(Connector::new(config.outgoing()?, config.envelopes()?)),
            drawer: Drawer::asking(std::env::current_exe().map_err(Error::internal)?),
            database,
            mailer,
        })
    }

    /// Where files are kept.
    pub fn storage(&self) -> &Storage {
        &self.storage
    }

    /// The same node with its files elsewhere.
    pub fn storing(self, storage: Storage) -> Self {
        Self { storage, ..self }
    }

    /// The way to Stripe.
    pub fn cashier(&self) -> &Arc<Cashier> {
        &self.cashier
    }

    /// The same node, which has pictures drawn by this program.
    pub fn drawing_with(self, program: PathBuf) -> Self {
        Self { drawer: Drawer::asking(program), ..self }
    }

    /// What jobs may use.
    pub fn jobs(&self) -> Context {
        Context {
            system: self.database.system(),
            mailer: self.mailer.clone(),
            site: self.site.clone(),
            letters: self.letters.clone(),
            last_try: false,
            dns: self.dns.clone(),
            issuer: self.issuer.clone(),
            storage: self.storage.clone(),
            drawer: self.drawer.clone(),
            connector: self.connector.clone(),
            cashier: self.cashier.clone(),
        }
    }

    /// What it takes to use connections.
    pub fn connector(&self) -> &Connector {
        &self.connector
    }

    /// What deals with mail that comes in.
    pub fn mailroom(&self) -> Arc<dyn Inbox> {
        Arc::new(replies::Mailroom {
            database: self.database.clone(),
            system: self.database.system(),
            letters: self.letters.clone(),
            site: self.site.clone(),
        })
    }

    /// A worker for this node's share of the jobs.
    pub fn runner(&self) -> Runner {
        Runner::new(self.jobs(), self.database.clone())
    }

    /// What is served to the machine itself and never to the internet.
    pub fn inside(&self) -> Route {
        let ask = get(domains::ask).data(self.database.clone()).data(self.site.clone());
        Route::new().at("/tls/ask", ask)
    }

    /// Forgets callers of the API that were not heard of for a while; called now and then.
    pub fn tidy(&self) {
        self.limits.tidy();
    }

    /// Everything that is served.
    pub fn endpoint(&self) -> BoxEndpoint<'static, Response> {
        let limits = self.limits.clone();
        let operations = Route::new()
            .at("/openapi.json", get(api::document::serve))
            .at("/events", get(live::staff_events))
            .nest("/", operations().with(Compression::new()).around(files::plain))
            .around(move |next, request| {
                let limits = limits.clone();
                async move { Ok(api::edge(&limits, &*next, request).await) }
            });
        let pages = pages();
        let table = pages.table().to_vec();
        let portal: Arc<BoxEndpoint<'static, Response>> =
            Arc::new(Branded(pages.into_route().map_to_response()).boxed());
        // The mirror asks the portal from within, where the parts of the node are not given to it yet.
        let inside = portal.clone().data(self.storage.clone()).data(self.connector.clone()).data(self.cashier.clone());
        let inside = inside.data(self.drawer.clone());
        let mirror = Mirror::new(table, Arc::new(inside.boxed()), self.database.clone(), self.site.clone());
        let routes = Route::new()
            .at("/static/:digest/:name", get(assets::asset))
            .at("/brand/:name", get(brand::asset))
            .at(format!("{CHALLENGES}:token"), get(host_certificates::challenge))
            .at("/healthz", get(health::alive))
            .at("/readyz", get(health::ready))
            .at("/hooks/:token", post(workflows::webhook))
            .at("/hooks/workflows/:workflow_id", post(workflows::callback))
            .at("/webhooks/stripe", post(online::connected_webhook))
            .at("/webhooks/stripe/:agency", post(online::webhook))
            .nest("/api/v1", operations)
            .nest("/", portal);
        let routes = routes
            .data(self.database.clone())
            .data(self.site.clone())
            .data(self.site.assets.clone())
            .data(self.letters.clone())
            .data(self.tokens.clone())
            .data(self.dns.clone())
            .data(self.storage.clone())
            .data(self.drawer.clone())
            .data(self.connector.clone())
            .data(self.cashier.clone())
            .data(self.stop.clone())
            .data(mirror)
            .with(CatchPanic::new().with_handler(|_| poem::http::StatusCode::INTERNAL_SERVER_ERROR))
            .map_to_response();
        match self.tls {
            Some(port) => routes.with(Plain { port }).with(self.front.clone()).boxed(),
            None => routes.with(self.front.clone()).boxed(),
        }
    }
}

/// The portal's pages.
pub fn pages() -> Pages {
    Pages::default()
        .with(brand::pages)
        .with(sign_in::pages)
        .with(dashboard::pages)
        .with(projects::pages)
        .with(approvals::pages)
        .with(billing::pages)
        .with(forms::pages)
        .with(workflows::pages)
        .with(requests::pages)
        .with(search::pages)
        .with(connections::pages)
        .with(files::pages)
        .with(certificates::pages)
        .with(online::pages)
        .with(notifications::pages)
        .with(account::pages)
        .with(live::pages)
        .with(staff_home::pages)
        .with(staff_sign_in::pages)
        .with(invitations::pages)
        .with(welcome::pages)
}

/// The staff API's operations.
fn operations() -> OpenApiService<impl poem_openapi::OpenApi, ()> {
    let people = (
        staff_sign_in::AuthApi,
        staff_account::MeApi,
        (staff_account::SecondFactorApi, staff_account::LostFactorApi),
        api_tokens::ApiTokenApi,
        (agencies::AgencyApi, service_hours::ServiceHoursApi),
        brand::BrandApi,
        brand::ImageApi,
        staff::StaffApi,
        domains::DomainApi,
        staff::OwnershipApi,
        workspaces::WorkspaceApi,
        workspaces::MemberApi,
        (workspaces::ClientApi, second_factor::ClientFactorApi),
        invitations::InvitationApi,
        (invitations::StaffInvitationApi, imports::ImportApi, exports::ExportApi),
    );
    let work = (
        projects::ProjectApi,
        projects::MilestoneApi,
        projects::TaskApi,
        projects::ProjectCommentApi,
        (requests::RequestApi, search::SearchApi, saved_views::SavedViewApi, canned_replies::CannedReplyApi),
        (requests::ThreadApi, requests::TriageApi, requests::BulkChangeApi, requests::RequestReportApi),
        (requests::RequestDraftApi, requests::PresenceApi, requests::RequestRuleApi),
        requests::NoteApi,
        approvals::ApprovalApi,
        approvals::ApprovalStepApi,
        approvals::ApprovalCommentApi,
        files::UploadApi,
        files::FileApi,
        held::HeldApi,
        certificates::CertificateApi,
    );
    let told = (
        (notifications::NotificationApi, notifications::PreferenceApi, audit::AuditApi, mirror::MirrorApi),
        (webhooks::WebhookApi, webhooks::DeliveryApi),
    );
    let billing = (
        (billing::DraftApi, billing::InvoiceImportApi),
        billing::InvoiceApi,
        billing::PaymentApi,
        billing::CreditApi,
        billing::BillingSettingsApi,
        (billing::BillingReportApi, billing::StatementApi),
        online::StripeAccountApi,
        online::StripeEventApi,
        (subscriptions::ProductApi, subscriptions::PriceApi, subscriptions::SubscriptionApi),
    );
    let automation = (
        forms::FormApi,
        workflows::WorkflowApi,
        workflows::VersionApi,
        workflows::TriggerApi,
        workflows::RunApi,
        workflows::EngineApi,
        workflows::TemplateApi,
        connections::ProviderApi,
        connections::ConnectionApi,
        connections::CredentialRequestApi,
    );
    let all = (people, work, billing, automation, told);
    OpenApiService::new(all, "Portico staff API", env!("CARGO_PKG_VERSION")).server("/api/v1")
}

/// The staff API's document, as it is to be published. A program has one, which is long in the making.
///
/// # Errors
/// When the framework's is no JSON.
pub fn document() -> Result<Arc<Value>> {
    static DOCUMENT: OnceLock<Arc<Value>> = OnceLock::new();
    if let Some(document) = DOCUMENT.get() {
        return Ok(document.clone());
    }
    let made = api::document::published(&operations().spec()).map_err(Error::internal)?;
    Ok(DOCUMENT.get_or_init(|| Arc::new(made)).clone())
}

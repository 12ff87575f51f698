use std::sync::Arc;

use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};

use crate::access::AgencyScope;
use crate::api::{Admin, Done, Outcome, Tag, Text};
use crate::entity::words;
use crate::error::Result;
use crate::features::online::service;
use crate::features::till::{self, Keys, Standing};
use crate::stripe::Cashier;
use crate::web::Site;

/// Whose key opens the account.
#[derive(Enum, Clone, Copy)]
#[oai(rename_all = "snake_case")]
pub enum StripeMode {
    /// The agency's own.
    Keys,
    /// The install's, to whose account the agency's is connected.
    Connect,
    /// The install's, whose own account it is: there is no other agency.
    Install,
}

/// How the agency is paid online. No secret is ever shown.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct StripeStanding {
    /// Whether clients can pay.
    pub ready: bool,
    /// Left out where there is no account.
    pub mode: Option<StripeMode>,
    /// The account's name at Stripe.
    pub account: Option<String>,
    /// How the key ends, to know it by.
    pub key_hint: Option<String>,
    /// Where the account is to send its events.
    pub webhook_url: String,
    /// Whether an account can be connected to the install's.
    pub can_connect: bool,
    /// What is missing, each in a sentence.
    pub missing: Vec<String>,
}

/// An account's keys. They are kept sealed and never shown again.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct StripeKeys {
    /// A secret or restricted key.
    #[oai(validator(min_length = 1, max_length = 255))]
    pub secret_key: Text,
    /// What the account's webhooks are signed with, the newest first: two while it changes.
    #[oai(validator(min_items = 1, max_items = 2))]
    pub webhook_secrets: Vec<Text>,
}

/// Where the agency sets its account up: a page of Stripe's, for one visit within minutes.
#[derive(Object)]
pub struct StripeOnboarding {
    pub url: String,
}

impl StripeStanding {
    fn of(standing: Standing, scope: &AgencyScope, site: &Site) -> Self {
        let (ready, missing) = (standing.ready(), standing.missing());
        let mode = standing.account.as_ref().map(|account| match account.mode {
            words::StripeMode::Keys => StripeMode::Keys,
            words::StripeMode::Connect => StripeMode::Connect,
        });
        let connected = matches!(mode, Some(StripeMode::Connect));
        let own = if connected { String::new() } else { format!("/{}", scope.agency()) };
        Self {
            ready,
            mode: mode.or(standing.by_install.then_some(StripeMode::Install)),
            account: standing.account.as_ref().map(|account| account.account_id.clone()),
            key_hint: standing.account.and_then(|account| account.key_hint),
            webhook_url: format!("{}/webhooks/stripe{own}", site.base_url),
            can_connect: standing.can_connect,
            missing: missing.into_iter().map(str::to_owned).collect(),
        }
    }
}

async fn standing(scope: &AgencyScope, cashier: &Cashier, site: &Site) -> Result<Json<StripeStanding>> {
    Ok(Json(StripeStanding::of(till::standing(scope, cashier).await?, scope, site)))
}

/// How the agency is paid online.
pub struct StripeAccountApi;

#[OpenApi(tag = "Tag::Stripe")]
impl StripeAccountApi {
    /// How the agency is paid online. For an owner or an admin.
    #[oai(path = "/stripe", method = "get", operation_id = "stripe_view")]
    async fn view(
        &self,
        Admin(scope): Admin,
        cashier: Data<&Arc<Cashier>>,
        site: Data<&Arc<Site>>,
    ) -> Outcome<Json<StripeStanding>> {
        Ok(standing(&scope, &cashier, &site).await?)
    }

    /// Has the agency paid by an account of its own. Stripe is asked whose the key is. Where the agency was paid by
    /// the install's until then, pages there on which clients could still pay are closed, and it is refused while
    /// payments are on their way or subscriptions run there. For an owner or an admin.
    #[oai(path = "/stripe/keys", method = "put", operation_id = "stripe_set_keys")]
    async fn set_keys(
        &self,
        Admin(scope): Admin,
        cashier: Data<&Arc<Cashier>>,
        site: Data<&Arc<Site>>,
        body: Json<StripeKeys>,
    ) -> Outcome<Json<StripeStanding>> {
        let webhook_secrets = body.0.webhook_secrets.into_iter().map(|secret| secret.0).collect();
        let keys = Keys { secret_key: body.0.secret_key.0, webhook_secrets };
        service::set_keys(&scope, &cashier, &keys).await?;
        Ok(standing(&scope, &cashier, &site).await?)
    }

    /// Makes an account that is connected to the install's, or goes on with it, and gives Stripe's page where it is set
    /// up. What is refused where the agency sets keys of its own is refused here, too. For an owner or an admin.
    #[oai(path = "/stripe/connect", method = "post", operation_id = "stripe_connect")]
    async fn connect(
        &self,
        Admin(scope): Admin,
        cashier: Data<&Arc<Cashier>>,
        site: Data<&Arc<Site>>,
    ) -> Outcome<Json<StripeOnboarding>> {
        let url = service::connect(&scope, &cashier, &format!("{}/dashboard", site.base_url)).await?;
        Ok(Json(StripeOnboarding { url }))
    }

    /// Forgets the agency's account: nobody pays online any more, and pages at Stripe on which clients could still pay are
    /// closed. Refused while payments are on their way or subscriptions run there. For an owner or an admin.
    #[oai(path = "/stripe", method = "delete", operation_id = "stripe_delete")]
    async fn leave(&self, Admin(scope): Admin, cashier: Data<&Arc<Cashier>>) -> Outcome<Done> {
        service::leave(&scope, &cashier).await?;
        Ok(Done::Done)
    }
}

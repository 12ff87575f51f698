//! What others do for the agency: programs that run workflows, and providers at which clients have accounts. Here are their
//! forms.

use portico_openapi::types::{
    ConnectionKind, Engine, EngineChange, EngineKind, EngineOffer, NewEngine, NewEngineWorkflow, Provider,
    ProviderClient, ProviderClientChange, ProviderSettings,
};
use uuid::Uuid;

use super::{
    Deed,
    fields::{Clients, Faults, client_pick},
    inputs::{asking, asking_field},
};
use crate::{
    form::{Field, Form, Pick},
    office::Hidden,
};

/// An engine with what it has.
#[derive(Clone, Debug, PartialEq)]
pub struct EngineView {
    /// The engine.
    pub engine: Engine,
    /// What it has that could be a workflow here, or why it does not say.
    pub offers: Result<Vec<EngineOffer>, String>,
}

/// What an engine is, in a few words.
pub fn engine_kind(kind: EngineKind) -> &'static str {
    match kind {
        EngineKind::N8n => "n8n",
        EngineKind::Http => "signed requests",
    }
}

/// An engine to set up.
pub fn engine_fields() -> Vec<Field> {
    let kinds = [EngineKind::N8n, EngineKind::Http].map(|kind| Pick::new(kind.to_string(), engine_kind(kind)));
    vec![
        Field::choice("kind", "What it is", kinds.into(), ""),
        Field::text("name", "Name", "").helped("only the agency sees it"),
        Field::text("url", "Where it is", "").helped("such as https://n8n.example.com"),
        Field::secret("api_key", "API key").helped("n8n: Settings, n8n API; sealed"),
    ]
}

/// What an engine is called, where it is, and what opens it.
pub fn engine_change_fields(now: &Engine) -> Vec<Field> {
    let mut fields = vec![Field::text("name", "Name", &now.name), Field::text("url", "Where it is", &now.url)];
    if now.kind == EngineKind::N8n {
        fields.push(Field::secret("api_key", "API key").helped("empty: stays as it is"));
    }
    fields
}

/// A workflow that an engine runs; of an n8n, which of those it has.
pub fn bring_fields(view: &EngineView, here: Option<&str>, clients: Clients, client: Option<Uuid>) -> Vec<Field> {
    let mut fields = vec![client_pick(clients, client, false)];
    match view.engine.kind {
        EngineKind::N8n => {
            let offers = view.offers.as_deref().unwrap_or_default();
            let picks = offers.iter().map(|one| Pick::new(&one.remote_id, &one.name)).collect();
            fields.push(Field::choice("remote_id", "Which of its own", picks, here.unwrap_or_default()));
            fields.push(Field::text("name", "Name", "").helped("empty: as it is called there"));
        }
        EngineKind::Http => fields.push(Field::text("name", "Name", "")),
    }
    fields.push(Field::text("purpose", "What it is for", "").helped("the client reads it"));
    fields.push(Field::switch("client_triggerable", "The client may start it", false).helped("who may run workflows"));
    fields.push(Field::text("at_once", "Runs at the same time", "1").helped("1 to 50"));
    if view.engine.kind == EngineKind::Http {
        fields.push(Field::text("start_url", "What starts it", "").helped("a POST, on its own host"));
        fields.push(Field::text("status_url", "Where one asks", "").helped("with {id}; may be empty"));
        fields.push(Field::text("cancel_url", "Where it is stopped", "").helped("a POST; may be empty"));
    }
    fields.extend(asking_field(&[]));
    fields
}

/// What a provider's client can be changed in: what the catalogue does not say of it.
pub fn provider_change_fields(now: &ProviderClient, known: Option<&Provider>) -> Vec<Field> {
    let text = |name: &'static str, label: &'static str, value: &Option<String>| {
        Field::text(name, label, value.as_deref().unwrap_or_default())
    };
    let joined = |value: &Option<Vec<String>>| value.as_ref().map(|all| all.join(" "));
    let settings = &now.settings;
    let is_oauth = now.kind == ConnectionKind::Oauth;
    let is_generic = known.is_some_and(|known| known.generic);
    let mut fields = vec![Field::text("name", "Name", &now.name)];
    if is_oauth {
        fields.push(text("oauth_client", "Client id", &now.oauth_client));
        fields.push(Field::secret("oauth_secret", "Client secret").helped("empty: stays as it is"));
        fields.push(text("scopes", "Scopes", &joined(&settings.scopes)).helped("with spaces between"));
    }
    if is_generic {
        fields.push(text("hosts", "Hosts", &joined(&settings.hosts)).helped("who gets the credential"));
    }
    if is_generic && is_oauth {
        let usual = settings.auth.is_none().then(|| Pick::new("", "as usual"));
        let auth = [Pick::new("post", "in the form"), Pick::new("basic", "by HTTP Basic")];
        let now = settings.auth.map(|auth| auth.to_string()).unwrap_or_default();
        fields.extend([
            text("authorize_url", "Where they consent", &settings.authorize_url),
            text("token_url", "Where tokens are had", &settings.token_url),
            text("revoke_url", "Where they are given back", &settings.revoke_url),
            text("issuer", "What it calls itself", &settings.issuer),
            Field::choice("auth", "How we prove ourselves", usual.into_iter().chain(auth).collect(), &now),
        ]);
    }
    if is_generic {
        fields.push(text("ping_url", "What is asked to try it", &settings.ping_url));
    }
    if is_generic && !is_oauth {
        fields.push(text("header", "Header of the key", &settings.header).helped("such as X-Api-Key"));
        fields.push(text("prefix", "What stands before it", &settings.prefix).helped("such as Bearer"));
    }
    fields
}

/// What a provider's client is to be; what was not changed is not said. What is set can become another, and not nothing.
pub fn provider_change(id: Uuid, version: i64, form: &Form) -> Faults<Deed> {
    let other = |field: &'static str| match form.changed(field) {
        Some(text) if text.is_empty() => Err((field, "This cannot be taken out; write another.")),
        changed => Ok(changed),
    };
    let settings = ProviderSettings {
        scopes: form.changed("scopes").map(|text| words(&text)),
        hosts: other("hosts")?.map(|text| words(&text)),
        authorize_url: other("authorize_url")?,
        token_url: other("token_url")?,
        revoke_url: other("revoke_url")?,
        issuer: other("issuer")?,
        auth: form.changed("auth").and_then(|auth| auth.parse().ok()),
        ping_url: other("ping_url")?,
        account: None,
        header: other("header")?,
        prefix: other("prefix")?,
    };
    let is_any = settings != ProviderSettings::default();
    let change = ProviderClientChange {
        name: other("name")?,
        oauth_client: other("oauth_client")?,
        oauth_secret: None,
        settings: is_any.then_some(settings),
    };
    Ok(Deed::AlterProvider(id, version, Box::new(change), form.given("oauth_secret").map(Hidden)))
}

/// Words with spaces or commas between them.
pub fn words(text: &str) -> Vec<String> {
    text.split([' ', ',']).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// An engine that is to be.
pub fn new_engine(form: &Form) -> Faults<Deed> {
    let (name, url) = named_place(form)?;
    let kind = form.text("kind").parse().map_err(|_| ("kind", "Choose one."))?;
    Ok(Deed::SetUpEngine(NewEngine { kind, name, url, api_key: None }, form.given("api_key").map(Hidden)))
}

/// What an engine is to be.
pub fn engine_change(id: Uuid, version: i64, form: &Form) -> Faults<Deed> {
    let (name, url) = named_place(form)?;
    let change = EngineChange { name: Some(name), url: Some(url), api_key: None };
    Ok(Deed::AlterEngine(id, version, change, form.given("api_key").map(Hidden)))
}

fn named_place(form: &Form) -> Faults<(String, String)> {
    let name = form.given("name").ok_or(("name", "Say what it is called."))?;
    let url = form.given("url").ok_or(("url", "Say where it is, such as https://n8n.example.com."))?;
    Ok((name, url))
}

/// A workflow that an engine is to run.
pub fn brought(engine: Uuid, form: &Form) -> Faults<Deed> {
    let new = NewEngineWorkflow {
        workspace_id: form.text("workspace_id").parse().map_err(|_| ("workspace_id", "Choose a client."))?,
        name: form.given("name"),
        purpose: form.given("purpose").ok_or(("purpose", "Say what it is for; the client reads it."))?,
        client_triggerable: Some(form.is_on("client_triggerable")),
        at_once: Some(form.text("at_once").trim().parse().map_err(|_| ("at_once", "Say a number from 1 to 50."))?),
        inputs: asking(form)?,
        remote_id: form.given("remote_id"),
        start_url: form.given("start_url"),
        status_url: form.given("status_url"),
        cancel_url: form.given("cancel_url"),
    };
    Ok(Deed::Bring(engine, new))
}

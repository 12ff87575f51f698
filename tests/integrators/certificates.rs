//! Certificates from a real authority: Pebble, which is Let's Encrypt's own double of itself.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use portico_openapi::types;
use portico_tests::people::{OLIVIA, PASSWORD};
use portico_tests::server::{free_port, reqwest_client};
use portico_tests::{Server, Staff, until, until_within};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use uuid::Uuid;

const FIRST: &str = "portal.northwind.example";
const SECOND: &str = "clients.northwind.example";
/// A name that leads here and is nobody's.
const NOBODYS: &str = "stranger.example";

/// The authority, and the DNS that it and we look things up in. Both end with this value.
struct Pebble {
    folder: TempDir,
    directory: u16,
    management: u16,
    dns: u16,
    dns_management: u16,
    _names: Child,
    authority: Option<Child>,
}

impl Pebble {
    /// Its names, and a certificate for its own door; the authority itself is not there yet.
    async fn prepare() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let own = rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()])?;
        fs::write(folder.path().join("door.pem"), own.cert.pem())?;
        fs::write(folder.path().join("door.key"), own.signing_key.serialize_pem())?;
        let (dns, dns_management) = (free_port()?, free_port()?);
        let names = Command::new("pebble-challtestsrv")
            .args(["-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv4", "127.0.0.1", "-defaultIPv6", ""])
            .args(["-dns01", &format!("127.0.0.1:{dns}"), "-management", &format!("127.0.0.1:{dns_management}")])
            .kill_on_drop(true)
            .spawn()
            .context("pebble-challtestsrv; `./tests/run tools` installs it")?;
        let (directory, management) = (free_port()?, free_port()?);
        Ok(Self { folder, directory, management, dns, dns_management, _names: names, authority: None })
    }

    fn root(&self) -> String {
        self.folder.path().join("door.pem").display().to_string()
    }

    /// Opens the authority, which will look for hosts at this port.
    async fn open(&mut self, http: u16) -> Result<()> {
        let config = json!({ "pebble": {
            "listenAddress": format!("127.0.0.1:{}", self.directory),
            "managementListenAddress": format!("127.0.0.1:{}", self.management),
            "certificate": self.root(),
            "privateKey": self.folder.path().join("door.key"),
            "httpPort": http, "tlsPort": 1, "ocspResponderURL": "", "externalAccountBindingRequired": false,
        }});
        let file = self.folder.path().join("pebble.json");
        fs::write(&file, config.to_string())?;
        let child = Command::new("pebble")
            .args(["-dnsserver", &format!("127.0.0.1:{}", self.dns), "-config"])
            .arg(&file)
            .env("PEBBLE_VA_NOSLEEP", "1")
            .kill_on_drop(true)
            .spawn()?;
        self.authority = Some(child);
        let door = self.client(Path::new(&self.root()))?;
        let url = format!("https://127.0.0.1:{}/roots/0", self.management);
        let root = until("the authority", async || match door.get(&url).send().await {
            Ok(answer) => Ok(Some(answer.text().await?)),
            Err(_) => Ok(None),
        });
        fs::write(self.folder.path().join("root.pem"), root.await?)?;
        Ok(())
    }

    /// A client that trusts what this file says, and finds every host on this machine.
    fn client(&self, root: &Path) -> Result<reqwest::Client> {
        rustls::crypto::ring::default_provider().install_default().ok();
        let root = reqwest::Certificate::from_pem(&fs::read(root)?)?;
        let client = reqwest::Client::builder().no_proxy().tls_certs_only([root]);
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let client = client.resolve(FIRST, here).resolve(SECOND, here).resolve(NOBODYS, here);
        Ok(client.redirect(reqwest::redirect::Policy::none()).timeout(Duration::from_secs(10)).build()?)
    }

    /// A browser that trusts the authority.
    fn visitor(&self) -> Result<reqwest::Client> {
        self.client(&self.folder.path().join("root.pem"))
    }

    async fn set_text(&self, name: &str, value: &str) -> Result<()> {
        let url = format!("http://127.0.0.1:{}/set-txt", self.dns_management);
        let body = json!({ "host": format!("{name}."), "value": value }).to_string();
        ensure!(reqwest_client()?.post(url).body(body).send().await?.status().is_success(), "the record was not set");
        Ok(())
    }
}

/// A host of the agency's own, proved by the record that it was told to set.
async fn prove(pebble: &Pebble, olivia: &Staff, host: &str) -> Result<Uuid> {
    let add = |api: portico_openapi::Client, key: String| async move {
        let body = types::NewDomain { host: host.into() };
        api.domain_create().idempotency_key(key).body(body).send().await
    };
    let domain = olivia.session.create(Uuid::new_v4(), add).await?;
    let proof = domain.records.first().context("no record is to be set")?;
    pebble.set_text(&proof.name, &proof.value).await?;
    let id = domain.id;
    let checked = olivia.session.call(|api| async move { api.domain_check().domain_id(id).send().await }).await?;
    ensure!(checked.served, "{host} was not verified: {:?}", checked.reason);
    Ok(id)
}

/// S2.140, S2.4, S2.18: proved by its record, and with a certificate of its own.
#[tokio::test]
async fn s2_140_a_proved_host_is_served_by_tls_and_no_other() -> Result<()> {
    let mut pebble = Pebble::prepare().await?;
    let mut server = Server::with(&[("PORTICO_DNS_RESOLVER", &format!("127.0.0.1:{}", pebble.dns))]).await?;
    prove(&pebble, &Staff::sign_in(&server, OLIVIA).await?, FIRST).await?;
    pebble.open(server.port).await?;

    let tls = free_port()?;
    server.terminate().await?;
    server.set("PORTICO_TLS_BIND", format!("127.0.0.1:{tls}"));
    server.set("PORTICO_ACME_EMAIL", "ops@northwind.example");
    server.set("PORTICO_ACME_DIRECTORY", format!("https://127.0.0.1:{}/dir", pebble.directory));
    server.set("PORTICO_ACME_ROOT", pebble.root());
    server.set("PORTICO_LOG", "warn,portico=info");
    server.start_again(Duration::from_secs(60)).await?;

    let visitor = pebble.visitor()?;
    let sign_in = format!("https://{FIRST}:{tls}/portal/login");
    // The schedule would look a minute later.
    let page =
        until_within(Duration::from_secs(30), "a certificate", async || Ok(visitor.get(&sign_in).send().await.ok()));
    let page = page.await.with_context(|| server.log())?;
    let log = fs::read_to_string(server.folder().join("server.log"))?;
    ensure!(log.matches("hosts wait for their first certificate").count() == 1 && log.contains(FIRST), "{log}");
    ensure!(log.contains(&format!("127.0.0.1:{tls}")) && !log.contains("LocalAddr"), "{log}");
    ensure!(page.status() == 200, "{}", page.status());
    ensure!(page.version() == reqwest::Version::HTTP_2, "{:?}", page.version());
    ensure!(page.headers().contains_key("strict-transport-security"), "no HSTS over TLS");

    let plain = reqwest_client()?;
    let answer = plain.get(server.url("/portal/login?next=1")).send().await?;
    ensure!(answer.status() == 308, "plain HTTP was served: {}", answer.status());
    let place = answer.headers().get("location").and_then(|value| value.to_str().ok());
    ensure!(place == Some(&format!("https://localhost:{tls}/portal/login?next=1")), "{place:?}");
    let forged = plain.get(server.url("/.well-known/acme-challenge/no-such-token")).send().await?;
    ensure!(forged.status() == 404, "{}", forged.status());

    // What leads here and is nobody's gets no certificate, and no answer under another's.
    ensure!(visitor.get(format!("https://{NOBODYS}:{tls}/portal/login")).send().await.is_err(), "a stranger got in");

    second_host(&pebble, &visitor, tls).await.with_context(|| server.log())?;

    let kept = fs::read(server.folder().join("portico.db"))?;
    ensure!(!kept.windows(11).any(|part| part == b"PRIVATE KEY"), "a key lies open in the database");
    server.terminate().await?;
    server.start_again(Duration::from_secs(60)).await?;
    let again = until("the certificate after a restart", async || Ok(visitor.get(&sign_in).send().await.ok()));
    ensure!(again.await?.status() == 200);
    Ok(())
}

/// Once the portal is there by TLS, a host that is proved has its certificate at once.
async fn second_host(pebble: &Pebble, visitor: &reqwest::Client, tls: u16) -> Result<()> {
    let api = format!("https://{FIRST}:{tls}/api/v1");
    let sent = async |path: &str, token: &str, body: Value| -> Result<Value> {
        let request = visitor.post(format!("{api}{path}")).bearer_auth(token).json(&body);
        Ok(request.send().await?.error_for_status()?.json().await?)
    };
    let signed_in = sent("/auth/token", "", json!({ "email": OLIVIA, "password": PASSWORD })).await?;
    let token = signed_in["access_token"].as_str().context("no token")?;
    let domain = sent("/domains", token, json!({ "host": SECOND })).await?;
    let proof = &domain["records"][0];
    pebble.set_text(proof["name"].as_str().unwrap_or_default(), proof["value"].as_str().unwrap_or_default()).await?;
    let id = domain["id"].as_str().context("no id")?;
    sent(&format!("/domains/{id}/check"), token, json!(null)).await?;
    let sign_in = format!("https://{SECOND}:{tls}/portal/login");
    let page = until("the second certificate", async || Ok(visitor.get(&sign_in).send().await.ok()));
    ensure!(page.await?.status() == 200);
    let view = visitor.get(format!("{api}/domains/{id}")).bearer_auth(token).send().await?.json::<Value>().await?;
    ensure!(view["certificate"]["expires_at"].is_string(), "staff do not see it: {view}");
    Ok(())
}

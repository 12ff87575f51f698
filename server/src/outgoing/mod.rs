//! The one way out: every request to a host that somebody typed goes through [`Outgoing`]. The address is checked when
//! the connection is made, so that a name cannot say one thing first and another then; redirects are followed by hand
//! and checked again; time and size are limited.

mod address;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{AUTHORIZATION, COOKIE, HeaderMap, LOCATION};
use reqwest::{Method, StatusCode, Url};

use address::is_allowed;
pub use address::may_reach;

/// The largest answer that is read.
const LARGEST: usize = 4 * 1024 * 1024;
/// Redirects that are followed.
const MOST_HOPS: usize = 5;

/// What is asked of somebody outside.
pub struct Ask {
    pub method: Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// For all of it, redirects included.
    pub timeout: Duration,
}

/// What they answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    #[error("this is no address that may be asked")]
    Forbidden,
    #[error("no answer in time")]
    Slow,
    #[error("the answer is larger than {LARGEST} bytes")]
    TooLarge,
    #[error("more than {MOST_HOPS} redirects")]
    Around,
    /// What the network says, for the log: it may name addresses.
    #[error("nobody could be reached")]
    Unreachable(#[source] reqwest::Error),
}

impl Failed {
    /// Whether it may work another time.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Slow | Self::Unreachable(_))
    }
}

/// Asks others.
#[derive(Clone)]
pub struct Outgoing {
    client: reqwest::Client,
    /// Reaches nobody but the networks that are allowed, wherever a name leads.
    inside: reqwest::Client,
    allowed: Arc<[IpNet]>,
}

impl Outgoing {
    /// One that reaches the internet, and these networks.
    ///
    /// # Errors
    /// When the system has no certificates to trust.
    pub fn new(allowed: &[IpNet]) -> Result<Self, reqwest::Error> {
        // Whoever was first has installed the same.
        drop(rustls::crypto::ring::default_provider().install_default());
        let allowed: Arc<[IpNet]> = allowed.into();
        let (client, inside) = (connecting(&allowed, may_reach)?, connecting(&allowed, is_allowed)?);
        Ok(Self { client, inside, allowed })
    }

    /// Whether a URL may not be asked, as far as can be told before its name is looked up.
    pub fn forbids(&self, url: &Url) -> bool {
        self.check(url).is_err()
    }

    /// Whether others could read on the way what is sent to a URL, as far as can be told before its name is looked up:
    /// without TLS, outside of the networks that are allowed.
    pub fn exposes(&self, url: &Url) -> bool {
        let inside = match number(url) {
            Some(address) => is_allowed(address, &self.allowed),
            None => !self.allowed.is_empty(),
        };
        url.scheme() != "https" && !inside
    }

    /// Asks where nobody reads on the way, follows nowhere, and reads no more than `most` bytes of what is answered. Whoever
    /// has said how it went and is slow to say more is cut short.
    ///
    /// # Errors
    /// [`Failed`].
    pub async fn ask_briefly(&self, ask: Ask, most: usize) -> Result<Answer, Failed> {
        if self.exposes(&ask.url) {
            return Err(Failed::Forbidden);
        }
        // Where a name leads is looked up once, by what connects there: another look might find something else.
        let client = if ask.url.scheme() == "https" { &self.client } else { &self.inside };
        let until = tokio::time::Instant::now() + ask.timeout;
        let sent = tokio::time::timeout_at(until, self.send(client, &ask));
        let response = sent.await.map_err(|_| Failed::Slow)??;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        let mut pieces = response.bytes_stream();
        while body.len() < most {
            match tokio::time::timeout_at(until, pieces.next()).await {
                Ok(Some(Ok(piece))) => body.extend_from_slice(&piece),
                _ => break,
            }
        }
        body.truncate(most);
        Ok(Answer { status, headers, body })
    }

    /// Asks, and follows where that leads. Credentials stay with the host that they were for: `Authorization`, cookies,
    /// and headers whose value is marked as sensitive.
    ///
    /// # Errors
    /// [`Failed`].
    pub async fn ask(&self, ask: Ask) -> Result<Answer, Failed> {
        let timeout = ask.timeout;
        tokio::time::timeout(timeout, self.follow(ask)).await.map_err(|_| Failed::Slow)?
    }

    async fn follow(&self, mut ask: Ask) -> Result<Answer, Failed> {
        for _ in 0..=MOST_HOPS {
            let answer = self.once(&ask).await?;
            let Some(next) = onward(&ask.url, &answer) else { return Ok(answer) };
            if next.origin() != ask.url.origin() {
                forget_credentials(&mut ask.headers);
            }
            // As browsers do it: only these two repeat what was sent.
            if !matches!(answer.status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT) {
                ask.body.clear();
                ask.method = Method::GET;
            } else if next.origin() != ask.url.origin() && !ask.body.is_empty() {
                return Ok(answer);
            }
            ask.url = next;
        }
        Err(Failed::Around)
    }

    async fn once(&self, ask: &Ask) -> Result<Answer, Failed> {
        let response = self.send(&self.client, ask).await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        let mut pieces = response.bytes_stream();
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(failed)?;
            if body.len() + piece.len() > LARGEST {
                return Err(Failed::TooLarge);
            }
            body.extend_from_slice(&piece);
        }
        Ok(Answer { status, headers, body })
    }

    async fn send(&self, client: &reqwest::Client, ask: &Ask) -> Result<reqwest::Response, Failed> {
        self.check(&ask.url)?;
        let request = client.request(ask.method.clone(), ask.url.clone()).headers(ask.headers.clone());
        let request = if ask.body.is_empty() { request } else { request.body(ask.body.clone()) };
        request.send().await.map_err(failed)
    }

    /// A host that is an address is not looked up, and so has to be checked here.
    fn check(&self, url: &Url) -> Result<(), Failed> {
        let reachable = url.has_host() && number(url).is_none_or(|address| may_reach(address, &self.allowed));
        if reachable && matches!(url.scheme(), "http" | "https") { Ok(()) } else { Err(Failed::Forbidden) }
    }
}

/// Which addresses may be connected to, besides the networks that are allowed.
type Which = fn(IpAddr, &[IpNet]) -> bool;

/// A client that connects to these addresses alone.
fn connecting(allowed: &Arc<[IpNet]>, which: Which) -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .dns_resolver(Arc::new(Guarded { allowed: allowed.clone(), which }))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .connect_timeout(Duration::from_secs(10))
        .user_agent("client-portal/1")
        .build()
}

/// The address that a host is, where it is no name.
fn number(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        url::Host::Ipv4(address) => Some(IpAddr::V4(address)),
        url::Host::Ipv6(address) => Some(IpAddr::V6(address)),
        url::Host::Domain(_) => None,
    }
}

/// Removes what opens something, by its name or because whoever put it there said so.
fn forget_credentials(headers: &mut HeaderMap) {
    let marked = headers.iter().filter(|(_, value)| value.is_sensitive()).map(|(name, _)| name.clone());
    for name in marked.chain([AUTHORIZATION, COOKIE]).collect::<Vec<_>>() {
        headers.remove(name);
    }
}

fn onward(from: &Url, answer: &Answer) -> Option<Url> {
    if !matches!(answer.status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let place = answer.headers.get(LOCATION)?.to_str().ok()?;
    from.join(place).ok()
}

fn failed(error: reqwest::Error) -> Failed {
    let mut cause: Option<&dyn std::error::Error> = Some(&error);
    while let Some(inner) = cause {
        if inner.is::<Nowhere>() {
            return Failed::Forbidden;
        }
        cause = inner.source();
    }
    if error.is_timeout() { Failed::Slow } else { Failed::Unreachable(error) }
}

/// A name that leads to no address that may be connected to.
#[derive(Debug, thiserror::Error)]
#[error("this name leads nowhere that may be asked")]
struct Nowhere;

/// Looks names up and gives only the addresses that may be connected to.
struct Guarded {
    allowed: Arc<[IpNet]>,
    which: Which,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (allowed, which) = (self.allowed.clone(), self.which);
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let reachable: Vec<SocketAddr> = found.filter(|found| which(found.ip(), &allowed)).collect();
            if reachable.is_empty() {
                return Err(Nowhere.into());
            }
            Ok(Box::new(reachable.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    fn outgoing(allowed: &[&str]) -> Outgoing {
        Outgoing::new(&allowed.iter().map(|net| net.parse().unwrap()).collect::<Vec<_>>()).unwrap()
    }

    fn ask(url: &str) -> Ask {
        let url = Url::parse(url).unwrap();
        let timeout = Duration::from_secs(5);
        Ask { method: Method::GET, url, headers: HeaderMap::new(), body: Vec::new(), timeout }
    }

    /// Answers everybody with this, and says what it heard.
    async fn serve(answer: impl Fn(&str) -> String + Send + 'static) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let mut heard = vec![0; 4096];
                let length = socket.read(&mut heard).await.unwrap_or_default();
                let said = answer(&String::from_utf8_lossy(&heard[..length]));
                let _ = socket.write_all(said.as_bytes()).await;
            }
        });
        port
    }

    fn ok(body: &str) -> String {
        format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
    }

    #[tokio::test]
    async fn nothing_inside_is_asked_by_name_or_number() {
        let port = serve(|_| ok("inside")).await;
        for host in
            ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433", "127.1", "0.0.0.0"]
        {
            let failed = outgoing(&[]).ask(ask(&format!("http://{host}:{port}/"))).await.unwrap_err();
            assert!(matches!(failed, Failed::Forbidden), "{host}: {failed:?}");
        }
        for url in ["file:///etc/passwd", "ftp://example.com/", "gopher://example.com/"] {
            assert!(matches!(outgoing(&[]).ask(ask(url)).await.unwrap_err(), Failed::Forbidden), "{url}");
        }
        let answer = outgoing(&["127.0.0.0/8"]).ask(ask(&format!("http://127.0.0.1:{port}/"))).await.unwrap();
        assert_eq!(answer.body, b"inside");
    }

    #[tokio::test]
    async fn a_redirect_is_checked_as_the_first_was() {
        let to = |place: &str| {
            format!("HTTP/1.1 302 Found\r\nlocation: {place}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        };
        let place = to("http://169.254.169.254/latest/meta-data/");
        let port = serve(move |_| place.clone()).await;
        let url = format!("http://127.0.0.1:{port}/");
        assert!(matches!(outgoing(&["127.0.0.0/8"]).ask(ask(&url)).await.unwrap_err(), Failed::Forbidden));
        let round = to("/again");
        let port = serve(move |_| round.clone()).await;
        let url = format!("http://127.0.0.1:{port}/");
        assert!(matches!(outgoing(&["127.0.0.0/8"]).ask(ask(&url)).await.unwrap_err(), Failed::Around));
    }

    #[tokio::test]
    async fn credentials_stay_with_the_host_they_were_for() {
        let other = serve(|heard| ok(if heard.contains("secret") { "leaked" } else { "clean" })).await;
        let first = serve(move |_| {
            format!("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:{other}/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        })
        .await;
        let mut with = ask(&format!("http://127.0.0.1:{first}/"));
        with.headers.insert(AUTHORIZATION, "Bearer secret".parse().unwrap());
        let mut key: HeaderValue = "secret".parse().unwrap();
        key.set_sensitive(true);
        with.headers.insert("x-api-key", key);
        assert_eq!(outgoing(&["127.0.0.0/8"]).ask(with).await.unwrap().body, b"clean");
    }

    #[tokio::test]
    async fn an_answer_that_does_not_end_is_ended() {
        let port = serve(|_| format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(LARGEST + 1))).await;
        let failed = outgoing(&["127.0.0.0/8"]).ask(ask(&format!("http://127.0.0.1:{port}/"))).await.unwrap_err();
        assert!(matches!(failed, Failed::TooLarge), "{failed:?}");
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", silent.local_addr().unwrap());
        let hasty = Ask { timeout: Duration::from_millis(50), ..ask(&url) };
        assert!(matches!(outgoing(&["127.0.0.0/8"]).ask(hasty).await.unwrap_err(), Failed::Slow));
    }

    #[tokio::test]
    async fn who_is_asked_briefly_is_followed_nowhere_and_read_no_further() {
        let port = serve(|_| format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(LARGEST + 1))).await;
        let url = format!("http://127.0.0.1:{port}/");
        let answer = outgoing(&["127.0.0.0/8"]).ask_briefly(ask(&url), 10).await.unwrap();
        assert_eq!((answer.status.as_u16(), answer.body.as_slice()), (200, b"xxxxxxxxxx".as_slice()));
        let to =
            "HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let port = serve(move |_| to.to_owned()).await;
        let url = format!("http://127.0.0.1:{port}/");
        assert_eq!(outgoing(&["127.0.0.0/8"]).ask_briefly(ask(&url), 10).await.unwrap().status.as_u16(), 302);
        assert!(matches!(outgoing(&[]).ask_briefly(ask(&url), 10).await.unwrap_err(), Failed::Forbidden));
    }

    #[tokio::test]
    async fn nobody_outside_is_asked_briefly_where_others_can_read_it() {
        let port = serve(|_| ok("inside")).await;
        for url in ["http://1.1.1.1/", "http://[2606:4700::1111]/"] {
            let failed = outgoing(&["127.0.0.0/8"]).ask_briefly(ask(url), 10).await.unwrap_err();
            assert!(matches!(failed, Failed::Forbidden), "{url}: {failed:?}");
        }
        let (name, all) = (format!("http://localhost:{port}/"), ["127.0.0.0/8", "::1/128"]);
        assert_eq!(outgoing(&all).ask_briefly(ask(&name), 10).await.unwrap().body, b"inside");
        let failed = outgoing(&["10.0.0.0/8"]).ask_briefly(ask(&name), 10).await.unwrap_err();
        assert!(matches!(failed, Failed::Forbidden), "{failed:?}");
        let exposes = |allowed: &[&str], url| outgoing(allowed).exposes(&Url::parse(url).unwrap());
        assert!(exposes(&[], "http://hooks.example.com/") && exposes(&["10.0.0.0/8"], "http://1.1.1.1/"));
        assert!(!exposes(&["10.0.0.0/8"], "http://crm/") && !exposes(&["10.0.0.0/8"], "http://10.1.2.3/"));
        assert!(!exposes(&[], "https://hooks.example.com/") && !exposes(&[], "https://1.1.1.1/"));
    }

    /// What connects is what decides: of all that a name leads to, only what lies inside is told anything in clear.
    #[tokio::test]
    async fn a_name_that_leads_outside_is_connected_to_with_tls_alone() {
        let inside: IpNet = "10.0.0.0/8".parse().unwrap();
        let allowed: Arc<[IpNet]> = vec![inside].into();
        let led = async |which: Which, name: &str| {
            let found = Guarded { allowed: allowed.clone(), which }.resolve(name.parse().unwrap()).await;
            found.map(Iterator::count).map_err(|error| error.is::<Nowhere>())
        };
        assert_eq!((led(may_reach, "1.1.1.1").await, led(is_allowed, "1.1.1.1").await), (Ok(1), Err(true)));
        assert_eq!((led(may_reach, "10.1.2.3").await, led(is_allowed, "10.1.2.3").await), (Ok(1), Ok(1)));
        assert_eq!((led(may_reach, "localhost").await, led(is_allowed, "localhost").await), (Err(true), Err(true)));
    }

    #[tokio::test]
    async fn who_has_said_how_it_went_is_not_waited_for() {
        // More is promised than comes.
        let port = serve(|_| "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nso".to_owned()).await;
        let url = format!("http://127.0.0.1:{port}/");
        let hasty = Ask { timeout: Duration::from_millis(500), ..ask(&url) };
        let answer = outgoing(&["127.0.0.0/8"]).ask_briefly(hasty, 10).await.unwrap();
        assert_eq!((answer.status.as_u16(), answer.body.as_slice()), (200, b"so".as_slice()));
    }
}

//! Where a provider is, as an agency may say it, and to which hosts a credential is sent: rules without I/O.

use url::{Host, Url};

/// Whether credentials may travel there: by TLS, or within this machine, which the guard of what goes out lets through only
/// where the operator allows it.
pub fn is_private(url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    let plain = url.username().is_empty() && url.password().is_none();
    plain && (url.scheme() == "https" || (url.scheme() == "http" && here))
}

/// Whether a host is among these; `*.` stands for what is below a name.
pub fn is_among(url: &Url, hosts: &[String]) -> bool {
    let Some(host) = url.host_str() else { return false };
    hosts.iter().any(|known| match known.strip_prefix("*.") {
        Some(above) => host.strip_suffix(above).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.')),
        None => host == known,
    })
}

/// A host as it is kept; none where it is no host. What is below a public suffix is not looked up: `*.` wants two names.
pub fn host(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (wild, name) = match text.strip_prefix("*.") {
        Some(name) => ("*.", name),
        None => ("", text.as_str()),
    };
    // A URL's host may hold an asterisk; a name in the DNS that someone owns does not.
    let parsed = Host::parse(name).ok().filter(|_| !name.contains('*'))?;
    let enough = wild.is_empty() || (matches!(parsed, Host::Domain(_)) && name.trim_matches('.').contains('.'));
    enough.then(|| format!("{wild}{parsed}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_go_where_they_were_meant_for() {
        let hosts = ["api.example.com".to_owned(), "*.my.example.com".to_owned()];
        let among = |url: &str| is_among(&Url::parse(url).unwrap(), &hosts);
        for url in [
            "https://api.example.com/x",
            "https://API.example.com:8443/",
            "https://a.my.example.com/",
            "https://a.b.my.example.com/",
        ] {
            assert!(among(url), "{url}");
        }
        for url in [
            "https://example.com/",
            "https://my.example.com/",
            "https://evilmy.example.com/",
            "https://api.example.com.evil.test/",
            "https://api.example.com@evil.test/",
            "https://evil.test/api.example.com",
        ] {
            assert!(!among(url), "{url}");
        }
    }

    #[test]
    fn they_travel_unread() {
        let private = |url: &str| is_private(&Url::parse(url).unwrap());
        assert!(private("https://example.com/") && private("http://127.0.0.1:9/") && private("http://localhost/"));
        assert!(
            !private("http://example.com/") && !private("https://a:b@example.com/") && !private("ftp://localhost/")
        );
        assert!(!private("http://127.0.0.1.example.com/"));
    }

    #[test]
    fn a_host_is_one() {
        assert_eq!(host(" API.Example.com "), Some("api.example.com".into()));
        assert_eq!(host("*.example.com"), Some("*.example.com".into()));
        for wrong in ["", "*", "*.", "*.com", "https://example.com", "a b", "*.127.0.0.1", "example.com/x"] {
            assert_eq!(host(wrong), None, "{wrong}");
        }
    }
}

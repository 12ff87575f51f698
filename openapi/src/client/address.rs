use std::{fmt, net::IpAddr, str::FromStr};

use reqwest::Url;

/// Where a server lives: scheme, host, port and perhaps a path, without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Url);

/// What was typed is not an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a server address; write it like https://portal.example.com")]
pub struct AddressError(String);

impl Address {
    /// The base that the staff API's paths are added to.
    pub fn api(&self) -> String {
        format!("{self}/api/v1")
    }

    /// Where clients see a request.
    pub fn portal_request(&self, id: uuid::Uuid) -> String {
        format!("{self}/portal/requests/{id}")
    }

    /// Where clients see a project.
    pub fn portal_project(&self, id: uuid::Uuid) -> String {
        format!("{self}/portal/projects/{id}")
    }

    /// Where clients see an approval.
    pub fn portal_approval(&self, id: uuid::Uuid) -> String {
        format!("{self}/portal/approvals/{id}")
    }

    /// Where clients see an invoice.
    pub fn portal_invoice(&self, id: uuid::Uuid) -> String {
        format!("{self}/portal/billing/invoices/{id}")
    }

    /// Where clients see a workflow.
    pub fn portal_workflow(&self, id: uuid::Uuid) -> String {
        format!("{self}/portal/workflows/{id}")
    }

    /// Where clients see a run of a workflow.
    pub fn portal_run(&self, workflow: uuid::Uuid, id: uuid::Uuid) -> String {
        format!("{self}/portal/workflows/{workflow}/runs/{id}")
    }

    /// Where clients see a connection.
    pub fn portal_connection(&self, id: uuid::Uuid) -> String {
        format!("{self}/portal/connections/{id}")
    }

    /// Where clients fill in a form.
    pub fn portal_form(&self, id: uuid::Uuid) -> String {
        format!("{self}/portal/forms/{id}")
    }

    /// Whether the server runs on this very machine.
    pub fn is_loopback(&self) -> bool {
        let host = self.0.host_str().unwrap_or_default().trim_matches(['[', ']']);
        host == "localhost" || host.ends_with(".localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Whether what is sent could be read on the way.
    pub fn is_exposed(&self) -> bool {
        self.0.scheme() != "https" && !self.is_loopback()
    }
}

impl FromStr for Address {
    type Err = AddressError;

    /// Adds the scheme that was left out: `http` for this machine, `https` for any other.
    fn from_str(text: &str) -> Result<Self, AddressError> {
        let refuse = || AddressError(text.trim().chars().filter(|c| !c.is_control()).collect());
        let text = text.trim();
        let address = if text.contains("://") {
            Address(Url::parse(text).map_err(|_| refuse())?)
        } else {
            let plain = Address(Url::parse(&format!("http://{text}")).map_err(|_| refuse())?);
            if plain.is_loopback() {
                plain
            } else {
                Address(Url::parse(&format!("https://{text}")).map_err(|_| refuse())?)
            }
        };
        let url = &address.0;
        let sound = matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.is_empty())
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if sound { Ok(address) } else { Err(refuse()) }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        text.parse().unwrap()
    }

    #[test]
    fn the_scheme_may_be_left_out() {
        assert_eq!(address("portal.example.com/").to_string(), "https://portal.example.com");
        assert_eq!(address("localhost:8080").api(), "http://localhost:8080/api/v1");
        assert_eq!(address("[::1]:9").to_string(), "http://[::1]:9");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in ["", "   ", "ftp://x", "http://", "https://a:b@c", "https://a/?q=1"] {
            assert!(text.parse::<Address>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn plain_http_is_exposed_unless_it_stays_here() {
        assert!(!address("http://127.0.0.1:8080").is_exposed());
        assert!(!address("http://harbor.localhost").is_exposed());
        assert!(address("http://192.168.1.4").is_exposed());
        assert!(!address("https://a.example").is_exposed());
    }
}

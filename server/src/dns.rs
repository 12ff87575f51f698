//! What DNS says. A resolver that remembers nothing, since whoever has just set a record wants to know what is
//! there now; what it hears is somebody else's text, to be compared and shown, never to be believed.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolveHosts, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::{Name, RData, Record, RecordType};

use crate::error::{Error, Result};

/// What was asked for, and whether it was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// This.
    Found(Vec<T>),
    /// The name is there, and nothing of this kind at it.
    Nothing,
    /// The name itself is not there.
    NoName,
    /// Nobody said anything that could be believed: no answer in time, or a failure on the way.
    Silent,
}

/// Where a host has to lead so that its visitors come here.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The host that others are to be an alias of; an address where the install has no name.
    pub target: String,
    /// The addresses for hosts that cannot be an alias.
    pub configured: Vec<IpAddr>,
}

impl Home {
    /// All addresses that are known to be ours.
    pub fn addresses(&self) -> Vec<IpAddr> {
        let own = self.target.trim_matches(['[', ']']).parse().ok();
        self.configured.iter().copied().chain(own).collect()
    }

    /// Whether the target is a name.
    pub fn is_named(&self) -> bool {
        self.target.trim_matches(['[', ']']).parse::<IpAddr>().is_err()
    }
}

/// Asks DNS, and knows what it should say of hosts that lead here.
pub struct Dns {
    resolver: Option<TokioResolver>,
    pub home: Home,
}

impl Dns {
    /// Asks the resolver at this address, or those that the system is set to.
    ///
    /// # Errors
    /// When the resolver cannot be made.
    pub fn new(server: Option<SocketAddr>, patience: Duration, home: Home) -> Result<Self> {
        let mut builder = match server {
            Some(server) => {
                let mut connections = vec![ConnectionConfig::udp(), ConnectionConfig::tcp()];
                for connection in &mut connections {
                    connection.port = server.port();
                }
                let server = NameServerConfig::new(server.ip(), true, connections);
                let config = ResolverConfig::from_name_servers(vec![server]);
                TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            }
            None => match TokioResolver::builder_tokio() {
                Ok(builder) => builder,
                // Nothing else of ours needs it, so that is no reason not to start.
                Err(error) => {
                    tracing::warn!(%error, "the system names no resolver; no host can be verified");
                    return Ok(Self { resolver: None, home });
                }
            },
        };
        let options = builder.options_mut();
        options.timeout = patience;
        options.attempts = 1;
        options.cache_size = 0;
        options.positive_max_ttl = Some(Duration::ZERO);
        options.negative_max_ttl = Some(Duration::ZERO);
        options.use_hosts_file = ResolveHosts::Never;
        Ok(Self { resolver: Some(builder.build().map_err(Error::internal)?), home })
    }

    /// The texts at a name, each put together from its parts.
    pub async fn texts(&self, name: &str) -> Answer<String> {
        let read = |record: &Record| match &record.data {
            RData::TXT(text) => Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
            _ => None,
        };
        self.ask(name, RecordType::TXT, read).await
    }

    /// The names that a name stands for.
    pub async fn aliases(&self, name: &str) -> Answer<String> {
        let read = |record: &Record| match &record.data {
            RData::CNAME(alias) => Some(alias.0.to_lowercase().to_ascii().trim_end_matches('.').to_owned()),
            _ => None,
        };
        self.ask(name, RecordType::CNAME, read).await
    }

    /// The addresses of a name, of both kinds.
    pub async fn addresses(&self, name: &str) -> Answer<IpAddr> {
        let read = |record: &Record| match &record.data {
            RData::A(address) => Some(IpAddr::V4(address.0)),
            RData::AAAA(address) => Some(IpAddr::V6(address.0)),
            _ => None,
        };
        let (old, new) = tokio::join!(self.ask(name, RecordType::A, read), self.ask(name, RecordType::AAAA, read));
        match (old, new) {
            (Answer::Found(old), Answer::Found(new)) => Answer::Found(old.into_iter().chain(new).collect()),
            (Answer::Found(found), _) | (_, Answer::Found(found)) => Answer::Found(found),
            (Answer::Silent, _) | (_, Answer::Silent) => Answer::Silent,
            (Answer::NoName, Answer::NoName) => Answer::NoName,
            _ => Answer::Nothing,
        }
    }

    async fn ask<T>(&self, name: &str, kind: RecordType, read: impl Fn(&Record) -> Option<T>) -> Answer<T> {
        let (Some(resolver), Ok(name)) = (&self.resolver, Name::from_ascii(format!("{name}."))) else {
            return Answer::Silent;
        };
        match resolver.lookup(name, kind).await {
            Ok(found) => {
                let found: Vec<T> = found.answers().iter().filter_map(read).collect();
                if found.is_empty() { Answer::Nothing } else { Answer::Found(found) }
            }
            Err(NetError::Dns(DnsError::NoRecordsFound(nothing))) => match nothing.response_code {
                ResponseCode::NXDomain => Answer::NoName,
                _ => Answer::Nothing,
            },
            Err(error) => {
                tracing::debug!(%error, "a question to DNS");
                Answer::Silent
            }
        }
    }
}

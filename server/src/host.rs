//! Hosts in one canonical form. Whatever names one — a `Host` header, an `Origin`, a host that staff add, the
//! install's own address, a link in a mail — goes through here, so that two spellings of a host are one host
//! and what is no host never gets further.

mod script;

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

/// The longest name that DNS can hold, in text and without the dot at its end.
const LONGEST_NAME: usize = 253;
const LONGEST_LABEL: usize = 63;

/// A name in small letters and A-labels without a dot at its end, or an IP address. Never a port.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Host(String);

/// A host, and the port where one is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    pub host: Host,
    pub port: Option<u16>,
}

/// Scheme, host and port: all that an address of ours has before its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pub secure: bool,
    pub authority: Authority,
}

impl Host {
    /// A host as machines write it: ASCII, in any case, with or without the dot at its end.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(inner) = text.strip_prefix('[') {
            let address: Ipv6Addr = inner.strip_suffix(']')?.parse().ok()?;
            return Some(Self(format!("[{address}]")));
        }
        let name = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        if name.len() > LONGEST_NAME || !name.split('.').all(is_label) {
            return None;
        }
        // What ends like a number is an IPv4 address or a trick (WHATWG URL, "ends in a number").
        if ends_in_number(&name) {
            let address: Ipv4Addr = name.parse().ok()?;
            return Some(Self(address.to_string()));
        }
        Some(Self(name))
    }

    /// A name that somebody may say is theirs, as people write it: in any script, and nothing but the name.
    ///
    /// # Errors
    /// What is wrong with it, for whoever wrote it.
    pub fn domain(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.contains(['/', '@', '?', '#', '\\']) {
            return Err("Write the host alone, like portal.example.com: no https:// and no path.");
        }
        if text.contains('*') {
            return Err("A host stands for itself alone. Add each one that you need.");
        }
        if text.contains(['[', ']']) || text.parse::<Ipv6Addr>().is_ok() {
            return Err(NO_ADDRESS);
        }
        if text.contains(':') {
            return Err("Write the host without a port.");
        }
        let name = ascii(text).ok_or("This is not a host name.")?;
        if !name.contains('.') {
            return Err("Write the whole name, like portal.example.com.");
        }
        if ends_in_number(&name) {
            return Err(NO_ADDRESS);
        }
        Ok(Self(name))
    }

    /// The canonical form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name in the script it was thought of in, for people to read.
    pub fn for_people(&self) -> String {
        for_people(&self.0)
    }
}

/// A name in A-labels in the script it was thought of in, for people to read; as it is where it mixes scripts or
/// looks like one in another.
pub fn for_people(name: &str) -> String {
    let (shown, outcome) = idna::domain_to_unicode(name);
    if outcome.is_ok() && script::is_plain(&shown) { shown } else { name.to_owned() }
}

const NO_ADDRESS: &str = "An IP address cannot be verified. Use a name.";

impl Authority {
    /// A host with or without a port, as a `Host` header has it: no user, no path, nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let end = text.rfind(']').map_or(0, |bracket| bracket + 1);
        let (host, port) = match text[end..].find(':') {
            Some(colon) => (&text[..end + colon], &text[end + colon + 1..]),
            None => (text, ""),
        };
        let digits = port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
        let port = match port {
            "" => None,
            port if digits => Some(port.parse().ok().filter(|port| *port != 0)?),
            _ => return None,
        };
        Some(Self { host: Host::parse(host)?, port })
    }

    /// Without the port that the scheme has anyway.
    pub fn over(mut self, secure: bool) -> Self {
        self.port = self.port.filter(|port| *port != if secure { 443 } else { 80 });
        self
    }
}

impl Origin {
    /// An address without a path: `https://portal.example.com`. A name may be in any script.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.strip_suffix('/').unwrap_or(text).split_once("://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let authority = match rest.is_ascii() {
            true => Authority::parse(rest)?,
            false => {
                let (name, port) = rest.split_once(':').unwrap_or((rest, ""));
                Authority::parse(&format!("{}:{port}", ascii(name)?))?
            }
        };
        Some(Self { secure, authority: authority.over(secure) })
    }

    /// The same scheme and port at another host.
    pub fn at(&self, host: &str) -> String {
        let port = self.authority.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{host}{port}", self.scheme())
    }

    fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }
}

/// A name in A-labels, by the rules for names on the web (UTS 46) and for hosts (STD 3).
fn ascii(text: &str) -> Option<String> {
    let labels = Uts46::new();
    let name = labels
        .to_ascii(text.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::VerifyAllowRootDot)
        .ok()?;
    let name = name.strip_suffix('.').unwrap_or(&name);
    Some(name.to_owned()).filter(|name| !name.is_empty())
}

fn is_label(label: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
    (1..=LONGEST_LABEL).contains(&label.len())
        && label.bytes().all(known)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn ends_in_number(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    let hex = last.strip_prefix("0x").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    hex || last.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.host),
            None => self.host.fmt(f),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme(), self.authority)
    }
}

#[cfg(test)]
mod tests;

//! The records that staff are to set.

use crate::dns::Home;
use crate::entity::domain::Model;

/// Stands before the host in the name of the record that proves whose it is.
const PROOF_NAME: &str = "_portal-verify";
/// The longest host that leaves room for that name.
pub const LONGEST: usize = 253 - PROOF_NAME.len() - 1;
/// Begins the value of that record.
pub const PROOF: &str = "portal-verify=";

/// What a record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Txt,
    Cname,
    A,
    Aaaa,
}

/// One record, as a form for DNS wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub kind: Kind,
    pub name: String,
    pub value: String,
    /// Whether it is needed only where the one before cannot be set: there is no CNAME at the top of a zone.
    pub instead: bool,
}

/// The name of the record that proves whose a host is.
pub fn proof_name(host: &str) -> String {
    format!("{PROOF_NAME}.{host}")
}

/// All records that a host needs: none where whoever runs the install answers for it.
pub fn wanted(domain: &Model, home: &Home) -> Vec<Wanted> {
    if domain.by_operator {
        return Vec::new();
    }
    let value = format!("{PROOF}{}", domain.token);
    let mut all = vec![Wanted { kind: Kind::Txt, name: proof_name(&domain.host), value, instead: false }];
    let named = home.is_named() && home.target != domain.host;
    if named {
        let (name, value) = (domain.host.clone(), home.target.clone());
        all.push(Wanted { kind: Kind::Cname, name, value, instead: false });
    }
    for address in home.addresses() {
        let kind = if address.is_ipv4() { Kind::A } else { Kind::Aaaa };
        let (name, value) = (domain.host.clone(), address.to_string());
        all.push(Wanted { kind, name, value, instead: named });
    }
    all
}

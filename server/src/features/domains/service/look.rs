use std::net::IpAddr;

use crate::dns::{Answer, Dns};
use crate::entity::domain::Model;
use crate::features::domains::records::{self, PROOF};
use crate::features::domains::rules::{Pointing, Proof, Seen};
use crate::text;

/// How much is kept of what stands where something else should.
const LONGEST_FOUND: usize = 200;

/// Looks for a host in DNS.
pub(super) async fn look(dns: &Dns, domain: &Model) -> Seen {
    let proof = match dns.texts(&records::proof_name(&domain.host)).await {
        Answer::Silent => return Seen { proof: Proof::Silent, pointing: Pointing::Unknown },
        Answer::Found(texts) => proof(&texts, &domain.token),
        Answer::Nothing | Answer::NoName => Proof::Missing { no_host: false },
    };
    let (pointing, no_host) = pointing(dns, &domain.host).await;
    match proof {
        Proof::Missing { .. } => Seen { proof: Proof::Missing { no_host }, pointing },
        proof => Seen { proof, pointing },
    }
}

/// Several may stand at one name; one with our value is enough.
fn proof(texts: &[String], token: &str) -> Proof {
    let ours = || texts.iter().filter_map(|text| text.trim().strip_prefix(PROOF));
    if ours().any(|value| value == token) {
        return Proof::Given;
    }
    match ours().next() {
        Some(other) => Proof::Other(shown(&format!("{PROOF}{other}"))),
        None => Proof::Missing { no_host: false },
    }
}

/// Where a host leads, and whether it is not even there.
async fn pointing(dns: &Dns, host: &str) -> (Pointing, bool) {
    let target = dns.home.target.as_str();
    let aliases = match dns.aliases(host).await {
        Answer::Found(aliases) => aliases,
        Answer::Silent => return (Pointing::Unknown, false),
        Answer::Nothing | Answer::NoName => Vec::new(),
    };
    if host == target || aliases.iter().any(|alias| alias == target) {
        return (Pointing::Here, false);
    }
    let led: Vec<IpAddr> = match dns.addresses(host).await {
        Answer::Found(led) => led,
        Answer::Silent => return (Pointing::Unknown, false),
        Answer::Nothing | Answer::NoName if !aliases.is_empty() => Vec::new(),
        Answer::Nothing => return (Pointing::Nowhere, false),
        Answer::NoName => return (Pointing::Nowhere, true),
    };
    let mut ours = dns.home.addresses();
    if let Answer::Found(resolved) = dns.addresses(target).await {
        ours.extend(resolved);
    }
    if led.iter().any(|address| ours.contains(address)) {
        return (Pointing::Here, false);
    }
    let place = match aliases.into_iter().next() {
        Some(alias) => alias,
        None => led.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    (Pointing::Elsewhere(shown(&place)), false)
}

fn shown(found: &str) -> String {
    text::clean_line(found).chars().take(LONGEST_FOUND).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_right_value_among_others_is_enough() {
        let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(proof(&texts(&["v=spf1 -all", "portal-verify=b", " portal-verify=a "]), "a"), Proof::Given);
        assert_eq!(proof(&texts(&["portal-verify=b"]), "a"), Proof::Other("portal-verify=b".into()));
        for missing in [&["v=spf1 -all"] as &[&str], &[], &["portal-verify"], &["a"], &["xportal-verify=a"]] {
            assert_eq!(proof(&texts(missing), "a"), Proof::Missing { no_host: false }, "{missing:?}");
        }
        assert_ne!(proof(&texts(&["portal-verify=A", "portal-verify=", "portal-verify=ab"]), "a"), Proof::Given);
        let Proof::Other(found) = proof(&texts(&[&format!("portal-verify=\u{1b}[2J{}", "x".repeat(900))]), "a") else {
            panic!("another value is another value")
        };
        assert!(found.chars().count() == LONGEST_FOUND && !found.contains('\u{1b}'), "{found}");
    }
}

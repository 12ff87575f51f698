//! What a host's problem is, in a sentence for staff.

use super::records;
use crate::entity::domain::Model;
use crate::entity::words::DomainProblem;

/// Why a host is not as it should be, and what to do.
pub fn reason(domain: &Model, target: &str) -> Option<String> {
    let problem = domain.problem?;
    let host = &domain.host;
    let record = records::proof_name(host);
    let found = domain.found.as_deref().unwrap_or_default();
    Some(match problem {
        DomainProblem::NoAnswer => "DNS gave no answer. Nothing has changed; it is asked again by itself.".into(),
        DomainProblem::NameMissing => format!("There is nothing in DNS for {host} (NXDOMAIN). Set the records below."),
        DomainProblem::RecordMissing => {
            format!("There is no TXT record at {record}. A new one can take some hours to show.")
        }
        DomainProblem::RecordDiffers => format!("The TXT record at {record} has another value: “{found}”."),
        DomainProblem::PointsNowhere => {
            format!("The host is yours, and it points nowhere yet: {host} has no CNAME and no address.")
        }
        DomainProblem::PointsElsewhere => {
            format!(
                "The host is yours, and it does not point here: {host} leads to {found}, not to {target}. Behind a proxy of your own that may be right."
            )
        }
        DomainProblem::Unavailable => format!("{host} cannot be used here. Ask whoever runs this install."),
    })
}

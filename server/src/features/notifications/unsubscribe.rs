//! The link that ends mails of a kind: it says whose and which, and proves itself. Nothing of it is kept.

use data_encoding::BASE64URL_NOPAD;
use uuid::Uuid;

use crate::ids::{AgencyId, ClientId, StaffId};
use crate::mail::Letters;

/// Whose mails end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Client(ClientId),
    Staff(StaffId),
}

/// Which mails end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Those about one group, by its word.
    Group(String),
    /// The daily summary.
    Digest,
}

/// What a link stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    pub whose: Whose,
    pub what: What,
}

const DIGEST: &str = "digest";
const PROOF: usize = 32;

impl Ticket {
    /// The link's last part, good at one agency.
    pub fn seal(&self, letters: &Letters, agency: AgencyId) -> String {
        let (side, id): (u8, Uuid) = match self.whose {
            Whose::Client(id) => (b'c', id.into()),
            Whose::Staff(id) => (b's', id.into()),
        };
        let what = match &self.what {
            What::Group(word) => word.as_str(),
            What::Digest => DIGEST,
        };
        let mut bytes = vec![side];
        bytes.extend(id.as_bytes());
        bytes.extend(what.as_bytes());
        let proof = letters.seal(&said(agency, &bytes));
        bytes.extend(proof);
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// What a link's last part stands for, where it is ours.
    pub fn open(letters: &Letters, agency: AgencyId, token: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok().filter(|bytes| bytes.len() <= 128)?;
        let (bytes, proof) = bytes.split_at_checked(bytes.len().checked_sub(PROOF)?)?;
        if !letters.is_sealed(&said(agency, bytes), proof) {
            return None;
        }
        let (side, rest) = bytes.split_first()?;
        let (id, what) = rest.split_at_checked(16)?;
        let id = Uuid::from_slice(id).ok()?;
        let whose = match side {
            b'c' => Whose::Client(id.into()),
            _ => Whose::Staff(id.into()),
        };
        let what = match std::str::from_utf8(what).ok()? {
            DIGEST => What::Digest,
            word => What::Group(word.to_owned()),
        };
        Some(Self { whose, what })
    }
}

fn said(agency: AgencyId, bytes: &[u8]) -> String {
    format!("unsubscribe/{agency}/{}", BASE64URL_NOPAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;
    use crate::secrets::MasterKey;

    fn letters(key: &str) -> Letters {
        Letters::new(&MasterKey::parse(&key.repeat(43)).expect("a key"), 0, None)
    }

    #[test]
    fn a_link_is_good_for_one_person_one_group_and_one_agency() {
        let (ours, agency) = (letters("A"), AgencyId::new());
        for what in [What::Digest, What::Group("answers".into())] {
            let ticket = Ticket { whose: Whose::Client(ClientId::new()), what };
            let token = ticket.seal(&ours, agency);
            assert_eq!(Ticket::open(&ours, agency, &token), Some(ticket.clone()));
            assert_eq!(Ticket::open(&ours, AgencyId::new(), &token), None);
            assert_eq!(Ticket::open(&letters("E"), agency, &token), None);
            for at in 0..token.len() {
                let mut other = token.clone().into_bytes();
                other[at] = if other[at] == b'A' { b'B' } else { b'A' };
                let other = String::from_utf8(other).expect("letters");
                assert!(Ticket::open(&ours, agency, &other).is_none_or(|opened| opened == ticket), "{at}");
            }
        }
        for nothing in ["", "x", "====", &"A".repeat(43), &"A".repeat(4000)] {
            assert_eq!(Ticket::open(&ours, agency, nothing), None, "{nothing}");
        }
    }
}

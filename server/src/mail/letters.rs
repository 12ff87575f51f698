use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use sea_orm::ActiveValue::{NotSet, Set};
use uuid::Uuid;

use crate::access::{AgencyScope, Author};
use crate::entity::reply_address;
use crate::error::Result;
use crate::ids::{ClientId, MailId, RequestId, WorkspaceId};
use crate::secrets::{self, MasterKey, Sealer};

/// What an install has decided about its letters.
pub struct Letters {
    /// How long a notification waits for others to come in the same mail.
    pub grouping: TimeDelta,
    /// The domain whose mail comes to us.
    inbound: Option<String>,
    seals: Sealer,
}

/// Where a letter to one of our own addresses belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// The answer of somebody, found by the hash of the address's token.
    Reply { token_hash: String },
    /// What happened to this letter.
    Bounce { mail: MailId },
    /// Nobody: an address at our domain that we never gave out.
    Nobody,
}

impl Letters {
    /// Letters under this master key.
    pub fn new(master: &MasterKey, grouping_seconds: u32, inbound: Option<String>) -> Self {
        Self {
            grouping: TimeDelta::seconds(grouping_seconds.into()),
            inbound: inbound.map(|domain| domain.trim_end_matches('.').to_lowercase()),
            seals: Sealer::new(master, "letters"),
        }
    }

    /// The proof for a text in a letter.
    pub fn seal(&self, text: &str) -> [u8; 32] {
        self.seals.seal(text)
    }

    /// Whether this is the proof for that text, in constant time.
    pub fn is_sealed(&self, text: &str, proof: &[u8]) -> bool {
        self.seals.is_sealed(text, proof)
    }

    /// Where mail servers say what happened to a letter, if such answers come to us.
    pub fn bounce_address(&self, mail: MailId) -> Option<String> {
        let domain = self.inbound.as_ref()?;
        let mut bytes = Uuid::from(mail).into_bytes().to_vec();
        bytes.extend_from_slice(&self.seal(&format!("bounce/{mail}"))[..10]);
        Some(format!("bounce+{}@{domain}", base32(&bytes)))
    }

    /// Where an address of ours leads; `None` when it is not at our domain.
    pub fn addressee(&self, address: &str) -> Option<Addressee> {
        let (local, domain) = address.rsplit_once('@')?;
        if !domain.trim_end_matches('.').eq_ignore_ascii_case(self.inbound.as_ref()?) {
            return None;
        }
        let local = local.to_lowercase();
        let found = match local.split_once('+') {
            Some(("reply", token)) if token.len() == REPLY => {
                Some(Addressee::Reply { token_hash: secrets::hash(token) })
            }
            Some(("bounce", token)) => self.bounced(token).map(|mail| Addressee::Bounce { mail }),
            _ => None,
        };
        Some(found.unwrap_or(Addressee::Nobody))
    }

    fn bounced(&self, token: &str) -> Option<MailId> {
        let bytes = BASE32_NOPAD.decode(token.to_uppercase().as_bytes()).ok()?;
        let (id, _) = bytes.split_at_checked(16)?;
        let mail = MailId::from(Uuid::from_slice(id).ok()?);
        let ours = self.bounce_address(mail)?;
        let known = ours.split_once('@')?.0.strip_prefix("bounce+")? == token;
        known.then_some(mail)
    }

    /// A token for one person's answers on one request: 160 bits that only we can make.
    fn reply_token(&self, person: ClientId, request: RequestId) -> String {
        base32(&self.seal(&format!("reply/{person}/{request}"))[..20])
    }
}

/// Addresses are no matter of case, and mail servers change it.
fn base32(bytes: &[u8]) -> String {
    BASE32_NOPAD.encode(bytes).to_lowercase()
}

/// The length of a token of a reply address.
const REPLY: usize = 32;

/// Where one person answers on one request by mail: always the same address. `None` where answers by mail are not
/// taken.
///
/// # Errors
/// When the database refuses.
pub async fn reply_address(
    scope: &AgencyScope,
    letters: &Letters,
    workspace: WorkspaceId,
    person: ClientId,
    request: RequestId,
) -> Result<Option<String>> {
    let Some(domain) = &letters.inbound else { return Ok(None) };
    let token = letters.reply_token(person, request);
    let row = reply_address::ActiveModel {
        token_hash: Set(secrets::hash(&token)),
        agency_id: NotSet,
        workspace_id: Set(workspace),
        client_user_id: Set(person),
        request_id: Set(request),
        created_at: Set(scope.now()),
    };
    scope.append(row).await?;
    Ok(Some(format!("reply+{token}@{domain}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;

    fn letters(key: &str, domain: Option<&str>) -> Letters {
        Letters::new(&MasterKey::parse(&key.repeat(43)).expect("a key"), 0, domain.map(str::to_owned))
    }

    #[test]
    fn an_address_leads_where_it_was_made_for_whatever_its_case() {
        let ours = letters("A", Some("In.Example.com."));
        let mail = MailId::new();
        let address = ours.bounce_address(mail).expect("an address");
        assert!(address.len() - "@in.example.com".len() <= 64, "{address}");
        for address in [address.clone(), address.to_uppercase()] {
            assert_eq!(ours.addressee(&address), Some(Addressee::Bounce { mail }), "{address}");
        }
        let token = ours.reply_token(ClientId::new(), RequestId::new());
        assert_eq!(token.len(), REPLY);
        let reply = format!("Reply+{token}@in.example.com");
        assert_eq!(ours.addressee(&reply), Some(Addressee::Reply { token_hash: secrets::hash(&token) }));
    }

    #[test]
    fn a_forged_address_leads_nowhere() {
        let ours = letters("A", Some("in.example.com"));
        let theirs = letters("E", Some("in.example.com")).bounce_address(MailId::new()).expect("an address");
        for nobody in [
            theirs.as_str(),
            "bounce+@in.example.com",
            "reply+x@in.example.com",
            "info@in.example.com",
            "@in.example.com",
        ] {
            assert_eq!(ours.addressee(nobody), Some(Addressee::Nobody), "{nobody}");
        }
        for elsewhere in ["reply+x@example.com", "nobody", ""] {
            assert_eq!(ours.addressee(elsewhere), None, "{elsewhere}");
        }
        assert_eq!(letters("A", None).addressee("reply+x@in.example.com"), None);
    }
}

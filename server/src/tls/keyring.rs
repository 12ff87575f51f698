use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use crate::error::{Error, Result};

/// The certificates that this node can show, by host. A host that has none gets no answer at all: never the
/// certificate of another agency's.
#[derive(Debug, Default)]
pub struct Keyring(RwLock<HashMap<String, Arc<CertifiedKey>>>);

impl Keyring {
    /// Puts a host's certificate in, in place of the one that was there.
    ///
    /// # Errors
    /// When the texts are no certificate and key, or not of each other.
    pub fn put(&self, host: &str, chain: &str, key: &[u8]) -> Result<()> {
        let chain = CertificateDer::pem_slice_iter(chain.as_bytes()).collect::<Result<Vec<_>, _>>();
        let chain = chain.map_err(|error| Error::internal(anyhow::anyhow!("a certificate of {host}: {error}")))?;
        let key = PrivateKeyDer::from_pem_slice(key)
            .map_err(|error| Error::internal(anyhow::anyhow!("the key of {host}: {error}")))?;
        let pair = CertifiedKey::new(chain, any_supported_type(&key).map_err(Error::internal)?);
        pair.keys_match().map_err(Error::internal)?;
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(host.to_owned(), Arc::new(pair));
        Ok(())
    }
}

impl ResolvesServerCert for Keyring {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let host = hello.server_name()?.trim_end_matches('.').to_ascii_lowercase();
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&host).cloned()
    }
}

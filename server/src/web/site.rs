use super::assets::Assets;
use crate::error::{Error, Result};
use crate::host::Origin;
use crate::secrets::{MasterKey, Sealer};

/// What all pages share.
pub struct Site {
    pub assets: Assets,
    pub sealer: Sealer,
    /// Scheme, host and port under which the install is reached, in canonical form.
    pub base_url: String,
}

impl Site {
    /// Reads the assets and derives the key of the forms' tokens.
    ///
    /// # Errors
    /// When an asset is missing or the address is none.
    pub fn new(master: &MasterKey, base_url: &str) -> Result<Self> {
        let base_url = Origin::parse(base_url).ok_or_else(|| {
            Error::Malformed("PORTICO_BASE_URL must be http:// or https://, a host, perhaps a port, and no path".into())
        })?;
        Ok(Self { assets: Assets::load()?, sealer: Sealer::new(master, "csrf"), base_url: base_url.to_string() })
    }
}

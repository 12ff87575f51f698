use super::assets::Assets;
use crate::error::{Error, Result};
use crate::secrets::{MasterKey, Sealer};

/// What all pages share.
pub struct Site {
    pub assets: Assets,
    pub sealer: Sealer,
    /// Scheme, host and port under which the install is reached, without a slash at its end.
    pub base_url: String,
}

impl Site {
    /// Reads the assets and derives the key of the forms' tokens.
    ///
    /// # Errors
    /// When an asset is missing or the address is none.
    pub fn new(master: &MasterKey, base_url: &str) -> Result<Self> {
        if !base_url.starts_with("http://") && !base_url.starts_with("https://") {
            return Err(Error::Malformed("PORTICO_BASE_URL must begin with http:// or https://".into()));
        }
        let base_url = base_url.trim_end_matches('/').to_owned();
        Ok(Self { assets: Assets::load()?, sealer: Sealer::new(master, "csrf"), base_url })
    }
}

//! What is set, without what is set to nothing: files for containers name variables that nobody has filled in.

use figment::value::{Dict, Map};
use figment::{Error, Metadata, Profile, Provider};

/// The one setting that being empty says something for: that its default is not wanted.
const MAY_BE_EMPTY: &str = "metrics_bind";

/// A source of settings in which an empty text counts as not set.
pub struct Given<P>(pub P);

impl<P: Provider> Provider for Given<P> {
    fn metadata(&self) -> Metadata {
        self.0.metadata()
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let mut profiles = self.0.data()?;
        for settings in profiles.values_mut() {
            settings.retain(|key, value| key == MAY_BE_EMPTY || value.as_str() != Some(""));
        }
        Ok(profiles)
    }

    fn profile(&self) -> Option<Profile> {
        self.0.profile()
    }
}

#[cfg(test)]
mod tests {
    use figment::Figment;
    use figment::providers::{Format, Serialized, Toml};

    use super::*;
    use crate::config::Config;

    fn read(file: &str) -> Dict {
        let defaults = Figment::from(Serialized::defaults(Config::default()));
        let config: Config = defaults.merge(Given(Toml::string(file))).extract().unwrap();
        Figment::from(Serialized::defaults(config)).extract().unwrap()
    }

    #[test]
    fn what_is_set_to_nothing_counts_as_not_set() {
        let defaults = read("");
        assert!(defaults.len() > 30);
        for key in defaults.keys().filter(|key| *key != MAY_BE_EMPTY) {
            assert!(read(&format!("{key} = \"\"")) == defaults, "{key}");
        }
        assert!(read("api_rate = 7") != defaults);
        assert!(read("metrics_bind = \"\"") != defaults);
    }
}

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::derive::{Wanted, nearest_to};
use super::palette::Palette;

/// How an agency looks: its colours and its images.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    pub palette: Palette,
    #[serde(default)]
    pub images: Images,
}

/// The images an agency has, of those it can have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Images {
    pub logo_light: Option<Picture>,
    pub logo_dark: Option<Picture>,
    pub icon: Option<Picture>,
    pub favicon: Option<Picture>,
}

/// An image that is kept: what its content is, and how large.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// SHA-256 of its content.
    pub hash: String,
    pub width: u32,
    pub height: u32,
}

impl Picture {
    /// Where it is served.
    pub fn path(&self) -> String {
        format!("/brand/{}.png", self.hash)
    }
}

/// What an image is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    LogoLight,
    LogoDark,
    Icon,
    Favicon,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::LogoLight, Self::LogoDark, Self::Icon, Self::Favicon];
}

impl Images {
    /// The place for an image of a kind.
    pub fn at(&mut self, kind: Kind) -> &mut Option<Picture> {
        match kind {
            Kind::LogoLight => &mut self.logo_light,
            Kind::LogoDark => &mut self.logo_dark,
            Kind::Icon => &mut self.icon,
            Kind::Favicon => &mut self.favicon,
        }
    }

    /// All that are there.
    pub fn all(&self) -> impl Iterator<Item = &Picture> {
        [&self.logo_light, &self.logo_dark, &self.icon, &self.favicon].into_iter().flatten()
    }
}

impl Look {
    /// The look that is kept for an agency; one derived from its accent until there is one.
    pub fn of(kept: Option<&str>, accent: Option<&str>) -> Self {
        kept.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_else(|| Self::of_accent(accent))
    }

    /// The look that an accent alone gives, moved as far as legibility asks.
    pub fn of_accent(accent: Option<&str>) -> Self {
        let wanted = accent.and_then(|text| text.parse().ok()).map(Wanted::accent).unwrap_or_default();
        Self { palette: nearest_to(&wanted, true).palette, images: Images::default() }
    }

    /// As it is kept.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn kept(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

/// What stands where no agency is.
static PLAIN: LazyLock<Look> = LazyLock::new(|| Look::of_accent(None));

impl Default for Look {
    fn default() -> Self {
        PLAIN.clone()
    }
}

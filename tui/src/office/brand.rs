use std::path::PathBuf;

use portico_openapi::types::{
    BrandColours, BrandDraftChange, BrandImage, BrandImageKind, BrandLook, WantedColours, WantedPalette,
};

use super::Fault;
use crate::form::{Field, Form, Pick};

/// What is done about the brand.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Change the draft; without colours it only gets a new link.
    Draft(Box<BrandDraftChange>),
    /// Put an image into the draft.
    Upload(BrandImageKind, PathBuf),
    /// Take an image out of the draft.
    Clear(BrandImageKind),
    /// Make the draft what clients see, if the brand is as it was seen.
    Publish(i64),
    /// Throw the draft away.
    Discard,
}

/// What a form about the brand is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Its colours.
    Colours,
    /// Its images.
    Upload,
}

/// A colour of the brand: what it is called, its field by day and by night, and where it is.
pub type Token = (&'static str, &'static str, &'static str, fn(&BrandColours) -> &String);

/// All nine.
pub const TOKENS: [Token; 9] = [
    ("accent", "light.accent", "dark.accent", |all| &all.accent),
    ("on accent", "light.on_accent", "dark.on_accent", |all| &all.on_accent),
    ("background", "light.background", "dark.background", |all| &all.background),
    ("surface", "light.surface", "dark.surface", |all| &all.surface),
    ("text", "light.text", "dark.text", |all| &all.text),
    ("muted", "light.muted", "dark.muted", |all| &all.muted),
    ("border", "light.border", "dark.border", |all| &all.border),
    ("positive", "light.positive", "dark.positive", |all| &all.positive),
    ("negative", "light.negative", "dark.negative", |all| &all.negative),
];

/// What a brand's images are called.
pub const IMAGES: [(BrandImageKind, &str); 4] = [
    (BrandImageKind::LogoLight, "Logo by day"),
    (BrandImageKind::LogoDark, "Logo by night"),
    (BrandImageKind::Icon, "Icon"),
    (BrandImageKind::Favicon, "Favicon"),
];

/// An image of a brand, if it has it.
pub fn image(look: &BrandLook, kind: BrandImageKind) -> Option<&BrandImage> {
    match kind {
        BrandImageKind::LogoLight => look.logo_light.as_ref(),
        BrandImageKind::LogoDark => look.logo_dark.as_ref(),
        BrandImageKind::Icon => look.icon.as_ref(),
        BrandImageKind::Favicon => look.favicon.as_ref(),
    }
}

impl Deed {
    pub(super) fn said(&self) -> &'static str {
        match self {
            Self::Draft(_) => "The draft is kept. Clients see nothing of it yet.",
            Self::Upload(..) => "The image is in the draft.",
            Self::Clear(_) => "The image is out of the draft.",
            Self::Publish(_) => "Published. It is there with the next page.",
            Self::Discard => "The draft is thrown away.",
        }
    }
}

/// The colours as a form has them.
pub fn colour_fields(look: &BrandLook) -> Vec<Field> {
    let day = TOKENS.iter().map(|(name, field, _, of)| Field::text(*field, day(name), of(&look.light)));
    let night = TOKENS.iter().map(|(name, _, field, of)| Field::text(*field, night(name), of(&look.dark)));
    let correct = Field::switch("correct", "Correct what cannot be read", false);
    day.chain(night).chain(std::iter::once(correct)).collect()
}

/// The images as a form has them.
pub fn upload_fields(kind: Option<BrandImageKind>) -> Vec<Field> {
    let picks = IMAGES.iter().map(|(kind, label)| Pick::new(kind.to_string(), *label)).collect();
    let chosen = kind.map(|kind| kind.to_string()).unwrap_or_default();
    vec![
        Field::choice("kind", "Which", picks, &chosen),
        Field::path("image", "File", "").helped("PNG, JPEG or WebP; tab completes"),
    ]
}

fn day(name: &str) -> &'static str {
    match name {
        "accent" => "Day: accent",
        "on accent" => "Day: on the accent",
        "background" => "Day: background",
        "surface" => "Day: surface",
        "text" => "Day: text",
        "muted" => "Day: muted",
        "border" => "Day: border",
        "positive" => "Day: positive",
        _ => "Day: negative",
    }
}

fn night(name: &str) -> &'static str {
    match name {
        "accent" => "Night: accent",
        "on accent" => "Night: on the accent",
        "background" => "Night: background",
        "surface" => "Night: surface",
        "text" => "Night: text",
        "muted" => "Night: muted",
        "border" => "Night: border",
        "positive" => "Night: positive",
        _ => "Night: negative",
    }
}

pub(super) fn filled(purpose: Purpose, form: &Form) -> Result<Deed, Fault> {
    Ok(match purpose {
        Purpose::Colours => {
            let palette = WantedPalette { light: wanted(form, true), dark: Some(wanted(form, false)) };
            let correct = Some(form.is_on("correct"));
            Deed::Draft(Box::new(BrandDraftChange { correct, palette: Some(palette) }))
        }
        Purpose::Upload => {
            let kind = form.text("kind").parse().map_err(|_| ("kind", "Choose one."))?;
            let path = form.given("image").ok_or(("image", "Say which file."))?;
            Deed::Upload(kind, PathBuf::from(path))
        }
    })
}

/// What is left empty is derived from the accent.
fn wanted(form: &Form, by_day: bool) -> WantedColours {
    let given = |token: usize| {
        let (_, day, night, _) = TOKENS[token];
        form.given(if by_day { day } else { night })
    };
    WantedColours {
        accent: given(0),
        on_accent: given(1),
        background: given(2),
        surface: given(3),
        text: given(4),
        muted: given(5),
        border: given(6),
        positive: given(7),
        negative: given(8),
    }
}

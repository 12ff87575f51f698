use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};

use crate::api::Text;
use crate::brand::{self, Colour, Look, Picture, Scheme, Token, Tones, Wanted};
use crate::error::{FieldErrors, Result};

/// Nine colours, as `#rrggbb`.
#[derive(Object, Clone, Debug)]
pub struct BrandColours {
    pub background: String,
    pub surface: String,
    pub text: String,
    pub muted: String,
    pub border: String,
    pub accent: String,
    pub on_accent: String,
    pub positive: String,
    pub negative: String,
}

impl From<&Tones> for BrandColours {
    fn from(tones: &Tones) -> Self {
        let text = |token: Token| tones[token].to_string();
        Self {
            background: text(Token::Background),
            surface: text(Token::Surface),
            text: text(Token::Text),
            muted: text(Token::Muted),
            border: text(Token::Border),
            accent: text(Token::Accent),
            on_accent: text(Token::OnAccent),
            positive: text(Token::Positive),
            negative: text(Token::Negative),
        }
    }
}

/// An image of the brand, as it is kept: a PNG drawn anew from what was sent.
#[derive(Object, Clone, Debug)]
pub struct BrandImage {
    /// Where it is served, at every host of the agency.
    pub path: String,
    pub width: u32,
    pub height: u32,
}

impl From<Picture> for BrandImage {
    fn from(picture: Picture) -> Self {
        Self { path: picture.path(), width: picture.width, height: picture.height }
    }
}

/// How the agency looks.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct BrandLook {
    pub light: BrandColours,
    pub dark: BrandColours,
    pub logo_light: Option<BrandImage>,
    pub logo_dark: Option<BrandImage>,
    pub icon: Option<BrandImage>,
    pub favicon: Option<BrandImage>,
}

impl From<Look> for BrandLook {
    fn from(look: Look) -> Self {
        let image = |picture: Option<Picture>| picture.map(BrandImage::from);
        Self {
            light: (&look.palette.light).into(),
            dark: (&look.palette.dark).into(),
            logo_light: image(look.images.logo_light),
            logo_dark: image(look.images.logo_dark),
            icon: image(look.images.icon),
            favicon: image(look.images.favicon),
        }
    }
}

/// What an image is for.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum BrandImageKind {
    /// On light grounds: sign-in, the bar at the side, mails.
    LogoLight,
    /// The same on dark grounds.
    LogoDark,
    /// A square mark, for a phone's first screen and where no logo is.
    Icon,
    /// For a browser's tab.
    Favicon,
}

impl From<BrandImageKind> for brand::Kind {
    fn from(kind: BrandImageKind) -> Self {
        match kind {
            BrandImageKind::LogoLight => Self::LogoLight,
            BrandImageKind::LogoDark => Self::LogoDark,
            BrandImageKind::Icon => Self::Icon,
            BrandImageKind::Favicon => Self::Favicon,
        }
    }
}

/// Colours that are asked for, as `#rrggbb`; what is left out is derived from the accent.
#[derive(Object, Clone, Debug, Default)]
#[oai(deny_unknown_fields)]
pub struct WantedColours {
    pub background: Option<Text>,
    pub surface: Option<Text>,
    pub text: Option<Text>,
    pub muted: Option<Text>,
    pub border: Option<Text>,
    pub accent: Option<Text>,
    pub on_accent: Option<Text>,
    pub positive: Option<Text>,
    pub negative: Option<Text>,
}

impl WantedColours {
    fn read(self, scheme: Scheme, errors: &mut FieldErrors) -> [Option<Colour>; 9] {
        let texts = [
            self.background,
            self.surface,
            self.text,
            self.muted,
            self.border,
            self.accent,
            self.on_accent,
            self.positive,
            self.negative,
        ];
        let mut colours = [None; 9];
        for ((token, text), place) in Token::ALL.into_iter().zip(texts).zip(&mut colours) {
            let Some(Text(text)) = text else { continue };
            *place = text.parse().ok();
            if place.is_none() {
                errors.add(scheme.field(token), "write the colour as #rrggbb");
            }
        }
        colours
    }
}

/// A palette to try out.
#[derive(Object, Clone, Debug)]
#[oai(deny_unknown_fields)]
pub struct WantedPalette {
    /// By day; the accent alone is enough.
    pub light: WantedColours,
    /// By night; what is left out follows from the day.
    pub dark: Option<WantedColours>,
}

impl WantedPalette {
    pub fn read(self) -> Result<Wanted> {
        let mut errors = FieldErrors::default();
        if self.light.accent.is_none() {
            errors.add("light.accent", "say at least the accent");
        }
        let light = self.light.read(Scheme::Light, &mut errors);
        let dark = self.dark.unwrap_or_default().read(Scheme::Dark, &mut errors);
        errors.into_result()?;
        Ok(Wanted { light, dark })
    }
}

/// A colour that was moved so that it can be read.
#[derive(Object, Clone, Debug)]
pub struct BrandCorrection {
    /// The field, such as `light.muted`.
    pub field: String,
    pub from: String,
    pub to: String,
}

impl From<brand::Correction> for BrandCorrection {
    fn from(correction: brand::Correction) -> Self {
        let brand::Correction { scheme, token, from, to } = correction;
        Self { field: scheme.field(token).into(), from: from.to_string(), to: to.to_string() }
    }
}

/// A look that is tried out.
#[derive(Object)]
pub struct BrandDraft {
    pub look: BrandLook,
    pub updated_at: DateTime<Utc>,
}

/// The agency's brand.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Brand {
    /// What clients see.
    pub published: BrandLook,
    /// What is tried out and not published yet.
    pub draft: Option<BrandDraft>,
    /// Counts the changes of settings and brand; the `ETag` names it.
    pub version: i64,
}

//! How dates are written. The portal's own words are English everywhere.

/// A way of writing dates and times, by its language tag (BCP 47).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    #[default]
    En,
    EnGb,
    EnUs,
    De,
    Fr,
    Es,
    Nl,
    It,
    Pt,
}

impl Locale {
    pub const ALL: [Self; 9] =
        [Self::En, Self::EnGb, Self::EnUs, Self::De, Self::Fr, Self::Es, Self::Nl, Self::It, Self::Pt];

    /// Its language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::EnGb => "en-GB",
            Self::EnUs => "en-US",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Nl => "nl",
            Self::It => "it",
            Self::Pt => "pt",
        }
    }

    /// The one with this tag, whatever its case; English where there is none.
    pub fn of(tag: &str) -> Self {
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(tag)).unwrap_or_default()
    }

    /// The language that the portal's words are in, for `lang`: a page that calls its English words German is read
    /// out wrongly (WCAG 2.2, 3.1.1).
    pub fn words(self) -> &'static str {
        match self {
            Self::EnGb => "en-GB",
            Self::EnUs => "en-US",
            _ => "en",
        }
    }

    /// A day without its year, as chrono's formats say it.
    pub fn day(self) -> &'static str {
        if self == Self::EnUs { "%b %-d" } else { "%-d %b" }
    }

    /// A day with its year.
    pub fn day_of_year(self) -> &'static str {
        if self == Self::EnUs { "%b %-d, %Y" } else { "%-d %b %Y" }
    }

    /// A day of this year, its month in full.
    pub fn day_in_full(self) -> &'static str {
        if self == Self::EnUs { "%B %-d" } else { "%-d %B" }
    }

    /// A whole day.
    pub fn long_day(self) -> &'static str {
        if self == Self::EnUs { "%B %-d, %Y" } else { "%-d %B %Y" }
    }

    /// A time of the day.
    pub fn time(self) -> &'static str {
        if self == Self::EnUs { "%-I:%M %p" } else { "%H:%M" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_in_any_case_and_nothing_else_is() {
        assert_eq!(Locale::of("en-us"), Locale::EnUs);
        assert_eq!(Locale::of("tlh"), Locale::En);
        assert!(Locale::ALL.into_iter().all(|locale| Locale::of(locale.tag()) == locale));
    }

    #[test]
    fn english_words_are_never_said_to_be_another_languages() {
        assert!(Locale::ALL.into_iter().all(|locale| locale.words().starts_with("en")));
    }
}

/// A colour as the API writes it: `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// A colour as it is typed.
    pub fn read(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// How well one is told from the other: 1 to 21 ([WCAG 2.2](https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)).
    pub fn against(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_told_apart() {
        let black = Colour::read("#000000").unwrap();
        let white = Colour::read(" #FFffff").unwrap();
        assert!((black.against(white) - 21.0).abs() < 1e-9 && (white.against(white) - 1.0).abs() < 1e-9);
        let grey = Colour::read("#767676").unwrap();
        assert!((grey.against(white) - 4.54).abs() < 0.01, "{}", grey.against(white));
        for text in ["", "000000", "#00000", "#gg0000", "#00é00"] {
            assert_eq!(Colour::read(text), None, "{text}");
        }
    }
}

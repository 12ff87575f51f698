use std::fmt;
use std::str::FromStr;

/// A colour of sRGB, as it is written: `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl FromStr for Colour {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or(())?;
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).map_err(drop)?;
        bytes.try_into().map(Self).map_err(drop)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    pub const WHITE: Self = Self([255; 3]);

    /// How bright it is (WCAG 2.2, relative luminance).
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn lab(self) -> [f64; 3] {
        let [r, g, b] = self.0.map(linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    /// The colour as lightness, chroma and hue.
    pub fn oklch(self) -> Oklch {
        let [l, a, b] = self.lab();
        Oklch { l, c: a.hypot(b), h: b.atan2(a) }
    }

    /// So much of this in the other, mixed as `color-mix(in oklab, …)` mixes.
    pub fn in_other(self, share: f64, other: Self) -> Self {
        let (one, two) = (self.lab(), other.lab());
        let mixed: Vec<f64> = one.iter().zip(two).map(|(a, b)| a * share + b * (1.0 - share)).collect();
        let bytes = srgb([mixed[0], mixed[1], mixed[2]]).map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
        Self(bytes)
    }
}

/// How far two colours stand apart: 1 for the same, 21 for black and white (WCAG 2.2, contrast ratio).
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (a, b) = (one.luminance(), other.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// A colour by how it is seen. The hue is in radians.
#[derive(Clone, Copy, Debug)]
pub struct Oklch {
    pub l: f64,
    pub c: f64,
    pub h: f64,
}

impl Oklch {
    /// By degrees, as stylesheets say it.
    pub fn new(l: f64, c: f64, degrees: f64) -> Self {
        Self { l, c, h: degrees.to_radians() }
    }

    /// The colour of sRGB with this lightness and hue, as colourful as a screen can show it.
    pub fn colour(self) -> Colour {
        let l = self.l.clamp(0.0, 1.0);
        let at = |c: f64| srgb([l, c * self.h.cos(), c * self.h.sin()]);
        let shown = |parts: [f64; 3]| parts.iter().all(|part| (-0.0005..=1.0005).contains(part));
        let mut c = self.c;
        if !shown(at(c)) {
            let (mut low, mut high) = (0.0, c);
            for _ in 0..16 {
                let middle = f64::midpoint(low, high);
                if shown(at(middle)) { low = middle } else { high = middle }
            }
            c = low;
        }
        Colour(at(c).map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8))
    }
}

fn linear(byte: u8) -> f64 {
    let part = f64::from(byte) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn srgb([l, a, b]: [f64; 3]) -> [f64; 3] {
    let long = (l + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let medium = (l - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let short = (l - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
        -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
        -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short,
    ]
    .map(|part| if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap_or(Colour::WHITE)
    }

    #[test]
    fn a_colour_is_written_in_one_way() {
        assert_eq!(colour("#9A3b26").to_string(), "#9a3b26");
        for wrong in ["9a3b26", "#9a3b2", "#9a3b2g", "#9a3b260", "red", "", "#９a3b2"] {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_as_the_standard_says() {
        assert!((contrast(colour("#000000"), Colour::WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(colour("#767676"), Colour::WHITE) - 4.54).abs() < 0.01);
        assert!((contrast(colour("#777777"), Colour::WHITE) - 4.48).abs() < 0.01);
    }

    #[test]
    fn there_and_back_is_the_same_colour() {
        for (r, g) in (0..=255).step_by(15).flat_map(|r| (0..=255).step_by(15).map(move |g| (r, g))) {
            for b in (0..=255).step_by(15) {
                let colour = Colour([r, g, b]);
                let Colour(back) = colour.oklch().colour();
                assert!(colour.0.iter().zip(back).all(|(a, b)| a.abs_diff(b) <= 1), "{colour} {back:?}");
            }
        }
    }

    #[test]
    fn a_mixture_is_the_browsers() {
        // As Chromium draws color-mix(in oklab, #1f5f4c 11%, #ffffff) and color-mix(in oklab, #9a3b26 48%, #fdfaf7).
        assert_eq!(colour("#1f5f4c").in_other(0.11, Colour::WHITE), Colour([230, 236, 234]));
        assert_eq!(colour("#9a3b26").in_other(0.48, colour("#fdfaf7")), Colour([210, 158, 144]));
        assert_eq!(Oklch::new(0.47, 0.105, 252.0).colour(), Colour([41, 93, 148]));
    }
}

//! Money: a whole number of a currency's minor units (ISO 4217), never a float. How it is read from people and
//! written for them.

use std::fmt;
use std::str::FromStr;

use iso_currency::Flag;

use crate::locale::Locale;

/// The most that one amount can be, in minor units: below 2^53, so that every reader of JSON gets it exactly.
pub const MOST: i64 = 999_999_999_999_999;

/// A currency that people pay in: no fund, no metal, no test code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The one with this code, in capitals.
    pub fn of(code: &str) -> Option<Self> {
        let known = iso_currency::Currency::from_code(code)?;
        (known.exponent().is_some() && !known.has_flag(Flag::Fund) && !known.has_flag(Flag::Special))
            .then_some(Self(known))
    }

    /// Its code, three capitals.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals it has: none for yen, three for the dinar of Kuwait.
    pub fn decimals(self) -> usize {
        self.0.exponent().map_or(2, usize::from)
    }

    /// What stands beside an amount: a sign where it is nobody else's, and the code otherwise.
    fn sign(self, locale: Locale) -> &'static str {
        match (self.code(), locale) {
            ("EUR", _) => "€",
            ("GBP", _) => "£",
            ("USD", Locale::EnUs) => "$",
            (code, _) => code,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMoney {
    /// Not a number with a point.
    Unreadable,
    /// More decimals than the currency has.
    TooFine,
    /// More than [`MOST`].
    TooMuch,
}

/// An amount in minor units, as people write it: digits, and a point before the decimals. `12.5` is 1250 cents and no
/// yen at all. Signs, groups of digits and exponents are refused, because they would be guessed at.
///
/// # Errors
/// [`NotMoney`].
pub fn parse(text: &str, currency: Currency) -> Result<i64, NotMoney> {
    scaled(text, currency.decimals())
}

/// A number in units of `10^-decimals`.
///
/// # Errors
/// [`NotMoney`].
pub fn scaled(text: &str, decimals: usize) -> Result<i64, NotMoney> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || text.trim().ends_with('.') {
        return Err(NotMoney::Unreadable);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > decimals {
        return Err(NotMoney::TooFine);
    }
    let minor = i64::from_str(&format!("{whole}{fraction:0<decimals$}")).map_err(|_| NotMoney::TooMuch)?;
    if minor > MOST { Err(NotMoney::TooMuch) } else { Ok(minor) }
}

/// The plain number, as [`parse`] reads it: for files, forms and programs.
pub fn plain(minor: i64, currency: Currency) -> String {
    descaled(minor, currency.decimals())
}

/// A number of `10^-decimals`, with all its decimals.
pub fn descaled(number: i64, decimals: usize) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// The amount with its currency, for people.
pub fn show(minor: i64, currency: Currency, locale: Locale) -> String {
    let number = number(minor.unsigned_abs(), currency.decimals(), locale);
    let sign = currency.sign(locale);
    let minus = if minor < 0 { "−" } else { "" };
    let english = matches!(locale, Locale::En | Locale::EnGb | Locale::EnUs);
    match (english, sign.len() == 3 && sign.is_ascii()) {
        (true, false) => format!("{minus}{sign}{number}"),
        (true, true) => format!("{minus}{sign}\u{a0}{number}"),
        (false, _) => format!("{minus}{number}\u{a0}{sign}"),
    }
}

/// The number alone, grouped as people write it where they live.
pub fn number(minor: u64, decimals: usize, locale: Locale) -> String {
    let (group, point) = match locale {
        Locale::En | Locale::EnGb | Locale::EnUs => (",", "."),
        Locale::Fr => ("\u{202f}", ","),
        Locale::De | Locale::Es | Locale::Nl | Locale::It | Locale::Pt => (".", ","),
    };
    let digits = format!("{minor:0>width$}", width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push_str(group);
        }
        grouped.push(digit);
    }
    if decimals == 0 { grouped } else { format!("{grouped}{point}{fraction}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::of(code).unwrap()
    }

    #[test]
    fn currencies_are_codes_in_capitals_that_people_pay_in() {
        assert_eq!([currency("EUR"), currency("JPY"), currency("KWD")].map(Currency::decimals), [2, 0, 3]);
        for wrong in ["eur", "EU", "", "XXX", "XAU", "BOV", "EUR ", "E R"] {
            assert!(Currency::of(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_read_as_they_are_written_and_never_guessed() {
        let eur = currency("EUR");
        assert_eq!(parse("12.5", eur), Ok(1250));
        assert_eq!(parse(" 0.07 ", eur), Ok(7));
        assert_eq!(parse("1.500", eur), Ok(150));
        assert_eq!(parse("12", currency("JPY")), Ok(12));
        assert_eq!(parse("1.234", currency("KWD")), Ok(1234));
        assert_eq!(parse("1.5", currency("JPY")), Err(NotMoney::TooFine));
        assert_eq!(parse("0.001", eur), Err(NotMoney::TooFine));
        assert_eq!(parse("99999999999999999999", eur), Err(NotMoney::TooMuch));
        assert_eq!(parse("9223372036854775807", currency("JPY")), Err(NotMoney::TooMuch));
        for wrong in ["", ".", "1.", ".5", "-1", "+1", "1,5", "1e3", "1 000", "١", "NaN", "1.2.3"] {
            assert_eq!(parse(wrong, eur), Err(NotMoney::Unreadable), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_written_as_people_write_them() {
        assert_eq!(show(123_456_789, currency("EUR"), Locale::EnGb), "€1,234,567.89");
        assert_eq!(show(123_456, currency("EUR"), Locale::De), "1.234,56\u{a0}€");
        assert_eq!(show(100_000, currency("JPY"), Locale::En), "JPY\u{a0}100,000");
        assert_eq!(show(1, currency("KWD"), Locale::Fr), "0,001\u{a0}KWD");
        assert_eq!(show(-5, currency("USD"), Locale::EnUs), "−$0.05");
        assert_eq!(plain(-1234, currency("EUR")), "-12.34");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minor in 0..=MOST, code in prop::sample::select(vec!["EUR", "JPY", "KWD"])) {
            prop_assert_eq!(parse(&plain(minor, currency(code)), currency(code)), Ok(minor));
        }
    }
}

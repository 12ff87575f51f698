//! Amounts as whole minor units of a currency, read and written exactly. The rules are the server's: digits and a point,
//! nothing that would have to be guessed at.

use iso_currency::Currency;

/// The most that one amount can be, in minor units.
pub const MOST: i64 = 999_999_999_999_999;

/// What is said of a text that is no amount.
pub const UNREADABLE: &str = "Write digits, with a point before the decimals, such as 1234.50.";
const TOO_FINE: &str = "This has more decimals than there can be.";
const TOO_MUCH: &str = "This is more than an amount can be.";

/// How many decimals a currency has: none for yen, three for the dinar of Kuwait; nothing where there is none such.
pub fn decimals_of(code: &str) -> Option<usize> {
    Currency::from_code(code)?.exponent().map(usize::from)
}

/// How many decimals an amount of the server's is written with.
pub fn decimals(code: &str) -> usize {
    decimals_of(code).unwrap_or(2)
}

/// A number in units of `10^-decimals`, or why it is none.
pub fn read(text: &str, decimals: usize) -> Result<i64, &'static str> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || text.trim().ends_with('.') {
        return Err(UNREADABLE);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > decimals {
        return Err(TOO_FINE);
    }
    let minor = format!("{whole}{fraction:0<decimals$}").parse::<i64>().map_err(|_| TOO_MUCH)?;
    if minor > MOST { Err(TOO_MUCH) } else { Ok(minor) }
}

/// A number of `10^-decimals`, as [`read`] takes it.
pub fn plain(number: i64, decimals: usize) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// The same without decimals that say nothing: quantities and rates.
pub fn short(number: i64, decimals: usize) -> String {
    let plain = plain(number, decimals);
    if plain.contains('.') { plain.trim_end_matches('0').trim_end_matches('.').to_owned() } else { plain }
}

/// An amount in groups of three, without its currency: `1,234.50`.
pub fn amount(minor: i64, code: &str) -> String {
    let plain = plain(minor.saturating_abs(), decimals(code));
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::from(if minor < 0 { "−" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or(grouped.clone(), |fraction| format!("{grouped}.{fraction}"))
}

/// An amount with its currency: `1,234.50 EUR`.
pub fn shown(minor: i64, code: &str) -> String {
    format!("{} {code}", amount(minor, code))
}

/// A price of one currency as one of another with other decimals; nothing where that would round or be too much.
pub fn rescaled(minor: i64, from: usize, to: usize) -> Option<i64> {
    let factor = 10_i64.checked_pow(u32::try_from(from.abs_diff(to)).ok()?)?;
    if to >= from {
        minor.checked_mul(factor).filter(|minor| *minor <= MOST)
    } else {
        (minor % factor == 0).then_some(minor / factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly_and_never_guessed() {
        assert_eq!([read("12.5", 2), read(" 0.07 ", 2), read("1.500", 2)], [Ok(1250), Ok(7), Ok(150)]);
        assert_eq!([read("12", 0), read("1.234", 3), read("999999999999999", 0)], [Ok(12), Ok(1234), Ok(MOST)]);
        assert_eq!([read("1.5", 0), read("0.001", 2)], [Err(TOO_FINE); 2]);
        assert_eq!([read("1000000000000000", 0), read("99999999999999999999", 2)], [Err(TOO_MUCH); 2]);
        for wrong in ["", ".", "1.", ".5", "-1", "+1", "1,5", "1'234.50", "1,234.50", "1e3", "1 000", "١", "1.2.3"] {
            assert_eq!(read(wrong, 2), Err(UNREADABLE), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_shown_with_the_decimals_of_their_currency() {
        let all = [(123_456_789, "EUR"), (100_000, "JPY"), (1, "KWD"), (-5, "USD"), (0, "EUR"), (999, "EUR")];
        let all = all.map(|(minor, code)| shown(minor, code));
        assert_eq!(all, ["1,234,567.89 EUR", "100,000 JPY", "0.001 KWD", "−0.05 USD", "0.00 EUR", "9.99 EUR"]);
        assert_eq!([short(1500, 3), short(1000, 3), short(1900, 2), short(825, 2)], ["1.5", "1", "19", "8.25"]);
        assert_eq!((plain(-1234, 2), short(100, 0)), ("-12.34".into(), "100".into()));
    }

    #[test]
    fn another_currency_keeps_the_price_or_says_that_it_cannot() {
        assert_eq!(
            [rescaled(1250, 2, 3), rescaled(1200, 2, 0), rescaled(1250, 2, 2)],
            [Some(12500), Some(12), Some(1250)]
        );
        assert_eq!([rescaled(1250, 2, 0), rescaled(MOST, 0, 3)], [None, None]);
    }
}

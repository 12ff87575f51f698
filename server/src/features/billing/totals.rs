//! What an invoice adds up to. Everything is rounded once, half away from zero, where it is shown; whatever is shown
//! adds up to the minor unit. A discount on the whole is taken off before tax, spread over the lines by their amounts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::money::MOST;

/// The most lines that one invoice has.
pub const MOST_LINES: usize = 1000;
/// A hundred percent, in basis points.
const WHOLE: i128 = 10_000;
/// One piece of something, in thousandths.
const PIECE: i128 = 1000;

/// A line as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub description: String,
    /// In thousandths.
    pub quantity: i64,
    /// What it is counted in, such as `h`.
    #[serde(default)]
    pub unit: String,
    /// In minor units.
    pub unit_price: i64,
    /// In hundredths of a percent.
    #[serde(default)]
    pub discount_bps: i32,
    #[serde(default)]
    pub tax_name: String,
    /// In hundredths of a percent.
    #[serde(default)]
    pub tax_bps: i32,
}

/// What is taken off the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discount {
    #[default]
    None,
    /// In hundredths of a percent.
    Percent(i32),
    /// In minor units.
    Amount(i64),
}

/// The tax at one rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxLine {
    pub name: String,
    pub bps: i32,
    /// What it was taken of: without the tax.
    pub net: i64,
    pub tax: i64,
}

/// What an invoice adds up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// What stands in each line.
    pub amounts: Vec<i64>,
    /// The sum of the lines.
    pub subtotal: i64,
    /// What is taken off it.
    pub discount: i64,
    /// By rate, highest first; a rate of nothing only where it has a name, such as an exemption.
    pub taxes: Vec<TaxLine>,
    /// The sum of the taxes: on top of the rest, or within it where prices include it.
    pub tax: i64,
    pub total: i64,
}

/// Why an invoice cannot be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// None, or more than [`MOST_LINES`].
    Lines,
    /// Not more than nothing; in the line of this position.
    Quantity(usize),
    /// Less than nothing.
    Price(usize),
    /// Not between 0 and 100 %; of a line, or of the whole.
    Discount(Option<usize>),
    /// Not between 0 and 100 %.
    Tax(usize),
    /// More than an invoice can say.
    TooMuch,
}

/// Adds up.
///
/// # Errors
/// [`Wrong`].
pub fn totals(items: &[Item], inclusive: bool, discount: Discount) -> Result<Totals, Wrong> {
    if items.is_empty() || items.len() > MOST_LINES {
        return Err(Wrong::Lines);
    }
    let amounts = items.iter().enumerate().map(|(at, item)| amount(at, item)).collect::<Result<Vec<_>, _>>()?;
    let subtotal: i128 = amounts.iter().sum();
    let off = match discount {
        Discount::None => 0,
        Discount::Percent(bps) if rate(bps) => part(subtotal, bps.into(), WHOLE),
        Discount::Amount(minor) if (0..=subtotal).contains(&minor.into()) => minor.into(),
        _ => return Err(Wrong::Discount(None)),
    };
    let mut rates: BTreeMap<(i32, &str), i128> = BTreeMap::new();
    for (item, base) in items.iter().zip(spread(&amounts, subtotal, off)) {
        *rates.entry((-item.tax_bps, item.tax_name.as_str())).or_default() += base;
    }
    let mut taxes = Vec::new();
    for ((minus_bps, name), base) in rates {
        let bps = i128::from(-minus_bps);
        let tax = if inclusive { base - part(base, WHOLE, WHOLE + bps) } else { part(base, bps, WHOLE) };
        let net = if inclusive { base - tax } else { base };
        taxes.push(TaxLine { name: name.to_owned(), bps: -minus_bps, net: small(net)?, tax: small(tax)? });
    }
    let tax: i128 = taxes.iter().map(|line| i128::from(line.tax)).sum();
    let total = subtotal - off + if inclusive { 0 } else { tax };
    Ok(Totals {
        amounts: amounts.into_iter().map(small).collect::<Result<_, _>>()?,
        subtotal: small(subtotal)?,
        discount: small(off)?,
        taxes: taxes.into_iter().filter(|line| line.bps > 0 || !line.name.is_empty()).collect(),
        tax: small(tax)?,
        total: small(total)?,
    })
}

/// All that is wrong with the numbers of the line at a position.
pub fn wrongs(at: usize, item: &Item) -> Vec<Wrong> {
    let checks = [
        ((1..=MOST).contains(&item.quantity), Wrong::Quantity(at)),
        ((0..=MOST).contains(&item.unit_price), Wrong::Price(at)),
        (rate(item.discount_bps), Wrong::Discount(Some(at))),
        (rate(item.tax_bps), Wrong::Tax(at)),
    ];
    checks.into_iter().filter(|(fits, _)| !fits).map(|(_, wrong)| wrong).collect()
}

/// What stands in a line.
fn amount(at: usize, item: &Item) -> Result<i128, Wrong> {
    if let Some(wrong) = wrongs(at, item).first() {
        return Err(*wrong);
    }
    let gross = part(item.quantity.into(), item.unit_price.into(), PIECE);
    Ok(gross - part(gross, item.discount_bps.into(), WHOLE))
}

/// What is left of each amount when `off` is taken off them all, in proportion: what rounding leaves over goes to the
/// largest remainders, so that the parts are the whole.
fn spread(amounts: &[i128], sum: i128, off: i128) -> Vec<i128> {
    if sum == 0 {
        return amounts.to_vec();
    }
    let mut shares: Vec<i128> = amounts.iter().map(|amount| amount * off / sum).collect();
    let mut by_remainder: Vec<usize> = (0..amounts.len()).collect();
    by_remainder.sort_by_key(|&at| std::cmp::Reverse(amounts[at] * off % sum));
    let left = usize::try_from(off - shares.iter().sum::<i128>()).unwrap_or_default();
    for &at in by_remainder.iter().take(left) {
        shares[at] += 1;
    }
    amounts.iter().zip(shares).map(|(amount, share)| amount - share).collect()
}

/// `number × numerator / denominator` of what is not negative, rounded half up.
fn part(number: i128, numerator: i128, denominator: i128) -> i128 {
    (number * numerator * 2 + denominator) / (denominator * 2)
}

fn rate(bps: i32) -> bool {
    (0..=10_000).contains(&bps)
}

fn small(amount: i128) -> Result<i64, Wrong> {
    i64::try_from(amount).ok().filter(|amount| *amount <= MOST).ok_or(Wrong::TooMuch)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item(quantity: i64, unit_price: i64, tax_bps: i32) -> Item {
        Item {
            description: "Work".to_owned(),
            quantity,
            unit: String::new(),
            unit_price,
            discount_bps: 0,
            tax_name: "VAT".to_owned(),
            tax_bps,
        }
    }

    #[test]
    fn tax_is_added_to_what_the_discount_leaves() {
        let sum = totals(&[item(2000, 50_000, 1900), item(1500, 10_000, 700)], false, Discount::Percent(1000)).unwrap();
        assert_eq!((sum.amounts, sum.subtotal, sum.discount), (vec![100_000, 15_000], 115_000, 11_500));
        assert_eq!(
            sum.taxes.iter().map(|tax| (tax.bps, tax.net, tax.tax)).collect::<Vec<_>>(),
            [(1900, 90_000, 17_100), (700, 13_500, 945)]
        );
        assert_eq!((sum.tax, sum.total), (18_045, 121_545));
    }

    #[test]
    fn tax_that_is_in_the_price_is_shown_and_not_added() {
        let sum = totals(&[item(1000, 11_900, 1900)], true, Discount::None).unwrap();
        assert_eq!((sum.taxes[0].net, sum.tax, sum.total), (10_000, 1_900, 11_900));
    }

    #[test]
    fn what_has_no_tax_says_nothing_of_it() {
        let untaxed = Item { tax_name: String::new(), ..item(1000, 5, 0) };
        assert_eq!(totals(&[untaxed], false, Discount::None).unwrap().taxes, []);
    }

    #[test]
    fn a_rate_of_nothing_that_has_a_name_stands_with_what_it_is_of() {
        let exempt = Item { tax_name: "Reverse charge".to_owned(), ..item(1000, 5_000, 0) };
        for inclusive in [false, true] {
            let sum = totals(&[item(1000, 11_900, 1900), exempt.clone()], inclusive, Discount::None).unwrap();
            let last = sum.taxes.last().map(|tax| (tax.name.as_str(), tax.bps, tax.net, tax.tax));
            assert_eq!((sum.taxes.len(), last), (2, Some(("Reverse charge", 0, 5_000, 0))), "{inclusive}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let one = item(1000, 100, 0);
        assert_eq!(totals(&[], false, Discount::None), Err(Wrong::Lines));
        assert_eq!(totals(&vec![one.clone(); MOST_LINES + 1], false, Discount::None), Err(Wrong::Lines));
        assert_eq!(totals(&[item(0, 100, 0)], false, Discount::None), Err(Wrong::Quantity(0)));
        assert_eq!(totals(&[one.clone(), item(-1000, 100, 0)], false, Discount::None), Err(Wrong::Quantity(1)));
        assert_eq!(totals(&[item(1000, -1, 0)], false, Discount::None), Err(Wrong::Price(0)));
        assert_eq!(totals(&[item(1000, i64::MAX, 0)], false, Discount::None), Err(Wrong::Price(0)));
        assert_eq!(totals(&[item(i64::MAX, 100, 0)], false, Discount::None), Err(Wrong::Quantity(0)));
        assert_eq!(totals(&[item(1000, 100, 10_001)], false, Discount::None), Err(Wrong::Tax(0)));
        assert_eq!(totals(&[item(MOST, MOST, 0)], false, Discount::None), Err(Wrong::TooMuch));
        assert_eq!(totals(std::slice::from_ref(&one), false, Discount::Amount(101)), Err(Wrong::Discount(None)));
        assert_eq!(totals(std::slice::from_ref(&one), false, Discount::Amount(-1)), Err(Wrong::Discount(None)));
        assert_eq!(totals(&[one], false, Discount::Percent(10_001)), Err(Wrong::Discount(None)));
    }

    fn items() -> impl Strategy<Value = Vec<Item>> {
        let rates = prop::sample::select(vec![0, 700, 1900, 2000, 2550, 10_000]);
        let names = prop::sample::select(vec!["", "VAT"]);
        let one = (1..5_000_000i64, 0..10_000_000i64, 0..=10_000i32, rates, names).prop_map(
            |(quantity, price, off, tax, name)| Item {
                discount_bps: off,
                tax_name: name.to_owned(),
                ..item(quantity, price, tax)
            },
        );
        prop::collection::vec(one, 1..30)
    }

    proptest! {
        #[test]
        fn what_is_shown_adds_up(items in items(), inclusive: bool, bps in 0..=10_000i32) {
            let sum = totals(&items, inclusive, Discount::Percent(bps)).unwrap();
            prop_assert_eq!(sum.subtotal, sum.amounts.iter().sum::<i64>());
            prop_assert!((0..=sum.subtotal).contains(&sum.discount));
            prop_assert_eq!(sum.tax, sum.taxes.iter().map(|line| line.tax).sum::<i64>());
            prop_assert_eq!(sum.total, sum.subtotal - sum.discount + if inclusive { 0 } else { sum.tax });
            prop_assert!(sum.taxes.iter().all(|line| line.tax >= 0 && line.net >= 0));
            let unsaid = |item: &Item| item.tax_bps == 0 && item.tax_name.is_empty();
            let untaxed: i64 = items.iter().zip(&sum.amounts).filter(|(item, _)| unsaid(item)).map(|(_, amount)| amount).sum();
            let nets: i64 = sum.taxes.iter().map(|line| line.net).sum();
            let rest = sum.total - sum.tax - nets;
            prop_assert!((0..=untaxed).contains(&rest), "{} of {}", rest, untaxed);
        }

        #[test]
        fn an_amount_off_is_that_amount_off(items in items(), inclusive: bool, off in 0..10_000i64) {
            let plain = totals(&items, inclusive, Discount::None).unwrap();
            let off = off.min(plain.subtotal);
            let sum = totals(&items, inclusive, Discount::Amount(off)).unwrap();
            prop_assert_eq!(sum.discount, off);
            prop_assert!(sum.total <= plain.total);
        }
    }
}

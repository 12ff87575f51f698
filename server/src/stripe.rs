//! The way to Stripe: whose key opens an account there, and where the API is. What is paid, and for what, features know.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use portico_stripe::{Settings, Stripe, Trouble};

use crate::error::Error;
use crate::money::Currency;
use crate::secrets;

/// Where people pay and keep their cards.
const PAGES: &str = "https://checkout.stripe.com https://billing.stripe.com https://invoice.stripe.com";

/// What the install knows of Stripe.
#[derive(Clone, Default)]
pub struct Cashier {
    /// The key of the install's own account, to which agencies connect theirs.
    pub install_key: Option<String>,
    /// What its webhooks are signed with.
    pub install_secrets: Vec<String>,
    /// Where the API is, if not at Stripe.
    pub base: Option<String>,
    /// Ways that are open, by what opened them: the next to come need not shake hands again.
    pub open: Arc<Mutex<HashMap<String, Stripe>>>,
}

/// How many ways are kept open.
const KEPT: usize = 64;

impl Cashier {
    /// The hosts that a page's forms may lead to, as a content security policy names them.
    pub fn pages(&self) -> String {
        match &self.base {
            Some(base) => format!("{PAGES} {base}"),
            None => PAGES.to_owned(),
        }
    }

    /// An account, opened by its own key.
    ///
    /// # Errors
    /// [`Trouble::Misconfigured`] where the key is none.
    pub fn open(&self, key: &str) -> Result<Stripe, Trouble> {
        self.way(Settings::new(key))
    }

    /// An account that is connected to the install's.
    ///
    /// # Errors
    /// [`Trouble::Misconfigured`] where the install has no key, or the name is none.
    pub fn connected(&self, account: &str) -> Result<Stripe, Trouble> {
        let key = self.install_key.clone().ok_or(Trouble::Misconfigured)?;
        self.way(Settings { account: Some(account.to_owned()), ..Settings::new(key) })
    }

    fn way(&self, settings: Settings) -> Result<Stripe, Trouble> {
        let name =
            secrets::hash(&format!("{} {}", settings.secret_key, settings.account.as_deref().unwrap_or_default()));
        let kept = || self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stripe) = kept().get(&name) {
            return Ok(stripe.clone());
        }
        let stripe = Stripe::new(&Settings { api_base: self.base.clone(), ..settings })?;
        let mut open = kept();
        if open.len() >= KEPT {
            open.clear();
        }
        open.insert(name, stripe.clone());
        Ok(stripe)
    }
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        match &trouble {
            Trouble::Declined(_) => Self::conflict("payment_declined", trouble.to_string()),
            Trouble::Refused { code, .. } if ["amount_too_small", "amount_too_large"].contains(&code.as_str()) => {
                Self::conflict("amount_not_payable", "this amount cannot be paid online")
            }
            Trouble::Refused { .. } => Self::conflict("stripe_refused", trouble.to_string()),
            Trouble::Unauthorised | Trouble::Misconfigured => {
                Self::conflict("stripe_unusable", "Stripe does not take the key that is set up")
            }
            Trouble::Forbidden => Self::conflict("stripe_unusable", trouble.to_string()),
            Trouble::Missing => Self::conflict("stripe_missing", trouble.to_string()),
            Trouble::Limited | Trouble::Unavailable | Trouble::Malformed => Self::Unavailable(trouble.into()),
        }
    }
}

/// How many decimals Stripe writes: of these three, others than ISO 4217. HUF and TWD are special there only where an account
/// is paid out. See <https://docs.stripe.com/currencies#special-cases>, read in July 2026.
fn decimals(currency: Currency) -> usize {
    match currency.code() {
        "ISK" | "UGX" => 2,
        "MGA" => 0,
        _ => currency.decimals(),
    }
}

/// An amount as Stripe takes it; none where Stripe cannot take it: of currencies with three decimals, the last is 0.
pub fn outward(minor: i64, currency: Currency) -> Option<i64> {
    if currency.decimals() == 3 && minor % 10 != 0 {
        return None;
    }
    scaled(minor, currency.decimals(), decimals(currency))
}

/// An amount of Stripe's in our minor units; none where it is none of ours.
pub fn inward(amount: i64, currency: Currency) -> Option<i64> {
    scaled(amount, decimals(currency), currency.decimals())
}

/// Whether Stripe takes this much at once, in its units, as far as it says so. What it takes at least is said of the currency
/// that an account is paid out in; of one that is charged and paid out in another we may be off by what they differ. The most
/// is what cards take: twelve digits. Other ways to pay may take less, and Stripe says so.
/// See <https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts>, read in July 2026.
pub fn takes(amount: i64, currency: Currency) -> bool {
    let least = match currency.code() {
        "GBP" => 30,
        "ARS" | "AUD" | "BRL" | "CAD" | "CHF" | "COP" | "EUR" | "IDR" | "ILS" | "INR" | "JPY" | "KRW" | "NZD"
        | "PHP" | "RUB" | "SGD" | "USD" | "ZAR" => 50,
        "AED" | "MYR" | "PLN" | "RON" => 200,
        "DKK" => 250,
        "NOK" | "SEK" => 300,
        "HKD" => 400,
        "MXN" | "THB" => 1000,
        "CZK" => 1500,
        "HUF" => 17_500,
        _ => 1,
    };
    (least..=999_999_999_999).contains(&amount)
}

fn scaled(amount: i64, from: usize, to: usize) -> Option<i64> {
    let factor = 10_i64.pow(u32::try_from(from.abs_diff(to)).ok()?);
    if to >= from { amount.checked_mul(factor) } else { (amount % factor == 0).then_some(amount / factor) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stripe_would_refuse_is_known_before() {
        let most = 999_999_999_999;
        for (codes, least) in [
            ("GBP", 30),
            ("ARS AUD BRL CAD CHF COP EUR IDR ILS INR JPY KRW NZD PHP RUB SGD USD ZAR", 50),
            ("AED MYR PLN RON", 200),
            ("DKK", 250),
            ("NOK SEK", 300),
            ("HKD", 400),
            ("MXN THB", 1000),
            ("CZK", 1500),
            ("HUF", 17_500),
            // Of these nothing is said.
            ("KWD VND", 1),
        ] {
            for code in codes.split(' ') {
                let currency = Currency::of(code).unwrap();
                let taken = [least - 1, least, most, most + 1].map(|amount| takes(amount, currency));
                assert_eq!(taken, [false, true, true, false], "{code}");
            }
        }
    }

    #[test]
    fn decimals_are_those_of_stripe() {
        for (codes, written) in [
            ("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF", 0),
            ("EUR HUF ISK TWD UGX USD", 2),
            ("BHD JOD KWD OMR TND", 3),
        ] {
            for code in codes.split(' ') {
                assert_eq!(decimals(Currency::of(code).unwrap()), written, "{code}");
            }
        }
    }

    #[test]
    fn amounts_go_out_and_come_back_as_stripe_writes_them() {
        for (code, minor, theirs) in [
            ("EUR", 1999, Some(1999)),
            ("JPY", 500, Some(500)),
            ("KWD", 1230, Some(1230)),
            ("KWD", 1234, None),
            ("ISK", 700, Some(70_000)),
            ("UGX", 700, Some(70_000)),
            ("MGA", 700, Some(7)),
            ("MGA", 701, None),
            ("ISK", i64::MAX, None),
        ] {
            let currency = Currency::of(code).unwrap();
            assert_eq!(outward(minor, currency), theirs, "{code} {minor}");
            assert_eq!(theirs.and_then(|amount| inward(amount, currency)), theirs.map(|_| minor), "{code} {minor}");
        }
        assert_eq!(inward(70_050, Currency::of("ISK").unwrap()), None);
    }
}

use portico_openapi::types::{Recurs, Subscription, SubscriptionState};

use crate::money;

/// Where a subscription stands, as a shape and a word.
pub fn state(subscription: &Subscription) -> (&'static str, &'static str) {
    match subscription.state {
        SubscriptionState::Active if subscription.ends_at.is_some() => ("◑", "ends"),
        SubscriptionState::Starting => ("◌", "starting"),
        SubscriptionState::Active => ("●", "active"),
        SubscriptionState::PastDue => ("▲", "past due"),
        SubscriptionState::Paused => ("‖", "paused"),
        SubscriptionState::Ended => ("✕", "ended"),
    }
}

/// An amount for a span of time: `49.00 EUR a month`.
pub fn per(amount: i64, currency: &str, recurs: Recurs) -> String {
    let amount = money::shown(amount, currency);
    match recurs {
        Recurs::Once => format!("{amount} once"),
        Recurs::Month => format!("{amount} a month"),
        Recurs::Year => format!("{amount} a year"),
    }
}

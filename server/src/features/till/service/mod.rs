mod account;
mod customers;
mod open;

pub use account::{Keys, NewAccount, Standing, connected, forget, keep, make, onboarding, prove, refresh, standing};
pub use customers::{customer, forget_customer, known_customer};
pub use open::{Till, account_id, by_install, hold, is_still, open, own, part_is_set_up, secrets_of};

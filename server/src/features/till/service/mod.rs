mod account;
mod customers;
mod open;

pub use account::{Keys, Standing, connect, forget, refresh, set_keys, standing};
pub use customers::{customer, forget_customer, known_customer};
pub use open::{Till, account_id, hold, is_still, open, own, part_is_set_up, secrets_of};

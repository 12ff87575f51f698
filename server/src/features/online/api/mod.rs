mod account;
mod events;

pub use account::StripeAccountApi;
pub use events::StripeEventApi;

//! What clients owe and pay, once or again and again, to the agency or by Stripe.

pub mod billing_party;
pub mod billing_settings;
pub mod checkout;
pub mod checkout_invoice;
pub mod credit;
pub mod invoice;
pub mod invoice_draft;
pub mod invoice_import;
pub mod invoice_line;
pub mod payment;
pub mod price;
pub mod product;
pub mod stripe_account;
pub mod stripe_customer;
pub mod stripe_event;
pub mod subscription;

DROP TABLE stripe_event;
DROP TABLE checkout_invoice;
DROP TABLE checkout;
DROP TABLE stripe_customer;
DROP TABLE stripe_account;

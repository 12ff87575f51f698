mod credits;
mod drafts;
mod imports;
mod invoices;
mod payments;
mod reports;
mod settings;
mod statements;
mod wire;

pub use credits::CreditApi;
pub use drafts::DraftApi;
pub use imports::InvoiceImportApi;
pub use invoices::InvoiceApi;
pub use payments::PaymentApi;
pub use reports::BillingReportApi;
pub use settings::BillingSettingsApi;
pub use statements::StatementApi;

mod connections;
mod providers;
mod requests;
mod wire;

pub use connections::ConnectionApi;
pub use providers::ProviderApi;
pub use requests::CredentialRequestApi;

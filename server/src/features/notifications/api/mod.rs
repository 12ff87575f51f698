mod notifications;
mod preferences;

pub use notifications::NotificationApi;
pub use preferences::PreferenceApi;

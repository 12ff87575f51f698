mod clients;
mod teammates;
mod wire;

pub use clients::InvitationApi;
pub use teammates::StaffInvitationApi;

mod ownership;
mod people;

pub use ownership::OwnershipApi;
pub use people::{StaffApi, StaffMember, StaffRole};

//! When an agency works, and how soon it means to answer: business hours, holidays, and what it promises at each
//! priority. All staff read it, owners and admins change it; clients never see it. The rules are `calendar`'s and
//! without I/O.

mod api;
mod calendar;
mod service;
mod settings;

pub use api::ServiceHoursApi;
pub use calendar::Calendar;
pub use service::{Clock, clock};
pub use settings::{Promised, Targets};

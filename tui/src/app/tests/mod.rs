//! What the state asks for, told what it is told.

mod approvals;
mod arranging;
mod attaching;
mod audit;
mod automation;
mod billing;
mod books;
mod changing;
mod charts;
mod chosen;
mod drafting;
mod elsewhere;
mod entering;
mod guided;
mod held;
mod live;
mod mouse;
mod moving;
mod moving_requests;
mod office;
mod opening;
mod queue;
mod selling;
mod sent;
mod setting_up;
pub mod triage;
mod writing;

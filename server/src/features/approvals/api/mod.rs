mod approvals;
mod comments;
mod steps;
mod wire;

pub use approvals::ApprovalApi;
pub use comments::ApprovalCommentApi;
pub use steps::ApprovalStepApi;

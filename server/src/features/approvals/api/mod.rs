mod approvals;
mod comments;
mod new;
mod steps;
mod wire;

pub use approvals::ApprovalApi;
pub use comments::{ApprovalAnchor, ApprovalCommentApi};
pub use new::NewApproval as WireApproval;
pub use steps::ApprovalStepApi;

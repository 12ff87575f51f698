//! Named sets of permissions, to give a new member in one step. They are a beginning: what a membership allows
//! is set permission by permission afterwards, and does not follow when a set changes.

use crate::access::{Permission, Permissions};

/// A named set of permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Sees the projects and what is told, and changes nothing.
    Viewer,
    /// Works with the team: comments, and sends requests.
    Collaborator,
    /// The same, and decides on what the team hands in.
    Approver,
    /// Everything that a client can be allowed.
    Everything,
}

impl Preset {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Collaborator, Self::Approver, Self::Everything];

    /// What it allows.
    pub fn permissions(self) -> Permissions {
        use Permission::{ApproveWork, Comment, SubmitRequests};
        Permissions::of(|permission| match self {
            Self::Viewer => false,
            Self::Collaborator => matches!(permission, Comment | SubmitRequests),
            Self::Approver => matches!(permission, Comment | SubmitRequests | ApproveWork),
            Self::Everything => true,
        })
    }

    /// What it is for, in a sentence.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Viewer => "Sees the projects and what is told, and changes nothing.",
            Self::Collaborator => "Works with the team: comments, and sends requests.",
            Self::Approver => "Works with the team, and decides on what it hands in.",
            Self::Everything => "May do everything that a client can be allowed.",
        }
    }
}

/// What a permission lets somebody do, as people read it.
pub const fn label(permission: Permission) -> &'static str {
    match permission {
        Permission::ViewInvoices => "See invoices",
        Permission::ApproveWork => "Approve work",
        Permission::Comment => "Comment on projects",
        Permission::SubmitRequests => "Send and follow requests",
        Permission::RunWorkflows => "Run workflows",
        Permission::ManageConnections => "Manage connections",
        Permission::InviteColleagues => "Invite colleagues",
    }
}

#[cfg(test)]
mod tests {
    use super::Preset;
    use crate::access::Permissions;

    #[test]
    fn each_preset_allows_what_the_one_before_does_and_more() {
        for pair in Preset::ALL.windows(2) {
            let (less, more) = (pair[0].permissions(), pair[1].permissions());
            assert!(less.within(&more) && less != more, "{pair:?}");
        }
        assert_eq!(Preset::Viewer.permissions(), Permissions::default());
        assert_eq!(Preset::Everything.permissions(), Permissions::ALL);
    }
}

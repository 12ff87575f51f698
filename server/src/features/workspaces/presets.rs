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

    /// Its name, as files have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Collaborator => "collaborator",
            Self::Approver => "approver",
            Self::Everything => "everything",
        }
    }

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

/// What is allowed, in words: a set's name, or the names of the permissions one after the other.
pub fn words(allowed: &Permissions) -> String {
    let set = Preset::ALL.into_iter().find(|preset| preset.permissions() == *allowed);
    set.map_or_else(
        || {
            let names = Permission::ALL.into_iter().filter(|one| allowed.allow(*one)).map(Permission::as_str);
            names.collect::<Vec<_>>().join(" ")
        },
        |preset| preset.as_str().to_owned(),
    )
}

/// What such words allow; `None` where one of them is none.
pub fn of_words(words: &str) -> Option<Permissions> {
    if let Some(preset) = Preset::ALL.into_iter().find(|preset| preset.as_str() == words) {
        return Some(preset.permissions());
    }
    let named = words.split([' ', ',', ';']).filter(|word| !word.is_empty());
    let find = |word: &str| Permission::ALL.into_iter().find(|one| one.as_str() == word);
    let all: Vec<Permission> = named.map(find).collect::<Option<_>>()?;
    (!all.is_empty()).then(|| Permissions::of(|permission| all.contains(&permission)))
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
    use super::{Preset, of_words, words};
    use crate::access::{Permission, Permissions};

    #[test]
    fn each_preset_allows_what_the_one_before_does_and_more() {
        for pair in Preset::ALL.windows(2) {
            let (less, more) = (pair[0].permissions(), pair[1].permissions());
            assert!(less.within(&more) && less != more, "{pair:?}");
        }
        assert_eq!(Preset::Viewer.permissions(), Permissions::default());
        assert_eq!(Preset::Everything.permissions(), Permissions::ALL);
    }

    #[test]
    fn what_is_allowed_is_the_same_in_words() {
        let odd = Permissions::of(|one| matches!(one, Permission::ViewInvoices | Permission::Comment));
        assert_eq!(words(&odd), "can_view_invoices can_comment");
        for allowed in Preset::ALL.map(Preset::permissions).into_iter().chain([odd]) {
            assert_eq!(of_words(&words(&allowed)), Some(allowed));
        }
        assert_eq!(of_words("can_comment;can_view_invoices"), Some(odd));
        for wrong in ["", " ", "owner", "can_comment owner", "Viewer"] {
            assert_eq!(of_words(wrong), None, "{wrong}");
        }
    }
}

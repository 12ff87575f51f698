use crate::entity::words::RequestKind;

/// What a job request can be about.
const JOB: &[(&str, &str)] = &[
    ("project", "New project"),
    ("revisions", "Revisions"),
    ("strategy", "Strategy"),
    ("design", "Design"),
    ("development", "Development"),
    ("content", "Content"),
];

/// What a support ticket can be about.
const SUPPORT: &[(&str, &str)] =
    &[("billing", "Billing"), ("access", "Access"), ("feedback", "Feedback"), ("bugs", "Bugs")];

/// The categories of a kind, each with its label. A category of the other kind is none.
pub fn of(kind: RequestKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        RequestKind::Job => JOB,
        RequestKind::Support => SUPPORT,
    }
}

/// A category's label.
pub fn label(kind: RequestKind, category: &str) -> &'static str {
    of(kind).iter().find(|(name, _)| *name == category).map_or("Other", |(_, label)| label)
}

/// What a kind is called.
pub fn kind_label(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Job => "Job",
        RequestKind::Support => "Support",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_88_a_category_belongs_to_one_kind() {
        let of_job: Vec<_> = of(RequestKind::Job).iter().map(|(name, _)| *name).collect();
        let of_support: Vec<_> = of(RequestKind::Support).iter().map(|(name, _)| *name).collect();
        assert_eq!(of_job, ["project", "revisions", "strategy", "design", "development", "content"]);
        assert_eq!(of_support, ["billing", "access", "feedback", "bugs"]);
        assert!(of_job.iter().all(|name| !of_support.contains(name)));
    }
}

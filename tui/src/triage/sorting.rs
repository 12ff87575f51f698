use portico_openapi::types::RequestSort;

/// The orders in which requests can stand, each with the same turned round.
pub const SORTS: [[RequestSort; 2]; 11] = [
    [RequestSort::Newest, RequestSort::Oldest],
    [RequestSort::Waiting, RequestSort::WaitingLeast],
    [RequestSort::Priority, RequestSort::PriorityLeast],
    [RequestSort::Number, RequestSort::NumberDesc],
    [RequestSort::Client, RequestSort::ClientDesc],
    [RequestSort::Subject, RequestSort::SubjectDesc],
    [RequestSort::Assignee, RequestSort::AssigneeDesc],
    [RequestSort::Status, RequestSort::StatusDesc],
    [RequestSort::Due, RequestSort::DueDesc],
    [RequestSort::UpdatedDesc, RequestSort::Updated],
    [RequestSort::Snoozed, RequestSort::SnoozedDesc],
];

/// An order: the heading of its column, which way it goes there, and the order in words.
struct Told(&'static str, &'static str, &'static str);

const UP: &str = "↑";
const DOWN: &str = "↓";

fn told(sort: RequestSort) -> Told {
    use RequestSort as By;
    match sort {
        // When it was sent is no column.
        By::Newest => Told("Sent", DOWN, "newest first"),
        By::Oldest => Told("Sent", UP, "oldest first"),
        By::Waiting => Told("Waits", DOWN, "longest waiting first"),
        By::WaitingLeast => Told("Waits", UP, "shortest waiting first"),
        By::Priority => Told("!", DOWN, "most urgent first"),
        By::PriorityLeast => Told("!", UP, "least urgent first"),
        By::Number => Told("#", UP, "by number"),
        By::NumberDesc => Told("#", DOWN, "by number, from the highest"),
        By::Client => Told("Client", UP, "by client"),
        By::ClientDesc => Told("Client", DOWN, "by client, from Z"),
        By::Subject => Told("Subject", UP, "by subject"),
        By::SubjectDesc => Told("Subject", DOWN, "by subject, from Z"),
        By::Assignee => Told("Who", UP, "by who has it"),
        By::AssigneeDesc => Told("Who", DOWN, "by who has it, from Z"),
        By::Status => Told("Status", UP, "by status"),
        By::StatusDesc => Told("Status", DOWN, "by status, from closed"),
        By::Due => Told("Due", UP, "soonest due first"),
        By::DueDesc => Told("Due", DOWN, "latest due first"),
        By::Updated => Told("Changed", UP, "changed longest ago first"),
        By::UpdatedDesc => Told("Changed", DOWN, "changed last first"),
        By::Snoozed => Told("Back", UP, "soonest back first"),
        By::SnoozedDesc => Told("Back", DOWN, "latest back first"),
    }
}

/// An order in words.
pub fn sort_words(sort: RequestSort) -> &'static str {
    told(sort).2
}

/// The heading of the column that an order goes by, and which way.
pub fn sorted_column(sort: RequestSort) -> (&'static str, &'static str) {
    let Told(column, way, _) = told(sort);
    (column, way)
}

/// The order that a heading stands for; the same turned round, where it is the present one already. None for a column
/// that the server does not sort by.
pub fn sort_of(column: &str, now: RequestSort) -> Option<RequestSort> {
    let [first, turned] = SORTS.into_iter().find(|[first, _]| told(*first).0 == column)?;
    Some(if now == first { turned } else { first })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_heading_turns_its_order_round_and_back() {
        for [first, turned] in SORTS {
            let (column, way) = sorted_column(first);
            assert_eq!(sort_of(column, turned), Some(first), "{column}");
            assert_eq!(sort_of(column, first), Some(turned), "{column}");
            assert_eq!(sorted_column(turned).0, column);
            assert_ne!(sorted_column(turned).1, way, "{column}");
        }
        assert_eq!(sort_of("Client", RequestSort::Newest), Some(RequestSort::Client));
        assert_eq!(sort_of("SLA", RequestSort::Newest), None);
    }

    /// Every order that the server knows can be chosen, and told from the others.
    #[test]
    fn no_order_is_left_out_or_there_twice() {
        let all: BTreeSet<RequestSort> = SORTS.into_iter().flatten().collect();
        let words: BTreeSet<&str> = all.iter().map(|sort| sort_words(*sort)).collect();
        assert_eq!((all.len(), words.len()), (22, 22));
    }
}

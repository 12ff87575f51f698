//! What it means that a request stands somewhere. Rules without I/O.

use crate::entity::words::{RequestStage, RequestStatus, WaitsOn};

/// Whether a request that stands there still wants something.
pub const fn status(stage: RequestStage) -> RequestStatus {
    match stage {
        RequestStage::Resolved | RequestStage::Closed => RequestStatus::Closed,
        _ => RequestStatus::Open,
    }
}

/// Whose turn it is where a request stands there.
pub const fn turn(stage: RequestStage) -> WaitsOn {
    match stage {
        RequestStage::New | RequestStage::Open | RequestStage::WaitingOnAgency => WaitsOn::Agency,
        RequestStage::WaitingOnClient => WaitsOn::Client,
        RequestStage::Resolved | RequestStage::Closed => WaitsOn::Nobody,
    }
}

/// Whether clients read the same of both.
pub fn same_to_clients(one: RequestStage, other: RequestStage) -> bool {
    one == other || (turn(one) == WaitsOn::Agency && turn(other) == WaitsOn::Agency)
}

/// Where a request stands after a message: whoever writes still wants something.
pub const fn after_message(before: RequestStage, by_agency: bool) -> RequestStage {
    match before {
        _ if by_agency => RequestStage::WaitingOnClient,
        // Nobody of the agency has said anything yet.
        RequestStage::New => RequestStage::New,
        _ => RequestStage::WaitingOnAgency,
    }
}

/// Where a request stands when another becomes a part of it: what was still wanted there is wanted here.
pub const fn after_merge(own: RequestStage, other: RequestStage) -> RequestStage {
    match (turn(own), turn(other)) {
        (WaitsOn::Client | WaitsOn::Nobody, WaitsOn::Agency) => RequestStage::WaitingOnAgency,
        (WaitsOn::Nobody, WaitsOn::Client) => RequestStage::WaitingOnClient,
        _ => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_wanted_is_lost_by_merging() {
        for own in RequestStage::ALL {
            for other in RequestStage::ALL {
                let after = after_merge(*own, *other);
                let agency = [turn(*own), turn(*other)].contains(&WaitsOn::Agency);
                assert_eq!(turn(after) == WaitsOn::Agency, agency, "{own:?} {other:?}");
                let done = turn(*own) == WaitsOn::Nobody && turn(*other) == WaitsOn::Nobody;
                assert_eq!(turn(after) == WaitsOn::Nobody, done, "{own:?} {other:?}");
                assert!(turn(*own) != turn(after) || after == *own, "{own:?} {other:?}");
            }
        }
    }

    #[test]
    fn what_is_done_waits_on_nobody_and_nothing_else_does() {
        for stage in RequestStage::ALL {
            assert_eq!(status(*stage) == RequestStatus::Closed, turn(*stage) == WaitsOn::Nobody, "{stage:?}");
            for by_agency in [true, false] {
                let after = after_message(*stage, by_agency);
                assert_eq!(turn(after) == WaitsOn::Client, by_agency, "{stage:?}");
                assert_eq!(status(after), RequestStatus::Open);
            }
        }
    }
}

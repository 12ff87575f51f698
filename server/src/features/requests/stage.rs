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

#[cfg(test)]
mod tests {
    use super::*;

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

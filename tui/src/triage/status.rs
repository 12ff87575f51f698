use portico_openapi::types::RequestStatus;

/// Where staff can say that a request stands, what ends it first.
pub const SETTABLE: [RequestStatus; 5] = [
    RequestStatus::Closed,
    RequestStatus::Resolved,
    RequestStatus::WaitingOnClient,
    RequestStatus::WaitingOnAgency,
    RequestStatus::Open,
];

/// A status in words.
pub fn word(status: RequestStatus) -> &'static str {
    match status {
        RequestStatus::New => "new",
        RequestStatus::Open => "open",
        RequestStatus::WaitingOnClient => "waiting on client",
        RequestStatus::WaitingOnAgency => "waiting on us",
        RequestStatus::Resolved => "resolved",
        RequestStatus::Closed => "closed",
    }
}

/// What it is to set it, and what comes of it.
pub fn verb(status: RequestStatus) -> (&'static str, &'static str) {
    match status {
        RequestStatus::New => ("New", ""),
        RequestStatus::Open => ("Open", "we work on it"),
        RequestStatus::WaitingOnClient => ("Waiting on the client", "our clock stands still"),
        RequestStatus::WaitingOnAgency => ("Waiting on us", "our clock runs"),
        RequestStatus::Resolved => ("Resolve", "resolved; the client is told, a message opens it again"),
        RequestStatus::Closed => ("Close", "closed; the client is told"),
    }
}

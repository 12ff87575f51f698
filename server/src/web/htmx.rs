//! The names htmx gives things in HTTP; nowhere else.

use poem::Request;

/// Whether only a fragment is wanted. Boosted and history requests want whole pages.
pub fn wants_fragment(request: &Request) -> bool {
    request.header("HX-Request-Type") == Some("partial")
}

/// The header of a page that is fetched before somebody asks for it.
pub const PRELOADED: &str = "HX-Preloaded";

/// The header whose value decides between page and fragment, for `Vary`.
pub const VARY: &str = "HX-Request-Type";

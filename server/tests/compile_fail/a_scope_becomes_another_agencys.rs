//! Nobody outside `access` turns one agency's scope into another's.

use portico::access::AgencyScope;
use portico::ids::AgencyId;

fn another_agencys(scope: AgencyScope, agency: AgencyId) {
    let _ = AgencyScope { agency, ..scope }; //~ E0451
}

fn main() {}

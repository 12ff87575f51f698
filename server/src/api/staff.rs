use poem::Request;
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;

use crate::access::{self, AdminScope, AgencyScope};

/// Staff of one agency, by a bearer token.
#[derive(SecurityScheme)]
#[oai(rename = "StaffToken", ty = "bearer", bearer_format = "JWT", checker = "staff")]
pub struct Staff(pub AgencyScope);

async fn staff(request: &Request, bearer: Bearer) -> poem::Result<AgencyScope> {
    Ok(access::staff_scope(request, &bearer.token).await?)
}

/// Staff who may manage people and settings, by a bearer token.
#[derive(SecurityScheme)]
#[oai(rename = "StaffToken", ty = "bearer", bearer_format = "JWT", checker = "admin")]
pub struct Admin(pub AdminScope);

async fn admin(request: &Request, bearer: Bearer) -> poem::Result<AdminScope> {
    Ok(access::staff_scope(request, &bearer.token).await?.admin()?)
}

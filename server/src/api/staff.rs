use poem::Request;
use poem_openapi::SecurityScheme;
use poem_openapi::auth::Bearer;

use super::allow::Operations;
use crate::access::{self, AdminScope, AgencyScope, Facts, Grant};
use crate::error::{Error, Result};

/// Staff of one agency, by a bearer token.
#[derive(SecurityScheme)]
#[oai(rename = "StaffToken", ty = "bearer", bearer_format = "JWT", checker = "staff")]
pub struct Staff(pub AgencyScope);

async fn staff(request: &Request, bearer: Bearer) -> poem::Result<AgencyScope> {
    Ok(admitted(request, &bearer.token).await?)
}

/// Staff who may manage people and settings, by a bearer token.
#[derive(SecurityScheme)]
#[oai(rename = "StaffToken", ty = "bearer", bearer_format = "JWT", checker = "admin")]
pub struct Admin(pub AdminScope);

async fn admin(request: &Request, bearer: Bearer) -> poem::Result<AdminScope> {
    Ok(admitted(request, &bearer.token).await?.admin()?)
}

/// The scope that a token stands for, where the token opens this very operation. Whoever calls is always told
/// who they are.
///
/// # Errors
/// [`Error::Unauthenticated`] when the token is none; [`Error::Forbidden`] when it opens other things only.
pub async fn admitted(request: &Request, token: &str) -> Result<AgencyScope> {
    let scope = access::staff_scope(request, token).await?;
    if *scope.grant() == Grant::Whole {
        return Ok(scope);
    }
    let Some(facts) = request.data::<Facts>() else {
        return Err(Error::internal(anyhow::anyhow!("the server was put together without a front")));
    };
    let path = facts.path.strip_prefix("/api/v1").unwrap_or_default();
    let subject = Operations::published().subject(path, request.method().as_str()).unwrap_or_default();
    let oneself = path == "/me" && request.method().is_safe();
    let set_up = *scope.grant() == Grant::SetUpFirst && path.starts_with("/me/second-factor");
    if !(oneself || set_up) {
        // An account is its owner's, whatever an API token says.
        let nothing = Grant::Scoped(Vec::new());
        let grant = if subject == OWN && matches!(scope.grant(), Grant::Scoped(_)) { &nothing } else { scope.grant() };
        grant.demand(&subject, !request.method().is_safe())?;
    }
    Ok(scope)
}

/// What one's own account's operations are about; no scope of an API token opens them.
pub const OWN: &str = "account";

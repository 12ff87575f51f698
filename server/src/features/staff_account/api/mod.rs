mod factor;
mod me;
mod wire;

use poem::Request;

use crate::access::{AgencyScope, Database, Facts};
use crate::error::{Error, Result};
use crate::throttle;

pub use factor::{LostFactorApi, SecondFactorApi};
pub use me::MeApi;

/// Counts a try at the caller's password or code: a token that somebody else has got hold of must be no way to
/// guess them.
async fn tried<T>(request: &Request, scope: &AgencyScope, attempt: impl Future<Output = Result<T>>) -> Result<T> {
    let parts = (request.data::<Database>(), request.data::<Facts>(), scope.actor().staff());
    let (Some(database), Some(facts), Some(me)) = parts else {
        return Err(Error::internal(anyhow::anyhow!("the server was put together without its parts")));
    };
    let system = database.system();
    let tries = throttle::count(&system, "staff-password", &me.to_string(), facts.address).await?;
    let done = attempt.await?;
    tries.succeeded(&system).await?;
    Ok(done)
}

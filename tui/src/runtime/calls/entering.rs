use std::sync::Arc;

use portico_openapi::{Address, AddressError, ApiError, Credentials, Kind, Session};

use super::Desk;
use crate::{draft::Owner, effect::Form, message::Arrival, storage::ProfileFile};

/// Goes on with the stored sign-in.
pub async fn resume(desk: &Desk) -> Result<Arrival, ApiError> {
    let stored = desk.profile.read().ok_or_else(ApiError::signed_out)?;
    let address: Address = stored.server.parse().map_err(refused)?;
    let owner = Owner { server: stored.server, email: stored.email };
    let session = Session::resume(&address, Arc::new(desk.profile.of(owner))).await?;
    arrive(desk, &address, session).await
}

/// Signs in with what was typed.
pub async fn sign_in(desk: &Desk, form: Form) -> Result<Arrival, ApiError> {
    let address: Address = form.server.parse().map_err(refused)?;
    let owner = Owner { server: address.to_string(), email: form.email.clone() };
    let credentials = Credentials { email: form.email, password: form.password, totp: form.code };
    let store = Arc::new(desk.profile.of(owner));
    let session = Session::sign_in(&address, credentials, store).await?;
    arrive(desk, &address, session).await
}

async fn arrive(desk: &Desk, address: &Address, session: Session) -> Result<Arrival, ApiError> {
    let me = session.call(|api| async move { api.me_view().send().await }).await?.into_inner();
    desk.keep(Some(session));
    Ok(Arrival { me, server: address.to_string() })
}

/// Signs out here and at the server.
pub async fn leave(desk: &Desk) -> Result<(), ApiError> {
    let session = desk.session();
    desk.keep(None);
    match session {
        Some(session) => session.sign_out().await,
        None => Ok(()),
    }
}

/// Ends a stored sign-in without the console.
pub async fn sign_out(profile: ProfileFile) -> Result<(), ApiError> {
    let desk = Desk::new(profile);
    resume(&desk).await?;
    leave(&desk).await
}

fn refused(error: AddressError) -> ApiError {
    ApiError { kind: Kind::Invalid(Vec::new()), code: "address".into(), message: error.to_string(), request_id: None }
}

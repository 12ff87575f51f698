use std::sync::Arc;

use portico_openapi::{Address, AddressError, ApiError, Credentials, Kind, Session, TokenStore, types};

use super::Desk;
use crate::{
    draft::Owner,
    effect::Form,
    message::Arrival,
    office::{Done, Joining},
    storage::ProfileFile,
};

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
    Ok(Arrival { me: Box::new(me), server: address.to_string(), news: desk.profile.news() })
}

/// Joins a team by an invitation, and signs in.
pub async fn join(desk: &Desk, joining: Joining) -> Result<Done, ApiError> {
    let Joining { server, token, name, password } = joining;
    let address: Address = server.parse().map_err(refused)?;
    let invitation = types::AcceptedInvitation { name, password: password.0.clone(), token: token.0 };
    let joined = Session::join(&address, invitation).await.map_err(|error| match error.kind {
        Kind::NotFound => ApiError {
            message: "This link does not work, or no longer. Ask for a new one, or sign in if you have joined.".into(),
            ..error
        },
        _ => error,
    })?;
    let form = Form { server, email: joined.email.clone(), password: password.0, code: None };
    Ok(Done::Joined(joined.email, sign_in(desk, form).await))
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

/// Ends a stored sign-in without the console. What is stored goes even if the server cannot be told.
pub async fn sign_out(profile: ProfileFile) -> Result<(), ApiError> {
    let desk = Desk::new(profile);
    let left = match resume(&desk).await {
        Ok(_) => leave(&desk).await,
        Err(error) => Err(error),
    };
    let stored = desk.profile.read().unwrap_or_default();
    if stored.is_signed_in() {
        let owner = Owner { server: stored.server, email: stored.email };
        desk.profile.of(owner).save(None).map_err(|error| ApiError::unreachable(error.to_string()))?;
    }
    match left {
        Err(error) if error.kind != Kind::Unauthorized => Err(error),
        _ => Ok(()),
    }
}

fn refused(error: AddressError) -> ApiError {
    ApiError { kind: Kind::Invalid(Vec::new()), code: "address".into(), message: error.to_string(), request_id: None }
}

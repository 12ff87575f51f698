use futures_util::future::try_join4;
use portico_openapi::{ApiError, Session, types};

use super::super::lists::{all, page_of};
use super::seen;
use crate::office::{
    Done, Hidden,
    account::{Account, Deed},
};

/// One's own account.
pub async fn look(session: &Session) -> Result<Account, ApiError> {
    let me = session.call(|api| async move { api.me_view().send().await });
    let sessions = all(session, |api, cursor| async move { page_of!(api.session_list(), cursor).send().await });
    let tokens = all(session, |api, cursor| async move { page_of!(api.api_token_list(), cursor).send().await });
    let preferences = session.call(|api| async move { api.notification_preferences_view().send().await });
    let (me, sessions, tokens, preferences) = try_join4(me, sessions, tokens, preferences).await?;
    Ok(Account { me: me.into_inner(), sessions, tokens, preferences: preferences.into_inner() })
}

/// Does what is asked about it.
pub async fn run(session: &Session, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Change(version, change) => {
            let call = session.call(|api| {
                let change = change.clone();
                async move { api.me_update().if_match(seen(version)).body(change).send().await }
            });
            call.await?;
        }
        Deed::Password(Hidden(current), Hidden(new)) => {
            let call = session.call(|api| {
                let body = types::PasswordChange { current: current.clone(), new: new.clone() };
                async move { api.me_password_change().body(body).send().await }
            });
            call.await?;
        }
        Deed::End(id) => {
            session.call(|api| async move { api.session_end().session_id(id).send().await }).await?;
        }
        Deed::EndOthers => {
            session.call(|api| async move { api.session_end_others().send().await }).await?;
        }
        Deed::NewToken(new) => {
            let call = session.call(|api| {
                let new = new.clone();
                async move { api.api_token_create().body(new).send().await }
            });
            return Ok(Done::Token(Hidden(call.await?.into_inner().token)));
        }
        Deed::Revoke(id) => {
            session.call(|api| async move { api.api_token_revoke().api_token_id(id).send().await }).await?;
        }
        Deed::Prefer(change) => {
            let call = session.call(|api| {
                let change = change.clone();
                async move { api.notification_preferences_update().body(change).send().await }
            });
            call.await?;
        }
    }
    Ok(Done::So)
}

use portico_openapi::{ApiError, Session, types};

use crate::office::{
    Done,
    factor::{Deed, Step},
};

/// Takes a step about one's own second factor.
pub async fn run(session: &Session, deed: Deed) -> Result<Done, ApiError> {
    let password = || types::PasswordProof { password: deed.password.0.clone() };
    let both = || types::FullProof { code: deed.code.clone(), password: deed.password.0.clone() };
    match deed.step {
        Step::Begin => {
            let call = session.call(|api| {
                let body = password();
                async move { api.second_factor_begin().body(body).send().await }
            });
            call.await.map(|secret| Done::Secret(secret.into_inner()))
        }
        Step::Confirm => {
            let call = session.call(|api| {
                let body = types::CodeProof { code: deed.code.clone() };
                async move { api.second_factor_confirm().body(body).send().await }
            });
            call.await.map(|codes| Done::Codes(codes.into_inner().recovery_codes))
        }
        Step::Renew => {
            let call = session.call(|api| {
                let body = both();
                async move { api.recovery_codes_renew().body(body).send().await }
            });
            call.await.map(|codes| Done::Codes(codes.into_inner().recovery_codes))
        }
        Step::Disable => {
            let call = session.call(|api| {
                let body = both();
                async move { api.second_factor_disable().body(body).send().await }
            });
            call.await.map(|_| Done::So)
        }
    }
}

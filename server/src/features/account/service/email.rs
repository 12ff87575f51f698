use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{ExprTrait, SimpleExpr};
use serde_json::json;

use super::password::prove;
use crate::access::{AccountScope, Facts, SystemScope, Viewer};
use crate::entity::{account_token, client_credential, client_pending_sign_in, client_session, client_user};
use crate::error::{Error, Result};
use crate::features::account::{SendEmailChange, emails};
use crate::features::audit::{self, Entry};
use crate::features::{agencies, second_factor, sign_in};
use crate::ids::AgencyId;
use crate::{jobs, secrets, text, throttle};

/// What the link to a new address is for.
pub const PURPOSE: &str = "email";
/// What the link to the old address is for.
const UNDO: &str = "email_undo";
/// How long the old address can take a change back.
const UNDO_LIFE: TimeDelta = TimeDelta::days(7);

/// Asks for a link to a new address. Whether somebody has that address already is found out behind the answer, so
/// that the answer cannot tell.
///
/// # Errors
/// [`Error::Invalid`] when the password is wrong, the address is none, or as many mails were sent for this account or
/// to this address as may be.
pub async fn ask(
    scope: &AccountScope,
    system: &SystemScope,
    viewer: &Viewer,
    password: &str,
    address: &str,
) -> Result<()> {
    let address = text::email("email", address)?;
    if address == viewer.email {
        return Err(Error::field("email", "This is the address you have."));
    }
    prove(scope, "email_password", password).await?;
    let (account, target) = (viewer.person.to_string(), format!("{}/{address}", viewer.agency.id));
    for (purpose, key) in [("email-change", account), ("email-change-to", target)] {
        if !throttle::count_letter(system, purpose, &key).await? {
            return Err(Error::field("email", many_letters()));
        }
    }
    let job = SendEmailChange {
        agency: viewer.agency.id,
        person: viewer.person,
        from: viewer.email.clone(),
        to: address.clone(),
    };
    scope
        .transaction(async |scope| {
            jobs::enqueue(&scope, &job).await?;
            let entry = Entry::new("email.change_requested").target("client_user", viewer.person, &viewer.name);
            audit::record(&scope, entry.detail(json!({ "to": address }))).await
        })
        .await
}

/// Why no further mail is sent.
fn many_letters() -> String {
    let most = throttle::LETTERS;
    format!("At most {most} links are sent in a row. Use the latest of them, or ask again in a quarter of an hour.")
}

fn usable(system: &SystemScope, agency: AgencyId, purpose: &str, token: &str) -> Result<SimpleExpr> {
    use account_token::Column;
    if token.len() != secrets::TOKEN_LENGTH {
        return Err(Error::NotFound);
    }
    let of_token = Column::TokenHash.eq(secrets::hash(token)).and(Column::AgencyId.eq(agency));
    let alive = Column::UsedAt.is_null().and(Column::ExpiresAt.gt(system.now()));
    Ok(of_token.and(Column::Purpose.eq(purpose)).and(alive))
}

/// The new address behind a link, if it still works. Looking uses nothing up: mail scanners look too.
///
/// # Errors
/// [`Error::NotFound`] when it does not.
pub async fn check(system: &SystemScope, agency: AgencyId, token: &str) -> Result<account_token::Model> {
    system.find::<account_token::Entity>().filter(usable(system, agency, PURPOSE, token)?).one().await
}

/// The old address behind a link that takes a change back, if it still works.
///
/// # Errors
/// [`Error::NotFound`] when it does not.
pub async fn check_undo(system: &SystemScope, agency: AgencyId, token: &str) -> Result<account_token::Model> {
    system.find::<account_token::Entity>().filter(usable(system, agency, UNDO, token)?).one().await
}

/// Uses a link up, once, and gives the account that it is of.
async fn take(
    system: &SystemScope,
    known: &account_token::Model,
    token: &str,
    facts: &Facts,
) -> Result<(AccountScope, client_user::Model)> {
    let condition = usable(system, known.agency_id, &known.purpose, token)?;
    let used = system.update::<account_token::Entity>().set(account_token::Column::UsedAt, system.now());
    if used.filter(condition).exec().await? != 1 {
        return Err(Error::NotFound);
    }
    let nameless = system.account(known.agency_id, known.client_user_id, "", facts);
    let person = nameless.find::<client_user::Entity>().filter(client_user::Column::DisabledAt.is_null());
    let person = person.locked().one().await?;
    Ok((system.account(known.agency_id, person.id, &person.name, facts), person))
}

/// Changes the address by the link that was sent to it, once. All sessions end but `kept`, the one in the browser
/// that opened the link; the old address is told, with a way back.
///
/// # Errors
/// [`Error::NotFound`] when the link does not work any more, also because the address was changed meanwhile; a
/// conflict when somebody else has the new address by now.
pub async fn change_by_link(
    system: &SystemScope,
    base_url: &str,
    agency: AgencyId,
    token: &str,
    facts: &Facts,
    kept: Option<&str>,
) -> Result<()> {
    let known = check(system, agency, token).await?;
    let portal = agencies::address(system, agency, base_url).await?;
    let undo = secrets::random_token()?;
    system
        .transaction(async |system| {
            let (account, person) = take(&system, &known, token, facts).await?;
            let changed = account.update::<client_user::Entity>().set(client_user::Column::Email, known.email.clone());
            let old = known.previous.clone().unwrap_or_default();
            if changed.filter(client_user::Column::Email.eq(&old)).exec().await? != 1 {
                return Err(Error::NotFound);
            }
            end_sessions(&account, kept).await?;
            let now = system.now();
            let row = account_token::ActiveModel {
                token_hash: Set(secrets::hash(&undo)),
                agency_id: Set(agency),
                purpose: Set(UNDO.into()),
                client_user_id: Set(person.id),
                email: Set(old.clone()),
                previous: Set(Some(known.email.clone())),
                created_at: Set(now),
                expires_at: Set(now + UNDO_LIFE),
                used_at: Set(None),
            };
            system.insert::<account_token::Entity>(row).await?;
            let house = system.agency(agency);
            let name = agencies::name(&house).await?;
            let link = format!("{portal}/portal/email/{undo}/undo");
            emails::changed(&house, &name, &old, &known.email, &link).await?;
            record(&account, &person, Entry::new("email.changed"), &old, &known.email).await
        })
        .await
}

/// Takes a change of address back by the link that was sent to the old one: the address is the old one again, all
/// sessions end, the password counts no more, a second factor that was set up since the change is gone, and a link to
/// choose a new password is on its way.
///
/// # Errors
/// [`Error::NotFound`] when the link does not work any more; a conflict when somebody else has the address by now.
pub async fn undo(system: &SystemScope, agency: AgencyId, token: &str, facts: &Facts) -> Result<()> {
    let known = check_undo(system, agency, token).await?;
    system
        .transaction(async |system| {
            let (account, person) = take(&system, &known, token, facts).await?;
            let back = account.update::<client_user::Entity>().set(client_user::Column::Email, known.email.clone());
            back.exec().await?;
            end_sessions(&account, None).await?;
            account.delete::<client_credential::Entity>().exec().await?;
            second_factor::forget_since(&account, known.created_at).await?;
            // Other links of this account may be in the hands of whoever changed it.
            let others = system.delete::<account_token::Entity>();
            let others = others.filter(account_token::Column::ClientUserId.eq(person.id));
            others.filter(account_token::Column::UsedAt.is_null()).exec().await?;
            sign_in::send_reset(&system.agency(agency), &known.email).await?;
            record(&account, &person, Entry::new("email.change_undone"), &person.email, &known.email).await
        })
        .await
}

async fn end_sessions(account: &AccountScope, kept: Option<&str>) -> Result<()> {
    let hash = kept.map(secrets::hash).unwrap_or_default();
    let others = account.delete::<client_session::Entity>();
    others.filter(client_session::Column::TokenHash.ne(hash)).exec().await?;
    account.delete::<client_pending_sign_in::Entity>().exec().await.map(drop)
}

async fn record(account: &AccountScope, person: &client_user::Model, entry: Entry, from: &str, to: &str) -> Result<()> {
    let entry = entry.target("client_user", person.id, &person.name);
    audit::record(account, entry.detail(json!({ "from": from, "to": to }))).await
}

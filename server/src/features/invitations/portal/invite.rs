use poem::web::Path;
use poem::{Request, Response, handler};

use crate::access;
use crate::error::{Error, FieldErrors, Result};
use crate::features::invitations::service::{self, Offer, Registered};
use crate::features::invitations::tries::{self, Kind};
use crate::features::invitations::views::invite::{self as views, Guest, Invited};
use crate::features::sign_in;
use crate::ids::WorkspaceId;
use crate::web::Door;
use crate::web::{Form, cookies, places, see_other};

#[handler]
pub async fn show(door: Door, Path(token): Path<String>) -> poem::Result<Response> {
    match service::offer(&door.house(), &token).await {
        Ok(offer) => {
            let guest = guest(&door, &offer);
            Ok(door.page(&title(&offer), views::show(&invited(&door, &offer, &token), &guest)))
        }
        Err(Error::NotFound) => Ok(spent(&door, &token).await?),
        Err(error) => Err(error.into()),
    }
}

fn title(offer: &Offer) -> String {
    format!("Join {}", offer.workspace.name)
}

fn invited<'a>(door: &'a Door, offer: &'a Offer, token: &str) -> Invited<'a> {
    Invited {
        agency: &door.agency.name,
        workspace: &offer.workspace.name,
        inviter: &offer.invitation.inviter_name,
        of_agency: offer.invitation.inviter_kind == crate::entity::words::ActorKind::Staff,
        email: &offer.invitation.email,
        path: places::invitation(token),
    }
}

/// Who is looking: whether they may join, must sign in, or make an account.
fn guest<'a>(door: &'a Door, offer: &'a Offer) -> Guest<'a> {
    let csrf = |viewer| access::csrf_token(&door.site.sealer, viewer);
    match (&door.viewer, &offer.account) {
        (Some(viewer), Some(account)) if account.id == viewer.person => Guest::Invited { token: csrf(viewer) },
        (Some(viewer), _) => Guest::Somebody { email: &viewer.email, token: csrf(viewer) },
        (None, Some(_)) => Guest::Known,
        (None, None) => Guest::New { name: offer.invitation.name.as_deref().unwrap_or_default(), errors: None },
    }
}

/// The same for every link that does not work, whatever the reason.
async fn spent(door: &Door, token: &str) -> Result<Response> {
    tries::missed(door, Kind::Client, token).await?;
    Ok(door.nothing(views::SPENT, views::spent(&door.agency.name)))
}

#[handler]
pub async fn register(door: Door, request: &Request, Path(token): Path<String>, form: Form) -> poem::Result<Response> {
    let (name, password) = (form.get("name"), form.get("password"));
    let registered = tries::counted(&door, Kind::Client, &token, async || {
        service::register(&door.system, door.agency.id, &token, name, password, &door.facts).await
    });
    match registered.await {
        Ok(Registered::New(person, workspace)) => {
            let account = door.system.account(door.agency.id, person, name.trim(), &door.facts);
            let session =
                account.transaction(async |account| sign_in::open_session(&account, &door.facts).await).await?;
            let welcome = arrived(&door, workspace, places::WELCOME)?;
            Ok(sign_in::signed_in(&door, request, &session, welcome).await?)
        }
        Ok(Registered::Known) => Ok(see_other(&places::invitation(&token))),
        Err(Error::NotFound) => Ok(door.nothing(views::SPENT, views::spent(&door.agency.name))),
        Err(Error::Invalid(errors)) => Ok(again(&door, &token, name, &errors).await?),
        Err(error) => Err(error.into()),
    }
}

async fn again(door: &Door, token: &str, name: &str, errors: &FieldErrors) -> Result<Response> {
    let offer = service::offer(&door.house(), token).await?;
    let form = views::show(&invited(door, &offer, token), &Guest::New { name, errors: Some(errors) });
    Ok(door.invalid(&title(&offer), form))
}

/// Goes on, and remembers the workspace that was just joined.
fn arrived(door: &Door, workspace: WorkspaceId, to: &str) -> Result<Response> {
    let mut response = see_other(to);
    cookies::set(&mut response, &cookies::remember_workspace(door.facts.secure, workspace))?;
    Ok(response)
}

#[handler]
pub async fn join(door: Door, Path(token): Path<String>) -> poem::Result<Response> {
    let viewer = door.viewer.as_ref().ok_or(Error::NotFound)?;
    let joined = tries::counted(&door, Kind::Client, &token, async || {
        service::join(&door.system, viewer, &token, &door.facts).await
    });
    match joined.await {
        Ok(workspace) => Ok(arrived(&door, workspace, places::HOME)?),
        // The page says whose invitation it is.
        Err(Error::Forbidden { .. }) => Ok(see_other(&places::invitation(&token))),
        Err(Error::NotFound) => Ok(door.nothing(views::SPENT, views::spent(&door.agency.name))),
        Err(error) => Err(error.into()),
    }
}

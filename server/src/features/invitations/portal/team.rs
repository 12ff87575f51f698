use poem::web::Path;
use poem::{Request, Response, handler};

use crate::access::{Inviter, Permission, Permissions};
use crate::error::{Error, FieldErrors, Result};
use crate::features::agencies::address_of;
use crate::features::invitations::service::{self, Invite, Team};
use crate::features::invitations::views::team::{self as views, Offered, Typed};
use crate::features::workspaces;
use crate::ids::InvitationId;
use crate::web::{Form, Layout, Query, places};

#[handler]
pub async fn show(scope: Inviter, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let said = match query.get("done") {
        "sent" => Some("The invitation is on its way."),
        "revoked" => Some("The invitation is taken back."),
        _ => None,
    };
    let team = service::team(&scope).await?;
    layout.page_saying(said, views::TITLE, Vec::new(), draw(&scope, &layout, &team, &Typed::default(), None)).await
}

fn draw(
    scope: &Inviter,
    layout: &Layout,
    team: &Team,
    typed: &Typed<'_>,
    errors: Option<&FieldErrors>,
) -> maud::Markup {
    let mine = Permission::ALL.into_iter().filter(|permission| scope.seat().allows(*permission));
    let offered = mine.map(|permission| {
        let (field, label) = (permission.as_str(), workspaces::permission_label(permission));
        Offered { field, label, on: typed.permissions.allow(permission) }
    });
    let view = views::View {
        workspace: &scope.seat().name,
        me: scope.person(),
        team,
        offered: offered.collect(),
        times: layout.times,
        token: &layout.token,
        once: &layout.once,
    };
    views::show(&view, typed, errors)
}

/// An id that is none is nothing, like one that is somebody else's.
fn id(text: &str) -> Result<InvitationId> {
    text.parse().map_err(|_| Error::NotFound)
}

#[handler]
pub async fn invite(scope: Inviter, layout: Layout, request: &Request, form: Form) -> poem::Result<Response> {
    let typed = Typed {
        email: form.trimmed("email"),
        name: form.trimmed("name"),
        permissions: Permissions::of(|permission| form.get(permission.as_str()) == "true"),
    };
    let invite =
        Invite { email: typed.email.to_owned(), name: Some(typed.name.to_owned()), permissions: typed.permissions };
    match service::invite_colleague(&scope, invite, &address_of(request).await?).await {
        Ok(()) => Ok(layout.go(&format!("{}?done=sent", places::TEAM))),
        Err(Error::Invalid(errors)) => {
            let team = service::team(&scope).await?;
            let page = draw(&scope, &layout, &team, &typed, Some(&errors));
            layout.invalid(views::TITLE, Vec::new(), page).await
        }
        Err(error) => Err(error.into()),
    }
}

#[handler]
pub async fn resend(
    scope: Inviter,
    layout: Layout,
    request: &Request,
    Path(invitation): Path<String>,
) -> poem::Result<Response> {
    service::resend_own(&scope, id(&invitation)?, &address_of(request).await?).await?;
    Ok(layout.go(&format!("{}?done=sent", places::TEAM)))
}

#[handler]
pub async fn revoke(scope: Inviter, layout: Layout, Path(invitation): Path<String>) -> poem::Result<Response> {
    service::revoke_own(&scope, id(&invitation)?).await?;
    Ok(layout.go(&format!("{}?done=revoked", places::TEAM)))
}

use std::sync::Arc;

use poem::http::header;
use poem::web::Path;
use poem::{Request, Response, handler};

use super::{service, views};
use crate::access::{self, Agency, AgencyScope, Database, Facts};
use crate::brand::{Look, Mark, Palette};
use crate::error::{Error, Result};
use crate::ids::AgencyId;
use crate::mail;
use crate::web::assets::FOREVER;
use crate::web::frame::Theme;
use crate::web::front::CSP;
use crate::web::{Audience, Form, Pages, Query, Site};

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages.get("/preview/:token", Audience::Public, preview).get("/preview/:token/mail", Audience::Public, preview_mail)
}

fn missing() -> Error {
    Error::internal(anyhow::anyhow!("the server was put together without its parts"))
}

/// The agency whose host was asked for, as nobody in particular sees it.
async fn at_host(request: &Request) -> Result<(AgencyScope, Agency)> {
    let system = request.data::<Database>().ok_or_else(missing)?.system();
    let host = &request.data::<Facts>().ok_or_else(missing)?.host;
    let agency = access::agency_of_host(&system, host).await?.ok_or(Error::Misdirected)?;
    Ok((system.agency(agency.id), agency))
}

/// Where a draft is shown: at the agency's own host, whatever host the caller came by.
pub(super) async fn preview_url(request: &Request, agency: AgencyId, token: &str) -> Result<String> {
    let system = request.data::<Database>().ok_or_else(missing)?.system();
    let site = request.data::<Arc<Site>>().ok_or_else(missing)?;
    Ok(format!("{}/preview/{token}", system.agency(agency).address(&site.base_url).await?))
}

/// What a brand is drawn with: its colours as a stylesheet, its images, its letter. The address of each says all
/// there is to it, or holds the hash of its content, so it never changes.
#[handler]
pub async fn asset(request: &Request, Path(name): Path<String>) -> poem::Result<Response> {
    let (word, kind) = name.rsplit_once('.').ok_or(Error::NotFound)?;
    let answer = Response::builder().header(header::CACHE_CONTROL, FOREVER);
    let alone = "default-src 'none'; sandbox";
    let response = match kind {
        "css" => {
            let palette = Palette::of_word(word).ok_or(Error::NotFound)?;
            answer.header(header::CONTENT_TYPE, "text/css; charset=utf-8").body(palette.stylesheet())
        }
        "svg" => {
            let mark = Mark::of_word(word).ok_or(Error::NotFound)?;
            let answer = answer.header(header::CONTENT_TYPE, "image/svg+xml");
            answer.header(header::CONTENT_SECURITY_POLICY, alone).body(mark.svg())
        }
        "png" => {
            let content = service::picture(&at_host(request).await?.0, word).await?;
            answer
                .header(header::CONTENT_TYPE, "image/png")
                .header(header::CONTENT_SECURITY_POLICY, alone)
                // Webmail shows the logos of mails from its own host.
                .header("cross-origin-resource-policy", "cross-origin")
                .body(content)
        }
        _ => return Err(Error::NotFound.into()),
    };
    Ok(response)
}

/// The draft that a link shows, at its agency's host and nowhere else.
async fn drafted(request: &Request, token: &str) -> Result<(Agency, Look)> {
    let (scope, agency) = at_host(request).await?;
    let look = service::drafted(&scope, token).await?;
    Ok((agency, look))
}

fn theme(query: &Form) -> Theme {
    match query.get("theme") {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::Auto,
    }
}

/// Shows a draft: nobody finds it without its link, and no search engine keeps it.
#[handler]
async fn preview(request: &Request, Path(token): Path<String>, Query(query): Query) -> poem::Result<Response> {
    let (agency, look) = drafted(request, &token).await?;
    let site = request.data::<Arc<Site>>().ok_or_else(missing)?;
    let assets = site.assets.urls(&look);
    let path = format!("/preview/{token}");
    let view = views::Preview { agency: &agency.name, welcome: agency.welcome.as_deref(), look: &look, path: &path };
    let page = views::page(&view, &assets, agency.locale.words(), theme(&query));
    let answer = Response::builder().header("x-robots-tag", "noindex").content_type("text/html; charset=utf-8");
    Ok(answer.header(header::CONTENT_SECURITY_POLICY, format!("{CSP}; frame-src 'self'")).body(page.into_string()))
}

/// A mail in the draft's colours, for the frame in the preview. Mails bring their styles with them, so this one
/// page allows styles, and nothing else but the agency's images.
#[handler]
async fn preview_mail(request: &Request, Path(token): Path<String>) -> poem::Result<Response> {
    let (agency, look) = drafted(request, &token).await?;
    let (_, content) = views::sample_mail(&agency.name);
    let page = mail::framed(&Agency { look, ..agency }, "", views::SAMPLE_SUBJECT, &content);
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox";
    let answer = Response::builder().header("x-robots-tag", "noindex").content_type("text/html; charset=utf-8");
    Ok(answer.header(header::CONTENT_SECURITY_POLICY, policy).body(page))
}

use poem::http::StatusCode;
use poem::web::{Data, Path};
use poem::{Response, handler};

use super::id;
use super::look::page;
use crate::access::{ClientScope, Reviewer};
use crate::entity::words::Verdict;
use crate::entity::{approval_comment, upload};
use crate::error::{Error, Result};
use crate::features::approvals::anchor;
use crate::features::approvals::service::{self, Answer, NewComment};
use crate::features::approvals::views::{Notice, Typed, anchor_of};
use crate::features::files;
use crate::ids::{ApprovalId, ApprovalStepId, ApprovalVersionId};
use crate::storage::Storage;
use crate::web::{Files, Form, Layout, places};

#[handler]
pub async fn decide(
    scope: ClientScope,
    layout: Layout,
    storage: Data<&Storage>,
    Path(approval): Path<String>,
    form: Form,
) -> poem::Result<Response> {
    let approval: ApprovalId = id(&approval)?;
    let approver = service::approver(&scope, approval).await?;
    let answer = Answer {
        step: id(form.get("step"))?,
        version: id(form.get("version"))?,
        verdict: match form.get("verdict") {
            "approved" => Verdict::Approved,
            "changes_requested" => Verdict::ChangesRequested,
            _ => return Err(Error::Malformed("a decision approves, or asks for changes".into()).into()),
        },
        feedback: form.get("feedback").to_owned(),
    };
    let typed = |error| Typed { feedback: form.get("feedback").to_owned(), feedback_error: error, ..Typed::default() };
    match service::decide(&approver, approval, answer).await {
        Ok(()) => Ok(layout.go(&format!("{}?step={}", places::approval(approval), form.get("step")))),
        Err(Error::Invalid(errors)) => {
            let error =
                errors.at("feedback").map(|message| format!("{message} The team needs to know what to change."));
            page(&scope, &layout, &storage, approval, &form, None, typed(error)).await
        }
        Err(Error::Conflict { code, message }) => {
            let notice =
                Notice { title: "Nothing was decided".into(), text: told(&scope, &form, code, message).await? };
            // What counts now is shown, with what was typed.
            let query = form.only(&["step"]);
            page(&scope, &layout, &storage, approval, &query, Some((StatusCode::CONFLICT, notice)), typed(None)).await
        }
        Err(Error::Forbidden { message, .. }) => {
            let notice = Notice { title: "Nothing was decided".into(), text: sentence(message) };
            let query = form.only(&["step"]);
            page(&scope, &layout, &storage, approval, &query, Some((StatusCode::FORBIDDEN, notice)), typed(None)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Why a decision was not taken, as the person reads it.
async fn told(scope: &ClientScope, form: &Form, code: &str, message: String) -> Result<String> {
    match code {
        "newer_version" => {}
        "idempotency_key_reused" => {
            return Ok("This page was sent before. Look at what counts now, and decide again.".into());
        }
        _ => return Ok(sentence(&message)),
    }
    let current = service::current(scope, id::<ApprovalStepId>(form.get("step"))?).await?;
    let at = current.created_at.with_timezone(&scope.viewer().zone());
    let locale = scope.viewer().agency.locale;
    let at = format!("{} at {}", at.format(locale.day_in_full()), at.format(locale.time()));
    let number = current.number;
    Ok(format!(
        "A newer version was sent on {at}. What you see now is version {number}; what you wrote is kept below. Look at it and decide again."
    ))
}

fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

#[handler]
pub async fn withdraw(
    scope: ClientScope,
    layout: Layout,
    storage: Data<&Storage>,
    Path(approval): Path<String>,
    form: Form,
) -> poem::Result<Response> {
    let approval: ApprovalId = id(&approval)?;
    let approver = service::approver(&scope, approval).await?;
    match service::withdraw(&approver, approval, id(form.get("step"))?).await {
        Ok(()) => Ok(layout.go(&format!("{}?step={}", places::approval(approval), form.get("step")))),
        Err(Error::Conflict { message, .. }) => {
            let notice = Notice { title: "Nothing was taken back".into(), text: sentence(&message) };
            let query = form.only(&["step"]);
            page(&scope, &layout, &storage, approval, &query, Some((StatusCode::CONFLICT, notice)), Typed::default())
                .await
        }
        Err(error) => Err(error.into()),
    }
}

#[handler]
pub async fn comment(
    scope: ClientScope,
    layout: Layout,
    storage: Data<&Storage>,
    Path(approval): Path<String>,
    form: Form,
    coming: Files,
) -> poem::Result<Response> {
    let approval: ApprovalId = id(&approval)?;
    let reviewer = Reviewer::new(scope.clone())?;
    let version: ApprovalVersionId = id(form.get("version"))?;
    let mut sent = Vec::new();
    let verb = async |sent: &[upload::Model]| said(&reviewer, approval, version, &form, sent).await;
    match files::taken(&scope, &storage, &coming, &mut sent, verb).await {
        Ok(row) => Ok(layout.go(&said_at(&row))),
        Err(Error::Invalid(errors)) if errors.at("version_id").or(errors.at("parent_id")).is_some() => {
            Err(Error::NotFound.into())
        }
        Err(Error::Invalid(errors)) => {
            let error = errors.at("body").or(errors.at("anchor")).map(str::to_owned);
            let typed = Typed {
                comment: form.get("body").to_owned(),
                comment_error: error,
                files_error: files::problem(errors.at("files"), !sent.is_empty()).map(str::to_owned),
                place: form.get("place").to_owned(),
                ..Typed::default()
            };
            page(&scope, &layout, &storage, approval, &form, None, typed).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes a comment as the form has it: with the place that the script marked, or the one that was typed.
async fn said(
    scope: &Reviewer,
    approval: ApprovalId,
    version: ApprovalVersionId,
    form: &Form,
    sent: &[upload::Model],
) -> Result<approval_comment::Model> {
    let parent = match form.get("parent") {
        "" => None,
        text => Some(id(text)?),
    };
    let mut body = form.get("body").to_owned();
    let place = form.get("place").trim();
    let anchor = match form.get("anchor") {
        "" if parent.is_some() || place.is_empty() => None,
        "" => {
            let text = service::text_of(&**scope, approval, version).await?;
            let files = service::files_of(&**scope, version).await?;
            let passage = anchor::quoted(place, &text).map(|passage| (Some(passage), None));
            let (anchor, words) = passage.unwrap_or_else(|| anchor::typed(place, &files));
            // What only people understand of it is said in words.
            if let Some(words) = words.filter(|_| !body.trim().is_empty()) {
                body = format!("{words}: {body}");
            }
            anchor
        }
        text => Some(serde_json::from_str(text).map_err(|_| Error::field("anchor", "This is no place on the work."))?),
    };
    service::comment(scope, approval, NewComment { version, body, anchor, parent }, sent).await
}

/// Where a comment is read, with the page of a document that it is on.
fn said_at(row: &approval_comment::Model) -> String {
    let page = anchor_of(row).and_then(|anchor| anchor.page());
    let page = page.map(|(file, page)| format!("&file={file}&page={page}")).unwrap_or_default();
    let path = places::approval(row.approval_id);
    format!("{path}?step={}&version={}{page}#comment-{}", row.step_id, row.version_id, row.id)
}

#[handler]
pub async fn resolve(
    scope: Reviewer,
    layout: Layout,
    Path((approval, about)): Path<(String, String)>,
) -> poem::Result<Response> {
    marked(&scope, &layout, &approval, &about, true).await
}

#[handler]
pub async fn reopen(
    scope: Reviewer,
    layout: Layout,
    Path((approval, about)): Path<(String, String)>,
) -> poem::Result<Response> {
    marked(&scope, &layout, &approval, &about, false).await
}

async fn marked(
    scope: &Reviewer,
    layout: &Layout,
    approval: &str,
    about: &str,
    resolved: bool,
) -> poem::Result<Response> {
    let approval: ApprovalId = id(approval)?;
    let row = service::resolve(scope, approval, id(about)?, resolved).await?;
    Ok(layout.go(&said_at(&row)))
}

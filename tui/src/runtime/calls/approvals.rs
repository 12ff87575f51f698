use std::path::PathBuf;

use futures_util::{TryStreamExt, future::try_join4};
use portico_openapi::{ApiError, Kind, Page, Session, types};
use uuid::Uuid;

use super::{
    Desk,
    lists::{all, page_of, rows_of},
    office,
    saving::{self, refused},
};
use crate::{
    approvals::{Deed, Source, Wanted},
    draft::{Draft, Plan, PlannedStep},
    message::{ApprovalPage, ApprovalView},
    office::Done,
    picture,
};

/// As many rows as are wanted, in as many pages as it takes.
pub async fn board(desk: &Desk, wanted: Wanted) -> Result<ApprovalPage, ApiError> {
    let session = desk.signed_in()?;
    rows_of(wanted.rows, wanted.cursor.clone(), |cursor, limit| board_page(&session, &wanted, cursor, limit)).await
}

async fn board_page(
    session: &Session,
    wanted: &Wanted,
    cursor: Option<String>,
    limit: u32,
) -> Result<Page<types::Approval>, ApiError> {
    let answer = session.call(|api| {
        let (narrowing, cursor) = (wanted.narrowing.clone(), cursor.clone());
        async move {
            let mut call = api.approval_list().archived(narrowing.archived).limit(limit);
            if let Some(id) = narrowing.workspace {
                call = call.workspace_id(id);
            }
            if let Some(status) = narrowing.status {
                call = call.status(status);
            }
            if let Some(side) = narrowing.turn {
                call = call.waits_on(side);
            }
            if let Some(cursor) = cursor {
                call = call.cursor(cursor);
            }
            call.send().await
        }
    });
    Ok(answer.await?.into_inner().into())
}

/// An approval with all that was said and done.
pub async fn view(desk: &Desk, id: Uuid) -> Result<ApprovalView, ApiError> {
    let session = desk.signed_in()?;
    let approval = async {
        let answer = session.call(|api| async move { api.approval_view().approval_id(id).send().await }).await?;
        Ok(answer.into_inner())
    };
    let comments = all(&session, move |api, cursor| async move {
        page_of!(api.approval_comment_list().approval_id(id), cursor).send().await
    });
    let decisions = all(&session, move |api, cursor| async move {
        page_of!(api.approval_decision_list().approval_id(id), cursor).send().await
    });
    let events = all(&session, move |api, cursor| async move {
        page_of!(api.approval_event_list().approval_id(id), cursor).send().await
    });
    let (approval, comments, decisions, events) = try_join4(approval, comments, decisions, events).await?;
    Ok(ApprovalView { approval, comments, decisions, events })
}

/// The approval of what was filled in and written, with who decides as the server calls them.
pub async fn planned(session: &Session, draft: &Draft, plan: &Plan) -> Result<types::NewApproval, ApiError> {
    let named = plan.steps.iter().any(|step| !step.reviewers.is_empty());
    let members = if named { members(session, plan.workspace).await? } else { Vec::new() };
    let body = Some(draft.text.clone()).filter(|text| !text.trim().is_empty());
    let mut version = Some(types::NewApprovalVersion { body, files: draft.uploads() });
    let mut steps = Vec::new();
    for step in &plan.steps {
        steps.push(types::NewApprovalStep {
            title: step.title.clone(),
            instructions: Some(step.instructions.clone()).filter(|text| !text.is_empty()),
            due_at: step.due_at,
            rule: Some(step.rule),
            quorum: step.quorum,
            reviewers: reviewers(plan, step, &members)?,
            version: version.take(),
        });
    }
    Ok(types::NewApproval {
        workspace_id: plan.workspace,
        project_id: plan.project,
        title: plan.title.clone(),
        parallel: Some(plan.parallel),
        steps,
    })
}

async fn members(session: &Session, workspace: Uuid) -> Result<Vec<types::Member>, ApiError> {
    Ok(office::clients::people(session, workspace).await?.members)
}

fn reviewers(plan: &Plan, step: &PlannedStep, members: &[types::Member]) -> Result<Option<Vec<Uuid>>, ApiError> {
    let back = |message: String| refused("reviewers", format!("{message} ctrl-o goes back to the steps."));
    let found = people(&plan.client, &step.reviewers, members).map_err(back)?;
    Ok(Some(found).filter(|found| !found.is_empty()))
}

/// Whether those whom the steps of a form name are there; a fault is told at the field that names them.
async fn looked_for(session: &Session, plan: &Plan) -> Result<(), ApiError> {
    let members = members(session, plan.workspace).await?;
    for (number, step) in (1..).zip(&plan.steps) {
        let at_step = |message: String| refused(&format!("step{number}_reviewers"), message);
        people(&plan.client, &step.reviewers, &members).map_err(at_step)?;
    }
    Ok(())
}

/// The people whom a step names, or which of the names says too little or too much.
fn people(client: &str, names: &[String], members: &[types::Member]) -> Result<Vec<Uuid>, String> {
    names.iter().map(|name| person(client, name, members)).collect()
}

/// Who is called so, by name or address or as the server calls them; else the only one whose name or address begins so.
fn person(client: &str, name: &str, members: &[types::Member]) -> Result<Uuid, String> {
    let wanted = name.to_lowercase();
    let is = |member: &&types::Member| called(member).contains(&wanted) || member.person_id.to_string() == wanted;
    let begins = |member: &&types::Member| called(member).iter().any(|text| text.starts_with(&wanted));
    let mut found: Vec<&types::Member> = members.iter().filter(is).collect();
    if found.is_empty() {
        found = members.iter().filter(begins).collect();
    }
    match found.as_slice() {
        [one] => Ok(one.person_id),
        [] => Err(format!("Nobody at {client} is called “{name}”.")),
        several => {
            let all = several.iter().map(|one| one.email.as_str()).collect::<Vec<_>>().join(", ");
            Err(format!("“{name}” can be {all}. Say more of it."))
        }
    }
}

fn called(member: &types::Member) -> [String; 2] {
    [member.name.to_lowercase(), member.email.to_lowercase()]
}

/// Does what is asked about approvals.
pub async fn run(session: &Session, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Resolve(approval, comment, true) => {
            let call = session.call(|api| async move {
                api.approval_comment_resolve().approval_id(approval).comment_id(comment).send().await
            });
            call.await?;
        }
        Deed::Resolve(approval, comment, false) => {
            let call = session.call(|api| async move {
                api.approval_comment_reopen().approval_id(approval).comment_id(comment).send().await
            });
            call.await?;
        }
        Deed::Archive(approval, version, archived) => {
            let call = session.call(|api| async move {
                let change =
                    types::ApprovalChange { archived: Some(archived), clear: None, project_id: None, title: None };
                let seen = format!("\"{version}\"");
                api.approval_update().approval_id(approval).if_match(seen).body(change).send().await
            });
            call.await?;
        }
        Deed::Head(approval, version, change) => {
            let call = session.call(|api| {
                let change = (*change).clone();
                let seen = format!("\"{version}\"");
                async move { api.approval_update().approval_id(approval).if_match(seen).body(change).send().await }
            });
            call.await?;
        }
        Deed::Step { approval, version, step, workspace, client, change, reviewers } => {
            let mut change = *change;
            if let Some(names) = reviewers {
                let members = if names.is_empty() { Vec::new() } else { members(session, workspace).await? };
                let found = people(&client, &names, &members).map_err(|message| refused("reviewers", message))?;
                change.reviewers = Some(found);
            }
            let call = session.call(|api| {
                let (change, seen) = (change.clone(), format!("\"{version}\""));
                async move {
                    let call = api.approval_step_update().approval_id(approval).step_id(step);
                    call.if_match(seen).body(change).send().await
                }
            });
            call.await?;
        }
        Deed::Plan(_, plan) => looked_for(session, &plan).await?,
        Deed::Save(source, path) => return save(session, source, path).await,
    }
    Ok(Done::So)
}

/// Puts something into a file here that was not there before. What breaks off leaves no file.
async fn save(session: &Session, source: Source, path: PathBuf) -> Result<Done, ApiError> {
    let (path, mut file) = saving::begin(&path, 0o666).await?;
    let written = fill(session, source, &mut file).await;
    let bytes = saving::end(&path, written).await?;
    Ok(Done::Saved(path, bytes))
}

async fn fill(session: &Session, source: Source, file: &mut tokio::fs::File) -> Result<u64, ApiError> {
    let answer = match source {
        Source::File(id) => session.call(|api| async move { api.file_content().file_id(id).send().await }).await?,
        Source::Certificate(approval, step) => {
            let call = session
                .call(|api| async move { api.certificate_view().approval_id(approval).step_id(step).send().await });
            call.await?
        }
    };
    saving::pour(answer, file).await
}

/// The small picture of a file.
pub async fn preview(session: &Session, id: Uuid) -> Result<Vec<u8>, ApiError> {
    let shown = session.call(|api| async move { api.file_show().file_id(id).send().await });
    let picture = session.call(|api| async move { api.file_preview().file_id(id).send().await });
    let file = shown.await?.into_inner();
    let missing = match file.preview {
        types::FilePreview::Made => None,
        types::FilePreview::Waiting => Some("Its picture is still being drawn; look again in a moment."),
        types::FilePreview::None => Some("There is no picture of this kind of file."),
        types::FilePreview::Failed => Some("No picture of it could be drawn."),
    };
    if let Some(missing) = missing {
        return Err(ApiError { kind: Kind::NotFound, code: String::new(), message: missing.into(), request_id: None });
    }
    let mut pieces = picture.await?.into_inner().into_inner();
    let mut bytes = Vec::new();
    while let Some(piece) = pieces.try_next().await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > picture::LARGEST {
            return Err(refused("picture", "Its picture is larger than it should be.".into()));
        }
    }
    Ok(bytes)
}

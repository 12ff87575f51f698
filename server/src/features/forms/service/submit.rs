use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::{Value, json};

use super::super::answers::{self, Answers, Sent};
use super::super::schema::FieldKind;
use super::read::Opened;
use crate::access::{Author, ClientEvent, ClientScope, ClientTopic, Event, Permission, StaffEvent, StaffEventKind};
use crate::entity::words::{ActivityKind, FilePlace, FormStatus};
use crate::entity::{form, form_draft, form_submission, upload};
use crate::error::{Error, Result};
use crate::features::activity::{self, Automated, Happening};
use crate::features::audit::{self, Entry};
use crate::features::files::{self, Delivery};
use crate::features::{notifications, workflows};
use crate::ids::{FormSubmissionId, Id};

/// Sends what was typed. Sent twice under one key, it is sent once.
///
/// # Errors
/// [`Error::Invalid`] at the fields' names; [`Error::Forbidden`] where the form decides something and the person may not;
/// [`Error::Stale`] where the form asks something else by now; [`Error::NotFound`] where it was taken down.
pub async fn submit(
    scope: &ClientScope,
    opened: &Opened,
    sent: &Sent,
    uploads: &[upload::Model],
) -> Result<FormSubmissionId> {
    if opened.form.decides() && !scope.permissions().allow(Permission::ApproveWork) {
        let message = "this form decides something, and that is for those who may approve work";
        return Err(Error::Forbidden { code: "may_not_decide", message });
    }
    let given = with_files(opened, sent, uploads);
    let answers = answers::check(opened.form.fields(), &given).map_err(answers::refused)?;
    let id = FormSubmissionId::new();
    scope
        .transaction(async |scope| {
            if let Some(earlier) = scope.claim_once_for("form_submit", id, &files::fingerprint(uploads)).await? {
                return Ok(earlier.into());
            }
            let row = scope.find::<form::Entity>().filter(form::Column::Id.eq(opened.row.id)).locked().one().await?;
            if row.status != FormStatus::Published {
                return Err(Error::NotFound);
            }
            if row.version_id != Some(opened.version) {
                return Err(Error::Stale);
            }
            let now = scope.now();
            let submission = form_submission::ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                workspace_id: NotSet,
                form_id: Set(row.id),
                version_id: Set(opened.version),
                run_id: Set(None),
                answers: Set(serde_json::to_string(&answers).map_err(Error::internal)?),
                author_id: Set(scope.person()),
                author_name: Set(scope.viewer().name.clone()),
                created_at: Set(now),
            };
            scope.insert(submission).await?;
            let place = Delivery {
                workspace: scope.workspace(),
                place: FilePlace::FormSubmission,
                place_id: Some(id.into()),
                project: None,
                request: None,
                approval: None,
            };
            files::send(&scope, &place, uploads).await?;
            let draft = scope.delete::<form_draft::Entity>().filter(form_draft::Column::FormId.eq(row.id));
            draft.filter(form_draft::Column::ClientUserId.eq(scope.person())).exec().await?;
            let update = scope.update::<form::Entity>().set(form::Column::LastSubmittedAt, now);
            update.filter(form::Column::Id.eq(row.id)).exec().await?;
            workflows::form_submitted(&scope, id).await?;
            tell(&scope, &row).await?;
            notifications::mark_form_answered(&scope, row.id).await?;
            let entry = Entry::new("form.submitted").target("form", row.id, row.title.clone());
            let decided = decisions(opened, &answers);
            let detail = json!({ "submission": id, "version": opened.version, "decided": decided });
            audit::record(&scope, entry.workspace(scope.workspace()).detail(detail)).await?;
            Ok(id)
        })
        .await
}

/// What was typed, with the files that came by the names of what was stored.
fn with_files(opened: &Opened, sent: &Sent, uploads: &[upload::Model]) -> Sent {
    let mut sent = sent.clone();
    for field in opened.form.fields().filter(|field| field.kind == FieldKind::File) {
        sent.insert(field.name.clone(), uploads.iter().map(|upload| upload.name.clone()).collect());
    }
    sent
}

/// What was decided, by the fields' names; the reasons are in the answers.
fn decisions<'a>(opened: &'a Opened, answers: &'a Answers) -> Vec<(&'a str, &'a Value)> {
    let decisions = opened.form.fields().filter(|field| field.kind == FieldKind::Approval);
    decisions.filter_map(|field| Some((field.name.as_str(), answers.get(&field.name)?.get("decision")?))).collect()
}

async fn tell(scope: &ClientScope, form: &form::Model) -> Result<()> {
    let workspace = scope.workspace();
    scope.announce(Event::Client(ClientEvent { workspace, person: None, topic: ClientTopic::Forms }));
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency_id(),
        kind: StaffEventKind::FormChanged,
        workspace: Some(workspace),
        request: None,
        project: None,
        approval: None,
        actor: Some(scope.person().into()),
    }));
    let happening = Happening {
        kind: ActivityKind::FormSubmitted,
        workspace,
        project: None,
        request: None,
        approval: None,
        invoice: None,
        title: form.title.clone(),
        about: None,
        people: Vec::new(),
    };
    activity::record_of(scope, happening, Automated { form: Some(form.id), run: None }).await
}

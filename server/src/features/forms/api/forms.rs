use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::wire::{Form, FormStatus, FormSubmission, FormSubmissionDetail};
use crate::access::AgencyScope;
use crate::api::{Created, Listing, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::features::files;
use crate::features::forms::service::{self, Change, Wanted};
use crate::ids::FormId;

/// A form to be. It can be filled in at once.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewForm {
    /// Whose it is; it stays so.
    workspace_id: Uuid,
    #[oai(validator(min_length = 1, max_length = 200))]
    title: Text,
    /// The name that workflows call it: small letters, digits and hyphens. Made of the title when left out.
    #[oai(validator(max_length = 60))]
    slug: Option<Text>,
    /// What it asks: YAML or JSON, as `docs/forms.md` describes. Faults are told with their line and path.
    schema: Text,
}

/// What to change of a form; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct FormChange {
    #[oai(validator(min_length = 1, max_length = 200))]
    title: Option<Text>,
    /// Another document is another version. What was sent stays with the one that asked.
    schema: Option<Text>,
    status: Option<FormStatus>,
}

/// Forms that clients fill in, and what they sent.
pub struct FormApi;

#[OpenApi(tag = "Tag::Forms")]
impl FormApi {
    /// The agency's forms, the latest first.
    #[oai(path = "/forms", method = "get", operation_id = "form_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        /// Only this workspace's.
        workspace_id: Query<Option<Uuid>>,
        status: Query<Option<FormStatus>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Form>>> {
        let wanted = Wanted { workspace: workspace_id.0.map(Into::into), status: status.0.map(Into::into) };
        let page = service::staff_list(&scope, &wanted, &paging(limit.0, cursor.0.as_deref())?).await?;
        Ok(Json(Listing::of(page, Form::from)))
    }

    /// Publishes a form to a client.
    #[oai(path = "/forms", method = "post", operation_id = "form_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        body: Json<NewForm>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Form>> {
        let NewForm { workspace_id, title, slug, schema } = body.0;
        let new = service::NewForm {
            workspace: workspace_id.into(),
            title: title.into(),
            slug: slug.map(Into::into),
            schema: schema.into(),
        };
        let id = service::create(&scope, new).await?.id;
        Ok(Created::at("forms", id, service::staff_find(&scope, id).await?.into()))
    }

    /// One form.
    #[oai(path = "/forms/:form_id", method = "get", operation_id = "form_view")]
    async fn view(&self, Staff(scope): Staff, form_id: Path<Uuid>) -> Outcome<Tagged<Form>> {
        Ok(tagged(&scope, form_id.0.into()).await?)
    }

    /// Changes a form, puts it into the archive, or takes it out again.
    #[oai(path = "/forms/:form_id", method = "patch", operation_id = "form_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        form_id: Path<Uuid>,
        body: Json<FormChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Form>> {
        let version = expect_version(if_match.0.as_deref())?;
        let FormChange { title, schema, status } = body.0;
        let change =
            Change { title: title.map(Into::into), schema: schema.map(Into::into), status: status.map(Into::into) };
        let id = form_id.0.into();
        service::change(&scope, id, version, change).await?;
        Ok(tagged(&scope, id).await?)
    }

    /// What was sent of a form, the latest first.
    #[oai(path = "/forms/:form_id/submissions", method = "get", operation_id = "form_submission_list")]
    async fn submissions(
        &self,
        Staff(scope): Staff,
        form_id: Path<Uuid>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<FormSubmission>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::staff_submissions(&scope, form_id.0.into(), &paging).await?;
        Ok(Json(Listing::of(page, FormSubmission::from)))
    }

    /// What was sent once, with its questions and files.
    #[oai(path = "/form-submissions/:submission_id", method = "get", operation_id = "form_submission_view")]
    async fn submission(&self, Staff(scope): Staff, submission_id: Path<Uuid>) -> Outcome<Json<FormSubmissionDetail>> {
        let (row, form) = service::staff_submission(&scope, submission_id.0.into()).await?;
        let files = files::staff_at(&scope, &[submission_id.0]).await?.into_values().flatten().collect();
        Ok(Json(FormSubmissionDetail::new(row, &form, files)))
    }
}

async fn tagged(scope: &AgencyScope, id: FormId) -> crate::error::Result<Tagged<Form>> {
    let row = service::staff_find(scope, id).await?;
    let version = tag(row.form.version);
    Ok(Tagged::Ok(Json(row.into()), version))
}

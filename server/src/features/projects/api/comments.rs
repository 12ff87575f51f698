use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use crate::api::{Author, Created, Listing, Outcome, Staff, Tag, Text, paging};
use crate::entity::file;
use crate::entity::project_comment::Model;
use crate::features::files::{self, File};
use crate::features::projects::service;

/// What somebody said on a project.
#[derive(Object)]
pub struct Comment {
    pub id: Uuid,
    pub author: Author,
    /// Markdown.
    pub body: String,
    /// What came with it.
    pub files: Vec<File>,
    pub created_at: DateTime<Utc>,
}

impl Comment {
    fn new(row: Model, files: Vec<file::Model>) -> Self {
        let files = files.into_iter().map(File::from).collect();
        let author = Author { kind: row.author_kind.into(), id: row.author_id, name: row.author_name };
        Self { id: row.id.into(), author, body: row.body, files, created_at: row.created_at }
    }
}

/// Something to say on a project; its workspace reads it.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewComment {
    /// Markdown.
    #[oai(validator(min_length = 1, max_length = 20000))]
    pub body: Text,
    /// What was uploaded and goes with it, in the order in which it is shown.
    #[oai(validator(max_items = 20))]
    pub files: Option<Vec<Uuid>>,
}

/// What is said on projects.
pub struct ProjectCommentApi;

#[OpenApi(tag = "Tag::Projects")]
impl ProjectCommentApi {
    /// What was said on a project, in its order.
    #[oai(path = "/projects/:project_id/comments", method = "get", operation_id = "project_comment_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        project_id: Path<Uuid>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Comment>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::staff_comments(&scope, project_id.0.into(), &paging).await?;
        let places: Vec<Uuid> = page.items.iter().map(|row| row.id.into()).collect();
        let mut files = files::staff_at(&scope, &places).await?;
        Ok(Json(Listing::of(page, |row| {
            let with = files.remove(&row.id.into()).unwrap_or_default();
            Comment::new(row, with)
        })))
    }

    /// Says something on a project. Its workspace reads it.
    #[oai(path = "/projects/:project_id/comments", method = "post", operation_id = "project_comment_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        project_id: Path<Uuid>,
        body: Json<NewComment>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Comment>> {
        let uploads: Vec<_> = body.0.files.into_iter().flatten().map(Into::into).collect();
        let row = service::staff_comment(&scope, project_id.0.into(), &body.0.body.0, &uploads).await?;
        let with = files::staff_at(&scope, &[row.id.into()]).await?.remove(&row.id.into()).unwrap_or_default();
        Ok(Created::within(Comment::new(row, with)))
    }
}

use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::api::Author;
use crate::entity::{file, upload, words};

/// Where a file stands.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum FilePlace {
    Gallery,
    RequestMessage,
    ProjectComment,
    ApprovalVersion,
    ApprovalComment,
    FormSubmission,
}

/// Whether there is a small picture of a file.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum FilePreview {
    /// Of this kind none is made.
    None,
    /// It is about to be made.
    Waiting,
    /// It is there.
    Made,
    /// None could be made.
    Failed,
}

/// What kind of files.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum FileKind {
    Images,
    Documents,
    Media,
    Other,
}

macro_rules! from_words {
    ($from:path => $to:ident { $($variant:ident),+ }) => {
        impl From<$from> for $to {
            fn from(word: $from) -> Self {
                use $from as Word;
                match word { $(Word::$variant => Self::$variant),+ }
            }
        }
    };
}
from_words!(words::FilePlace => FilePlace {
    Gallery, RequestMessage, ProjectComment, ApprovalVersion, ApprovalComment, FormSubmission
});
from_words!(words::Preview => FilePreview { None, Waiting, Made, Failed });

impl From<FilePlace> for words::FilePlace {
    fn from(place: FilePlace) -> Self {
        match place {
            FilePlace::Gallery => Self::Gallery,
            FilePlace::RequestMessage => Self::RequestMessage,
            FilePlace::ProjectComment => Self::ProjectComment,
            FilePlace::ApprovalVersion => Self::ApprovalVersion,
            FilePlace::ApprovalComment => Self::ApprovalComment,
            FilePlace::FormSubmission => Self::FormSubmission,
        }
    }
}

impl From<FileKind> for crate::features::files::service::Kind {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Images => Self::Images,
            FileKind::Documents => Self::Documents,
            FileKind::Media => Self::Media,
            FileKind::Other => Self::Other,
        }
    }
}

/// What was uploaded. No client sees it before it is delivered.
#[derive(Object, Clone, Debug)]
#[oai(rename = "Upload", skip_serializing_if_is_none)]
pub struct Stored {
    pub id: Uuid,
    pub name: String,
    /// What its content says it is.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// In hexadecimal.
    pub sha256: String,
    pub preview: FilePreview,
    /// Of an image, or of a document's first page; in pixels.
    pub width: Option<i32>,
    pub height: Option<i32>,
    /// Of a document.
    pub pages: Option<i32>,
    pub created_at: DateTime<Utc>,
}

impl From<upload::Model> for Stored {
    fn from(row: upload::Model) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            sha256: row.sha256,
            preview: row.preview.into(),
            width: row.width,
            height: row.height,
            pages: row.pages,
            created_at: row.created_at,
        }
    }
}

/// What was delivered to a workspace, or sent by it.
#[derive(Object, Clone, Debug)]
#[oai(skip_serializing_if_is_none)]
pub struct File {
    pub id: Uuid,
    pub workspace_id: Uuid,
    /// What was uploaded; it may be delivered elsewhere too.
    pub upload_id: Uuid,
    pub place: FilePlace,
    /// The message, comment or version that it came with.
    pub place_id: Option<Uuid>,
    pub project_id: Option<Uuid>,
    pub request_id: Option<Uuid>,
    pub approval_id: Option<Uuid>,
    pub name: String,
    /// What its content says it is.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// In hexadecimal.
    pub sha256: String,
    pub preview: FilePreview,
    /// Of an image, or of a document's first page; in pixels.
    pub width: Option<i32>,
    pub height: Option<i32>,
    /// Of a document.
    pub pages: Option<i32>,
    pub author: Author,
    pub created_at: DateTime<Utc>,
}

impl From<file::Model> for File {
    fn from(row: file::Model) -> Self {
        let place_id = row.place_id.filter(|_| row.place != words::FilePlace::Gallery);
        Self {
            id: row.id.into(),
            workspace_id: row.workspace_id.into(),
            upload_id: row.upload_id.into(),
            place: row.place.into(),
            place_id,
            project_id: row.project_id.map(Into::into),
            request_id: row.request_id.map(Into::into),
            approval_id: row.approval_id.map(Into::into),
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            sha256: row.sha256,
            preview: row.preview.into(),
            width: row.width,
            height: row.height,
            pages: row.pages,
            author: Author { kind: row.author_kind.into(), id: row.author_id, name: row.author_name },
            created_at: row.created_at,
        }
    }
}

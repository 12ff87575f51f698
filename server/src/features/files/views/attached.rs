use maud::Markup;
use uuid::Uuid;

use crate::entity::file::Model;
use crate::entity::words::Preview;
use crate::features::files::service::MOST_FILES;
use crate::features::files::words;
use crate::web::components::{Attachment, FileField, attachments, file_field};
use crate::web::places;

/// The files that stand with what was said under this id.
pub fn attached(files: &[Model], place: Uuid) -> Markup {
    let here = files.iter().filter(|file| file.place_id == Some(place));
    let words: Vec<_> = here.map(|file| (file, places::file(file.id), preview(file), facts(file))).collect();
    attachments(words.iter().map(|(file, href, preview, facts)| Attachment {
        name: &file.name,
        href,
        facts,
        preview: preview.as_deref(),
    }))
}

/// What a file is and how large.
pub(super) fn facts(file: &Model) -> String {
    format!("{} · {}", words::kind(&file.media_type), words::size(file.size))
}

/// Where a file's small picture is, where there is one.
pub(super) fn preview(file: &Model) -> Option<String> {
    (file.preview == Preview::Made).then(|| format!("{}/preview", places::file(file.id)))
}

/// The field for files, the last of a form. `limit` is the most bytes of one.
pub fn field(id: &str, limit: u64, error: Option<&str>) -> Markup {
    field_for(id, "Files", (MOST_FILES, limit), error)
}

/// The same under a label of its own, for so many files of so many bytes.
pub fn field_for(id: &str, label: &str, (most, limit): (usize, u64), error: Option<&str>) -> Markup {
    let help = match most {
        1 => format!("One file, of up to {}.", words::limit(limit)),
        _ => format!("Up to {most} files, {} each.", words::limit(limit)),
    };
    file_field(&FileField { id, label, help: &help, limit, most, error })
}

/// What is said where files were chosen and something else was wrong: a browser does not choose them again.
pub fn problem(own: Option<&str>, sent: bool) -> Option<&str> {
    own.or(sent.then_some("Choose the files again; they were not kept."))
}

use bytes::Bytes;
use futures_util::stream;

use super::stage::Stage;
use super::story::{self, Enclosed};
use crate::access::Author;
use crate::entity::upload;
use crate::error::{Error, Result};
use crate::features::files::{self, Sent};

/// Staff deliver a file to a client's gallery.
pub async fn deliver(stage: &Stage<'_>, workspace: &story::Workspace, delivery: &story::Delivery) -> Result<()> {
    let scope = stage.staff(&delivery.by).await?;
    let stored = store(stage, &scope, &delivery.file).await?;
    let kept = files::keep(&scope, stage.app.storage(), stored).await?;
    let to = stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)?;
    let project = delivery.project.as_ref().and_then(|name| stage.projects.get(name)).copied();
    files::publish(&scope, to, project, &[kept.id]).await.map(drop)
}

/// Stores what somebody sends with what they say.
pub async fn enclose(stage: &Stage<'_>, scope: &impl Author, enclosed: &[Enclosed]) -> Result<Vec<upload::Model>> {
    let mut stored = Vec::with_capacity(enclosed.len());
    for file in enclosed {
        stored.push(store(stage, scope, file).await?);
    }
    Ok(stored)
}

async fn store(stage: &Stage<'_>, scope: &impl Author, file: &Enclosed) -> Result<upload::Model> {
    let content = Bytes::from_static(content(&file.asset).ok_or(Error::NotFound)?);
    let sent = Sent { name: file.name.clone(), sha256: None, content: stream::iter([Ok(content)]) };
    files::store(scope, stage.app.storage(), sent).await
}

fn content(asset: &str) -> Option<&'static [u8]> {
    Some(match asset {
        "poster.png" => include_bytes!("files/poster.png"),
        "home.jpg" => include_bytes!("files/home.jpg"),
        "error.png" => include_bytes!("files/error.png"),
        "cards.pdf" => include_bytes!("files/cards.pdf"),
        "copy.txt" => include_bytes!("files/copy.txt"),
        _ => return None,
    })
}

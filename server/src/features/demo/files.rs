use bytes::Bytes;
use futures_util::stream;

use super::stage::Stage;
use super::story::{self, Enclosed};
use crate::access::{AgencyScope, Author};
use crate::entity::upload;
use crate::error::{Error, Result};
use crate::features::files::{self, Sent};
use crate::ids::UploadId;

/// Staff deliver a file to a client's gallery.
pub async fn deliver(stage: &Stage<'_>, workspace: &story::Workspace, delivery: &story::Delivery) -> Result<()> {
    let scope = stage.staff(&delivery.by).await?;
    let kept = upload(stage, &scope, &delivery.file).await?;
    let to = stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)?;
    let project = delivery.project.as_ref().and_then(|name| stage.projects.get(name)).copied();
    files::publish(&scope, to, project, &[kept]).await.map(drop)
}

/// Staff upload a file, to be delivered with what they do next.
pub async fn upload(stage: &Stage<'_>, scope: &AgencyScope, file: &Enclosed) -> Result<UploadId> {
    let stored = store(stage, scope, file).await?;
    Ok(files::keep(scope, stage.app.storage(), stored).await?.id)
}

/// Stores what somebody sends with what they say.
pub async fn enclose<A>(stage: &Stage<'_>, scope: &A, enclosed: &[Enclosed]) -> Result<Vec<upload::Model>>
where
    A: Author + Clone + 'static,
{
    let mut stored = Vec::with_capacity(enclosed.len());
    for file in enclosed {
        stored.push(store(stage, scope, file).await?);
    }
    Ok(stored)
}

async fn store<A>(stage: &Stage<'_>, scope: &A, file: &Enclosed) -> Result<upload::Model>
where
    A: Author + Clone + 'static,
{
    let content = Bytes::from_static(content(&file.asset).ok_or(Error::NotFound)?);
    let sent = Sent { name: file.name.clone(), sha256: None, content: stream::iter([Ok(content)]) };
    files::store(scope, stage.app.storage(), sent).await
}

fn content(asset: &str) -> Option<&'static [u8]> {
    Some(match asset {
        "poster-first.png" => include_bytes!("files/poster-first.png"),
        "poster.png" => include_bytes!("files/poster.png"),
        "home.jpg" => include_bytes!("files/home.jpg"),
        "error.png" => include_bytes!("files/error.png"),
        "cards.pdf" => include_bytes!("files/cards.pdf"),
        "cards-second.pdf" => include_bytes!("files/cards-second.pdf"),
        "cover.png" => include_bytes!("files/cover.png"),
        "copy.txt" => include_bytes!("files/copy.txt"),
        _ => return None,
    })
}

use std::sync::{Arc, LazyLock};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;
use tokio::sync::Semaphore;

use super::super::redraw::{Redrawn, redrawn};
use super::place::{Place, held, in_draft};
use crate::access::{AdminScope, AgencyScope};
use crate::brand::{Kind, Picture};
use crate::entity::{agency, brand_image};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};

/// Images drawn at once: each may take a hundred megabytes for a moment.
static DRAWERS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));
/// How many images an agency may have. Mails that were sent long ago show old ones, so they stay for a while.
const MOST: u64 = 40;

/// How large a file of this kind may be.
fn most_bytes(kind: Kind) -> usize {
    match kind {
        Kind::LogoLight | Kind::LogoDark => 1024 * 1024,
        Kind::Icon | Kind::Favicon => 512 * 1024,
    }
}

/// The kind as the API and the audit trail name it.
fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::LogoLight => "logo_light",
        Kind::LogoDark => "logo_dark",
        Kind::Icon => "icon",
        Kind::Favicon => "favicon",
    }
}

/// Takes an image: draws it anew, keeps it, and puts it in its place.
///
/// # Errors
/// [`Error::TooLarge`] with the limit of its kind; [`Error::Invalid`] at `image` for what is no image that is
/// taken, and why.
pub async fn put_image(scope: &AdminScope, kind: Kind, place: Place, content: Vec<u8>) -> Result<Picture> {
    if content.len() > most_bytes(kind) {
        return Err(Error::TooLarge(most_bytes(kind)));
    }
    let permit = DRAWERS.clone().acquire_owned().await.map_err(Error::internal)?;
    let drawn = tokio::task::spawn_blocking(move || {
        let drawn = redrawn(kind, &content);
        drop(permit);
        drawn
    });
    let Redrawn { picture, content } = drawn.await.map_err(Error::internal)??;
    scope
        .transaction(async |scope| {
            let (agency, _) = held(&scope).await?;
            keep(&scope, &picture, content).await?;
            place.change(&scope, |look| *look.images.at(kind) = Some(picture.clone())).await?;
            let detail = json!({ "kind": name(kind), "draft": place == Place::Draft, "sha256": picture.hash });
            let entry = Entry::new("brand.image_put").target("agency", agency.id, agency.name);
            audit::record(&scope, entry.detail(detail)).await?;
            Ok(picture.clone())
        })
        .await
}

/// Takes an image away; one that is not there is away already.
///
/// # Errors
/// When the database fails.
pub async fn remove_image(scope: &AdminScope, kind: Kind, place: Place) -> Result<()> {
    scope
        .transaction(async |scope| {
            let (agency, _) = held(&scope).await?;
            place.change(&scope, |look| *look.images.at(kind) = None).await?;
            let detail = json!({ "kind": name(kind), "draft": place == Place::Draft });
            let entry = Entry::new("brand.image_removed").target("agency", agency.id, agency.name);
            audit::record(&scope, entry.detail(detail)).await
        })
        .await
}

/// Keeps an image's content, once, and lets go of the oldest that nothing shows any more.
async fn keep(scope: &AgencyScope, picture: &Picture, content: Vec<u8>) -> Result<()> {
    use brand_image::{Column, Entity};
    let same = scope.find::<Entity>().filter(Column::Hash.eq(&picture.hash));
    if same.first().await?.is_some() {
        return Ok(());
    }
    let row = brand_image::ActiveModel {
        agency_id: NotSet,
        hash: Set(picture.hash.clone()),
        width: Set(i32::try_from(picture.width).unwrap_or_default()),
        height: Set(i32::try_from(picture.height).unwrap_or_default()),
        content: Set(content),
        created_at: Set(scope.now()),
    };
    scope.insert(row).await?;
    let agency = scope.find::<agency::Entity>().one().await?;
    let published = crate::brand::Look::of(agency.brand.as_deref(), agency.accent.as_deref());
    let draft = in_draft(scope).await?;
    let shown = published.images.all().chain(draft.iter().flat_map(|look| look.images.all()));
    let mut shown: Vec<String> = shown.map(|picture| picture.hash.clone()).collect();
    shown.push(picture.hash.clone());
    let old = scope.find::<Entity>().filter(Column::Hash.is_not_in(shown)).desc(Column::CreatedAt).limit(MOST * 2);
    for gone in old.all().await?.into_iter().skip(usize::try_from(MOST).unwrap_or_default()) {
        scope.delete::<Entity>().filter(Column::Hash.eq(gone.hash)).exec().await?;
    }
    Ok(())
}

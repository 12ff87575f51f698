use bytes::Bytes;
use sea_orm::ActiveValue::Set;
use sea_orm::ColumnTrait;

use super::{party, settings};
use crate::access::{AgencyScope, Author};
use crate::brand::Look;
use crate::entity::{agency, invoice, invoice_line, upload_start};
use crate::error::{Error, Result};
use crate::features::billing::pdf::{self, Paper};
use crate::features::billing::snapshot::{Buyer, Seller};
use crate::features::billing::views::Terms;
use crate::features::{agencies, brand};
use crate::ids::{Id, InvoiceId, UploadId, WorkspaceId};
use crate::locale::Locale;
use crate::pdf::{Inks, Letterhead, render};
use crate::storage::{Part, Storage};

/// The largest paper that is kept.
const MOST: u64 = 32 * 1024 * 1024;

/// An invoice or credit note of the agency on paper. It is drawn once, soon after its issue or when somebody first asks
/// for it; from then on its bytes are these, whatever happens to it.
///
/// # Errors
/// [`Error::NotFound`] for what is not the agency's; [`Error::Unavailable`] when the storage does not answer.
pub async fn paper(house: &AgencyScope, storage: &Storage, id: InvoiceId) -> Result<Bytes> {
    use invoice::{Column, Entity};
    let find = async || house.find::<Entity>().filter(Column::Id.eq(id)).one().await;
    let row = find().await?;
    if let Some(key) = key(&row) {
        return storage.read_whole(row.agency_id, key, Part::Original, MOST).await;
    }
    let bytes = Bytes::from(render(draw(house, &row).await?).await?);
    let fresh = UploadId::new();
    // Written down before its bytes are: where nothing comes of it, they are swept.
    let start = upload_start::ActiveModel {
        id: Set(fresh),
        agency_id: Set(row.agency_id),
        size: Set(0),
        created_at: Set(house.now()),
    };
    house.append(start).await?;
    let mut writer = storage.write(row.agency_id, fresh, Part::Original);
    writer.add(&bytes).await?;
    let written = writer.written();
    writer.commit().await?;
    let size = i64::try_from(written.size).map_err(Error::internal)?;
    let first = house.update::<Entity>().set(Column::PdfKey, fresh.to_string()).set(Column::PdfSize, size);
    let first = first.set(Column::PdfSha256, written.sha256);
    let first = first.filter(Column::Id.eq(id)).filter(Column::PdfKey.is_null()).exec().await?;
    if first == 1 {
        return Ok(bytes);
    }
    // Somebody else drew it meanwhile: theirs is the one that counts.
    storage.remove(row.agency_id, fresh).await?;
    let key = key(&find().await?).ok_or(Error::NotFound)?;
    storage.read_whole(row.agency_id, key, Part::Original, MOST).await
}

fn key(row: &invoice::Model) -> Option<UploadId> {
    row.pdf_key.as_ref()?.parse().ok()
}

async fn draw(house: &AgencyScope, row: &invoice::Model) -> Result<crate::pdf::Document> {
    use invoice_line::{Column, Entity};
    let lines = house.find::<Entity>().filter(Column::InvoiceId.eq(row.id)).asc(Column::Position).all().await?;
    let corrects = match row.corrects_id {
        Some(id) => Some(house.find::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).one().await?.number),
        None => None,
    };
    let agency = agencies::find(house).await?;
    let terms = terms(house, &agency).await?;
    let look = Look::of(Some(&row.look), None);
    let letterhead = letterhead(house, Seller::read(&row.seller).name, &look).await?;
    Ok(pdf::document(row, &lines, Paper { letterhead, terms, corrects }))
}

/// Who asks a client for money and who is asked, as both are called now.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace.
pub async fn parties(house: &AgencyScope, workspace: WorkspaceId) -> Result<(Seller, Buyer)> {
    let agency = agencies::find(house).await?.name;
    let (name, party) = party(house, workspace).await?;
    Ok((Seller::of(settings(house).await?.row, agency), Buyer::of(party, name)))
}

/// How the agency's readers are told of amounts and days.
///
/// # Errors
/// When the database fails.
pub async fn terms(house: &AgencyScope, agency: &agency::Model) -> Result<Terms> {
    let zone = agency.time_zone.parse().unwrap_or(chrono_tz::UTC);
    Ok(Terms {
        today: house.now().with_timezone(&zone).date_naive(),
        edges: settings(house).await?.edges(),
        locale: Locale::of(&agency.locale),
    })
}

/// Paper that looks like this. A logo that is not kept any more leaves its place to the name.
///
/// # Errors
/// When the database fails.
pub async fn letterhead(house: &AgencyScope, name: String, look: &Look) -> Result<Letterhead> {
    let logo = match &look.images.logo_light {
        Some(picture) => match brand::picture(house, &picture.hash).await {
            Err(Error::NotFound) => None,
            found => Some(found?),
        },
        None => None,
    };
    Ok(Letterhead { name, logo, inks: Inks::of(look) })
}

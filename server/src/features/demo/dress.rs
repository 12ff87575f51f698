use std::collections::BTreeMap;

use super::stage::Stage;
use super::story;
use crate::brand::{Colour, Kind, Token, Wanted};
use crate::entity::words::StaffRole;
use crate::error::{Error, Result};
use crate::features::agencies::{self, SettingsChange};
use crate::features::brand::{self, Place};

/// The logos, light and dark, and the icon of the agency with this short name.
fn images(slug: &str) -> [(Kind, &'static [u8]); 3] {
    let [light, dark, icon]: [&[u8]; 3] = match slug {
        "northwind" => [
            include_bytes!("brand/northwind-logo-light.png"),
            include_bytes!("brand/northwind-logo-dark.png"),
            include_bytes!("brand/northwind-icon.png"),
        ],
        _ => [
            include_bytes!("brand/harbor-logo-light.png"),
            include_bytes!("brand/harbor-logo-dark.png"),
            include_bytes!("brand/harbor-icon.png"),
        ],
    };
    [(Kind::LogoLight, light), (Kind::LogoDark, dark), (Kind::Icon, icon)]
}

/// The owner gives the agency its face, and says how it greets.
pub async fn dress(stage: &Stage<'_>, agency: &story::Agency) -> Result<()> {
    let owner = agency.staff.iter().find(|person| person.role == StaffRole::Owner).ok_or(Error::NotFound)?;
    let owner = stage.staff(&owner.email).await?.admin()?;
    for (kind, content) in images(&agency.slug) {
        brand::put_image(&owner, kind, Place::Draft, content.to_vec()).await?;
    }
    let wanted = Wanted { light: colours(&agency.palette.light), dark: colours(&agency.palette.dark) };
    brand::draft(&owner, Some(wanted), false).await?;
    brand::publish(&owner, None).await?;
    let change = SettingsChange {
        welcome: Some(Some(agency.welcome.clone())),
        sender_address: Some(Some(agency.sender_address.clone())),
        currency: Some(agency.currency.clone()),
        ..SettingsChange::default()
    };
    agencies::change(&owner, None, change).await.map(drop)
}

fn colours(named: &BTreeMap<String, String>) -> [Option<Colour>; 9] {
    Token::ALL.map(|token| named.get(token.name()).and_then(|text| text.parse().ok()))
}

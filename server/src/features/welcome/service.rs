use sea_orm::sea_query::Expr;

use crate::access::{AccountScope, ClientScope};
use crate::entity::client_user::{Column, Entity};
use crate::entity::words::{ClientGroup, MailChoice, Onboarding};
use crate::error::{Error, Result};
use crate::features::account::{self, About};
use crate::features::notifications;

/// What comes after a step.
fn after(step: Onboarding) -> Option<Onboarding> {
    let place = Onboarding::ALL.iter().position(|other| *other == step);
    place.and_then(|place| Onboarding::ALL.get(place + 1)).copied()
}

/// What is answered to a step.
pub enum Answer<'a> {
    You {
        name: &'a str,
        phone: &'a str,
    },
    TimeZone(&'a str),
    /// When mails come, by the person's scope.
    Mails(&'a ClientScope, Vec<(ClientGroup, MailChoice)>),
    /// Not this one.
    Skipped,
}

/// Takes the answer to a step and goes on to the next. A step that is past already stays so.
///
/// # Errors
/// [`Error::Invalid`] at the fields.
pub async fn answer(scope: &AccountScope, step: Onboarding, answer: Answer<'_>) -> Result<()> {
    match answer {
        Answer::You { name, phone } => account::change(scope, About { name, phone, time_zone: "" }).await?,
        Answer::TimeZone(zone) => set_time_zone(scope, zone).await?,
        Answer::Mails(client, choices) => notifications::choose(client, &choices).await?,
        Answer::Skipped => {}
    }
    let on = scope.update::<Entity>();
    let on = match after(step) {
        Some(next) => on.set(Column::Onboarding, next),
        None => on.set_expr(Column::Onboarding, Expr::cust("NULL")),
    };
    on.filter(sea_orm::ColumnTrait::eq(&Column::Onboarding, step)).exec().await?;
    Ok(())
}

async fn set_time_zone(scope: &AccountScope, zone: &str) -> Result<()> {
    let zone: chrono_tz::Tz = zone.parse().map_err(|_| Error::field("time_zone", "Choose one of the list."))?;
    scope.update::<Entity>().set(Column::TimeZone, zone.name()).exec().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_come_in_their_order_and_end() {
        assert_eq!(after(Onboarding::You), Some(Onboarding::TimeZone));
        assert_eq!(after(Onboarding::TimeZone), Some(Onboarding::Mails));
        assert_eq!(Onboarding::ALL.last().copied().and_then(after), None);
    }
}

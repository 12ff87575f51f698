use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, EntityTrait};

use super::scope::SystemScope;
use super::select::{ScopedSelect, SystemSide};
use crate::entity::{activity, webhook, webhook_delivery};
use crate::error::Result;
use crate::ids::AgencyId;

impl SystemScope {
    /// The agencies in which something happened of which no webhook was told yet.
    pub(crate) async fn agencies_with_unhooked(&self) -> Result<Vec<AgencyId>> {
        use activity::{Column, Entity};
        let unhooked = ScopedSelect::<SystemSide, _>::new(&self.link, Entity::find());
        let unhooked = unhooked.filter(Expr::col((Entity, Column::Unhooked))).tally(Column::AgencyId).await?;
        Ok(unhooked.into_iter().map(|(agency, _): (AgencyId, i64)| agency).collect())
    }

    /// The agencies of which a webhook is due to be told something and is not paused.
    pub(crate) async fn agencies_with_due_webhooks(&self) -> Result<Vec<AgencyId>> {
        use webhook_delivery::{Column, Entity};
        let open = Query::select()
            .column(webhook::Column::Id)
            .from(webhook::Entity)
            .and_where(webhook::Column::PausedAt.is_null())
            .to_owned();
        let due = ScopedSelect::<SystemSide, _>::new(&self.link, Entity::find());
        let due = due.filter(Column::NextAt.lte(self.link.now())).filter(Column::WebhookId.in_subquery(open));
        Ok(due.tally(Column::AgencyId).await?.into_iter().map(|(agency, _): (AgencyId, i64)| agency).collect())
    }
}

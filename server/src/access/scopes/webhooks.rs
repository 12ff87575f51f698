use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::scope::SystemScope;
use crate::access::select::{ScopedSelect, SystemSide};
use crate::entity::{activity, webhook, webhook_delivery};
use crate::error::Result;
use crate::ids::{AgencyId, WebhookId};

impl SystemScope {
    /// The agencies in which something happened of which no webhook was told yet.
    pub(crate) async fn agencies_with_unhooked(&self) -> Result<Vec<AgencyId>> {
        use activity::{Column, Entity};
        let unhooked = ScopedSelect::<SystemSide, _>::new(&self.link, Entity::find());
        let unhooked = unhooked.filter(Expr::col((Entity, Column::Unhooked))).tally(Column::AgencyId).await?;
        Ok(unhooked.into_iter().map(|(agency, _): (AgencyId, i64)| agency).collect())
    }

    /// The webhooks, with their agencies, that are due to be told something and are not paused.
    pub(crate) async fn due_webhooks(&self) -> Result<Vec<(AgencyId, WebhookId)>> {
        use webhook_delivery::{Column, Entity};
        let open = Query::select()
            .column(webhook::Column::Id)
            .from(webhook::Entity)
            .and_where(webhook::Column::PausedAt.is_null())
            .to_owned();
        let due =
            Entity::find().filter(Column::NextAt.lte(self.link.now())).filter(Column::WebhookId.in_subquery(open));
        let ids = due.select_only().columns([Column::AgencyId, Column::WebhookId]).distinct();
        Ok(ids.into_tuple().all(&self.link.reader()).await?)
    }
}

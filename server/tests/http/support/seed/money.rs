//! What a client is sold and billed.

use portico::access::AgencyScope;
use portico::entity::words::{PaymentMethod, Recurs, SubscriptionState};
use portico::entity::{invoice, subscription};
use portico::features::{billing, subscriptions};
use portico::ids::{Id, SubscriptionId, WorkspaceId};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use super::House;

impl House<'_> {
    /// Something that is sold by month, and a subscription to it of which no invoice is due in these years.
    pub(super) async fn sold(&self, scope: &AgencyScope, workspace: WorkspaceId, canary: &str) -> (Uuid, Uuid, Uuid) {
        use subscriptions::{NewPrice, NewProduct, create_price, create_product};
        let admin = self.scope().admin().unwrap();
        let new = NewProduct { name: format!("{canary} product"), description: format!("{canary} description") };
        let product = create_product(&admin, new).await.unwrap();
        let new = NewPrice { currency: "EUR".into(), amount: 7700, recurs: Recurs::Month };
        let price = create_price(&admin, product.id, new).await.unwrap().id;
        let (id, now) = (SubscriptionId::new(), scope.now());
        let row = subscription::ActiveModel {
            id: Set(id),
            agency_id: NotSet,
            workspace_id: Set(workspace),
            price_id: Set(price),
            name: Set(product.name),
            currency: Set("EUR".into()),
            amount: Set(7700),
            quantity: Set(1),
            recurs: Set(Recurs::Month),
            due_days: Set(14),
            state: Set(SubscriptionState::Active),
            account_id: Set(None),
            stripe_id: Set(None),
            periods: Set(1),
            started_at: Set(now),
            renews_at: Set(Some(now + chrono::TimeDelta::days(4000))),
            ends_at: Set(None),
            ended_at: Set(None),
            problem: Set(None),
            problem_code: Set(None),
            asked_at: Set(now),
            author_id: Set(scope.actor().staff().unwrap()),
            author_name: Set(scope.actor().name().to_owned()),
            created_at: Set(now),
            updated_at: Set(now),
        };
        scope.insert(row).await.unwrap();
        (product.id.into(), price.into(), id.into())
    }

    /// An issued invoice, a payment on it and a credit of the workspace.
    pub(super) async fn billed(
        &self,
        scope: &AgencyScope,
        workspace: WorkspaceId,
        project: Uuid,
        canary: &str,
    ) -> (Uuid, Uuid, Uuid) {
        let item = billing::Item {
            description: format!("{canary} work"),
            quantity: 2000,
            unit: "h".into(),
            unit_price: 10_000,
            discount_bps: 0,
            tax_name: "VAT".into(),
            tax_bps: 1900,
        };
        let content =
            billing::Content { items: vec![item], note: format!("{canary} note"), ..billing::Content::default() };
        let new = billing::NewDraft { workspace, project: Some(project.into()), currency: None, content };
        let draft = billing::draft(scope, new).await.unwrap().row.id;
        let admin = self.scope().admin().unwrap();
        let invoice = billing::issue(&admin, draft, None).await.unwrap().id;
        // Nobody is reminded of it, so that tests may let time pass.
        let quiet = admin.update::<invoice::Entity>().set_expr(invoice::Column::RemindAt, Expr::cust("NULL"));
        quiet.filter(invoice::Column::Id.eq(invoice)).exec().await.unwrap();
        let new = billing::NewPayment {
            amount: 5000,
            method: PaymentMethod::BankTransfer,
            happened_on: None,
            reference: format!("{canary} transfer"),
        };
        let payment = billing::record_payment(&admin, invoice, new).await.unwrap().id;
        let credit = billing::goodwill(&admin, workspace, "EUR", 3000, &format!("{canary} credit")).await.unwrap().id;
        (invoice.into(), payment.into(), credit.into())
    }
}

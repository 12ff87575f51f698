use sea_orm::ColumnTrait;

use super::Desk;
use super::side::{Body, Reader, Side};
use super::sort::Line;
use crate::access::AgencyScope;
use crate::entity::staff_notification::{Column, Entity, Model};
use crate::entity::words::StaffGroup;
use crate::entity::{staff_preference, staff_user};
use crate::error::Result;
use crate::features::notifications::catalogue;
use crate::features::notifications::unsubscribe::Whose;
use crate::features::notifications::wishes::Wishes;
use crate::ids::{NotificationId, StaffId};
use crate::mail;

/// The address for staff who open it in a browser.
const DOOR: (&str, &str) = ("How to open it", "/dashboard");

/// The agency's side.
pub struct Staff;

impl Side for Staff {
    type Table = Entity;
    type Person = StaffId;
    type Group = StaffGroup;
    const ID: Column = Column::Id;
    const PERSON: Column = Column::StaffUserId;
    const MAIL_AT: Column = Column::MailAt;

    async fn reader(scope: &AgencyScope, desk: &Desk, person: StaffId) -> Result<Option<Reader<Self>>> {
        use staff_preference::{Column as W, Entity as Wish};
        use staff_user::Column as P;
        let row = scope.find::<staff_user::Entity>().filter(P::Id.eq(person)).filter(P::DisabledAt.is_null());
        let Some(row) = row.first().await? else { return Ok(None) };
        if mail::bounce(scope, &row.email).await?.is_some() {
            return Ok(None);
        }
        let wishes = scope.find::<Wish>().filter(W::StaffUserId.eq(person)).first().await?;
        let wishes = wishes.map(Wishes::from).unwrap_or_default();
        let zone = row.time_zone.and_then(|zone| zone.parse().ok()).unwrap_or(desk.zone);
        Ok(Some(Reader { id: person, email: row.email, zone, wishes, side: Self }))
    }

    fn id(row: &Model) -> NotificationId {
        row.id
    }

    fn line(&self, row: Model) -> Option<Line<StaffGroup>> {
        if row.read_at.is_some() {
            return None;
        }
        Some(Line {
            id: row.id,
            group: catalogue::staff(row.kind).group,
            event: row.kind.as_str(),
            title: row.title,
            hint: "Open it in your console.",
            is_message: false,
            workspace: row.workspace_id,
            request: row.request_id,
            project: row.project_id,
            approval: row.approval_id,
            invoice: row.invoice_id,
            run: row.workflow_id.zip(row.run_id),
            form: row.form_id,
            created_at: row.created_at,
            mail_at: row.mail_at?,
        })
    }

    fn whose(person: StaffId) -> Whose {
        Whose::Staff(person)
    }

    fn everything() -> (&'static str, String) {
        (DOOR.0, DOOR.1.into())
    }

    /// It says that there is something and never what was written: a note least of all.
    async fn body(
        _scope: &AgencyScope,
        _desk: &Desk,
        _reader: &Reader<Self>,
        _lines: &[Line<StaffGroup>],
        last: &Line<StaffGroup>,
    ) -> Result<Body> {
        Ok(Body {
            paragraphs: vec![last.hint.into()],
            button: Self::everything(),
            because: "You get this because it is yours to know.",
            reply_to: None,
        })
    }
}

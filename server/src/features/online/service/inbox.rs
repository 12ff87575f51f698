use portico_stripe::Event;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, Condition};

use super::apply::{ask, follow};
use crate::access::{AdminScope, AgencyScope, Author, Page, Paging, Sort};
use crate::entity::checkout;
use crate::entity::stripe_event::{ActiveModel, Column, Entity, Model};
use crate::entity::words::StripeEventState;
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::billing::{self, Dispute};
use crate::features::online::jobs::ApplyStripeEvent;
use crate::features::subscriptions;
use crate::features::till::{self, Till};
use crate::ids::{CheckoutId, Id, StripeEventId};
use crate::jobs;
use crate::stripe::Cashier;

/// Keeps an event as it came, once, and has it applied.
///
/// # Errors
/// When the database refuses.
pub async fn receive(scope: &AgencyScope, event: &Event, payload: &str) -> Result<()> {
    let happened = chrono::DateTime::from_timestamp(event.created, 0).unwrap_or_else(|| scope.now());
    scope
        .transaction(async |scope| {
            let id = StripeEventId::new();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                event_id: Set(event.id.clone()),
                kind: Set(event.kind.clone()),
                session_id: Set(event.session().map(str::to_owned)),
                payment_id: Set(event.payment().map(str::to_owned)),
                subject_id: Set(event.subject().map(str::to_owned)),
                payload: Set(payload.to_owned()),
                state: Set(StripeEventState::Received),
                attempts: Set(0),
                last_error: Set(None),
                happened_at: Set(happened),
                received_at: Set(scope.now()),
                settled_at: Set(None),
            };
            // Whoever says it again is told that it was heard.
            if scope.append(row).await? {
                jobs::enqueue(&scope, &ApplyStripeEvent { agency: scope.agency(), event: id }).await?;
            }
            Ok(())
        })
        .await
}

/// Applies an event: what it is about is asked for, and its effect and its own mark are one transaction.
///
/// # Errors
/// What Stripe or the database says against it; then the event stays, says why, and is tried again.
pub async fn apply(scope: &AgencyScope, cashier: &Cashier, id: StripeEventId) -> Result<()> {
    let event = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    if matches!(event.state, StripeEventState::Applied | StripeEventState::Ignored) {
        return Ok(());
    }
    match applied(scope, cashier, &event).await {
        Ok(()) => Ok(()),
        Err(error) => {
            let update = scope.update::<Entity>().set(Column::State, StripeEventState::Failed.as_str());
            let update = update.set(Column::Attempts, event.attempts + 1).set(Column::LastError, told(&error));
            let open = [StripeEventState::Received, StripeEventState::Failed];
            update.filter(Column::Id.eq(id)).filter(Column::State.is_in(open)).exec().await?;
            Err(error)
        }
    }
}

async fn applied(scope: &AgencyScope, cashier: &Cashier, event: &Model) -> Result<()> {
    if event.kind == "account.updated" {
        till::refresh(scope, cashier).await?;
        return mark(scope, event, StripeEventState::Applied).await;
    }
    if event.session_id.is_none() && event.payment_id.is_none() && event.subject_id.is_none() {
        return mark(scope, event, StripeEventState::Ignored).await;
    }
    let till = till::open(scope, cashier).await?;
    let till = till.ok_or_else(|| Error::conflict("stripe_unusable", "the agency has no account any more"))?;
    if let Some(subject) = subject(scope, event).await? {
        return subscribed(scope, &till, event, &subject).await;
    }
    let Some(attempt) = attempt(scope, &till, event).await? else {
        return mark(scope, event, StripeEventState::Ignored).await;
    };
    let truth = ask(scope, &till, attempt).await?;
    scope
        .transaction(async |scope| {
            let held = scope.find::<Entity>().filter(Column::Id.eq(event.id)).locked().one().await?;
            if held.state == StripeEventState::Applied {
                return Ok(());
            }
            follow(&scope, attempt, &truth).await?;
            mark(&scope, event, StripeEventState::Applied).await
        })
        .await
}

/// The subscription or its invoice at Stripe that an event is about; also by a payment that is one of such an invoice.
async fn subject(scope: &AgencyScope, event: &Model) -> Result<Option<String>> {
    match (&event.subject_id, &event.payment_id) {
        (Some(subject), _) => Ok(Some(subject.clone())),
        (None, Some(payment)) => subscriptions::invoice_of(scope, payment).await,
        (None, None) => Ok(None),
    }
}

async fn subscribed(scope: &AgencyScope, till: &Till, event: &Model, subject: &str) -> Result<()> {
    let Some(news) = subscriptions::ask(scope, till, subject).await? else {
        return mark(scope, event, StripeEventState::Ignored).await;
    };
    let dispute = dispute(till, event).await?;
    scope
        .transaction(async |scope| {
            let held = scope.find::<Entity>().filter(Column::Id.eq(event.id)).locked().one().await?;
            if held.state == StripeEventState::Applied {
                return Ok(());
            }
            let invoice = subscriptions::follow(&scope, &news).await?;
            if let Some((invoice, stands)) = invoice.zip(dispute) {
                billing::disputed(&scope, invoice, stands).await?;
            }
            mark(&scope, event, StripeEventState::Applied).await
        })
        .await
}

/// How the dispute stands that an event begins or ends, as Stripe says it now. One that has ended begins no more: it comes
/// late, and how it ended is told by what ended it.
async fn dispute(till: &Till, event: &Model) -> Result<Option<Dispute>> {
    let ends = event.kind == "charge.dispute.closed";
    let about = event.payment_id.as_ref().filter(|_| ends || event.kind == "charge.dispute.created");
    let Some(payment) = about else { return Ok(None) };
    let said = till.stripe.disputes(payment).await?;
    let stands = said.first().map(|dispute| Dispute::of(&dispute.status));
    Ok(stands.filter(|stands| ends == (*stands != Dispute::Open)))
}

/// The attempt of ours that an event is about: by its session, by its payment, or by what we wrote on the payment.
async fn attempt(scope: &AgencyScope, till: &Till, event: &Model) -> Result<Option<CheckoutId>> {
    use checkout::{Column, Entity};
    let mut known = Condition::any();
    known = known.add_option(event.session_id.as_ref().map(|id| Column::SessionId.eq(id)));
    known = known.add_option(event.payment_id.as_ref().map(|id| Column::PaymentId.eq(id)));
    if let Some(found) = scope.find::<Entity>().filter(known).first().await? {
        return Ok(Some(found.id));
    }
    let Some(payment) = &event.payment_id else { return Ok(None) };
    let written = till.stripe.payment(payment).await?.metadata.checkout;
    let Some(id) = written.and_then(|text| text.parse::<CheckoutId>().ok()) else { return Ok(None) };
    let ours = scope.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::SessionId.is_not_null());
    Ok(ours.first().await?.map(|found| found.id))
}

async fn mark(scope: &AgencyScope, event: &Model, state: StripeEventState) -> Result<()> {
    let update = scope.update::<Entity>().set(Column::State, state.as_str()).set(Column::SettledAt, scope.now());
    update.set(Column::Attempts, event.attempts + 1).filter(Column::Id.eq(event.id)).exec().await?;
    Ok(())
}

/// Why it failed, for staff: never with a secret, since no error of ours holds one.
fn told(error: &Error) -> String {
    match error {
        Error::Unavailable(cause) | Error::Internal(cause) => cause.to_string().chars().take(300).collect(),
        other => other.to_string().chars().take(300).collect(),
    }
}

/// What Stripe told the agency, the latest first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub async fn events(scope: &AdminScope, state: Option<StripeEventState>, paging: &Paging) -> Result<Page<Model>> {
    let all = scope.find::<Entity>().filter_if(state, |state| Column::State.eq(state));
    all.page(paging, Sort::newest(|row: &Model| row.id.into())).await
}

/// One event.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn find_event(scope: &AdminScope, id: StripeEventId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// Has an event that failed tried again.
///
/// # Errors
/// [`Error::NotFound`]; a conflict where it did not fail.
pub async fn retry(scope: &AdminScope, id: StripeEventId) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let event = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            if event.state != StripeEventState::Failed {
                return Err(Error::conflict("event_not_failed", "only what failed is tried again"));
            }
            let update = scope.update::<Entity>().set(Column::State, StripeEventState::Received.as_str());
            update.filter(Column::Id.eq(id)).exec().await?;
            jobs::enqueue(&scope, &ApplyStripeEvent { agency: scope.agency(), event: id }).await?;
            audit::record(&scope, Entry::new("stripe.event_retried").target("stripe_event", id, event.kind.clone()))
                .await?;
            Ok(Model { state: StripeEventState::Received, ..event })
        })
        .await
}

//! Identifiers: one type per thing over UUIDv7, so that a request's id cannot stand where a project's should.

use chrono::{DateTime, Utc};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use uuid::{Timestamp, Uuid};

/// What all identifiers can do.
pub trait Id: Copy + From<Uuid> + Into<Uuid> + Into<sea_orm::Value> + std::fmt::Display {
    /// A new identifier; later ones sort after earlier ones.
    fn new() -> Self {
        Uuid::now_v7().into()
    }

    /// An identifier of something that was there before us: it sorts by when that was, and of one time by its number.
    fn at(time: DateTime<Utc>, number: i64) -> Self {
        let seconds = u64::try_from(time.timestamp()).unwrap_or_default();
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let place = Timestamp::from_unix_time(seconds, time.timestamp_subsec_nanos(), number.into(), 32);
        Uuid::new_v7(place).into()
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, DeriveValueType)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl Id for $name {}

        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self {
                Self(value)
            }
        }

        impl From<$name> for Uuid {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

ids! {
    /// The tenant.
    AgencyId,
    /// A host that an agency says is its own.
    DomainId,
    /// A person who works for the agency.
    StaffId,
    /// One sign-in of a staff user.
    StaffSessionId,
    /// One client account of the agency.
    WorkspaceId,
    /// A person on the client's side.
    ClientId,
    /// A client user on a workspace.
    MembershipId,
    /// An invitation of a client user to a workspace.
    InvitationId,
    /// An invitation of a teammate to the agency.
    StaffInvitationId,
    /// What the agency does for a workspace.
    ProjectId,
    /// A stage of a project.
    MilestoneId,
    /// A piece of a project's work.
    TaskId,
    /// What somebody said on a project or a request, or noted on one.
    CommentId,
    /// A job request or a support ticket.
    RequestId,
    /// A turn of a request that is over.
    RequestSpanId,
    /// What is done to many requests at once.
    BulkChangeId,
    /// A filter that staff keep under a name.
    SavedViewId,
    /// An answer that staff have ready.
    CannedReplyId,
    /// What is done by itself with requests that come in.
    RequestRuleId,
    /// What somebody is writing on a request.
    RequestDraftId,
    /// A deliverable under review.
    ApprovalId,
    /// One thing of an approval to be decided.
    ApprovalStepId,
    /// What was sent for a step: a round.
    ApprovalVersionId,
    /// What somebody decided on a version.
    ApprovalDecisionId,
    /// An entry of an approval's history.
    ApprovalEventId,
    /// Bytes that are stored.
    UploadId,
    /// What was delivered to a workspace or sent by it.
    FileId,
    /// What an agency has done by itself for a client.
    WorkflowId,
    /// What a workflow does, as it was written at a time.
    WorkflowVersionId,
    /// What starts a workflow by itself.
    WorkflowTriggerId,
    /// Another program that runs workflows.
    EngineId,
    /// A workflow that is written once for many clients.
    WorkflowTemplateId,
    /// One time that a workflow ran.
    RunId,
    /// What a run did at one place.
    RunStepId,
    /// A form that clients fill in.
    FormId,
    /// What a form asked at a time.
    FormVersionId,
    /// What was answered to a form.
    FormSubmissionId,
    /// What an agency has set up at a provider.
    ProviderClientId,
    /// An account of a client's somewhere else.
    ConnectionId,
    /// Somebody is asked to connect accounts.
    CredentialRequestId,
    /// An attempt to pay online.
    CheckoutId,
    /// What an agency sells.
    ProductId,
    /// What a product costs.
    PriceId,
    /// What a client pays for again and again.
    SubscriptionId,
    /// Something that Stripe told us.
    StripeEventId,
    /// An invoice, issued or not.
    InvoiceId,
    /// A line of an issued invoice.
    InvoiceLineId,
    /// What a workspace has to its credit.
    CreditId,
    /// A payment, a refund, or a credit's use.
    PaymentId,
    /// What staff are about to do.
    HeldId,
    /// An entry of the audit trail.
    AuditEntryId,
    /// Where an agency is told of what happens.
    WebhookId,
    /// What webhooks are told of.
    WebhookEventId,
    /// That a webhook is told of an event.
    WebhookDeliveryId,
    /// One try of that.
    WebhookAttemptId,
    /// A happening.
    ActivityId,
    /// What one person was told of a happening.
    NotificationId,
    /// A mail in the outbox.
    MailId,
    /// A piece of background work.
    JobId,
}

//! The closed sets of words that columns hold.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $(#[sea_orm(string_value = $text)] #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// All the words, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is stored and as it stands on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The word that this text is.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.as_str() == text)
            }
        }
    )+};
}

words! {
    /// What a staff user may do in the agency.
    StaffRole { Owner = "owner", Admin = "admin", Member = "member" }

    /// Whether an agency has shown that a host is its own.
    DomainState { Pending = "pending", Verified = "verified", Failing = "failing" }

    /// What DNS said that it should not, or did not say that it should.
    DomainProblem {
        NoAnswer = "no_answer",
        NameMissing = "name_missing",
        RecordMissing = "record_missing",
        RecordDiffers = "record_differs",
        PointsNowhere = "points_nowhere",
        PointsElsewhere = "points_elsewhere",
        Unavailable = "unavailable",
    }

    /// Which side somebody is on.
    ActorKind { Client = "client", Staff = "staff" }

    /// Who did what an audit entry tells of.
    AuditActor { Client = "client", Staff = "staff", System = "system" }

    /// What a new client user is still to be asked, in its order.
    Onboarding { You = "you", TimeZone = "time_zone", Mails = "mails" }

    /// Where a project stands.
    ProjectStatus { Active = "active", Paused = "paused", Completed = "completed" }

    /// Where a task stands.
    TaskStatus { Todo = "todo", InProgress = "in_progress", Done = "done" }

    /// New work, or an issue.
    RequestKind { Job = "job", Support = "support" }

    /// Whether a request still wants something.
    RequestStatus { Open = "open", Closed = "closed" }

    /// Where a request stands.
    RequestStage {
        New = "new",
        Open = "open",
        WaitingOnClient = "waiting_on_client",
        WaitingOnAgency = "waiting_on_agency",
        Resolved = "resolved",
        Closed = "closed",
    }

    /// Where a bulk change stands.
    BulkState { Previewed = "previewed", Applied = "applied", Undone = "undone" }

    /// What becomes of one request of a bulk change.
    BulkOutcome {
        Planned = "planned",
        Unchanged = "unchanged",
        Refused = "refused",
        ChangedMeanwhile = "changed_meanwhile",
        Applied = "applied",
        Undone = "undone",
        MovedOn = "moved_on",
    }

    /// In which order requests stand.
    RequestSort {
        Newest = "newest",
        Oldest = "oldest",
        Waiting = "waiting",
        WaitingLeast = "waiting_least",
        Priority = "priority",
        PriorityLeast = "priority_least",
        Number = "number",
        NumberDesc = "number_desc",
        Client = "client",
        ClientDesc = "client_desc",
        Subject = "subject",
        SubjectDesc = "subject_desc",
        Assignee = "assignee",
        AssigneeDesc = "assignee_desc",
        Status = "status",
        StatusDesc = "status_desc",
        Due = "due",
        DueDesc = "due_desc",
        Updated = "updated",
        UpdatedDesc = "updated_desc",
        Snoozed = "snoozed",
        SnoozedDesc = "snoozed_desc",
    }

    /// What somebody is writing on a request.
    DraftKind { Reply = "reply", Note = "note" }

    /// What somebody who looks at a request does there.
    Doing { Reading = "reading", Answering = "answering" }

    /// How much a request presses, in rising order.
    Priority { Low = "low", Normal = "normal", High = "high", Urgent = "urgent" }

    /// Whose turn it is.
    WaitsOn { Agency = "agency", Client = "client", Nobody = "nobody" }

    /// Where an approval or one of its steps stands.
    ApprovalStatus { Pending = "pending", InReview = "in_review", Approved = "approved", NeedsChanges = "needs_changes" }

    /// How many of a step's reviewers have to approve.
    ReviewRule { Any = "any", All = "all", Quorum = "quorum" }

    /// What a reviewer said of a version.
    Verdict { Approved = "approved", ChangesRequested = "changes_requested", Withdrawn = "withdrawn" }

    /// What an approval's history tells of.
    ApprovalEventKind {
        Created = "created",
        Changed = "changed",
        VersionSent = "version_sent",
        Opened = "opened",
        Commented = "commented",
        Resolved = "resolved",
        Unresolved = "unresolved",
        Approved = "approved",
        ChangesRequested = "changes_requested",
        Withdrawn = "withdrawn",
        StepApproved = "step_approved",
        Unreachable = "unreachable",
        Reachable = "reachable",
        Reminded = "reminded",
        Archived = "archived",
        Restored = "restored",
    }

    /// Where a file stands.
    FilePlace {
        Gallery = "gallery",
        RequestMessage = "request_message",
        ProjectComment = "project_comment",
        ApprovalVersion = "approval_version",
        ApprovalComment = "approval_comment",
        FormSubmission = "form_submission",
    }

    /// Whether there is a small picture of a file.
    Preview { None = "none", Waiting = "waiting", Made = "made", Failed = "failed" }

    /// Where a workflow stands: only what is published runs.
    WorkflowStatus { Draft = "draft", Published = "published", Paused = "paused", Archived = "archived" }

    /// Where a workflow runs: here, in an n8n, or behind a URL.
    WorkflowEngine { Here = "here", N8n = "n8n", Http = "http" }

    /// What starts a workflow by itself.
    TriggerKind { Schedule = "schedule", Webhook = "webhook", Form = "form" }

    /// Where a run stands.
    RunStatus {
        Queued = "queued",
        Running = "running",
        Waiting = "waiting",
        Succeeded = "succeeded",
        Failed = "failed",
        Cancelled = "cancelled",
    }

    /// Who or what started a run.
    RunStarter {
        Client = "client",
        Staff = "staff",
        Schedule = "schedule",
        Webhook = "webhook",
        Form = "form",
        Engine = "engine",
    }

    /// What a run waits for.
    RunWait { Connection = "connection", Form = "form", Approval = "approval", Delay = "delay" }

    /// What came of telling another engine to stop a run that was cancelled here.
    EngineStop { Asking = "asking", Told = "told", Over = "over", Untold = "untold", NoWay = "no_way" }

    /// Where a step of a run stands.
    RunStepStatus {
        Running = "running",
        Waiting = "waiting",
        Succeeded = "succeeded",
        Failed = "failed",
        Cancelled = "cancelled",
    }

    /// Whether a form can be filled in.
    FormStatus { Published = "published", Archived = "archived" }

    /// An invoice, or what takes one back in part or whole.
    InvoiceKind { Invoice = "invoice", CreditNote = "credit_note" }

    /// Where an issued invoice stands. Overdue and partly paid are derived from open.
    InvoiceStatus { Open = "open", Paid = "paid", Void = "void" }

    /// Where a client's credit comes from.
    CreditOrigin { CreditNote = "credit_note", Overpayment = "overpayment", Goodwill = "goodwill" }

    /// What a row of an invoice's settlement is.
    PaymentKind { Payment = "payment", Refund = "refund", Credit = "credit" }

    /// How money came, or went back.
    PaymentMethod {
        BankTransfer = "bank_transfer",
        Card = "card",
        DirectDebit = "direct_debit",
        Cash = "cash",
        Cheque = "cheque",
        Credit = "credit",
        Other = "other",
    }

    /// Whether money is here: what is on its way counts for nothing yet.
    PaymentState { Processing = "processing", Succeeded = "succeeded", Failed = "failed" }

    /// Whose key opens an agency's account at Stripe: its own, or the install's.
    StripeMode { Keys = "keys", Connect = "connect" }

    /// Where an attempt to pay online stands.
    CheckoutState { Open = "open", Processing = "processing", Paid = "paid", Failed = "failed", Expired = "expired" }

    /// How often a price is asked for.
    Recurs { Once = "once", Month = "month", Year = "year" }

    /// Where a subscription stands.
    SubscriptionState {
        Starting = "starting",
        Active = "active",
        PastDue = "past_due",
        Paused = "paused",
        Ended = "ended",
    }

    /// What became of something that Stripe told us.
    StripeEventState { Received = "received", Applied = "applied", Ignored = "ignored", Failed = "failed" }

    /// Where something stands that staff are about to do.
    HeldState { Waiting = "waiting", Done = "done", Recalled = "recalled", Failed = "failed" }

    /// Why a webhook is told of nothing for now.
    PauseReason { Staff = "staff", Failing = "failing", Gone = "gone" }

    /// Where it stands that a webhook is told of an event.
    WebhookDeliveryState { Waiting = "waiting", Delivered = "delivered", Failed = "failed", Missed = "missed" }

    /// How a connection is opened.
    ConnectionKind { OAuth = "oauth", ApiKey = "api_key" }

    /// How a connection does.
    ConnectionHealth {
        Healthy = "healthy",
        Expiring = "expiring",
        NeedsReauthorization = "needs_reauthorization",
        Failing = "failing",
    }

    /// Where a job stands. A finished job has no row.
    JobState { Ready = "ready", Running = "running", Failed = "failed" }

    /// Which jobs stand in line behind which: what waits for others' servers holds up only its like.
    JobLane {
        Here = "here",
        Mails = "mails",
        Pictures = "pictures",
        Runs = "runs",
        Elsewhere = "elsewhere",
        Webhooks = "webhooks",
    }

    /// All that can happen. The catalogue of `notifications` says who is told of what.
    ActivityKind {
        RequestCreated = "request_created",
        RequestReplied = "request_replied",
        RequestNoted = "request_noted",
        RequestMentioned = "request_mentioned",
        RequestAssigned = "request_assigned",
        RequestChanged = "request_changed",
        RequestClosed = "request_closed",
        RequestReopened = "request_reopened",
        RequestMerged = "request_merged",
        RequestSplit = "request_split",
        RequestOpened = "request_opened",
        RequestWoke = "request_woke",
        ProjectCreated = "project_created",
        ProjectCompleted = "project_completed",
        ProjectCommented = "project_commented",
        MilestoneCompleted = "milestone_completed",
        TaskDone = "task_done",
        InvitationAccepted = "invitation_accepted",
        ApprovalSent = "approval_sent",
        ApprovalVersionSent = "approval_version_sent",
        ApprovalNext = "approval_next",
        ApprovalReminded = "approval_reminded",
        ApprovalCommented = "approval_commented",
        ApprovalApproved = "approval_approved",
        ApprovalChangesRequested = "approval_changes_requested",
        ApprovalWithdrawn = "approval_withdrawn",
        ApprovalSettled = "approval_settled",
        ApprovalUnreachable = "approval_unreachable",
        ApprovalResolved = "approval_resolved",
        InvoiceIssued = "invoice_issued",
        CreditNoteIssued = "credit_note_issued",
        InvoiceReminded = "invoice_reminded",
        InvoicePaid = "invoice_paid",
        PaymentFailed = "payment_failed",
        FormSubmitted = "form_submitted",
        FormAwaited = "form_awaited",
        RunFailed = "run_failed",
        StaffNotified = "staff_notified",
        ClientNotified = "client_notified",
        ConnectionAsked = "connection_asked",
        ConnectionLost = "connection_lost",
        ConnectionMended = "connection_mended",
        PaymentRefunded = "payment_refunded",
        PaymentDisputed = "payment_disputed",
        PaymentBeyond = "payment_beyond",
        FilesDelivered = "files_delivered",
    }

    /// All that a client can be told. What has no word here cannot be told to one: an internal note, for instance.
    ClientNews {
        RequestReplied = "request_replied",
        RequestClosed = "request_closed",
        RequestReopened = "request_reopened",
        RequestMerged = "request_merged",
        RequestSplit = "request_split",
        RequestOpened = "request_opened",
        ProjectCreated = "project_created",
        ProjectCompleted = "project_completed",
        ProjectCommented = "project_commented",
        MilestoneCompleted = "milestone_completed",
        ApprovalSent = "approval_sent",
        ApprovalVersionSent = "approval_version_sent",
        ApprovalNext = "approval_next",
        ApprovalReminded = "approval_reminded",
        ApprovalCommented = "approval_commented",
        ApprovalApproved = "approval_approved",
        ApprovalChangesRequested = "approval_changes_requested",
        ApprovalWithdrawn = "approval_withdrawn",
        ApprovalResolved = "approval_resolved",
        InvoiceIssued = "invoice_issued",
        CreditNoteIssued = "credit_note_issued",
        InvoiceReminded = "invoice_reminded",
        InvoicePaid = "invoice_paid",
        PaymentFailed = "payment_failed",
        FormAwaited = "form_awaited",
        ClientNotified = "client_notified",
        ConnectionAsked = "connection_asked",
        ConnectionLost = "connection_lost",
        FilesDelivered = "files_delivered",
    }

    /// All that staff can be told.
    StaffNews {
        RequestCreated = "request_created",
        RequestReplied = "request_replied",
        RequestNoted = "request_noted",
        RequestMentioned = "request_mentioned",
        RequestAssigned = "request_assigned",
        RequestClosed = "request_closed",
        RequestReopened = "request_reopened",
        RequestWoke = "request_woke",
        ProjectCommented = "project_commented",
        InvitationAccepted = "invitation_accepted",
        ApprovalCommented = "approval_commented",
        ApprovalApproved = "approval_approved",
        ApprovalChangesRequested = "approval_changes_requested",
        ApprovalWithdrawn = "approval_withdrawn",
        ApprovalSettled = "approval_settled",
        ApprovalUnreachable = "approval_unreachable",
        ApprovalResolved = "approval_resolved",
        InvoicePaid = "invoice_paid",
        PaymentFailed = "payment_failed",
        FormSubmitted = "form_submitted",
        RunFailed = "run_failed",
        StaffNotified = "staff_notified",
        ConnectionLost = "connection_lost",
        ConnectionMended = "connection_mended",
        PaymentRefunded = "payment_refunded",
        PaymentDisputed = "payment_disputed",
        PaymentBeyond = "payment_beyond",
        WebhookPaused = "webhook_paused",
    }

    /// What a client chooses mails by.
    ClientGroup {
        Answers = "answers",
        Requests = "requests",
        Approvals = "approvals",
        Projects = "projects",
        Comments = "comments",
        Invoices = "invoices",
        Automation = "automation",
        Connections = "connections",
    }

    /// What staff choose mails by.
    StaffGroup {
        Assignments = "assignments",
        Requests = "requests",
        Notes = "notes",
        Approvals = "approvals",
        Projects = "projects",
        People = "people",
        Invoices = "invoices",
        Automation = "automation",
        Connections = "connections",
    }

    /// When a mail is wanted.
    MailChoice { Now = "now", Digest = "digest", Off = "off" }
}

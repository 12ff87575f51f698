//! The portal's addresses, for links, redirects and mails.

use crate::ids::{
    ApprovalId, ApprovalStepId, ConnectionId, FileId, FormId, FormSubmissionId, InvoiceId, ProjectId, RequestId, RunId,
    WorkflowId,
};

pub const HOME: &str = "/portal";
pub const LOGIN: &str = "/portal/login";
pub const PROJECTS: &str = "/portal/projects";
pub const APPROVALS: &str = "/portal/approvals";
pub const REQUESTS: &str = "/portal/requests";
pub const FILES: &str = "/portal/files";
pub const FILES_ZIP: &str = "/portal/files/zip";
pub const WORKFLOWS: &str = "/portal/workflows";
pub const RUNS: &str = "/portal/runs";
pub const FORMS: &str = "/portal/forms";
pub const BILLING: &str = "/portal/billing";
pub const INVOICES: &str = "/portal/billing/invoices";
pub const CONNECTIONS: &str = "/portal/connections";
pub const CONNECTION_CALLBACK: &str = "/portal/connections/callback";
pub const PAYMENT_METHODS: &str = "/portal/billing/payment-methods";
pub const SEARCH: &str = "/portal/search";
pub const NEW_REQUEST: &str = "/portal/requests/new";
pub const NOTIFICATIONS: &str = "/portal/notifications";
pub const ACCOUNT: &str = "/portal/account";
pub const SECURITY: &str = "/portal/account/security";
pub const SECOND_FACTOR: &str = "/portal/account/second-factor";
pub const LOGIN_CODE: &str = "/portal/login/code";
pub const NOTIFICATION_SETTINGS: &str = "/portal/account/notifications";
pub const PAY: &str = "/portal/billing/pay";
pub const STATEMENT: &str = "/portal/billing/statement";
pub const EVENTS: &str = "/portal/events";
pub const PREVIEW: &str = "/portal/preview";
pub const TEAM: &str = "/portal/team";
pub const WELCOME: &str = "/portal/welcome";

/// A project's page.
pub fn project(id: ProjectId) -> String {
    format!("{PROJECTS}/{id}")
}

/// An approval's page.
pub fn approval(id: ApprovalId) -> String {
    format!("{APPROVALS}/{id}")
}

/// A connection's page.
pub fn connection(id: ConnectionId) -> String {
    format!("{CONNECTIONS}/{id}")
}

/// Where somebody connects accounts who was asked to.
pub fn credential_request(token: &str) -> String {
    format!("/portal/connect/{token}")
}

/// An invoice's page.
pub fn invoice(id: InvoiceId) -> String {
    format!("{INVOICES}/{id}")
}

/// The certificate of an approved step.
pub fn certificate(approval: ApprovalId, step: ApprovalStepId) -> String {
    format!("{APPROVALS}/{approval}/certificate/{step}")
}

/// A workflow's page.
pub fn workflow(id: WorkflowId) -> String {
    format!("{WORKFLOWS}/{id}")
}

/// A run's page.
pub fn run(workflow: WorkflowId, id: RunId) -> String {
    format!("{WORKFLOWS}/{workflow}/runs/{id}")
}

/// A form's page.
pub fn form(id: FormId) -> String {
    format!("{FORMS}/{id}")
}

/// What was sent of a form.
pub fn form_submissions(id: FormId) -> String {
    format!("{FORMS}/{id}/submissions")
}

/// What was sent of a form once.
pub fn form_submission(form: FormId, id: FormSubmissionId) -> String {
    format!("{FORMS}/{form}/submissions/{id}")
}

/// A file as the browser shows it.
pub fn file_content(id: FileId) -> String {
    format!("/portal/files/{id}/content?inline=true")
}

/// A small picture of a file.
pub fn file_preview(id: FileId) -> String {
    format!("/portal/files/{id}/preview")
}

/// A page of a document, as a picture.
pub fn file_page(id: FileId, page: u32) -> String {
    format!("/portal/files/{id}/pages/{page}")
}

/// A file's page.
pub fn file(id: FileId) -> String {
    format!("{FILES}/{id}")
}

/// A request's page.
pub fn request(id: RequestId) -> String {
    format!("{REQUESTS}/{id}")
}

/// An invoice as a PDF.
pub fn invoice_pdf(id: InvoiceId) -> String {
    format!("{INVOICES}/{id}/pdf")
}

/// Where paying an invoice begins.
pub fn pay_invoice(id: InvoiceId) -> String {
    format!("{INVOICES}/{id}/pay")
}

/// Where an invitation to a workspace is accepted.
pub fn invitation(token: &str) -> String {
    format!("/portal/invite/{token}")
}

/// Where an invitation to the agency's team is accepted.
pub fn staff_invitation(token: &str) -> String {
    format!("/dashboard/invite/{token}")
}

use std::pin::Pin;

use futures_util::{Stream, stream};

use super::{error::ApiError, generated::types};

/// One page of a list, and where the next begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// What to ask the next page with; none at the end.
    pub next: Option<String>,
}

/// Pages as they come, each fetched when the one before has been taken.
pub type Pages<T> = Pin<Box<dyn Stream<Item = Result<Vec<T>, ApiError>> + Send>>;

/// Follows the cursors of a list from its beginning to its end.
pub fn pages<T, F, Fut>(fetch: F) -> Pages<T>
where
    T: Send + 'static,
    F: Fn(Option<String>) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Page<T>, ApiError>> + Send,
{
    Box::pin(stream::try_unfold((fetch, Some(None)), |(fetch, cursor)| async move {
        let Some(cursor) = cursor else {
            return Ok(None);
        };
        let page = fetch(cursor).await?;
        let next = page.next.map(Some);
        Ok(Some((page.items, (fetch, next))))
    }))
}

macro_rules! page_of {
    ($($page:ident => $item:ident),* $(,)?) => {
        $(impl From<types::$page> for Page<types::$item> {
            fn from(page: types::$page) -> Self {
                Self { items: page.items, next: page.next_cursor }
            }
        })*
    };
}

page_of! {
    PageApiToken => ApiToken,
    PageApproval => Approval,
    PageApprovalComment => ApprovalComment,
    PageApprovalDecision => ApprovalDecision,
    PageApprovalEvent => ApprovalEvent,
    PageClient => Client,
    PageComment => Comment,
    PageCredentialRequest => CredentialRequest,
    PageCredit => Credit,
    PageDomain => Domain,
    PageForm => Form,
    PageInvitation => Invitation,
    PageInvoice => Invoice,
    PageMember => Member,
    PageMessage => Message,
    PageMilestone => Milestone,
    PageNote => Note,
    PageNotification => Notification,
    PagePayment => Payment,
    PageProject => Project,
    PageProviderClient => ProviderClient,
    PageRequest => Request,
    PageSession => Session,
    PageStaffInvitation => StaffInvitation,
    PageStaffMember => StaffMember,
    PageTask => Task,
    PageWorkflowVersion => WorkflowVersion,
    PageWorkspace => Workspace,
}

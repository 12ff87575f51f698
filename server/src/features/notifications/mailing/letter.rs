use super::Desk;
use super::sort::{Line, Topic};
use crate::access::AgencyScope;
use crate::entity::{approval, project, request};
use crate::error::Result;
use crate::features::notifications::unsubscribe::Ticket;
use crate::mail::{self, Details, Letter};
use crate::text;
use sea_orm::ColumnTrait;

/// A mail before it has its words.
pub struct Draft<'a> {
    pub to: &'a str,
    pub subject: String,
    pub heading: String,
    pub paragraphs: Vec<String>,
    pub button: (&'static str, String),
    /// Why the person gets it.
    pub because: &'static str,
    pub thread: Option<String>,
    pub reply_to: Option<String>,
    pub ticket: Ticket,
}

/// Puts a mail into the outbox.
pub async fn post(scope: &AgencyScope, desk: &Desk, draft: Draft<'_>) -> Result<()> {
    let token = draft.ticket.seal(&desk.letters, scope.agency());
    let unsubscribe = format!("{}/portal/unsubscribe/{token}", desk.address);
    let foot = format!("{} To get no more mails like this: {unsubscribe}", draft.because);
    let paragraphs: Vec<&str> = draft.paragraphs.iter().map(String::as_str).collect();
    let (label, href) = (draft.button.0, format!("{}{}", desk.address, draft.button.1));
    let (text, html) = mail::body(&desk.agency, &draft.heading, &paragraphs, (label, &href), &foot);
    let letter = Letter { to: draft.to.to_owned(), from_name: desk.agency.clone(), subject: draft.subject, text, html };
    let details = Details {
        domain: Some(desk.host().to_owned()),
        thread: draft.thread.map(|name| format!("{name}@{}", desk.host())),
        reply_to: draft.reply_to,
        unsubscribe: Some(unsubscribe),
    };
    mail::post_with(scope, letter, details).await
}

/// What the thread is called, for the subject: the same for all mails about it, so that mail programs keep them
/// together.
pub async fn name<G>(scope: &AgencyScope, first: &Line<G>) -> Result<String> {
    Ok(match first.topic() {
        Topic::Request(id) => {
            let row = scope.find::<request::Entity>().filter(request::Column::Id.eq(id)).one().await?;
            format!("{} [#{}]", row.subject, row.number)
        }
        Topic::Project(id) => scope.find::<project::Entity>().filter(project::Column::Id.eq(id)).one().await?.name,
        Topic::Approval(id) => {
            let row = scope.find::<approval::Entity>().filter(approval::Column::Id.eq(id)).one().await?;
            format!("{} [#{}]", row.title, row.number)
        }
        Topic::Invoice(_) | Topic::Form(_) | Topic::Run(..) | Topic::Itself(_) => first.title.clone(),
    })
}

/// The name under which a mail program threads it.
pub fn thread<G>(first: &Line<G>) -> Option<String> {
    match first.topic() {
        Topic::Request(id) => Some(format!("request-{id}")),
        Topic::Project(id) => Some(format!("project-{id}")),
        Topic::Approval(id) => Some(format!("approval-{id}")),
        Topic::Invoice(id) => Some(format!("invoice-{id}")),
        Topic::Form(id) => Some(format!("form-{id}")),
        Topic::Run(_, id) => Some(format!("run-{id}")),
        Topic::Itself(_) => None,
    }
}

/// What happened, each thing said once: the last as the heading, the others below it.
pub fn said<G>(lines: &[Line<G>]) -> (String, Vec<String>) {
    let mut titles: Vec<(&str, usize)> = Vec::new();
    for line in lines {
        match titles.iter_mut().find(|(title, _)| *title == line.title) {
            Some((_, times)) => *times += 1,
            None => titles.push((&line.title, 1)),
        }
    }
    let mut titles: Vec<String> = titles
        .into_iter()
        .map(|(title, times)| if times == 1 { title.to_owned() } else { format!("{title} ({times} times)") })
        .collect();
    let heading = titles.pop().unwrap_or_default();
    (heading, titles)
}

/// "1 thing", "3 things".
pub fn counted(lines: usize) -> String {
    text::counted(lines, "thing")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{Id, NotificationId};

    fn line(title: &str) -> Line<()> {
        Line {
            id: NotificationId::new(),
            group: (),
            event: "",
            title: title.into(),
            hint: "",
            is_message: false,
            workspace: None,
            request: None,
            project: None,
            approval: None,
            invoice: None,
            run: None,
            form: None,
            created_at: chrono::DateTime::UNIX_EPOCH,
            mail_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_happened_several_times_is_said_once() {
        let (heading, others) = said(&[line("a"), line("b"), line("a"), line("c")]);
        assert_eq!((heading.as_str(), others), ("c", vec!["a (2 times)".to_owned(), "b".to_owned()]));
        assert_eq!(said(&[line("a"), line("a")]), ("a (2 times)".to_owned(), Vec::new()));
    }
}

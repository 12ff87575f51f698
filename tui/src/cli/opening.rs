//! Requests that scripts open for clients.

use portico_openapi::{
    ApiError, Kind,
    types::{NewRequest, Request, RequestStatus, Workspace},
};
use uuid::Uuid;

use super::wrong;
use crate::{
    arguments::Opened,
    effect::Call,
    message::{Answer, Directory},
    office::{self, Done},
    runtime::{Desk, ask},
    triage::{Deed, Ground, Person},
};

fn no_answer() -> ApiError {
    ApiError::unreachable("This is no answer to what was asked.")
}

/// Opens it with this first message, and answers with what there is then.
pub async fn create(desk: &Desk, new: &Opened, body: String) -> Result<Request, ApiError> {
    let Answer::Directory(known) = ask(desk, Call::Directory).await else {
        return Err(no_answer());
    };
    let (workspace, name) = client(&known?, &new.workspace)?;
    let Answer::Ground(ground) = ask(desk, Call::Ground(workspace, name)).await else {
        return Err(no_answer());
    };
    let asked = asked(&*ground?, new, body)?;
    let deed = office::Deed::Triage(Deed::Open(Box::new(asked)));
    match ask(desk, Call::Do(new.text.key.unwrap_or_else(Uuid::new_v4), Box::new(deed))).await {
        Answer::Done(Ok(Done::Request(made))) => Ok(*made),
        Answer::Done(Err(error)) => Err(error),
        _ => Err(no_answer()),
    }
}

/// What the server is asked, from what was said and what is known of the client.
fn asked(ground: &Ground, new: &Opened, body: String) -> Result<NewRequest, ApiError> {
    let kind = ground.kind_of(&new.category).ok_or_else(|| {
        let all: Vec<_> = ground.categories.iter().map(|(_, name)| name.as_str()).collect();
        wrong(&format!("The category is one of {}.", all.join(", ")))
    })?;
    let lost = |_| wrong("The status is open, waiting_on_client, waiting_on_agency, resolved or closed.");
    let status = new.status.as_ref().map(|status| status.parse::<RequestStatus>()).transpose().map_err(lost)?;
    Ok(NewRequest {
        workspace_id: ground.workspace,
        client_id: new.whose.as_ref().map(|who| person(ground, who)).transpose()?,
        kind,
        category: new.category.clone(),
        subject: new.subject.clone(),
        body,
        files: None,
        project_id: None,
        priority: None,
        assignee_id: None,
        status,
    })
}

/// The client with this short name or id, or the one whose name begins so.
fn client(known: &Directory, said: &str) -> Result<(Uuid, String), ApiError> {
    let wanted = said.to_lowercase();
    let exact = |one: &&Workspace| one.slug == wanted || one.id.to_string() == wanted;
    let begins = |one: &&Workspace| one.name.to_lowercase().starts_with(&wanted);
    let found: Vec<&Workspace> = match known.workspaces.iter().find(exact) {
        Some(one) => vec![one],
        None => known.workspaces.iter().filter(begins).collect(),
    };
    let names: Vec<_> = found.iter().map(|one| one.name.as_str()).collect();
    let one = only(&found, said, &names, "No client")?;
    Ok((one.id, one.name.clone()))
}

/// The one of the client's people whose name or address begins so.
fn person(ground: &Ground, said: &str) -> Result<Uuid, ApiError> {
    let wanted = said.to_lowercase();
    let begins = |text: &str| text.to_lowercase().starts_with(&wanted);
    let fits = |one: &&Person| one.id.to_string() == wanted || begins(&one.name) || begins(&one.email);
    let found: Vec<&Person> = ground.people.iter().filter(fits).collect();
    let names: Vec<_> = found.iter().map(|one| one.email.as_str()).collect();
    Ok(only(&found, said, &names, &format!("Nobody of {} who may send requests", ground.name))?.id)
}

fn only<'t, T>(found: &[&'t T], said: &str, names: &[&str], nobody: &str) -> Result<&'t T, ApiError> {
    match found {
        [one] => Ok(*one),
        [] => Err(ApiError { kind: Kind::NotFound, ..wrong(&format!("{nobody} begins with “{said}”.")) }),
        _ => Err(wrong(&format!("“{said}” can be {}. Say more of it.", names.join(", ")))),
    }
}

#[cfg(test)]
mod tests {
    use portico_openapi::types::RequestKind;

    use super::*;
    use crate::{arguments::Text, fixture};

    fn said(whose: Option<&str>, category: &str, status: Option<&str>) -> Opened {
        Opened {
            workspace: "acme".into(),
            whose: whose.map(Into::into),
            category: category.into(),
            subject: "Broken lamp".into(),
            status: status.map(Into::into),
            text: Text { message: None, key: None },
        }
    }

    #[test]
    fn a_client_and_its_person_are_named_by_how_they_begin() {
        let (id, name) = client(&fixture::directory(), "acme").unwrap();
        assert_eq!((id, name.as_str()), (fixture::id(fixture::ACME), "Acme Coffee"));
        let nobody = client(&fixture::directory(), "zebra").unwrap_err();
        assert_eq!((nobody.kind, nobody.message.contains("zebra")), (Kind::NotFound, true));
        let ground = fixture::ground();
        let new = asked(&ground, &said(Some("carla"), "bugs", Some("open")), "It flickers.".into()).unwrap();
        assert_eq!((new.client_id, new.kind), (Some(fixture::id(fixture::CARLA)), RequestKind::Support));
        assert_eq!((new.status, new.body.as_str()), (Some(RequestStatus::Open), "It flickers."));
        let whole = asked(&ground, &said(None, "design", None), "It flickers.".into()).unwrap();
        assert_eq!((whole.client_id, whole.kind, whole.status), (None, RequestKind::Job, None));
    }

    #[test]
    fn what_is_not_there_is_said() {
        let ground = fixture::ground();
        let refused = |new: &Opened| asked(&ground, new, "x".into()).unwrap_err();
        assert!(refused(&said(None, "wishes", None)).message.contains("bugs"));
        assert!(refused(&said(None, "bugs", Some("lost"))).message.contains("waiting_on_client"));
        let nobody = refused(&said(Some("victor"), "bugs", None));
        assert_eq!(nobody.kind, Kind::NotFound);
        assert!(nobody.message.contains("Acme Coffee"), "{}", nobody.message);
    }
}

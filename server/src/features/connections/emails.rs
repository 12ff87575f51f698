use crate::access::Author;
use crate::entity::credential_request::Model;
use crate::error::Result;
use crate::mail::{self, Letter};

/// The letter that asks somebody to connect accounts.
pub async fn asked(scope: &impl Author, agency: &str, request: &Model, names: &[&str], link: &str) -> Result<()> {
    let subject = format!("{agency} asks you to connect {}", listed(names));
    let who = format!(
        "{} of {agency} asks you to connect {}, so that work can be done with it for you.",
        request.author_name,
        listed(names)
    );
    let how =
        "You sign in at the provider itself. Nobody sees your password, and you can take the access back at any time.";
    let mut said = vec![who.as_str()];
    if !request.message.is_empty() {
        said.push(&request.message);
    }
    said.extend([how, "The link needs no account. It works for seven days, and once for each of them."]);
    let foot = "If you do not know what this is about, leave it be: nothing happens without you.";
    let (text, html) = mail::body(agency, &subject, &said, ("Connect", link), foot);
    mail::post(scope, Letter { to: request.email.clone(), from_name: agency.to_owned(), subject, text, html }).await
}

/// Names as they are said: a, b and c.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn names_are_listed_as_people_say_them() {
        assert_eq!(listed(&["Slack"]), "Slack");
        assert_eq!(listed(&["Slack", "HubSpot", "Drive"]), "Slack, HubSpot and Drive");
    }
}

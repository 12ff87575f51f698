use crate::access::Author;
use crate::entity::credential_request::Model;
use crate::error::Result;
use crate::mail::{self, Letter};

/// The letter that asks somebody to connect accounts.
pub async fn asked(scope: &impl Author, agency: &str, request: &Model, names: &[&str], link: &str) -> Result<()> {
    let said = (request.author_name.as_str(), request.message.as_str());
    mail::post(scope, letter(agency, &request.email, said, names, link)).await
}

/// A letter as clients get it, for whoever examines what it says.
pub fn sample(agency: &str, address: &str) -> Letter {
    let link = format!("{address}/portal/connect/x");
    letter(agency, "somebody@example.com", ("Somebody", "For the reports"), &["Something"], &link)
}

fn letter(agency: &str, to: &str, (author, message): (&str, &str), names: &[&str], link: &str) -> Letter {
    let subject = format!("{agency} asks you to connect {}", listed(names));
    let who = format!(
        "{author} of {agency} asks you to connect {}, so that work can be done with {} for you.",
        listed(names),
        if names.len() > 1 { "them" } else { "it" }
    );
    let how =
        "You sign in at the provider itself. Nobody sees your password, and you can take the access back at any time.";
    let mut said = vec![who.as_str()];
    if !message.is_empty() {
        said.push(message);
    }
    said.extend([how, "The link needs no account. It works for seven days, and once for each of them."]);
    let foot = "If you do not know what this is about, leave it be: nothing happens without you.";
    let (text, html) = mail::body(agency, &subject, &said, ("Connect", link), foot);
    Letter { to: to.to_owned(), from_name: agency.to_owned(), subject, text, html }
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
    use super::{letter, listed};

    #[test]
    fn names_are_listed_as_people_say_them() {
        assert_eq!(listed(&["Slack"]), "Slack");
        assert_eq!(listed(&["Slack", "HubSpot", "Drive"]), "Slack, HubSpot and Drive");
    }

    #[test]
    fn one_account_is_it_and_several_are_they() {
        let text = |names: &[&str]| letter("Northwind", "a@b.test", ("Mia", ""), names, "https://x.test").text;
        assert!(text(&["Slack"]).contains("so that work can be done with it for you"));
        assert!(text(&["Slack", "Drive"]).contains("so that work can be done with them for you"));
    }
}

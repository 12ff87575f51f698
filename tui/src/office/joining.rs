use portico_openapi::Address;

use super::{Fault, Hidden};
use crate::form::Form;

/// Where the links of invitations to a team lead, at a server.
const PLACE: &str = "/dashboard/invite/";

/// A link of an invitation to a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The agency's server.
    pub server: String,
    token: Hidden,
}

/// What somebody joins a team with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joining {
    /// The agency's server.
    pub server: String,
    /// The last part of the link.
    pub token: Hidden,
    /// What they are called.
    pub name: String,
    /// What they sign in with from now on.
    pub password: Hidden,
}

impl Link {
    /// A link as it stands in the mail.
    pub fn read(text: &str) -> Option<Self> {
        let (server, token) = text.trim().split_once(PLACE)?;
        let server = server.parse::<Address>().ok()?.to_string();
        let sound =
            !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        sound.then(|| Self { server, token: Hidden(token.to_owned()) })
    }
}

pub(super) fn filled(link: &Link, form: &Form) -> Result<Joining, Fault> {
    let name = form.given("name").ok_or(("name", "Say what you are called."))?;
    let password = form.text("password");
    if password.is_empty() {
        return Err(("password", "Choose a password."));
    }
    if password != form.text("again") {
        return Err(("again", "This is not the same password."));
    }
    let Link { server, token } = link.clone();
    Ok(Joining { server, token, name, password: Hidden(password) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_as_the_mail_has_it() {
        let link = Link::read(" https://team.northwind.test/dashboard/invite/abc_-9\n").unwrap();
        assert_eq!((link.server.as_str(), link.token.0.as_str()), ("https://team.northwind.test", "abc_-9"));
        assert!(!format!("{link:?}").contains("abc"), "a token is never printed");
        for text in
            ["", "https://x.test/dashboard/reset/abc", "https://x.test/dashboard/invite/", "x/dashboard/invite/a/b"]
        {
            assert_eq!(Link::read(text), None, "{text}");
        }
    }
}

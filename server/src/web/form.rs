//! Forms as they arrive: every field is text, none is missing, and all of it can be shown again.

use poem::{FromRequest, Request};

use super::incoming::Files;
use crate::access::RequestBody;
use crate::error::Error;

/// What a form said.
#[derive(Clone, Debug, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// A field's text; empty where the form had none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    /// Whether it has a field of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// All that a field said, where a form has it several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A field's text without the blanks around it.
    pub fn trimmed(&self, name: &str) -> &str {
        self.get(name).trim()
    }

    /// Only these fields of it.
    pub fn only(&self, names: &[&str]) -> Self {
        let kept = self.0.iter().filter(|(name, _)| names.contains(&name.as_str()));
        Self(kept.map(|(name, value)| (name.clone(), value.clone())).collect())
    }

    /// From a query string.
    pub fn from_query(request: &Request) -> Self {
        Self::parse(request.uri().query().unwrap_or_default().as_bytes())
    }

    fn parse(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }
}

impl<'a> FromRequest<'a> for Form {
    async fn from_request(request: &'a Request, _: &mut poem::RequestBody) -> poem::Result<Self> {
        let kind = request.content_type().unwrap_or_default();
        let body = request.data::<RequestBody>().cloned().unwrap_or_default();
        let known = kind.starts_with("application/x-www-form-urlencoded") || Files::of(request).is_some();
        if !body.0.is_empty() && !known {
            return Err(Error::Malformed("a form is sent as application/x-www-form-urlencoded".into()).into());
        }
        Ok(Self::parse(&body.0))
    }
}

/// What the address says after its question mark.
pub struct Query(pub Form);

impl<'a> FromRequest<'a> for Query {
    async fn from_request(request: &'a Request, _: &mut poem::RequestBody) -> poem::Result<Self> {
        Ok(Self(Form::from_query(request)))
    }
}

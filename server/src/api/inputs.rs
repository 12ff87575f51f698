//! What is wrong with a body that the framework did not take, in plain words at its field. The framework stops at the
//! first fault and names types of ours; the published document knows every measure, so the body is held against it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::error::{ParseParamError, ParsePathError, ParseRequestPayloadError};
use serde::Deserialize;
use serde_json::{Number, Value};

use super::allow::Operations;
use super::document::TEXT;
use crate::error::{Error, FieldErrors};

/// More are not told at once.
const MOST_FAULTS: usize = 100;

const NEEDED: &str = "This is needed.";
const EMPTY: &str = "This must not be empty.";

/// What is said where somebody's permissions are neither given one by one nor by a preset, or both ways.
pub const ONE_WAY: &str = "Say either the permissions or a preset.";

/// The refusal with the faults of the body's fields, where it is about them: what is no JSON, has a field that is not
/// offered or an id that is none stays as it was.
pub fn explained(error: poem::Error, method: &str, path: &str, body: &[u8]) -> poem::Error {
    if !error.is::<ParseRequestPayloadError>() {
        return at_parameter(error, method, path);
    }
    match Document::published().faults(method, path, body) {
        Some(faults) => Error::Invalid(faults).into(),
        None => error,
    }
}

/// The refusal of a parameter under the name that the document gives it, with the words that it can be, where these are few;
/// an id in the path that is none is answered like one that nothing has.
fn at_parameter(error: poem::Error, method: &str, path: &str) -> poem::Error {
    let operations = Operations::published();
    // The framework has numbers for the parts of a path.
    let part = error.downcast_ref::<ParsePathError>().map(|refused| {
        let number = refused.name.strip_prefix("param").and_then(|number| number.parse().ok());
        let name = number.and_then(|number| operations.part(path, number)).unwrap_or("id");
        ParsePathError { name, reason: refused.reason.clone() }
    });
    let parameter = error.downcast_ref::<ParseParamError>().map(|refused| refused.name);
    let Some(name) = part.as_ref().map(|part| part.name).or(parameter) else {
        return error;
    };
    let kind = operations.parameter(path, method, name).and_then(|kind| Document::published().named(kind));
    let Some(words) = kind.and_then(Schema::choice) else {
        // A part of a path that is no word of few is an id, and nothing is there under one that is none.
        return if part.is_some() { Error::NotFound.into() } else { error };
    };
    let mut error = part.map_or(error, poem::Error::from);
    let mut faults = FieldErrors::default();
    faults.add(name, words);
    error.set_data(faults);
    error
}

/// The schemas of the published document, read when a body is first refused.
#[derive(Default, Deserialize)]
struct Document {
    components: Components,
}

#[derive(Default, Deserialize)]
struct Components {
    schemas: BTreeMap<String, Schema>,
}

/// What the document says of a value.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Schema {
    #[serde(rename = "$ref")]
    reference: Option<String>,
    all_of: Vec<Schema>,
    #[serde(rename = "type")]
    kind: String,
    format: String,
    #[serde(rename = "enum")]
    words: Vec<String>,
    nullable: bool,
    required: Vec<String>,
    properties: BTreeMap<String, Schema>,
    additional_properties: Option<More>,
    items: Option<Box<Schema>>,
    min_length: Option<usize>,
    max_length: Option<usize>,
    min_items: Option<usize>,
    max_items: Option<usize>,
    minimum: Option<f64>,
    maximum: Option<f64>,
}

/// What the document says of fields that it does not name.
#[derive(Deserialize)]
#[serde(untagged)]
enum More {
    Allowed(bool),
    Each(Box<Schema>),
}

impl Document {
    fn published() -> &'static Self {
        static PUBLISHED: LazyLock<Document> = LazyLock::new(|| serde_json::from_str(TEXT).unwrap_or_default());
        &PUBLISHED
    }

    /// What is wrong at the fields of a body; nothing where that is not all, or not what is wrong.
    fn faults(&self, method: &str, path: &str, body: &[u8]) -> Option<FieldErrors> {
        let schema = self.named(Operations::published().body(path, method)?)?;
        let value = serde_json::from_slice(body).ok()?;
        let mut faults = FieldErrors::default();
        self.compare(schema, &value, "", &mut faults)?;
        faults.iter().next()?;
        Some(faults)
    }

    fn named(&self, reference: &str) -> Option<&Schema> {
        self.components.schemas.get(reference.rsplit('/').next()?)
    }

    /// Adds what is wrong with a value and all that is in it; nothing where a field is not offered, or the whole body
    /// is of another type.
    fn compare(&self, schema: &Schema, value: &Value, field: &str, faults: &mut FieldErrors) -> Option<()> {
        if (value.is_null() && schema.nullable) || faults.iter().count() >= MOST_FAULTS {
            return Some(());
        }
        if let Some(reference) = schema.reference.as_ref().or_else(|| schema.all_of.first()?.reference.as_ref()) {
            return self.compare(self.named(reference)?, value, field, faults);
        }
        if let Some(message) = schema.fault(value) {
            if field.is_empty() {
                return None;
            }
            faults.add(field.to_owned(), message);
            return Some(());
        }
        if let Some(fields) = value.as_object() {
            let given =
                |name: &str| schema.properties.contains_key(name) && fields.get(name).is_some_and(|it| !it.is_null());
            // What is missing of permissions that should not be there is not to be added.
            let both_ways = given("permissions") && given("preset");
            if both_ways {
                faults.add(below(field, "permissions"), ONE_WAY);
            }
            for name in schema.required.iter().filter(|name| !fields.contains_key(name.as_str())) {
                faults.add(below(field, name), NEEDED);
            }
            for (name, value) in fields.iter().filter(|(name, _)| !both_ways || *name != "permissions") {
                let inner: &Schema = match (schema.properties.get(name), &schema.additional_properties) {
                    (Some(inner), _) => inner,
                    (None, Some(More::Each(inner))) => inner,
                    (None, Some(More::Allowed(false))) => return None,
                    (None, Some(More::Allowed(true)) | None) => continue,
                };
                self.compare(inner, value, &below(field, name), faults)?;
            }
        }
        if let (Some(items), Some(inner)) = (value.as_array(), &schema.items) {
            for (number, item) in items.iter().enumerate() {
                self.compare(inner, item, &below(field, &number.to_string()), faults)?;
            }
        }
        Some(())
    }
}

/// A field's name with that of what it is in, as everywhere: `lines.0.quantity`.
fn below(field: &str, name: &str) -> String {
    if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") }
}

impl Schema {
    /// What is wrong with a value by itself.
    fn fault(&self, value: &Value) -> Option<String> {
        let other = match (self.kind.as_str(), value) {
            ("", _) | ("boolean", Value::Bool(_)) | ("object", Value::Object(_)) => return None,
            ("string", Value::String(text)) => return self.text(text),
            ("integer" | "number", Value::Number(number)) => return self.number(number),
            ("array", Value::Array(items)) => return self.list(items.len()),
            (_, Value::Null) => NEEDED,
            ("string", _) => "This must be a text.",
            ("integer", _) => "This must be a whole number.",
            ("number", _) => "This must be a number.",
            ("boolean", _) => "This must be true or false.",
            ("array", _) => "This must be a list.",
            _ => "This must be an object with fields.",
        };
        Some(other.to_owned())
    }

    fn text(&self, text: &str) -> Option<String> {
        let (length, least) = (text.chars().count(), self.min_length.unwrap_or_default());
        if let Some(choice) = self.choice() {
            return (!self.words.iter().any(|word| word == text)).then_some(choice);
        }
        match self.max_length {
            _ if length == 0 && least > 0 => Some(EMPTY.to_owned()),
            _ if length < least => Some(format!("This is {length} characters long; at least {least} are needed.")),
            Some(most) if length > most => Some(format!("This is {length} characters long; at most {most} fit.")),
            _ => match self.format.as_str() {
                "date" if text.parse::<NaiveDate>().is_err() => Some("Write a day as 2026-12-31.".to_owned()),
                "date-time" if text.parse::<DateTime<Utc>>().is_err() => {
                    Some("Write a time as 2026-12-31T12:00:00Z.".to_owned())
                }
                _ => None,
            },
        }
    }

    /// What is said where the words that it can be are few, and it is none of them.
    fn choice(&self) -> Option<String> {
        (!self.words.is_empty()).then(|| format!("Use one of these: {}.", self.words.join(", ")))
    }

    fn number(&self, number: &Number) -> Option<String> {
        if self.kind == "integer" && number.as_i64().is_none() && number.as_u64().is_none() {
            return Some("This must be a whole number.".to_owned());
        }
        let value = number.as_f64()?;
        let fits = self.minimum.is_none_or(|least| value >= least) && self.maximum.is_none_or(|most| value <= most);
        match (self.minimum, self.maximum) {
            (Some(least), Some(most)) if !fits => Some(format!("This must be from {least} to {most}.")),
            (Some(least), None) if !fits => Some(format!("This must be at least {least}.")),
            (None, Some(most)) if !fits => Some(format!("This must be at most {most}.")),
            _ => (!self.holds(number)).then(|| "No number of this size fits.".to_owned()),
        }
    }

    /// Whether the kind of number has room for it.
    fn holds(&self, number: &Number) -> bool {
        match self.format.as_str() {
            "int32" => number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
            "int64" => number.as_i64().is_some(),
            "uint16" => number.as_u64().is_some_and(|number| u16::try_from(number).is_ok()),
            "uint32" => number.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
            _ => true,
        }
    }

    fn list(&self, length: usize) -> Option<String> {
        match (self.min_items, self.max_items) {
            (Some(least), _) if length < least && length == 0 => Some(EMPTY.to_owned()),
            (Some(least), _) if length < least => Some(format!("These are {length}; at least {least} are needed.")),
            (_, Some(most)) if length > most => Some(format!("These are {length}; at most {most} fit.")),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(method: &str, path: &str, body: &Value) -> Option<Vec<(String, String)>> {
        let faults = Document::published().faults(method, path, body.to_string().as_bytes())?;
        Some(faults.iter().map(|(field, message)| (field.to_owned(), message.to_owned())).collect())
    }

    #[test]
    fn every_fault_of_a_body_is_told_at_its_field() {
        let body = json!({ "locale": "xx", "name": "", "hold_seconds": 601, "clear": "welcome", "currency": null });
        let wanted = [
            ("clear", "This must be a list."),
            ("hold_seconds", "This must be from 0 to 600."),
            ("locale", "Use one of these: en, en-GB, en-US, de, fr, es, nl, it, pt."),
            ("name", "This must not be empty."),
        ];
        let mut found = told("PATCH", "/agency", &body).unwrap();
        found.sort();
        assert_eq!(found, wanted.map(|(field, message)| (field.to_owned(), message.to_owned())));
    }

    /// Whoever says permissions both ways is told that, and not what else the permissions would need.
    #[test]
    fn permissions_that_are_said_both_ways_are_one_fault() {
        let some = json!({ "can_comment": true });
        let id = "01980000-0000-7000-8000-000000000001";
        for (method, path, mut body) in [
            ("POST", format!("/workspaces/{id}/invitations"), json!({ "email": "new@acme.test", "permissions": some })),
            ("PATCH", format!("/workspaces/{id}/members/{id}"), json!({ "permissions": some })),
        ] {
            assert_eq!(told(method, &path, &body).unwrap().len(), 6, "{path}");
            body["preset"] = json!("viewer");
            let one = ("permissions".to_owned(), ONE_WAY.to_owned());
            assert_eq!(told(method, &path, &body).unwrap(), [one], "{path}");
        }
    }

    #[test]
    fn what_is_not_about_a_field_is_left_as_it_was() {
        let whole = [json!([]), json!(7), json!({ "slug": "new" }), json!({ "slug": "new", "name": "" }), json!({})];
        for body in whole {
            assert_eq!(told("PATCH", "/agency", &body), None, "{body}");
        }
        assert_eq!(told("PATCH", "/nothing", &json!({ "name": "" })), None);
    }

    #[test]
    fn a_long_list_of_faults_comes_to_an_end() {
        let body = json!({ "lines": vec![json!(7); 1000] });
        assert!(told("POST", "/invoices", &body).unwrap().len() <= MOST_FAULTS + 20);
    }
}

//! What a form asks.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use serde_json::Value;

use crate::document::{Fault, Schema, in_order};

/// What a form's document looks like, for editors.
pub const SCHEMA: &str = include_str!("schema.json");

static KIND: LazyLock<Schema> = LazyLock::new(|| Schema::new(SCHEMA, "This is not one of the things that it can be."));

/// What a client is asked, page by page.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Form {
    #[serde(default)]
    pub intro: String,
    #[serde(default)]
    pub submit: Option<String>,
    #[serde(default)]
    pub thanks: String,
    pub pages: Vec<Page>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Page {
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub intro: String,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Field {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: FieldKind,
    pub label: String,
    #[serde(default)]
    pub help: String,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub min: Option<f64>,
    #[serde(default)]
    pub max: Option<f64>,
    #[serde(default)]
    pub earliest: Option<String>,
    #[serde(default)]
    pub latest: Option<String>,
    #[serde(default)]
    pub pattern: Option<String>,
    #[serde(default)]
    pub pattern_help: Option<String>,
    #[serde(default)]
    pub choices: Vec<String>,
    #[serde(default)]
    pub when: Option<When>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    Text,
    LongText,
    Number,
    Date,
    Choice,
    Choices,
    File,
    YesNo,
    Approval,
}

/// On what it depends whether a field is asked for.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct When {
    pub field: String,
    #[serde(flatten)]
    pub test: Test,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    Is(Value),
    IsNot(Value),
    Answered(bool),
}

impl Form {
    /// All fields, in their order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.pages.iter().flat_map(|page| &page.fields)
    }

    /// Whether to send it is to decide something.
    pub fn decides(&self) -> bool {
        self.fields().any(|field| field.kind == FieldKind::Approval)
    }
}

/// A pattern that the whole text has to match; in time that grows with the text alone.
pub(super) fn whole(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(1 << 20).build().ok()
}

/// Reads a form.
///
/// # Errors
/// All that is wrong with it, in the order of its lines.
pub fn read(text: &str) -> Result<Form, Vec<Fault>> {
    let placed = KIND.read(text)?;
    let form: Form =
        serde_json::from_value(placed.value.clone()).map_err(|error| vec![placed.fault("", error.to_string())])?;
    let mut known = HashSet::new();
    let mut faults = Vec::new();
    let last_page = form.pages.len() - 1;
    for (page_at, page) in form.pages.iter().enumerate() {
        let last_field = page.fields.len() - 1;
        for (at, field) in page.fields.iter().enumerate() {
            let mut wrong = |part: &str, message: String| {
                faults.push(placed.fault(&format!("/pages/{page_at}/fields/{at}/{part}"), message));
            };
            if let Some(when) = &field.when
                && !known.contains(&when.field)
            {
                wrong("when/field", format!("No field before this one is called {}.", when.field));
            }
            // What stands after a file in what a browser sends is not read before all of the file is.
            if field.kind == FieldKind::File && (page_at, at) != (last_page, last_field) {
                wrong("type", "Files are asked for last: as the last field of the last page.".to_owned());
            }
            if field.pattern.as_deref().is_some_and(|pattern| whole(pattern).is_none()) {
                wrong("pattern", "This is no regular expression.".to_owned());
            }
            if let (Some(min), Some(max)) = (field.min, field.max)
                && min > max
            {
                wrong("max", "The most is less than the least.".to_owned());
            }
            if !known.insert(field.name.clone()) {
                wrong("name", format!("There are two fields called {}.", field.name));
            }
        }
    }
    in_order(faults)?;
    Ok(form)
}

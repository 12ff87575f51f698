//! What was answered: read from what a browser sends, checked against the form as it stood, and freed of what was not
//! asked. Conditions are decided here and nowhere else.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::schema::{Field, FieldKind, Test, When, whole};
use crate::error::{Error, FieldErrors};

/// The longest answers, in characters.
const LONGEST_LINE: usize = 500;
const LONGEST_TEXT: usize = 20_000;
/// The most files that one field takes.
pub const MOST_FILES: usize = 10;

/// The answers by the fields' names.
pub type Answers = BTreeMap<String, Value>;

/// What was sent: for each name its values, in their order. Files are named by their uploads.
pub type Sent = BTreeMap<String, Vec<String>>;

/// What is wrong, by the fields' names.
pub type Wrong = BTreeMap<String, String>;

/// What is wrong, as an error at the fields.
pub fn refused(wrong: Wrong) -> Error {
    let mut errors = FieldErrors::default();
    wrong.into_iter().for_each(|(name, message)| errors.add(name, message));
    Error::Invalid(errors)
}

/// The answers to these fields as far as they are right, to see what is asked.
pub fn so_far<'a>(fields: impl IntoIterator<Item = &'a Field>, sent: &Sent) -> Answers {
    let mut answers = Answers::new();
    for field in fields {
        if asked(field.when.as_ref(), &answers)
            && let Ok(Some(value)) = answer(field, sent)
        {
            answers.insert(field.name.clone(), value);
        }
    }
    answers
}

/// Checks what was sent for these fields, the first of the form among them; what is not asked is left out.
///
/// # Errors
/// What is wrong with each field.
pub fn check<'a>(fields: impl IntoIterator<Item = &'a Field>, sent: &Sent) -> Result<Answers, Wrong> {
    let mut answers = Answers::new();
    let mut wrong = Wrong::new();
    for field in fields {
        if !asked(field.when.as_ref(), &answers) {
            continue;
        }
        match answer(field, sent) {
            Ok(Some(value)) => {
                answers.insert(field.name.clone(), value);
            }
            Ok(None) if field.required => {
                wrong.insert(field.name.clone(), missing(field.kind).to_owned());
            }
            Ok(None) => {}
            Err(message) => {
                wrong.insert(field.name.clone(), message);
            }
        }
    }
    if wrong.is_empty() { Ok(answers) } else { Err(wrong) }
}

/// Whether a field is asked for, after these answers.
pub fn asked(when: Option<&When>, answers: &Answers) -> bool {
    let Some(when) = when else { return true };
    let given = answers.get(&when.field);
    let is = |value: &Value| match given {
        Some(Value::Array(chosen)) => chosen.contains(value),
        Some(Value::Object(decided)) => decided.get("decision") == Some(value),
        Some(given) => given == value || given.as_f64().is_some_and(|number| Some(number) == value.as_f64()),
        None => false,
    };
    match &when.test {
        Test::Is(value) => is(value),
        Test::IsNot(value) => !is(value),
        Test::Answered(answered) => given.is_some() == *answered,
    }
}

fn missing(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Choice | FieldKind::YesNo => "Choose one.",
        FieldKind::Choices => "Choose at least one.",
        FieldKind::File => "Add a file.",
        FieldKind::Approval => "Approve or decline.",
        _ => "Fill this in.",
    }
}

/// What was answered to one field; nothing where it was left empty.
fn answer(field: &Field, sent: &Sent) -> Result<Option<Value>, String> {
    let values: Vec<&str> = sent
        .get(&field.name)
        .into_iter()
        .flatten()
        .map(|value| value.trim())
        .filter(|value| !value.is_empty())
        .collect();
    let Some(first) = values.first().copied() else { return Ok(None) };
    let value = match field.kind {
        FieldKind::Text => text(field, first, LONGEST_LINE)?,
        FieldKind::LongText => text(field, first, LONGEST_TEXT)?,
        FieldKind::Number => number(field, first)?,
        FieldKind::Date => date(field, first)?,
        FieldKind::Choice if field.choices.iter().any(|choice| choice == first) => json!(first),
        FieldKind::Choice => return Err("This is not one of the choices.".to_owned()),
        FieldKind::Choices => {
            if !values.iter().all(|value| field.choices.iter().any(|choice| choice == value)) {
                return Err("This is not one of the choices.".to_owned());
            }
            counted(field, values.len(), ["choice", "choices"])?;
            json!(field.choices.iter().filter(|choice| values.contains(&choice.as_str())).collect::<Vec<_>>())
        }
        FieldKind::File => {
            if values.len() > MOST_FILES {
                return Err(format!("At most {MOST_FILES} files."));
            }
            counted(field, values.len(), ["file", "files"])?;
            json!(values)
        }
        FieldKind::YesNo => match first {
            "yes" => json!(true),
            "no" => json!(false),
            _ => return Err("Choose yes or no.".to_owned()),
        },
        FieldKind::Approval => approval(field, first, sent)?,
    };
    Ok(Some(value))
}

fn text(field: &Field, value: &str, longest: usize) -> Result<Value, String> {
    let value = value.replace("\r\n", "\n");
    let length = value.chars().count();
    let most = field.max.map_or(longest, |most| (most.max(0.0) as usize).min(longest));
    if length > most {
        return Err(format!("This is {length} characters long; at most {most} fit."));
    }
    if let Some(least) = field.min
        && (length as f64) < least
    {
        return Err(format!("Write at least {least} characters."));
    }
    let one_line = field.kind == FieldKind::Text && value.contains('\n');
    if one_line || value.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err("This has characters in it that cannot be kept.".to_owned());
    }
    if let Some(pattern) = &field.pattern
        && !whole(pattern).is_some_and(|pattern| pattern.is_match(&value))
    {
        return Err(field.pattern_help.clone().unwrap_or_else(|| "This is not written as it has to be.".to_owned()));
    }
    Ok(json!(value))
}

fn number(field: &Field, value: &str) -> Result<Value, String> {
    let number: f64 = value.parse().ok().filter(|number: &f64| number.is_finite()).ok_or("This is no number.")?;
    if let Some(least) = field.min.filter(|least| number < *least) {
        return Err(format!("The least is {least}."));
    }
    if let Some(most) = field.max.filter(|most| number > *most) {
        return Err(format!("The most is {most}."));
    }
    // A whole number stays one.
    Ok(value.parse::<i64>().map_or_else(|_| json!(number), |whole| json!(whole)))
}

fn date(field: &Field, value: &str) -> Result<Value, String> {
    let day: NaiveDate = value.parse().map_err(|_| "This is no date.")?;
    let limit = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<NaiveDate>().ok());
    if let Some(earliest) = limit(&field.earliest).filter(|earliest| day < *earliest) {
        return Err(format!("The earliest is {earliest}."));
    }
    if let Some(latest) = limit(&field.latest).filter(|latest| day > *latest) {
        return Err(format!("The latest is {latest}."));
    }
    Ok(json!(day))
}

/// A decision, and the reason of one that declines.
fn approval(field: &Field, decision: &str, sent: &Sent) -> Result<Value, String> {
    let reason = sent.get(&format!("{}_reason", field.name)).and_then(|values| values.first());
    let reason = reason.map(|reason| reason.trim()).unwrap_or_default();
    if reason.chars().count() > LONGEST_TEXT {
        return Err(format!("At most {LONGEST_TEXT} characters fit."));
    }
    match decision {
        "approved" => Ok(json!({"decision": "approved"})),
        "declined" if reason.is_empty() => Err("Say why you decline.".to_owned()),
        "declined" => Ok(json!({"decision": "declined", "reason": reason})),
        _ => Err("Approve or decline.".to_owned()),
    }
}

fn counted(field: &Field, count: usize, [one, several]: [&str; 2]) -> Result<(), String> {
    let what = |number: f64| if number == 1.0 { one } else { several };
    if let Some(least) = field.min.filter(|least| (count as f64) < *least) {
        return Err(format!("At least {least} {}.", what(least)));
    }
    match field.max.filter(|most| count as f64 > *most) {
        Some(most) => Err(format!("At most {most} {}.", what(most))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::schema::read;
    use super::*;

    const FORM: &str = r#"
pages:
  - title: You
    fields:
      - { name: name, type: text, label: Name, required: true, max: 20 }
      - { name: code, type: text, label: Code, pattern: "[A-Z]{3}", pattern_help: "Three capitals." }
      - { name: age, type: number, label: Age, min: 18, max: 130 }
      - { name: start, type: date, label: Start, earliest: "2026-01-01" }
  - fields:
      - { name: site, type: yes_no, label: "A website?", required: true }
      - { name: url, type: text, label: Address, required: true, when: { field: site, is: true } }
      - { name: tools, type: choices, label: Tools, choices: [Mail, Chat, Phone], max: 2 }
      - { name: why, type: long_text, label: "Why no phone?", when: { field: tools, is_not: Phone } }
      - { name: plan, type: approval, label: The plan, required: true }
"#;

    fn sent(pairs: &[(&str, &str)]) -> Sent {
        let mut sent = Sent::new();
        for (name, value) in pairs {
            sent.entry((*name).to_owned()).or_default().push((*value).to_owned());
        }
        sent
    }

    fn fill(pairs: &[(&str, &str)]) -> Result<Answers, Wrong> {
        check(read(FORM).unwrap().fields(), &sent(pairs))
    }

    const RIGHT: [(&str, &str); 3] = [("name", " Ada "), ("site", "no"), ("plan", "approved")];

    #[test]
    fn answers_are_what_they_are() {
        let all =
            [&RIGHT[..], &[("age", "36"), ("start", "2026-05-01"), ("tools", "Phone"), ("tools", "Mail")]].concat();
        let answers = fill(&all).unwrap();
        assert_eq!(answers["name"], "Ada");
        assert_eq!((&answers["age"], &answers["tools"]), (&json!(36), &json!(["Mail", "Phone"])));
        assert_eq!(answers["plan"], json!({"decision": "approved"}));
    }

    #[test]
    fn what_is_not_asked_is_neither_wanted_nor_kept() {
        let answers = fill(&[&RIGHT[..], &[("url", "https://x.test")]].concat()).unwrap();
        assert!(!answers.contains_key("url"));
        let wrong = fill(&[("name", "Ada"), ("site", "yes"), ("plan", "approved")]).unwrap_err();
        assert_eq!(wrong.keys().collect::<Vec<_>>(), ["url"]);
        let phone = fill(&[&RIGHT[..], &[("tools", "Phone"), ("why", "x")]].concat()).unwrap();
        assert!(!phone.contains_key("why"));
        let form = read(FORM).unwrap();
        let half = so_far(form.fields(), &sent(&[("age", "17"), ("site", "no"), ("url", "left over")]));
        assert_eq!(half.keys().collect::<Vec<_>>(), ["site"]);
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        for (name, value, message) in [
            ("name", "", "Fill this in."),
            ("name", "A name that is far too long", "This is 27 characters long; at most 20 fit."),
            ("name", "a\u{0}b", "This has characters in it that cannot be kept."),
            ("code", "abc", "Three capitals."),
            ("age", "17", "The least is 18."),
            ("age", "1e999", "This is no number."),
            ("age", "NaN", "This is no number."),
            ("start", "2025-12-31", "The earliest is 2026-01-01."),
            ("start", "tomorrow", "This is no date."),
            ("site", "maybe", "Choose yes or no."),
            ("tools", "Fax", "This is not one of the choices."),
            ("plan", "declined", "Say why you decline."),
            ("plan", "", "Approve or decline."),
        ] {
            let mut all: Vec<_> = RIGHT.into_iter().filter(|(known, _)| *known != name).collect();
            all.push((name, value));
            assert_eq!(fill(&all).unwrap_err(), Wrong::from([(name.to_owned(), message.to_owned())]), "{name}={value}");
        }
        let three = [&RIGHT[..], &[("tools", "Mail"), ("tools", "Chat"), ("tools", "Phone")]].concat();
        assert_eq!(fill(&three).unwrap_err()["tools"], "At most 2 choices.");
        let declined = [("name", "Ada"), ("site", "no"), ("plan", "declined"), ("plan_reason", "Too dear")];
        assert_eq!(fill(&declined).unwrap()["plan"]["reason"], "Too dear");
    }

    #[test]
    fn a_form_that_cannot_be_is_refused_with_its_line() {
        let faults = |text: &str| -> Vec<_> { read(text).unwrap_err().into_iter().map(|fault| fault.path).collect() };
        assert_eq!(
            faults(&FORM.replace("field: site, is: true", "field: url, is: true")),
            ["pages.1.fields.1.when.field"]
        );
        assert_eq!(faults(&FORM.replace("[A-Z]{3}", "[A-Z")), ["pages.0.fields.1.pattern"]);
        assert_eq!(faults(&FORM.replace("min: 18", "min: 180")), ["pages.0.fields.2.max"]);
        assert_eq!(faults(&FORM.replace("name: url", "name: site")), ["pages.1.fields.1.name"]);
        assert_eq!(
            faults(&FORM.replace("type: date", "type: moment")),
            ["pages.0.fields.3.type", "pages.0.fields.3.earliest"]
        );
        let file = "{ name: logo, type: file, label: Logo }\n";
        assert_eq!(
            faults(&FORM.replace("{ name: age", &format!("{file}      - {{ name: age"))),
            ["pages.0.fields.2.type"]
        );
        assert!(read(&format!("{FORM}      - {file}")).is_ok());
        assert!(read("pages: []").is_err());
    }
}

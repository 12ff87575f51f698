//! What somebody gives a run who starts it by hand, checked against what the published version asks for.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Number, Value};

use super::definition::{Input, InputKind};
use crate::error::{Error, FieldErrors, Result};
use crate::text;

/// The longest text that is given.
const LONGEST: usize = 2000;

/// What was typed, by the inputs' names.
pub type Given = BTreeMap<String, String>;

/// What is asked of whoever starts it. A workflow keeps this beside its name, and clients read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inputs(pub Vec<Input>);

impl Inputs {
    /// Out of a workflow's row.
    ///
    /// # Errors
    /// When it is not what was written there.
    pub fn read(kept: &str) -> Result<Self> {
        serde_json::from_str(kept).map(Self).map_err(Error::internal)
    }

    /// As a workflow's row keeps it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn kept(inputs: &[Input]) -> Result<String> {
        serde_json::to_string(inputs).map_err(Error::internal)
    }

    /// What was typed, as values of the kinds that are asked for. What is not asked for is refused.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `inputs.NAME`.
    pub fn check(&self, given: &Given) -> Result<Value> {
        let mut errors = FieldErrors::default();
        let mut values = Map::new();
        for name in given.keys().filter(|name| !self.0.iter().any(|input| input.name == **name)) {
            errors.add(format!("inputs.{}", text::clean_line(name)), "This workflow asks for no such thing.");
        }
        for input in &self.0 {
            let field = format!("inputs.{}", input.name);
            let typed = text::clean(given.get(&input.name).map(String::as_str).unwrap_or_default());
            if typed.is_empty() && input.kind != InputKind::Boolean {
                if input.required {
                    errors.add(field, "Fill this in.");
                }
                values.insert(input.name.clone(), Value::Null);
                continue;
            }
            match value(input, typed) {
                Ok(value) => drop(values.insert(input.name.clone(), value)),
                Err(message) => errors.add(field, message),
            }
        }
        errors.into_result()?;
        Ok(Value::Object(values))
    }
}

fn value(input: &Input, typed: String) -> Result<Value, String> {
    match input.kind {
        InputKind::Text if typed.chars().count() > LONGEST => Err(format!("At most {LONGEST} characters.")),
        InputKind::Text => Ok(Value::String(typed)),
        InputKind::Number => number(&typed).map(Value::Number).ok_or_else(|| "This is no number.".into()),
        InputKind::Boolean => match typed.as_str() {
            "true" | "on" | "yes" => Ok(Value::Bool(true)),
            "" | "false" | "no" => Ok(Value::Bool(false)),
            _ => Err("Yes or no.".into()),
        },
        InputKind::Date => match typed.parse::<NaiveDate>() {
            Ok(day) => Ok(Value::String(day.to_string())),
            Err(_) => Err("This is no date.".into()),
        },
        InputKind::Choice if input.choices.contains(&typed) => Ok(Value::String(typed)),
        InputKind::Choice => Err("Choose one of these.".into()),
    }
}

fn number(typed: &str) -> Option<Number> {
    match typed.parse::<i64>() {
        Ok(whole) => Some(whole.into()),
        Err(_) => typed.parse::<f64>().ok().and_then(Number::from_f64),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn inputs() -> Inputs {
        Inputs::read(
            &json!([
                { "name": "who", "type": "text", "required": true },
                { "name": "count", "type": "number" },
                { "name": "day", "type": "date" },
                { "name": "loud", "type": "boolean" },
                { "name": "month", "type": "choice", "choices": ["May", "June"] },
            ])
            .to_string(),
        )
        .unwrap()
    }

    fn check(given: &[(&str, &str)]) -> Result<Value, Vec<String>> {
        let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        inputs().check(&given).map_err(|error| match error {
            Error::Invalid(fields) => fields.iter().map(|(field, _)| field.to_owned()).collect(),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn what_is_typed_becomes_what_is_asked_for() {
        let given = [("who", " Ada "), ("count", "3"), ("day", "2026-05-01"), ("loud", "on"), ("month", "May")];
        let values = json!({ "who": "Ada", "count": 3, "day": "2026-05-01", "loud": true, "month": "May" });
        assert_eq!(check(&given).unwrap(), values);
        let few = json!({ "who": "Ada", "count": null, "day": null, "loud": false, "month": null });
        assert_eq!(check(&[("who", "Ada"), ("count", "")]).unwrap(), few);
    }

    #[test]
    fn every_fault_is_told_at_its_input() {
        let wrong = [("count", "NaN"), ("day", "tomorrow"), ("loud", "x"), ("month", "July"), ("other", "x")];
        let names = ["inputs.other", "inputs.who", "inputs.count", "inputs.day", "inputs.loud", "inputs.month"];
        assert_eq!(check(&wrong).unwrap_err(), names);
    }
}

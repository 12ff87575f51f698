//! Expressions and templates: Jinja, in a sandbox. They see the run's data and nothing else, and are stopped when they
//! take too long, go too deep or write too much.

use std::collections::{BTreeSet, HashSet};

use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, UndefinedBehavior};
use serde_json::Value;

/// Instructions that one template may take.
const FUEL: u64 = 50_000;
/// Bytes that one template may write.
const LONGEST: usize = 256 * 1024;

/// Why a template gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Its line, where that is known.
    pub line: Option<usize>,
    pub why: String,
}

/// Fills templates in.
pub struct Templates(Environment<'static>);

impl Default for Templates {
    fn default() -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        environment.set_fuel(Some(FUEL));
        environment.set_recursion_limit(50);
        Self(environment)
    }
}

impl Templates {
    /// Whether a text could be filled in at all.
    ///
    /// # Errors
    /// Where it is no template.
    pub fn check(&self, text: &str) -> Result<(), Broken> {
        self.0.template_from_str(text).map(drop).map_err(|error| broken(&error))
    }

    /// Whether an expression could be asked at all.
    ///
    /// # Errors
    /// Where it is none.
    pub fn check_expression(&self, text: &str) -> Result<(), Broken> {
        self.0.compile_expression(text).map(drop).map_err(|error| broken(&error))
    }

    /// The names that a text looks up, with what it wants of them: `input.month`. None where it is no template.
    pub fn names(&self, text: &str) -> BTreeSet<String> {
        let found = self.0.template_from_str(text).map(|template| template.undeclared_variables(true));
        self.but_for_globals(found.unwrap_or_default())
    }

    /// The same of an expression.
    pub fn names_of_expression(&self, text: &str) -> BTreeSet<String> {
        let found = self.0.compile_expression(text).map(|expression| expression.undeclared_variables(true));
        self.but_for_globals(found.unwrap_or_default())
    }

    /// Without what every template has, such as `range`.
    fn but_for_globals(&self, names: HashSet<String>) -> BTreeSet<String> {
        names.into_iter().filter(|name| self.0.globals().all(|(known, _)| known != name.as_str())).collect()
    }

    /// A text with the data filled in.
    ///
    /// # Errors
    /// Where something is missing, or it goes on too long.
    pub fn text(&self, text: &str, data: &Value) -> Result<String, Broken> {
        if !text.contains(['{']) {
            return Ok(text.to_owned());
        }
        let template = self.0.template_from_str(text).map_err(|error| broken(&error))?;
        let mut out = Limited(Vec::new());
        template.render_captured_to(Serde(data), &mut out).map_err(|error| broken(&error))?;
        String::from_utf8(out.0).map_err(|_| Broken { line: None, why: "this is no text".to_owned() })
    }

    /// A document with the data filled into each of its texts. A text that is one expression and nothing else becomes
    /// what that is, so that a number stays a number.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub fn value(&self, value: &Value, data: &Value) -> Result<Value, Broken> {
        Ok(match value {
            Value::String(text) => match alone(text) {
                Some(expression) => self.expression(expression, data)?,
                None => Value::String(self.text(text, data)?),
            },
            Value::Array(items) => {
                Value::Array(items.iter().map(|item| self.value(item, data)).collect::<Result<_, _>>()?)
            }
            Value::Object(map) => {
                let filled = map.iter().map(|(name, item)| Ok((name.clone(), self.value(item, data)?)));
                Value::Object(filled.collect::<Result<_, Broken>>()?)
            }
            other => other.clone(),
        })
    }

    /// What an expression is.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub fn expression(&self, text: &str, data: &Value) -> Result<Value, Broken> {
        let expression = self.0.compile_expression(text).map_err(|error| broken(&error))?;
        let value = expression.eval(Serde(data)).map_err(|error| broken(&error))?;
        if value.is_undefined() {
            return Err(Broken { line: None, why: format!("there is no {text}") });
        }
        let value =
            serde_json::to_value(&value).map_err(|_| Broken { line: None, why: "this is no value".to_owned() })?;
        if value.as_str().is_some_and(|text| text.len() > LONGEST) {
            return Err(Broken { line: None, why: "this is too long".to_owned() });
        }
        Ok(value)
    }

    /// Whether an expression holds.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub fn holds(&self, text: &str, data: &Value) -> Result<bool, Broken> {
        let expression = self.0.compile_expression(text).map_err(|error| broken(&error))?;
        expression.eval(Serde(data)).map(|value| value.is_true()).map_err(|error| broken(&error))
    }
}

/// The expression that a text is, where it is one and nothing else.
fn alone(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    (!inner.contains("{{") && !inner.contains("}}")).then(|| inner.trim())
}

fn broken(error: &minijinja::Error) -> Broken {
    let why = match error.kind() {
        ErrorKind::OutOfFuel => "this takes too long".to_owned(),
        ErrorKind::WriteFailure => "this is too long".to_owned(),
        kind => error.detail().map_or_else(|| kind.to_string(), ToOwned::to_owned),
    };
    Broken { line: error.line(), why }
}

struct Limited(Vec<u8>);

impl std::io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(std::io::Error::other("too long"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_number_stays_a_number_and_a_sentence_a_sentence() {
        let data = json!({"input": {"count": 3, "name": "Ada"}});
        let filled = Templates::default().value(&json!({"n": "{{ input.count }}", "t": "Hi {{ input.name }}"}), &data);
        assert_eq!(filled.unwrap(), json!({"n": 3, "t": "Hi Ada"}));
    }

    #[test]
    fn what_is_missing_is_said_and_nothing_is_guessed() {
        let templates = Templates::default();
        assert!(templates.text("{{ input.nothing }}", &json!({"input": {}})).is_err());
        assert!(templates.expression("nothing", &json!({})).is_err());
    }

    #[test]
    fn what_does_not_end_is_ended() {
        let long = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
        assert_eq!(Templates::default().text(long, &json!({})).unwrap_err().why, "this takes too long");
        let wide = "{{ t ~ t ~ t }}";
        let data = json!({"t": "x".repeat(100_000)});
        assert_eq!(Templates::default().text(wide, &data).unwrap_err().why, "this is too long");
    }

    #[test]
    fn nothing_outside_is_reached() {
        for text in ["{% include 'x' %}", "{{ env }}", "{% import 'x' as y %}"] {
            assert!(Templates::default().text(text, &json!({})).is_err(), "{text}");
        }
    }
}

use std::collections::HashSet;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::document::{Definition, Input};
use super::names::missing;
use super::template::{Broken, Templates};
use crate::document::{Fault, Placed, Schema, in_order};
use crate::features::workflows::redact::is_secret;

/// What a definition looks like, for editors.
pub const SCHEMA: &str = include_str!("schema.json");

static KIND: LazyLock<Schema> = LazyLock::new(|| {
    Schema::new(
        SCHEMA,
        "A step does exactly one thing: http, email, wait_for_form, wait_for_approval, delay, condition, set, \
         create_request, create_approval, create_invoice_draft or notify.",
    )
});

/// Reads a definition.
///
/// # Errors
/// All that is wrong with it, in the order of its lines.
pub fn read(text: &str) -> Result<Definition, Vec<Fault>> {
    let (placed, faults) = looked_at(text)?;
    in_order(faults)?;
    made_of(&placed)
}

/// Whether a definition can be kept: as [`read`], and what it refers to is there. What was kept before may be run all the
/// same. `forms` are those that the client can be asked, where it is known whose the definition is.
///
/// # Errors
/// All that is wrong with it, in the order of its lines.
pub fn check(text: &str, forms: Option<&HashSet<String>>) -> Result<(), Vec<Fault>> {
    let (placed, mut faults) = looked_at(text)?;
    faults.extend(missing(&placed, forms));
    in_order(faults)?;
    made_of(&placed).map(drop)
}

fn made_of(placed: &Placed) -> Result<Definition, Vec<Fault>> {
    serde_json::from_value(placed.value.clone()).map_err(|error| vec![placed.fault("", error.to_string())])
}

/// A document with all that makes it no definition.
fn looked_at(text: &str) -> Result<(Placed, Vec<Fault>), Vec<Fault>> {
    let (placed, mut faults) = KIND.look(text)?;
    faults.extend(Reading { placed: &placed, ids: HashSet::new(), faults: Vec::new() }.all());
    Ok((placed, faults))
}

/// The texts of this name in a list of things, each with its place; whatever else stands there is the schema's to refuse.
pub fn each<'v>(list: &'v Value, name: &str) -> impl Iterator<Item = (usize, &'v str)> {
    let items = list.as_array().into_iter().flatten().enumerate();
    items.filter_map(move |(at, item)| Some((at, item.get(name)?.as_str()?)))
}

/// Checks what is asked of whoever starts what another engine runs, by the rules of a document's own `inputs`.
///
/// # Errors
/// All that is wrong with it; the paths begin with `inputs`.
pub fn check_inputs(inputs: &[Input]) -> Result<(), Vec<Fault>> {
    // A document has a step; what is asked for is all that is looked at here.
    let step = json!({ "id": "elsewhere", "delay": { "seconds": 1 } });
    read(&format!("{:#}", json!({ "inputs": inputs, "steps": [step] }))).map(drop)
}

/// What a schema cannot say, of a document that may not be what the schema says.
struct Reading<'a> {
    placed: &'a Placed,
    ids: HashSet<&'a str>,
    faults: Vec<Fault>,
}

impl<'a> Reading<'a> {
    fn all(mut self) -> Vec<Fault> {
        let placed = self.placed;
        let value = &placed.value;
        let redact = value["redact"].as_array().into_iter().flatten();
        let redact: Vec<String> = redact.filter_map(Value::as_str).map(ToOwned::to_owned).collect();
        let mut names = HashSet::new();
        for (at, name) in each(&value["inputs"], "name") {
            if !names.insert(name) {
                self.wrong(&format!("/inputs/{at}/name"), format!("There are two inputs called {name}."));
            }
            if is_secret(name, &redact) {
                let message = format!("{name} is scrubbed before it is kept, and so cannot be asked for.");
                self.wrong(&format!("/inputs/{at}/name"), message);
            }
        }
        let mut connections = HashSet::new();
        for (at, name) in each(&value["connections"], "name") {
            if !connections.insert(name) {
                self.wrong(&format!("/connections/{at}/name"), format!("There are two connections called {name}."));
            }
        }
        self.steps("/steps", &value["steps"], &connections);
        self.faults
    }

    fn steps(&mut self, pointer: &str, steps: &'a Value, connections: &HashSet<&str>) {
        for (at, step) in steps.as_array().into_iter().flatten().enumerate() {
            let pointer = format!("{pointer}/{at}");
            if let Some(id) = step["id"].as_str()
                && !self.ids.insert(id)
            {
                self.wrong(&format!("{pointer}/id"), format!("There are two steps called {id}."));
            }
            if step["title"].as_str().is_some_and(|title| title.contains(['{', '}'])) {
                self.wrong(
                    &format!("{pointer}/title"),
                    "Clients read a title, so nothing is filled into it.".to_owned(),
                );
            }
            if let Some(name) = step["http"]["connection"].as_str()
                && !connections.contains(name)
            {
                self.wrong(&format!("{pointer}/http/connection"), format!("No connection is called {name}."));
            }
            if let Some(condition) = step.get("condition") {
                let checked =
                    condition["if"].as_str().map_or(Ok(()), |text| Templates::default().check_expression(text));
                self.checked(&format!("{pointer}/condition/if"), checked);
                self.steps(&format!("{pointer}/condition/then"), &condition["then"], connections);
                self.steps(&format!("{pointer}/condition/else"), &condition["else"], connections);
            } else {
                self.texts(&pointer, step);
            }
        }
    }

    /// Every text of a step is a template.
    fn texts(&mut self, pointer: &str, value: &Value) {
        match value {
            Value::String(text) => {
                let checked = Templates::default().check(text);
                self.checked(pointer, checked);
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(at, item)| self.texts(&format!("{pointer}/{at}"), item));
            }
            Value::Object(map) => {
                map.iter().for_each(|(name, item)| self.texts(&format!("{pointer}/{name}"), item));
            }
            _ => {}
        }
    }

    fn checked(&mut self, pointer: &str, checked: Result<(), Broken>) {
        if let Err(broken) = checked {
            self.wrong(pointer, broken.why);
        }
    }

    fn wrong(&mut self, pointer: &str, message: String) {
        self.faults.push(self.placed.fault(pointer, message));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, InputKind};
    use super::*;

    const GOOD: &str = r#"
inputs:
  - { name: month, type: choice, choices: [May, June] }
connections:
  - { name: crm, provider: hubspot }
steps:
  - id: fetch
    title: Fetch the contacts
    http: { method: GET, url: "https://api.example.com/contacts", connection: crm }
  - id: enough
    condition:
      if: steps.fetch.status == 200 and input.month
      then:
        - { id: tell, notify: { text: "{{ input.month }} is ready" } }
      else:
        - { id: later, delay: { hours: 2 } }
"#;

    fn faults(text: &str) -> Vec<(usize, String)> {
        read(text).unwrap_err().into_iter().map(|fault| (fault.line, fault.path)).collect()
    }

    #[test]
    fn a_definition_is_read() {
        let definition = read(GOOD).unwrap();
        assert_eq!((definition.steps.len(), definition.inputs.len()), (2, 1));
        let json = r#"{"steps": [{"id": "a", "delay": {"days": 1}}]}"#;
        assert_eq!(read(json).unwrap().steps[0].action, Action::Delay(super::super::Delay::Days(1)));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_path() {
        assert_eq!(faults(&GOOD.replace("method: GET", "method: FETCH")), [(9, "steps.0.http.method".into())]);
        assert_eq!(
            faults(&GOOD.replace("connection: crm", "connection: erp")),
            [(9, "steps.0.http.connection".into())]
        );
        assert_eq!(faults(&GOOD.replace("id: later", "id: tell")), [(16, "steps.1.condition.else.0.id".into())]);
        assert_eq!(faults(&GOOD.replace("== 200", "== ==")), [(12, "steps.1.condition.if".into())]);
        assert_eq!(
            faults(&GOOD.replace("}} is ready", "} is ready")),
            [(14, "steps.1.condition.then.0.notify.text".into())]
        );
        assert_eq!(faults("steps: []"), [(1, "steps".into())]);
        assert_eq!(
            faults("steps:\n  - id: a\n    delay: { days: 1 }\n    notify: { text: x }"),
            [(2, "steps.0".into())]
        );
        assert_eq!(faults("steps:\n  - id: a\n    dance: { days: 1 }").len(), 2);
        let told = read(&GOOD.replace("method: GET", "method: FETCH")).unwrap_err().remove(0).message;
        assert!(told.contains("\"PATCH\", \"DELETE\""), "what is allowed is told: {told}");
        let both = GOOD.replace("method: GET", "method: FETCH").replace("id: later", "id: tell");
        assert_eq!(faults(&both), [(9, "steps.0.http.method".into()), (16, "steps.1.condition.else.0.id".into())]);
    }

    #[test]
    fn what_another_engine_asks_for_is_held_to_the_same_rules() {
        let asked = |name: &str, kind: InputKind, choices: &[&str]| Input {
            name: name.to_owned(),
            kind,
            label: None,
            required: true,
            choices: choices.iter().map(|&choice| choice.to_owned()).collect(),
        };
        let wrong = |inputs: &[Input]| {
            let faults = check_inputs(inputs).err().unwrap_or_default();
            faults.into_iter().map(|fault| fault.path).collect::<Vec<_>>()
        };
        let month = asked("month", InputKind::Choice, &["May", "June"]);
        assert!(wrong(&[month.clone(), asked("pages", InputKind::Number, &[])]).is_empty());
        assert_eq!(wrong(&[month.clone(), month]), ["inputs.1.name"]);
        assert_eq!(wrong(&[asked("Page count", InputKind::Number, &[])]), ["inputs.0.name"]);
        assert_eq!(wrong(&[asked("password", InputKind::Text, &[])]), ["inputs.0.name"]);
        assert_eq!(wrong(&[asked("month", InputKind::Choice, &[])]), ["inputs.0"]);
        assert_eq!(wrong(&[asked("pages", InputKind::Number, &["1"])]), ["inputs.0.choices"]);
    }

    #[test]
    fn what_is_no_document_is_told_too() {
        for wrong in ["", "a: b: c", "[", "- &a [*a]", "--- 1\n--- 2", "\0", &"[".repeat(5000), "? [a]\n: b"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert!(read(&"x".repeat(crate::document::LONGEST + 1)).is_err());
    }
}

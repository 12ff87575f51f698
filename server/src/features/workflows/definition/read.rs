use std::collections::HashSet;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::document::{Action, Definition, Input, Step};
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
    let placed = KIND.read(text)?;
    let definition: Definition =
        serde_json::from_value(placed.value.clone()).map_err(|error| vec![placed.fault("", error.to_string())])?;
    in_order(Reading { placed: &placed, ids: HashSet::new(), faults: Vec::new() }.all(&definition))?;
    Ok(definition)
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

/// What a schema cannot say.
struct Reading<'a> {
    placed: &'a Placed,
    ids: HashSet<String>,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn all(mut self, definition: &Definition) -> Vec<Fault> {
        let mut names = HashSet::new();
        for (at, input) in definition.inputs.iter().enumerate() {
            if !names.insert(&input.name) {
                self.wrong(&format!("/inputs/{at}/name"), format!("There are two inputs called {}.", input.name));
            }
            if is_secret(&input.name, &definition.redact) {
                let message = format!("{} is scrubbed before it is kept, and so cannot be asked for.", input.name);
                self.wrong(&format!("/inputs/{at}/name"), message);
            }
        }
        let mut connections = HashSet::new();
        for (at, connection) in definition.connections.iter().enumerate() {
            if !connections.insert(connection.name.as_str()) {
                let message = format!("There are two connections called {}.", connection.name);
                self.wrong(&format!("/connections/{at}/name"), message);
            }
        }
        self.steps("/steps", &definition.steps, &connections);
        self.faults
    }

    fn steps(&mut self, pointer: &str, steps: &[Step], connections: &HashSet<&str>) {
        for (at, step) in steps.iter().enumerate() {
            let pointer = format!("{pointer}/{at}");
            if !self.ids.insert(step.id.clone()) {
                self.wrong(&format!("{pointer}/id"), format!("There are two steps called {}.", step.id));
            }
            if step.title.as_ref().is_some_and(|title| title.contains(['{', '}'])) {
                self.wrong(
                    &format!("{pointer}/title"),
                    "Clients read a title, so nothing is filled into it.".to_owned(),
                );
            }
            if let Action::Http(http) = &step.action
                && let Some(name) = &http.connection
                && !connections.contains(name.as_str())
            {
                self.wrong(&format!("{pointer}/http/connection"), format!("No connection is called {name}."));
            }
            if let Action::Condition { r#if, then, r#else } = &step.action {
                let checked = Templates::default().check_expression(r#if);
                self.checked(&format!("{pointer}/condition/if"), checked);
                self.steps(&format!("{pointer}/condition/then"), then, connections);
                self.steps(&format!("{pointer}/condition/else"), r#else, connections);
            } else if let Some(value) = self.placed.value.pointer(&pointer) {
                self.texts(&pointer, &value.clone());
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
    use super::super::InputKind;
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

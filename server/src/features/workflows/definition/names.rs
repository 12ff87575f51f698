//! Whether what a definition refers to is there: by names in its templates, and by the short names of forms and
//! categories. What only a run can know, such as the parts of an answer, is not looked at.

use std::collections::{BTreeSet, HashSet};

use serde_json::Value;

use super::read::each;
use super::template::Templates;
use crate::document::{Fault, Placed};
use crate::entity::words::RequestKind;
use crate::features::requests;

/// What a webhook, a form and a schedule give a run, beside what somebody types who starts it by hand.
const GIVEN: [&str; 6] = ["answers", "author", "body", "query", "scheduled_at", "submission_id"];

/// What templates see of these three, by its names.
const RUN: [&str; 4] = ["created_at", "id", "started_by", "starter"];
const NAMED: [&str; 2] = ["id", "name"];

/// All that is referred to and not there. `forms` are those that the client can be asked, where it is known whose the definition
/// is.
pub fn missing(placed: &Placed, forms: Option<&HashSet<String>>) -> Vec<Fault> {
    let inputs = each(&placed.value["inputs"], "name").map(|(_, name)| name).collect();
    let mut ids = HashSet::new();
    every_id(&placed.value["steps"], &mut ids);
    let mut looking = Looking { placed, inputs, ids, forms, templates: Templates::default(), faults: Vec::new() };
    looking.steps("/steps", &mut There::default());
    looking.faults
}

fn every_id<'a>(steps: &'a Value, ids: &mut HashSet<&'a str>) {
    for step in steps.as_array().into_iter().flatten() {
        ids.extend(step["id"].as_str());
        every_id(&step["condition"]["then"], ids);
        every_id(&step["condition"]["else"], ids);
    }
}

/// What may be there when a step is done: what some way to it has done and set.
#[derive(Clone, Default)]
struct There {
    steps: BTreeSet<String>,
    vars: BTreeSet<String>,
}

struct Looking<'a> {
    placed: &'a Placed,
    inputs: HashSet<&'a str>,
    /// The steps, wherever they stand.
    ids: HashSet<&'a str>,
    forms: Option<&'a HashSet<String>>,
    templates: Templates,
    faults: Vec<Fault>,
}

impl Looking<'_> {
    fn steps(&mut self, pointer: &str, there: &mut There) {
        let placed = self.placed;
        let steps = placed.value.pointer(pointer).and_then(Value::as_array);
        for (at, step) in steps.into_iter().flatten().enumerate() {
            let pointer = format!("{pointer}/{at}");
            let condition = step.get("condition");
            match condition {
                Some(condition) => {
                    let names = condition["if"].as_str().map(|text| self.templates.names_of_expression(text));
                    self.names(&format!("{pointer}/condition/if"), names.unwrap_or_default(), there);
                }
                None => self.step(&pointer, step, there),
            }
            there.steps.extend(step["id"].as_str().map(ToOwned::to_owned));
            there.vars.extend(step["set"].as_object().into_iter().flat_map(|set| set.keys().cloned()));
            if condition.is_some() {
                let mut otherwise = there.clone();
                self.steps(&format!("{pointer}/condition/then"), there);
                self.steps(&format!("{pointer}/condition/else"), &mut otherwise);
                there.steps.extend(otherwise.steps);
                there.vars.extend(otherwise.vars);
            }
        }
    }

    fn step(&mut self, pointer: &str, step: &Value, there: &There) {
        for (name, part) in step.as_object().into_iter().flatten() {
            // Nothing is filled into a title.
            if name != "title" {
                self.texts(&format!("{pointer}/{name}"), part, there);
            }
        }
        let slug = step["wait_for_form"]["form"].as_str();
        if let (Some(slug), Some(forms)) = (slug, self.forms)
            && !forms.contains(slug)
        {
            self.wrong(&format!("{pointer}/wait_for_form/form"), format!("The client has no form called {slug}."));
        }
        let asked = &step["create_request"];
        if let Some(kind) = asked["kind"].as_str().and_then(RequestKind::parse)
            && let Some(category) = asked["category"].as_str()
        {
            let known: Vec<&str> = requests::categories_of(kind).iter().map(|(name, _)| *name).collect();
            if !category.contains('{') && !known.contains(&category) {
                let message = format!("A request of this kind is about one of {}.", known.join(", "));
                self.wrong(&format!("{pointer}/create_request/category"), message);
            }
        }
    }

    fn texts(&mut self, pointer: &str, value: &Value, there: &There) {
        match value {
            Value::String(text) => self.names(pointer, self.templates.names(text), there),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(at, item)| self.texts(&format!("{pointer}/{at}"), item, there));
            }
            Value::Object(map) => {
                map.iter().for_each(|(name, item)| self.texts(&format!("{pointer}/{name}"), item, there));
            }
            _ => {}
        }
    }

    fn names(&mut self, pointer: &str, names: BTreeSet<String>, there: &There) {
        for name in names {
            if let Some(message) = self.unknown(&name, there) {
                self.wrong(pointer, message);
            }
        }
    }

    /// What is wrong with a name, such as `steps.fetch.status`, where nothing is called so.
    fn unknown(&self, name: &str, there: &There) -> Option<String> {
        let mut parts = name.split('.');
        let whole = parts.next().unwrap_or(name);
        let Some(part) = parts.next() else {
            let known = ["input", "run", "steps", "vars", "workflow", "workspace"].contains(&whole);
            return (!known).then(|| format!("Nothing is called {whole}."));
        };
        let known = match whole {
            "input" => self.inputs.contains(part) || GIVEN.contains(&part),
            "vars" => there.vars.contains(part),
            "steps" => there.steps.contains(part),
            "run" => RUN.contains(&part),
            "workflow" | "workspace" => NAMED.contains(&part),
            _ => return Some(format!("Nothing is called {whole}.")),
        };
        (!known).then(|| match whole {
            "input" => format!("No input is called {part}."),
            "vars" => format!("No step before this one sets {part}."),
            "steps" if self.ids.contains(part) => format!("The step {part} is not done before this one."),
            "steps" => format!("No step is called {part}."),
            _ => format!("There is no {whole}.{part}."),
        })
    }

    fn wrong(&mut self, pointer: &str, message: String) {
        self.faults.push(self.placed.fault(pointer, message));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::check;

    fn faults(text: &str) -> Vec<String> {
        let forms = HashSet::from(["plan".to_owned()]);
        check(text, Some(&forms)).err().unwrap_or_default().into_iter().map(|fault| fault.message).collect()
    }

    fn said(expression: &str) -> Vec<String> {
        faults(&format!(
            "inputs: [{{ name: month, type: text }}]\nsteps:\n  - {{ id: one, set: {{ x: 1 }} }}\n  - {{ id: two, set: {{ y: \"{expression}\" }} }}\n  - {{ id: three, set: {{ z: 1 }} }}\n"
        ))
    }

    #[test]
    fn what_is_there_is_not_complained_of() {
        for right in [
            "{{ input.month }} {{ input.answers.plan }} {{ input.body.anything }} {{ input | length }}",
            "{{ steps.one.x }} {{ steps['three'] }} {{ vars.x + 1 }} {{ vars.x is defined }}",
            "{{ run.id }} {{ workflow.name }} {{ workspace.name | upper }}",
            "{% for n in range(3) %}{{ n }}{{ loop.index }}{% endfor %}{% set w = vars.x %}{{ w }}",
        ] {
            assert_eq!(said(right), [""; 0], "{right}");
        }
    }

    #[test]
    fn what_is_not_there_is_told_before_a_run_fails() {
        assert_eq!(said("{{ foo }}"), ["Nothing is called foo."]);
        assert_eq!(said("{{ input.nope }}"), ["No input is called nope."]);
        assert_eq!(said("{{ vars.z }}"), ["No step before this one sets z."]);
        assert_eq!(said("{{ vars.y }}"), ["No step before this one sets y."]);
        assert_eq!(said("{{ steps.nope.x }}"), ["No step is called nope."]);
        assert_eq!(said("{{ steps.three.z }}"), ["The step three is not done before this one."]);
        assert_eq!(said("{{ run.nope }}"), ["There is no run.nope."]);
        assert_eq!(said("{{ foo }} {{ vars.z }}").len(), 2, "all at once");
    }

    #[test]
    fn the_other_way_of_a_condition_is_not_gone() {
        let text = "steps:\n  - id: q\n    condition:\n      if: nope == 1\n      then: [{ id: yes, set: { a: '{{ steps.q.answer }}' } }]\n      else: [{ id: no, set: { b: '{{ vars.a }}' } }]\n  - { id: last, set: { c: '{{ vars.a }} {{ steps.no.b }}' } }\n";
        assert_eq!(faults(text), ["Nothing is called nope.", "No step before this one sets a."]);
    }

    #[test]
    fn forms_and_categories_are_known_ones() {
        let text = |form: &str, category: &str| {
            format!(
                "steps:\n  - {{ id: a, wait_for_form: {{ form: {form} }} }}\n  - {{ id: b, create_request: {{ kind: support, category: '{category}', subject: x, text: x }} }}\n"
            )
        };
        assert_eq!(faults(&text("plan", "bugs")), [""; 0]);
        assert_eq!(faults(&text("plan", "{{ input.body.about }}")), [""; 0]);
        let wrong = faults(&text("nope", "design"));
        assert_eq!(wrong[0], "The client has no form called nope.");
        assert!(wrong[1].contains("billing, access, feedback, bugs"), "{wrong:?}");
        assert!(check(&text("nope", "bugs"), None).is_ok(), "it is not known whose it is");
    }
}

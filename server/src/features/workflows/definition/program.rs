//! A definition as the engine walks through it: its steps in one row, with the ways around those that do not apply. A
//! run stands at a place in this row, and a version's row never changes.

use super::document::{Action, Definition, Step};

/// What stands at one place.
#[derive(Clone, Debug, PartialEq)]
pub enum Place<'a> {
    /// Something to do.
    Do(&'a Step),
    /// A question; where it is answered with no, the way leads on elsewhere.
    Ask { step: &'a Step, question: &'a str, otherwise: usize },
    /// The way leads on elsewhere.
    Go(usize),
}

/// The row.
pub struct Program<'a>(Vec<Place<'a>>);

impl<'a> Program<'a> {
    pub fn of(definition: &'a Definition) -> Self {
        let mut row = Vec::new();
        lay(&definition.steps, &mut row);
        Self(row)
    }

    /// What is to be done at a place, once the ways to it were walked; nothing at the end.
    pub fn at(&self, mut place: usize) -> Option<(usize, &Place<'a>)> {
        loop {
            match self.0.get(place)? {
                Place::Go(on) => place = *on,
                found => return Some((place, found)),
            }
        }
    }
}

fn lay<'a>(steps: &'a [Step], row: &mut Vec<Place<'a>>) {
    for step in steps {
        let Action::Condition { r#if, then, r#else } = &step.action else {
            row.push(Place::Do(step));
            continue;
        };
        let question = row.len();
        row.push(Place::Ask { step, question: r#if, otherwise: 0 });
        lay(then, row);
        let end_of_then = row.len();
        row.push(Place::Go(0));
        let otherwise = row.len();
        lay(r#else, row);
        let end = row.len();
        row[question] = Place::Ask { step, question: r#if, otherwise };
        row[end_of_then] = Place::Go(end);
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    fn walk(answers: &[bool]) -> Vec<String> {
        let step = |id: &str| format!("{{ id: {id}, delay: {{ days: 1 }} }}");
        let text = format!(
            "steps:\n  - {}\n  - id: q\n    condition:\n      if: x\n      then:\n        - {}\n        - id: r\n          \
             condition: {{ if: y, then: [{}] }}\n      else: [{}, {}]\n  - {}\n",
            step("a"),
            step("b"),
            step("c"),
            step("d"),
            step("e"),
            step("f")
        );
        let definition = read(&text).unwrap();
        let program = Program::of(&definition);
        let (mut at, mut seen, mut answers) = (0, Vec::new(), answers.iter());
        while let Some((place, found)) = program.at(at) {
            at = match found {
                Place::Ask { otherwise, .. } if !answers.next().unwrap() => *otherwise,
                Place::Do(step) => {
                    seen.push(step.id.clone());
                    place + 1
                }
                _ => place + 1,
            };
        }
        seen
    }

    #[test]
    fn every_way_is_walked_to_the_end() {
        assert_eq!(walk(&[true, true]), ["a", "b", "c", "f"]);
        assert_eq!(walk(&[true, false]), ["a", "b", "f"]);
        assert_eq!(walk(&[false]), ["a", "d", "e", "f"]);
    }
}

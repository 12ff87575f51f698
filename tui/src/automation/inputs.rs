//! What whoever starts a workflow by hand is asked, where another engine runs it: written in a form, each on a line, such
//! as `month*: choice (May, June) Which month`.

use portico_openapi::types::{InputKind, NewWorkflowInput, WorkflowInput};

use super::fields::Faults;
use crate::{
    foreign,
    form::{Field, Form},
};

/// As the API calls it.
const NAME: &str = "inputs";

/// How it is written.
pub const HOW: &str = "What starting it asks for stands on lines, such as month*: choice (May, June) Which month. It \
                       may be text, number, boolean, date or choice; * has to be filled in.";

const UNREADABLE: &str = "Write each on a line: a name, a colon, and text, number, boolean, date or choice (one, \
                          another); what people read may follow.";

/// What is asked, in a form; none where it does not fit into lines, so that nothing of it is lost.
pub fn asking_field(now: &[WorkflowInput]) -> Option<Field> {
    let lines: Vec<String> = now.iter().map(line).collect();
    let text = foreign::block(&lines.join("\n"));
    let fits = parsed(&text).is_ok_and(|read| read == now.iter().map(again).collect::<Vec<_>>());
    fits.then(|| Field::lines(NAME, "Starting it asks for", &text))
}

/// What is to be asked, if that is other than it was.
pub fn asking(form: &Form) -> Faults<Option<Vec<NewWorkflowInput>>> {
    form.changed(NAME).map(|text| parsed(&text)).transpose()
}

fn parsed(text: &str) -> Faults<Vec<NewWorkflowInput>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| input(line).ok_or((NAME, UNREADABLE))).collect()
}

fn input(line: &str) -> Option<NewWorkflowInput> {
    let (name, rest) = line.split_once(':')?;
    let (name, required) = match name.trim().strip_suffix('*') {
        Some(name) => (name.trim_end(), true),
        None => (name.trim(), false),
    };
    let rest = rest.trim();
    let end = rest.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(rest.len());
    let (kind, rest) = rest.split_at(end);
    let kind: InputKind = kind.to_lowercase().parse().ok()?;
    let (choices, label) = match kind {
        InputKind::Choice => {
            let (choices, label) = rest.trim().strip_prefix('(')?.split_once(')')?;
            let choices = choices.split(',').map(str::trim).filter(|one| !one.is_empty());
            (Some(choices.map(str::to_owned).collect()), label)
        }
        InputKind::Text | InputKind::Number | InputKind::Boolean | InputKind::Date => (None, rest),
    };
    let label = Some(label.trim().to_owned()).filter(|label| !label.is_empty());
    Some(NewWorkflowInput { name: name.to_owned(), kind, label, required: Some(required), choices })
}

fn line(input: &WorkflowInput) -> String {
    let WorkflowInput { name, kind, label, required, choices } = input;
    let star = if *required { "*" } else { "" };
    let choices = if *kind == InputKind::Choice { format!(" ({})", choices.join(", ")) } else { String::new() };
    let label = label.as_ref().map(|label| format!(" {label}")).unwrap_or_default();
    format!("{name}{star}: {kind}{choices}{label}")
}

/// What is asked, as it would be asked for anew.
fn again(input: &WorkflowInput) -> NewWorkflowInput {
    let WorkflowInput { name, kind, label, required, choices } = input.clone();
    let choices = (kind == InputKind::Choice).then_some(choices);
    NewWorkflowInput { name, kind, label, required: Some(required), choices }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: &str, kind: InputKind, label: Option<&str>, required: bool, choices: &[&str]) -> WorkflowInput {
        let choices = choices.iter().map(|one| (*one).to_owned()).collect();
        WorkflowInput { name: name.into(), kind, label: label.map(Into::into), required, choices }
    }

    #[test]
    fn what_is_asked_is_written_and_read_alike() {
        let all = [
            asked("month", InputKind::Choice, Some("Which month (of this year)"), true, &["May", "June: late"]),
            asked("pages", InputKind::Number, None, false, &[]),
            asked("why", InputKind::Text, Some("(for us) Why: in a word"), true, &[]),
            asked("loud", InputKind::Boolean, None, false, &[]),
            asked("day", InputKind::Date, Some("Day"), false, &[]),
        ];
        let text = all.iter().map(line).collect::<Vec<_>>().join("\n");
        assert!(
            text.starts_with("month*: choice (May, June: late) Which month (of this year)\npages: number\n"),
            "{text}"
        );
        assert_eq!(parsed(&text), Ok(all.iter().map(again).collect()));
        assert!(asking_field(&all).is_some() && asking_field(&[]).is_some());
    }

    #[test]
    fn what_does_not_fit_into_lines_is_not_offered_to_be_lost() {
        for choices in [["May, early", "June"], ["May (early)", "June"], [" May", "June"], ["May\nJuly", "June"]] {
            assert!(asking_field(&[asked("month", InputKind::Choice, None, true, &choices)]).is_none(), "{choices:?}");
        }
        assert!(asking_field(&[asked("why", InputKind::Text, Some("One\nother: text"), false, &[])]).is_none());
    }

    #[test]
    fn a_line_that_says_no_kind_is_refused_and_empty_ones_are_nothing() {
        assert_eq!(parsed("\n  \n"), Ok(Vec::new()));
        let loose = parsed(" month * :  CHOICE(May,June,)  Which \n\npages:number").unwrap();
        assert_eq!(
            (loose[0].name.as_str(), loose[0].required, loose[0].label.as_deref()),
            ("month", Some(true), Some("Which"))
        );
        assert_eq!(loose[0].choices, Some(vec!["May".to_owned(), "June".to_owned()]));
        assert_eq!(
            (loose[1].name.as_str(), loose[1].kind, loose[1].required),
            ("pages", InputKind::Number, Some(false))
        );
        for wrong in
            ["month", "month:", "month: moon", "month: choice", "month: choice May, June", "month: choice (May"]
        {
            assert_eq!(parsed(wrong), Err((NAME, UNREADABLE)), "{wrong}");
        }
    }
}

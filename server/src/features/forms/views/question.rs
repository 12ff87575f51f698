use maud::{Markup, Render, html};

use crate::error::FieldErrors;
use crate::features::forms::answers::Sent;
use crate::features::forms::schema::{Field as Asked, FieldKind};
use crate::web::components::{Choice, Field, Select, Textarea, Ticks};

/// What the names of the inputs begin with, so that no field's name is one of the page's own.
pub const INPUT: &str = "f_";
/// More choices than this are a list to open.
const MOST_CARDS: usize = 6;

/// One question with what was typed.
pub fn question(field: &Asked, sent: &Sent, errors: &FieldErrors) -> Markup {
    let name = format!("{INPUT}{}", field.name);
    let values = sent.get(&field.name).map(Vec::as_slice).unwrap_or_default();
    let value = values.first().map_or("", String::as_str);
    let error = errors.at(&field.name);
    let line = |input: Field<'_>| {
        let input = input.value(value).error(error).help(&field.help);
        if field.required { input.required().render() } else { input.optional().render() }
    };
    match field.kind {
        FieldKind::Text => line(Field::text(&name, &field.label)),
        FieldKind::Number => line(Field::decimal(&name, &field.label)),
        FieldKind::Date => line(Field::date(&name, &field.label)),
        FieldKind::LongText => {
            let input = Textarea::new(&name, &field.label).value(value).error(error).help(&field.help).rows(6);
            if field.required { input.required().render() } else { input.optional().render() }
        }
        FieldKind::Choice if field.choices.len() > MOST_CARDS => {
            let options = field.choices.iter().map(|choice| (choice.as_str(), choice.as_str()));
            let input = Select::new(&name, &field.label).placeholder("Choose…").options(options).selected(value);
            let input = input.error(error).help(&field.help);
            if field.required { input.required().render() } else { input.optional().render() }
        }
        FieldKind::Choice => {
            cards(field, &name, value, error, field.choices.iter().map(|one| (one.as_str(), one.as_str())))
        }
        FieldKind::YesNo => cards(field, &name, value, error, [("yes", "Yes"), ("no", "No")]),
        FieldKind::Choices => {
            let options = field.choices.iter().map(String::as_str);
            let input = Ticks::new(&name, &field.label).help(&field.help).error(error).options(options, values);
            if field.required { input.render() } else { input.optional().render() }
        }
        FieldKind::Approval => approval(field, &name, value, sent, error),
        // Drawn after all others: what follows a file is not read.
        FieldKind::File => html! {},
    }
}

fn cards<'a>(
    field: &'a Asked,
    name: &'a str,
    value: &'a str,
    error: Option<&'a str>,
    options: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Markup {
    let choice = undecided(field, name, value, error);
    options.into_iter().fold(choice, |choice, (value, label)| choice.option(value, label, "")).render()
}

/// A question that is answered by one of several cards, before it has any.
fn undecided<'a>(field: &'a Asked, name: &'a str, value: &'a str, error: Option<&'a str>) -> Choice<'a> {
    let choice = Choice::new(name, &field.label).selected(value).error(error).help(&field.help);
    if field.required { choice } else { choice.optional() }
}

fn approval(field: &Asked, name: &str, value: &str, sent: &Sent, error: Option<&str>) -> Markup {
    let reason_name = format!("{name}_reason");
    let reason = sent.get(&format!("{}_reason", field.name)).and_then(|values| values.first());
    let reason = Textarea::new(&reason_name, "Why do you decline?").value(reason.map_or("", String::as_str)).rows(3);
    undecided(field, name, value, error)
        .option("approved", "Approve", "The work goes on as described")
        .option_with("declined", "Decline", "Say what should be different", reason.render())
        .render()
}

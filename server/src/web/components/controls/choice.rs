use maud::{Markup, Render, html};

use super::control::{Control, framed};

/// One of a few, each with a sentence: radio buttons as cards.
#[derive(Clone, Default)]
pub struct Choice<'a> {
    control: Control<'a>,
    options: Vec<Card<'a>>,
    selected: &'a str,
}

#[derive(Clone)]
struct Card<'a> {
    value: &'a str,
    label: &'a str,
    help: &'a str,
    body: Option<Markup>,
}

impl<'a> Choice<'a> {
    framed!(help, error, required, optional);

    /// Cards with this field name under this question.
    pub fn new(name: &'a str, legend: &'a str) -> Self {
        Self { control: Control::new(name, legend), ..Self::default() }
    }

    /// One more card.
    pub fn option(mut self, value: &'a str, label: &'a str, help: &'a str) -> Self {
        self.options.push(Card { value, label, help, body: None });
        self
    }

    /// One more card, with something to fill in that shows while it is chosen.
    pub fn option_with(mut self, value: &'a str, label: &'a str, help: &'a str, body: Markup) -> Self {
        self.options.push(Card { value, label, help, body: Some(body) });
        self
    }

    /// The value that is chosen.
    pub fn selected(self, value: &'a str) -> Self {
        Self { selected: value, ..self }
    }

    fn card(&self, number: usize, card: &Card<'_>) -> Markup {
        let control = &self.control;
        let id = control.id_of(number);
        let text = (!card.help.is_empty()).then(|| format!("{id}-text"));
        html! {
            div class="choice-card" {
                input class="choice-dot" type="radio" id=(id) name=(control.name) value=(card.value)
                    checked[card.value == self.selected] required[control.required]
                    aria-invalid=[control.invalid_at(number)] aria-describedby=[text.as_deref()];
                label for=(id) { (card.label) }
                @if let Some(text) = &text { span class="choice-help" id=(text) { (card.help) } }
                @if let Some(body) = &card.body { div class="choice-body" { (body) } }
            }
        }
    }
}

impl Render for Choice<'_> {
    fn render(&self) -> Markup {
        self.control.around_all(html! {
            div class="choice-cards" {
                @for (number, card) in self.options.iter().enumerate() { (self.card(number, card)) }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn whatever_words_are_chosen_of_every_id_is_valid_and_stands_once() {
        let words = ["Red shoes", "help", "error"];
        let choice = Choice::new("shoes", "Which shoes?").help("Of this year.").error(Some("Choose one."));
        let choice = words.into_iter().fold(choice, |choice, word| choice.option(word, word, "In your size."));
        let drawn = choice.render().into_string();
        let ids: Vec<&str> = drawn.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
        assert_eq!(ids.len(), 2 * words.len() + 2, "{drawn}");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
        assert!(ids.iter().all(|id| !id.is_empty() && !id.contains(char::is_whitespace)), "{ids:?}");
    }

    #[test]
    fn only_a_card_with_help_names_it() {
        let choice = Choice::new("signs", "Signs?").option("yes", "Yes", "One for each door.").option("no", "No", "");
        let drawn = choice.render().into_string();
        assert_eq!(drawn.matches("choice-help").count(), 1, "{drawn}");
        assert_eq!(drawn.matches("aria-describedby").count(), 1, "{drawn}");
        for named in ["aria-describedby=\"signs-0-text\"", " id=\"signs-0-text\""] {
            assert!(drawn.contains(named), "{drawn}");
        }
    }
}

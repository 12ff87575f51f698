use maud::{Markup, Render, html};

use super::control::{Control, framed};
use super::switch::YES;

/// Several of a few: boxes to tick, under one question.
#[derive(Clone, Default)]
pub struct Ticks<'a> {
    control: Control<'a>,
    boxes: Vec<Tick<'a>>,
}

#[derive(Clone)]
struct Tick<'a> {
    name: &'a str,
    value: &'a str,
    label: &'a str,
    on: bool,
}

impl<'a> Ticks<'a> {
    framed!(help, error, optional);

    /// Boxes with this field name under this question.
    pub fn new(name: &'a str, legend: &'a str) -> Self {
        Self { control: Control::new(name, legend), ..Self::default() }
    }

    /// What they stand for, in their order, and which of it is ticked.
    pub fn options(mut self, options: impl IntoIterator<Item = &'a str>, ticked: &[String]) -> Self {
        let name = self.control.name;
        let tick = |value: &'a str| Tick { name, value, label: value, on: ticked.iter().any(|one| one == value) };
        self.boxes.extend(options.into_iter().map(tick));
        self
    }

    /// Boxes that are fields of their own: the name, what it is called, and whether it is ticked.
    pub fn fields(mut self, fields: impl IntoIterator<Item = (&'a str, &'a str, bool)>) -> Self {
        let tick = |(name, label, on)| Tick { name, value: YES, label, on };
        self.boxes.extend(fields.into_iter().map(tick));
        self
    }
}

impl Render for Ticks<'_> {
    fn render(&self) -> Markup {
        let control = &self.control;
        control.around_all(html! {
            div class="ticks" {
                @for (number, tick) in self.boxes.iter().enumerate() {
                    @let id = control.id_of(number);
                    div class="toggle" {
                        input class="tick" type="checkbox" id=(id) name=(tick.name) value=(tick.value)
                            checked[tick.on] aria-invalid=[control.invalid_at(number)];
                        label for=(id) { (tick.label) }
                    }
                }
            }
        })
    }
}

use maud::{Markup, Render, html};

use super::control::Control;

/// The value an unticked box leaves out and a ticked one sends.
const YES: &str = "true";

/// Something that is on or off once the form is saved.
#[derive(Clone, Default)]
pub struct Switch<'a> {
    control: Control<'a>,
    on: bool,
    square: bool,
}

/// Something to agree to or to pick: the same control with a tick.
pub struct Checkbox;

impl Checkbox {
    /// A box with this field name and label.
    #[expect(clippy::new_ret_no_self, reason = "a checkbox is a switch that is drawn with a tick")]
    pub fn new<'a>(name: &'a str, label: &'a str) -> Switch<'a> {
        Switch { square: true, ..Switch::new(name, label) }
    }
}

impl<'a> Switch<'a> {
    /// A switch with this field name and label.
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self { control: Control { name, label, ..Control::default() }, ..Self::default() }
    }

    /// An id other than the name, when a page has the name twice.
    pub fn id(mut self, id: &'a str) -> Self {
        self.control.id = Some(id);
        self
    }

    /// A line below the label.
    pub fn help(mut self, help: &'a str) -> Self {
        self.control.help = Some(help);
        self
    }

    /// Whether it is on.
    pub fn on(self, on: bool) -> Self {
        Self { on, ..self }
    }
}

impl Render for Switch<'_> {
    fn render(&self) -> Markup {
        let control = &self.control;
        let (class, role) = if self.square { ("tick", None) } else { ("switch", Some("switch")) };
        html! {
            div class="toggle" {
                input class=(class) type="checkbox" role=[role] id=(control.id()) name=(control.name)
                    value=(YES) checked[self.on] aria-describedby=[control.described()];
                label for=(control.id()) { (control.label) }
                (control.messages())
            }
        }
    }
}

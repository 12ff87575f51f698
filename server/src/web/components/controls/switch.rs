use maud::{Markup, Render, html};

use super::control::{Control, framed};

/// The value an unticked box leaves out and a ticked one sends.
pub(super) const YES: &str = "true";

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
    framed!(id, help, error);

    /// A switch with this field name and label.
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self { control: Control::new(name, label), ..Self::default() }
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
                    value=(YES) checked[self.on]
                    aria-invalid=[control.invalid()] aria-describedby=[control.described()];
                label for=(control.id()) { (control.label) }
                (control.messages())
            }
        }
    }
}

use super::{Fault, Hidden};
use crate::form::{Field, Form};

/// What is done about one's own second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Ask for a secret.
    Begin,
    /// Prove that the authenticator has it.
    Confirm,
    /// New recovery codes.
    Renew,
    /// Do without.
    Disable,
}

/// A step with what proves who takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Which.
    pub step: Step,
    /// Of the person.
    pub password: Hidden,
    /// Of the authenticator.
    pub code: String,
}

impl Deed {
    pub(super) fn said(&self) -> &'static str {
        match self.step {
            Step::Begin => "Now add it to your authenticator.",
            Step::Confirm => "The second factor is on. Your other sign-ins have ended.",
            Step::Renew => "The old recovery codes count no more.",
            Step::Disable => "The second factor is off.",
        }
    }
}

impl Step {
    /// What a form for it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Begin | Self::Confirm => "A second factor",
            Self::Renew => "New recovery codes",
            Self::Disable => "Without a second factor",
        }
    }

    /// What it asks for.
    pub fn fields(self) -> Vec<Field> {
        let password = Field::secret("password", "Your password");
        match self {
            Self::Begin => vec![password],
            Self::Confirm => vec![Field::text("code", "Six digits", "")],
            Self::Renew | Self::Disable => vec![password, Field::text("code", "Code", "").helped("or a recovery code")],
        }
    }

    pub(super) fn filled(self, form: &Form) -> Result<Deed, Fault> {
        let (password, code) = (Hidden(form.text("password")), form.given("code").unwrap_or_default());
        if self != Self::Confirm && password.0.is_empty() {
            return Err(("password", "Your password is needed for this."));
        }
        if self != Self::Begin && code.is_empty() {
            return Err(("code", "A code of your authenticator is needed for this."));
        }
        Ok(Deed { step: self, password, code })
    }
}

use portico_openapi::types::SecondFactorSecret;

use super::App;
use crate::{
    app::{Overlay, Reading, Stage},
    effect::Effect,
    form::{Form, Kind},
    input::Input,
    office::{Hidden, Link, Purpose, factor::Step},
};

const REQUIRED: &str = "This agency asks for a second factor: codes of an authenticator, which is an app on your \
                        telephone or in your password manager. It takes a minute, and nothing else is open before.";

impl App {
    pub(super) fn factor_form(&self, step: Step) -> Form {
        let form = Form::new(Purpose::Factor(step), step.title(), (self.new_key)(), step.fields());
        match step {
            Step::Begin => form.noting("Codes of an authenticator, asked for at each sign-in."),
            Step::Confirm => form,
            Step::Renew => form.noting("The ten that you have will count no more."),
            Step::Disable => form.noting("Your password alone will sign you in."),
        }
    }

    /// Shows nothing but the way to a second factor, as nothing else is open.
    pub(in crate::app) fn lead_to_factor(&mut self, password: Option<Hidden>) -> Vec<Effect> {
        self.stage = Stage::Guided;
        self.overlay = None;
        let mut form = self.factor_form(Step::Begin).noting(REQUIRED);
        let known = password.filter(|password| !password.0.is_empty());
        if let (Some(password), Some(field)) = (&known, form.fields.first_mut()) {
            field.kind = Kind::Secret(Input::new(&password.0));
        }
        self.form = Some(form);
        if known.is_some() { self.save_form() } else { Vec::new() }
    }

    /// Shows the secret, and asks for a code that proves that it arrived.
    pub(super) fn show_secret(&mut self, secret: &SecondFactorSecret) {
        let letters: Vec<_> = secret.secret.chars().filter(|letter| !letter.is_whitespace()).collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        let note = format!(
            "Read the code with your authenticator, or type this into it:\n{}\nThen type the six digits that it shows.",
            groups.join(" ")
        );
        self.form = Some(self.factor_form(Step::Confirm).noting(note).coding(&secret.otpauth_url));
    }

    /// Shows recovery codes, which nobody sees again; what was closed before is open now.
    pub(super) fn show_codes(&mut self, codes: &[String]) -> Vec<Effect> {
        let text = format!(
            "Each of these signs you in once, if you lose your authenticator. Keep them where you keep your \
             passwords: they are not shown again.\n\n{}",
            codes.join("\n")
        );
        self.overlay = Some(Overlay::Reading(Reading::new("Recovery codes", text).copying(codes.join("\n")).once()));
        if let Some(me) = &mut self.me {
            me.second_factor = true;
        }
        if !matches!(self.stage, Stage::Guided) {
            return Vec::new();
        }
        self.stage = Stage::Ready;
        let mut effects = vec![Effect::Listen];
        effects.extend(self.reload());
        effects
    }

    /// Shows nothing but the way into a team.
    pub(in crate::app) fn lead_to_team(&mut self, link: Link) {
        let fields = vec![
            crate::form::Field::text("name", "Your name", ""),
            crate::form::Field::secret("password", "A password").helped("15 characters or more"),
            crate::form::Field::secret("again", "The same again"),
        ];
        let note = format!("You are invited to a team at {}.", link.server);
        let form = Form::new(Purpose::Join(link), "Join the team", (self.new_key)(), fields);
        self.stage = Stage::Guided;
        self.form = Some(form.noting(note));
    }

    /// A way that was left ends where one signs in.
    pub(in crate::app) fn stray(&mut self) -> Vec<Effect> {
        match (&self.stage, &self.me) {
            (Stage::Guided, Some(_)) => self.sign_out(),
            (Stage::Guided, None) => self.ask_to_sign_in(""),
            _ => Vec::new(),
        }
    }
}

use maud::html;

/// A letter on its way to the outbox.
pub struct Letter {
    pub to: String,
    /// The agency's name: letters are the agency's.
    pub from_name: String,
    pub subject: String,
    pub text: String,
    /// What it says, in the classes of [`body`]; the agency's frame is put around it when it is sent.
    pub html: String,
}

/// The two forms of a letter that says something and asks for nothing.
pub fn plain(agency: &str, heading: &str, said: &str) -> (String, String) {
    let text = format!("{said}\n\n-- \n{agency}\n");
    let html = html! {
        h1 class="heading" { (heading) }
        @for paragraph in said.split("\n\n") { p class="text" { (paragraph) } }
        p class="foot" { (agency) }
    };
    (text, html.into_string())
}

/// The two forms of a letter's body: what it says, one button, and why it came.
pub fn body(agency: &str, heading: &str, paragraphs: &[&str], button: (&str, &str), foot: &str) -> (String, String) {
    let (label, href) = button;
    let text = format!("{heading}\n\n{}\n\n{label}: {href}\n\n-- \n{agency}\n{foot}\n", paragraphs.join("\n\n"));
    let html = html! {
        h1 class="heading" { (heading) }
        @for paragraph in paragraphs { p class="text" { (paragraph) } }
        p class="action" { a class="button" href=(href) { (label) } }
        p class="foot" { (foot) }
    };
    (text, html.into_string())
}

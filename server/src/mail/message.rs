use maud::{DOCTYPE, html};

/// A letter on its way to the outbox.
pub struct Letter {
    pub to: String,
    /// The agency's name: letters are the agency's.
    pub from_name: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// The two forms of a letter's body: what it says, one button, and who it is from.
pub fn body(agency: &str, heading: &str, paragraphs: &[&str], button: (&str, &str), foot: &str) -> (String, String) {
    let (label, href) = button;
    let text = format!("{heading}\n\n{}\n\n{label}: {href}\n\n-- \n{agency}\n{foot}\n", paragraphs.join("\n\n"));
    // Mail programs know no stylesheets; this is the one place where styles stand in the markup.
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (heading) }
            }
            body style="margin:0;padding:32px 16px;font-family:system-ui,sans-serif;font-size:16px;line-height:1.5" {
                div style="max-width:520px;margin:0 auto" {
                    p style="font-weight:650;margin:0 0 24px" { (agency) }
                    h1 style="font-size:22px;line-height:1.3;margin:0 0 16px" { (heading) }
                    @for paragraph in paragraphs { p style="margin:0 0 16px;white-space:pre-line" { (paragraph) } }
                    p style="margin:24px 0" {
                        a href=(href) style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1f1d1a;color:#ffffff;text-decoration:none;font-weight:600" { (label) }
                    }
                    p style="margin:32px 0 0;font-size:13px;opacity:.7" { (foot) }
                }
            }
        }
    };
    (text, page.into_string())
}

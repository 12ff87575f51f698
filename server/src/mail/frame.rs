use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::access::Agency;
use crate::brand::{Images, Picture, Token, Tones};

/// How tall a logo stands in a letter.
const LOGO: u32 = 36;

/// A letter as it is sent: what it says, in the agency's frame and colours. `address` is where the agency's
/// portal is; images are fetched from there.
pub fn framed(agency: &Agency, address: &str, subject: &str, content: &str) -> String {
    if content.starts_with("<!DOCTYPE") {
        // A letter of an earlier version, which brought its own frame.
        return content.to_owned();
    }
    let (day, night) = (&agency.look.palette.light, &agency.look.palette.dark);
    let color = |token: Token| day[token].to_string();
    let card = format!(
        "background:{};border:1px solid {};border-radius:12px;padding:32px 28px;{FACE}",
        color(Token::Surface),
        color(Token::Border)
    );
    let page = html! {
        (DOCTYPE)
        html lang=(agency.locale.words()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                title { (subject) }
                style { (PreEscaped(at_night(night))) }
            }
            body class="page" style={ "margin:0;padding:0;background:" (color(Token::Background)) } {
                table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" {
                    tr { td align="center" style="padding:32px 16px" {
                        table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"
                            style="max-width:560px;text-align:left" {
                            tr { td style={ "padding:0 4px 20px;" (FACE) "font-weight:600;color:" (color(Token::Text)) } class="name" {
                                (mark(&agency.look.images, &agency.name, address))
                            } }
                            tr { td class="card" style=(card) { (PreEscaped(dressed(content, day))) } }
                        }
                    } }
                }
            }
        }
    };
    page.into_string()
}

const FACE: &str = "font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5;";

/// Mail programs know few stylesheets, so what a class means stands at every element of it. What people wrote
/// is escaped and cannot hold an attribute.
fn dressed(content: &str, day: &Tones) -> String {
    let color = |token: Token| day[token].to_string();
    let classes = [
        (
            "heading",
            format!("font-size:22px;line-height:1.3;font-weight:650;margin:0 0 16px;color:{}", color(Token::Text)),
        ),
        ("text", format!("margin:0 0 16px;white-space:pre-line;color:{}", color(Token::Text))),
        ("action", "margin:24px 0 0".to_owned()),
        (
            "button",
            format!(
                "display:inline-block;padding:12px 20px;border-radius:8px;background:{};color:{};\
                 text-decoration:none;font-weight:600",
                color(Token::Accent),
                color(Token::OnAccent)
            ),
        ),
        ("foot", format!("margin:28px 0 0;font-size:13px;color:{}", color(Token::Muted))),
    ];
    classes.into_iter().fold(content.to_owned(), |content, (class, style)| {
        content.replace(&format!("class=\"{class}\""), &format!("class=\"{class}\" style=\"{style}\""))
    })
}

/// For mail programs that know the night and stylesheets; the others show the letter as by day.
fn at_night(night: &Tones) -> String {
    let color = |token: Token| night[token];
    format!(
        ":root{{color-scheme:light dark}}@media (prefers-color-scheme:dark){{\
         .page{{background:{}!important}}.card{{background:{}!important;border-color:{}!important}}\
         .name,.heading,.text{{color:{}!important}}.foot{{color:{}!important}}\
         .button{{background:{}!important;color:{}!important}}\
         .by-day{{display:none!important}}.by-night{{display:block!important}}\
         .plate{{background:#ffffff!important;padding:8px 12px!important;border-radius:8px}}}}",
        color(Token::Background),
        color(Token::Surface),
        color(Token::Border),
        color(Token::Text),
        color(Token::Muted),
        color(Token::Accent),
        color(Token::OnAccent),
    )
}

fn mark(images: &Images, name: &str, address: &str) -> Markup {
    let logo = |picture: &Picture, class: &str, style: &str| {
        let width = (picture.width * LOGO / picture.height.max(1)).max(1);
        html! {
            img class=(class) src={ (address) (picture.path()) } alt=(name) width=(width) height=(LOGO)
                style={ "height:" (LOGO) "px;width:auto;max-width:260px;border:0;" (style) };
        }
    };
    html! {
        @match (&images.logo_light, &images.logo_dark) {
            (Some(light), Some(dark)) => {
                (logo(light, "by-day", "display:block"))
                (logo(dark, "by-night", "display:none;mso-hide:all"))
            },
            (Some(light), None) => (logo(light, "plate", "display:block")),
            _ => (name),
        }
    }
}

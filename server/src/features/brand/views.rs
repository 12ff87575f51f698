use maud::{Markup, html};

use crate::brand::Look;
use crate::mail;
use crate::web::components::{
    Button, Field, Heading, Icon, Message, Speaker, Switch, Tab, Tone, Waiting, actions, badge, banner, card, columns,
    count, grid, message, panel, progress, section, stat, stats, tabs, waiting,
};
use crate::web::frame::{self, AssetUrls, Brand, Entry, Frame, Group, Theme};
use crate::web::places;

pub const TITLE: &str = "Preview";
pub const SAMPLE_SUBJECT: &str = "The home page is ready for you";

/// What a preview shows.
pub struct Preview<'a> {
    pub agency: &'a str,
    pub welcome: Option<&'a str>,
    pub look: &'a Look,
    /// Its own address.
    pub path: &'a str,
}

/// A page with something of everything, in the colours of a look that is not published.
pub fn page(view: &Preview<'_>, assets: &AssetUrls, language: &str, theme: Theme) -> Markup {
    let entry = |label, href, icon, count, current| Entry { label, href, icon, count, current, key: None, phone: true };
    let work = vec![
        entry("Projects", view.path, Icon::Projects, 0, false),
        entry("Requests", view.path, Icon::Requests, 2, false),
    ];
    let home = vec![entry("Dashboard", view.path, Icon::Home, 0, true)];
    let frame = Frame {
        language,
        theme,
        assets,
        brand: Brand { name: view.agency, look: view.look },
        person: "Carla Ortiz",
        email: "carla@example.com",
        token: "",
        workspaces: Vec::new(),
        groups: vec![Group { label: None, entries: home }, Group { label: Some("Work"), entries: work }],
        search: None,
        unread: 3,
        events: None,
        shortcuts: false,
        trail: Vec::new(),
        toast: None,
    };
    frame::page(&frame, TITLE, content(view, theme))
}

fn content(view: &Preview<'_>, theme: Theme) -> Markup {
    let href = |theme: &str| format!("{}?theme={theme}", view.path);
    let (light, dark) = (href("light"), href("dark"));
    let schemes = [
        Tab { label: "As your system", href: view.path, count: None, current: theme == Theme::Auto },
        Tab { label: "Light", href: &light, count: None, current: theme == Theme::Light },
        Tab { label: "Dark", href: &dark, count: None, current: theme == Theme::Dark },
    ];
    html! {
        (Heading::new("Preview of your brand").above(html! { "Only this link shows it" })
            .action(html! { (Button::primary("New request").link(view.path).icon(Icon::Plus)) }))
        (tabs("Light or dark", &schemes))
        (columns(
            html! { (dashboard()) (controls()) },
            html! { (section("Sign-in", None, sign_in(view))) (section("Words and signs", None, signs())) },
        ))
        (section("A mail", None, html! {
            iframe class="preview-mail" src={ (view.path) "/mail" } title="A mail, as it would look" sandbox="" {}
        }))
    }
}

fn dashboard() -> Markup {
    let wait = Waiting {
        verb: "Reply",
        href: places::HOME,
        title: "Which photograph for the home page?",
        context: html! { "Site refresh" },
        since: html! { "2 h" },
    };
    let said = Message {
        id: "sample",
        author: "Mia Lindqvist",
        speaker: Speaker::Team,
        at: html! { "10 minutes ago" },
        body: html! { p { "The home page is ready for you. What do you think of the " a href="#main" { "new headline" } "?" } },
    };
    html! {
        (section("Needs you", None, waiting([wait])))
        (section("Projects", None, grid(html! {
            (card(html! { h3 { "Site refresh" } p class="muted" { "Due in two weeks" } (progress(5, 8, "tasks")) }))
            (card(html! { h3 { "Autumn campaign" } p class="muted" { "Due on Friday" } (progress(2, 3, "tasks")) }))
        })))
        (stats(html! {
            (stat("Open requests", "4", Some("2 wait for you")))
            (stat("First reply", "3 h", None))
        }))
        (section("Conversation", None, html! { ol class="thread" { (message(&said)) } }))
    }
}

fn controls() -> Markup {
    section(
        "Buttons and fields",
        None,
        panel(html! {
            div class="form preview-form" {
                (Field::text("subject", "Subject").value("A new page for the café").help("A few words are enough."))
                (Field::text("phone", "Telephone").value("12").error(Some("This is too short.")))
                (Switch::new("mail", "Tell me by mail").on(true))
                (actions(html! {
                    (Button::primary("Send request").link("#main"))
                    (Button::quiet("Cancel").link("#main"))
                    (Button::danger("Close request").link("#main"))
                }))
            }
        }),
    )
}

fn sign_in(view: &Preview<'_>) -> Markup {
    card(html! {
        form class="preview-form form" method="dialog" {
            @if let Some(welcome) = view.welcome { p class="welcome" { (welcome) } }
            (Field::email("email", "Email").value("carla@example.com"))
            (Field::password("password", "Password"))
            (actions(html! { (Button::primary("Sign in").wide().link("#main")) }))
        }
    })
}

fn signs() -> Markup {
    html! {
        p class="preview-signs" {
            (badge(Tone::Neutral, "Paused")) " " (badge(Tone::Accent, "Active")) " " (badge(Tone::Positive, "Done")) " "
            (badge(Tone::Warning, "Due today")) " " (badge(Tone::Negative, "3 days overdue")) " " (count(3))
        }
        (banner(Tone::Positive, "Saved", html! { p { "The team has been told." } }))
        (banner(Tone::Negative, "This was not taken", html! { p { "Look at the fields below." } }))
        p class="muted" { "Quiet words, such as times and counts." }
    }
}

/// A mail, in both forms.
pub fn sample_mail(agency: &str) -> (String, String) {
    mail::body(
        agency,
        SAMPLE_SUBJECT,
        &["Mia Lindqvist wrote: “The home page is ready for you. What do you think of the new headline?”"],
        ("Open the portal", places::HOME),
        "You get this because you follow the project Site refresh.",
    )
}

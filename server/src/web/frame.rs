//! The frame around every page: where the reader is, where they can go, who they are.
//!
//! It draws values it is given and looks nothing up; who may see which entry is decided before.
//! Nothing in it may name whoever made the software: a client sees the agency and nobody else.

mod mark;
mod navigation;

use maud::{DOCTYPE, Markup, html};

use super::components::{
    Crumb, Icon, TOKEN_HEADER, Tone, avatar, breadcrumb, corner, menu, menu_link, menu_post, toast, words,
};
use crate::brand::Look;
use navigation::{bar, side};

/// Links are followed and forms sent in place: the whole body is replaced, the address and the title with it.
const BOOST: &str = "swap:outerSync";
/// Nothing is remembered between pages, nothing is injected, nothing waits for ever.
const HTMX: &str = r#"{"prefix":"","includeIndicatorCSS":false,"defaultTimeout":30000}"#;

/// Where the browser finds what a page needs.
#[derive(Clone, Debug)]
pub struct AssetUrls {
    /// Every stylesheet of ours in one.
    pub css: String,
    /// The htmx script.
    pub htmx: String,
    /// Our own script.
    pub app: String,
    /// The text face, fetched early.
    pub font: String,
    /// The agency's colours, after ours.
    pub brand: String,
}

/// Light, dark, or as the reader's system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The agency as its clients see it.
#[derive(Clone, Copy)]
pub struct Brand<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its colours and images; without a logo, its initial stands in.
    pub look: &'a Look,
}

/// A place in the navigation.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// Its name.
    pub label: &'a str,
    /// Where it is.
    pub href: &'a str,
    /// Its drawing.
    pub icon: Icon,
    /// How many things wait there.
    pub count: u64,
    /// Whether the reader is there.
    pub current: bool,
    /// The key that, after `g`, leads there.
    pub key: Option<char>,
    /// Whether it is one of the few at the bottom of a phone.
    pub phone: bool,
}

/// Places that belong together.
#[derive(Clone)]
pub struct Group<'a> {
    /// Their common name.
    pub label: Option<&'a str>,
    /// The places.
    pub entries: Vec<Entry<'a>>,
}

/// A client account this person can work in.
#[derive(Clone)]
pub struct WorkspaceChoice<'a> {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: &'a str,
    /// Whether it is the one in view.
    pub current: bool,
    /// How much there has not been seen, where it is not in view.
    pub unread: u64,
}

/// Everything the frame says on a signed-in page.
#[derive(Clone)]
pub struct Frame<'a> {
    /// The page's language.
    pub language: &'a str,
    /// Light or dark.
    pub theme: Theme,
    /// Stylesheets and scripts.
    pub assets: &'a AssetUrls,
    /// The agency.
    pub brand: Brand<'a>,
    /// Who is signed in.
    pub person: &'a str,
    /// By which address.
    pub email: &'a str,
    /// The session's token.
    pub token: &'a str,
    /// Their client accounts; a switcher shows when there are several.
    pub workspaces: Vec<WorkspaceChoice<'a>>,
    /// Where they can go.
    pub groups: Vec<Group<'a>>,
    /// Where a search is sent, as `q`.
    pub search: Option<&'a str>,
    /// Notifications they have not seen.
    pub unread: u64,
    /// The stream that says what changed.
    pub events: Option<&'a str>,
    /// Whether single keys lead somewhere.
    pub shortcuts: bool,
    /// The pages above this one.
    pub trail: Vec<Crumb<'a>>,
    /// What just happened.
    pub toast: Option<(Tone, &'a str)>,
}

/// What a page says to someone who is not signed in.
#[derive(Clone, Copy)]
pub struct Bare<'a> {
    /// The page's language.
    pub language: &'a str,
    /// Light or dark.
    pub theme: Theme,
    /// Stylesheets and scripts.
    pub assets: &'a AssetUrls,
    /// The agency.
    pub brand: Brand<'a>,
}

/// A signed-in page. The content brings the only `h1`.
pub fn page(frame: &Frame<'_>, title: &str, content: Markup) -> Markup {
    let headers = format!(r#"{{"{TOKEN_HEADER}":"{}"}}"#, frame.token);
    let head = head(frame.assets, &frame.brand, title);
    html! {
        (DOCTYPE)
        html lang=(frame.language) data-theme=[theme(frame.theme)] {
            (head)
            body hx-boost:inherited=(BOOST) hx-headers:inherited=(headers) hx-sync:inherited="body:replace" data-events=[frame.events]
                data-shortcuts[frame.shortcuts] {
                a class="skip" href="#main" hx-boost="false" { (words::SKIP) }
                div class="frame" {
                    header class="frame-head" { (side(frame)) (top(frame)) }
                    main class="frame-main" id="main" tabindex="-1" { (content) }
                    (bar(frame))
                }
                (voices(frame.toast))
            }
        }
    }
}

/// A page before or outside a session: one card under the agency's mark. Every link is a plain one.
pub fn bare(frame: &Bare<'_>, title: &str, content: Markup) -> Markup {
    let head = head(frame.assets, &frame.brand, title);
    html! {
        (DOCTYPE)
        html lang=(frame.language) data-theme=[theme(frame.theme)] {
            (head)
            body {
                div class="bare" {
                    header class="bare-mark" { (mark::drawn(&frame.brand, frame.theme)) }
                    main class="bare-card" id="main" tabindex="-1" { (content) }
                }
                (voices(None))
            }
        }
    }
}

fn head(assets: &AssetUrls, brand: &Brand<'_>, title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
            meta name="color-scheme" content="light dark";
            meta name="description" content={ (words::PORTAL_OF) " " (brand.name) };
            meta name="htmx-config" content=(HTMX);
            title { (title) " · " (brand.name) }
            link rel="preload" href=(assets.font) as="font" type="font/woff2" crossorigin;
            link rel="stylesheet" href=(assets.css);
            link rel="stylesheet" href=(assets.brand);
            (mark::icons(brand))
            script src=(assets.htmx) defer {}
            script src=(assets.app) defer {}
        }
    }
}

fn top(frame: &Frame<'_>) -> Markup {
    let face = html! { (avatar(frame.person)) };
    let items = html! {
        div class="menu-who" { strong { (frame.person) } span { (frame.email) } }
        (menu_link("/portal/account", Icon::Account, words::ACCOUNT))
        (menu_post("/portal/logout", frame.token, Icon::SignOut, words::SIGN_OUT))
    };
    html! {
        div class="top" {
            (breadcrumb(&frame.trail))
            @if let Some(action) = frame.search {
                form class="search" role="search" aria-label=(words::SEARCH) method="get" action=(action) {
                    (Icon::Search)
                    input class="search-input" id="search" type="search" name="q" autocomplete="off"
                        placeholder=(words::SEARCH) aria-label=(words::SEARCH);
                    @if frame.shortcuts { kbd class="search-key" aria-hidden="true" { "/" } }
                }
                a class="top-button search-link" href=(action) aria-label=(words::SEARCH) { (Icon::Search) }
            }
            a class="top-button" id="bell" href="/portal/notifications" data-live="notifications" {
                (Icon::Bell) span class="visually-hidden" { (words::NOTIFICATIONS) } " " (corner(frame.unread))
            }
            (menu(frame.person, face, items))
        }
    }
}

/// Where the page speaks: words for the eye at the foot, and for the ear. The script takes its words from here.
fn voices(happened: Option<(Tone, &str)>) -> Markup {
    html! {
        div class="toasts" id="toasts" role="status" {
            @if let Some((tone, text)) = happened { (toast(tone, text)) }
        }
        template id="toast" { (toast(Tone::Neutral, "")) }
        div class="visually-hidden" id="voice" role="status" data-lost=(words::CONNECTION_LOST)
            data-back=(words::CONNECTION_BACK) data-failed=(words::FAILED) data-leave=(words::LEAVE)
            data-changed=(words::CHANGED)
            data-one=(words::NEW_MESSAGE) data-many=(words::NEW_MESSAGES) {}
    }
}

fn theme(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::Auto => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    }
}

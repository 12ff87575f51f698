use maud::{Markup, html};

use super::attached::{facts, preview};
use crate::access::Page;
use crate::entity::file::Model;
use crate::features::files::service::{Filter, Kind};
use crate::ids::ProjectId;
use crate::web::components::{
    Button, Filters, Heading, Icon, Select, Tab, Times, empty_state, pager, panel, results, tabs, thumbnail, token,
};
use crate::web::places;

pub const TITLE: &str = "Files";
const FORM: &str = "chosen-files";

/// The workspace's files.
pub struct Gallery<'a> {
    pub page: &'a Page<Model>,
    pub filter: Filter,
    /// Whether they are a list and not pictures.
    pub list: bool,
    pub projects: &'a [(ProjectId, String)],
    pub times: Times,
    pub token: &'a str,
}

impl Gallery<'_> {
    fn kind(&self) -> &'static str {
        let found = Kind::ALL.iter().find(|(kind, ..)| Some(*kind) == self.filter.kind);
        found.map_or("", |(_, word, _)| word)
    }

    fn project(&self) -> String {
        self.filter.project.map(|id| id.to_string()).unwrap_or_default()
    }

    /// These files as a list or as pictures, or further down.
    fn link(&self, list: bool, cursor: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let view = if list { "list" } else { "" };
        let project = self.project();
        let pairs =
            [("view", view), ("kind", self.kind()), ("project", &project), ("cursor", cursor.unwrap_or_default())];
        query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
        let query = query.finish();
        if query.is_empty() { places::FILES.to_owned() } else { format!("{}?{query}", places::FILES) }
    }
}

/// The page of all files.
pub fn gallery(view: &Gallery<'_>) -> Markup {
    let kinds = Kind::ALL.iter().map(|(_, word, label)| (*word, *label));
    let mut filters = Filters::new(places::FILES, "files")
        .select(Select::new("kind", "Kind").option("", "All kinds").options(kinds).selected(view.kind()))
        .keep("view", if view.list { "list" } else { "" });
    let project = view.project();
    if !view.projects.is_empty() {
        let projects = view.projects.iter().map(|(id, name)| (id.to_string(), name.as_str()));
        filters = filters
            .select(Select::new("project", "Project").option("", "All projects").options(projects).selected(&project));
    }
    let next = view.page.next.as_ref().map(|cursor| view.link(view.list, Some(&cursor.to_string())));
    html! {
        (Heading::new(TITLE).below(html! { p { "Everything that was delivered to you, and what you sent." } }))
        (filters)
        (results("files", "", html! {
            (tabs("How files are shown", &[
                Tab { label: "Pictures", href: &view.link(false, None), count: None, current: !view.list },
                Tab { label: "List", href: &view.link(true, None), count: None, current: view.list },
            ]))
            @if view.page.items.is_empty() {
                (nothing(view))
            } @else {
                form id=(FORM) class="choose-files" method="post" action=(places::FILES_ZIP) hx-boost="false" data-download {
                    (token(view.token))
                    (Button::quiet("Download chosen files").icon(Icon::Files))
                }
                @if view.list {
                    (panel(html! { ul class="rows" id="file-rows" { @for file in &view.page.items { (row(file, view.times)) } } }))
                } @else {
                    ul class="gallery" id="file-rows" { @for file in &view.page.items { (tile(file, view.times)) } }
                }
                (pager("file-rows", next.as_deref()))
            }
        }))
    }
}

fn chooser(file: &Model) -> Markup {
    html! {
        input class="choose-file" type="checkbox" name="file" value=(file.id) form=(FORM)
            aria-label={ "Choose " (file.name) };
    }
}

fn tile(file: &Model, times: Times) -> Markup {
    html! {
        li class="tile" {
            (chooser(file))
            (thumbnail(preview(file).as_deref()))
            a class="tile-name" href=(places::file(file.id)) { (file.name) }
            span class="tile-facts" { (facts(file)) " · " (times.relative(file.created_at)) }
        }
    }
}

fn row(file: &Model, times: Times) -> Markup {
    html! {
        li class="row" {
            (chooser(file))
            div class="row-lead" { (thumbnail(preview(file).as_deref())) }
            div class="row-words" {
                a class="row-title" href=(places::file(file.id)) { (file.name) }
                div class="row-meta" { span { (facts(file)) } span { (file.author_name) } }
            }
            div class="row-aside" { (times.relative(file.created_at)) }
        }
    }
}

fn nothing(view: &Gallery<'_>) -> Markup {
    if view.filter.kind.is_some() || view.filter.project.is_some() {
        let clear = html! { (Button::quiet("Show all files").link(places::FILES)) };
        return empty_state(Icon::Search, "Nothing matches", "There are no files of this kind here.", Some(clear));
    }
    empty_state(Icon::Files, "No files yet", "What the team delivers, and what you send with a request, is here.", None)
}

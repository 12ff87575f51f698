use maud::{Markup, html};

use super::attached::preview;
use crate::entity::file::Model;
use crate::features::files::{document, media, words};
use crate::web::components::{
    Button, Heading, Icon, LEAVES_AT_ONCE, Leaf, Leaves, Times, columns, facts, leaf, leaf_picture, section,
};
use crate::web::places;

/// The page of a file. `project` is the name of what it belongs to; `page` is one of those that are shown of a document.
pub fn show(file: &Model, project: Option<&str>, page: u32, times: Times) -> Markup {
    let content = format!("{}/content", places::file(file.id));
    let inline = format!("{content}?inline=true");
    html! {
        (Heading::new(&file.name).action(html! {
            // What is saved or opened is no page of the portal.
            div class="actions" hx-boost:inherited="false" {
                @if file.media_type == "application/pdf" { (Button::quiet("Open").link(&inline)) }
                (Button::primary("Download").link(&content))
            }
        }))
        (columns(shown(file, &inline, page), section("About this file", None, about(file, project, times))))
    }
}

fn shown(file: &Model, inline: &str, page: u32) -> Markup {
    let kind = file.media_type.as_str();
    if document::pages(file) > 0 {
        return pages(file, page);
    }
    html! {
        div class="file-stage" {
            @if media::is_picture(kind) && file.width.is_some() {
                img class="file-stage-picture" src=(inline) alt=(file.name) width=[file.width] height=[file.height];
            } @else if kind.starts_with("video/") && media::may_be_shown(kind) {
                video class="file-stage-picture" src=(inline) controls preload="metadata" {}
            } @else if kind.starts_with("audio/") && media::may_be_shown(kind) {
                audio src=(inline) controls preload="metadata" {}
            } @else if let Some(preview) = preview(file) {
                img class="file-stage-picture" src=(preview) alt=(file.name);
            } @else {
                span class="file-stage-icon" { (Icon::Files) }
                p class="muted" { "There is no preview of this file. Download it to open it." }
            }
        }
    }
}

/// The pages of a document below one another.
fn pages(file: &Model, page: u32) -> Markup {
    let shown = Leaves::around(page, document::pages(file), LEAVES_AT_ONCE);
    let others = shown.others(|page| format!("{}?page={page}", places::file(file.id)));
    html! {
        div class="file-stage" {
            div class="leaves" {
                (others)
                @for number in shown.first..=shown.last {
                    (leaf(&Leaf {
                        id: &format!("page-{number}"),
                        number,
                        all: shown.all,
                        tools: html! {},
                        picture: leaf_picture(&places::file_page(file.id, number), &file.name, number, (file.width, file.height)),
                    }))
                }
                (others)
            }
        }
    }
}

fn about(file: &Model, project: Option<&str>, times: Times) -> Markup {
    let mut items = vec![
        ("From", html! { (file.author_name) }),
        ("Sent", times.exact(file.created_at)),
        ("Kind", html! { (words::kind(&file.media_type)) }),
        ("Size", html! { (words::size(file.size)) }),
    ];
    if let (Some(width), Some(height), None) = (file.width, file.height, file.pages) {
        items.push(("Pixels", html! { (width) " × " (height) }));
    }
    if let Some(pages) = file.pages {
        items.push(("Pages", html! { (pages) }));
    }
    if let (Some(id), Some(name)) = (file.project_id, project) {
        items.push(("Project", html! { a href=(places::project(id)) { (name) } }));
    }
    if let Some(request) = file.request_id {
        items.push(("Request", html! { a href=(places::request(request)) { "Open the request" } }));
    }
    items.push(("SHA-256", html! { code class="hash" { (file.sha256) } }));
    facts(&items)
}

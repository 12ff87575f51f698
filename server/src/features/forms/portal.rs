use std::collections::HashSet;

use poem::web::{Data, Path};
use poem::{IntoResponse, Response, handler};

use super::answers::{self, Sent};
use super::schema::FieldKind;
use super::service::{self, Opened};
use super::views::{self, Fill, INPUT};
use crate::access::{ClientScope, Paging, Permission, together};
use crate::error::{Error, FieldErrors, Result};
use crate::features::files;
use crate::ids::FormId;
use crate::storage::Storage;
use crate::web::components::Crumb;
use crate::web::{Audience, Files, Form, Layout, Pages, Query, places};

const FOR: Audience = Audience::Automation;
/// How many rows a list shows.
const AT_ONCE: u64 = 25;

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get(places::FORMS, FOR, list)
        .get("/portal/forms/:form_id", FOR, show)
        .post("/portal/forms/:form_id", FOR, act)
        .get("/portal/forms/:form_id/submissions", FOR, sent_before)
        .get("/portal/forms/:form_id/submissions/:submission_id", FOR, sent_once)
}

#[handler]
async fn list(scope: ClientScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let (awaited, begun) = layout.with(together((service::awaited(&scope), service::begun(&scope)))).await?;
    let page = service::list(&scope, &paging(&query)?).await?;
    let decides = scope.permissions().allow(Permission::ApproveWork);
    let said = match query.get("kept") {
        "files" => "What you filled in is kept. Choose the files again when you go on.",
        _ => "What you filled in is kept.",
    };
    let said = query.has("kept").then_some(said);
    let content = views::list(&page, &views::Mine { awaited: &awaited, begun: &begun, decides }, layout.times);
    layout.page_saying(said, views::TITLE, Vec::new(), content).await
}

fn paging(query: &Form) -> Result<Paging> {
    Paging::after(AT_ONCE, Some(query.get("cursor")).filter(|cursor| !cursor.is_empty()))
}

fn id(text: &str) -> Result<FormId> {
    text.parse().map_err(|_| Error::NotFound)
}

fn trail() -> Vec<Crumb<'static>> {
    vec![Crumb { label: views::TITLE, href: places::FORMS }]
}

#[handler]
async fn show(
    scope: ClientScope,
    layout: Layout,
    storage: Data<&Storage>,
    Path(form): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    let opened = service::open(&scope, id(&form)?).await?;
    let page = query.get("page").parse::<usize>().map_or(opened.page, |page| page.saturating_sub(1).min(opened.page));
    let (sent, errors) = (&opened.sent, FieldErrors::default());
    let view = Look { scope: &scope, layout: &layout, storage: &storage, opened: &opened };
    let content = views::fill(&view.page(page, sent, &errors, Notice::None));
    layout.page(&opened.row.title, trail(), content).await
}

/// What the page says before anything else.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Notice {
    None,
    /// The form asks something else by now.
    Changed,
    /// An answer has brought up so many questions on the same page.
    More(usize),
}

/// A form that is looked at.
struct Look<'a> {
    scope: &'a ClientScope,
    layout: &'a Layout,
    storage: &'a Storage,
    opened: &'a Opened,
}

impl<'a> Look<'a> {
    fn page(&self, page: usize, sent: &'a Sent, errors: &'a FieldErrors, notice: Notice) -> Fill<'a> {
        Fill {
            opened: self.opened,
            page,
            sent,
            errors,
            notice,
            limit: self.storage.limit,
            decides: self.scope.permissions().allow(Permission::ApproveWork),
            token: &self.layout.token,
            once: &self.layout.once,
        }
    }

    async fn again(
        &self,
        page: usize,
        sent: &'a Sent,
        errors: &'a FieldErrors,
        notice: Notice,
    ) -> poem::Result<Response> {
        let content = views::fill(&self.page(page, sent, errors, notice));
        self.layout.invalid(&self.opened.row.title, trail(), content).await
    }
}

/// Goes a page on or back, leaves the rest for later, shows what an answer brings up, or sends it all.
#[handler]
async fn act(
    scope: ClientScope,
    layout: Layout,
    storage: Data<&Storage>,
    Path(form): Path<String>,
    Query(query): Query,
    typed: Form,
    coming: Files,
) -> poem::Result<Response> {
    let opened = service::open(&scope, id(&form)?).await?;
    let last = opened.form.pages.len() - 1;
    let page = typed.get("page").parse::<usize>().map_or(0, |page| page.min(last));
    let sent = merged(&opened, page, &typed);
    let look = Look { scope: &scope, layout: &layout, storage: &storage, opened: &opened };
    let here = |page: usize| format!("{}?page={}", places::form(opened.row.id), page + 1);
    let none = FieldErrors::default();
    // Below a field for files a button's address says what it is for: what comes after files is not read.
    let go = if query.has("go") { query.get("go") } else { typed.get("go") };
    match go {
        "look" => return Ok(views::questions(&look.page(page, &sent, &none, Notice::None)).into_response()),
        "later" => {
            service::keep(&scope, &opened, page, &sent).await?;
            let mut kept = "kept";
            // Files are read past: a browser that cannot send them hears no answer.
            while let Ok(Some(_)) = coming.next().await {
                kept = "kept=files";
            }
            return Ok(layout.go(&format!("{}?{kept}", places::FORMS)));
        }
        "back" => {
            service::keep(&scope, &opened, page.max(opened.page), &sent).await?;
            return Ok(layout.go(&here(page.saturating_sub(1))));
        }
        _ => {}
    }
    let notice = match brought_up(&opened, page, &sent, &typed) {
        _ if typed.get("version") != opened.version.to_string() => Notice::Changed,
        0 => Notice::None,
        more => Notice::More(more),
    };
    if notice != Notice::None {
        service::keep(&scope, &opened, page.max(opened.page), &sent).await?;
        return look.again(page, &sent, &none, notice).await;
    }
    if page < last {
        let errors = wrong_until(&opened, page, &sent);
        if errors.iter().next().is_some() {
            return look.again(page, &sent, &errors, Notice::None).await;
        }
        service::keep(&scope, &opened, (page + 1).max(opened.page), &sent).await?;
        return Ok(layout.go(&here(page + 1)));
    }
    let mut stored = Vec::new();
    let verb = async |uploads: &[_]| service::submit(&scope, &opened, &sent, uploads).await;
    match files::taken(&scope, &storage, &coming, &mut stored, verb).await {
        Ok(submission) => Ok(layout.go(&format!("{}?sent", places::form_submission(opened.row.id, submission)))),
        Err(Error::Invalid(errors)) => {
            service::keep(&scope, &opened, last, &sent).await?;
            let page = views::page_of(&opened.form, &errors).unwrap_or(last);
            look.again(page, &sent, &errors, Notice::None).await
        }
        Err(Error::Stale) => {
            service::keep(&scope, &opened, last, &sent).await?;
            let opened = service::open(&scope, opened.row.id).await?;
            let look = Look { opened: &opened, ..look };
            look.again(opened.page, &sent, &none, Notice::Changed).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What was typed before, with what this page says now.
fn merged(opened: &Opened, page: usize, typed: &Form) -> Sent {
    let mut sent = opened.sent.clone();
    for field in &opened.form.pages[page].fields {
        let reason = (field.kind == FieldKind::Approval).then(|| format!("{}_reason", field.name));
        for name in std::iter::once(field.name.clone()).chain(reason) {
            let values: Vec<_> = typed.all(&format!("{INPUT}{name}")).map(ToOwned::to_owned).collect();
            sent.insert(name, values);
        }
    }
    sent
}

/// How much the page asks that the reader has not seen yet, because of what was just answered.
fn brought_up(opened: &Opened, page: usize, sent: &Sent, typed: &Form) -> usize {
    let seen: HashSet<&str> = typed.all("asked").collect();
    views::asked_on(&opened.form, page, sent).filter(|field| !seen.contains(field.name.as_str())).count()
}

/// What is wrong on this page; what stands before it may decide what it asks.
fn wrong_until(opened: &Opened, page: usize, sent: &Sent) -> FieldErrors {
    let fields = opened.form.pages[..=page].iter().flat_map(|page| &page.fields);
    let wrong = answers::check(fields, sent).err().unwrap_or_default();
    let mut errors = FieldErrors::default();
    for (name, message) in wrong {
        if opened.form.pages[page].fields.iter().any(|field| field.name == name) {
            errors.add(name, message);
        }
    }
    errors
}

#[handler]
async fn sent_before(
    scope: ClientScope,
    layout: Layout,
    Path(form): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    let form = service::named(&scope, id(&form)?).await?;
    let page = service::submissions(&scope, form.id, &paging(&query)?).await?;
    layout.page(&form.title, trail(), views::history(&form, &page, layout.times)).await
}

#[handler]
async fn sent_once(
    scope: ClientScope,
    layout: Layout,
    Path((form, submission)): Path<(String, String)>,
    Query(query): Query,
) -> poem::Result<Response> {
    let once = submission.parse().map_err(|_| Error::NotFound)?;
    let (form, submitted) = service::submission(&scope, id(&form)?, once).await?;
    let history = places::form_submissions(form.id);
    let mut trail = trail();
    trail.push(Crumb { label: &form.title, href: &history });
    let content = views::submission(&form, &submitted, query.has("sent"), layout.times);
    layout.page(&form.title, trail, content).await
}

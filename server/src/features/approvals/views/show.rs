use maud::{Markup, html};

use super::words::{standing, step_status, turn};
use super::{compare, decide, history, rail, stage};
use crate::entity::words::{ApprovalStatus, Verdict, WaitsOn};
use crate::entity::{approval_event, approval_version};
use crate::features::approvals::rules;
use crate::features::approvals::service::{Listed, Step, Version};
use crate::ids::{ClientId, FileId};
use crate::web::components::{Heading, Icon, Section, Times, Tone, banner, empty_state, facts, panel, prose};
use crate::web::{markdown, places};

/// What was typed and not taken, to be drawn again.
#[derive(Default)]
pub struct Typed {
    pub feedback: String,
    pub feedback_error: Option<String>,
    pub comment: String,
    pub comment_error: Option<String>,
    pub place: String,
    pub files_error: Option<String>,
}

/// Something that the page says before anything else.
pub struct Notice {
    pub title: String,
    pub text: String,
}

/// An approval, as one person looks at one version of one of its steps.
pub struct Shown<'a> {
    pub listed: &'a Listed,
    pub steps: &'a [Step],
    pub step: &'a Step,
    pub version: Option<&'a Version>,
    /// Which page of its documents is wanted; of one of them, where one is named.
    pub page: (Option<FileId>, u32),
    /// Two versions, where they are compared.
    pub compared: Option<(&'a Version, &'a Version)>,
    pub events: &'a [approval_event::Model],
    pub reader: ClientId,
    /// Whether the reader may decide on work here.
    pub decides: bool,
    /// Whether the reader may say something.
    pub comments: bool,
    /// How many comments stand on a page that renews its parts.
    pub comments_seen: Option<usize>,
    pub notice: Option<Notice>,
    pub typed: Typed,
    pub times: Times,
    pub token: &'a str,
    pub once: &'a str,
    /// The most bytes of a file.
    pub limit: u64,
}

impl Shown<'_> {
    /// The address of this page.
    pub fn path(&self) -> String {
        places::approval(self.listed.approval.id)
    }

    /// On which topic a part of this page is drawn anew, and from where: with the same version as before.
    pub fn live(&self) -> (String, String) {
        let shown =
            self.version.map(|version| format!("&version={}&comments={}", version.version.id, version.comments.len()));
        let source = format!("{}?step={}{}", self.path(), self.step.step.id, shown.unwrap_or_default());
        (format!("approval:{}", self.listed.approval.id), source)
    }

    /// The address of another version.
    pub fn at(&self, version: &approval_version::Model) -> String {
        format!("{}?step={}&version={}", self.path(), version.step_id, version.id)
    }

    /// Which page of a document is wanted.
    pub fn page_of(&self, document: FileId) -> u32 {
        let (of, page) = self.page;
        if of.is_none_or(|of| of == document) { page } else { 1 }
    }

    /// Whether the version in view is the one that counts.
    pub fn is_current(&self) -> bool {
        let current = self.step.current().map(|version| version.version.id);
        current.is_some() && current == self.version.map(|version| version.version.id)
    }

    /// Whether the version in view is the one whose approval stands, be it the one that counts or not.
    pub fn is_proved(&self) -> bool {
        if self.is_current() && self.step.step.status == ApprovalStatus::Approved {
            return true;
        }
        let stands = rules::approval_that_stands(self.events, self.step.step.id).map(|at| &self.events[at]);
        let version = self.version.map(|version| version.version.id);
        version.is_some() && stands.is_some_and(|event| event.version_id == version)
    }

    /// Whether the step is the reader's to decide on.
    pub fn is_mine(&self) -> bool {
        self.names_me(self.step)
    }

    fn names_me(&self, step: &Step) -> bool {
        let named = &step.reviewers;
        self.decides && (named.is_empty() || named.iter().any(|person| person.id == self.reader))
    }

    /// What the reader has decided on the version that counts.
    pub fn my_verdict(&self) -> Option<Verdict> {
        self.verdict_on(self.step)
    }

    fn verdict_on(&self, step: &Step) -> Option<Verdict> {
        rules::latest(&step.current()?.decisions).get(&self.reader).copied()
    }

    /// Whether a step, be it in view or not, waits for the reader and not for colleagues alone.
    fn waits_for_me(&self) -> bool {
        let mut waiting = self.steps.iter().filter(|step| step.step.waits_since.is_some());
        waiting.any(|step| self.names_me(step) && self.verdict_on(step).is_none())
    }

    /// Whether the approval stands at a step of which nothing was sent yet.
    fn is_unsent(&self) -> bool {
        let first = self.steps.iter().find(|step| step.step.status != ApprovalStatus::Approved);
        self.listed.approval.waits_on == WaitsOn::Agency && first.is_some_and(|step| step.step.sent_at.is_none())
    }

    /// Whether the reader is asked to decide on the version in view.
    pub fn asks(&self) -> bool {
        self.step.step.waits_since.is_some() && self.is_current() && self.is_mine() && self.my_verdict().is_none()
    }

    /// What was written with a decision for which it is too late. It can still be said as a comment.
    pub fn unsaid(&self) -> Option<&str> {
        Some(self.typed.feedback.as_str()).filter(|text| !text.trim().is_empty() && !self.asks())
    }

    /// Whether the reader may take it back.
    pub fn may_withdraw(&self) -> bool {
        let later = self.steps.iter().filter(|step| step.step.position > self.step.step.position);
        let built_on = later.flat_map(|step| &step.versions).any(|version| !version.decisions.is_empty());
        let approval = &self.listed.approval;
        self.my_verdict().is_some() && approval.archived_at.is_none() && (approval.parallel || !built_on)
    }
}

/// The page.
pub fn show(view: &Shown<'_>) -> Markup {
    html! {
        (live(view, "approval-heading", heading(view)))
        div hx-post=(format!("{}/seen", view.path())) hx-trigger="load" hx-swap="none" {}
        @if let Some(notice) = &view.notice {
            (banner(Tone::Warning, &notice.title, html! {
                (notice.text)
                @if view.unsaid().is_some() { " What you wrote is kept: send it as a comment, if it still matters." }
            }))
        }
        (live(view, "approval-news", news(view)))
        @if view.steps.len() > 1 { (live(view, "approval-steps", steps(view))) }
        (about_step(view))
        (live(view, "approval-film", film(view)))
        @match (view.compared, view.version) {
            (Some((old, new)), _) => { (compare::compare(view, old, new)) }
            (None, Some(version)) => {
                div class="review" {
                    div class="review-main" {
                        (stage::contents(view, version))
                        (stage::stage(view, version))
                        (decide::decide(view))
                    }
                    (rail::rail(view, version))
                }
            }
            (None, None) => {
                (panel(empty_state(Icon::Clock, "Not sent yet", "The team sends this step when it is ready. You are told when it is here.", None)))
            }
        }
        (live(view, "approval-history", html! {
            (Section::new("history", "History").body(history::history(view)))
        }))
    }
}

/// A part that shows the same version as before when it is drawn anew. The work, its comments and the decision are
/// none: what somebody looks at and writes is not changed under them, they are told that there is something new. Only
/// what cannot be looked at yet is one.
fn live(view: &Shown<'_>, id: &str, body: Markup) -> Markup {
    let (topic, source) = view.live();
    html! {
        div class="results" id=(id) data-live=(topic) data-src=(source) { (body) }
    }
}

fn heading(view: &Shown<'_>) -> Markup {
    let approval = &view.listed.approval;
    let heading = Heading::new(&approval.title)
        .above(html! {
            "#" (approval.number)
            @if let Some(project) = &view.listed.project { " · " a href=(places::project(project.id)) { (project.name) } }
        })
        .below(html! {
            (standing(approval, view.is_unsent()))
            span class="muted" { (turn(approval, view.waits_for_me(), view.times)) }
            @if let Some(due) = approval.due_at { (view.times.due(view.times.local_day(due))) }
            @if approval.archived_at.is_some() { span class="muted" { "In the archive" } }
        });
    html! { (heading) }
}

/// Says that what is in view is not what counts any more.
fn news(view: &Shown<'_>) -> Markup {
    let newer = view.step.current().filter(|_| view.compared.is_none() && !view.is_current());
    let unread = view.comments_seen.zip(view.version).is_some_and(|(seen, version)| version.comments.len() > seen);
    html! {
        @if unread {
            (banner(Tone::Accent, "Something new was said", html! {
                @if let Some(version) = view.version { a href=(view.at(&version.version)) { "Show the comments" } }
            }))
        }
        @if let Some(newer) = newer {
            (banner(Tone::Accent, &format!("Version {} was sent", newer.version.number), html! {
                "You are looking at an earlier one. " a href=(view.at(&newer.version)) { "Go to the current version" }
            }))
        }
    }
}

fn steps(view: &Shown<'_>) -> Markup {
    html! {
        nav class="steps" aria-label="Steps" {
            ol {
                @for step in view.steps {
                    li class="step" {
                        a href=(format!("{}?step={}", view.path(), step.step.id)) aria-current=[(step.step.id == view.step.step.id).then_some("step")] {
                            span class="step-number" { (step.step.position) }
                            span class="step-title" { (step.step.title) }
                            (step_status(&step.step))
                        }
                    }
                }
            }
        }
    }
}

fn about_step(view: &Shown<'_>) -> Markup {
    let step = &view.step.step;
    let names: Vec<&str> = view.step.reviewers.iter().map(|person| person.name.as_str()).collect();
    let rule = rule(view, &names);
    let mut items = Vec::new();
    if let Some(due) = step.due_at {
        items.push(("Due", html! { (view.times.exact(due)) }));
    }
    items.push(("Decided by", html! { (rule) }));
    html! {
        div class="step-about" {
            @if view.steps.len() > 1 { h2 { (step.title) } }
            @if !step.instructions.is_empty() { (prose(markdown::html(&step.instructions))) }
            (facts(&items))
            @if step.unreachable_since.is_some() {
                (banner(Tone::Warning, "Nobody is left here who could decide on this", html! {
                    "The team knows, and says who does. Until then this waits for the team."
                }))
            }
        }
    }
}

fn rule(view: &Shown<'_>, names: &[&str]) -> String {
    use crate::entity::words::ReviewRule;
    let people = names.join(", ");
    let quorum = view.step.step.quorum.unwrap_or(1);
    match (view.step.step.rule, names) {
        (ReviewRule::Any, []) => "Anyone who approves work".into(),
        (ReviewRule::All, []) => "Everyone who approves work".into(),
        (ReviewRule::Quorum, []) => format!("{quorum} of those who approve work"),
        (ReviewRule::Any, [_]) => people,
        (ReviewRule::Any, _) => format!("One of {people}"),
        (ReviewRule::All, _) => format!("All of {people}"),
        (ReviewRule::Quorum, _) => format!("{quorum} of {people}"),
    }
}

/// The versions of the step, one beside the other, with what was said of them.
fn film(view: &Shown<'_>) -> Markup {
    let versions = &view.step.versions;
    html! {
        @if versions.len() > 1 {
            nav class="film" aria-label="Versions" {
                ol {
                    @for (index, version) in versions.iter().enumerate() {
                        li class="frame-of-film" {
                            a class="film-link" href=(view.at(&version.version)) aria-current=[is_shown(view, version).then_some("true")] {
                                (stage::thumbnail(version))
                                span class="film-words" {
                                    span class="film-title" { "Version " (version.version.number) @if index + 1 == versions.len() { " · current" } }
                                    span class="film-meta" { (view.times.relative(version.version.created_at)) }
                                    (said(version))
                                }
                            }
                            @if index > 0 {
                                a class="film-compare" href=(format!("{}?step={}&compare={index}-{}", view.path(), view.step.step.id, index + 1)) {
                                    "Compare with version " (index)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn is_shown(view: &Shown<'_>, version: &Version) -> bool {
    view.compared.is_none() && view.version.is_some_and(|shown| shown.version.id == version.version.id)
}

/// What was decided on a version, in a line.
fn said(version: &Version) -> Markup {
    let standing = rules::latest(&version.decisions);
    let last = version.decisions.iter().rev().find(|row| standing.get(&row.client_user_id) == Some(&row.verdict));
    html! {
        @if let Some(last) = last {
            span class="film-said" {
                (last.author_name)
                @match last.verdict {
                    Verdict::Approved => { " approved" }
                    Verdict::ChangesRequested => { " asked for changes" }
                    Verdict::Withdrawn => {}
                }
            }
            @if !last.feedback.is_empty() { span class="film-feedback" { (markdown::excerpt(&last.feedback, 80)) } }
        }
    }
}

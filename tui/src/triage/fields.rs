use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use portico_openapi::types::{NewSavedView, RequestSort, SavedView, SavedViewChange};
use uuid::Uuid;

use super::{Deed, Purpose, SORTS, Source, Which, sort_words};
use crate::{
    form::{Field, Form, Pick},
    office::Fault,
    when,
};

/// What a view is made of: one that is kept, or the filter that there is.
pub fn view_fields(kept: Option<&SavedView>, filter: &str, sort: RequestSort) -> Vec<Field> {
    let picks = SORTS.into_iter().flatten().map(|sort| Pick::new(sort.to_string(), sort_words(sort))).collect();
    vec![
        Field::text("name", "Name", kept.map_or("", |view| &view.name)),
        Field::text("filter", "Filter", filter).helped("such as status:new assignee:me waiting>2d"),
        Field::choice("sort", "Order", picks, &sort.to_string()),
        Field::switch("shared", "Everybody sees it", kept.is_some_and(|view| view.shared)),
    ]
}

/// What a form about a view comes to.
pub fn read_view(kept: Option<(Uuid, i64)>, form: &Form) -> Result<Deed, Fault> {
    let name = form.given("name").ok_or(("name", "Say how the view is called."))?;
    let filter = form.text("filter").trim().to_owned();
    let sort = form.text("sort").parse::<RequestSort>().ok();
    let shared = Some(form.is_on("shared"));
    Ok(match kept {
        None => Deed::Keep(NewSavedView { name, filter, sort, shared, position: None }),
        Some((id, version)) => {
            let (name, filter) = (Some(name), Some(filter));
            Deed::Change(id, version, SavedViewChange { name, filter, sort, shared, position: None })
        }
    })
}

/// When something is due.
pub fn due_field(day: Option<NaiveDate>) -> Field {
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    Field::text("due_on", "Due", &day).helped("2026-12-01, or 3d, 2w; empty: no day")
}

/// The day that a form says; none where it says none.
pub fn read_due(form: &Form, now: DateTime<Utc>, zone: FixedOffset) -> Result<Option<NaiveDate>, Fault> {
    let Some(text) = form.given("due_on") else {
        return Ok(None);
    };
    if let Ok(day) = text.parse() {
        return Ok(Some(day));
    }
    let at = when::ahead(&text, now, zone).ok_or(("due_on", "Say a day, such as 2026-12-01, or 3d, 2w."))?;
    Ok(Some(at.with_timezone(&zone).date_naive()))
}

/// What a message is called as a request of its own.
pub fn split_field(subject: &str) -> Field {
    Field::text("subject", "What it is called", subject)
}

/// What a form about a message comes to.
pub fn read_split(of: Source, form: &Form) -> Result<Deed, Fault> {
    let subject = form.given("subject").ok_or(("subject", "Say what it is called."))?;
    Ok(Deed::Split(of, subject))
}

impl Purpose {
    /// The form's title.
    pub fn title(&self) -> String {
        match self {
            Self::View(None) => "Keep as a view".into(),
            Self::View(Some(_)) => "The view".into(),
            Self::Due(targets) => match targets.as_slice() {
                [one] => format!("#{} is due", one.number),
                many => format!("{} marked requests are due", many.len()),
            },
            Self::Until(targets) => match targets.as_slice() {
                [one] => format!("Snooze #{}", one.number),
                many => format!("Snooze {} marked requests", many.len()),
            },
            Self::Split(of) => format!("Split a message off #{}", of.request.number),
            Self::Open(ground) => format!("A request for {}", ground.name),
            Self::Bulk(Which::Marked(ids)) => match ids.len() {
                1 => "Change one marked request".into(),
                many => format!("Change {many} marked requests"),
            },
            Self::Bulk(Which::Like(_)) => "Change all that the view asks for".into(),
        }
    }
}

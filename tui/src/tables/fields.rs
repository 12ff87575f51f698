use std::path::PathBuf;

use clap::ValueEnum;

use super::{Deed, Export, Job, Order, What};
use crate::{
    form::{Field, Form, Pick},
    office::Fault,
};

fn kinds() -> Vec<Pick> {
    ["clients", "projects", "requests"].map(|name| Pick::new(name, name)).into()
}

/// Something out of a file, as a form has it.
pub fn import_fields() -> Vec<Field> {
    let existing = vec![
        Pick::new("refuse", "is a fault"),
        Pick::new("skip", "stays as it is"),
        Pick::new("update", "becomes what the file says"),
    ];
    vec![
        Field::choice("what", "Rows of", kinds(), ""),
        Field::path("path", "CSV file", "~/").helped("tab completes; it is only looked at first"),
        Field::choice("existing", "What is there", existing, "").helped("requests always stay"),
        Field::switch("invite", "Ask new people by mail", false).helped("of clients; else nobody gets a mail"),
    ]
}

/// Something into a file, as a form has it.
pub fn export_fields() -> Vec<Field> {
    let formats = vec![Pick::new("csv", "CSV"), Pick::new("jsonl", "JSON, one a line")];
    vec![
        Field::choice("what", "Rows of", kinds(), ""),
        Field::choice("format", "Written as", formats, ""),
        Field::text("filter", "Only those like", "").helped("of requests, such as status:open tag:print"),
        Field::path("path", "File", "~/").helped("tab completes"),
    ]
}

/// What a form with files comes to.
pub fn filled(order: Order, form: &Form) -> Result<Deed, Fault> {
    let what: What = chosen(form, "what").ok_or(("what", "Choose what the rows are of."))?;
    let path = PathBuf::from(form.given("path").ok_or(("path", "Say which file."))?);
    Ok(match order {
        Order::Import => {
            let existing = chosen(form, "existing").unwrap_or_default();
            Deed::Import(Box::new(Job::new(what, path, existing, form.is_on("invite") && what == What::Clients)))
        }
        Order::Export => {
            let filter = form.given("filter").unwrap_or_default();
            if !filter.is_empty() && what != What::Requests {
                return Err(("filter", "Only requests have filters."));
            }
            let format = chosen(form, "format").unwrap_or_default();
            Deed::Export(Export { what, filter, format, path: Some(path) })
        }
    })
}

fn chosen<T: ValueEnum>(form: &Form, name: &str) -> Option<T> {
    T::from_str(&form.text(name), true).ok()
}

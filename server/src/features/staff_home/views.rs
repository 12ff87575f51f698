use maud::{Markup, html};
use serde_json::Value;

use crate::web::components::{Button, Icon, Tone, badge};

pub const TITLE: &str = "Staff";
pub const API_TITLE: &str = "Staff API";

/// Where staff begin.
pub fn home(agency: &str, address: &str) -> Markup {
    html! {
        h1 { (agency) }
        p { "The team works in the console, in a terminal. It speaks to this server over the staff API." }
        pre { code { "portico-console --server " (address) } }
        (Button::primary("Read the API documentation").link("/dashboard/api").icon(Icon::ArrowRight))
        p class="muted" { "Clients sign in at " a href="/portal/login" hx-boost="false" { "the portal" } "." }
    }
}

/// The API, operation by operation, as the document says it.
pub fn api(document: &Value) -> Markup {
    let paths = document["paths"].as_object();
    html! {
        h1 { (API_TITLE) }
        p {
            "Everything the console does, programs can do. Clients are generated from "
            a href="/api/v1/openapi.json" { "the OpenAPI document" } "."
        }
        @if let Some(paths) = paths {
            @for (path, methods) in paths {
                @for (method, operation) in methods.as_object().into_iter().flatten() {
                    (described(path, method, operation))
                }
            }
        }
    }
}

fn described(path: &str, method: &str, operation: &Value) -> Markup {
    let text = |name: &str| operation[name].as_str().unwrap_or_default();
    let parameters = operation["parameters"].as_array();
    let body = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str();
    html! {
        details class="operation" id=(text("operationId")) {
            summary {
                (badge(if method == "get" { Tone::Neutral } else { Tone::Accent }, &method.to_uppercase()))
                " " code { "/api/v1" (path) } " " (text("summary"))
            }
            p { (text("description")) }
            @if let Some(body) = body { p { "Body: " code { (body.rsplit('/').next().unwrap_or(body)) } } }
            @if let Some(parameters) = parameters {
                dl {
                    @for parameter in parameters {
                        dt { code { (parameter["name"].as_str().unwrap_or_default()) } " " (parameter["in"].as_str().unwrap_or_default()) }
                        dd { (parameter["description"].as_str().unwrap_or_default()) }
                    }
                }
            }
        }
    }
}

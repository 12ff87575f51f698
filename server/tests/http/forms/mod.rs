//! Forms: what staff write, what clients are asked, and what becomes of the answers.

mod fill;
mod send;
mod write;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Browser, Staff, TestApp, attribute_after};

/// Two pages: the second asks for more when the first answer of it is yes.
pub const TWO_PAGES: &str = r#"
intro: Tell us **who** you are.
thanks: We begin on Monday.
pages:
  - title: You
    fields:
      - { name: company, type: text, label: Company, required: true, max: 20 }
      - { name: people, type: number, label: How many people?, min: 1 }
  - title: The site
    fields:
      - { name: site, type: yes_no, label: Do you have a site?, required: true }
      - { name: url, type: text, label: Its address, required: true, when: { field: site, is: true } }
      - { name: tools, type: choices, label: Tools, choices: [Mail, Chat] }
"#;

/// Publishes a form to the first client.
pub async fn published(app: &TestApp, mia: &Staff, title: &str, schema: &str) -> Value {
    let new = json!({ "workspace_id": app.cast.acme.workspace, "title": title, "schema": schema });
    mia.post("/forms", new).await.expect(201).json()
}

/// The page of a form, and what it has hidden in it for a browser to send back.
pub async fn hidden(carla: &Browser, path: &str) -> (String, Vec<(String, String)>) {
    let page = carla.get(path).await.expect(200).body;
    let names = ["once", "version", "page"];
    let mut fields: Vec<_> = names
        .iter()
        .map(|name| {
            let value = attribute_after(&page, &format!("name=\"{name}\""), "value").unwrap();
            ((*name).to_owned(), value.to_owned())
        })
        .collect();
    for part in page.split("name=\"asked\" value=\"").skip(1) {
        fields.push(("asked".to_owned(), part.split('"').next().unwrap().to_owned()));
    }
    (page, fields)
}

/// Sends a page as a browser does that has it open.
pub async fn fill(carla: &Browser, path: &str, typed: &[(&str, &str)]) -> Answer {
    let (_, hidden) = hidden(carla, path).await;
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend(typed);
    carla.post(path.split('?').next().unwrap(), &fields).await
}

/// Where a form is.
pub fn place(form: &Value) -> String {
    format!("/portal/forms/{}", form["id"].as_str().unwrap())
}

/// What was sent of a form, as staff read it.
pub async fn sent(mia: &Staff, form: &Value) -> Vec<Value> {
    mia.all(&format!("/forms/{}/submissions", form["id"].as_str().unwrap()), 200).await
}

/// A form's id.
pub fn id(form: &Value) -> Uuid {
    form["id"].as_str().unwrap().parse().unwrap()
}

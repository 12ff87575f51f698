//! What a certificate shows to people, beside what it holds for programs; and that papers wear the agency's brand.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use poem::http::Method;
use portico::commands::doctor::paper;
use portico::features::certificates;
use serde_json::json;

use super::certificate;
use crate::invoices;
use crate::support::{Staff, TestApp, png};

/// Words without what is between them: where lines end on paper is of no matter.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

/// An invoice and a certificate, as their client has them now.
async fn papers(app: &TestApp) -> [Vec<u8>; 2] {
    let invoice = invoices::plain(app, &app.cast.acme, 10_000).await;
    let path = format!("/portal/billing/invoices/{}/pdf", invoice.id);
    let invoice = app.as_client("carla").await.get(&path).await.expect(200).bytes;
    [invoice, certificate(app).await.1]
}

fn pictures(pdf: &[u8]) -> usize {
    let of = |what: &[u8]| pdf.windows(what.len()).filter(|part| *part == what).count();
    of(b"/Subtype /Image") + of(b"/Subtype/Image")
}

/// Whether something is drawn in a colour.
fn inked(pdf: &[u8], colour: [u8; 3]) -> bool {
    let unpacked = paper::words(pdf).unwrap();
    let words: Vec<&str> = unpacked.split_whitespace().collect();
    let near = |word: &str, part: u8| word.parse::<f64>().is_ok_and(|at| (at - f64::from(part) / 255.0).abs() < 0.002);
    words.windows(3).any(|three| three.iter().zip(colour).all(|(word, part)| near(word, part)))
}

async fn wear(adam: &Staff, accent: &str) {
    let draft = adam.ask(Method::PUT, "/agency/brand/draft");
    draft
        .json(&json!({ "palette": { "light": { "accent": accent }, "dark": { "accent": "#e39479" } } }))
        .send()
        .await
        .expect(200);
    adam.post("/agency/brand/publish", json!({})).await.expect(200);
}

both! {
    /// S1.51: people read on the pages what programs read in the record: which files and which text, with their hashes,
    /// by whom, when, on which version, from which agency.
    async fn s1_51_the_pages_say_what_the_record_says(app: TestApp) {
        let (_, pdf) = certificate(&app).await;
        let record = certificates::open(&pdf).unwrap().record;
        let read = paper::seen(&pdf).unwrap();
        assert!(!read.contains(&record.format), "this is what is attached, and not what is shown: {read}");
        let shown = flat(&read);
        let says = |what: &str| assert!(shown.contains(&flat(what)), "“{what}” is not on the pages: {read}");
        let zone: Tz = app.store.value("SELECT time_zone FROM agency WHERE name = 'Northwind Studio'").await.parse().unwrap();
        let at = |moment: DateTime<Utc>, how: &str| moment.with_timezone(&zone).format(how).to_string();

        assert_eq!((record.agency.name.as_str(), record.approval.title.as_str()), ("Northwind Studio", "Spring campaign"));
        says(&record.agency.name);
        says(&record.workspace.name);
        says(&record.approval.title);
        says(&record.step.title);
        says(&format!("Version {} of “{}”", record.version.number, record.step.title));
        says(&at(record.approved_at, "%-d %B %Y, %H:%M:%S %Z"));
        says(&at(record.version.sent_at, "%-d %B %Y, %H:%M:%S %Z"));

        let names: Vec<&str> = record.version.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["Logo größe ✓.png", "brochure.pdf"]);
        says("Logo größe");
        says("brochure.pdf");
        let hashes = record.version.files.iter().map(|file| &file.sha256).chain(&record.version.text_sha256);
        assert_eq!(hashes.clone().count(), 3);
        for hash in hashes {
            let (first, second) = hash.split_at(32);
            says(first);
            says(second);
        }

        assert!(!record.decisions.is_empty() && record.decisions[0].name == "Carla", "{:?}", record.decisions);
        for decision in &record.decisions {
            says(&decision.name);
            says(&at(decision.at, "%Y-%m-%d %H:%M:%S"));
        }
        for event in &record.events {
            says(&event.hash[..12]);
            says(&event.actor_name);
        }
    }

    /// S2.2: a published logo and another accent are on the next invoice and on the next certificate.
    async fn s2_2_papers_wear_the_published_brand(app: TestApp) {
        let rust = [0x9a, 0x3b, 0x26];
        for paper in papers(&app).await {
            assert!(pictures(&paper) == 0 && !inked(&paper, rust) && inked(&paper, [0x0f, 0x76, 0x6e]));
        }
        let adam = app.as_staff("adam").await;
        let logo = adam.ask(Method::PUT, "/agency/images/logo_light").body("application/octet-stream", png(90, 30));
        logo.send().await.expect(200);
        wear(&adam, "#9a3b26").await;
        for paper in papers(&app).await {
            assert!(pictures(&paper) > 0, "without the logo");
            assert!(inked(&paper, rust) && !inked(&paper, [0x0f, 0x76, 0x6e]), "in another colour");
        }
    }
}

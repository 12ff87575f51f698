//! What a client approved, as a PDF that proves itself: to people, and to `portico verify`, without a server.

mod paper;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use poem::http::Method;
use portico::access::{self, Approver};
use portico::entity::words::{ActorKind, Preview, Verdict};
use portico::entity::{approval_step, upload};
use portico::features::approvals::{self, Answer};
use portico::features::certificates;
use portico::ids::{Id, UploadId};
use portico::secrets;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::approvals::{decide, next, page};
use crate::support::{Answer as Reply, TestApp, World, host};

const LOGO: &[u8] = b"the logo, as it was shown";
const COPY: &[u8] = b"the brochure, as it was shown";

/// A file that was uploaded; its bytes are of no matter to the certificate.
async fn uploaded(app: &TestApp, world: &World, name: &str, content: &[u8]) -> Uuid {
    let scope = app.app.database.system().agency(world.agency.into());
    let id = UploadId::new();
    let row = upload::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        name: Set(name.into()),
        media_type: Set("image/png".into()),
        size: Set(content.len() as i64),
        sha256: Set(secrets::hash_bytes(content)),
        uploader_kind: Set(ActorKind::Staff),
        uploader_id: Set(world.staff),
        preview: Set(Preview::None),
        width: Set(None),
        height: Set(None),
        pages: Set(None),
        created_at: Set(scope.now()),
    };
    scope.insert(row).await.unwrap();
    id.into()
}

/// Who works for a world, and who decides there.
fn people(app: &TestApp, world: &World) -> (&'static str, &'static str) {
    let of = |other: &World| world.workspace == other.workspace;
    match () {
        () if of(&app.cast.harbor) => ("henry", "hana"),
        () if of(&app.cast.bluebird) => ("mia", "ben"),
        () if of(&app.cast.east) || of(&app.cast.west) => ("mia", "fiona"),
        () => ("mia", "carla"),
    }
}

/// An approval of a logo, a brochure and a text that waits for its client.
async fn sent(app: &TestApp, world: &World) -> Value {
    let files =
        [uploaded(app, world, "Logo größe ✓.png", LOGO).await, uploaded(app, world, "brochure.pdf", COPY).await];
    let new = json!({
        "workspace_id": world.workspace,
        "title": "Spring campaign",
        "steps": [{ "title": "Design", "version": { "body": "# Words\n\nthat were shown", "files": files } }],
    });
    app.as_staff(people(app, world).0).await.post("/approvals", new).await.expect(201).json()
}

fn id(value: &Value) -> Uuid {
    value.as_str().unwrap().parse().unwrap()
}

async fn approve(app: &TestApp, world: &World, approval: &Value) {
    let step = &approval["steps"][0];
    let answer = Answer {
        step: id(&step["id"]).into(),
        version: id(&step["versions"][0]["id"]).into(),
        verdict: Verdict::Approved,
        feedback: String::new(),
    };
    let person = people(app, world).1;
    let cookie = app.as_client(person).await.cookie("sid").unwrap();
    let workspace = Some(world.workspace.into());
    let scope = access::client_scope(&app.app.database, &cookie, host(person), workspace).await.unwrap();
    approvals::decide(&Approver::new(scope).unwrap(), id(&approval["id"]).into(), answer).await.unwrap();
}

/// What has a certificate in a world: the approval, which is made for it, or the step of the last one.
pub async fn certified(app: &TestApp, world: &World, place: &str) -> Uuid {
    if place == "approval_id" {
        let approval = sent(app, world).await;
        approve(app, world, &approval).await;
        return id(&approval["id"]);
    }
    let scope = app.app.database.system().agency(world.agency.into());
    let last = scope.find::<approval_step::Entity>().filter(approval_step::Column::WorkspaceId.eq(world.workspace));
    last.desc(approval_step::Column::Id).first().await.unwrap().unwrap().id.into()
}

fn path(approval: &Value) -> String {
    format!("/approvals/{}/steps/{}/certificate", id(&approval["id"]), id(&approval["steps"][0]["id"]))
}

async fn certificate(app: &TestApp) -> (Value, Vec<u8>) {
    let approval = sent(app, &app.cast.acme).await;
    approve(app, &app.cast.acme, &approval).await;
    let answer = app.as_staff("mia").await.get(&path(&approval)).await.expect(200);
    (approval, answer.bytes.clone())
}

/// The folder in which somebody has what they were given.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

/// The exit code and what is said where nobody reads the judgement.
fn verify_unread(certificate: &Path) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
    command.arg("verify").arg(certificate);
    let output = crate::doctor::unread(command);
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn verify(certificate: &Path, files: &[&Path], key: Option<&str>) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
    command.arg("verify").arg(certificate);
    if !files.is_empty() {
        command.arg("--files").args(files);
    }
    if let Some(key) = key {
        command.args(["--key", key]);
    }
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code().unwrap(), format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)))
}

/// Changes a byte somewhere in the middle of what stands between two words.
fn changed(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    changed[at] ^= 1;
    changed
}

fn find(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).position(|part| part == what).unwrap()
}

both! {
    /// S1.51: it says by whom, and exactly what was approved, to whoever has the files.
    async fn s1_51_a_certificate_proves_what_was_approved_without_a_server(app: TestApp) {
        let (_, pdf) = certificate(&app).await;
        let key = app.as_staff("mia").await.get("/agency/certificate-key").await.expect(200).json();
        let key = key["key"].as_str().unwrap();
        let desk = Desk::new();
        let certificate = desk.put("certificate.pdf", &pdf);
        let (logo, copy) = (desk.put("renamed.png", LOGO), desk.put("brochure.pdf", COPY));
        let words = desk.put("words.md", b"# Words\n\nthat were shown");
        let (code, said) = verify(&certificate, &[&logo, &copy, &words], Some(key));
        assert_eq!(code, 0, "{said}");
        for part in ["signed with the key you gave", "Northwind Studio", "Spring campaign", "approved by Carla", "matches, byte for byte (brochure.pdf)", "matches the text"] {
            assert!(said.contains(part), "{part} is not in {said}");
        }
        // What is not kept of a text is not missed, and not passed over either.
        let ended = desk.put("ended.md", b"# Words\r\n\r\nthat were shown\r\n");
        let (code, said) = verify(&certificate, &[&ended], Some(key));
        assert!(code == 0 && said.contains("matches the text that was approved, but for") && !said.contains("the text of the version: not given"), "{said}");
        let other = desk.put("other.md", b"# Words\n\nthat were not shown\n");
        let (code, said) = verify(&certificate, &[&other], Some(key));
        assert!(code == 4 && said.contains("the text of the version: not given"), "{said}");
        // Without a key it says that it does not know whose it is; what was not given was not compared.
        let (code, said) = verify(&certificate, &[&copy], None);
        assert!(code == 0 && said.contains("give --key") && said.contains("✓.png: not given"), "{said}");
        // Scripts ask for the exit code alone, also of what is not genuine.
        assert_eq!(verify_unread(&certificate), (0, String::new()));
        let broken = desk.put("broken.pdf", &changed(&pdf, find(&pdf, b"\nrecord ") + 20));
        assert_eq!(verify_unread(&broken), (3, String::new()));
        // The key may come as the API answers it.
        let kept = desk.put("key.json", format!("{{\"algorithm\":\"ed25519\",\"key\":\"{key}\"}}").as_bytes());
        assert_eq!(verify(&certificate, &[], Some(kept.to_str().unwrap())).0, 0);
    }

    async fn a_file_that_is_another_does_not_match(app: TestApp) {
        let (_, pdf) = certificate(&app).await;
        let desk = Desk::new();
        let certificate = desk.put("certificate.pdf", &pdf);
        let copy = desk.put("brochure.pdf", b"the brochure, as it was shown!");
        let other = desk.put("holiday.jpg", b"a beach");
        let (code, said) = verify(&certificate, &[&copy, &other], None);
        assert_eq!(code, 4, "{said}");
        assert!(said.contains("brochure.pdf: DOES NOT MATCH") && said.contains("holiday.jpg: not part of this approval"), "{said}");
        let (code, said) = verify(&certificate, &[&desk.0.path().join("missing.png")], None);
        assert!(code == 1 && said.contains("missing.png cannot be read"), "{code} {said}");
        assert_eq!(verify(&desk.0.path().join("no.pdf"), &[], None).0, 1);
        assert_eq!(verify(&copy, &[], None).0, 1, "something else passed for a certificate");
    }

    /// Wherever a byte is changed — on the pages, in the record, in the signatures — it shows.
    async fn a_certificate_that_was_tampered_with_is_not_genuine(app: TestApp) {
        let (_, pdf) = certificate(&app).await;
        let desk = Desk::new();
        let opened = certificates::open(&pdf).unwrap();
        assert!(opened.record_signed && opened.file_signed && opened.record.check().is_ok());
        let places = [find(&pdf, b"\nrecord ") + 20, find(&pdf, b"\ndocument ") + 20, find(&pdf, b"\nkey ") + 10];
        let steps = (200..pdf.len() - 200).step_by(pdf.len() / 40);
        for at in places.into_iter().chain(steps) {
            if let Ok(opened) = certificates::open(&changed(&pdf, at)) {
                assert!(!opened.file_signed, "byte {at} can be changed");
            }
        }
        let broken = desk.put("broken.pdf", &changed(&pdf, find(&pdf, b"\nrecord ") + 20));
        let (code, said) = verify(&broken, &[], None);
        assert!(code == 3 && said.contains("BROKEN  the record was changed") && said.contains("NOT genuine"), "{code} {said}");
        // Saved anew, with something behind it.
        let longer = desk.put("longer.pdf", &[pdf.as_slice(), b"\n% a viewer was here\n"].concat());
        let (code, said) = verify(&longer, &[], None);
        assert!(code == 3 && said.contains("changed or saved anew") && said.contains("ok      the record"), "{code} {said}");
    }

    async fn a_record_that_was_changed_shows_even_to_whoever_holds_a_key(app: TestApp) {
        use portico::features::certificates::{Fault, Record};
        let (_, pdf) = certificate(&app).await;
        let record = certificates::open(&pdf).unwrap().record;
        let after = |change: fn(&mut Record)| {
            let mut changed = record.clone();
            change(&mut changed);
            changed.check().unwrap_err()
        };
        assert_eq!(after(|record| record.events[0].actor_name = "Adam".into()), Fault::Chain(1));
        assert_eq!(after(|record| drop(record.events.remove(1))), Fault::Chain(2));
        assert_eq!(after(|record| drop(record.events.pop())), Fault::Outcome);
        assert_eq!(after(|record| record.version.id = Uuid::nil()), Fault::Outcome);
        assert_eq!(after(|record| record.approved_at += chrono::TimeDelta::seconds(1)), Fault::Outcome);
        assert_eq!(after(|record| record.version.files[0].sha256 = "0".repeat(64)), Fault::Shown);
        assert_eq!(after(|record| drop(record.version.files.pop())), Fault::Shown);
        assert_eq!(after(|record| record.version.text_sha256 = None), Fault::Shown);
        assert_eq!(after(|record| record.format = "other/1".into()), Fault::Format);
    }

    async fn the_wrong_key_is_refused_and_every_agency_has_its_own(app: TestApp) {
        let (_, pdf) = certificate(&app).await;
        let desk = Desk::new();
        let certificate = desk.put("certificate.pdf", &pdf);
        let key = app.as_staff("henry").await.get("/agency/certificate-key").await.expect(200).json();
        for wrong in [key["key"].as_str().unwrap(), "AAAA", "-AAA", ""] {
            let (code, said) = verify(&certificate, &[], Some(wrong));
            assert!(code == 3 && said.contains("signed with another key"), "{wrong}: {code} {said}");
        }
    }

    async fn the_same_step_has_the_same_certificate_and_names_nobody_but_the_agency(app: TestApp) {
        let (approval, pdf) = certificate(&app).await;
        app.advance(chrono::TimeDelta::days(1));
        let again = app.as_staff("olivia").await.get(&path(&approval)).await.expect(200);
        assert_eq!(again.bytes, pdf);
        assert_eq!(again.header("content-type"), "application/octet-stream");
        assert!(again.header("content-disposition").starts_with("attachment; filename=\"certificate-"));
        let text = String::from_utf8_lossy(&pdf).to_lowercase();
        assert!(!text.contains("portico") && !text.contains("krilla"));
        let json = serde_json::to_string(&certificates::open(&pdf).unwrap().record).unwrap();
        assert!(!json.to_lowercase().contains("portico"));
    }

    /// What was approved is proved also where a next version was sent since, on the rule that was then; and who looks at it
    /// is led there. What is approved next takes its place, unless it is taken back.
    async fn a_next_version_does_not_take_the_certificate_away(app: TestApp) {
        let (approval, first) = certificate(&app).await;
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        next(&mia, &approval, 0, "Other words").await;
        let step = format!("/approvals/{}/steps/{}", id(&approval["id"]), id(&approval["steps"][0]["id"]));
        mia.patch(&step, json!({ "rule": "quorum", "quorum": 1 })).await.expect(200);
        assert_eq!(mia.get(&path(&approval)).await.expect(200).bytes, first);
        let shown = page(&approval);
        let link = format!("{shown}/certificate/{}", id(&approval["steps"][0]["id"]));
        assert_eq!(carla.get(&link).await.expect(200).bytes, first);
        let old = format!("{shown}?version={}", id(&approval["steps"][0]["versions"][0]["id"]));
        assert!(carla.get(&old).await.expect(200).body.contains(&link));
        assert!(!carla.get(&shown).await.expect(200).body.contains(&link), "the version in view is not approved");
        let approval = mia.get(&format!("/approvals/{}", id(&approval["id"]))).await.expect(200).json();
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let second = certificates::open(&mia.get(&path(&approval)).await.expect(200).bytes).unwrap().record;
        assert_eq!((second.version.number, second.step.rule.as_str()), (2, "quorum"));
        assert!(!carla.get(&old).await.expect(200).body.contains(&link));
        let taken_back = [("step", approval["steps"][0]["id"].as_str().unwrap())];
        carla.post(&format!("{shown}/withdrawal"), &taken_back).await.expect(303);
        assert_eq!(mia.get(&path(&approval)).await.expect(200).bytes, first);
    }

    /// The client gets the same one; others get nothing, and without an approval there is none.
    async fn who_sees_the_approval_gets_the_certificate_and_nobody_else(app: TestApp) {
        let approval = sent(&app, &app.cast.acme).await;
        let mia = app.as_staff("mia").await;
        assert_eq!(mia.get(&path(&approval)).await.expect(409).code(), "not_approved");
        approve(&app, &app.cast.acme, &approval).await;
        let page = format!("/portal/approvals/{}/certificate/{}", id(&approval["id"]), id(&approval["steps"][0]["id"]));
        let get = async |person: &str| -> Reply { app.as_client(person).await.get(&page).await };
        let theirs = get("carla").await.expect(200);
        assert_eq!(theirs.bytes, mia.get(&path(&approval)).await.expect(200).bytes);
        assert_eq!(theirs.header("content-type"), "application/pdf");
        get("ben").await.expect(404);
        get("hana").await.expect(404);
        app.as_staff("henry").await.get(&path(&approval)).await.expect(404);
        let other = format!("/approvals/{}/steps/{}/certificate", id(&approval["id"]), Uuid::now_v7());
        mia.get(&other).await.expect(404);
        app.ask(Method::GET, &page).send().await.expect(303);
    }
}

//! A small agency for tests: people, clients, requests, and a console in front of them.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use portico_openapi::types;
use ratatui::{Terminal, backend::TestBackend};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    app::{App, Start},
    draft::{Kind, Owner},
    effect::{Call, Effect},
    message::{
        Answer, ApprovalPage, ApprovalView, Arrival, Conversation, Directory, Live, Message, People, Posted,
        ProjectView, RequestPage,
    },
    office::{Done, Look, Seen, account::Account, audit::Trail, team::Team},
    remote::Ticket,
    screens,
    theme::Theme,
};

pub const MIA: u128 = 1;
pub const ADAM: u128 = 2;
pub const ACME: u128 = 11;
pub const REFRESH: u128 = 21;
pub const CARLA: u128 = 31;
pub const APPROVAL: u128 = 301;
pub const STEP: u128 = 311;
pub const VERSION: u128 = 322;
pub const POSTER: u128 = 331;
pub const REMARK: u128 = 341;
pub const HELD: u128 = 351;

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn now() -> DateTime<Utc> {
    "2026-03-04T10:00:00Z".parse().unwrap()
}

fn ago(minutes: i64) -> DateTime<Utc> {
    now() - TimeDelta::minutes(minutes)
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn named(number: u128, name: &str) -> Value {
    json!({"id": id(number), "name": name})
}

pub fn me() -> types::Me {
    read(json!({
        "staff": {"id": id(MIA), "name": "Mia Chen", "email": "mia@northwind.test", "role": "member",
            "second_factor": false, "mail_state": "ok", "version": 1},
        "agency": {"id": id(9), "name": "Northwind Studio", "slug": "northwind", "time_zone": "Europe/Berlin"},
        "second_factor": false, "second_factor_required": false,
    }))
}

/// An open request of a client, which waits on the agency.
pub fn request(number: u128, client: &str, subject: &str) -> types::Request {
    let minutes = i64::try_from(number).unwrap() * 45;
    read(json!({
        "id": id(1000 + number), "number": 1040 + number, "workspace": named(ACME, client),
        "kind": "support", "category": "bugs", "subject": subject, "status": "open",
        "priority": "normal", "author": {"kind": "client", "id": id(CARLA), "name": "Carla Ortiz"},
        "tags": [], "waits_on": "agency", "waits_since": ago(minutes),
        "agency_seconds": minutes * 60, "client_seconds": 0, "message_count": 1, "note_count": 0,
        "last_message_at": ago(minutes), "version": 3, "created_at": ago(minutes + 5),
        "updated_at": ago(minutes),
    }))
}

pub fn requests() -> Vec<types::Request> {
    let mut all = vec![
        request(2, "Acme Coffee", "Homepage hero feels heavy"),
        request(4, "Bluebird Health", "New onboarding copy for the clinic staff"),
        request(9, "Franchise Foods East", "Menu PDF is wrong 🥐 on every third page"),
        request(60, "日本橋カフェ", "メニューの価格が古いままです"),
        request(90, "Acme Coffee", "Add opening hours to the footer"),
    ];
    all[0].priority = types::Priority::Urgent;
    all[0].assignee = Some(read(named(MIA, "Mia Chen")));
    all[0].project = Some(read(named(REFRESH, "Site refresh")));
    all[0].tags = vec!["hero".into(), "speed".into()];
    all[0].first_reply_seconds = Some(840);
    all[1].priority = types::Priority::High;
    all[1].assignee = Some(read(named(ADAM, "Adam Reyes")));
    all[1].waits_on = types::WaitsOn::Client;
    all[4].priority = types::Priority::Low;
    all
}

pub fn conversation() -> Conversation {
    let said = |number: u128, kind: &str, name: &str, minutes: i64, body: &str| {
        read(json!({
            "id": id(number), "request_id": id(1002), "created_at": ago(minutes), "body": body, "files": [],
            "author": {"kind": kind, "id": id(CARLA), "name": name},
        }))
    };
    Conversation {
        request: requests().remove(0),
        messages: vec![
            said(
                51,
                "client",
                "Carla Ortiz",
                90,
                "The hero image takes seconds on my phone, and the headline jumps when it arrives.\n\nCan this be lighter?",
            ),
            said(53, "staff", "Mia Chen", 30, "Thank you, we look into it today."),
        ],
        notes: vec![read(json!({
            "id": id(52), "request_id": id(1002), "created_at": ago(60), "files": [],
            "author": named(MIA, "Mia Chen"),
            "body": "The image is 4 MB. @adam can you export webp, and a small one for phones?",
        }))],
    }
}

pub fn project(number: u128, name: &str) -> types::Project {
    read(json!({
        "id": id(number), "workspace": named(ACME, "Acme Coffee"), "name": name,
        "summary": "A lighter, calmer site for the spring.", "status": "active", "due_on": "2026-04-30",
        "tasks_total": 8, "tasks_done": 3, "version": 1, "created_at": ago(9000), "updated_at": ago(900),
    }))
}

pub fn project_view() -> ProjectView {
    let task = |number: u128, title: &str, status: &str, milestone: Option<u128>| {
        let mut task = json!({"id": id(number), "project_id": id(REFRESH), "title": title,
            "status": status, "assignees": [named(ADAM, "Adam Reyes")], "position": 1, "version": 1});
        if let Some(milestone) = milestone {
            task["milestone_id"] = json!(id(milestone));
        }
        read(task)
    };
    ProjectView {
        project: project(REFRESH, "Site refresh"),
        milestones: vec![read(json!({"id": id(61), "project_id": id(REFRESH), "name": "Design",
            "due_on": "2026-03-20", "position": 1, "version": 1}))],
        tasks: vec![
            task(62, "Hero in three sizes", "done", Some(61)),
            task(63, "Type scale", "in_progress", Some(61)),
            task(64, "Launch list", "todo", None),
        ],
        comments: vec![read(
            json!({"id": id(65), "body": "Looks calm. Thank you.", "created_at": ago(500), "files": [],
            "author": {"kind": "client", "id": id(CARLA), "name": "Carla Ortiz"}}),
        )],
    }
}

pub fn directory() -> Directory {
    let person = |number: u128, name: &str, email: &str| {
        read(json!({"id": id(number), "name": name, "email": email, "role": "member", "second_factor": false,
            "mail_state": "ok", "version": 1}))
    };
    let workspace = |number: u128, name: &str, open: i64| {
        read(json!({
            "id": id(number), "name": name, "slug": "x", "show_team_members": true, "requires_second_factor": false,
            "modules": {"work": true, "automation": false, "billing": false},
            "managers": [named(MIA, "Mia Chen")], "open_requests": open, "version": 1,
            "created_at": ago(9000),
        }))
    };
    Directory {
        staff: vec![person(MIA, "Mia Chen", "mia@northwind.test"), person(ADAM, "Adam Reyes", "adam@northwind.test")],
        workspaces: vec![workspace(ACME, "Acme Coffee", 2), workspace(12, "Bluebird Health", 1)],
        projects: vec![project(REFRESH, "Site refresh"), project(22, "Loyalty app")],
    }
}

pub fn people() -> People {
    let member = read(json!({
        "id": id(41), "person_id": id(CARLA), "name": "Carla Ortiz", "email": "carla@acme.test",
        "mail_state": "ok", "permissions": {"can_view_invoices": true, "can_approve_work": true, "can_comment": true,
            "can_submit_requests": true, "can_run_workflows": false, "can_manage_connections": false,
            "can_invite_colleagues": false},
        "version": 1, "created_at": ago(9000),
    }));
    let invited = read(json!({
        "id": id(45), "workspace": named(ACME, "Acme Coffee"), "email": "dana@acme.test", "state": "pending",
        "permissions": {"can_view_invoices": false, "can_approve_work": false, "can_comment": true,
            "can_submit_requests": true, "can_run_workflows": false, "can_manage_connections": false,
            "can_invite_colleagues": false},
        "inviter": {"kind": "staff", "id": id(MIA), "name": "Mia Chen"}, "created_at": ago(1500),
        "sent_at": ago(1500), "expires_at": ago(-8500),
    }));
    People { members: vec![member], invitations: vec![invited], disabled: Vec::new() }
}

/// The team, one of whom is shut out and one invited.
pub fn team() -> Team {
    let mut staff = directory().staff;
    staff[0].role = types::StaffRole::Owner;
    staff[0].title = Some("Managing director".into());
    staff.push(read(
        json!({"id": id(3), "name": "Lena Vogt", "email": "lena@northwind.test", "role": "admin", "mail_state": "ok",
        "second_factor": true, "version": 2, "disabled_at": ago(5000)}),
    ));
    let invited = read(json!({
        "id": id(46), "email": "nora@northwind.test", "role": "member", "state": "expired",
        "inviter": named(MIA, "Mia Chen"), "created_at": ago(15000), "sent_at": ago(15000), "expires_at": ago(4900),
    }));
    Team { staff, invitations: vec![invited], transfer: None }
}

pub fn settings() -> types::AgencySettings {
    read(json!({
        "id": id(9), "name": "Northwind Studio", "slug": "northwind", "sender_name": "Northwind",
        "welcome": "Good to see you.\nAsk us anything.", "locale": "en-GB", "time_zone": "Europe/Berlin",
        "currency": "EUR", "version": 7, "hold_seconds": 10, "remind_before_hours": 24, "remind_every_hours": 48,
        "remind_at_most": 3,
    }))
}

/// What clients see, and a draft with another accent.
pub fn brand() -> types::Brand {
    let look = |accent: &str| {
        let day = json!({"accent": accent, "on_accent": "#ffffff", "background": "#f6f7f9", "surface": "#ffffff",
            "text": "#1b1f24", "muted": "#59636e", "border": "#d1d9e0", "positive": "#1a7f37", "negative": "#c62828"});
        let night = json!({"accent": "#7aa2f7", "on_accent": "#10131a", "background": "#10131a", "surface": "#181c25",
            "text": "#e6e9ef", "muted": "#9aa4b2", "border": "#2b313c", "positive": "#3fb950", "negative": "#ff7b72"});
        json!({"light": day, "dark": night, "logo_light": {"path": "/x.png", "width": 320, "height": 96}})
    };
    read(json!({"published": look("#0b57d0"), "version": 7,
        "draft": {"look": look("#1f5f4c"), "updated_at": ago(12)}}))
}

pub fn domains() -> Vec<types::Domain> {
    let record = |kind: &str, name: &str, value: &str| json!({"kind": kind, "name": name, "value": value, "instead_of_cname": false});
    let records = json!([
        record("TXT", "_portal.portal.northwind.test", "proof=9f2c"),
        record("CNAME", "portal.northwind.test", "edge.example.net"),
    ]);
    let mut verified = json!({"id": id(51), "host": "kunden.northwind.test", "display": "kunden.northwind.test",
        "state": "verified", "served": true, "primary": true, "points_here": true, "by_operator": false,
        "records": records.clone(), "created_at": ago(90000), "verified_at": ago(89000), "last_checked_at": ago(40)});
    let mut pending = verified.clone();
    pending["id"] = json!(id(52));
    pending["host"] = json!("portal.northwind.test");
    pending["display"] = json!("portal.northwind.test");
    pending["state"] = json!("pending");
    pending["primary"] = json!(false);
    pending["served"] = json!(false);
    pending["problem"] = json!("record_missing");
    pending["reason"] =
        json!("There is no TXT record at _portal.portal.northwind.test. A new one can take some hours to show.");
    verified["records"] = json!([]);
    vec![read(verified), read(pending)]
}

pub fn account() -> Account {
    let group =
        |group: &str, mail: &str| json!({"group": group, "label": "x", "help": "x", "mail": mail, "default": "now"});
    let session = |number: u128, device: &str, current: bool| {
        read(json!({"id": id(number), "device": device, "address": "198.51.100.7", "created_at": ago(3000),
            "last_used_at": ago(i64::try_from(number).unwrap()), "current": current}))
    };
    let mut me = me();
    me.staff.role = types::StaffRole::Admin;
    me.second_factor = true;
    Account {
        me,
        sessions: vec![session(91, "Console on Linux", true), session(92, "Console on macOS", false)],
        tokens: vec![read(json!({"id": id(95), "name": "Time sheet", "prefix": "pat_k3J9x0Qa", "scopes": ["read"],
            "created_at": ago(9000), "expires_at": ago(-90000)}))],
        preferences: read(json!({"choices": [group("assignments", "now"), group("requests", "digest"),
            group("notes", "off"), group("projects", "now"), group("people", "now")],
            "digest_hour": 8, "time_zone": "Europe/Berlin"})),
    }
}

pub fn notifications() -> Vec<types::Notification> {
    let told = |number: u128, title: &str, read_at: Option<i64>| {
        let mut told = json!({"id": id(number), "kind": "request_created", "title": title,
            "request_id": id(1002), "created_at": ago(i64::try_from(number).unwrap())});
        if let Some(minutes) = read_at {
            told["read_at"] = json!(ago(minutes));
        }
        read(told)
    };
    vec![told(71, "Carla Ortiz asked: Homepage hero feels heavy", None), told(72, "You were assigned #1042", Some(10))]
}

/// Something that waits ten seconds, as the server tells it.
pub fn held(state: &str, action: Value) -> types::Held {
    read(json!({
        "id": id(HELD), "action": action, "author": named(MIA, "Mia Chen"), "workspace": named(ACME, "Acme Coffee"),
        "created_at": now(), "due_at": now() + TimeDelta::seconds(10), "state": state,
    }))
}

/// A reply on the first request that waits.
pub fn held_reply(state: &str, text: &str) -> types::Held {
    held(state, json!({"request_reply": {"request_id": id(1002), "body": text}}))
}

/// An approval of a client in a status.
pub fn approval(number: u128, client: &str, title: &str, status: &str) -> types::Approval {
    let side = match status {
        "approved" => "nobody",
        "needs_changes" => "agency",
        _ => "client",
    };
    let minutes = i64::try_from(number % 100).unwrap() * 70;
    read(json!({
        "id": id(number), "number": number - 289, "workspace": named(ACME, client), "title": title,
        "author": named(MIA, "Mia Chen"), "parallel": false, "status": status, "steps": [], "waits_on": side,
        "waits_since": ago(minutes), "created_at": ago(minutes + 100), "updated_at": ago(minutes), "version": 4,
    }))
}

pub fn approvals() -> Vec<types::Approval> {
    let mut all = vec![
        approval(APPROVAL, "Acme Coffee", "Spring campaign", "needs_changes"),
        approval(302, "Bluebird Health", "Brochure for the new clinic, second printing", "in_review"),
        approval(303, "Acme Coffee", "Loyalty card", "pending"),
        approval(304, "日本橋カフェ", "春のメニュー", "approved"),
        approval(305, "Acme Coffee", "Window lettering", "approved"),
    ];
    all[0].project = Some(read(named(REFRESH, "Site refresh")));
    all[1].due_at = Some(ago(-60 * 24));
    all[2].due_at = Some(ago(60 * 30));
    all
}

/// The first approval with two versions, comments at places, a decision and its history.
pub fn approval_view() -> ApprovalView {
    let file = |number: u128, name: &str, kind: &str, size: u64| json!({"id": id(number), "name": name, "media_type": kind, "size": size, "sha256": "9f".repeat(32)});
    let version = |number: u128, count: u8, minutes: i64, files: Value| {
        json!({"id": id(number), "number": count, "author": named(MIA, "Mia Chen"), "created_at": ago(minutes),
            "body": if count == 2 { "The cup is larger now, and the line is **shorter**." } else { "" },
            "files": files})
    };
    let versions = json!([
        version(321, 1, 3000, json!([file(330, "poster-1.png", "image/png", 2_411_724)])),
        version(
            VERSION,
            2,
            400,
            json!([
                file(POSTER, "poster-2.png", "image/png", 3_355_443),
                file(332, "film.mp4", "video/mp4", 150 * 1024 * 1024),
            ])
        ),
    ]);
    let step = |number: u128, position: u8, title: &str, status: &str, versions: Value| {
        json!({"id": id(number), "position": position, "title": title, "instructions": "", "rule": "any",
            "reviewers": [], "reminders": 0, "status": status, "versions": versions})
    };
    let mut design = step(STEP, 1, "Design", "needs_changes", versions);
    design["instructions"] = json!("Please look at the colours.");
    design["reviewers"] = json!([named(CARLA, "Carla Ortiz")]);
    design["reminded_at"] = json!(ago(200));
    let mut approval = json!(approvals()[0]);
    approval["steps"] = json!([design, step(312, 2, "Print data", "pending", json!([]))]);
    let comment = |number: u128, parent: Option<u128>, name: &str, kind: &str, body: &str| {
        let mut said = json!({"id": id(number), "step_id": id(STEP), "version_id": id(VERSION), "body": body,
            "author": {"kind": kind, "id": id(CARLA), "name": name}, "created_at": ago(300)});
        match parent {
            Some(parent) => said["parent_id"] = json!(id(parent)),
            None => said["number"] = json!(number - REMARK + 1),
        }
        said
    };
    let mut first = comment(REMARK, None, "Carla Ortiz", "client", "The cup hides the price here.");
    first["anchor"] = json!({"kind": "point", "file": id(POSTER), "page": 2, "x": 0.31, "y": 0.4});
    let mut second = comment(REMARK + 1, None, "Carla Ortiz", "client", "Too loud from here on.");
    second["anchor"] = json!({"kind": "time", "file": id(332), "seconds": 43.0});
    let mut third = comment(REMARK + 2, None, "Carla Ortiz", "client", "Shorter than what?");
    third["anchor"] = json!({"kind": "passage", "quote": "the line is shorter"});
    third["resolved_at"] = json!(ago(100));
    third["resolved_by"] = json!("Mia Chen");
    let answer = comment(349, Some(REMARK), "Mia Chen", "staff", "We move it up.");
    let event = |sequence: i64, kind: &str, actor: &str, name: &str, minutes: i64| {
        json!({"id": id(400 + u128::try_from(sequence).unwrap()), "sequence": sequence, "kind": kind,
            "actor_id": id(MIA), "actor_kind": actor, "actor_name": name, "created_at": ago(minutes), "detail": "{}",
            "hash": "8e0c51f4a97de2c1", "previous": "", "step_id": id(STEP), "version_id": id(VERSION)})
    };
    ApprovalView {
        approval: read(approval),
        comments: read(json!([first, answer, second, third])),
        decisions: read(json!([{"id": id(361), "step_id": id(STEP), "version_id": id(VERSION),
            "author": named(CARLA, "Carla Ortiz"), "verdict": "changes_requested",
            "feedback": "Please, the price has to be seen.", "created_at": ago(250)}])),
        events: read(json!([
            event(1, "created", "staff", "Mia Chen", 3100),
            event(2, "version_sent", "staff", "Mia Chen", 400),
            event(3, "opened", "client", "Carla Ortiz", 310),
            event(4, "changes_requested", "client", "Carla Ortiz", 250),
        ])),
    }
}

pub fn counts() -> types::RequestCounts {
    read(json!({"mine": 1, "unassigned": 3, "waiting_on_agency": 4, "urgent": 1, "open": 5, "closed": 12}))
}

pub fn owner() -> Owner {
    Owner { server: "http://localhost:8080".into(), email: "mia@northwind.test".into() }
}

/// What a new console starts from. Keys count up, so that tests can name them.
pub fn start(width: u16, height: u16) -> Start {
    use std::sync::atomic::{AtomicU64, Ordering};
    static KEYS: AtomicU64 = AtomicU64::new(1);
    Start {
        now: now(),
        zone: FixedOffset::east_opt(3600).unwrap(),
        size: (width, height),
        theme: Theme::Dark,
        owner: owner(),
        password: None,
        resumable: true,
        link: None,
        new_key: || Uuid::from_u128(KEYS.fetch_add(1, Ordering::Relaxed).into()),
    }
}

/// What the server of the fixture says to a call.
pub fn reply(call: &Call) -> Answer {
    match call {
        Call::Resume | Call::SignIn(_) => {
            Answer::Arrived(Ok(Arrival { me: Box::new(me()), server: owner().server, news: None }))
        }
        Call::SignOut => Answer::SignedOut(Ok(())),
        Call::Counts => Answer::Counts(Ok(counts())),
        Call::Requests(_) => Answer::Requests(Ok(RequestPage { items: requests(), next: None, continues: false })),
        Call::Conversation(_) => Answer::Conversation(Ok(Box::new(conversation()))),
        Call::Directory => Answer::Directory(Ok(directory())),
        Call::Project(_) => Answer::Project(Ok(Box::new(project_view()))),
        Call::Members(_) => Answer::Members(Ok(people())),
        Call::Notifications => Answer::Notifications(Ok(notifications())),
        Call::Read(_) => Answer::Read(Ok(())),
        Call::Load => Answer::Load(Ok((requests(), false))),
        Call::Change(changes) => Answer::Changed(
            changes
                .iter()
                .map(|(target, _)| {
                    let known = requests().into_iter().find(|row| row.id == target.id);
                    (*target, Ok(known.unwrap_or_else(|| requests().remove(0))))
                })
                .collect(),
        ),
        Call::Post(draft) => Answer::Posted(Ok(match draft.place.kind {
            Kind::Note => Posted::So,
            Kind::Approval => Posted::Approval(id(APPROVAL)),
            _ => Posted::Held(Box::new(held_reply("waiting", &draft.text))),
        })),
        Call::Hold(_, action) => Answer::Holds(Ok(Box::new(held("waiting", json!(action))))),
        Call::Held => Answer::Held(Ok(Vec::new())),
        Call::Recall(_) => Answer::Recalled(Ok(Box::new(held_reply("recalled", "Dear Carla")))),
        Call::Approvals(_) => Answer::Approvals(Ok(ApprovalPage { items: approvals(), next: None, continues: false })),
        Call::Approval(_) => Answer::Approval(Ok(Box::new(approval_view()))),
        Call::Look(look) => Answer::Seen(Ok(seen(look))),
        Call::Do(..) => Answer::Done(Ok(Done::So)),
    }
}

fn seen(look: &Look) -> Seen {
    match look {
        Look::Team(_) => Seen::Team(team()),
        Look::Settings => Seen::Settings(settings()),
        Look::Brand => Seen::Brand(Box::new(brand())),
        Look::Domains => Seen::Domains(domains()),
        Look::Account => Seen::Account(Box::new(account())),
        Look::Trail(_, cursor) => Seen::Trail(Trail { items: trail(), next: None }, cursor.is_some()),
    }
}

/// What was done at the agency, the latest first.
pub fn trail() -> Vec<types::AuditEntry> {
    let entry = |number: u128, actor: &str, action: &str, target: &str, minutes: i64| {
        read(json!({
            "id": id(800 + number), "number": number, "created_at": ago(minutes), "actor_kind": "staff",
            "actor_id": id(MIA), "actor_name": actor, "action": action, "target_kind": "membership",
            "target_id": id(41), "target_name": target, "address": "198.51.100.7", "workspace_id": id(ACME),
            "detail": {"before": {"can_comment": false}, "after": {"can_comment": true}},
            "hash": "8e0c51f4a97de2c1b1c7f8c7c3f2f0b3",
        }))
    };
    vec![
        entry(42, "Mia Chen", "audit.exported", "Audit trail", 3),
        entry(41, "Mia Chen", "member.permitted", "Carla Ortiz", 90),
        entry(40, "Adam Reyes", "workspace.changed", "Acme Coffee", 4000),
    ]
}

/// The calls among effects.
pub fn calls(effects: &[Effect]) -> Vec<(Ticket, Call)> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Call(ticket, call) => Some((*ticket, call.clone())),
            _ => None,
        })
        .collect()
}

/// Answers calls, and what they lead to, until the console asks no more.
pub fn serve(app: &mut App, effects: &[Effect]) {
    let mut waiting = calls(effects);
    while let Some((ticket, call)) = waiting.pop() {
        let effects = app.update(Message::Answer(ticket, reply(&call)));
        waiting.extend(calls(&effects));
    }
}

/// A console that is signed in, live, and shows the inbox.
pub fn console(width: u16, height: u16) -> App {
    let (mut app, effects) = App::new(start(width, height));
    serve(&mut app, &effects);
    app.update(Message::Live(Live::Connected));
    app
}

/// The same, before someone who may set things up.
pub fn admins_console(width: u16, height: u16) -> App {
    let mut app = console(width, height);
    if let Some(me) = &mut app.me {
        me.staff.role = types::StaffRole::Admin;
    }
    app
}

/// Presses keys: letters as they are, others in angle brackets: `<enter>`, `<ctrl-s>`.
pub fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|tail| tail.split_once('>'));
        let (key, tail) = match named {
            Some((name, tail)) => (key(name), tail),
            None => (KeyEvent::new(KeyCode::Char(first), KeyModifiers::NONE), &rest[first.len_utf8()..]),
        };
        effects.extend(app.update(Message::Key(key)));
        rest = tail;
    }
    effects
}

fn key(name: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    match name {
        "enter" => plain(KeyCode::Enter),
        "esc" => plain(KeyCode::Esc),
        "tab" => plain(KeyCode::Tab),
        "down" => plain(KeyCode::Down),
        "up" => plain(KeyCode::Up),
        "right" => plain(KeyCode::Right),
        "back" => plain(KeyCode::Backspace),
        name => {
            let letter = name.strip_prefix("ctrl-").and_then(|name| name.chars().next());
            KeyEvent::new(KeyCode::Char(letter.unwrap()), KeyModifiers::CONTROL)
        }
    }
}

/// Presses keys and answers what they ask.
pub fn go(app: &mut App, keys: &str) {
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|tail| tail.find('>'));
        let (one, tail) = rest.split_at(named.map_or(first.len_utf8(), |end| end + 2));
        let effects = press(app, one);
        serve(app, &effects);
        rest = tail;
    }
}

/// The screen as text.
pub fn drawn(app: &App) -> String {
    drawn_on(app, app.screen.width, app.screen.height)
}

/// The screen as text, on a terminal of another size than the console was told.
pub fn drawn_on(app: &App, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|f| screens::draw(app, f)).unwrap();
    if width == 0 || height == 0 { String::new() } else { terminal.backend().to_string() }
}

//! The runtime's calls against a socket that answers by script.

use std::{
    os::unix::fs::PermissionsExt,
    path::Path,
    sync::{Arc, Mutex},
};

use portico_openapi::{
    Kind as Reason, Parcel, StaffEventKind,
    types::{BrandImageKind, RequestChange},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Notify, mpsc::unbounded_channel},
};

use super::{calls, calls::Desk, live};
use crate::{
    approvals::Source,
    draft::{About, Draft, Kind, Place, Plan, PlannedStep},
    effect::{Call, Form, Target},
    fixture,
    message::{Answer, Live, Message, Posted},
    office::{Deed, Done, Hidden, Joining, brand, clients},
    remote::Ticket,
    storage::{NoKeyring, ProfileFile},
    tables,
};

mod sending;

type Seen = Arc<Mutex<Vec<String>>>;

/// A server that answers every path by the script, and what it was asked.
async fn serve(script: fn(&str) -> Option<(u16, Value)>) -> (String, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    let seen = Seen::default();
    let log = seen.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let asked = read(&mut socket).await;
            let path = asked.split_whitespace().nth(1).unwrap_or_default().to_owned();
            log.lock().unwrap().push(asked);
            if let Some(answer) = answer(script, &path) {
                socket.write_all(answer.as_bytes()).await.unwrap();
            }
        }
    });
    (server, seen)
}

fn answer(script: fn(&str) -> Option<(u16, Value)>, path: &str) -> Option<String> {
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\n";
    if path.ends_with("/events") {
        let event = json!({"id": fixture::id(1), "kind": "request_created"});
        let stream = format!("content-type: text/event-stream\r\n\r\ndata: {event}\n\n");
        return Some(format!("{head}{stream}"));
    }
    let (status, body) = match path {
        path if path.ends_with("/accept-invitation") => script(path)?,
        path if path.contains("/auth/") => (
            200,
            json!({"access_token": "a", "token_type": "Bearer",
            "expires_in": 600, "refresh_token": "r2"}),
        ),
        path if path.ends_with("/me") => (200, json!(fixture::me())),
        path => script(path)?,
    };
    let (body, kind) = (body.to_string(), "content-type: application/json");
    let head = format!("HTTP/1.1 {status} X\r\nconnection: close\r\n{kind}");
    Some(format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()))
}

async fn read(socket: &mut TcpStream) -> String {
    let mut text = String::new();
    loop {
        let mut chunk = [0; 4096];
        let count = socket.read(&mut chunk).await.unwrap_or(0);
        text.push_str(&String::from_utf8_lossy(&chunk[..count]));
        let done = text.split_once("\r\n\r\n").is_some_and(|(head, body)| {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let in_pieces = head.contains("transfer-encoding: chunked");
            (!in_pieces || body.ends_with("0\r\n\r\n"))
                && body.len() >= length.map_or(0, |length| length.parse().unwrap())
        });
        if done || count == 0 {
            return text;
        }
    }
}

/// Signed in at a server, with the folder that the sign-in is stored in.
async fn signed_in(server: &str) -> (Desk, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::new(profile(folder.path()));
    let form =
        Form { server: server.into(), email: "mia@northwind.test".into(), password: "secret".into(), code: None };
    let Answer::Arrived(Ok(arrival)) = calls::run(&desk, Call::SignIn(form)).await else { panic!() };
    assert_eq!(arrival.server, server);
    (desk, folder)
}

fn profile(folder: &Path) -> ProfileFile {
    ProfileFile::new(folder, "default", Arc::new(NoKeyring)).unwrap()
}

fn draft(kind: Kind) -> Draft {
    let place = Place { kind, subject: fixture::id(1002) };
    let draft = Draft::new(place, fixture::owner(), String::new(), fixture::id(77));
    Draft { text: "Hello".into(), ..draft }
}

#[tokio::test]
async fn the_sign_in_is_stored_without_the_password_and_gone_on_with() {
    let (server, _) = serve(|_| None).await;
    let (_, folder) = signed_in(&server).await;
    let path = folder.path().join("profiles/default.json");
    let stored = std::fs::read_to_string(&path).unwrap();
    assert!(stored.contains("r2") && !stored.contains("secret"), "{stored}");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let next = Desk::new(profile(folder.path()));
    assert!(matches!(calls::run(&next, Call::Resume).await, Answer::Arrived(Ok(_))));
}

#[tokio::test]
async fn a_stored_sign_in_goes_even_if_the_server_is_gone() {
    let (server, _) = serve(|_| None).await;
    let (_, folder) = signed_in(&server).await;
    let gone = std::fs::read_to_string(folder.path().join("profiles/default.json")).unwrap();
    std::fs::write(folder.path().join("profiles/default.json"), gone.replace(&server, "http://127.0.0.1:1")).unwrap();
    assert!(calls::sign_out(profile(folder.path())).await.is_err(), "that the server was not told is told");
    assert!(!profile(folder.path()).read().unwrap().is_signed_in());
}

#[tokio::test]
async fn a_change_names_the_version_that_was_seen() {
    let (server, seen) = serve(|_| Some((200, json!(fixture::requests()[0])))).await;
    let (desk, _folder) = signed_in(&server).await;
    let target = Target { id: fixture::id(1002), number: 1042, version: 3 };
    let change = RequestChange {
        assignee_id: None,
        clear: None,
        priority: None,
        project_id: None,
        status: None,
        tags: Some(Vec::new()),
        due_on: None,
        follower_ids: None,
    };
    let Answer::Changed(done) = calls::run(&desk, Call::Change(vec![(target, change)])).await else { panic!() };
    assert!(done[0].1.is_ok());
    let seen = seen.lock().unwrap();
    let asked = seen.last().unwrap();
    assert!(asked.starts_with("PATCH /api/v1/requests/"), "{asked}");
    assert!(asked.contains("if-match: \"3\"") && asked.ends_with(r#"{"tags":[]}"#), "{asked}");
}

#[tokio::test]
async fn a_note_goes_to_the_notes_with_its_key_however_often() {
    let (server, seen) = serve(|_| None).await;
    let (desk, _folder) = signed_in(&server).await;
    let answer = calls::run(&desk, Call::Post(Box::new(draft(Kind::Note)))).await;
    assert!(matches!(answer, Answer::Posted(Err(_))));
    let key = format!("idempotency-key: {}", fixture::id(77));
    let seen = seen.lock().unwrap();
    let posts: Vec<_> = seen.iter().filter(|asked| asked.contains(&key)).collect();
    assert_eq!(posts.len(), 3);
    assert!(posts.iter().all(|asked| asked.starts_with("POST") && asked.contains("/notes ")));
}

#[tokio::test]
async fn a_thread_is_read_page_by_page() {
    let (server, _) = serve(|path| {
        let all = fixture::conversation();
        Some((
            200,
            match path {
                path if path.contains("cursor=p2") => json!({"items": all.messages[1..]}),
                path if path.contains("/messages") => {
                    json!({"items": all.messages[..1], "next_cursor": "p2"})
                }
                path if path.contains("/notes") => json!({"items": all.notes}),
                _ => json!(all.request),
            },
        ))
    })
    .await;
    let (desk, _folder) = signed_in(&server).await;
    let answer = calls::run(&desk, Call::Conversation(fixture::id(1002))).await;
    let Answer::Conversation(Ok(conversation)) = answer else { panic!("{answer:?}") };
    assert_eq!(*conversation, fixture::conversation());
}

#[tokio::test]
async fn events_are_told_and_a_broken_stream_too() {
    let (server, _) = serve(|_| None).await;
    let (desk, _folder) = signed_in(&server).await;
    let (sender, mut told) = unbounded_channel();
    let listener = tokio::spawn(live::listen(desk.session().unwrap(), sender, Arc::new(Notify::new())));
    assert!(matches!(told.recv().await, Some(Message::Live(Live::Connected))));
    let Some(Message::Live(Live::Event(event))) = told.recv().await else { panic!() };
    assert_eq!(event.kind, StaffEventKind::RequestCreated);
    assert!(matches!(told.recv().await, Some(Message::Live(Live::Lost { seconds: 1, attempts: 1 }))));
    assert!(matches!(told.recv().await, Some(Message::Live(Live::Connected))), "and it comes back");
    listener.abort();
}

fn joining(server: &str) -> Call {
    let (token, password) = (Hidden("t0ken".into()), Hidden("quiet river lamp seventeen".into()));
    let joining = Joining { server: server.into(), token, name: "Nora Lind".into(), password };
    Call::Do(fixture::id(77), Box::new(Deed::Join(joining)))
}

#[tokio::test]
async fn who_accepts_an_invitation_is_signed_in() {
    let (server, seen) = serve(|_| Some((201, json!(fixture::directory().staff[1])))).await;
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::new(profile(folder.path()));
    let answer = calls::run(&desk, joining(&server)).await;
    let Answer::Done(Ok(Done::Joined(email, Ok(_)))) = answer else { panic!("{answer:?}") };
    assert_eq!(email, "adam@northwind.test");
    let seen = seen.lock().unwrap();
    assert!(seen[0].starts_with("POST /api/v1/auth/accept-invitation ") && seen[0].contains("t0ken"), "{}", seen[0]);
    assert!(seen[1].starts_with("POST /api/v1/auth/token ") && seen[1].contains("adam@northwind.test"), "{}", seen[1]);
}

#[tokio::test]
async fn a_link_that_does_not_work_says_what_to_do() {
    let problem = |_: &str| {
        let problem = json!({"type": "x", "title": "Not found", "status": 404, "code": "not_found",
            "detail": "there is nothing here", "request_id": "req-1", "errors": []});
        Some((404, problem))
    };
    let (server, _) = serve(problem).await;
    let folder = tempfile::tempdir().unwrap();
    let answer = calls::run(&Desk::new(profile(folder.path())), joining(&server)).await;
    let Answer::Done(Err(error)) = answer else { panic!("{answer:?}") };
    assert!(error.message.contains("Ask for a new one"), "{}", error.message);
}

#[tokio::test]
async fn an_image_goes_from_the_disk_into_the_draft() {
    let (server, seen) = serve(|_| Some((200, json!({"path": "/x.png", "width": 2, "height": 1})))).await;
    let (desk, folder) = signed_in(&server).await;
    let path = folder.path().join("logo.png");
    let upload = |path: std::path::PathBuf| {
        let deed = Deed::Brand(brand::Deed::Upload(BrandImageKind::LogoLight, path));
        Call::Do(fixture::id(77), Box::new(deed))
    };
    let fault = |answer| match answer {
        Answer::Done(Err(error)) => match error.kind {
            Reason::Invalid(faults) => faults[0].field.clone(),
            kind => panic!("{kind:?}"),
        },
        answer => panic!("{answer:?}"),
    };
    assert_eq!(fault(calls::run(&desk, upload(path.clone())).await), "image", "there is none yet");
    std::fs::write(&path, vec![0; 1024 * 1024 + 1]).unwrap();
    assert_eq!(fault(calls::run(&desk, upload(path.clone())).await), "image", "it is too large");
    assert!(seen.lock().unwrap().iter().all(|asked| !asked.contains("/images/")), "and nothing was sent");
    std::fs::write(&path, "a picture").unwrap();
    assert!(matches!(calls::run(&desk, upload(path)).await, Answer::Done(Ok(Done::So))));
    let seen = seen.lock().unwrap();
    let asked = seen.last().unwrap();
    assert!(asked.starts_with("PUT /api/v1/agency/images/logo_light?draft=true "), "{asked}");
    assert!(asked.ends_with("a picture"), "{asked}");
}

#[tokio::test]
async fn without_a_page_the_usual_ones_are_explained() {
    let (server, seen) = serve(|_| Some((200, json!({"allowed": true, "checks": []})))).await;
    let (desk, _folder) = signed_in(&server).await;
    let (workspace, person) = (fixture::id(fixture::ACME), fixture::id(fixture::CARLA));
    let sight = clients::Sight { workspace, person, name: "Carla Ortiz".into(), path: String::new() };
    let deed = Deed::Clients(clients::Deed::Explain(sight));
    let answer = calls::run(&desk, Call::Do(fixture::id(77), Box::new(deed))).await;
    let Answer::Done(Ok(Done::Explained(pages))) = answer else { panic!("{answer:?}") };
    for page in ["requests", "approvals", "files", "billing", "workflows", "connections"] {
        let path = format!("/portal/{page}");
        assert!(pages.iter().any(|(explained, why)| *explained == path && why.allowed), "{page}");
    }
    assert!(seen.lock().unwrap().last().unwrap().contains("/access?"));
}

/// A server that takes one file in pieces and says how many bytes of it came, and with which head.
async fn take_upload(listener: TcpListener) -> (String, usize) {
    loop {
        let (mut socket, _) = listener.accept().await.unwrap();
        let (mut head, mut whole) = (Vec::new(), 0);
        let mut ends = Vec::new();
        loop {
            let mut chunk = vec![0; 64 * 1024];
            let count = socket.read(&mut chunk).await.unwrap();
            whole += count;
            if head.len() < 4096 {
                head.extend_from_slice(&chunk[..count]);
            }
            ends.extend_from_slice(&chunk[..count]);
            ends.drain(..ends.len().saturating_sub(5));
            let text = String::from_utf8_lossy(&head);
            let is_upload = text.starts_with("POST /api/v1/uploads");
            if (is_upload && ends == b"0\r\n\r\n") || (!is_upload && text.contains("\r\n\r\n")) || count == 0 {
                break;
            }
        }
        let text = String::from_utf8_lossy(&head).into_owned();
        let is_upload = text.starts_with("POST /api/v1/uploads");
        let body = match is_upload {
            true => json!({"id": fixture::id(371), "name": "film.bin", "media_type": "application/octet-stream",
                "size": 1, "sha256": "00", "preview": "none", "created_at": fixture::now()}),
            false if text.contains("/auth/") => json!({"access_token": "a", "token_type": "Bearer", "expires_in": 600,
                "refresh_token": "r2"}),
            false => json!(fixture::me()),
        };
        let body = body.to_string();
        let status = if is_upload { 201 } else { 200 };
        let answer = format!(
            "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        socket.write_all(answer.as_bytes()).await.unwrap();
        if is_upload {
            return (text, whole);
        }
    }
}

#[tokio::test]
async fn a_file_goes_in_pieces_and_says_how_far_it_is() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    let taken = tokio::spawn(take_upload(listener));
    let (desk, folder) = signed_in(&server).await;
    let path = folder.path().join("film.bin");
    let size = 5 * 1024 * 1024 + 7;
    std::fs::write(&path, vec![7; size]).unwrap();
    let (sender, mut told) = unbounded_channel();
    let parcel = Parcel { path, name: "film.bin".into(), key: fixture::id(77) };
    let upload = calls::upload(&desk, parcel.clone(), Ticket(9), &sender).await.unwrap();
    assert_eq!(upload.id, fixture::id(371));
    let (head, whole) = taken.await.unwrap();
    assert!(
        head.contains(&format!("idempotency-key: {}", fixture::id(77))) && head.contains("name=film.bin"),
        "{head}"
    );
    assert!(whole > size, "all of it, and what is around the pieces");
    let mut moved = Vec::new();
    while let Ok(Message::Moved(Ticket(9), sent)) = told.try_recv() {
        moved.push(sent);
    }
    assert!((4..12).contains(&moved.len()) && moved.is_sorted(), "{moved:?}");
    let gone = Parcel { path: folder.path().join("nothing"), ..parcel };
    let error = calls::upload(&desk, gone, Ticket(9), &sender).await.unwrap_err();
    assert!(error.code == "unreadable_file" && error.message.contains("cannot be read"));
}

#[tokio::test]
async fn what_is_saved_is_whole_or_not_there() {
    let (server, _) = serve(|_| Some((200, json!({"the": "file"})))).await;
    let (desk, folder) = signed_in(&server).await;
    let path = folder.path().join("poster.json");
    let save = |path: &Path| {
        let deed = crate::approvals::Deed::Save(Source::File(fixture::id(331)), path.to_path_buf());
        Call::Do(fixture::id(77), Box::new(Deed::Approvals(deed)))
    };
    let answer = calls::run(&desk, save(&path)).await;
    assert!(matches!(answer, Answer::Done(Ok(Done::Saved(_, 14)))), "{answer:?}");
    let Answer::Done(Err(error)) = calls::run(&desk, save(&path)).await else { panic!() };
    assert!(error.message.contains("such a file already"), "nothing is written over");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), r#"{"the":"file"}"#);
    // So is the paper of an invoice.
    let paper = folder.path().join("invoice.pdf");
    let save = || {
        let deed = crate::billing::Deed::Document(fixture::id(332), paper.clone());
        Call::Do(fixture::id(77), Box::new(Deed::Billing(deed)))
    };
    let answer = calls::run(&desk, save()).await;
    assert!(matches!(answer, Answer::Done(Ok(Done::Saved(_, 14)))), "{answer:?}");
    let Answer::Done(Err(error)) = calls::run(&desk, save()).await else { panic!() };
    assert!(error.message.contains("such a file already"), "nothing is written over");
}

/// What goes to standard output is in no file, which a command that is stopped would leave behind.
#[tokio::test]
async fn what_is_exported_to_no_file_is_answered() {
    let (server, _) = serve(|_| Some((200, json!({"the": "file"})))).await;
    let (desk, _folder) = signed_in(&server).await;
    let (what, format) = (tables::What::Clients, tables::Format::Jsonl);
    let export = tables::Export { what, filter: String::new(), format, path: None };
    let call = Call::Do(fixture::id(77), Box::new(Deed::Tables(tables::Deed::Export(export))));
    let answer = calls::run(&desk, call).await;
    assert!(matches!(&answer, Answer::Done(Ok(Done::Text(text))) if text == r#"{"the":"file"}"#), "{answer:?}");
}

#[tokio::test]
async fn a_read_only_console_asks_for_nothing_that_changes() {
    let (server, seen) = serve(|_| Some((200, json!({"items": []})))).await;
    let (_, folder) = signed_in(&server).await;
    let desk = Desk::new(profile(folder.path())).read_only(true);
    assert!(matches!(calls::run(&desk, Call::Resume).await, Answer::Arrived(Ok(_))));
    let before = seen.lock().unwrap().len();
    let target = Target { id: fixture::id(1002), number: 1042, version: 3 };
    let deed = Deed::Approvals(crate::approvals::Deed::Resolve(fixture::id(1), fixture::id(2), true));
    let all = [
        Call::Change(vec![(target, crate::app::nothing())]),
        Call::Post(Box::new(draft(Kind::Reply))),
        Call::Post(Box::new(draft(Kind::Note))),
        Call::Hold(fixture::id(77), Box::default()),
        Call::Recall(fixture::id(77)),
        Call::Read(None),
        Call::Do(fixture::id(77), Box::new(deed)),
    ];
    for call in all {
        let told = format!("{:?}", calls::run(&desk, call.clone()).await);
        assert!(told.contains("read_only"), "{call:?}: {told}");
    }
    let (sender, _) = unbounded_channel();
    let parcel = Parcel { path: folder.path().join("x"), name: "x".into(), key: fixture::id(77) };
    assert_eq!(calls::upload(&desk, parcel, Ticket(1), &sender).await.unwrap_err().code, "read_only");
    assert_eq!(seen.lock().unwrap().len(), before, "the server was asked nothing");
    assert!(matches!(calls::run(&desk, Call::Views).await, Answer::Views(Ok(_))), "what is looked at is");
}

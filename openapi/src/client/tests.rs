//! The hand-written half against a scripted server: a socket that answers what it is told.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use futures_util::TryStreamExt;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use uuid::Uuid;

use super::*;

/// What came in: the first line, all headers, the body.
#[derive(Clone)]
struct Call {
    line: String,
    head: String,
    body: String,
}

type Script = Arc<dyn Fn(usize, &Call) -> Option<String> + Send + Sync>;

/// A server that answers by script; `None` hangs up without an answer.
async fn serve(
    script: impl Fn(usize, &Call) -> Option<String> + Send + Sync + 'static,
) -> (Address, Arc<Mutex<Vec<Call>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string().parse().unwrap();
    let calls = Arc::new(Mutex::new(Vec::new()));
    let (script, seen, count): (Script, _, _) = (Arc::new(script), calls.clone(), Arc::new(AtomicUsize::new(0)));
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let (script, seen, count) = (script.clone(), seen.clone(), count.clone());
            tokio::spawn(async move {
                let Some(call) = read(&mut socket).await else {
                    return;
                };
                let number = count.fetch_add(1, Ordering::SeqCst);
                let answer = script(number, &call);
                seen.lock().unwrap().push(call);
                if let Some(answer) = answer {
                    socket.write_all(answer.as_bytes()).await.unwrap();
                }
            });
        }
    });
    (address, calls)
}

async fn read(socket: &mut tokio::net::TcpStream) -> Option<Call> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let count = socket.read(&mut chunk).await.ok().filter(|count| *count > 0)?;
        bytes.extend(&chunk[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok())
                .unwrap_or(0);
            if body.len() >= length {
                let line = head.lines().next()?.to_owned();
                return Some(Call { line, head: head.to_owned(), body: body.to_owned() });
            }
        }
    }
}

fn json(status: &str, body: &str) -> Option<String> {
    Some(format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    ))
}

fn pair(number: usize, seconds: i64) -> Option<String> {
    json(
        "200 OK",
        &format!(
            r#"{{"access_token":"a{number}","token_type":"Bearer","expires_in":{seconds},"refresh_token":"r{number}"}}"#
        ),
    )
}

fn problem(status: &str, code: &str) -> Option<String> {
    let number = &status[..3];
    json(
        status,
        &format!(
            r#"{{"type":"about:blank","title":"No","status":{number},"code":"{code}","detail":"Not so.","request_id":"req-7","errors":[{{"field":"body","message":"too long"}}]}}"#
        ),
    )
}

fn counts() -> Option<String> {
    json("200 OK", r#"{"mine":1,"unassigned":2,"waiting_on_agency":3,"urgent":0,"open":5,"closed":8}"#)
}

fn stored(token: &str) -> Arc<MemoryStore> {
    let store = MemoryStore::default();
    store.save(Some(token)).unwrap();
    Arc::new(store)
}

fn credentials() -> Credentials {
    Credentials { email: "mia@northwind.test".into(), password: "secret".into(), totp: None }
}

async fn ask(session: &Session) -> Result<i64, ApiError> {
    Ok(session.call(|api| async move { api.request_counts().send().await }).await?.mine)
}

#[tokio::test]
async fn signing_in_stores_the_refresh_token_and_sends_the_access_token() {
    let (address, calls) =
        serve(|_, call| if call.line.contains("/auth/token") { pair(1, 600) } else { counts() }).await;
    let store = Arc::new(MemoryStore::default());
    let session = Session::sign_in(&address, credentials(), store.clone()).await.unwrap();
    assert_eq!(ask(&session).await, Ok(1));
    assert_eq!(store.load().unwrap().as_deref(), Some("r1"));
    let calls = calls.lock().unwrap();
    assert!(calls[0].body.contains("secret") && !calls[0].head.contains("authorization"));
    assert!(calls[1].head.contains("authorization: Bearer a1"));
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_all_who_wait() {
    let (address, calls) = serve(|number, call| {
        if call.line.contains("/auth/refresh") {
            pair(number, 600)
        } else if call.head.contains("Bearer a0") {
            problem("401 Unauthorized", "expired")
        } else {
            counts()
        }
    })
    .await;
    let store = stored("r");
    let session = Session::resume(&address, store.clone()).await.unwrap();
    let asked = futures_util::future::join_all((0..8).map(|_| ask(&session))).await;
    assert!(asked.iter().all(|answer| *answer == Ok(1)));
    let renewals = calls.lock().unwrap().iter().filter(|c| c.line.contains("refresh")).count();
    assert_eq!(renewals, 2, "one to resume, one for the eight");
}

#[tokio::test]
async fn a_token_about_to_end_is_renewed_before_it_is_used() {
    let (address, calls) =
        serve(|number, call| if call.line.contains("refresh") { pair(number, 0) } else { counts() }).await;
    let session = Session::resume(&address, stored("r")).await.unwrap();
    assert_eq!(ask(&session).await, Ok(1));
    let lines: Vec<_> = calls.lock().unwrap().iter().map(|call| call.line.clone()).collect();
    assert!(lines[1].contains("/auth/refresh"), "{lines:?}");
}

#[tokio::test]
async fn a_refused_refresh_signs_out_and_forgets_the_token() {
    let (address, _) = serve(|_, _| problem("401 Unauthorized", "revoked")).await;
    let store = stored("r");
    let error = Session::resume(&address, store.clone()).await.err().unwrap();
    assert_eq!(error.kind, Kind::Unauthorized);
    assert_eq!(store.load().unwrap(), None);
}

#[tokio::test]
async fn an_absent_server_keeps_the_token() {
    let store = stored("r");
    let address = "127.0.0.1:1".parse().unwrap();
    let error = Session::resume(&address, store.clone()).await.err().unwrap();
    assert_eq!(error.kind, Kind::Unreachable);
    assert_eq!(store.load().unwrap().as_deref(), Some("r"));
}

#[tokio::test]
async fn a_create_without_an_answer_is_repeated_with_its_key() {
    let (address, calls) = serve(|number, call| {
        if call.line.contains("refresh") {
            pair(0, 600)
        } else if number < 3 {
            None
        } else {
            json(
                "201 Created",
                r#"{"id":"0190a4d2-0000-7000-8000-000000000001","request_id":"0190a4d2-0000-7000-8000-000000000002","author":{"kind":"staff","id":"0190a4d2-0000-7000-8000-000000000003","name":"Mia"},"body":"Hello","files":[],"created_at":"2026-01-05T09:00:00Z"}"#,
            )
        }
    })
    .await;
    let session = Session::resume(&address, stored("r")).await.unwrap();
    let key = Uuid::from_u128(7);
    let made = session
        .create(key, |api, key| async move {
            let body = types::NewMessage { body: "Hello".into(), files: None, seen_message_id: None };
            api.request_message_create().request_id(Uuid::from_u128(2)).idempotency_key(key).body(body).send().await
        })
        .await
        .unwrap();
    assert_eq!(made.body, "Hello");
    let calls = calls.lock().unwrap();
    assert_eq!(calls.len(), 4);
    assert!(calls[1..].iter().all(|call| call.head.contains(&format!("idempotency-key: {key}"))));
}

#[tokio::test]
async fn failures_are_told_apart() {
    for (status, kind) in [
        ("403 Forbidden", Kind::Forbidden),
        ("404 Not Found", Kind::NotFound),
        ("409 Conflict", Kind::Conflict),
        ("412 Precondition Failed", Kind::Stale),
        ("429 Too Many Requests", Kind::RateLimited(None)),
        ("503 Service Unavailable", Kind::Server),
    ] {
        let (address, _) =
            serve(move |_, call| if call.line.contains("refresh") { pair(0, 600) } else { problem(status, "x") }).await;
        let session = Session::resume(&address, stored("r")).await.unwrap();
        let error = ask(&session).await.unwrap_err();
        assert_eq!(error.kind, kind);
        assert_eq!((error.code.as_str(), error.message.as_str()), ("x", "Not so."));
        assert_eq!(error.request_id.as_deref(), Some("req-7"));
    }
}

#[tokio::test]
async fn invalid_names_its_fields() {
    let (address, _) = serve(|_, _| problem("422 Unprocessable Content", "invalid")).await;
    let store = Arc::new(MemoryStore::default());
    let error = Session::sign_in(&address, credentials(), store).await.err().unwrap();
    let Kind::Invalid(fields) = error.kind else { panic!("{error:?}") };
    assert_eq!(fields[0].message, "too long");
}

#[tokio::test]
async fn events_come_until_the_stream_ends() {
    let (address, calls) = serve(|_, call| {
        if call.line.contains("refresh") {
            return pair(0, 600);
        }
        let event = r#"{"id":"0190a4d2-0000-7000-8000-000000000001","kind":"request_created"}"#;
        Some(format!(
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n: alive\n\nevent: change\ndata: {event}\n\n"
        ))
    })
    .await;
    let session = Session::resume(&address, stored("r")).await.unwrap();
    let mut events = session.events().await.unwrap();
    let event = events.next().await.unwrap().unwrap();
    assert_eq!(event.kind, StaffEventKind::RequestCreated);
    assert!(events.next().await.is_none());
    assert!(calls.lock().unwrap()[1].head.contains("accept: text/event-stream"));
}

#[tokio::test]
async fn paging_follows_the_cursor_to_the_end() {
    let stream = pages(|cursor: Option<String>| async move {
        Ok(match cursor.as_deref() {
            None => Page { items: vec![1, 2], next: Some("b".into()) },
            Some(_) => Page { items: vec![3], next: None },
        })
    });
    assert_eq!(stream.try_concat().await.unwrap(), [1, 2, 3]);
}

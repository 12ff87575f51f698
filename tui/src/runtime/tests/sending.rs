//! What is sent to clients: held, with its files, and to people who are looked up before.

use super::*;

#[tokio::test]
async fn what_clients_will_see_is_held_with_the_drafts_key() {
    let (server, seen) = serve(|_| Some((201, json!(fixture::held_reply("waiting", "Hello"))))).await;
    let (desk, _folder) = signed_in(&server).await;
    let answer = calls::run(&desk, Call::Post(Box::new(draft(Kind::Reply)))).await;
    assert!(matches!(answer, Answer::Posted(Ok(Posted::Held(_)))), "{answer:?}");
    let seen = seen.lock().unwrap();
    let held = seen.iter().find(|asked| asked.starts_with("POST /api/v1/held ")).unwrap();
    assert!(
        held.contains(&format!("idempotency-key: {}", fixture::id(77))) && held.contains("request_reply"),
        "{held}"
    );
}

#[tokio::test]
async fn reviewers_are_found_by_name_or_address_and_strangers_are_told() {
    let (server, seen) = serve(|path| match path {
        path if path.contains("/members") => Some((200, json!({"items": fixture::people().members}))),
        path if path.ends_with("/held") => Some((201, json!(fixture::held_reply("waiting", "Hello")))),
        _ => Some((200, json!({"items": []}))),
    })
    .await;
    let (desk, _folder) = signed_in(&server).await;
    let step = |reviewers: &str| PlannedStep {
        title: "Design".into(),
        instructions: String::new(),
        due: String::new(),
        due_at: None,
        rule: portico_openapi::types::ReviewRule::Any,
        quorum: None,
        reviewers: vec![reviewers.into()],
    };
    let plan = |reviewers| {
        let plan = Plan {
            client: "Acme Coffee".into(),
            title: "Menu".into(),
            steps: vec![step(reviewers)],
            ..Plan::default()
        };
        Draft { about: Some(About::Approval(Box::new(plan))), ..draft(Kind::Approval) }
    };
    let answer = calls::run(&desk, Call::Post(Box::new(plan("carla ortiz")))).await;
    assert!(matches!(answer, Answer::Posted(Ok(Posted::Held(_)))), "{answer:?}");
    let person = fixture::id(fixture::CARLA).to_string();
    let is_held = |asked: &String| asked.starts_with("POST /api/v1/held ") && asked.contains("approval_create");
    assert!(seen.lock().unwrap().iter().any(|asked| is_held(asked) && asked.contains(&person)));
    let answer = calls::run(&desk, Call::Post(Box::new(plan(person.as_str())))).await;
    assert!(matches!(answer, Answer::Posted(Ok(Posted::Held(_)))), "as what was recalled elsewhere names them");
    let answer = calls::run(&desk, Call::Post(Box::new(plan("carla")))).await;
    assert!(matches!(answer, Answer::Posted(Ok(Posted::Held(_)))), "how a name begins is enough: {answer:?}");
    let Answer::Posted(Err(error)) = calls::run(&desk, Call::Post(Box::new(plan("Nobody")))).await else { panic!() };
    assert!(error.message.contains("Nobody at Acme Coffee is called “Nobody”"), "{error}");
    // The form is told at the field that names them, before anything is written.
    let see = |reviewers| {
        let plan = plan(reviewers).plan().unwrap().clone();
        let deed = crate::approvals::Deed::Plan(None, Box::new(plan));
        Call::Do(fixture::id(78), Box::new(Deed::Approvals(deed)))
    };
    let answer = calls::run(&desk, see("carla@")).await;
    assert!(matches!(answer, Answer::Done(Ok(Done::So))), "{answer:?}");
    let Answer::Done(Err(error)) = calls::run(&desk, see("Nobody")).await else { panic!() };
    let Reason::Invalid(faults) = &error.kind else { panic!("{error:?}") };
    assert_eq!(faults[0].field, "step1_reviewers");
}

#[tokio::test]
async fn files_are_sent_each_under_its_own_key_and_delivered_together() {
    let (server, seen) = serve(|path| match path {
        path if path.contains("/uploads") => Some((
            201,
            json!({"id": fixture::id(371), "name": "logo.png", "media_type": "image/png", "size": 3, "sha256": "9f",
                "created_at": fixture::now(), "preview": "none"}),
        )),
        _ => Some((422, json!({"code": "invalid", "title": "Invalid", "status": 422, "detail": "Not here."}))),
    })
    .await;
    let (desk, folder) = signed_in(&server).await;
    let path = folder.path().join("logo.png");
    std::fs::write(&path, "png").unwrap();
    let deliver = |second: &str| {
        let paths = vec![path.to_string_lossy().into_owned(), second.to_owned()];
        let deed =
            clients::Deed::Deliver { workspace: fixture::id(fixture::ACME), project: None, paths, before: Vec::new() };
        Call::Do(fixture::id(77), Box::new(Deed::Clients(deed)))
    };
    let Answer::Done(Err(error)) = calls::run(&desk, deliver("/nowhere/at/all")).await else { panic!() };
    let Reason::Invalid(faults) = &error.kind else { panic!("{error:?}") };
    assert_eq!(faults[0].field, "path2", "the path that cannot be read is the one that is wrong");
    assert!(!seen.lock().unwrap().iter().any(|asked| asked.contains("/held")), "nothing is delivered by halves");
    let sent = calls::run(&desk, deliver(&path.to_string_lossy())).await;
    assert!(matches!(sent, Answer::Done(Err(_))), "the answer of the script");
    let seen = seen.lock().unwrap();
    let keys = seen
        .iter()
        .filter(|asked| asked.starts_with("POST /api/v1/uploads"))
        .filter_map(|asked| asked.lines().find_map(|line| line.strip_prefix("idempotency-key: ")).map(str::to_owned));
    let keys: Vec<_> = keys.collect();
    assert_eq!(keys.len(), 3, "{keys:?}");
    assert!(keys[0] == keys[1] && keys[1] != keys[2], "sent again under the same key, and the next under another");
    let held = seen.iter().find(|asked| asked.contains("/held")).unwrap();
    assert!(held.contains(&format!("idempotency-key: {}", fixture::id(77))), "{held}");
    assert!(held.contains("file_delivery"), "{held}");
}

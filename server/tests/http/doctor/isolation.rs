use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use poem::endpoint::BoxEndpoint;
use poem::http::{Method, StatusCode};
use poem::{Endpoint, EndpointExt, Request, Response};
use portico::app::pages;
use portico::commands::doctor::Served;
use portico::commands::doctor::isolation::{Leak, Limits, Report, examine};
use portico::entity::{project, request};
use portico::web::{Audience, places};
use sea_orm::ColumnTrait;
use uuid::Uuid;

use super::{literal, program, said};
use crate::support::{Kind, TestApp};

async fn examined(app: &TestApp, served: &Served, clients: usize) -> Report {
    let most = Limits { clients, rows: 3 };
    examine(&app.app, served, most, std::future::pending(), |_| {}).await.unwrap()
}

/// The portal with holes: at some addresses it says something to whoever asks.
struct Leaky {
    portal: BoxEndpoint<'static, Response>,
    holes: Vec<(String, StatusCode)>,
}

impl Endpoint for Leaky {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let hole = self.holes.iter().find(|(path, _)| path == request.uri().path());
        match hole {
            Some((_, status)) => Ok(Response::builder().status(*status).body("something of somebody else's")),
            None => self.portal.call(request).await,
        }
    }
}

both! {
    /// Every page that clients have is tried, as each of them, and nobody is left signed in.
    async fn no_leak_is_found_where_there_is_none(app: TestApp) {
        let sessions = app.store.value("SELECT count(*) FROM client_session").await;
        let pending = || async { app.store.value("SELECT count(*) FROM approval_step WHERE status = 'pending'").await };
        let unopened = pending().await;
        let served = Served::new(&app.app);
        let report = examined(&app, &served, 2).await;
        assert_eq!(report.leaks, Vec::new());
        assert!(report.broken.is_empty() && report.passed_over.is_empty(), "{:?} {:?}", report.broken, report.passed_over);
        assert!(report.clients == 6 && !report.stopped, "{}", report.clients);
        assert_eq!(report.unexamined, Vec::new());
        // All of them came to the first page before everything else, along with it, and at the end.
        assert!(report.asked[places::HOME] >= 18, "{:?}", report.asked);
        let once = report.asked.iter().filter(|(path, times)| !path.contains(':') && **times < 6);
        let once: Vec<_> = once.collect();
        assert!(once.is_empty(), "not everybody was there: {once:?}");
        let outside = [Audience::Public, Audience::StaffDoor, Audience::SignedIn];
        let missed: Vec<&str> = pages()
            .table()
            .iter()
            .filter(|page| page.method == Method::GET && !outside.contains(&page.audience) && page.path != places::EVENTS)
            .map(|page| page.path)
            // Nobody has begun to pay anything.
            .filter(|path| !report.asked.contains_key(path) && !path.contains("/checkouts/"))
            .collect();
        assert!(missed.is_empty() && report.asked.len() > 25, "{missed:?}");
        assert_eq!(app.store.value("SELECT count(*) FROM client_session").await, sessions, "it leaves a session behind");
        assert_eq!(pending().await, unopened, "it opens approvals, and nobody has looked at them");
        assert_ne!(unopened, "0");
    }

    /// A page that answers for what is somebody else's, and one that only admits that it is there.
    async fn a_page_that_knows_what_is_somebody_elses_is_found(app: TestApp) {
        let system = app.app.database.system();
        let (scope, bluebird) = (system.agency(app.cast.bluebird.agency.into()), app.cast.bluebird.workspace);
        let theirs = scope.find::<request::Entity>().filter(request::Column::WorkspaceId.eq(bluebird));
        let shown: Uuid = theirs.desc(request::Column::Id).first().await.unwrap().unwrap().id.into();
        let theirs = scope.find::<project::Entity>().filter(project::Column::WorkspaceId.eq(bluebird));
        let admitted: Uuid = theirs.desc(project::Column::Id).first().await.unwrap().unwrap().id.into();
        let holes = vec![
            (format!("/portal/requests/{shown}"), StatusCode::OK),
            (format!("/portal/projects/{admitted}"), StatusCode::FORBIDDEN),
        ];
        let leaky = Leaky { portal: app.app.endpoint(), holes };
        let report = examined(&app, &Served::over(&app.app, leaky.boxed()), 1).await;
        let found: BTreeSet<_> = report.leaks.iter().map(|leak| (leak.page, leak.foreign.1)).collect();
        let planted = [("/portal/requests/:request_id", shown), ("/portal/projects/:project_id", admitted)];
        assert_eq!(found, BTreeSet::from(planted));
        let carlas = report.leaks.iter().filter(|leak| Uuid::from(leak.client) == app.cast.people["carla"]);
        let why: Vec<&str> = carlas.map(|leak| leak.why.as_str()).collect();
        assert!(why.len() == 2 && why.iter().any(|why| why.contains("200")) && why.iter().any(|why| why.contains("403")), "{why:?}");
        assert!(report.leaks.iter().all(|leak| Uuid::from(leak.workspace) != app.cast.bluebird.workspace), "it is theirs");
    }

    /// A row of one's own that leads to somebody else's, in a list.
    async fn a_list_that_names_what_is_somebody_elses_is_found(app: TestApp) {
        let (acme, bluebird) = (&app.cast.acme, &app.cast.bluebird);
        let (theirs, own) = (literal(&app, bluebird.request), literal(&app, acme.workspace));
        let planted = app
            .store
            .sql(&format!(
                "UPDATE client_notification SET invoice_id = NULL, approval_id = NULL, request_id = {theirs} \
                 WHERE workspace_id = {own}"
            ))
            .await;
        assert!(planted > 0);
        let report = examined(&app, &Served::new(&app.app), 1).await;
        let there = report.leaks.iter().any(|leak| leak.page == places::NOTIFICATIONS);
        assert!(there, "{:?}", report.leaks);
        for leak in &report.leaks {
            assert_eq!(leak.foreign, ("request".to_owned(), bluebird.request), "{leak:?}");
            assert_eq!(Uuid::from(leak.workspace), acme.workspace, "{leak:?}");
        }
    }

    /// The pages of one's own things say what is somebody else's.
    async fn a_page_of_ones_own_that_names_what_is_somebody_elses_is_found(app: TestApp) {
        let (acme, theirs) = (&app.cast.acme, app.cast.bluebird.request);
        let own = literal(&app, acme.workspace);
        let planted = app.store.sql(&format!("UPDATE project SET summary = 'as {theirs}' WHERE workspace_id = {own}")).await;
        let said = app.store.sql(&format!("UPDATE request_message SET body = 'as {theirs}' WHERE workspace_id = {own}")).await;
        assert!(planted > 0 && said > 0);
        let report = examined(&app, &Served::new(&app.app), 1).await;
        let pages = ["/portal/projects/:project_id", "/portal/requests/:request_id", "/portal/requests/:request_id/messages"];
        for page in pages {
            let found = |leak: &Leak| leak.page == page && leak.foreign == ("request".to_owned(), theirs);
            assert!(report.leaks.iter().any(found), "{page} {:?}", report.leaks);
        }
        assert!(report.leaks.iter().all(|leak| Uuid::from(leak.workspace) == acme.workspace), "{:?}", report.leaks);
    }

    /// A title may be anything, and a search says again what was asked.
    async fn what_a_search_says_again_is_no_leak(app: TestApp) {
        let planted = app.store.sql(&format!("UPDATE search_entry SET title = 'see {}'", app.cast.bluebird.request)).await;
        assert!(planted > 0);
        let report = examined(&app, &Served::new(&app.app), 1).await;
        assert_eq!(report.leaks, Vec::new());
    }

    /// Nothing is proved by pages that nobody was shown.
    async fn whoever_does_not_get_in_is_no_proof_of_anything(app: TestApp) {
        app.store.sql("UPDATE workspace SET requires_second_factor = TRUE").await;
        let served = Served::new(&app.app);
        let report = examined(&app, &served, 2).await;
        let (acme, bluebird) = (app.cast.acme.workspace, app.cast.bluebird.workspace);
        let (east, west, harbor) = (app.cast.east.workspace, app.cast.west.workspace, app.cast.harbor.workspace);
        let out = |report: &Report| -> BTreeSet<Uuid> { report.unexamined.iter().map(|one| one.workspace.into()).collect() };
        assert_eq!((report.clients, out(&report)), (0, BTreeSet::from([acme, bluebird, east, west, harbor])));
        assert!(report.unexamined.iter().all(|one| one.why.contains("second factor")), "{:?}", report.unexamined);
        let (code, text) = said(&program(&app, &["doctor", "isolation"]).output().unwrap());
        let named = text.lines().any(|line| line.starts_with("UNEXAMINED") && line.contains(&acme.to_string()));
        assert!(code == Some(1) && named && !text.contains("Nobody got to see"), "{text}");

        // Of two people, the one who has a factor looks through the portal, although the other came first.
        let factor = "INSERT INTO client_second_factor (client_user_id, agency_id, secret, last_step, created_at, confirmed_at) \
                      SELECT id, agency_id, '', 0, created_at, created_at FROM client_user WHERE email = 'victor@acme.test'";
        assert!(app.store.sql(factor).await > 0);
        let report = examined(&app, &served, 1).await;
        assert_eq!((report.clients, out(&report)), (1, BTreeSet::from([bluebird, east, west, harbor])));
        assert!(report.asked[places::REQUESTS] > 0 && report.leaks.is_empty(), "{:?} {:?}", report.asked, report.leaks);
    }

    /// An agency without a host would be looked for where another one is.
    async fn an_agency_that_nobody_gets_to_is_not_said_to_be_sound(app: TestApp) {
        let harbor = &app.cast.harbor;
        let gone = format!("DELETE FROM agency_host WHERE agency_id = {}", literal(&app, harbor.agency));
        assert!(app.store.sql(&gone).await > 0);
        let report = examined(&app, &Served::new(&app.app), 1).await;
        let out: Vec<Uuid> = report.unexamined.iter().map(|one| one.workspace.into()).collect();
        assert_eq!(out, [harbor.workspace]);
        assert!(report.unexamined[0].why.contains("northwind.localhost") && report.clients == 4, "{:?}", report.unexamined);
    }

    /// Who stops it while it still looks what there is waits for nothing, and nobody has been signed in.
    async fn it_stops_also_before_the_first_client(app: TestApp) {
        let trail = || async { app.store.value("SELECT count(*) FROM audit_entry").await };
        let before = trail().await;
        let (most, mut begun) = (Limits { clients: 2, rows: 3 }, 0);
        let served = Served::new(&app.app);
        // It comes as soon as anything has to be waited for.
        let report = examine(&app.app, &served, most, tokio::task::yield_now(), |_| begun += 1).await.unwrap();
        assert!(report.stopped && report.clients == 0 && begun == 0, "{} {begun}", report.clients);
        assert_eq!(trail().await, before, "somebody was signed in");
    }

    /// However many titles others have, each is searched for.
    async fn the_search_is_tried_with_every_title(app: TestApp) {
        let (acme, own) = (&app.cast.acme, literal(&app, app.cast.bluebird.workspace));
        let (agency, workspace) = (literal(&app, acme.agency), literal(&app, acme.workspace));
        let (column, nothing) = if app.store.kind == Kind::Sqlite { ("", "") } else { (", words", ", ''") };
        let row = |number: u128| {
            let thing = literal(&app, Uuid::from_u128(number));
            format!("({agency}, {workspace}, 'project', {thing}, '', 'Title {number}', ''{nothing})")
        };
        let rows: Vec<String> = (1..=210).map(row).collect();
        let into = format!("INSERT INTO search_entry (agency_id, workspace_id, kind, thing_id, owner, title, body{column})");
        app.store.sql(&format!("{into} VALUES {}", rows.join(", "))).await;
        app.store.sql(&format!("UPDATE workspace SET archived_at = created_at WHERE id <> {own}")).await;
        let others = format!("SELECT count(*) FROM search_entry WHERE title <> '' AND workspace_id <> {own}");
        let others: usize = app.store.value(&others).await.parse().unwrap();
        let (most, served) = (Limits { clients: 1, rows: 1_000 }, Served::new(&app.app));
        let report = examine(&app.app, &served, most, std::future::pending(), |_| {}).await.unwrap();
        assert!(others > 210 && report.clients == 1, "{others} {}", report.clients);
        // And once without a word.
        assert_eq!((report.asked[places::SEARCH], report.leaks), (others + 1, Vec::new()));
    }

    /// The program says what it found, ends with 1 and leaves nobody signed in, also when it is stopped on the way.
    async fn whoever_stops_it_leaves_nobody_signed_in(app: TestApp) {
        let sessions = || async { app.store.value("SELECT count(*) FROM client_session").await };
        let before = sessions().await;
        let mut command = program(&app, &["doctor", "isolation", "--all"]);
        let command = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        let begun = Instant::now();
        while sessions().await == before {
            assert!(child.try_wait().unwrap().is_none(), "it has ended and signed nobody in");
            assert!(begun.elapsed() < Duration::from_secs(60), "it signs nobody in");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        rustix::process::kill_process(rustix::process::Pid::from_child(&child), rustix::process::Signal::TERM).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(1) && said.contains("stopped before everybody was tried"), "{said}");
        assert_eq!(sessions().await, before, "somebody is left signed in");
    }
}

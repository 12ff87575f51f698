use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use poem::endpoint::BoxEndpoint;
use poem::http::{Method, StatusCode};
use poem::{Endpoint, EndpointExt, Request, Response};
use portico::app::pages;
use portico::commands::doctor::Served;
use portico::commands::doctor::isolation::{Limits, Report, examine};
use portico::entity::{project, request};
use portico::web::{Audience, places};
use sea_orm::ColumnTrait;
use uuid::Uuid;

use super::{literal, program};
use crate::support::TestApp;

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
        let served = Served::new(&app.app).unwrap();
        let report = examined(&app, &served, 2).await;
        assert_eq!(report.leaks, Vec::new());
        assert!(report.broken.is_empty() && report.passed_over.is_empty(), "{:?} {:?}", report.broken, report.passed_over);
        assert!(report.clients == 6 && !report.stopped, "{}", report.clients);
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
        let leaky = Leaky { portal: app.app.endpoint().unwrap(), holes };
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
        let report = examined(&app, &Served::new(&app.app).unwrap(), 1).await;
        let there = report.leaks.iter().any(|leak| leak.page == places::NOTIFICATIONS);
        assert!(there, "{:?}", report.leaks);
        for leak in &report.leaks {
            assert_eq!(leak.foreign, ("request".to_owned(), bluebird.request), "{leak:?}");
            assert_eq!(Uuid::from(leak.workspace), acme.workspace, "{leak:?}");
        }
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

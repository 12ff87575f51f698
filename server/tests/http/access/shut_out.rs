//! Everybody who was let in once and is not any more, at every page and every operation, with the cookie or the token
//! that they still hold.

use chrono::TimeDelta;
use poem::http::Method;
use portico::app::pages;
use portico::config::Demand;
use portico::web::Audience;
use portico::web::pages::Page;

use super::operations::{FOR_ADMINS, ask, body_of, own_ids};
use super::pages::{filled, ids, send};
use super::same::holds_only;
use super::{operation, own, rows};
use crate::support::{Kind, Staff, TestApp};

/// What happened to Carla after she signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Client {
    Removed,
    Archived,
    /// Her workspace asks for a second factor, and she has none.
    Unproved,
    Disabled,
    SignedOut,
    Idle,
}

impl Client {
    const ALL: [Self; 6] = [Self::Removed, Self::Archived, Self::Unproved, Self::Disabled, Self::SignedOut, Self::Idle];

    /// What brings it about, and what makes it undone.
    fn sql(self) -> (&'static str, &'static str) {
        match self {
            Self::Removed => (
                "CREATE TABLE away AS SELECT * FROM membership WHERE client_user_id IN (SELECT id FROM client_user \
                 WHERE email = 'carla@acme.test'); DELETE FROM membership WHERE id IN (SELECT id FROM away)",
                "INSERT INTO membership SELECT * FROM away; DROP TABLE away",
            ),
            Self::Archived => (
                "UPDATE workspace SET archived_at = created_at WHERE slug = 'acme'",
                "UPDATE workspace SET archived_at = NULL WHERE slug = 'acme'",
            ),
            Self::Unproved => (
                "UPDATE workspace SET requires_second_factor = TRUE WHERE slug = 'acme'",
                "UPDATE workspace SET requires_second_factor = FALSE WHERE slug = 'acme'",
            ),
            Self::Disabled => (
                "UPDATE client_user SET disabled_at = created_at WHERE email = 'carla@acme.test'",
                "UPDATE client_user SET disabled_at = NULL WHERE email = 'carla@acme.test'",
            ),
            Self::SignedOut => ("DELETE FROM client_session", "SELECT 1"),
            Self::Idle => {
                ("UPDATE client_session SET seen_at = '2020-01-01 00:00:00+00:00'", "DELETE FROM client_session")
            }
        }
    }

    /// What must stand in the first line of a page's answer.
    fn expected(self, page: &Page, row: &rows::Row) -> (u16, Option<&'static str>) {
        let open = matches!(page.audience, Audience::Public | Audience::StaffDoor);
        let signed_in = matches!(self, Self::Removed | Self::Archived | Self::Unproved);
        let nowhere = matches!(self, Self::Removed | Self::Archived);
        match page.audience {
            // Whoever has no workspace left lands there, and may sign in as somebody else.
            _ if ["/", "/portal/login"].contains(&page.path) && page.method == Method::GET && nowhere => (200, None),
            Audience::StaffDoor if signed_in => (303, Some("/portal")),
            // There is no workspace to switch to.
            _ if page.path == "/portal/workspace" && nowhere => (404, None),
            Audience::SignedIn if signed_in => (row.status, None),
            _ if !open && self == Self::Unproved => (303, Some("/portal/account/second-factor")),
            _ if !open && signed_in => (303, Some("/")),
            _ if !open => (303, Some("/portal/login")),
            _ if signed_in || row.status != 303 => (row.status, None),
            _ => (200, None),
        }
    }
}

both! {
    /// S1.22, S2.22, S2.30, S2.31, S2.104: whoever is let go meets a closed door at the next request, at every page, and
    /// reads nothing of what was theirs.
    async fn whoever_is_let_go_is_let_in_to_no_page(app: TestApp) {
        let mut cases = 0;
        let mut wrong = Vec::new();
        for page in pages().table() {
            for client in Client::ALL {
                let world = &app.cast.acme;
                let row = rows::page(page, world);
                let carla = app.as_client("carla").await;
                carla.token().await;
                let path = filled(page.path, &ids(&app, page, world, "carla").await);
                let (out, back) = client.sql();
                app.store.sql(out).await;
                let answer = send(&carla, page, &path, &row, None).await;
                let fragment = if page.method == Method::GET { Some(carla.fragment(&path).await) } else { None };
                app.store.sql(back).await;
                let whom = format!("{client:?} at {} {}", page.method, page.path);
                let (status, to) = client.expected(page, &row);
                // Codes are guessed a few times only, and here each of them has a go.
                if answer.status == 429 && status == 422 {
                    continue;
                }
                if answer.status != status || to.is_some_and(|to| !answer.location().starts_with(to)) {
                    wrong.push(format!("{whom}: {} {}, not {status} {to:?}", answer.status, answer.location()));
                }
                // Her account still names the workspace that asks for more.
                let own = if client == Client::Unproved { vec![world.canary] } else { Vec::new() };
                holds_only(&answer, &own, &whom);
                fragment.iter().for_each(|fragment| holds_only(fragment, &own, &whom));
                cases += 1;
            }
        }
        println!("{cases} cases");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(cases >= 400, "{cases}");
    }

    /// S2.22, S2.104: a token opens nothing once its person, its sign-in or its time is over, or where it is another agency's;
    /// and no more than it says.
    async fn a_token_that_is_over_opens_no_operation(app: TestApp) {
        let mut shut = Vec::new();
        for (why, change, status, code) in [
            ("run out", "expires_at = '2020-01-01 00:00:00+00:00'", 401, "token_invalid"),
            ("ended", "ended_at = created_at", 401, "token_invalid"),
            ("a program that may do nothing", "scopes = 'nothing:read'", 403, "scope_missing"),
        ] {
            let staff = app.as_staff("adam").await;
            let newest = "id = (SELECT max(id::text)::uuid FROM staff_session)";
            let newest = if app.store.kind == Kind::Sqlite { "id = (SELECT max(id) FROM staff_session)" } else { newest };
            assert_eq!(app.store.sql(&format!("UPDATE staff_session SET {change} WHERE {newest}")).await, 1);
            shut.push((why, staff, status, code));
        }
        let stranger = app.as_staff("henry").await.moved_to("northwind.localhost");
        shut.push(("another agency's", stranger, 401, "token_invalid"));
        let gone = app.as_staff("mia").await;
        let mut cases = 0;
        let later = app.another(|_| {}).await;
        let old = app.as_staff("olivia").await;
        later.advance(TimeDelta::minutes(11));
        // Adam is who gets no second factor here.
        let strict = app.another(|config| config.staff_second_factor = Demand::Required).await;
        let unproved = app.as_staff("adam").await.moved(&strict.served);
        for operation in operation::all().into_iter().filter(|operation| !operation.open) {
            let name = operation.name.as_str();
            // The operation before may have given her a second factor, and she makes things for this one.
            own::without_codes(&app, "olivia").await;
            let ids = own_ids(&app, &operation, "olivia").await;
            let body = body_of(&app, &operation, "olivia").await;
            let refused = async |node: &TestApp, staff: &Staff, why: &str, status: u16, code: &str| {
                let ask = ask(node, &operation, &ids, body.as_ref());
                let answer = ask.header("authorization", &format!("Bearer {}", staff.access)).send().await;
                assert_eq!(answer.status, status, "{why}: {name}: {}", answer.everything());
                assert_eq!(answer.code(), code, "{why}: {name}");
                holds_only(&answer, &[], name);
            };
            for (why, staff, status, code) in &shut {
                if name == "me_view" && *status == 403 {
                    continue;
                }
                refused(&app, staff, why, *status, code).await;
                cases += 1;
            }
            refused(&later, &old, "eleven minutes old", 401, "token_invalid").await;
            app.store.sql("UPDATE staff_user SET disabled_at = created_at WHERE email = 'mia@northwind.test'").await;
            refused(&app, &gone, "disabled", 401, "token_invalid").await;
            app.store.sql("UPDATE staff_user SET disabled_at = NULL WHERE email = 'mia@northwind.test'").await;
            let sets_up = name.starts_with("second_factor_") || name.starts_with("recovery_codes_") || name == "me_view";
            if !sets_up {
                refused(&strict, &unproved, "without a second factor", 403, "second_factor_setup_required").await;
                cases += 1;
            }
            cases += 2;
        }
        println!("{cases} cases");
        assert!(cases >= 1000, "{cases}");
        later.app.database.close().await;
        strict.app.database.close().await;
    }

    /// S2.108: whoever is an admin no longer is none from the next request on, with the token of before.
    async fn a_role_that_is_taken_away_takes_its_operations_away(app: TestApp) {
        let adam = app.as_staff("adam").await;
        assert_eq!(app.store.sql("UPDATE staff_user SET role = 'member' WHERE email = 'adam@northwind.test'").await, 1);
        let mut cases = 0;
        for operation in operation::all().into_iter().filter(|operation| FOR_ADMINS.contains(&operation.name.as_str())) {
            let ids = own_ids(&app, &operation, "mia").await;
            let body = body_of(&app, &operation, "mia").await;
            let ask = ask(&app, &operation, &ids, body.as_ref());
            let answer = ask.header("authorization", &format!("Bearer {}", adam.access)).send().await;
            // Of an offer that is not theirs, nobody learns even that it is there.
            let offer = operation.name.starts_with("ownership_transfer_") && answer.status == 404;
            assert!(offer || answer.status == 403, "{}: {}", operation.name, answer.everything());
            holds_only(&answer, &[], &operation.name);
            cases += 1;
        }
        assert_eq!(cases, FOR_ADMINS.len());
    }
}

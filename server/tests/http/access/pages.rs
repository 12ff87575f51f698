use std::collections::BTreeMap;

use poem::http::Method;
use portico::access::SystemScope;
use portico::app::pages;
use portico::entity::{account_token, client_notification, staff_account_token, staff_user};
use portico::features::brand;
use portico::secrets;
use portico::web::Audience;
use portico::web::pages::Page;
use sea_orm::ActiveValue::Set;
use sea_orm::ColumnTrait;
use uuid::Uuid;

use super::same::{alike, holds_only};
use super::{dump, made, rows};
use crate::certificates;
use crate::support::{Answer, Browser, TestApp, World};

/// Who comes to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Actor {
    Nobody,
    /// With a cookie of a session that has run out.
    Expired,
    /// With a session of another agency's host.
    Elsewhere,
    /// With a staff token and nothing else.
    Bearer,
    Client(&'static str),
}

const CLIENTS: [&str; 5] = ["carla", "victor", "ben", "fiona", "hana"];

/// What must stand in the answer's first line.
fn expected(page: &Page, actor: Actor, row: &rows::Row) -> (u16, Option<&'static str>) {
    let public = matches!(page.audience, Audience::Public | Audience::StaffDoor);
    match actor {
        Actor::Client(_) if page.audience == Audience::StaffDoor => (303, Some("/portal")),
        Actor::Client("victor") if matches!(page.audience, Audience::Permitted(_)) => (404, None),
        // Who may look and not decide is told so.
        Actor::Client("victor") if page.path.ends_with("/decision") || page.path.ends_with("/withdrawal") => {
            (403, None)
        }
        Actor::Client("victor") if page.path.contains(":approval_id/comments") => (404, None),
        Actor::Client(_) => (row.status, None),
        Actor::Bearer if page.path.starts_with("/portal") => (303, Some("/dashboard")),
        _ if !public => (303, Some("/portal/login")),
        _ if row.status == 303 => (200, None),
        _ => (row.status, None),
    }
}

async fn visit(app: &TestApp, actor: Actor) -> Browser {
    match actor {
        Actor::Nobody | Actor::Bearer => app.stranger(),
        Actor::Client(person) => app.as_client(person).await,
        Actor::Elsewhere => app.as_client("hana").await.moved_to("northwind.localhost"),
        Actor::Expired => {
            let browser = app.as_client("carla").await;
            let hash = secrets::hash(&browser.cookie("sid").unwrap());
            let ended = format!(
                "UPDATE client_session SET expires_at = '2020-01-01 00:00:00+00:00' WHERE token_hash = '{hash}'"
            );
            assert_eq!(app.store.sql(&ended).await, 1);
            browser
        }
    }
}

/// The path with an id in each place.
pub(super) fn filled(path: &str, ids: &BTreeMap<String, String>) -> String {
    let parts = path.split('/').map(|part| part.strip_prefix(':').map_or(part, |name| &ids[name]));
    parts.collect::<Vec<_>>().join("/")
}

fn names(path: &'static str) -> Vec<&'static str> {
    path.split('/').filter_map(|part| part.strip_prefix(':')).collect()
}

pub(super) async fn send(browser: &Browser, page: &Page, path: &str, row: &rows::Row, bearer: Option<&str>) -> Answer {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&row.query).finish();
    let path = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    let mut ask = browser.ask(page.method.clone(), &path);
    if page.method == Method::POST {
        let token = browser.token().await;
        let mut fields = vec![("csrf", token.as_str())];
        fields.extend(row.fields.iter().map(|(name, value)| (*name, value.as_str())));
        ask = ask.form(&fields);
    }
    match bearer {
        Some(token) => ask.header("authorization", &format!("Bearer {token}")).send().await,
        None => ask.send().await,
    }
}

/// What a page's token is for. What would change somebody's address gets another one.
fn purpose(page: &Page) -> &'static str {
    match (page.method.as_str(), page.path) {
        ("GET", "/portal/email/:token") => "email",
        ("GET", "/portal/email/:token/undo") => "email_undo",
        _ => "reset",
    }
}

/// A link's token for somebody of an agency.
async fn link_token(system: &SystemScope, page: &Page, agency: Uuid, person: Uuid) -> String {
    let token = secrets::random_token().unwrap();
    if page.audience == Audience::StaffDoor {
        let scope = system.agency(agency.into());
        let staff = scope.find::<staff_user::Entity>().first().await.unwrap().unwrap();
        let row = staff_account_token::ActiveModel {
            token_hash: Set(secrets::hash(&token)),
            agency_id: Set(agency.into()),
            staff_user_id: Set(staff.id),
            created_at: Set(system.now()),
            expires_at: Set(system.now() + chrono::TimeDelta::minutes(30)),
            used_at: Set(None),
        };
        assert!(system.insert::<staff_account_token::Entity>(row).await.unwrap());
        return token;
    }
    let row = account_token::ActiveModel {
        token_hash: Set(secrets::hash(&token)),
        agency_id: Set(agency.into()),
        purpose: Set(purpose(page).into()),
        client_user_id: Set(person.into()),
        email: Set("somebody@acme.test".into()),
        previous: Set(None),
        created_at: Set(system.now()),
        expires_at: Set(system.now() + chrono::TimeDelta::minutes(30)),
        used_at: Set(None),
    };
    assert!(system.insert::<account_token::Entity>(row).await.unwrap());
    token
}

/// A preview's token at an agency.
async fn preview_token(system: &SystemScope, agency: Uuid) -> String {
    let admin = system.agency(agency.into()).admin().unwrap();
    brand::draft(&admin, None, false).await.unwrap().token
}

/// A token of the kind that a page takes.
async fn token(app: &TestApp, page: &Page, world: &World, person: &str) -> String {
    if page.path.starts_with("/preview/") {
        preview_token(&app.app.database.system(), world.agency).await
    } else if page.path.starts_with("/portal/invite/") {
        made::invitation(app, world.agency).await.1
    } else if page.path.starts_with("/portal/connect/") {
        made::credential_request(app, world).await.1
    } else if page.path.starts_with("/dashboard/invite/") {
        made::staff_invitation(app, world).await.1
    } else {
        link_token(&app.app.database.system(), page, world.agency, app.cast.people[person]).await
    }
}

/// Something that a person was told.
async fn told(app: &TestApp, world: &World, person: &str) -> String {
    use client_notification::{Column, Entity};
    let scope = app.app.database.system().agency(world.agency.into());
    let told = scope.find::<Entity>().filter(Column::WorkspaceId.eq(world.workspace));
    let told = told.filter(Column::ClientUserId.eq(app.cast.people[person])).first().await.unwrap();
    told.map_or(world.client_notification, |row| row.id.into()).to_string()
}

/// The ids of a world for a page's places.
pub(super) async fn ids(app: &TestApp, page: &Page, world: &World, person: &str) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for name in names(page.path) {
        let id = match name {
            "token" => token(app, page, world, person).await,
            "notification_id" => told(app, world, person).await,
            name if page.path.contains("/certificate/") => certificates::certified(app, world, name).await.to_string(),
            "page" => "1".to_owned(),
            "link" => app.unsubscribe_link(world.agency, app.cast.people[person]),
            name => rows::id(world, name).to_string(),
        };
        ids.insert(name.to_owned(), id);
    }
    ids
}

fn home<'a>(app: &'a TestApp, person: &str) -> &'a World {
    match person {
        "ben" => &app.cast.bluebird,
        "fiona" => &app.cast.east,
        "hana" => &app.cast.harbor,
        _ => &app.cast.acme,
    }
}

both! {
    /// S1.6, S1.10, S1.18, S1.25, S1.27–S1.29, S2.20–S2.24, S2.27–S2.29. The addresses are those of S2.47, S2.60,
    /// S2.70, S2.80, S2.87 and S2.100.
    async fn every_page_answers_everybody_as_its_audience_says(app: TestApp) {
        let bearer = app.as_staff("mia").await.access;
        let strangers = [Actor::Nobody, Actor::Expired, Actor::Elsewhere, Actor::Bearer];
        let mut cases = 0;
        for page in portico_pages() {
            for actor in strangers.into_iter().chain(CLIENTS.map(Actor::Client)) {
                let person = if let Actor::Client(person) = actor { person } else { "carla" };
                let world = home(&app, person);
                let row = rows::page(&page, world);
                let browser = visit(&app, actor).await;
                let path = filled(page.path, &ids(&app, &page, world, person).await);
                let token = (actor == Actor::Bearer).then_some(bearer.as_str());
                let answer = send(&browser, &page, &path, &row, token).await;
                let whom = format!("{actor:?} at {} {}", page.method, page.path);
                let (status, to) = expected(&page, actor, &row);
                assert_eq!(answer.status, status, "{whom}: {}", answer.everything());
                assert!(to.is_none_or(|to| answer.location().starts_with(to)), "{whom}: {}", answer.everything());
                let own = if matches!(actor, Actor::Client(_)) { vec![world.canary] } else { Vec::new() };
                holds_only(&answer, &own, &whom);
                cases += 1;
            }
        }
        println!("{cases} cases");
        assert!(cases >= 27 * 9, "{cases}");
    }

    /// S1.12–S1.14, S1.30, S1.31, S2.5, S2.16, S2.113–S2.115, S2.121, S2.122: whatever is not one's own is not there,
    /// at every place where an id can stand, and nothing of it changes.
    async fn a_foreign_id_is_a_missing_id_on_every_page(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let henry = app.as_staff("henry").await;
        let before = (dump::of(&mia, &app.cast.bluebird).await, dump::of(&henry, &app.cast.harbor).await);
        let mut cases = 0;
        for page in portico_pages() {
            for person in ["carla", "victor", "fiona"] {
                cases += foreign_at_each_place(&app, &page, person).await;
            }
        }
        println!("{cases} cases");
        assert!(cases > 300, "{cases}");
        let after = (dump::of(&mia, &app.cast.bluebird).await, dump::of(&henry, &app.cast.harbor).await);
        assert_eq!(before, after, "somebody else's world has changed");
    }
}

fn portico_pages() -> Vec<Page> {
    pages().table().to_vec()
}

async fn foreign_at_each_place(app: &TestApp, page: &Page, person: &str) -> usize {
    let world = home(app, person);
    let foreign: Vec<&World> = match person {
        "fiona" => vec![&app.cast.west, &app.cast.acme, &app.cast.harbor],
        _ => vec![&app.cast.bluebird, &app.cast.harbor],
    };
    let mut cases = 0;
    for place in places(page, world) {
        let browser = app.as_client(person).await;
        browser.set_cookie("workspace", &world.workspace.to_string());
        let missing =
            if place == Place::Path("token") { secrets::random_token().unwrap() } else { Uuid::now_v7().to_string() };
        let nothing = at(app, &browser, page, person, &place, &missing).await;
        for other in &foreign {
            let whom = if other.agency == world.agency { "ben" } else { "hana" };
            let id = match &place {
                // A link for somebody of the same agency is as good as theirs: there is nobody signed in to be wrong.
                Place::Path("token" | "link") if other.agency == world.agency => continue,
                Place::Path("link") => app.unsubscribe_link(other.agency, app.cast.people[whom]),
                Place::Path("token") => token(app, page, other, whom).await,
                // One's own other workspace can be switched to.
                Place::Field("workspace_id") if person == "fiona" && other.workspace == app.cast.west.workspace => {
                    continue;
                }
                Place::Path(name) => rows::id(other, name).to_string(),
                Place::Field(name) => rows::id(other, name).to_string(),
                Place::Query("after") => other.message.to_string(),
                Place::Query(_) => other.project.to_string(),
            };
            let answer = at(app, &browser, page, person, &place, &id).await;
            let what = format!("{person} at {} {} with a foreign {place:?}", page.method, page.path);
            if place != Place::Query("after") {
                alike((&answer, &id), (&nothing, &missing), &what);
            }
            holds_only(&answer, &[world.canary], &what);
            cases += 1;
        }
        for wrong in
            ["not-an-id", "00000000-0000-0000-0000-000000000000", "%2e%2e%2f", "%00", "%F0%9F%90%99", &"a".repeat(600)]
        {
            let answer = at(app, &browser, page, person, &place, wrong).await;
            let fine = answer.status < 500 && (!matches!(place, Place::Path(_)) || answer.status != 200);
            assert!(fine, "{person} at {} {} with {place:?} {wrong}: {}", page.method, page.path, answer.everything());
            // An id that is none is a missing one.
            let of_row = matches!(place, Place::Path(name) if name.ends_with("_id"));
            if of_row && page.method == Method::GET {
                assert_eq!(answer.status, nothing.status, "{person} at {} with {place:?} {wrong}", page.path);
            }
            holds_only(&answer, &[world.canary], wrong);
            cases += 1;
        }
    }
    cases
}

/// Where an id can stand.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Path(&'static str),
    Field(&'static str),
    Query(&'static str),
}

fn places(page: &Page, world: &World) -> Vec<Place> {
    let row = rows::page(page, world);
    // The number of a page is nobody's.
    let path = names(page.path).into_iter().filter(|name| *name != "page").map(Place::Path);
    let fields = row.fields.iter().filter(|(name, _)| name.ends_with("_id")).map(|(name, _)| Place::Field(name));
    let query =
        row.query.iter().filter(|(_, value)| Uuid::parse_str(value).is_ok()).map(|(name, _)| Place::Query(name));
    path.chain(fields).chain(query).collect()
}

async fn at(app: &TestApp, browser: &Browser, page: &Page, person: &str, place: &Place, id: &str) -> Answer {
    let world = home(app, person);
    let mut row = rows::page(page, world);
    let mut own = ids(app, page, world, person).await;
    match place {
        Place::Path(name) => drop(own.insert((*name).to_owned(), id.to_owned())),
        Place::Field(name) => {
            row.fields.iter_mut().filter(|(field, _)| field == name).for_each(|field| field.1 = id.to_owned())
        }
        Place::Query(name) => {
            row.query.iter_mut().filter(|(field, _)| field == name).for_each(|field| field.1 = id.to_owned())
        }
    }
    send(browser, page, &filled(page.path, &own), &row, None).await
}

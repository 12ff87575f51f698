use portico::access::Permission;
use portico::app::pages;
use portico::web::Audience;

use super::rows;
use crate::support::{TestApp, World};

fn path(page: &str, world: &World) -> String {
    let parts = page.split('/').map(|part| match part.strip_prefix(':') {
        Some("page") => "1".to_owned(),
        Some(name) => rows::id(world, name).to_string(),
        None => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The statuses that Carla gets at every page that stands behind a permission or a module, as `chosen`.
async fn statuses(app: &TestApp, chosen: impl Fn(Audience) -> bool) -> Vec<(String, u16, u16)> {
    let mut seen = Vec::new();
    for page in pages().table().iter().filter(|page| chosen(page.audience)) {
        let carla = app.as_client("carla").await;
        let row = rows::page(page, &app.cast.acme);
        let path = path(page.path, &app.cast.acme);
        let fields: Vec<(&str, &str)> = row.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = match page.method.as_str() {
            "GET" => carla.get(&path).await,
            _ => carla.post(&path, &fields).await,
        };
        seen.push((format!("{} {}", page.method, page.path), answer.status, row.status));
    }
    seen
}

both! {
    /// S1.26, S1.28, S1.29, S1.123–S1.127, S1.133, S1.135, S1.136: without the permission there is no such page,
    /// from the next request on, and nothing points to it.
    async fn a_permission_taken_away_takes_its_pages_away(app: TestApp) {
        let guarded: Vec<Permission> = pages().table().iter().filter_map(|page| match page.audience {
            Audience::Permitted(permission) => Some(permission),
            _ => None,
        }).collect();
        let all = [
            Permission::SubmitRequests,
            Permission::Comment,
            Permission::InviteColleagues,
            Permission::ViewInvoices,
            Permission::ManageConnections,
            Permission::RunWorkflows,
        ];
        assert!(guarded.iter().all(|permission| all.contains(permission)) && all.iter().all(|one| guarded.contains(one)));
        for permission in all {
            let pages = |audience| audience == Audience::Permitted(permission);
            for (page, status, when_allowed) in statuses(&app, pages).await {
                assert_eq!(status, when_allowed, "{page}");
            }
            let taken = format!("UPDATE membership SET {} = FALSE", permission.as_str());
            assert!(app.store.sql(&taken).await > 0);
            for (page, status, _) in statuses(&app, pages).await {
                assert_eq!(status, 404, "{page} without {permission:?}");
            }
        }
        let links = links(&app).await;
        assert!(links.iter().any(|link| link == "/portal/projects"));
        assert!(!links.iter().any(|link| link.starts_with("/portal/requests") || link.starts_with("/portal/team") || link.starts_with("/portal/billing") || link.starts_with("/portal/connections")), "a dead end: {links:?}");
    }

    /// The same for a part of the portal that a workspace does not have.
    async fn a_module_that_is_off_has_no_pages(app: TestApp) {
        assert!(app.store.sql("UPDATE workspace SET work_on = FALSE").await > 0);
        let work = |audience| matches!(audience, Audience::Work | Audience::Permitted(Permission::SubmitRequests | Permission::Comment));
        let seen = statuses(&app, work).await;
        assert!(seen.len() > 10, "{seen:?}");
        for (page, status, _) in seen {
            assert_eq!(status, 404, "{page}");
        }
        let links = links(&app).await;
        let dead = |link: &&String| link.starts_with("/portal/requests") || link.starts_with("/portal/projects");
        assert_eq!(links.iter().find(dead), None, "a dead end");
    }

    /// And for automation.
    async fn automation_that_is_off_is_not_there(app: TestApp) {
        assert!(links(&app).await.iter().any(|link| link == "/portal/connections"));
        assert!(app.store.sql("UPDATE workspace SET automation_on = FALSE").await > 0);
        let seen = statuses(&app, |audience| audience == Audience::Permitted(Permission::ManageConnections)).await;
        assert!(seen.len() >= 5, "{seen:?}");
        for (page, status, _) in seen {
            assert_eq!(status, 404, "{page}");
        }
        assert!(!links(&app).await.iter().any(|link| link.starts_with("/portal/connections")), "a dead end");
    }

    /// And for billing: no page, no paper, no entry, no number.
    async fn billing_that_is_off_is_not_there(app: TestApp) {
        assert!(links(&app).await.iter().any(|link| link == "/portal/billing"));
        assert!(app.store.sql("UPDATE workspace SET billing_on = FALSE").await > 0);
        let seen = statuses(&app, |audience| audience == Audience::Permitted(Permission::ViewInvoices)).await;
        assert!(seen.len() >= 5, "{seen:?}");
        for (page, status, _) in seen {
            assert_eq!(status, 404, "{page}");
        }
        assert!(!links(&app).await.iter().any(|link| link.starts_with("/portal/billing")), "a dead end");
    }
}

/// Where Carla's dashboard and notifications lead.
async fn links(app: &TestApp) -> Vec<String> {
    let carla = app.as_client("carla").await;
    let pages =
        carla.get("/portal").await.expect(200).body + &carla.get("/portal/notifications").await.expect(200).body;
    pages.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

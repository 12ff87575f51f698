//! Imports beside each other, and beside what people do meanwhile.

use futures_util::future::join_all;
use portico::access::Permissions;
use portico::error::Error;
use portico::features::workspaces;
use serde_json::json;

use super::send;
use crate::support::TestApp;

both! {
    async fn one_file_four_times_at_once_is_imported_once(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let client = |number: i64| format!("Door {number},,Nora {number},n{number}@door.test\nAcme,acme,Nils {number},n{number}@acme.test\n");
        let project = |number: i64| format!("acme,Shop {number}\nbluebird,Shop {number}\n");
        let request = |number: i64| format!("T-{number},acme,Lamp,It is dark.\nT-{number},bluebird,Lamp,It is dark.\n");
        for (what, head, rows) in [
            ("clients?existing=skip", "workspace,short_name,name,email", (0..20).map(client).collect::<String>()),
            ("projects?existing=skip", "workspace,name", (0..20).map(project).collect()),
            ("requests", "external_id,workspace,subject,body", (0..20).map(request).collect()),
        ] {
            let file = format!("{head}\n{rows}");
            let answers = join_all((0..4).map(|_| send(&olivia, what, file.clone()))).await;
            let created: i64 = answers.into_iter().map(|answer| answer.expect(200).json()["created"].as_i64().unwrap()).sum();
            assert_eq!(created, 40, "{what}");
        }
    }

    /// Whoever changes a client meanwhile waits for it at most, and neither is turned away because of the other.
    async fn an_import_and_changes_of_the_same_clients_get_past_each_other(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let rows: String = (0..150).map(|number| format!("Client {number},yes\n")).collect();
        let file = format!("workspace,automation\n{rows}");
        let made = send(&olivia, "clients", file.clone()).await.expect(200).json();
        let last = made["items"].as_array().unwrap().iter().rev().take(8);
        let changes = join_all(last.map(|row| {
            let (olivia, path) = (&olivia, format!("/workspaces/{}", row["id"].as_str().unwrap()));
            async move {
                for shown in [false, true, false, true, false, true] {
                    olivia.patch(&path, json!({ "show_team_members": shown })).await.expect(200);
                }
            }
        }));
        let (done, _) = tokio::join!(send(&olivia, "clients?existing=update", file), changes);
        assert_eq!(done.expect(200).json()["updated"], 150);
    }

    /// Who has come by a link of their own meanwhile is there already, and that is nobody's failure.
    async fn whoever_is_in_is_not_let_in_twice(app: TestApp) {
        let scope = app.app.database.system().agency(app.cast.acme.agency.into());
        let (acme, carla) = (app.cast.acme.workspace.into(), app.cast.people["carla"].into());
        let twice = workspaces::grant(&scope, acme, carla, Permissions::default()).await;
        assert!(matches!(twice, Err(Error::Conflict { code: "already_member", .. })), "{twice:?}");
    }
}

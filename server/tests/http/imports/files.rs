//! What is no table, is too much of one, or is a hostile one: refused as a whole, whatever it holds, and nothing is made.

use poem::http::Method;
use serde_json::json;

use super::{faults, outcomes, send};
use crate::support::{Staff, TestApp};

const KINDS: [(&str, &str); 3] = [
    ("clients", "workspace,name,email\n"),
    ("projects", "workspace,name\n"),
    ("requests", "external_id,workspace,subject,body\n"),
];

/// How much there is of everything.
async fn all(staff: &Staff) -> [usize; 4] {
    let mut found = [0; 4];
    for (place, path) in ["/workspaces", "/clients", "/projects", "/requests?status=all"].iter().enumerate() {
        found[place] = staff.all(path, 200).await.len();
    }
    found
}

both! {
    async fn what_is_no_table_is_refused_and_changes_nothing(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let before = all(&olivia).await;
        for (kind, head) in KINDS {
            for query in ["", "?dry_run=true"] {
                let what = format!("{kind}{query}");
                let wide: Vec<u8> = head.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let said = send(&olivia, &what, [b"\xff\xfe".to_vec(), wide].concat()).await.expect(422);
                assert!(said.body.contains("UTF-16"), "{}", said.body);
                let latin = [head.as_bytes(), b"M\xfcller,M\xfcller\n"].concat();
                assert!(faults(&olivia, &what, latin).await.contains(&"line.2".to_owned()), "{what}");
                assert_eq!(faults(&olivia, &what, format!("{head}a\0,b\n")).await, ["line.2"], "{what}");
                assert_eq!(faults(&olivia, &what, head).await, ["line.1"], "{what}");
                assert!(faults(&olivia, &what, "").await.contains(&"line.1".to_owned()), "{what}");
                assert!(faults(&olivia, &what, "constructor,__proto__\n1,2\n").await.contains(&"line.1".to_owned()));
                let open = format!("{head}\"a,b\nc,d\ne,f\n");
                assert!(!faults(&olivia, &what, open).await.is_empty(), "{what}: a quote that is never closed");
                send(&olivia, &what, "x".repeat(1024 * 1024 + 1)).await.expect(413);
            }
        }
        assert_eq!(all(&olivia).await, before);
    }

    /// A hundred thousand rows are for a program to cut: one request takes a thousand, and says so.
    async fn a_file_of_a_hundred_thousand_rows_is_refused_by_what_is_too_much(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let before = all(&olivia).await;
        for (kind, head) in KINDS {
            let short = format!("{head}{}", "a,b\n".repeat(100_000));
            let said = send(&olivia, &format!("{kind}?dry_run=true"), short.clone()).await.expect(422);
            assert!(said.body.contains("A file has at most 1000 rows."), "{kind}: {}", said.body);
            send(&olivia, kind, short).await.expect(422);
            let long = format!("{head}{}", "acme,a longer row\n".repeat(100_000));
            send(&olivia, kind, long).await.expect(413);
        }
        assert_eq!(all(&olivia).await, before);
    }

    /// The most that fits is done within the time of one request, and a bad last row undoes all of it.
    async fn a_thousand_rows_are_done_together_or_not_at_all(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let before = all(&olivia).await;
        let row = |number: usize| format!("T-{number},acme,Lamp {number},It is dark.\n");
        let rows: String = (0..999).map(row).collect();
        let head = KINDS[2].1;
        assert_eq!(faults(&olivia, "requests", format!("{head}{rows}T-999,acme,,x\n")).await, ["line.1001.subject"]);
        assert_eq!(all(&olivia).await, before);
        let done = send(&olivia, "requests", format!("{head}{rows}{}", row(999))).await.expect(200).json();
        assert_eq!((&done["created"], outcomes(&done).last()), (&json!(1000), Some(&(1001, "created"))));
        assert_eq!(all(&olivia).await[3], before[3] + 1000);
    }

    /// Each of them is told to whoever looks at it, and all of them at once.
    async fn a_thousand_projects_and_a_thousand_clients_are_done_together(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let before = all(&olivia).await;
        let projects: String = (0..1000).map(|number| format!("acme,Lamp {number}\n")).collect();
        let done = send(&olivia, "projects", format!("{}{projects}", KINDS[1].1)).await.expect(200).json();
        assert_eq!(done["created"], 1000);
        let clients: String = (0..1000).map(|number| format!("Client {number},yes\n")).collect();
        let file = format!("workspace,automation\n{clients}");
        assert_eq!(send(&olivia, "clients", file.clone()).await.expect(200).json()["created"], 1000);
        assert_eq!(send(&olivia, "clients?existing=update", file).await.expect(200).json()["updated"], 1000);
        let after = all(&olivia).await;
        assert_eq!((after[0], after[2]), (before[0] + 1000, before[2] + 1000));
    }

    /// Many faults are told as many, and not as a document without an end.
    async fn of_very_many_faults_the_first_are_told_and_the_others_counted(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let file = format!("workspace,name\n{}", "nobody,Site\n".repeat(900));
        let said = send(&olivia, "projects", file).await.expect(422).json();
        let errors = said["errors"].as_array().unwrap();
        assert_eq!((errors.len(), &errors[0]["field"]), (501, &json!("line.2.workspace")));
        assert_eq!(errors[500]["message"], "There are 400 more faults.");
    }

    /// Semicolons, the mark of UTF-8, line breaks of Windows and within cells: lines are counted as an editor counts them.
    async fn a_file_of_a_spreadsheet_is_read_as_it_is(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let file = "\u{feff}External_ID;Workspace;Subject;Body\r\nS-1;acme;\"One; two\";\"first\nsecond\"\r\n;;;\r\nS-2;nobody;x;y\r\n";
        assert_eq!(faults(&olivia, "requests", file).await, ["line.5.workspace"]);
        let done = send(&olivia, "requests", file.replace("nobody", "ACME")).await.expect(200).json();
        assert_eq!(outcomes(&done), [(2, "created"), (5, "created")]);
        let id = done["items"][0]["id"].as_str().unwrap();
        assert_eq!(olivia.get(&format!("/requests/{id}")).await.expect(200).json()["subject"], "One; two");
    }

    async fn a_member_imports_and_exports_nothing_and_another_agencys_clients_are_nobodys(app: TestApp) {
        let (mia, henry) = (app.as_staff("mia").await, app.as_staff("henry").await);
        for (kind, head) in KINDS {
            assert_eq!(send(&mia, kind, head).await.expect(403).code(), "admin_only");
            let answer = mia.ask(Method::GET, &format!("/exports/{kind}")).send().await;
            assert_eq!(answer.expect(403).code(), "admin_only");
        }
        let acme = app.cast.acme.workspace;
        for workspace in ["acme".to_owned(), acme.to_string()] {
            let file = format!("workspace,name\n{workspace},Site\n");
            assert_eq!(faults(&henry, "projects", file).await, ["line.2.workspace"]);
            let file = format!("external_id,workspace,subject,body\n1,{workspace},x,y\n");
            assert_eq!(faults(&henry, "requests", file).await, ["line.2.workspace"]);
        }
        let carla = crate::support::email("carla");
        let done = send(&henry, "clients", format!("workspace,short_name,name,email\nAcme,acme,Carla,{carla}\n")).await;
        let done = done.expect(200).json();
        assert_ne!(done["items"][0]["id"], json!(acme), "a client of the same short name, of this agency");
        assert_eq!(olivia_sees(&app).await, 2, "nothing of the other agency has changed");
    }
}

/// How many people are in the first agency's workspace.
async fn olivia_sees(app: &TestApp) -> usize {
    let olivia = app.as_staff("olivia").await;
    olivia.all(&format!("/workspaces/{}/members", app.cast.acme.workspace), 50).await.len()
}

use crate::support::{PASSWORD, TestApp};

both! {
    async fn a_person_changes_name_and_telephone(app: TestApp) {
        let carla = app.as_client("carla").await;
        let long = "n".repeat(120);
        for (name, phone) in [("Carla Ünï", "+49 (30) 123-45/6"), ("卡拉", ""), (long.as_str(), "0")] {
            carla.post("/portal/account", &[("name", name), ("phone", phone)]).await.expect(303);
            let page = carla.get("/portal/account").await.expect(200).body;
            assert!(page.contains(&format!("value=\"{name}\"")), "{name}");
        }
        for (name, phone) in [("", ""), (" \u{0}", ""), (&"n".repeat(121), ""), ("Carla", "call me"), ("Carla", &"1".repeat(41))] {
            carla.post("/portal/account", &[("name", name), ("phone", phone)]).await.expect(422);
        }
        let page = carla.get("/portal/account").await.expect(200).body;
        assert!(page.contains(&long), "a refused form has changed something");
    }

    /// The email address and whose account it is are not the form's to say.
    async fn cve_2026_40569_an_account_form_reaches_one_row_and_two_columns(app: TestApp) {
        let carla = app.as_client("carla").await;
        let ben = app.cast.people["ben"].to_string();
        let fields = [("name", "Me"), ("phone", ""), ("email", "evil@evil.test"), ("id", &ben), ("agency_id", &ben), ("disabled_at", "now"),
            ("can_view_invoices", "true"), ("password_hash", "x")];
        carla.post("/portal/account", &fields).await.expect(303);
        assert_eq!(app.store.value("SELECT count(*) FROM client_user WHERE name = 'Me'").await, "1");
        assert_eq!(app.store.value("SELECT email FROM client_user WHERE name = 'Me'").await, "carla@acme.test");
        app.as_client("ben").await;
    }

    /// S2.103: with the current one, and no weak one.
    async fn s2_103_a_password_is_changed_by_who_knows_it(app: TestApp) {
        let carla = app.as_client("carla").await;
        let change = async |current: &str, new: &str| {
            carla.post("/portal/account/password", &[("current", current), ("new", new)]).await.status
        };
        for (current, new) in [
            ("wrong", "seven quiet lanterns"),
            ("", "seven quiet lanterns"),
            (PASSWORD, "short"),
            (PASSWORD, "fourteen chars"),
            (PASSWORD, "aaaaaaaaaaaaaaaaaaaa"),
            (PASSWORD, "passwordpasswordpassword"),
            (PASSWORD, "carla@acme.test1234"),
            (PASSWORD, "northwind studio 12"),
            (PASSWORD, &"x1".repeat(200)),
        ] {
            assert_eq!(change(current, new).await, 422, "{new}");
        }
        app.advance(chrono::TimeDelta::minutes(16));
        let new = "ein schöner 🐙 Tag";
        assert_eq!(change(PASSWORD, new).await, 303);
        app.stranger().sign_in("carla", new).await.expect(303);
        let page = carla.get("/portal/account/security").await.expect(200).body;
        assert!(!page.contains(new));
    }

    /// A stolen session is no way to guess the password: its owner's tries at the old one are counted, too.
    async fn guessing_the_current_password_is_slowed(app: TestApp) {
        let carla = app.as_client("carla").await;
        let mut last = 0;
        for number in 0..30 {
            let guess = format!("guess {number}");
            last = carla.post("/portal/account/password", &[("current", &guess), ("new", "seven quiet lanterns")]).await.status;
        }
        assert_eq!(last, 429);
    }
}

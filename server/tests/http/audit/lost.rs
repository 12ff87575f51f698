//! Staff's second factors, phones that are gone, and addresses that bounced: each is in the trail, with who did it.

use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use poem::http::Method;
use portico::codes;
use serde_json::json;

use super::told;
use crate::access::own;
use crate::people::made::bounce;
use crate::portal::enrolled::Authenticator;
use crate::support::{PASSWORD, TestApp, email};

both! {
    async fn a_staff_users_second_factor_is_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let hers = ("staff_user", "Mia");
        let begun = mia.post("/me/second-factor", json!({ "password": PASSWORD })).await.expect(200).json();
        let secret = BASE32_NOPAD.decode(begun["secret"].as_str().unwrap().as_bytes()).unwrap();
        // Each code counts once, so the next is waited for.
        let code = || {
            app.advance(TimeDelta::seconds(30));
            codes::code_at(&secret, app.app.database.system().now())
        };
        mia.post("/me/second-factor/confirm", json!({ "code": code() })).await.expect(200);
        told(&olivia, "second_factor.enabled", "Mia", hers).await;
        let proof = json!({ "password": PASSWORD, "code": code() });
        mia.post("/me/second-factor/recovery-codes", proof).await.expect(200);
        told(&olivia, "recovery_codes.renewed", "Mia", hers).await;
        let proof = json!({ "password": PASSWORD, "code": code() });
        mia.post("/me/second-factor/disable", proof).await.expect(204);
        told(&olivia, "second_factor.disabled", "Mia", hers).await;
        // Ten wrong codes after a right password are one entry.
        own::code(&app, "mia", true).await;
        let guess = json!({ "email": email("mia"), "password": PASSWORD, "totp": "not-a-code" });
        for _ in 0..12 {
            app.ask(Method::POST, "/api/v1/auth/token").json(&guess).send().await;
        }
        told(&olivia, "second_factor.refused", "Mia", hers).await;
        assert_eq!(olivia.all("/audit?action=second_factor.refused", 50).await.len(), 1);
    }

    async fn a_lost_second_factor_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        Authenticator::of(&app, &app.as_client("carla").await).await;
        let path = format!("/clients/{}/second-factor", app.cast.people["carla"]);
        adam.ask(Method::DELETE, &path).send().await.expect(204);
        told(&olivia, "second_factor.taken_away", "Adam", ("client_user", "Carla")).await;
        own::code(&app, "mia", true).await;
        let path = format!("/staff/{}/second-factor", app.cast.people["mia"]);
        adam.ask(Method::DELETE, &path).send().await.expect(204);
        told(&olivia, "second_factor.taken_away", "Adam", ("staff_user", "Mia")).await;
    }

    async fn addresses_that_work_again_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        for person in ["carla", "adam"] {
            bounce(&app, &email(person)).await;
        }
        let clear = |kind: &str, person: &str| format!("/{kind}/{}/mail-bounce", app.cast.people[person]);
        mia.ask(Method::DELETE, &clear("clients", "carla")).send().await.expect(200);
        told(&olivia, "mail_bounce.cleared", "Mia", ("client", "Carla")).await;
        mia.ask(Method::DELETE, &clear("staff", "adam")).send().await.expect(200);
        told(&olivia, "mail_bounce.cleared", "Mia", ("staff", "Adam")).await;
    }
}

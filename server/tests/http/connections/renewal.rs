use chrono::TimeDelta;
use futures_util::future::join_all;
use portico::error::Error;
use portico::features::connections::{self, Denied};

use super::{connected, crm, health, house, lent, sent};
use crate::support::{Mood, TestApp};
use crate::workflows;

fn is_dead(outcome: &Result<connections::Credential, Denied>) -> bool {
    matches!(outcome, Err(Denied::Dead(dead)) if dead.name == "Sales CRM")
}

fn is_later(outcome: &Result<connections::Credential, Denied>) -> bool {
    matches!(outcome, Err(Denied::Failed(Error::Unavailable(_))))
}

both! {
    /// Fifty steps that meet a token that has run out, on two nodes: one renewal, and all go on with what it gave.
    async fn fifty_at_once_renew_once(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        let before = sent(&lent(&app, &id).await.unwrap());
        let two = app.another(|_| {}).await;
        for node in [&app, &two] {
            node.advance(TimeDelta::hours(2));
        }
        let (here, there) = futures_util::join!(
            join_all((0..25).map(|_| lent(&app, &id))),
            join_all((0..25).map(|_| lent(&two, &id)))
        );
        let all: Vec<String> = here.into_iter().chain(there).map(|outcome| sent(&outcome.unwrap())).collect();
        assert_eq!(provider.renewals(), 1);
        assert!(all.iter().all(|one| *one == all[0]) && all[0] != before);
        two.app.database.close().await;
    }

    /// The provider ends the old refresh token with each renewal; ours is always the latest.
    async fn refresh_tokens_that_rotate_are_followed(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        for round in 1..=3 {
            app.advance(TimeDelta::minutes(59));
            lent(&app, &id).await.unwrap();
            assert_eq!(provider.renewals(), round, "it is renewed a minute before it ends");
            lent(&app, &id).await.unwrap();
            assert_eq!(provider.renewals(), round, "and not again");
        }
        assert_eq!(health(&app, &id).await, "healthy");
    }

    /// A node that died while it renewed holds nobody up for longer than its lease.
    async fn a_node_that_died_while_it_renewed_is_waited_for_in_vain_once(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        app.advance(TimeDelta::hours(2));
        // It took the lease a moment ago, and was killed before it asked.
        let now = house(&app).now();
        use portico::entity::connection_secret::{Column, Entity};
        let lease = house(&app).update::<Entity>().set(Column::LeasedBy, "dead").set(Column::LeasedUntil, now + TimeDelta::seconds(20)).exec().await;
        assert_eq!(lease.unwrap(), 1);
        app.advance(TimeDelta::seconds(21));
        lent(&app, &id).await.unwrap();
        assert_eq!(provider.renewals(), 1);
    }

    /// The provider renewed, and its answer was lost with the node: what we have still counts where the provider keeps it,
    /// and where it does not, a person is asked, and nobody is left in the dark.
    async fn an_answer_that_was_lost_is_asked_for_again(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        provider.keep_old();
        provider.turn(Mood::LosesAnswers);
        app.advance(TimeDelta::hours(2));
        assert!(is_later(&lent(&app, &id).await));
        assert_eq!(health(&app, &id).await, "failing");
        provider.turn(Mood::Well);
        app.advance(TimeDelta::seconds(6));
        lent(&app, &id).await.unwrap();
        assert_eq!(health(&app, &id).await, "healthy");
    }

    async fn a_grant_that_has_ended_is_told_of_once(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        provider.turn(Mood::LosesAnswers);
        app.advance(TimeDelta::hours(2));
        assert!(is_later(&lent(&app, &id).await));
        provider.turn(Mood::Well);
        app.advance(TimeDelta::seconds(6));
        // The provider has rotated; what we have has ended with the answer that was lost.
        let all = join_all((0..20).map(|_| lent(&app, &id))).await;
        assert!(all.iter().all(is_dead));
        assert_eq!(health(&app, &id).await, "needs_reauthorization");
        app.run_jobs().await;
        assert_eq!(app.store.value("SELECT count(*) FROM activity WHERE kind = 'connection_lost'").await, "1");
    }

    /// A provider that does not answer is not asked by everybody at once, and what still counts is used.
    async fn a_provider_that_does_not_answer_is_left_alone_for_a_while(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        let before = sent(&lent(&app, &id).await.unwrap());
        provider.turn(Mood::LosesAnswers);
        provider.keep_old();
        app.advance(TimeDelta::seconds(3550));
        let all = join_all((0..20).map(|_| lent(&app, &id))).await;
        assert!(all.into_iter().all(|outcome| sent(&outcome.unwrap()) == before), "it has ten seconds to live");
        assert_eq!(provider.renewals(), 1);
        app.advance(TimeDelta::minutes(1));
        assert!(join_all((0..20).map(|_| lent(&app, &id))).await.iter().all(is_later));
        assert_eq!(provider.renewals(), 2);
    }

    /// The provider says no to a token before its time: it is renewed once, and then a person is asked.
    async fn what_is_refused_in_use_is_renewed_once(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        app.advance(TimeDelta::minutes(5));
        let first = lent(&app, &id).await.unwrap();
        assert!(connections::refused(&house(&app), &first).await.unwrap());
        let second = lent(&app, &id).await.unwrap();
        assert_ne!(sent(&first), sent(&second));
        // Another step that had the first one hears that there is a new one.
        assert!(connections::refused(&house(&app), &first).await.unwrap());
        assert_eq!(provider.renewals(), 1);
        assert!(!connections::refused(&house(&app), &second).await.unwrap());
        assert!(is_dead(&lent(&app, &id).await));
        assert_eq!(health(&app, &id).await, "needs_reauthorization");
    }

    /// Jobs look at connections that nobody uses.
    async fn connections_are_looked_at_by_themselves(app: TestApp) {
        let (provider, id) = crm(&app).await;
        let carla = app.as_client("carla").await;
        connected(&carla, &provider, &id).await;
        app.run_jobs().await;
        provider.end_access();
        app.advance(TimeDelta::hours(7));
        app.run_jobs().await;
        assert_eq!((health(&app, &id).await.as_str(), provider.renewals()), ("healthy", 1));
        provider.turn(Mood::Broken);
        app.advance(TimeDelta::hours(7));
        app.run_jobs().await;
        assert_eq!(health(&app, &id).await, "failing");
        provider.turn(Mood::Well);
        app.advance(TimeDelta::minutes(16));
        app.run_jobs().await;
        assert_eq!(health(&app, &id).await, "healthy");
        provider.take_back();
        app.advance(TimeDelta::hours(7));
        app.run_jobs().await;
        assert_eq!(health(&app, &id).await, "needs_reauthorization");
    }

    /// What cannot be renewed is warned of before it ends.
    async fn what_never_ends_is_healthy_and_an_attempt_is_forgotten(app: TestApp) {
        let (provider, id) = crm(&app).await;
        provider.give_for(None);
        let carla = app.as_client("carla").await;
        connected(&carla, &provider, &id).await;
        crate::connections::leave(&carla, &id).await;
        app.advance(TimeDelta::days(30));
        app.run_jobs().await;
        assert_eq!(health(&app, &id).await, "healthy");
        assert_eq!(app.store.value("SELECT count(*) FROM oauth_attempt").await, "0", "attempts are kept");
        assert_eq!(provider.renewals(), 0);
    }

    /// A step whose credential is refused for its age is asked again with a new one, under the same name.
    async fn a_step_that_is_refused_renews_and_asks_again_under_the_same_name(app: TestApp) {
        let (provider, id) = crm(&app).await;
        connected(&app.as_client("carla").await, &provider, &id).await;
        app.advance(TimeDelta::minutes(5));
        provider.end_access();
        let target = workflows::Target::by_turns([(401, "no"), (200, "{}")]).await;
        let asks = format!(
            "connections: [{{ name: sales_crm, provider: oauth2 }}]\nsteps: [{{ id: put, http: {{ method: POST, url: '{}/orders', connection: sales_crm }} }}]",
            target.url
        );
        let run = workflows::ran(&app, &app.as_staff("mia").await, &asks).await;
        assert_eq!((&run["run"]["status"], provider.renewals()), (&serde_json::json!("succeeded"), 1), "{run}");
        let heard = target.heard();
        assert_eq!(heard.len(), 2);
        let said = |name: &str| heard.iter().map(|heard| workflows::header(heard, name).unwrap()).collect::<Vec<_>>();
        let (names, tokens) = (said("idempotency-key"), said("authorization"));
        assert_eq!(names[0], names[1], "it would be done twice");
        assert_ne!(tokens[0], tokens[1], "the token that was refused was sent again");
        assert_eq!(health(&app, &id).await, "healthy");
    }
}

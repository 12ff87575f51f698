use proptest::prelude::*;
use sea_orm::sea_query::{Expr, SqliteQueryBuilder};
use sea_orm::{EntityTrait, QueryFilter, QueryTrait};

use super::*;
use crate::clock::Clock;
use crate::entity::request;
use crate::ids::{AgencyId, Id};

fn tests(text: &str) -> Vec<(bool, Test)> {
    parse(text).unwrap().0.into_iter().map(|clause| (clause.denied, clause.test)).collect()
}

fn fault(text: &str) -> (usize, String) {
    let fault = parse(text).unwrap_err();
    (fault.place.at, fault.place.word)
}

#[test]
fn a_filter_says_what_is_asked() {
    let me = Test::Assignee(vec![Person::Me]);
    assert_eq!(
        tests(r#"status:open assignee:me priority>=high waiting>2d "exact words""#),
        [
            (false, Test::Stage(vec![RequestStage::Open])),
            (false, me.clone()),
            (false, Test::Priority(vec![Priority::High, Priority::Urgent])),
            (false, Test::Waiting(Compare::More, TimeDelta::days(2))),
            (false, Test::Exactly("exact words".into())),
        ]
    );
    assert_eq!(
        tests("-status:closed,resolved  ASSIGNEE=me umbrella -kind:job"),
        [
            (true, Test::Stage(vec![RequestStage::Closed, RequestStage::Resolved])),
            (false, me),
            (false, Test::Words("umbrella".into())),
            (true, Test::Kind(vec![RequestKind::Job])),
        ]
    );
    assert_eq!(
        tests(r#"project:"Website relaunch",none workspace:acme due<7d due:overdue due>=2026-12-01 tag:"big one""#),
        [
            (false, Test::Project(vec![Named::Beginning("website relaunch".into()), Named::Nothing])),
            (false, Test::Workspace(vec![Named::Beginning("acme".into())])),
            (false, Test::Due(Due::Days(Compare::Less, 7))),
            (false, Test::Due(Due::Overdue)),
            (false, Test::Due(Due::On(Compare::AtLeast, "2026-12-01".parse().unwrap()))),
            (false, Test::Tag(vec!["big one".into()])),
        ]
    );
    assert!(parse("  \n ").unwrap().0.is_empty());
    assert!(parse("status:new").unwrap().speaks_of_status() && parse("-is:closed").unwrap().speaks_of_status());
    assert!(!parse("assignee:me").unwrap().speaks_of_status());
}

#[test]
fn a_fault_points_at_its_place_in_characters() {
    for (text, at, word) in [
        ("status:opened", 7, "opened"),
        ("größe tag:x status:new,old", 23, "old"),
        ("umbrella colour:red", 9, "colour"),
        ("https://example.com", 0, "https"),
        ("tag: x", 4, ""),
        ("tag:a,,b", 6, ""),
        ("tag:\"", 4, "\""),
        ("\"without end", 0, "\""),
        ("a - b", 2, "-"),
        ("-", 0, "-"),
        ("waiting:2d", 0, "waiting"),
        ("waiting>2x", 8, "2x"),
        ("waiting>2", 8, "2"),
        ("waiting>99999d", 8, "99999d"),
        ("waiting>2d,3d", 11, "3d"),
        ("due<soon", 4, "soon"),
        ("due<+12345-01-01", 4, "+12345-01-01"),
        ("tag>x", 0, "tag"),
        ("follower:mia", 9, "mia"),
        ("!!!", 0, "!!!"),
        ("\"?\"", 0, "?"),
    ] {
        assert_eq!(fault(text), (at, word.to_owned()), "{text}");
    }
}

#[test]
fn a_filter_has_an_end() {
    assert_eq!(fault(&"x".repeat(LONGEST + 1)).0, LONGEST);
    assert!(parse(&"ß".repeat(LONGEST)).is_ok());
    assert_eq!(fault(&"tag:x ".repeat(MOST_TERMS + 1)).0, MOST_TERMS * 6);
    assert_eq!(fault(&"x ".repeat(MOST_WORDS + 1)).0, MOST_WORDS * 2);
    let values = vec!["x"; MOST_VALUES + 1].join(",");
    assert_eq!(fault(&format!("tag:{values}")).0, 4 + MOST_VALUES * 2);
}

fn sql(filter: &Filter) -> String {
    let words = |_: &str, _: bool| Some(Expr::cust("words"));
    let now = Clock::default().now();
    let ground = Ground { agency: AgencyId::new(), me: None, now, today: now.date_naive(), words: &words };
    let scope = Expr::cust("(the scope)");
    let select = request::Entity::find().filter(scope).filter(filter.condition(&ground));
    select.into_query().to_string(SqliteQueryBuilder)
}

/// The text with everything quoted taken out of it.
fn skeleton(sql: &str) -> String {
    sql.split('\'').step_by(2).collect()
}

proptest! {
    #[test]
    fn no_text_makes_it_fail(text in ".{0,80}") {
        if let Err(fault) = parse(&text) {
            prop_assert!(fault.place.at <= text.chars().count());
            let there: String = text.chars().skip(fault.place.at).collect();
            let there = there.to_lowercase();
            prop_assert!(fault.place.word.is_empty() || there.trim_start_matches('"').starts_with(&fault.place.word.to_lowercase()) || there.starts_with(&fault.place.word.to_lowercase()));
        }
    }

    #[test]
    fn no_text_of_its_own_words_makes_it_fail(
        terms in prop::collection::vec(
            (prop::sample::select(vec!["", "-", "--"]),
             prop::sample::select(vec!["status", "is", "assignee", "follower", "priority", "kind", "turn", "waiting", "age", "due", "tag", "project", "workspace", "\"", "x"]),
             prop::sample::select(vec![":", "<", ">", "<=", ">=", "=", ""]),
             prop::sample::select(vec!["", "me", "none", "new", "open", "high", "2d", "9999w", "today", "\"a b\"", "x,y", "'", "%", "2026-02-30", "0001-01-01"])), 0..12)
    ) {
        let text: Vec<String> = terms.iter().map(|(minus, name, compare, value)| format!("{minus}{name}{compare}{value}")).collect();
        if let Ok(filter) = parse(&text.join(" ")) {
            sql(&filter);
        }
    }

    /// Whatever stands in a filter, it narrows what the scope gives: it is one conjunct, and its texts are values.
    #[test]
    fn a_filter_never_leaves_the_scope(value in "[^\"]{1,30}") {
        prop_assume!(!value.trim().is_empty());
        for name in ["tag", "project", "workspace", "assignee"] {
            let plain = sql(&parse(&format!("{name}:\"x\" -{name}:\"x\"")).unwrap());
            let Ok(filter) = parse(&format!("{name}:\"{value}\" -{name}:\"{value}\"")) else { continue };
            let hostile = sql(&filter);
            prop_assert!(hostile.contains("WHERE ((the scope)) AND"), "{}", hostile);
            let doubled = hostile.replace("''", "");
            prop_assert_eq!(skeleton(&doubled), skeleton(&plain));
        }
    }
}

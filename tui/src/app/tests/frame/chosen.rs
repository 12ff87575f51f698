//! What a config file chooses, and a console that changes nothing.

use crate::{
    action::View,
    app::App,
    effect::{Call, Effect},
    fixture::*,
    keymap::BINDINGS,
};

const KEYS: &str = "[keys.request]\nreply = \"y\"\nnote = \"ctrl-o\"\n[keys.everywhere]\nhelp = [\"f1\", \"?\"]\n\
                    show-approvals = \"Q\"\n[keys.held]\nundo = \"U\"\n[keys.reply]\nsend = \"ctrl-d\"\n";

#[test]
fn rebound_keys_do_and_are_told() {
    let mut app = chosen(120, 40, KEYS);
    go(&mut app, "4");
    assert!(drawn(&app).contains("y reply  ctrl-o note") && drawn(&app).contains("f1 help"), "{}", drawn(&app));
    press(&mut app, "r");
    assert!(app.composer.is_none(), "the key of before means nothing");
    go(&mut app, "yHello");
    assert!(drawn(&app).contains("ctrl-d send to the client"));
    assert!(calls(&press(&mut app, "<ctrl-s>")).is_empty());
    let effects = press(&mut app, "<ctrl-d>");
    assert!(matches!(&calls(&effects)[0].1, Call::Post(_)));
    serve(&mut app, &effects);
    assert!(drawn(&app).contains("· U undo"), "{}", drawn(&app));
    go(&mut app, "Q");
    assert_eq!(app.view, View::Approvals);
}

#[test]
fn help_and_palette_tell_the_keys_as_they_are() {
    let mut app = chosen(80, 60, KEYS);
    go(&mut app, "?");
    let told: String = crate::screens::help::lines(&app).iter().map(|line| format!("{line}\n")).collect();
    let is = |line: &&str, label: &str| line.rsplit("  ").next().map(str::trim) == Some(label);
    let line = |label: &str| told.lines().find(|line| is(line, label)).unwrap_or_default().trim().to_owned();
    assert!(line("reply").starts_with("y ") && line("help").starts_with("f1 ?"), "{told}");
    go(&mut app, "<esc>4:reply");
    assert!(drawn(&app).lines().any(|line| line.contains("reply") && line.contains(" y ")), "{}", drawn(&app));
}

#[test]
fn where_a_line_has_no_key_the_palette_still_does_it() {
    let mut app = chosen(80, 24, "[keys.request]\nreply = []\n");
    go(&mut app, "4");
    assert!(!drawn(&app).contains("r reply"));
    press(&mut app, "r");
    assert!(app.composer.is_none());
    go(&mut app, ":reply<enter>");
    assert!(app.composer.is_some());
}

fn reading() -> App {
    chosen(120, 40, "read_only = true\n")
}

/// Whether anything asks the server for more than to be looked at.
fn changes(effects: &[Effect]) -> bool {
    let writes = |call: &Call| match call {
        Call::Change(_) | Call::Post(_) | Call::Hold(..) | Call::Recall(_) | Call::Read(_) => true,
        Call::Do(_, deed) => deed.changes(),
        _ => false,
    };
    calls(effects).iter().any(|(_, call)| writes(call)) || effects.iter().any(|one| matches!(one, Effect::Upload(..)))
}

#[test]
fn a_read_only_console_says_so_and_refuses_every_key_that_changes() {
    let mut app = reading();
    assert!(drawn(&app).contains("read-only · ● live"), "{}", drawn(&app));
    for keys in ["4", "6", "7", "8", "9", "v", "b", "w"] {
        go(&mut app, keys);
        for binding in BINDINGS.iter().filter(|binding| binding.action.changes()) {
            let effects = app.act(binding.action);
            assert!(!changes(&effects), "{binding:?}");
            assert!(app.form.is_none() && app.composer.is_none(), "{binding:?} begins something");
            assert!(app.notice.as_ref().unwrap().text.contains("read-only"), "{binding:?}");
        }
    }
    go(&mut app, "4<enter>");
    assert!(app.in_pane, "what is only looked at works");
}

#[test]
fn a_draft_of_before_is_kept_and_not_sent_read_only() {
    let mut app = reading();
    app.read_only = false;
    go(&mut app, "4rHalf a thought<esc>");
    app.read_only = true;
    press(&mut app, "D<enter>");
    assert!(app.composer.is_some());
    let effects = press(&mut app, "<ctrl-s>");
    assert!(!changes(&effects) && app.unsent() == 1, "{effects:?}");
}

#[test]
fn the_way_back_and_help_are_told_when_little_else_fits() {
    for (width, keys) in [(60, "4<enter>"), (80, "4<enter>"), (100, "4<enter>"), (80, "v<enter>"), (100, "v<enter>")] {
        let mut app = console(width, 24);
        go(&mut app, keys);
        let screen = drawn(&app);
        let last = screen.lines().last().unwrap().trim_end_matches(['"', ' ']).to_owned();
        assert!(last.contains("esc back to the list") && last.ends_with("? help"), "{width}: {last}");
    }
    for (width, keys) in [(60, "4<enter>r"), (80, "4<enter>r")] {
        let mut app = console(width, 24);
        go(&mut app, keys);
        let screen = drawn(&app);
        let last = screen.lines().last().unwrap();
        assert!(last.contains("ctrl-s send to the client  esc leave, keep the draft"), "{width}: {last}");
    }
    let mut app = console(100, 24);
    go(&mut app, "4<enter>");
    let screen = drawn(&app);
    assert!(screen.contains("r reply  n note  a assign  p priority  s status  esc back to the list"), "{screen}");
}

#[test]
fn a_note_stays_apart_whatever_is_chosen() {
    for theme in ["dark", "light", "bright", "colour-blind", "plain"] {
        let mut app = chosen(120, 40, &format!("theme = \"{theme}\"\n"));
        go(&mut app, "4<enter>");
        let screen = drawn(&app);
        assert!(screen.contains("INTERNAL · only staff") && screen.contains('╔'), "{theme}");
        assert!(app.theme.is_plain() || app.theme.note().fg != app.theme.reply().fg, "{theme}");
    }
}

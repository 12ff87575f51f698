mod charts;
mod elsewhere;
mod hostile;
mod moving;
mod selling;
mod triage;

use insta::assert_snapshot;

use crate::{
    app::{App, Notice},
    fixture::*,
    message::{Answer, Live, Message},
    theme::Theme,
};

/// A console of a size that was told keys.
fn after(width: u16, height: u16, keys: &str) -> App {
    let mut app = console(width, height);
    go(&mut app, keys);
    app
}

#[test]
fn s1_76_the_inbox_shows_every_clients_requests() {
    let app = after(80, 24, "4");
    assert_snapshot!("inbox_80x24", drawn(&app));
    let app = after(120, 40, "4<enter><esc>");
    assert_snapshot!("inbox_120x40", drawn(&app));
}

#[test]
fn s1_97_notes_stand_apart_in_the_thread() {
    assert_snapshot!("detail_80x24", drawn(&after(80, 24, "<enter>")));
    let app = after(120, 40, "<enter>");
    let screen = drawn(&app);
    assert_snapshot!("detail_120x40", screen);
    assert!(screen.contains("INTERNAL · only staff") && screen.contains('╔'));
}

#[test]
fn s1_97_the_note_composer_cannot_be_taken_for_a_reply() {
    let note = drawn(&after(80, 24, "nAsk Adam for webp"));
    let reply = drawn(&after(80, 24, "rAsk Adam for webp"));
    assert_snapshot!("note_80x24", note);
    assert_snapshot!("reply_80x24", reply);
    assert_snapshot!("note_120x40", drawn(&after(120, 40, "nAsk Adam for webp")));
    assert!(note.contains("INTERNAL — the client never sees this"));
    assert!(!reply.contains("INTERNAL — the client"));
}

#[test]
fn colours_tell_notes_too() {
    let app = after(120, 40, "<enter>");
    assert_ne!(app.theme.note(), app.theme.client());
    assert_ne!(app.theme.note(), app.theme.reply());
}

#[test]
fn help_tells_every_key_of_the_table() {
    let mut app = after(80, 24, "?");
    assert_snapshot!("help_80x24", drawn(&app));
    let told: String = super::help::lines(&app).iter().map(|line| format!("{line}\n")).collect();
    for binding in app.keymap.lines() {
        assert!(told.contains(binding.label) && told.contains(&binding.names()), "{binding:?}");
    }
    go(&mut app, "jjjj<esc>");
    assert!(app.overlay.is_none());
}

#[test]
fn help_begins_with_the_screen_and_goes_to_its_end_and_back() {
    let told = |app: &App| drawn(app).lines().nth(2).unwrap_or_default().to_owned();
    let mut app = after(80, 24, "?");
    assert!(told(&app).contains("In the inbox"), "{}", drawn(&app));
    press(&mut app, "G");
    assert!(drawn(&app).contains("quit") && !told(&app).contains("In the inbox"), "{}", drawn(&app));
    press(&mut app, "<ctrl-u><ctrl-d>k");
    assert!(!drawn(&app).contains("In the inbox"), "one step back from the end is one step");
    press(&mut app, "g");
    assert!(told(&app).contains("In the inbox"));
    assert!(told(&after(80, 24, "b?")).contains("invoice"));
}

#[test]
fn the_tab_of_the_screen_is_always_there_and_others_are_marked() {
    let tabs = |width: u16, keys: &str| drawn(&after(width, 24, keys)).lines().nth(1).unwrap_or_default().to_owned();
    assert!(tabs(60, "1").contains("1 Mine") && tabs(60, "1").contains('›') && !tabs(60, "1").contains('‹'));
    for (width, keys, label) in [(60, "v", "v Approvals"), (80, "v", "v Approvals"), (60, "w", "w Automation")] {
        let shown = tabs(width, keys);
        assert!(shown.contains(label) && shown.contains('‹'), "{width}: {shown}");
    }
    let wide = tabs(300, "1");
    assert!(wide.contains("w Automation") && !wide.contains('›'), "{wide}");
}

#[test]
fn the_other_screens() {
    assert_snapshot!("projects_120x40", drawn(&after(120, 40, "6<enter>")));
    assert_snapshot!("workspaces_80x24", drawn(&after(80, 24, "7<enter>")));
    assert_snapshot!("notifications_80x24", drawn(&after(80, 24, "8")));
    assert_snapshot!("overview_80x24", drawn(&after(80, 24, "0")));
    assert_snapshot!("assign_80x24", drawn(&after(80, 24, "a")));
    assert_snapshot!("palette_80x24", drawn(&after(80, 24, ":")));
    assert_snapshot!("filter_80x24", drawn(&after(80, 24, "/hero tag:sp")));
    assert_snapshot!("close_80x24", drawn(&after(80, 24, "s<enter>")));
}

#[test]
fn files_stand_below_what_they_came_with() {
    let mut app = after(120, 40, "<enter>");
    let upload = serde_json::json!({"id": id(371), "name": "hero.webp", "media_type": "image/webp", "size": 2048,
        "sha256": "00", "preview": "none", "created_at": now()});
    let note = &mut app.conversation.data.get_mut().unwrap().notes[0];
    note.files.push(serde_json::from_value(upload).unwrap());
    let screen = drawn(&app);
    assert!(screen.contains("║ ▤ hero.webp · 2.0 KiB"), "{screen}");
}

#[test]
fn approvals() {
    assert_snapshot!("approvals_140x40", drawn(&after(140, 40, "v")));
    assert_snapshot!("approvals_80x24", drawn(&after(80, 24, "v")));
    assert_snapshot!("approval_140x40", drawn(&after(140, 40, "v<enter>")));
    assert_snapshot!("approval_80x24", drawn(&after(80, 24, "v<enter>")));
    assert_snapshot!("approval_end_80x24", drawn(&after(80, 24, "v<enter>G")));
    assert_snapshot!("approval_answer_140x40", drawn(&after(140, 40, "v<enter>jjjjrWe move it up.")));
    assert_snapshot!("approval_new_80x24", drawn(&after(80, 24, "vn")));
    assert_snapshot!("approval_planned_80x24", drawn(&after(80, 24, "vn<tab><tab>Menu<tab><tab>Design<ctrl-s>Text")));
    assert_snapshot!("held_80x24", drawn(&after(80, 24, "<enter>rDear Carla<ctrl-s>")));
}

#[test]
fn billing() {
    let after = |width: u16, height: u16, keys: &str| {
        let mut app = admins_console(width, height);
        go(&mut app, keys);
        drawn(&app)
    };
    assert_snapshot!("invoices_120x36", after(120, 36, "b"));
    assert_snapshot!("invoices_80x24", after(80, 24, "b"));
    assert_snapshot!("invoice_120x36", after(120, 36, "b<enter>"));
    assert_snapshot!("invoice_80x24", after(80, 24, "b<enter>"));
    assert_snapshot!("invoice_end_80x24", after(80, 24, "b<enter>jG"));
    assert_snapshot!("invoice_payment_80x24", after(80, 24, "b<enter>p"));
    assert_snapshot!("invoice_draft_120x36", after(120, 36, "bd<enter>ej"));
    assert_snapshot!("invoice_draft_80x24", after(80, 24, "bd<enter>ej"));
    assert_snapshot!("invoice_line_80x24", after(80, 24, "bd<enter>eje"));
    assert_snapshot!("aging_120x36", after(120, 36, "bL"));
    assert_snapshot!("aging_80x24", after(80, 24, "bL"));
    assert_snapshot!("revenue_120x36", after(120, 36, "bM"));
    assert_snapshot!("revenue_80x24", after(80, 24, "bM"));
    assert_snapshot!("stripe_120x36", after(120, 36, "bS"));
    assert_snapshot!("stripe_80x24", after(80, 24, "bS"));
    assert_snapshot!("billing_settings_80x24", after(80, 24, ":how you bill<enter>"));
}

#[test]
fn automation() {
    let after = |width: u16, height: u16, keys: &str| {
        let mut app = admins_console(width, height);
        go(&mut app, keys);
        drawn(&app)
    };
    assert_snapshot!("workflows_120x40", after(120, 40, "w"));
    assert_snapshot!("workflows_80x24", after(80, 24, "w"));
    assert_snapshot!("workflow_120x40", after(120, 40, "w<enter>"));
    assert_snapshot!("workflow_80x24", after(80, 24, "w<enter>"));
    assert_snapshot!("workflow_end_80x24", after(80, 24, "w<enter>jG"));
    assert_snapshot!("workflow_start_80x24", after(80, 24, "wr"));
    assert_snapshot!("workflow_trigger_80x24", after(80, 24, "w<enter>t"));
    assert_snapshot!("runs_120x40", after(120, 40, "wl"));
    assert_snapshot!("runs_80x24", after(80, 24, "wl"));
    assert_snapshot!("run_120x40", after(120, 40, "wl<enter>"));
    assert_snapshot!("run_80x24", after(80, 24, "wl<enter>"));
    assert_snapshot!("run_waiting_80x24", after(80, 24, "wlj<enter>"));
    assert_snapshot!("connections_120x40", after(120, 40, "wll"));
    assert_snapshot!("connections_80x24", after(80, 24, "wll"));
    assert_snapshot!("connection_120x40", after(120, 40, "wllj<enter>"));
    assert_snapshot!("connection_80x24", after(80, 24, "wllj<enter>"));
    assert_snapshot!("connection_ask_80x24", after(80, 24, "wllja"));
    assert_snapshot!("asked_80x24", after(80, 24, "wlll<enter>"));
    assert_snapshot!("providers_80x24", after(80, 24, "wllll<enter>"));
    assert_snapshot!("provider_new_80x24", after(80, 24, "wlllln"));
    assert_snapshot!("forms_120x40", after(120, 40, "wh<enter>"));
    assert_snapshot!("forms_80x24", after(80, 24, "wh"));
    assert_snapshot!("form_80x24", after(80, 24, "wh<enter>"));
}

#[test]
fn a_picture_is_drawn_in_the_terminal() {
    let mut app = after(80, 24, "v<enter>jj");
    let effects = press(&mut app, "<enter>");
    let Some(crate::effect::Effect::Picture(ticket, _, room)) = effects.first() else { panic!() };
    assert!(drawn(&app).contains("Loading …"));
    let image = image::RgbImage::from_fn(40, 20, |x, y| image::Rgb([x as u8 * 6, y as u8 * 12, 90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let picker = ratatui_image::picker::Picker::halfblocks();
    let picture = crate::picture::fit(bytes.get_ref(), &picker, *room).unwrap();
    app.update(Message::Answer(*ticket, Answer::Pictured(Ok(picture))));
    let screen = drawn(&app);
    assert!(screen.contains('▄') && screen.contains("o open in the portal"), "{screen}");
    for (width, height) in [(20, 5), (1, 1), (140, 40)] {
        drawn_on(&app, width, height);
    }
}

#[test]
fn forms() {
    let mut app = admins_console(80, 24);
    go(&mut app, "7");
    go(&mut app, "<enter>");
    go(&mut app, "e<tab><tab>");
    assert_snapshot!("member_form_80x24", drawn(&app));
    app.update(Message::Resize(120, 40));
    assert_snapshot!("member_form_120x40", drawn(&app));
    let mut app = admins_console(80, 24);
    go(&mut app, "7e!");
    if let Some(form) = &mut app.form {
        form.refuse("name", "Another client has this name already. Add something to tell them apart.");
    }
    assert_snapshot!("client_form_80x24", drawn(&app));
}

#[test]
fn the_agencys_own_affairs() {
    let mut app = admins_console(120, 40);
    go(&mut app, ":audit<enter>");
    assert_snapshot!("audit_120x40", drawn(&app));
    let mut app = admins_console(80, 24);
    go(&mut app, ":audit<enter>");
    go(&mut app, "j");
    assert_snapshot!("audit_80x24", drawn(&app));
    go(&mut app, "<enter>");
    assert_snapshot!("audit_entry_80x24", drawn(&app));
    go(&mut app, "<esc>/");
    assert_snapshot!("audit_filter_80x24", drawn(&app));
}

#[test]
fn what_is_set_up() {
    for (name, keys) in [
        ("team", ":team<enter>"),
        ("settings", ":settings<enter>"),
        ("brand", ":brand<enter>"),
        ("domains", ":domains<enter>"),
        ("account", ":your account<enter>"),
    ] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut app = admins_console(width, height);
            go(&mut app, keys);
            assert_snapshot!(format!("{name}_{width}x{height}"), drawn(&app));
        }
    }
    let mut app = admins_console(80, 24);
    go(&mut app, "7");
    go(&mut app, "i");
    assert_snapshot!("invite_80x24", drawn(&app));
    go(&mut app, "<esc>");
    go(&mut app, "A");
    assert_snapshot!("archive_80x24", drawn(&app));
    let mut app = admins_console(80, 24);
    go(&mut app, ":brand<enter>");
    go(&mut app, "e");
    assert_snapshot!("colours_80x24", drawn(&app));
}

#[test]
fn a_colour_is_drawn_as_a_cell_also_under_the_cursor() {
    let mut app = admins_console(80, 24);
    go(&mut app, ":brand<enter>");
    let lines = super::pane_lines(&app, 78);
    let cell = |line: usize| lines[line].spans.iter().filter(|span| span.style.bg.is_some()).count();
    assert_eq!((cell(2), cell(3)), (2, 2), "by day and by night");
    app.theme = Theme::PLAIN;
    let lines = super::pane_lines(&app, 78);
    assert!(lines.iter().flat_map(|line| &line.spans).all(|span| span.style.bg.is_none()));
}

#[test]
fn the_way_to_a_second_factor_fits_beside_its_code() {
    use portico_openapi::types::SecondFactorSecret;

    use crate::office::Done;
    for (width, height) in [(80, 24), (120, 40), (60, 20)] {
        let mut app = admins_console(width, height);
        go(&mut app, ":your account<enter>");
        if let Some(account) = app.office.account.get_mut() {
            account.me.second_factor = false;
        }
        go(&mut app, "jj");
        let effects = press(&mut app, "epw<enter>");
        let (ticket, _) = calls(&effects).remove(0);
        let url = "otpauth://totp/Northwind%20Studio:mia%40northwind.test?secret=O7NFG3KJCUKOF53WXYEE4QYOLSTK4CHN\
                   &issuer=Northwind%20Studio";
        let secret = SecondFactorSecret { secret: "O7NFG3KJCUKOF53WXYEE4QYOLSTK4CHN".into(), otpauth_url: url.into() };
        app.update(Message::Answer(ticket, Answer::Done(Ok(Done::Secret(secret)))));
        assert_snapshot!(format!("second_factor_{width}x{height}"), drawn(&app));
    }
}

#[test]
fn joining_a_team() {
    let link = crate::office::Link::read("http://localhost:8080/dashboard/invite/t0ken");
    let (mut app, _) = App::new(crate::app::Start { link, ..start(80, 24) });
    press(&mut app, "Nora Lind<enter>long enough words");
    let screen = drawn(&app);
    assert_snapshot!("joining_80x24", screen);
    assert!(!screen.contains("long enough") && !screen.contains("t0ken"));
}

#[test]
fn signing_in() {
    let (mut app, _) = App::new(crate::app::Start { resumable: false, ..start(80, 24) });
    press(&mut app, "secret");
    let screen = drawn(&app);
    assert_snapshot!("sign_in_80x24", screen);
    assert!(!screen.contains("secret"));
}

#[test]
fn a_first_frame_needs_no_answer() {
    let (app, _) = App::new(start(80, 24));
    assert!(drawn(&app).contains("Going on as mia@northwind.test"));
}

#[test]
fn the_connection_is_always_told() {
    let mut app = console(80, 24);
    assert!(drawn(&app).contains("● live"));
    app.update(Message::Live(Live::Lost { seconds: 3, attempts: 1 }));
    assert!(drawn(&app).contains("○ reconnecting in 3s"));
    app.update(Message::Live(Live::Lost { seconds: 30, attempts: 6 }));
    assert!(drawn(&app).contains("✕ offline · next try in 30s"));
}

#[test]
fn a_failure_shows_its_request_id() {
    let mut app = console(80, 24);
    app.notice = Some(Notice { text: "Not done. [req-7]".into(), failed: true });
    assert!(drawn(&app).contains("✕ Not done. [req-7]"));
}

const SCREENS: &[&str] = &[
    "",
    "<enter>",
    "rHello",
    "nHello",
    "/x",
    "a",
    ":",
    "<ctrl-p>",
    "t",
    "?",
    "s<enter>",
    "6<enter>",
    "6<enter>cHi",
    "7<enter>",
    "8",
    "0",
    "rx<ctrl-g>",
    "rx<esc>q",
    "   ",
    "5",
    "S",
    "l",
    "rx<esc>D",
    ":team<enter>",
    ":settings<enter>",
    ":brand<enter>",
    ":domains<enter>",
    ":your account<enter>",
    "]",
    "V",
    "Fhero",
    "W",
    "d",
    "i",
    "c",
    "/status:w",
    "bP",
    "bU<enter>",
];

#[test]
fn no_size_breaks_any_screen() {
    let sizes = [(0, 0), (1, 1), (2, 2), (3, 9), (10, 3), (20, 5), (20, 50), (40, 12), (79, 23), (100, 8), (300, 90)];
    for keys in SCREENS {
        for (width, height) in sizes {
            let mut app = after(80, 24, keys);
            // The terminal may shrink before it is told.
            drawn_on(&app, width, height);
            app.update(Message::Resize(width, height));
            drawn(&app);
            go(&mut app, "jjk");
            drawn(&app);
            let mut app = after(width, height, keys);
            drawn(&app);
            app.update(Message::Resize(80, 24));
            drawn(&app);
        }
    }
}

#[test]
fn signing_in_fits_a_small_terminal() {
    for (width, height) in [(0, 0), (1, 1), (20, 5), (7, 3), (20, 4), (62, 12)] {
        let (mut app, _) = App::new(crate::app::Start { resumable: false, ..start(width, height) });
        press(&mut app, "<down>https://portal.example.com/a/very/long/path<tab>");
        drawn(&app);
        let (app, _) = App::new(start(width, height));
        drawn(&app);
    }
    let (app, _) = App::new(crate::app::Start { resumable: false, ..start(20, 5) });
    assert!(drawn(&app).contains("Password"));
}

#[test]
fn without_colour_everything_is_still_told_apart() {
    let mut app = after(120, 40, "<enter>");
    app.theme = Theme::PLAIN;
    let screen = drawn(&app);
    for words in ["INTERNAL · only staff", "▲", "client", "staff", "● live"] {
        assert!(screen.contains(words), "{words}");
    }
}

//! Clients, the team, the brand, hosts and one's own account: what keys ask of the server.

use portico_openapi::types::{self, BrandImageKind};

use crate::{
    action::Action,
    app::{App, Overlay},
    effect::{Call, Effect},
    fixture::*,
    message::{Answer, Message},
    office::{Deed, Done, Hidden, Section, account, brand, clients, domains, factor, held, team},
    remote::Ticket,
};

fn deed(effects: &[Effect]) -> Option<(Ticket, Deed)> {
    calls(effects).into_iter().find_map(|(ticket, call)| match call {
        Call::Do(_, deed) => Some((ticket, *deed)),
        _ => None,
    })
}

/// A console of an owner at a place.
fn at(place: &str) -> App {
    let mut app = admins_console(80, 24);
    if let Some(me) = &mut app.me {
        me.staff.role = types::StaffRole::Owner;
    }
    for keys in place.split(' ') {
        go(&mut app, keys);
    }
    app
}

/// What keys at a place ask for.
fn asked(place: &str, keys: &str) -> Option<Deed> {
    deed(&press(&mut at(place), keys)).map(|(_, deed)| deed)
}

fn reading(app: &App) -> &str {
    match &app.overlay {
        Some(Overlay::Reading(reading)) => &reading.text,
        _ => panic!("nothing is read"),
    }
}

#[test]
fn a_client_is_opened_archived_and_taken_out_again() {
    let Some(Deed::Clients(clients::Deed::Open(new))) = asked("7", "nHarbor & Pine<ctrl-s>") else { panic!() };
    assert_eq!((new.name.as_str(), new.show_team_members), ("Harbor & Pine", Some(true)));
    assert_eq!(asked("7", "A<enter>Y"), None, "the name has to be typed");
    let mut app = at("7");
    press(&mut app, "AAcme Tea<enter>");
    assert!(drawn(&app).contains("Nothing was done: type Acme Coffee first."), "{}", drawn(&app));
    let expected = Deed::Clients(clients::Deed::Archive(id(ACME), 1, true));
    assert_eq!(asked("7", "AAcme Coffee<enter>"), Some(expected));
    let mut app = at("7");
    if let Some(all) = app.directory.get_mut() {
        all.workspaces[0].archived_at = Some(now());
    }
    let expected = Deed::Clients(clients::Deed::Archive(id(ACME), 1, false));
    assert_eq!(deed(&press(&mut app, "AY")).map(|(_, deed)| deed), Some(expected));
}

#[test]
fn who_looks_after_a_client_keeps_the_order() {
    let expected = |people: &[u128]| {
        let people = people.iter().map(|person| id(*person)).collect();
        Some(Deed::Clients(clients::Deed::Look(id(ACME), 1, people)))
    };
    assert_eq!(asked("7", "m<down><tab><enter>"), expected(&[MIA, ADAM]), "who is new comes last");
    assert_eq!(asked("7", "m<tab><enter>"), expected(&[]), "a tick turns over");
    assert_eq!(asked("7", "m<down><enter>"), expected(&[MIA, ADAM]), "without ticks, the row is turned over");
}

#[test]
fn a_person_is_invited_with_a_preset_and_the_link_is_told_once() {
    let mut app = at("7");
    let effects = press(&mut app, "idana@acme.test<enter>Dana<enter><right><right><ctrl-s>");
    let (ticket, Deed::Clients(clients::Deed::Invite(workspace, new))) = deed(&effects).unwrap() else { panic!() };
    assert_eq!((workspace, new.email.as_str(), new.name.as_deref()), (id(ACME), "dana@acme.test", Some("Dana")));
    assert_eq!(new.permissions, Some(held(|_| true)));
    let link = Hidden("https://portal.test/invite/abc".into());
    app.update(Message::Answer(ticket, Answer::Done(Ok(Done::Sent(Some(link))))));
    assert!(reading(&app).contains("/invite/abc"));
    assert!(press(&mut app, "y").contains(&Effect::Copy("https://portal.test/invite/abc".into())));
    press(&mut app, "<esc>");
    assert!(!drawn(&app).contains("/invite/abc"));
}

#[test]
fn a_person_is_taken_out_or_shut_out_only_when_asked_twice() {
    for keys in ["x", "d", "x<enter>x", "dd"] {
        assert_eq!(asked("7 <enter>", keys), None, "{keys}");
    }
    let removed = Deed::Clients(clients::Deed::Remove { workspace: id(ACME), id: id(41) });
    assert_eq!(asked("7 <enter>", "xY"), Some(removed));
    assert_eq!(asked("7 <enter>", "dY"), Some(Deed::Clients(clients::Deed::Disable(id(CARLA), true))));
    let mut app = at("7 <enter>");
    if let Some(people) = app.members.data.get_mut() {
        people.disabled.push(id(CARLA));
    }
    let expected = Deed::Clients(clients::Deed::Disable(id(CARLA), false));
    assert_eq!(deed(&press(&mut app, "d")).map(|(_, deed)| deed), Some(expected), "letting in is not asked about");
}

#[test]
fn an_invitation_is_sent_again_or_taken_back() {
    assert_eq!(asked("7 <enter>", "jr"), Some(Deed::Clients(clients::Deed::Resend(id(45)))));
    assert_eq!(asked("7 <enter>", "jx"), None);
    assert_eq!(asked("7 <enter>", "jxY"), Some(Deed::Clients(clients::Deed::Revoke(id(45)))));
}

#[test]
fn what_a_person_sees_and_why_is_told_as_text() {
    let mut app = at("7 <enter>");
    let (ticket, why) = deed(&press(&mut app, "w<ctrl-s>")).unwrap();
    assert!(matches!(&why, Deed::Clients(clients::Deed::Explain(sight)) if sight.person == id(CARLA)));
    let check = |name: &str, passed| types::AccessCheck { name: name.into(), passed, text: format!("About {name}.") };
    let told =
        types::AccessExplanation { allowed: false, checks: vec![check("account", true), check("module", false)] };
    let done = Done::Explained(vec![("/portal/projects".into(), told)]);
    app.update(Message::Answer(ticket, Answer::Done(Ok(done))));
    assert!(reading(&app).contains("✕ no   /portal/projects") && reading(&app).contains("✕ About module."));
    press(&mut app, "<esc>");
    let (ticket, mirror) = deed(&press(&mut app, "v<ctrl-s>")).unwrap();
    assert!(matches!(&mirror, Deed::Clients(clients::Deed::Mirror(sight)) if sight.path == "/portal"));
    let page = types::MirroredPage {
        title: "Dashboard".into(),
        path: "/portal".into(),
        status: 200,
        location: None,
        lines: vec!["Good morning".into()],
        links: vec![types::MirroredLink { label: "Requests".into(), path: "/portal/requests".into() }],
    };
    app.update(Message::Answer(ticket, Answer::Done(Ok(Done::Mirrored(page)))));
    let screen = drawn(&app);
    assert!(screen.contains("READ-ONLY, RECORDED") && screen.contains("Good morning"), "{screen}");
}

#[test]
fn whoever_is_on_the_staff_may_ask_what_a_client_sees_and_only_admins_change_it() {
    let mut app = at("7 <enter>");
    app.me.iter_mut().for_each(|me| me.staff.role = types::StaffRole::Member);
    let screen = drawn(&app);
    assert!(screen.contains("w why they see") && !screen.contains("take out"), "{screen}");
    assert_eq!(deed(&press(&mut app, "xY")), None);
    assert!(matches!(deed(&press(&mut app, "w<ctrl-s>")), Some((_, Deed::Clients(clients::Deed::Explain(_))))));
}

#[test]
fn what_is_only_looked_at_is_not_called_saving() {
    for (place, keys) in [("7 <enter>", "w"), ("7 <enter>", "v"), ("b", "/"), ("v", "/")] {
        let mut app = at(place);
        press(&mut app, keys);
        let screen = drawn(&app);
        assert!(screen.contains("ctrl-s look") && !screen.contains("save"), "{place} {keys}: {screen}");
    }
}

#[test]
fn teammates_are_invited_changed_and_shut_out() {
    let invited = asked(":team<enter>", "inora@northwind.test<enter><enter><right><enter>");
    let Some(Deed::Team(team::Deed::Invite(new))) = invited else { panic!() };
    assert_eq!((new.email.as_str(), new.role), ("nora@northwind.test", types::TeammateRole::Admin));
    let changed = asked(":team<enter>", "je<right><ctrl-s>");
    let Some(Deed::Team(team::Deed::Change(person, 1, change))) = changed else { panic!() };
    assert_eq!((person, change.role), (id(ADAM), Some(types::GivenRole::Admin)));
    assert_eq!(asked(":team<enter>", "jd"), None);
    assert_eq!(asked(":team<enter>", "jdY"), Some(Deed::Team(team::Deed::Disable(id(ADAM), true))));
    assert_eq!(asked(":team<enter>", "jjd"), Some(Deed::Team(team::Deed::Disable(id(3), false))));
    assert_eq!(asked(":team<enter>", "jjjr"), Some(Deed::Team(team::Deed::Resend(id(46)))));
}

#[test]
fn the_agency_is_handed_over_by_its_name() {
    assert_eq!(asked(":team<enter>", "jO<enter>Y"), None);
    let expected = Deed::Team(team::Deed::Offer(id(ADAM)));
    assert_eq!(asked(":team<enter>", "jONorthwind Studio<enter>"), Some(expected));
    let mut app = at(":team<enter>");
    let person = |number, name: &str| types::PersonRef { id: id(number), name: name.into() };
    let offer = |owner, receiver| types::OwnershipTransfer { owner, receiver, created_at: now(), expires_at: now() };
    if let Some(team) = app.office.team.get_mut() {
        team.transfer = Some(offer(person(ADAM, "Adam Reyes"), person(MIA, "Mia Chen")));
    }
    let accepted = deed(&press(&mut app, "gaNorthwind Studio<enter>")).map(|(_, deed)| deed);
    assert_eq!(accepted, Some(Deed::Team(team::Deed::Accept)));
    let mut app = at(":team<enter>");
    if let Some(team) = app.office.team.get_mut() {
        team.transfer = Some(offer(person(MIA, "Mia Chen"), person(ADAM, "Adam Reyes")));
    }
    assert_eq!(deed(&press(&mut app, "ga")), None, "only who receives it accepts");
    let called_off = deed(&press(&mut app, "xY")).map(|(_, deed)| deed);
    assert_eq!(called_off, Some(Deed::Team(team::Deed::CallOff)));
}

#[test]
fn a_members_console_offers_no_key_for_what_admins_do() {
    let mut app = console(80, 24);
    go(&mut app, ":team<enter>");
    press(&mut app, "jedxriOA");
    assert!(app.form.is_none() && app.overlay.is_none());
    app.act(Action::Go(Section::Brand));
    assert!(app.notice.as_ref().is_some_and(|notice| notice.text.contains("Only owners and admins")));
    go(&mut app, ":your account<enter>");
    assert!(drawn(&app).contains("Recovery codes"), "one’s own account is everybody’s");
}

#[test]
fn the_settings_that_are_emptied_are_taken_away() {
    let Some(Deed::Settings(7, change)) = asked(":settings<enter>", "e<tab><ctrl-u><ctrl-s>") else { panic!() };
    assert_eq!((change.name.as_deref(), change.sender_name.as_deref()), (Some("Northwind Studio"), None));
    assert!(change.clear.as_ref().is_some_and(|clear| clear.contains(&types::AgencyField::SenderName)));
    assert_eq!(change.welcome.as_deref(), Some("Good to see you.\nAsk us anything."));
}

#[test]
fn the_hold_and_the_reminders_are_set() {
    let keys = "e<tab><tab><tab><tab><tab><tab><ctrl-u>0<tab><ctrl-u>12<tab><tab><ctrl-u><ctrl-s>";
    let Some(Deed::Settings(7, change)) = asked(":settings<enter>", keys) else { panic!() };
    assert_eq!((change.hold_seconds, change.remind_before_hours), (Some(0), Some(12)));
    assert_eq!((change.remind_every_hours, change.remind_at_most), (Some(48), None), "what is emptied stays");
    let mut app = at(":settings<enter>");
    go(&mut app, "e<tab><tab><tab><tab><tab><tab><ctrl-u>soon<ctrl-s>");
    assert!(drawn(&app).contains("Say a whole number."));
}

#[test]
fn how_long_runs_are_kept_is_set_within_its_limits() {
    let to_field = format!("e{}", "<tab>".repeat(10));
    let Some(Deed::Settings(7, change)) = asked(":settings<enter>", &format!("{to_field}<ctrl-u>365<ctrl-s>")) else {
        panic!()
    };
    assert_eq!((change.keep_runs_days, change.remind_at_most), (Some(365), Some(3)));
    let Some(Deed::Settings(7, change)) = asked(":settings<enter>", "e<tab><ctrl-s>") else { panic!() };
    assert_eq!(change.keep_runs_days, Some(90), "what is not touched stays");
    for wrong in ["0", "3651", "ninety"] {
        let mut app = at(":settings<enter>");
        go(&mut app, &format!("{to_field}<ctrl-u>{wrong}<ctrl-s>"));
        let form = app.form.as_ref().unwrap();
        assert_eq!((&*form.fields[form.at].name, form.fields[form.at].error.is_some()), ("keep_runs_days", true));
    }
    assert!(drawn(&at(":settings<enter>")).contains("what went through them, for 90 days"));
}

#[test]
fn a_refused_colour_says_so_at_its_field() {
    let mut app = at(":brand<enter>");
    let effects = press(&mut app, "e<ctrl-u>#ffff00<ctrl-s>");
    let (ticket, Deed::Brand(brand::Deed::Draft(change))) = deed(&effects).unwrap() else { panic!() };
    let palette = change.palette.unwrap();
    assert_eq!(palette.light.accent.as_deref(), Some("#ffff00"));
    assert_eq!(palette.dark.unwrap().accent.as_deref(), Some("#7aa2f7"));
    let message = "accent on background has 1.07:1; 3:1 is needed";
    let fault = types::ProblemField { field: "light.accent".into(), message: message.into() };
    let mut error = portico_openapi::ApiError::unreachable("Refused.");
    error.kind = portico_openapi::Kind::Invalid(vec![fault]);
    app.update(Message::Answer(ticket, Answer::Done(Err(error))));
    assert_eq!(app.form.as_ref().unwrap().fields[0].error.as_deref(), Some(message));
}

#[test]
fn a_draft_is_looked_at_published_or_thrown_away() {
    let mut app = at(":brand<enter>");
    let (ticket, asked_for) = deed(&press(&mut app, "p")).unwrap();
    assert!(matches!(asked_for, Deed::Brand(brand::Deed::Draft(change)) if change.palette.is_none()));
    let preview = types::BrandPreview {
        corrected: Vec::new(),
        expires_at: now(),
        look: brand().published,
        preview_url: "https://portal.test/portal/preview/abc".into(),
    };
    app.update(Message::Answer(ticket, Answer::Done(Ok(Done::Previewed(Box::new(preview))))));
    let opened = Effect::Browse("https://portal.test/portal/preview/abc".into());
    assert!(press(&mut app, "o").contains(&opened));
    assert_eq!(asked(":brand<enter>", "P"), None);
    assert_eq!(asked(":brand<enter>", "PY"), Some(Deed::Brand(brand::Deed::Publish(7))));
    assert_eq!(asked(":brand<enter>", "XY"), Some(Deed::Brand(brand::Deed::Discard)));
    let uploaded = asked(":brand<enter>", "Gkku<enter>/tmp/logo.png<enter>");
    assert_eq!(uploaded, Some(Deed::Brand(brand::Deed::Upload(BrandImageKind::LogoDark, "/tmp/logo.png".into()))));
    assert_eq!(asked(":brand<enter>", "Gkkkx"), Some(Deed::Brand(brand::Deed::Clear(BrandImageKind::LogoLight))));
}

#[test]
fn hosts_are_added_looked_for_and_removed_by_name() {
    let added = asked(":domains<enter>", "nportal.acme.test<enter>");
    assert_eq!(added, Some(Deed::Domains(domains::Deed::Add("portal.acme.test".into()))));
    assert_eq!(asked(":domains<enter>", "jc"), Some(Deed::Domains(domains::Deed::Check(id(52)))));
    assert_eq!(asked(":domains<enter>", "jp"), Some(Deed::Domains(domains::Deed::MakePrimary(id(52)))));
    let removed = Some(Deed::Domains(domains::Deed::Remove(id(52))));
    assert_eq!(asked(":domains<enter>", "jxportal.northwind.test<enter>"), removed);
    let mut app = at(":domains<enter>");
    press(&mut app, "j<enter>");
    assert!(reading(&app).contains("_portal.portal.northwind.test"));
    let copied = press(&mut app, "y").into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    assert!(copied.unwrap().starts_with("_portal.portal.northwind.test\tTXT\tproof=9f2c\n"));
}

#[test]
fn ones_own_account_is_changed_row_by_row() {
    const HERE: &str = ":your&account<enter>";
    let asked = |keys: &str| {
        let mut app = at("9");
        go(&mut app, &HERE.replace('&', " "));
        deed(&press(&mut app, keys)).map(|(_, deed)| deed)
    };
    let Some(Deed::Account(account::Deed::Change(1, change))) = asked("e!<ctrl-s>") else { panic!() };
    assert_eq!(change.name.as_deref(), Some("Mia Chen!"));
    let changed = asked("je<enter>").map_or_else(|| asked("jeold<enter>new words<enter>new words<enter>"), Some);
    let expected = account::Deed::Password(Hidden("old".into()), Hidden("new words".into()));
    assert_eq!(changed, Some(Deed::Account(expected)));
    let Some(Deed::Factor(off)) = asked("jjepw<enter>123456<enter>") else { panic!() };
    assert_eq!(off.step, factor::Step::Disable);
    let Some(Deed::Factor(renewed)) = asked("jjjepw<enter>123456<enter>") else { panic!() };
    assert_eq!(renewed.step, factor::Step::Renew);
    let Some(Deed::Account(account::Deed::Prefer(change))) = asked("jjjje<right><ctrl-s>") else { panic!() };
    assert_eq!((change.choices[0].mail, change.choices[2].mail), (types::MailChoice::Digest, types::MailChoice::Off));
    let off = change.choices.iter().filter(|choice| choice.mail == types::MailChoice::Off).count();
    assert_eq!((change.choices.len(), off), (9, 3), "what was not touched is sent back as it was");
    assert_eq!(asked("jjjjjxY"), Some(Deed::Account(account::Deed::Revoke(id(95)))));
    assert_eq!(asked("jjjjjjxY"), None, "this sign-in is not ended by accident");
    assert_eq!(asked("jjjjjjjxY"), Some(Deed::Account(account::Deed::End(id(92)))));
    assert_eq!(asked("O"), None);
    assert_eq!(asked("OY"), Some(Deed::Account(account::Deed::EndOthers)));
    let Some(Deed::Account(account::Deed::NewToken(new))) = asked("nSheet<enter><enter><ctrl-u>30d<enter>") else {
        panic!()
    };
    assert_eq!((new.scopes, new.expires_at), (vec!["read".to_owned()], now() + chrono::TimeDelta::days(30)));
}

//! A morning at the inbox: thirty requests have come, and Mia puts each where it belongs, with keys alone. Then the API is
//! asked whether they are there, and Carla whether she reads what was meant for her and nothing else.

mod keys;
mod sent;

use anyhow::{Context, Result, ensure};
use portico_openapi::types::{AgencyChange, AuthorKind, NewCannedReply, Request};
use portico_tests::people::{BEN, CARLA, MIA, OLIVIA};
use portico_tests::{Console, Server, Staff, Visitor};
use uuid::Uuid;

use super::triage::split_off;
use keys::{change, choose, foresee, listed, narrow, open, reply, until_list, until_rows, widen};
use sent::{
    CANDLE, CUPS, HARBOUR, HOURS, OVEN, PARKING, PHONE, SENT, SPARE, SUGAR, TEA, THANKS, VOUCHER, WHITE, all,
    is_where_she_put_it, said,
};

const NOTE: &str = "CANARY-2207: they broke it themselves";
const BEGUN: &str = "We are on it";
const ANSWER: &str = "We are on it, and call you at noon.";
const READY: &str = "Thank you, Carla. It has arrived and somebody reads it today.";
const CAKES: &str = "There are three of them from Monday on.";

/// How long what clients will see can be taken back here: longer than any machine takes to press a key.
const HOLD: i32 = 30;

#[tokio::test]
async fn thirty_requests_find_their_places_by_the_keyboard_alone() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    prepare(&server, &staff).await?;
    let (mut carla, mut ben) = (Visitor::sign_in(&server, CARLA).await?, Visitor::sign_in(&server, BEN).await?);
    for (by, subject, _) in SENT {
        let visitor = if by == CARLA { &mut carla } else { &mut ben };
        visitor.ask(subject, &said(subject)).await?;
    }
    carla.write(staff.request(PARKING).await?.id, "By the way: we open at seven from Easter.").await?;

    let mia = Console::open(&server, MIA, 220, 50).await?;
    mia.until_shows("● live").await?;
    let counts = staff.session.call(|api| async move { api.request_counts().send().await }).await?;
    mia.press(&["2"])?;
    mia.until_shows(&format!("2 Unassigned {}", counts.unassigned)).await?;
    mia.until_shows("Unassigned · newest first").await?;

    keep_a_view(&mia).await?;
    hand_the_wards_over(&mia).await?;
    sort_the_lanterns(&mia).await?;
    let sent = all(&staff).await?;
    let of = |subject: &str| sent.iter().find(|one| one.subject == subject).context("it was never sent");
    let (oven, white) = (of(OVEN)?, of(WHITE)?);
    mend_the_oven(&mia, oven, white).await?;
    take_apart(&mia, of(PARKING)?).await?;
    set_what_is_asked(&mia, of(VOUCHER)?, of(TEA)?, of(HARBOUR)?).await?;
    end_what_is_done(&mia, of(THANKS)?, of(PHONE)?).await?;
    answer(&mia, of(CANDLE)?, of(SUGAR)?).await?;
    find_and_take(&mia, of(CUPS)?).await?;
    look_around(&mia).await?;
    mia.press(&["q"])?;
    mia.until_gone("● live").await?;

    is_where_she_put_it(&staff).await?;
    for (request, reply) in [(oven, ANSWER), (of(CANDLE)?, READY), (of(SUGAR)?, CAKES)] {
        let messages = staff.messages(request.id).await?;
        let ours: Vec<_> = messages.iter().filter(|one| one.author.kind == AuthorKind::Staff).collect();
        ensure!(ours.len() == 1 && ours[0].body == reply, "{}: {ours:?}", request.subject);
        let page = carla.get(&format!("/portal/requests/{}", request.id)).await?;
        ensure!(page.status == 200 && page.body.contains(reply), "Carla does not read {reply:?}: {}", page.body);
        ensure!(!page.body.contains("CANARY"), "Carla reads the note: {}", page.body);
    }
    let page = carla.get(&format!("/portal/requests/{}", oven.id)).await?;
    ensure!(page.body.contains(&said(WHITE)), "what was merged is not there: {}", page.body);
    let notes =
        staff.session.call(|api| async move { api.request_note_list().request_id(oven.id).send().await }).await?;
    ensure!(notes.items.iter().any(|note| note.body == NOTE), "the note is gone");
    Ok(())
}

/// What there is before the clients wake up: a hold that is long enough, and an answer that is ready.
async fn prepare(server: &Server, mia: &Staff) -> Result<()> {
    let olivia = Staff::sign_in(server, OLIVIA).await?;
    let hold = |api: portico_openapi::Client| async move {
        let change = AgencyChange { hold_seconds: Some(HOLD), ..AgencyChange::default() };
        api.agency_update().body(change).send().await
    };
    olivia.session.call(hold).await?;
    let create = |api: portico_openapi::Client, key: String| async move {
        let body = READY.replace("Carla", "{{client_first_name}}");
        let new = NewCannedReply { name: "Received".into(), body };
        api.canned_reply_create().idempotency_key(key).body(new).send().await
    };
    mia.session.create(Uuid::new_v4(), create).await?;
    Ok(())
}

/// The filter is completed while it is typed, and stands as a tab from then on, in the order of a column.
async fn keep_a_view(mia: &Console) -> Result<()> {
    mia.press(&["4"])?;
    mia.until_shows("All open · newest first").await?;
    mia.press(&["/"])?;
    mia.until_shows("keep the filter").await?;
    mia.write("assi")?;
    mia.until_shows("who has it").await?;
    mia.press(&["Tab"])?;
    mia.write("no")?;
    mia.until_shows("/ assignee:no").await?;
    mia.press(&["Tab"])?;
    mia.write(" workspace:blue")?;
    mia.until_shows("\"Bluebird Health\"").await?;
    mia.press(&["Tab"])?;
    mia.write(" ward")?;
    mia.until_shows("/ assignee:none workspace:\"Bluebird Health\" ward").await?;
    mia.press(&["Enter"])?;
    until_rows(mia, "Lantern", 0).await?;
    until_rows(mia, "Ward keys", 1).await?;
    mia.press(&["W"])?;
    mia.until_shows("Keep as a view").await?;
    mia.write("Wards")?;
    mia.press(&["C-s"])?;
    mia.until_shows("Wards · newest first").await?;

    choose(mia, "S", "Order of the list", "by subject", "Wards · by subject").await?;
    let mut wards: Vec<_> = SENT.iter().filter(|(by, ..)| *by == BEN).map(|(_, subject, _)| *subject).collect();
    wards.sort_unstable();
    until_list(mia, "the order of subjects", |list| {
        let place = |subject: &&str| list.iter().position(|row| row.contains(*subject));
        let places: Option<Vec<usize>> = wards.iter().map(place).collect();
        places.is_some_and(|places| places.is_sorted())
    })
    .await
}

/// All that the view asks for is changed after a look, taken back, changed otherwise, and given to Adam.
async fn hand_the_wards_over(mia: &Console) -> Result<()> {
    let all = "Change all that the view asks for";
    foresee(mia, all, &["Left", "Tab", "Space", "Tab", "Tab", "ward"], "12 would change").await?;
    mia.until_shows("status new → open").await?;
    mia.press(&["Y"])?;
    mia.until_shows("12 are changed").await?;
    until_rows(mia, "▲", 12).await?;
    mia.press(&["U"])?;
    mia.until_shows("12 are as they were").await?;
    until_rows(mia, "▲", 0).await?;
    foresee(mia, all, &["Left", "Tab", "Space", "Space", "Tab", "Tab", "ward"], "12 would change").await?;
    mia.until_shows("priority normal → high").await?;
    mia.press(&["Y"])?;
    mia.until_shows("12 are changed").await?;
    until_rows(mia, "△", 12).await?;
    mia.press(&["*"])?;
    mia.until_shows("12 marked").await?;
    choose(mia, "a", "Assign ", "adam", "Nothing is as this view asks.").await
}

/// Some are marked and changed at once; all of them belong to one project, and one that is found by its words to Mia.
async fn sort_the_lanterns(mia: &Console) -> Result<()> {
    mia.press(&["4"])?;
    mia.until_shows("All open · by subject").await?;
    narrow(mia, "lantern").await?;
    until_rows(mia, "Ward keys", 0).await?;
    until_rows(mia, "Lantern", 6).await?;
    mia.press(&["g", "Space", "Space", "Space", "Space"])?;
    mia.until_shows("4 marked").await?;
    foresee(mia, "Change 4 marked requests", &["Tab", "Space"], "4 would change").await?;
    mia.until_shows("priority normal → urgent").await?;
    mia.press(&["Y"])?;
    mia.until_shows("4 are changed").await?;
    until_rows(mia, "▲", 4).await?;
    mia.press(&["G", "Space", "k", "Space"])?;
    mia.until_shows("2 marked").await?;
    choose(mia, "p", "Priority of ", "low", "▽").await?;
    until_rows(mia, "▽", 2).await?;
    // It is shown before it is answered, and what was answered is not marked any more.
    mia.until_shows("(2).").await?;
    mia.press(&["*"])?;
    mia.until_shows("6 marked").await?;
    choose(mia, "l", "Project of ", "Autumn", "Project linked").await?;
    widen(mia).await?;

    narrow(mia, "\"spare key\"").await?;
    until_rows(mia, "Lantern", 0).await?;
    until_rows(mia, SPARE, 1).await?;
    mia.press(&["g"])?;
    change(mia, "m", "· Mia Lindqvist").await?;
    widen(mia).await
}

/// Two that are one; taken, told apart from the rest, noted on and answered, after a second thought.
async fn mend_the_oven(mia: &Console, oven: &Request, white: &Request) -> Result<()> {
    open(mia, white).await?;
    mia.press(&["M"])?;
    mia.until_shows(&format!("Merge #{}", white.number)).await?;
    mia.write(OVEN)?;
    mia.until_shows(&listed(oven)).await?;
    mia.press(&["Enter"])?;
    mia.until_shows("yes, do it").await?;
    mia.press(&["Y"])?;
    mia.until_shows(&format!("merged with #{}", white.number)).await?;
    mia.until_shows(&said(OVEN)).await?;
    change(mia, "m", "· Mia Lindqvist").await?;
    choose(mia, "p", "Priority of #", "urgent", "▲ urgent").await?;
    choose(mia, "l", "Project of #", "Site", "▸ Site refresh").await?;
    choose(mia, "t", "Tags of #", "oven", " #oven").await?;
    mia.press(&["n"])?;
    mia.until_shows("the client never sees this").await?;
    mia.write(NOTE)?;
    mia.press(&["C-n"])?;
    mia.until_gone("the client never sees this").await?;
    mia.until_shows("CANARY-2207").await?;

    reply(mia, BEGUN).await?;
    mia.until_shows("reply sends in").await?;
    mia.press(&["u"])?;
    mia.until_shows("send to the client").await?;
    mia.until_gone("reply sends in").await?;
    mia.until_shows(BEGUN).await?;
    mia.write(ANSWER.trim_start_matches(BEGUN))?;
    mia.until_shows(ANSWER).await?;
    mia.press(&["C-s"])?;
    mia.until_gone("send to the client").await.map(drop)
}

/// One that is two.
async fn take_apart(mia: &Console, parking: &Request) -> Result<()> {
    open(mia, parking).await?;
    mia.until_shows("we open at seven").await?;
    split_off(mia, HOURS, "split into #").await?;
    choose(mia, "s", "Status of #", "waiting on us", "waiting on us").await
}

/// A day, a tag, a project, who follows and who has it; and what can wait until tomorrow.
async fn set_what_is_asked(mia: &Console, voucher: &Request, tea: &Request, harbour: &Request) -> Result<()> {
    open(mia, voucher).await?;
    mia.press(&["d"])?;
    mia.until_shows(&format!("#{} is due", voucher.number)).await?;
    mia.write("2031-03-04")?;
    mia.press(&["Enter"])?;
    mia.until_shows("due 4 Mar 2031").await?;
    choose(mia, "t", "Tags of #", "voucher", " #voucher").await?;
    choose(mia, "l", "Project of #", "Loyalty", "▸ Loyalty card").await?;
    change(mia, "f", "followed by Mia").await?;

    open(mia, tea).await?;
    change(mia, "m", "· Mia Lindqvist").await?;
    choose(mia, "z", "Snooze #", "tomorrow", "is out of sight until").await?;

    open(mia, harbour).await?;
    choose(mia, "a", "Assign #", "adam", "· Adam Kowalski").await?;
    choose(mia, "p", "Priority of #", "low", "▽ low").await
}

/// One is resolved; one is closed, which is asked about and waits.
async fn end_what_is_done(mia: &Console, thanks: &Request, phone: &Request) -> Result<()> {
    open(mia, thanks).await?;
    choose(mia, "s", "Status of #", "resolve", "resolved · nobody assigned").await?;
    open(mia, phone).await?;
    choose(mia, "s", "Status of #", "close", &format!("Close #{}?", phone.number)).await?;
    mia.press(&["c"])?;
    mia.until_gone("Close #").await.map(drop)
}

/// An answer that is ready, and one that is not.
async fn answer(mia: &Console, candle: &Request, sugar: &Request) -> Result<()> {
    open(mia, candle).await?;
    mia.press(&["c"])?;
    mia.until_shows("Canned replies").await?;
    mia.write("received")?;
    mia.until_shows(READY).await?;
    mia.press(&["Enter"])?;
    mia.until_gone("Canned replies").await?;
    mia.until_shows(READY).await?;
    mia.press(&["C-s"])?;
    mia.until_gone("send to the client").await?;
    open(mia, sugar).await?;
    reply(mia, CAKES).await
}

/// Found by its words, and it is the client's turn.
async fn find_and_take(mia: &Console, cups: &Request) -> Result<()> {
    mia.press(&["F"])?;
    mia.until_shows("Find by words").await?;
    mia.write("zebra")?;
    mia.until_shows(&format!("#{} {CUPS}", cups.number)).await?;
    mia.press(&["Enter"])?;
    mia.until_gone("Find by words").await?;
    mia.until_shows(&said(CUPS)).await?;
    choose(mia, "s", "Status of #", "waiting on the client", "waiting on client").await
}

/// How it went, by the palette; the keys; and the view that was kept, which has nothing left.
async fn look_around(mia: &Console) -> Result<()> {
    choose(mia, ":", "Command", "Overview", "Open requests per person").await?;
    for (part, row) in [("person", "Adam Kowalski"), ("type", "support · bugs"), ("week", "opened, ")] {
        mia.press(&["t"])?;
        mia.until_shows(&format!("Overview · by {part}")).await?;
        mia.until_shows(row).await?;
    }
    mia.press(&["?"])?;
    mia.until_shows("╭ Keys ").await?;
    mia.press(&["Escape"])?;
    mia.until_gone("╭ Keys ").await?;
    mia.press(&["]"])?;
    mia.until_shows("Wards · ").await?;
    mia.until_shows("Nothing is as this view asks.").await.map(drop)
}

//! A short morning of triage by the keyboard alone, as it is recorded. That each key does what it is to do is for the
//! console's tests; here it is only waited for.

use std::path::Path;

use anyhow::Result;
use portico_tests::people::{BEN, CARLA, MIA};
use portico_tests::{Console, Server, Visitor};

use super::cast::Cast;

const SIZE: (u16, u16) = (120, 36);
const OVEN: &str = "The oven page is blank";
const WARDS: [&str; 3] = ["Ward clocks", "Ward keys", "Ward lamps"];
const NOTE: &str = "Their certificate ran out last night.";
const BEGUN: &str = "We are on it";
const REST: &str = ", and call you at noon.";

/// Records it.
pub async fn record(server: &Server, path: &Path) -> Result<()> {
    let mut ben = Visitor::sign_in(server, BEN).await?;
    for ward in WARDS {
        ben.ask(ward, "For the east wing, before the winter.").await?;
    }
    let mut carla = Visitor::sign_in(server, CARLA).await?;
    carla.ask(OVEN, "It shows nothing but white since this morning.").await?;
    let console = Console::open(server, MIA, SIZE.0, SIZE.1).await?;
    console.until_shows("● live").await?;
    let mut cast = Cast::begin(&console, SIZE, "A morning’s triage")?;
    take_on(&mut cast).await?;
    answer(&mut cast).await?;
    change_many(&mut cast).await?;
    cast.press(&["0"], "Open requests per person").await?;
    cast.press(&["t"], "by person").await?;
    cast.keep(path)
}

/// What nobody has is looked at, taken, and put where it belongs.
async fn take_on(cast: &mut Cast<'_>) -> Result<()> {
    cast.press(&["2"], "Unassigned · newest first").await?;
    cast.press(&["g", "Enter"], "nothing but white").await?;
    cast.press(&["m"], "· Mia Lindqvist").await?;
    cast.press(&["p"], "Priority of #").await?;
    cast.write("urgent", "› urgent").await?;
    cast.press(&["Enter"], "▲ urgent").await?;
    cast.press(&["t"], "Tags of #").await?;
    cast.write("oven", "› oven").await?;
    cast.press(&["Enter"], " #oven").await
}

/// A note for the team, and an answer that is taken back, finished, and sent.
async fn answer(cast: &mut Cast<'_>) -> Result<()> {
    cast.press(&["n"], "the client never sees this").await?;
    cast.write(NOTE, NOTE).await?;
    cast.press_away("C-n", "the client never sees this").await?;
    cast.press(&["r"], "send to the client").await?;
    cast.write(BEGUN, BEGUN).await?;
    cast.press(&["C-s"], "reply sends in").await?;
    cast.press(&["u"], "send to the client").await?;
    cast.write(REST, &format!("{BEGUN}{REST}")).await?;
    cast.press(&["C-s"], "reply sends in").await
}

/// A filter that is completed; two that are changed after a look, and as they were again; and what can wait.
async fn change_many(cast: &mut Cast<'_>) -> Result<()> {
    cast.press(&["Escape", "4"], "All open · newest first").await?;
    cast.press(&["/"], "keep the filter").await?;
    cast.write("workspace:blue", "\"Bluebird Health\"").await?;
    cast.press(&["Tab"], "/ workspace:\"Bluebird Health\"").await?;
    cast.press_away("Enter", "keep the filter").await?;
    cast.press(&["g", "Space", "Space"], "2 marked").await?;
    cast.press(&["B"], "Change 2 marked requests").await?;
    cast.press(&["Tab", "Space", "C-s"], "2 would change").await?;
    cast.press(&["Y"], "2 are changed").await?;
    cast.press(&["U"], "2 are as they were").await?;
    cast.press(&["g", "z"], "Snooze #").await?;
    cast.write("tomorrow", "› tomorrow").await?;
    cast.press(&["Enter"], "is out of sight until").await
}

//! Requests put together, apart and off, and many changed at once: by the keyboard alone, seen by a colleague and by the API.

use anyhow::{Context, Result, ensure};
use portico_tests::people::{ADAM, CARLA, MIA};
use portico_tests::{Console, Server, Staff, Visitor, until};

const BLANK: &str = "The oven page is blank";
const NOTHING: &str = "Only white at our ovens";
const HOURS: &str = "New hours for the bakery";

/// S1.76–S1.80: what belongs together is one, what does not is two, what can wait is away, and all of it can be taken back.
#[tokio::test]
async fn a_morning_of_merging_splitting_snoozing_and_changing_many() -> Result<()> {
    let server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let mut carla = Visitor::sign_in(&server, CARLA).await?;
    carla.ask(BLANK, "Since this morning.").await?;
    carla.ask(NOTHING, "Since this morning.").await?;
    let blank = staff.request(BLANK).await?;
    let nothing = staff.request(NOTHING).await?;
    let mia = Console::open(&server, MIA, 220, 50).await?;
    let adam = Console::open(&server, ADAM, 220, 50).await?;
    for console in [&mia, &adam] {
        console.until_shows("● live").await?;
        console.press(&["4"])?;
        console.until_shows(NOTHING).await?;
    }

    // Merged after a look, with a key of its own; taken back; and merged again.
    mia.press(&["g"])?;
    merge(&mia).await?;
    adam.until_gone(NOTHING).await?;
    let part = view(&staff, nothing.id).await?;
    assert_eq!(part.merged_into.context("nothing was merged")?.number, blank.number);
    assert_eq!(staff.messages(blank.id).await?.len(), 2, "both stand in one");
    mia.press(&["U"])?;
    mia.until_shows("request of its own again").await?;
    adam.until_shows(NOTHING).await?;
    ensure!(view(&staff, nothing.id).await?.merged_into.is_none(), "it is still part of the other");
    mia.until_shows(NOTHING).await?;
    mia.press(&["g"])?;
    merge(&mia).await?;
    adam.until_gone(NOTHING).await?;

    // What Carla writes besides becomes a request of its own.
    carla.write(blank.id, "By the way: the bakery opens at seven from May.").await?;
    mia.press(&["g", "Enter"])?;
    mia.until_shows("opens at seven").await?;
    mia.until_shows(&format!("merged with #{}", nothing.number)).await?;
    split_off(&mia, HOURS, "is a request of its own, split off").await?;
    adam.until_shows(HOURS).await?;
    let hours = staff.request(HOURS).await?;
    assert_eq!(hours.split_from.as_ref().map(|from| from.number), Some(blank.number));
    assert_eq!(hours.author.name, blank.author.name, "it is hers");

    // It can wait.
    mia.press(&["Escape"])?;
    mia.until_shows("space mark").await?;
    mia.press(&["g", "z"])?;
    mia.until_shows("Tomorrow morning").await?;
    mia.write("tomorrow")?;
    mia.press(&["Enter"])?;
    mia.until_shows("is out of sight until").await?;
    adam.until_gone(HOURS).await?;
    ensure!(view(&staff, hours.id).await?.snoozed_until.is_some(), "it is in sight");
    adam.press(&["Z"])?;
    adam.until_shows("Snoozed · newest first").await?;
    adam.until_shows(HOURS).await?;
    adam.press(&["g", "z"])?;
    adam.until_shows("back into sight").await?;
    adam.press(&["Enter"])?;
    adam.until_shows("is in sight again").await?;
    mia.until_shows(HOURS).await?;
    ensure!(view(&staff, hours.id).await?.snoozed_until.is_none(), "it is out of sight");

    // Both are urgent at once, and are not after all.
    mia.press(&["g", "Space", "Space"])?;
    mia.until_shows("2 marked").await?;
    mia.press(&["B"])?;
    mia.until_shows("Change 2 marked requests").await?;
    mia.press(&["Tab", "Space", "C-s"])?;
    mia.until_shows("2 would change").await?;
    mia.until_shows("priority normal → urgent").await?;
    mia.press(&["Enter", "y"])?;
    assert_eq!(view(&staff, hours.id).await?.priority.to_string(), "normal", "nothing is changed by another key");
    mia.press(&["Y"])?;
    mia.until_shows("2 are changed").await?;
    for id in [blank.id, hours.id] {
        assert_eq!(view(&staff, id).await?.priority.to_string(), "urgent");
    }
    mia.press(&["U"])?;
    mia.until_shows("2 are as they were").await?;
    until("the change to be taken back", async || {
        Ok((view(&staff, blank.id).await?.priority.to_string() == "normal").then_some(()))
    })
    .await
}

/// Merges the request under the cursor into the other.
async fn merge(console: &Console) -> Result<()> {
    console.press(&["M"])?;
    console.until_shows("leave as it is").await?;
    console.write("oven page is blank")?;
    console.until_shows("› oven page is blank").await?;
    console.press(&["Enter"])?;
    console.until_shows("yes, do it").await?;
    console.press(&["Y"])?;
    console.until_shows("takes it back").await.map(drop)
}

/// Takes what was written last out of the request that is open, as one of its own that is called so.
pub async fn split_off(console: &Console, called: &str, so: &str) -> Result<()> {
    console.press(&["x"])?;
    console.until_shows("Split off").await?;
    console.press(&["Enter"])?;
    console.until_shows("What it is called").await?;
    console.press(&["C-u"])?;
    console.write(called)?;
    console.press(&["Enter"])?;
    console.until_shows(so).await.map(drop)
}

async fn view(staff: &Staff, id: uuid::Uuid) -> Result<portico_openapi::types::Request> {
    let seen = staff.session.call(|api| async move { api.request_view().request_id(id).send().await }).await?;
    Ok(seen.into_inner())
}

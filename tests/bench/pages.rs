//! The portal's pages of requests, beside bare ones that read the same rows.

use std::time::Duration;

use anyhow::Result;

use crate::fill;
use crate::ground::Ground;
use crate::load::pair;
use crate::table::{Line, print, tail};

/// Measures, and prints what that came to.
pub async fn measure(time: Duration) -> Result<()> {
    let (ground, ()) = Ground::filled(async |file| fill::requests(file).await).await?;
    let (carla, bare) = (ground.carla().await?, &ground.bare);
    let one = carla.request;
    let list = pair(time, carla.page("/portal/requests"), bare.get("/list")).await?;
    let hello = pair(time, carla.page("/portal/requests"), bare.get("/hello")).await?;
    let page = carla.page(&format!("/portal/requests/{one}"));
    let thread = pair(time, page, bare.get(&format!("/request/{one}"))).await?;
    let dashboard = pair(time, carla.page("/portal"), bare.get("/dashboard")).await?;
    println!("\n50 workspaces, 2,000 requests of 10 messages each\n");
    print(&[
        Line { what: "request list", ours: list.0, other: "bare list", theirs: list.1, bar: 0.5 },
        Line { what: "request list", ours: hello.0, other: "poem's hello", theirs: hello.1, bar: 0.03 },
        Line { what: "request with its thread", ours: thread.0, other: "bare request", theirs: thread.1, bar: 0.5 },
        Line { what: "dashboard", ours: dashboard.0, other: "bare dashboard", theirs: dashboard.1, bar: 0.5 },
    ]);
    tail("request list", time, carla.page("/portal/requests")).await
}

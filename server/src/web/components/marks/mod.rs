//! What says one thing at a glance: who, when, how much, in what state.

pub(super) mod avatar;
pub(super) mod badge;
pub(super) mod icon;
pub(super) mod progress;
pub(super) mod prose;
pub(super) mod qr;
pub(super) mod sparkline;
pub(super) mod stat;
pub(super) mod time;
pub(super) mod tone;

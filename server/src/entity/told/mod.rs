//! What happened, who is told of it and by which way, and what still waits before clients see it.

pub mod activity;
pub mod client_notification;
pub mod held_action;
pub mod mail;
pub mod mail_bounce;
pub mod staff_notification;
pub mod webhook;
pub mod webhook_attempt;
pub mod webhook_delivery;
pub mod webhook_event;

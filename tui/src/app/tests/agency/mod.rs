//! What an agency sets up: its clients, itself, and what is done by itself.

mod arranging;
mod audit;
mod automation;
mod elsewhere;
mod office;
mod setting_up;
mod tables;
mod webhooks;

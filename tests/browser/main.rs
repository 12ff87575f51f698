//! The portal in a real browser.

mod accessibility;
mod approvals;
mod arrival;
mod connections;
mod forms;
mod invitation_mail;
mod keyboard;
mod paying;
mod phone;
mod safety;
mod sign_in;
mod without_scripts;

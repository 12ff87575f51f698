//! What Portico does, one folder each. A feature calls another's verbs and nothing else of it.

pub mod account;
pub mod activity;
pub mod agencies;
pub mod api_tokens;
pub mod audit;
pub mod brand;
pub mod dashboard;
pub mod demo;
pub mod domains;
pub mod health;
pub mod invitations;
pub mod live;
pub mod mirror;
pub mod notifications;
pub mod projects;
pub mod replies;
pub mod requests;
pub mod second_factor;
pub mod sign_in;
pub mod staff;
pub mod staff_account;
pub mod staff_home;
pub mod staff_sign_in;
pub mod sweep;
pub mod welcome;
pub mod workspaces;

//! What the end-to-end tests stand on: the real binaries on real ports, a real browser, a real terminal,
//! a real PostgreSQL. Everything started here is ended when its value is dropped, and nothing waits
//! without a limit.

pub mod authenticator;
pub mod binary;
pub mod browser;
mod commands;
pub mod console;
pub mod dns;
pub mod driver;
pub mod mails;
pub mod pages;
pub mod people;
pub mod pictures;
pub mod portal;
pub mod postgres;
pub mod process;
pub mod program;
pub mod server;
pub mod sink;
pub mod staff;
pub mod tls;
pub mod tools;
mod wait;

pub use browser::{Browser, Look};
pub use console::Console;
pub use dns::Zone;
pub use portal::Visitor;
pub use program::Program;
pub use server::Server;
pub use sink::Sink;
pub use staff::Staff;
pub use tls::Tls;
pub use wait::{PATIENCE, until, until_within};

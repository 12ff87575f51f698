//! Answers by mail. What comes to the address in a notification's `Reply-To` becomes a message on its request, if it
//! is from the person that the address was made for, and that person may write there now. Mail to a `bounce+` address
//! says that a letter of ours did not arrive. Everything else is refused, politely to those we know and silently to
//! those we do not, and never answered when a program wrote it.

mod emails;
mod incoming;
mod report;
mod take;
mod trim;

pub use emails::samples;
pub use take::Mailroom;

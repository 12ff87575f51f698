//! Colours and marks of an agency, as values: what a palette is, which contrast it must have, how one is derived
//! from an accent, and which images go with it. No I/O; the feature `brand` keeps and serves them.

mod colour;
mod derive;
mod look;
mod mark;
mod palette;
mod rules;

pub use colour::{Colour, contrast};
pub use derive::{Correction, Settled, Wanted, settle};
pub use look::{Images, Kind, Look, Picture};
pub use mark::Mark;
pub use palette::{Palette, Scheme, Token, Tones};
pub use rules::{Fault, faults};

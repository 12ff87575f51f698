//! What a workflow is written as: a YAML or JSON document that a schema describes, read with the line of whatever is
//! wrong with it.

mod document;
mod names;
mod program;
mod read;
mod template;

pub use document::{Action, Connection, Definition, Delay, Http, Input, InputKind, Line, Step, Who};
pub use program::{Place, Program};
pub use read::{SCHEMA, check, check_inputs, read};
pub use template::{Broken, Templates};

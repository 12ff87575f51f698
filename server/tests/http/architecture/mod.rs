//! The rules of `ARCHITECTURE.md` that the compiler does not keep: who names whom, whose rows a table's are,
//! how large a file may grow, and that what is published is what the code says.

mod audit;
mod brand;
mod imports;
mod ownership;
mod refusals;
mod shape;
pub mod source;

//! Every page and every operation, as everybody, with everybody's ids. The pages come from the route table
//! and the operations from the published document; one without a row in `rows` fails, and there is no list
//! of exceptions.

mod dump;
mod made;
mod operation;
mod operations;
pub mod own;
mod pages;
mod rows;
mod same;
mod shut_out;
mod switched_off;

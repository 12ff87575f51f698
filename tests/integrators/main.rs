//! The staff API as integrators meet it: the document held against the server, and clients that were
//! generated from it.

mod document;
mod generated;

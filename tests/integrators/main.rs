//! What stands around the product: clients that are generated from the staff API's document, the document held
//! against the server, the examples of the API's page, and an authority that gives certificates.

mod certificates;
mod document;
mod examples;
mod generated;

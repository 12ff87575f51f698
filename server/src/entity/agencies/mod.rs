//! What an agency is: itself, its hosts and their certificates, its look.

pub mod acme_account;
pub mod acme_challenge;
pub mod agency;
pub mod agency_host;
pub mod brand_draft;
pub mod brand_image;
pub mod certificate;
pub mod domain;

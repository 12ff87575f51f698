//! Pieces that several screens draw.

pub mod bar;
pub mod frame;
pub mod qr;
pub mod rows;
pub mod sentence;

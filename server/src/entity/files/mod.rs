//! Files: their bytes, where they stand, and what came out of them.

pub mod file;
pub mod file_import;
pub mod note_file;
pub mod upload;
pub mod upload_start;

//! How things stand on a page: its head, its parts, its lists, and what leads on.

pub(super) mod breadcrumb;
pub(super) mod card;
pub(super) mod checklist;
pub(super) mod empty;
pub(super) mod heading;
pub(super) mod leaf;
pub(super) mod pager;
pub(super) mod person;
pub(super) mod rows;
pub(super) mod section;
pub(super) mod slideover;
pub(super) mod table;
pub(super) mod tabs;
pub(super) mod thread;
pub(super) mod timeline;
pub(super) mod waiting;

pub(super) mod invite;
pub(super) mod team;
pub(super) mod teammate;

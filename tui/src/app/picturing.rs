use portico_openapi::ApiError;
use ratatui::layout::Size;
use uuid::Uuid;

use super::{App, Overlay};
use crate::{
    approvals,
    effect::Effect,
    picture::Picture,
    remote::{Remote, Ticket},
    screens,
};

/// Something to look at, over everything else.
#[derive(Debug)]
pub struct Shown {
    /// Which file.
    pub file: Uuid,
    /// What it is called.
    pub name: String,
    /// What is known of it.
    pub facts: String,
    /// As it is drawn.
    pub picture: Remote<Picture>,
}

impl App {
    /// Opens a file's picture.
    pub(super) fn look_at_file(&mut self, id: Uuid) -> Vec<Effect> {
        let Some(file) = self.file(id) else {
            return Vec::new();
        };
        if self.theme.is_plain() {
            return self.say("There are no pictures without colours; o opens the portal.");
        }
        let bytes = u64::try_from(file.size).unwrap_or_default();
        let facts = format!("{} · {}", file.media_type, approvals::size(bytes));
        let shown = Shown { file: id, name: file.name.clone(), facts, picture: Remote::default() };
        self.overlay = Some(Overlay::Picture(shown));
        self.ask_for_picture()
    }

    /// Asks for the picture as large as there is room for it, again when that changes.
    pub(super) fn ask_for_picture(&mut self) -> Vec<Effect> {
        let ticket = self.ticket();
        let room = screens::picture::room(self.screen);
        let Some(Overlay::Picture(shown)) = &mut self.overlay else {
            return Vec::new();
        };
        shown.picture.ask(ticket);
        vec![Effect::Picture(ticket, shown.file, Size::new(room.width, room.height))]
    }

    pub(super) fn pictured(&mut self, ticket: Ticket, answer: Result<Picture, ApiError>) -> Vec<Effect> {
        let signed_out = matches!(&answer, Err(error) if error.kind == portico_openapi::Kind::Unauthorized);
        if let Some(Overlay::Picture(shown)) = &mut self.overlay {
            shown.picture.answer(ticket, answer);
        }
        if signed_out { self.troubled("", &ApiError::signed_out()) } else { Vec::new() }
    }
}

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::{App, Overlay, Stage};
use crate::{
    action::{Action, View},
    cursor::Cursor,
    effect::Effect,
    layout,
    screens::{self, inbox::Hit, picker, sheet, tabs},
    triage,
};

/// Lines a turn of the wheel moves.
const NOTCH: isize = 3;

impl App {
    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Vec<Effect> {
        if !matches!(self.stage, Stage::Ready) {
            return Vec::new();
        }
        let at = Position { x: mouse.column, y: mouse.row };
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => self.click(at),
            MouseEventKind::ScrollDown => self.wheel(at, NOTCH),
            MouseEventKind::ScrollUp => self.wheel(at, -NOTCH),
            _ => Vec::new(),
        }
    }

    fn click(&mut self, at: Position) -> Vec<Effect> {
        self.notice = None;
        if let Some(Overlay::Picker(open, _)) = &mut self.overlay {
            if let Some(line) = line_of(picker::list(self.screen, open.previews), at) {
                let index = open.cursor.offset + line;
                if index < open.found.len() {
                    open.cursor.to(index);
                    return if open.many { self.act(Action::Toggle) } else { self.accept() };
                }
            }
            return Vec::new();
        }
        if self.overlay.is_some() || self.form.is_some() {
            return Vec::new();
        }
        if self.has_columns() && self.areas().list.contains(at) {
            return self.click_board(at);
        }
        let areas = self.areas();
        if areas.tabs.contains(at) {
            return match tabs::hit(self, at.x) {
                Some(view) => self.leave_composer_for(|app| app.show(view)),
                None => Vec::new(),
            };
        }
        if areas.composer.contains(at) {
            return Vec::new();
        }
        if areas.list.contains(at) && self.view != View::Overview {
            return self.leave_composer_for(|app| app.click_list(areas.list, at));
        }
        if areas.pane.contains(at) {
            return self.click_pane(at);
        }
        Vec::new()
    }

    /// What is being written becomes a draft before the mouse goes elsewhere.
    fn leave_composer_for(&mut self, act: impl Fn(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        let mut effects = self.stop_writing();
        effects.extend(act(self));
        effects
    }

    /// The first click on a row goes there, the next opens it.
    fn click_list(&mut self, area: Rect, at: Position) -> Vec<Effect> {
        if self.view.is_inbox() {
            return match screens::inbox::hit(self, area, at.x, at.y) {
                Some(Hit::View(view)) => self.show_kept(view),
                Some(Hit::Heading(column)) => self.click_heading(column),
                Some(Hit::Row(line)) => self.click_row(self.inbox.cursor, line),
                None => Vec::new(),
            };
        }
        let heading = match self.view {
            View::Notifications | View::Agency => 0,
            View::Automation => 2,
            _ => 1,
        };
        let Some(line) = line_of(layout::inside(area), at).and_then(|line| line.checked_sub(heading)) else {
            return Vec::new();
        };
        let cursor = match self.view {
            View::Projects => self.projects,
            View::Workspaces => self.workspaces,
            View::Approvals => self.board.cursor,
            View::Billing => self.billing.ledger.cursor,
            View::Automation => self.automation.shelf().cursor,
            View::Notifications => self.notification,
            View::Agency => self.office.cursor,
            _ => self.inbox.cursor,
        };
        self.click_row(cursor, line)
    }

    /// The first click on a heading sorts by it, the next turns that round.
    fn click_heading(&mut self, column: &str) -> Vec<Effect> {
        match triage::sort_of(column, self.list_order()) {
            Some(sort) => self.sort_by(sort),
            None if column == "SLA" => self.say("What is promised depends on your hours; nothing is sorted by it."),
            None => Vec::new(),
        }
    }

    fn click_row(&mut self, cursor: Cursor, line: usize) -> Vec<Effect> {
        let index = cursor.offset + line;
        if index == cursor.index && !self.in_pane {
            return self.open();
        }
        self.in_pane = false;
        self.go_to(index)
    }

    /// The first click on a card goes there, the next opens it.
    fn click_board(&mut self, at: Position) -> Vec<Effect> {
        match screens::approvals::hit(self, self.areas().list, at) {
            Some(index) if index == self.board.cursor.index => self.open(),
            Some(index) => self.go_to(index),
            None => Vec::new(),
        }
    }

    /// The first click on a row of the pane goes there, the next opens it.
    fn click_pane(&mut self, at: Position) -> Vec<Effect> {
        let body = screens::body(self, self.areas().pane);
        let entries = screens::entries(self, usize::from(body.width)).unwrap_or_default();
        let hit = line_of(body, at).and_then(|line| sheet::hit(&entries, self.scroll.top + line));
        match (self.in_pane, hit) {
            (false, _) => {
                let effects = self.switch_pane();
                self.place = hit.unwrap_or(self.place);
                effects
            }
            (true, Some(place)) if place == self.place => self.leave_composer_for(Self::open),
            (true, Some(place)) => {
                self.place = place;
                Vec::new()
            }
            (true, None) => Vec::new(),
        }
    }

    fn wheel(&mut self, at: Position, by: isize) -> Vec<Effect> {
        if self.overlay.is_some() || self.form.is_some() {
            return self.step(by);
        }
        let areas = self.areas();
        if areas.pane.contains(at) || self.view == View::Overview {
            return self.scroll(by);
        }
        if areas.list.contains(at) && !self.in_pane {
            return self.step(by);
        }
        Vec::new()
    }
}

fn line_of(area: Rect, at: Position) -> Option<usize> {
    area.contains(at).then(|| usize::from(at.y - area.y))
}

use portico_openapi::types::{AuthorKind, Message};
use uuid::Uuid;

use super::App;
use crate::{
    app::changing::target,
    effect::Effect,
    foreign,
    form::Form,
    office,
    picker::{Choice, Item, Picker},
    text,
    triage::{Purpose, Source, split_field},
    when,
};

/// How much of a message is offered as what it is called, in columns.
const CALLED: usize = 40;

impl App {
    /// Offers the messages that can become requests of their own.
    pub(super) fn pick_message(&mut self) -> Vec<Effect> {
        let Some(open) = self.conversation.data.get().filter(|open| Some(open.request.id) == self.conversation.id)
        else {
            return self.say("Its messages are not here yet.");
        };
        if open.messages.len() < 2 {
            return self
                .say(format!("#{} has one message, which stays; there is nothing to split off.", open.request.number));
        }
        let item = |message: &Message| {
            let said = foreign::line(&first_line(&message.body));
            let detail = format!("{} · {}", message.author.name, when::moment(message.created_at, self.now, self.zone));
            Item::new(said, detail, Choice::Split(message.id))
        };
        // The newest first: what is off the subject came last.
        let items: Vec<_> = open.messages.iter().rev().map(item).collect();
        let title = format!("Split off #{} the message", open.request.number);
        self.pick(Picker::one(title, items).previewing())
    }

    /// Asks what it is called, and says what goes along.
    pub(in crate::app) fn split_form(&mut self, message: Uuid) -> Vec<Effect> {
        let Some(open) = self.conversation.data.get() else {
            return Vec::new();
        };
        let Some(said) = open.messages.iter().find(|one| one.id == message) else {
            return Vec::new();
        };
        let files = match said.files.len() {
            0 => "",
            1 => " with its file",
            _ => " with its files",
        };
        let whose = match said.author.kind {
            AuthorKind::Client => said.author.name.as_str(),
            AuthorKind::Staff => open.request.author.name.as_str(),
        };
        let note = format!(
            "What {} wrote {} goes{files} into a request of its own, which is {whose}’s. It takes kind, category, priority, \
             assignee, project, tags and followers of #{}; its clock begins now, and {whose} is told.",
            said.author.name,
            when::moment(said.created_at, self.now, self.zone),
            open.request.number
        );
        let called = begins(&foreign::line(&first_line(&said.body)));
        let purpose = Purpose::Split(Source { request: target(&open.request), message });
        let title = purpose.title();
        let form = Form::new(office::Purpose::Triage(purpose), title, (self.new_key)(), vec![split_field(&called)]);
        self.form = Some(form.noting(note));
        Vec::new()
    }
}

fn first_line(body: &str) -> String {
    body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned()
}

/// The first words, as many as are offered, whole.
fn begins(line: &str) -> String {
    if text::width(line) <= CALLED {
        return line.to_owned();
    }
    let cut = text::cut(line, CALLED);
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    whole.trim_end_matches(['…', ',', ';', ' ']).to_owned()
}

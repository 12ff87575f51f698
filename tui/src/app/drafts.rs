//! What is written on requests is kept at the server, too, so that it is gone on with on another machine. The file here
//! stays as the copy for when there is no server. Of two texts that stand against each other neither takes the other's
//! place unseen.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use portico_openapi::{ApiError, types::RequestDraft};

use super::{App, Composer, Overlay, Reading, Stage, writing::why};
use crate::{
    action::Action,
    draft::{Draft, Kept, Place, Theirs},
    effect::{Call, Effect},
    foreign,
    keymap::Context,
    message::Timer,
    picker::{Choice, Item, Picker},
    remote::Ticket,
};

/// How long typing rests before the server is told.
const REST: Duration = Duration::from_secs(2);

/// What is under way between here and what the server keeps.
#[derive(Debug, Default)]
pub struct Keeping {
    /// The question what it keeps, and the versions that were known then.
    asked: Option<(Ticket, BTreeMap<Place, i64>)>,
    /// What was sent or thrown away here, which the server may still keep.
    gone: BTreeMap<Place, Gone>,
    armed: bool,
    /// Whether the person waits to choose from what there is.
    wanted: bool,
}

/// Something that was sent or thrown away here.
#[derive(Debug)]
struct Gone {
    /// What the server is told to forget; 0 where it is not known what it keeps.
    version: i64,
    text: String,
}

impl App {
    /// Whether something else was written elsewhere in the place of what is being written.
    pub fn parted(&self) -> bool {
        // While it is being sent it is not known yet whether there is anything left to choose.
        self.draft().is_some_and(|draft| draft.theirs.is_some() && draft.sending.is_none() && !draft.waiting)
    }

    /// Whether the key that sends what is written only says what has to be decided first.
    pub fn asks_first(&self) -> bool {
        let writes = self.form.is_none() && self.overlay.is_none();
        writes && (self.parted() || self.draft().is_some_and(|draft| draft.overtaken))
    }

    /// Asks what the server keeps of what the person writes.
    pub(super) fn fetch_drafts(&mut self) -> Effect {
        let ticket = self.ticket();
        let known = self.drafts.values().map(|draft| (draft.place, draft.version)).collect();
        self.keeping.asked = Some((ticket, known));
        Effect::Call(ticket, Call::Drafts)
    }

    /// Compares what the server keeps with what is here. Where it cannot say, what is here stands.
    pub(super) fn took_drafts(&mut self, ticket: Ticket, answer: Result<Vec<RequestDraft>, ApiError>) -> Vec<Effect> {
        let Some((_, known)) = self.keeping.asked.take_if(|(asked, _)| *asked == ticket) else {
            return Vec::new();
        };
        let Ok(all) = answer else {
            return self.offer_drafts();
        };
        let mut effects = Vec::new();
        let mut found = BTreeSet::new();
        for one in all {
            let place = Place { kind: one.kind.into(), subject: one.request.id };
            let title = format!("#{} {}", one.request.number, one.request.subject);
            found.insert(place);
            effects.extend(self.meet(place, title, Theirs { version: one.version, text: foreign::block(&one.body) }));
        }
        for (place, version) in known.into_iter().filter(|(place, version)| *version > 0 && !found.contains(place)) {
            effects.extend(self.missed(place, version));
        }
        self.keeping.gone.retain(|place, _| found.contains(place));
        effects.extend(self.keep_all());
        effects.extend(self.offer_drafts());
        effects
    }

    /// Offers the drafts that are here, and asks for those of other consoles.
    pub(super) fn pick_draft(&mut self) -> Vec<Effect> {
        let items = self.draft_items();
        let mut effects =
            if items.is_empty() { self.say("Looking for drafts …") } else { self.pick(Picker::one("Drafts", items)) };
        self.keeping.wanted = self.overlay.is_none();
        effects.push(self.fetch_drafts());
        effects
    }

    /// Offers what was found, where the person waits for it or chooses from what there was.
    fn offer_drafts(&mut self) -> Vec<Effect> {
        let items = self.draft_items();
        if let Some(Overlay::Picker(picker, _)) = &mut self.overlay
            && picker.items.iter().any(|item| matches!(item.choice, Choice::Draft(_)))
        {
            picker.add(items);
            return Vec::new();
        }
        let busy = self.overlay.is_some() || self.form.is_some() || self.composer.is_some() || self.inbox.typing;
        if !std::mem::take(&mut self.keeping.wanted) || busy {
            return Vec::new();
        }
        if items.is_empty() { self.say("There are no drafts.") } else { self.pick(Picker::one("Drafts", items)) }
    }

    fn draft_items(&self) -> Vec<Item> {
        let item = |draft: &Draft| {
            let label = format!("{} · {}", draft.place.kind.name(), draft.title);
            Item::new(label, draft.text.clone(), Choice::Draft(draft.place))
        };
        self.drafts.values().map(item).collect()
    }

    /// Takes up what was written elsewhere.
    fn meet(&mut self, place: Place, title: String, theirs: Theirs) -> Vec<Effect> {
        // What came of keeping it says the same.
        let is_known = |draft: &Draft| draft.keeping.is_some() || theirs.version <= draft.version;
        if self.drafts.get(&place).is_some_and(is_known) {
            return Vec::new();
        }
        if let Some(text) = self.gone(place, &theirs) {
            let is_told = self.keeping.gone.get(&place).is_some_and(|gone| gone.version == theirs.version);
            let told = if is_told { None } else { self.forget_draft(place, theirs.version, text) };
            return told.into_iter().collect();
        }
        self.keeping.gone.remove(&place);
        if self.drafts.contains_key(&place) {
            return self.part(place, theirs);
        }
        let draft = Draft::new(place, self.owner.clone(), title, (self.new_key)());
        let draft = Draft { text: theirs.text, version: theirs.version, ..draft };
        self.drafts.insert(place, draft.clone());
        vec![Effect::SaveDraft(Box::new(draft))]
    }

    /// What was sent or thrown away here, or waits to be sent, where the server still keeps that or an earlier state of it.
    fn gone(&self, place: Place, theirs: &Theirs) -> Option<String> {
        let kept = theirs.text.trim_end();
        let is_it = |gone: &&Gone| gone.version == theirs.version || gone.text.starts_with(kept);
        let gone = self.keeping.gone.get(&place).filter(is_it).map(|gone| &gone.text);
        let mut waiting = self.queue.iter().filter(|queued| queued.draft.place == place);
        let waits = || waiting.find(|queued| queued.draft.text.starts_with(kept)).map(|queued| &queued.draft.text);
        gone.or_else(waits).cloned()
    }

    /// What was sent or thrown away elsewhere is gone here, too, but for what was written since.
    fn missed(&mut self, place: Place, version: i64) -> Vec<Effect> {
        let writing = self.composer.as_ref().is_some_and(|composer| composer.place == place);
        let Some(draft) = self.drafts.get_mut(&place).filter(|draft| draft.version == version) else {
            return Vec::new();
        };
        if draft.sending.is_some() || draft.keeping.is_some() {
            return Vec::new();
        }
        if draft.unkept || writing || draft.waiting || !draft.files.is_empty() {
            (draft.version, draft.unkept) = (0, true);
            return Vec::new();
        }
        self.drafts.remove(&place);
        vec![Effect::DropDraft(place)]
    }

    /// Takes what is kept in the place of what is here, or the other way round, where one goes on from the other; else both
    /// stay until the person says which it is to be. What is being sent stays as it is until it is known what came of that.
    pub(super) fn part(&mut self, place: Place, theirs: Theirs) -> Vec<Effect> {
        let is_gone = self.gone(place, &theirs).is_some();
        let Some(draft) = self.drafts.get_mut(&place) else {
            return Vec::new();
        };
        let (mine, other) = (draft.text.trim_end().to_owned(), theirs.text.trim_end());
        let untouched = draft.version > 0 && !draft.unkept;
        let goes = draft.sending.is_some() || draft.waiting;
        if mine == other {
            (draft.version, draft.unkept) = (theirs.version, false);
            return vec![Effect::SaveDraft(Box::new(draft.clone()))];
        }
        if !goes && !is_gone && (untouched || other.starts_with(&mine)) {
            return self.take_up(place, theirs);
        }
        if is_gone || mine.starts_with(other) {
            (draft.version, draft.unkept) = (theirs.version, true);
            return vec![Effect::SaveDraft(Box::new(draft.clone()))];
        }
        draft.theirs = Some(theirs);
        if goes {
            return Vec::new();
        }
        let name = place.kind.name();
        self.fail(format!("You wrote something else for this {name} elsewhere; both are kept until you say which."));
        Vec::new()
    }

    /// Goes on with what was written elsewhere.
    fn take_up(&mut self, place: Place, theirs: Theirs) -> Vec<Effect> {
        let Some(draft) = self.drafts.get_mut(&place) else {
            return Vec::new();
        };
        draft.text = theirs.text;
        (draft.version, draft.unkept, draft.refused, draft.theirs) = (theirs.version, false, false, None);
        let draft = draft.clone();
        if self.composer.as_ref().is_some_and(|composer| composer.place == place) {
            self.composer = Some(Composer::new(place, &draft.text));
        }
        let mut effects = self.say("This is what you wrote elsewhere.");
        effects.push(Effect::SaveDraft(Box::new(draft)));
        effects
    }

    /// Says which of two texts it is to be, or looks at the other.
    pub(super) fn choose_text(&mut self, action: Action) -> Vec<Effect> {
        let Some(place) = self.composer.as_ref().map(|composer| composer.place) else {
            return Vec::new();
        };
        let Some(draft) = self.drafts.get_mut(&place) else {
            return Vec::new();
        };
        if action == Action::Look {
            let text = draft.theirs.as_ref().map(|theirs| theirs.text.clone()).unwrap_or_default();
            self.overlay = Some(Overlay::Reading(Reading::new("What you wrote elsewhere", text)));
            return Vec::new();
        }
        let Some(theirs) = draft.theirs.take() else {
            return Vec::new();
        };
        if action == Action::TakeTheirs {
            return self.take_up(place, theirs);
        }
        (draft.version, draft.unkept) = (theirs.version, true);
        let kept = self.keep(place);
        let mut effects = self.say("What stands here is what counts.");
        effects.extend(kept);
        effects
    }

    /// What is to be done so that the server is told when typing rests.
    pub(super) fn keep_later(&mut self) -> Option<Effect> {
        let wanted = self.draft().is_some_and(|draft| draft.unkept && draft.place.kept_as().is_some());
        let begun = wanted && !std::mem::replace(&mut self.keeping.armed, true);
        begun.then_some(Effect::After(REST, Timer::KeepDraft))
    }

    /// Typing may have rested; if it goes on, it is waited for.
    pub(super) fn keep_rested(&mut self) -> Vec<Effect> {
        self.keeping.armed = false;
        if self.save_armed { self.keep_later().into_iter().collect() } else { self.keep_all() }
    }

    /// Has the server keep all that it does not have yet.
    pub(super) fn keep_all(&mut self) -> Vec<Effect> {
        let places: Vec<_> = self.drafts.keys().copied().collect();
        places.into_iter().filter_map(|place| self.keep(place)).collect()
    }

    /// Has the server keep a draft that it does not have yet.
    pub(super) fn keep(&mut self, place: Place) -> Option<Effect> {
        place.kept_as()?;
        let can = matches!(self.stage, Stage::Ready) && !self.read_only;
        let ticket = self.ticket();
        let draft = self.drafts.get_mut(&place)?;
        let wanted = can && (draft.unkept || draft.version == 0) && !draft.text.trim().is_empty();
        let busy = draft.keeping.is_some() || draft.sending.is_some() || draft.waiting;
        if !wanted || busy || draft.refused || draft.theirs.is_some() {
            return None;
        }
        draft.keeping = Some(ticket);
        draft.unkept = false;
        Some(Effect::Call(ticket, Call::KeepDraft(place, draft.text.clone(), draft.version)))
    }

    /// Takes what came of keeping a draft.
    pub(super) fn took_kept(&mut self, ticket: Ticket, place: Place, answer: Result<Kept, ApiError>) -> Vec<Effect> {
        let armed = self.keeping.armed;
        let Some(draft) = self.drafts.get_mut(&place) else {
            let Ok(Kept::So(version)) = answer else {
                return Vec::new();
            };
            // It was sent or thrown away meanwhile, and came too late to be forgotten.
            let text = self.keeping.gone.remove(&place).map(|gone| gone.text).unwrap_or_default();
            return self.forget_draft(place, version, text).into_iter().collect();
        };
        if draft.keeping != Some(ticket) {
            return Vec::new();
        }
        draft.keeping = None;
        match answer {
            Ok(Kept::So(version)) => {
                draft.version = version;
                self.keeping.gone.remove(&place);
                let again = draft.unkept && !armed;
                let mut effects = vec![Effect::SaveDraft(Box::new(draft.clone()))];
                effects.extend(if again { self.keep(place) } else { None });
                effects
            }
            Ok(Kept::Diverged(theirs)) => {
                draft.unkept = true;
                let mut effects = self.part(place, theirs);
                effects.extend(self.keep(place));
                effects
            }
            // The file here has it; it is tried again with the next that is typed, and when the connection is back. What is
            // refused is tried again with the next that is typed alone.
            Err(error) => {
                draft.unkept = true;
                draft.refused = !error.is_passing();
                if draft.refused {
                    let (name, why) = (place.kind.name(), why(&error));
                    self.fail(format!("What you wrote is on disk here; the server does not keep the {name}: {why}"));
                }
                Vec::new()
            }
        }
    }

    /// Has the server throw away what is sent or was thrown away here, where it may keep it.
    pub(super) fn dropped(&mut self, draft: Option<&Draft>) -> Option<Effect> {
        let draft = draft.filter(|draft| draft.version > 0 || draft.keeping.is_some() || draft.theirs.is_some())?;
        if draft.theirs.is_some() {
            // What it keeps is the other text, which becomes the draft.
            return Some(self.fetch_drafts());
        }
        self.forget_draft(draft.place, draft.version, draft.text.clone())
    }

    /// Has the server throw away what it keeps, if it is still this. Where that is not known yet, it is told when it is.
    fn forget_draft(&mut self, place: Place, version: i64, text: String) -> Option<Effect> {
        place.kept_as()?;
        let ticket = self.ticket();
        self.keeping.gone.insert(place, Gone { version, text });
        (version > 0).then_some(Effect::Call(ticket, Call::ForgetDraft(place, version)))
    }

    /// Takes that the server has thrown something away; what it said before that it keeps is not true any more.
    pub(super) fn forgot(&mut self, place: Place, answer: &Result<(), ApiError>) -> Vec<Effect> {
        match answer {
            Err(error) if error.is_passing() => return Vec::new(),
            // It keeps something newer: the same text, or one from elsewhere, which stays.
            Err(error) if error.code == "draft_diverged" => {
                if let Some(gone) = self.keeping.gone.get_mut(&place) {
                    gone.version = 0;
                }
                return vec![self.fetch_drafts()];
            }
            _ => drop(self.keeping.gone.remove(&place)),
        }
        if self.keeping.asked.is_some() { vec![self.fetch_drafts()] } else { Vec::new() }
    }

    /// The connection is back: what could not be told is told.
    pub(super) fn keep_again(&mut self) -> Vec<Effect> {
        let gone = std::mem::take(&mut self.keeping.gone).into_iter();
        let mut effects: Vec<_> =
            gone.filter_map(|(place, gone)| self.forget_draft(place, gone.version, gone.text)).collect();
        effects.push(self.fetch_drafts());
        effects
    }

    /// The key to name where two texts stand against each other.
    pub fn parted_words(&self) -> Option<String> {
        let key = |action| self.keymap.key(Context::Parted, action);
        let words = || {
            let (look, mine, theirs) = (key(Action::Look), key(Action::Overwrite), key(Action::TakeTheirs));
            format!("You wrote something else elsewhere: {look} shows it, {mine} keeps this, {theirs} takes that.")
        };
        self.parted().then(words)
    }
}

use portico_openapi::ApiError;

/// Numbers a question, so that its answer is known from those to earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// Something that lives at the server, as far as it is known here.
///
/// What was known stays while it is asked again, so that a reload never empties the screen.
#[derive(Debug)]
pub struct Remote<T> {
    value: Option<T>,
    failure: Option<ApiError>,
    asked: Option<Ticket>,
}

/// What a remote value can be.
#[derive(Debug, PartialEq)]
pub enum Phase<'a, T> {
    /// Nobody asked yet.
    Idle,
    /// Asked for the first time.
    Loading,
    /// Here, perhaps being asked again.
    Ready(&'a T),
    /// Asked in vain, and nothing older is known.
    Failed(&'a ApiError),
}

impl<T> Default for Remote<T> {
    fn default() -> Self {
        Self { value: None, failure: None, asked: None }
    }
}

impl<T> Remote<T> {
    /// Notes that the question with this number is under way; answers to earlier ones no longer count.
    pub fn ask(&mut self, ticket: Ticket) {
        self.asked = Some(ticket);
    }

    /// Takes an answer if it is to the latest question, and says whether it was.
    pub fn answer(&mut self, ticket: Ticket, answer: Result<T, ApiError>) -> bool {
        if self.asked != Some(ticket) {
            return false;
        }
        self.asked = None;
        match answer {
            Ok(value) => {
                self.value = Some(value);
                self.failure = None;
            }
            Err(error) => self.failure = Some(error),
        }
        true
    }

    /// What it is now.
    pub fn phase(&self) -> Phase<'_, T> {
        match (&self.value, &self.failure, self.asked) {
            (Some(value), ..) => Phase::Ready(value),
            (None, _, Some(_)) => Phase::Loading,
            (None, Some(error), None) => Phase::Failed(error),
            (None, None, None) => Phase::Idle,
        }
    }

    /// The value, old or new.
    pub fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The value, to change in place what an answer told of a part of it.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.value.as_mut()
    }

    /// Whether an answer is awaited.
    pub fn is_asked(&self) -> bool {
        self.asked.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_answers_are_dropped() {
        let mut remote = Remote::default();
        remote.ask(Ticket(1));
        remote.ask(Ticket(2));
        assert!(!remote.answer(Ticket(1), Ok("old")));
        assert_eq!(remote.phase(), Phase::Loading);
        assert!(remote.answer(Ticket(2), Ok("new")));
        assert_eq!(remote.phase(), Phase::Ready(&"new"));
        assert!(!remote.answer(Ticket(2), Ok("twice")));
    }

    #[test]
    fn a_failure_keeps_what_was_known() {
        let mut remote = Remote::default();
        remote.ask(Ticket(1));
        remote.answer(Ticket(1), Err(ApiError::unreachable("gone")));
        assert!(matches!(remote.phase(), Phase::Failed(_)));
        remote.ask(Ticket(2));
        remote.answer(Ticket(2), Ok(7));
        remote.ask(Ticket(3));
        remote.answer(Ticket(3), Err(ApiError::unreachable("gone")));
        assert_eq!(remote.phase(), Phase::Ready(&7));
    }
}

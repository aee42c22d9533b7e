//! Whether one may interrupt now. It is asked when a banner is due, and at no other time.
//!
//! Who gives no answer holds nothing up: a reminder that never comes would be worse.

/// What the desktop says; `None` where nobody gives an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// Whether somebody asked not to be disturbed.
    pub(crate) undisturbed: Option<bool>,
    /// Whether something keeps the screen awake: a call, a talk, a film.
    pub(crate) awake: Option<bool>,
    /// Whether a window fills the whole screen.
    pub(crate) full_screen: Option<bool>,
}

/// Why nobody is interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Undisturbed,
    Awake,
    FullScreen,
}

impl Answers {
    /// What speaks against interrupting, if anything does.
    pub(crate) fn against(self) -> Option<Reason> {
        let says = [
            (self.undisturbed, Reason::Undisturbed),
            (self.awake, Reason::Awake),
            (self.full_screen, Reason::FullScreen),
        ];
        says.into_iter().find_map(|(says, reason)| says.unwrap_or(false).then_some(reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gives_no_answer_holds_nothing_up() {
        assert_eq!(Answers::default().against(), None, "a bare desktop says nothing, and reminders come");
        let free = Answers { undisturbed: Some(false), awake: Some(false), full_screen: Some(false) };
        assert_eq!(free.against(), None, "everyone says that one may");
    }

    #[test]
    fn one_that_speaks_against_it_is_enough() {
        let free = Answers { undisturbed: Some(false), awake: Some(false), full_screen: Some(false) };
        for (answers, reason) in [
            (Answers { undisturbed: Some(true), ..free }, Reason::Undisturbed),
            (Answers { awake: Some(true), ..free }, Reason::Awake),
            (Answers { full_screen: Some(true), ..free }, Reason::FullScreen),
            (Answers { full_screen: Some(true), ..Answers::default() }, Reason::FullScreen),
        ] {
            assert_eq!(answers.against(), Some(reason), "{answers:?} waits");
        }
    }
}

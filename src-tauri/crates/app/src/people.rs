//! The two people: who they are, who is at the table, what they call each other.

use nightstand_domain::ids::PersonId;
use nightstand_domain::merge::Value;
use nightstand_domain::people::{self, Person, Ribbon, Side, field};
use nightstand_journal::{Act, JournalError, Stale, table};

use crate::error::{AppError, not_fit};
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// Everyone at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// The first person.
    pub a: Person,
    /// The second, once there is one.
    pub b: Option<Person>,
    /// Who is here now.
    pub here: Side,
    /// The word they have for each other; empty when names alone are used.
    pub word: String,
    /// The hour at which their day ends.
    pub day_ends: u8,
}

impl People {
    /// The person who is here.
    pub fn present(&self) -> &Person {
        match (self.here, &self.b) {
            (Side::B, Some(b)) => b,
            _ => &self.a,
        }
    }

    /// The person who is not, once there are two.
    pub fn other(&self) -> Option<&Person> {
        match self.here {
            Side::A => self.b.as_ref(),
            Side::B => Some(&self.a),
        }
    }
}

/// How a person's drawer looks from outside. Nothing tells how much is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawerFront {
    /// It has no lock yet, and nothing in it.
    NotMade,
    /// It is locked, and its file is not where it was.
    Missing,
    /// It is locked.
    Locked,
    /// It is open at this moment.
    Open,
}

impl App {
    /// Everyone at the table.
    ///
    /// # Errors
    /// [`AppError::NoTable`] before first run ends.
    pub fn people(&self) -> Result<People, AppError> {
        let ((a, b), word, day_ends) = self.read_table(|space| {
            let conn = space.read();
            Ok((table::person::both(conn)?, table::person::word(conn)?, table::person::day_ends(conn)?))
        })?;
        let a = a.ok_or(AppError::NoTable)?;
        let second_is_here = b.as_ref().is_some_and(|b| self.chosen_here() == Some(b.id));
        let here = if second_is_here { Side::B } else { Side::A };
        Ok(People { a, b, here, word, day_ends })
    }

    /// Who is at the table now: whoever the switch in the rail says, the first person until it was used.
    ///
    /// # Errors
    /// [`AppError::NoTable`] before first run ends.
    pub fn here(&self) -> Result<Person, AppError> {
        Ok(self.people()?.present().clone())
    }

    /// Says who is at the table. An open drawer of the other is locked first; the one who sits down still
    /// needs their passphrase. The switch is courtesy, not protection.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for somebody who is not at this table.
    pub fn sit(&self, person: PersonId) -> Result<Changed, AppError> {
        let people = self.people()?;
        if people.a.id != person && people.b.as_ref().is_none_or(|b| b.id != person) {
            return Err(AppError::NotFound);
        }
        let open = self.drawer().as_ref().map(|drawer| drawer.owner);
        // One that is on its way open is the other's, or was asked for by whoever sat here before.
        if open.map_or(self.here()?.id != person, |owner| owner != person) {
            self.lock_drawer()?;
        }
        self.sit_down(person);
        let all = [Stale::People, Stale::Tonight, Stale::Rituals, Stale::Reading, Stale::Us, Stale::Drawer];
        Ok(Changed::views(all))
    }

    /// How `person`'s drawer looks from outside.
    pub fn drawer_front(&self, person: PersonId) -> DrawerFront {
        if self.drawer().as_ref().is_some_and(|drawer| drawer.owner == person) {
            return DrawerFront::Open;
        }
        if self.drawer_path(person).exists() {
            DrawerFront::Locked
        } else if self.is_drawer_missing(person) {
            DrawerFront::Missing
        } else {
            DrawerFront::NotMade
        }
    }

    /// Gives `person` another name.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a name that is empty, too long, or the other's; [`AppError::NotFound`] for nobody's id.
    pub fn rename_person(&self, person: PersonId, name: &str) -> Result<Changed, AppError> {
        let name = valid_name(name)?;
        let People { a, b, .. } = self.people()?;
        let (them, others): (Vec<_>, Vec<_>) = std::iter::once(a).chain(b).partition(|one| one.id == person);
        let before = them.into_iter().next().ok_or(AppError::NotFound)?;
        if before.name == name {
            return Ok(Changed::default());
        }
        others.iter().try_for_each(|other| told_apart(&other.name, &name))?;
        let deed = Deed::plain("renamePerson").with("name", &before.name);
        let set = vec![(field::NAME, Value::Text(name))];
        let ((), changed) = self.change_table(deed, |act| act.set(field::PERSON, person.entity(), set))?;
        Ok(changed)
    }

    /// Gives `person` another ribbon.
    ///
    /// # Errors
    /// [`AppError::Taken`] when it is the other's, [`AppError::NotFound`] for nobody's id.
    pub fn choose_ribbon(&self, person: PersonId, ribbon: Ribbon) -> Result<Changed, AppError> {
        let people = self.people()?;
        let before = self.person(person)?;
        let all = std::iter::once(&people.a).chain(&people.b);
        if all.filter(|other| other.id != person).any(|other| other.ribbon == ribbon) {
            return Err(AppError::Taken);
        }
        if before.ribbon == ribbon {
            return Ok(Changed::default());
        }
        let deed = Deed::plain("changeRibbon").with("name", &before.name);
        let set = vec![(field::RIBBON, Value::Int(ribbon.number()))];
        let ((), changed) = self.change_table(deed, |act| act.set(field::PERSON, person.entity(), set))?;
        Ok(changed)
    }

    /// Keeps the word they have for each other; an empty one means names alone.
    ///
    /// # Errors
    /// [`AppError::Invalid`] when it is too long.
    pub fn keep_word(&self, word: &str) -> Result<Changed, AppError> {
        let word = people::word(word).map_err(not_fit("word"))?;
        if self.people()?.word == word {
            return Ok(Changed::default());
        }
        let set = vec![(field::WORD, Value::Text(word))];
        let deed = Deed::plain("changeWord");
        let ((), changed) = self.change_table(deed, |act| act.set(field::COUPLE, people::couple(), set))?;
        Ok(changed)
    }

    /// Chooses the hour at which the couple's day ends: what is done before it belongs to the evening before.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for an hour after [`people::LATEST_DAY_END`].
    pub fn choose_day_end(&self, hour: u8) -> Result<Changed, AppError> {
        if hour > people::LATEST_DAY_END {
            return Err(AppError::invalid("dayEnds", "range"));
        }
        if self.people()?.day_ends == hour {
            return Ok(Changed::default());
        }
        let set = vec![(field::DAY_ENDS, Value::Int(hour.into()))];
        let deed = Deed::plain("changeDayEnd");
        let ((), changed) = self.change_table(deed, |act| act.set(field::COUPLE, people::couple(), set))?;
        Ok(changed)
    }

    /// Seats the second person.
    ///
    /// # Errors
    /// [`AppError::Taken`] when two are seated already or the ribbon is the first one's, and
    /// [`AppError::Invalid`] for the name.
    pub fn add_person(&self, name: &str, ribbon: Ribbon) -> Result<(PersonId, Changed), AppError> {
        let name = valid_name(name)?;
        let people = self.people()?;
        if people.b.is_some() || people.a.ribbon == ribbon {
            return Err(AppError::Taken);
        }
        told_apart(&people.a.name, &name)?;
        let person = Person { id: PersonId::random()?, name, ribbon, side: Side::B };
        let deed = Deed::plain("addPerson").with("name", &person.name);
        let ((), changed) = self.change_table(deed, |act| seat(act, &person))?;
        Ok((person.id, changed))
    }

    pub(crate) fn person(&self, id: PersonId) -> Result<Person, AppError> {
        let People { a, b, .. } = self.people()?;
        std::iter::once(a).chain(b).find(|person| person.id == id).ok_or(AppError::NotFound)
    }
}

/// A name that can stand on a drawer.
pub(crate) fn valid_name(written: &str) -> Result<String, AppError> {
    people::name(written).map_err(not_fit("name"))
}

/// Two people of one name could not be told apart in any sentence.
pub(crate) fn told_apart(one: &str, other: &str) -> Result<(), AppError> {
    if people::alike(one, other) { Err(AppError::invalid("name", "same")) } else { Ok(()) }
}

/// Writes a person's record.
pub(crate) fn seat(act: &mut Act<'_>, person: &Person) -> Result<(), JournalError> {
    let set = vec![
        (field::NAME, Value::Text(person.name.clone())),
        (field::RIBBON, Value::Int(person.ribbon.number())),
        (field::SIDE, Value::Int(person.side.number())),
    ];
    act.set(field::PERSON, person.id.entity(), set)
}

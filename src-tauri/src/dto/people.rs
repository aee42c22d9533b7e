//! People as the window sees them.

use nightstand_app::people as app;
use nightstand_domain::{ids, people as domain};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::PersonId;

/// The six ribbons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each is the name of an ink; domain::people tells its colour")]
pub enum Ribbon {
    Madder,
    Verdigris,
    Damson,
    Moss,
    Slate,
    Foxglove,
}

impl From<domain::Ribbon> for Ribbon {
    fn from(ribbon: domain::Ribbon) -> Self {
        match ribbon {
            domain::Ribbon::Madder => Self::Madder,
            domain::Ribbon::Verdigris => Self::Verdigris,
            domain::Ribbon::Damson => Self::Damson,
            domain::Ribbon::Moss => Self::Moss,
            domain::Ribbon::Slate => Self::Slate,
            domain::Ribbon::Foxglove => Self::Foxglove,
        }
    }
}

impl From<Ribbon> for domain::Ribbon {
    fn from(ribbon: Ribbon) -> Self {
        match ribbon {
            Ribbon::Madder => Self::Madder,
            Ribbon::Verdigris => Self::Verdigris,
            Ribbon::Damson => Self::Damson,
            Ribbon::Moss => Self::Moss,
            Ribbon::Slate => Self::Slate,
            Ribbon::Foxglove => Self::Foxglove,
        }
    }
}

/// The two sides of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// The first person's: ribbons end in a swallow tail.
    A,
    /// The second person's: ribbons end in a slant.
    B,
}

impl From<domain::Side> for Side {
    fn from(side: domain::Side) -> Self {
        match side {
            domain::Side::A => Self::A,
            domain::Side::B => Self::B,
        }
    }
}

/// How a drawer looks from outside. Nothing tells how much is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
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

impl From<app::DrawerFront> for DrawerFront {
    fn from(front: app::DrawerFront) -> Self {
        match front {
            app::DrawerFront::NotMade => Self::NotMade,
            app::DrawerFront::Missing => Self::Missing,
            app::DrawerFront::Locked => Self::Locked,
            app::DrawerFront::Open => Self::Open,
        }
    }
}

/// One of the people at the table, and their drawer from outside.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// What they are called here.
    pub name: String,
    /// Their ribbon.
    pub ribbon: Ribbon,
    /// Their side of the table.
    pub side: Side,
    /// Their drawer, from outside.
    pub drawer: DrawerFront,
}

/// Who the table belongs to, and who is here.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PeopleView {
    /// The first person.
    pub a: Person,
    /// The second, once there is one.
    pub b: Option<Person>,
    /// Who is at the table now.
    pub here: Side,
    /// Their word for each other; empty until they choose one.
    pub word: String,
    /// The hour at which their day ends, 0 to 6.
    pub day_ends: u32,
}

impl PeopleView {
    /// The people with their drawers' fronts, which `front` tells.
    pub fn new(people: app::People, front: impl Fn(ids::PersonId) -> app::DrawerFront) -> Self {
        let with_drawer = |person: domain::Person| Person {
            drawer: front(person.id).into(),
            id: person.id.into(),
            name: person.name,
            ribbon: person.ribbon.into(),
            side: person.side.into(),
        };
        Self {
            a: with_drawer(people.a),
            b: people.b.map(with_drawer),
            here: people.here.into(),
            word: people.word,
            day_ends: people.day_ends.into(),
        }
    }
}

/// Which person is meant.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct WhichPerson {
    /// The person.
    pub person: PersonId,
}

/// Another name for someone.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PersonName {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
}

/// Another ribbon for someone.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct PersonRibbon {
    /// Who.
    pub person: PersonId,
    /// The ribbon.
    pub ribbon: Ribbon,
}

/// The word for each other.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct OurWord {
    /// The word; empty lets go of it.
    pub word: String,
}

/// The hour at which the couple's day ends.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct DayEnd {
    /// 0 to 6.
    pub hour: u32,
}

/// The second person.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct NewPerson {
    /// What they are called here.
    pub name: String,
    /// Their ribbon.
    pub ribbon: Ribbon,
}

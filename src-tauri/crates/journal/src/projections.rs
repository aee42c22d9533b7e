//! The list of projections: one line for each kind of record.

use nightstand_domain::merge::Kind;

use crate::drawer;
use crate::held::Hangs;
use crate::projection::Projection;
use crate::space::SpaceKind;
use crate::table;

/// What the shared table shows.
const TABLE: &[Projection] = &[
    table::aloud::PROJECTION,
    table::book::PROJECTION,
    table::bookmark::PROJECTION,
    table::chapter::PROJECTION,
    table::evening::PROJECTION,
    table::line::PROJECTION,
    table::note::PROJECTION,
    table::occurrence::PROJECTION,
    table::person::COUPLE,
    table::person::PROJECTION,
    table::ritual::PROJECTION,
    table::season::PROJECTION,
    table::slip::PROJECTION,
];

/// What a drawer shows.
const DRAWER: &[Projection] = &[
    drawer::page::PROJECTION,
    drawer::picture::PROJECTION,
    drawer::reflection::PROJECTION,
    drawer::thread::PROJECTION,
];

/// What hangs on what at the table. A drawer is one person's, and nothing of anybody else can hang there.
pub(crate) const HANGING: &[Hangs] = &[
    table::aloud::HANGS,
    table::bookmark::HANGS,
    table::chapter::HANGS,
    table::evening::HANGS,
    table::note::HANGS,
    table::occurrence::HANGS,
];

/// Every projection of a space of this kind.
pub(crate) fn of(space: SpaceKind) -> &'static [Projection] {
    match space {
        SpaceKind::Table => TABLE,
        SpaceKind::Drawer(_) => DRAWER,
    }
}

/// The projection of one kind of record; `None` for a kind that only a newer version knows.
pub(crate) fn find(space: SpaceKind, kind: Kind) -> Option<&'static Projection> {
    of(space).iter().find(|projection| projection.kind == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_every_table_has_one_projection() {
        for list in [TABLE, DRAWER] {
            for (place, one) in list.iter().enumerate() {
                for other in &list[place + 1..] {
                    assert_ne!(
                        one.kind, other.kind,
                        "two projections of one kind would overwrite each other"
                    );
                    assert!(
                        one.tables.iter().all(|table| !other.tables.contains(table)),
                        "rebuilding one kind would empty the other's table"
                    );
                }
            }
        }
    }
}

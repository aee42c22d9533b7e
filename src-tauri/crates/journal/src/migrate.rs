//! Versions of a space's file. A released version's DDL is frozen; the next version is a step behind it.

use nightstand_domain::ids::SpaceId;
use rusqlite::{Connection, TransactionBehavior, params};

use crate::error::JournalError;
use crate::open::Repair;
use crate::space::SpaceKind;

/// The newest version that this program reads and writes.
pub const KNOWN: i64 = 14;

const LOG_V1: &str = include_str!("../migrations/log_v1.sql");
const TABLE_V1: &str = include_str!("../migrations/table_v1.sql");
const DRAWER_V1: &str = include_str!("../migrations/drawer_v1.sql");
const TABLE_V2: &str = include_str!("../migrations/table_v2.sql");
const TABLE_V3: &str = include_str!("../migrations/table_v3.sql");
const TABLE_V4: &str = include_str!("../migrations/table_v4.sql");
const TABLE_V5: &str = include_str!("../migrations/table_v5.sql");
const TABLE_V7: &str = include_str!("../migrations/table_v7.sql");
const TABLE_V8: &str = include_str!("../migrations/table_v8.sql");
const DRAWER_V6: &str = include_str!("../migrations/drawer_v6.sql");
const DRAWER_V9: &str = include_str!("../migrations/drawer_v9.sql");
const DRAWER_V10: &str = include_str!("../migrations/drawer_v10.sql");
const DRAWER_V11: &str = include_str!("../migrations/drawer_v11.sql");
const DRAWER_V12: &str = include_str!("../migrations/drawer_v12.sql");
const DRAWER_V13: &str = include_str!("../migrations/drawer_v13.sql");
const DRAWER_V14: &str = include_str!("../migrations/drawer_v14.sql");

/// What turns a space of version `n` into one of `n + 1`.
enum Step {
    Table(&'static str),
    Drawer(&'static str),
}

/// For `n` from 1 on. The table and the drawers share one row of versions; a step concerns one of them.
const STEPS: &[Step] = &[
    Step::Table(TABLE_V2),
    Step::Table(TABLE_V3),
    Step::Table(TABLE_V4),
    Step::Table(TABLE_V5),
    Step::Drawer(DRAWER_V6),
    Step::Table(TABLE_V7),
    Step::Table(TABLE_V8),
    Step::Drawer(DRAWER_V9),
    Step::Drawer(DRAWER_V10),
    Step::Drawer(DRAWER_V11),
    Step::Drawer(DRAWER_V12),
    Step::Drawer(DRAWER_V13),
    Step::Drawer(DRAWER_V14),
];

fn take(step: &Step, conn: &Connection, kind: SpaceKind) -> Result<(), JournalError> {
    match (step, kind) {
        (Step::Table(ddl), SpaceKind::Table) | (Step::Drawer(ddl), SpaceKind::Drawer(_)) => {
            Ok(conn.execute_batch(ddl)?)
        }
        _ => Ok(()),
    }
}

/// Makes every table of a new space, in one transaction.
pub(crate) fn create(conn: &mut Connection, kind: SpaceKind, space: SpaceId) -> Result<(), JournalError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch(LOG_V1)?;
    tx.execute_batch(match kind {
        SpaceKind::Table => TABLE_V1,
        SpaceKind::Drawer(_) => DRAWER_V1,
    })?;
    tx.execute("INSERT INTO fact (name, value) VALUES ('space', ?1)", params![space.as_bytes()])?;
    for (at, step) in (1_i64..).zip(STEPS) {
        take(step, &tx, kind)?;
        tx.pragma_update(None, "user_version", at + 1)?;
    }
    tx.pragma_update(None, "user_version", KNOWN)?;
    tx.commit()?;
    Ok(())
}

/// Brings an older file to [`KNOWN`]; says whether anything was done, in which case the projections must be
/// rebuilt. Each step is a transaction of its own, so that a power cut leaves a whole version.
pub(crate) fn upgrade(conn: &mut Connection, kind: SpaceKind, repair: Repair) -> Result<bool, JournalError> {
    let found = version(conn)?;
    if found > KNOWN {
        return Err(JournalError::Newer { found, known: KNOWN });
    }
    if found < 1 {
        return Err(JournalError::Foreign);
    }
    if found < KNOWN && repair == Repair::Left {
        return Err(JournalError::Older { found });
    }
    for (at, step) in (1_i64..).zip(STEPS).filter(|(at, _)| *at >= found) {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        take(step, &tx, kind)?;
        tx.pragma_update(None, "user_version", at + 1)?;
        tx.commit()?;
    }
    Ok(found < KNOWN)
}

/// Refuses a file that a newer version wrote.
pub(crate) fn must_know(conn: &Connection) -> Result<(), JournalError> {
    let found = version(conn)?;
    if found > KNOWN { Err(JournalError::Newer { found, known: KNOWN }) } else { Ok(()) }
}

fn version(conn: &Connection) -> Result<i64, JournalError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

//! Nightstand's types and rules. No IO, no clock, no SQL: everything here is a function of its arguments.

pub mod day;
pub mod days;
pub mod fold;
pub mod ids;
pub mod marks;
pub mod merge;
pub mod page;
pub mod people;
pub mod picture;
pub mod reading;
pub mod reflection;
pub mod ritual;
pub mod schedule;
pub mod season;
pub mod tonight;
pub mod us;
pub mod words;
pub mod zones;

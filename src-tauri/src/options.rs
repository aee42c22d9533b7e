//! The command line of the window.

use std::path::PathBuf;

use clap::Parser;

/// The pages that can be asked for from outside, by the names that the window knows them by.
const PAGES: [&str; 6] = ["tonight", "rituals", "reading", "us", "drawer", "settings"];

/// A bedside table for two: connection time, a shared book, and a drawer each with a lock.
#[derive(Debug, Parser)]
#[command(name = "nightstand", version)]
pub(crate) struct Options {
    /// Keep everything of this profile under one folder [env: NIGHTSTAND_PROFILE]
    #[arg(long, value_name = "DIR")]
    pub(crate) profile: Option<PathBuf>,

    /// Open a sample evening that is thrown away afterwards.
    #[arg(long)]
    pub(crate) sample: bool,

    /// Open on this page.
    #[arg(long, value_name = "PAGE", value_parser = PAGES)]
    pub(crate) page: Option<String>,

    /// Look into this book (EPUB or PDF), list of books (CSV), or Calibre library. Nothing is kept before you say so.
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

//! Books from files: a long EPUB and PDF, bombs, and a large Calibre library, through the parsers that the app looks
//! with.

use std::fs::{self, File};
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use nightstand_formats::calibre::Library;
use nightstand_formats::epub;
use nightstand_formats::watch::unwatched;
use rusqlite::{Connection, params};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::lines::{Outcome, median, say, table};
use crate::pdf;

const ROUNDS: usize = 9;
const CHAPTERS: usize = 40;
const PAGES: usize = 1_000;
/// So many bytes of it are pictures.
const HEAVY: usize = 30_000_000;
/// A thousand pages of three hundred words.
const WORDS: usize = 300_000;
const BOOKS: i64 = 5_000;
/// So much a bomb would unpack to, in each of its files: more than is unpacked of any book in all.
const BOMB: usize = 20 << 20;

/// Reads books and a library.
pub(crate) fn from_files() -> Outcome {
    let folder = tempfile::tempdir()?;
    table("A book from a file", "median ms | the plain file, ms | at most | memory over idle, MiB | at most");
    let long = folder.path().join("long.epub");
    write_epub(&long, CHAPTERS, |at| chapter(at).into_bytes())?;
    row("an EPUB of 1,000 pages", &long, Some("300"), || {
        let book = epub::read(&long, &mut unwatched)?;
        if book.entries.len() == CHAPTERS { Ok(()) } else { Err("not all chapters were found".into()) }
    })?;
    let bomb = folder.path().join("bomb.epub");
    write_epub(&bomb, CHAPTERS, |_| vec![b' '; BOMB])?;
    row("a bomb, put down", &bomb, Some("2000"), || match epub::read(&bomb, &mut unwatched) {
        Err(_) => Ok(()),
        Ok(_) => Err("it was taken for a book".into()),
    })?;
    let pages = folder.path().join("long.pdf");
    fs::write(&pages, pdf::long(PAGES, CHAPTERS))?;
    row("a PDF of 1,000 pages", &pages, Some("2000"), || {
        let book = nightstand_formats::pdf::read(&pages, &mut unwatched)?;
        if book.entries.len() == CHAPTERS { Ok(()) } else { Err("not all chapters were found".into()) }
    })?;
    let heavy = folder.path().join("heavy.pdf");
    fs::write(&heavy, pdf::heavy(HEAVY))?;
    row("a PDF of 30 MB, most of it pictures", &heavy, Some("2000"), || {
        nightstand_formats::pdf::read(&heavy, &mut unwatched)?;
        Ok(())
    })?;
    library(folder.path())
}

fn row(name: &str, file: &Path, most: Option<&str>, read: impl Fn() -> Outcome) -> Outcome {
    let took = times(&read)?;
    let plain = times(|| {
        black_box(fs::read(file)?);
        Ok(())
    })?;
    let over = peak_of(file)?;
    say(&format!("| {name} | {took:.1} | {plain:.2} | {} | {over:.1} | 64 |", most.unwrap_or_default()));
    Ok(())
}

fn library(folder: &Path) -> Outcome {
    let folder = folder.join("library");
    fs::create_dir(&folder)?;
    write_library(&folder)?;
    let plain = times(|| {
        let open = Connection::open(folder.join("metadata.db"))?;
        let mut all = open.prepare("SELECT id, title, path FROM books ORDER BY sort")?;
        let rows = all.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        black_box(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        Ok(())
    })?;
    let listed = times(|| {
        black_box(Library::open(&folder, &mut unwatched)?);
        Ok(())
    })?;
    let library = Library::open(&folder, &mut unwatched)?;
    let searched = times(|| {
        for query in ["firs", "anna 49", "9780306406157", "xyz", "e"] {
            black_box(library.search(query));
        }
        Ok(())
    })? / 5.0;
    table("A Calibre library of 5,000 books", "median ms | titles alone, ms | at most");
    say(&format!("| listed | {listed:.1} | {plain:.1} | 500 |"));
    say(&format!("| searched, each letter | {searched:.2} | | 10 |"));
    Ok(())
}

/// Milliseconds, in the median.
fn times(mut run: impl FnMut() -> Outcome) -> Outcome<f64> {
    let took: Outcome<Vec<f64>> = (0..ROUNDS)
        .map(|_| {
            let began = Instant::now();
            run()?;
            Ok(began.elapsed().as_secs_f64() * 1_000.0)
        })
        .collect();
    Ok(median(took?))
}

/// How much more memory reading this file takes at its height than a process has that did nothing yet, in MiB. In one
/// of its own: what an earlier reading gave back, the allocator may keep, and it would not be counted again.
fn peak_of(file: &Path) -> Outcome<f64> {
    let output = Command::new(std::env::current_exe()?).arg("--peak-of").arg(file).output()?;
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}

/// Reads a file as [`peak_of`] asks for it, whatever comes of that.
pub(crate) fn tell_peak(file: &Path) -> Outcome {
    // Linux forgets the height so far: proc(5), clear_refs.
    fs::write("/proc/self/clear_refs", "5")?;
    let before = kibibytes("VmRSS:")?;
    if file.extension().is_some_and(|ending| ending == "pdf") {
        black_box(nightstand_formats::pdf::read(file, &mut unwatched)).ok();
    } else {
        black_box(epub::read(file, &mut unwatched)).ok();
    }
    say(&format!("{:.3}", (kibibytes("VmHWM:")? - before).max(0.0) / 1024.0));
    Ok(())
}

fn kibibytes(name: &str) -> Outcome<f64> {
    let text = fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)).ok_or("Linux tells nothing")?;
    Ok(line.split_whitespace().next().ok_or("Linux tells nothing")?.parse()?)
}

fn chapter(at: usize) -> String {
    let words = ["the", "jetty", "stood", "in", "evening", "light", "and", "somebody", "called", "across"];
    let mut text = format!("<html><body><h1>Chapter {at}</h1>");
    for paragraph in 0..WORDS / CHAPTERS / 50 {
        text.push_str("<p>");
        for n in 0..50 {
            let word = words.get((n * 7 + paragraph * 3 + at) % words.len()).copied().unwrap_or("word");
            text.push_str(word);
            text.push(' ');
        }
        text.push_str("</p>");
    }
    text + "</body></html>"
}

fn write_epub(path: &Path, chapters: usize, content: impl Fn(usize) -> Vec<u8>) -> Outcome {
    let mut zip = ZipWriter::new(File::create(path)?);
    let mut put = |name: &str, bytes: &[u8]| -> Outcome {
        zip.start_file(name, SimpleFileOptions::default())?;
        Ok(zip.write_all(bytes)?)
    };
    put("mimetype", b"application/epub+zip")?;
    put(
        "META-INF/container.xml",
        b"<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile \
          full-path='b.opf' media-type='application/oebps-package+xml'/></rootfiles></container>",
    )?;
    let (mut items, mut spine, mut nav) = (String::new(), String::new(), String::new());
    for at in 1..=chapters {
        items += &format!("<item id='c{at}' href='c{at}.xhtml' media-type='application/xhtml+xml'/>");
        spine += &format!("<itemref idref='c{at}'/>");
        nav += &format!("<li><a href='c{at}.xhtml'>Chapter {at}</a></li>");
    }
    let package = format!(
        "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Long</dc:title></metadata><manifest>\
         <item id='n' href='n.xhtml' media-type='application/xhtml+xml' properties='nav'/>{items}</manifest>\
         <spine>{spine}</spine></package>"
    );
    put("b.opf", package.as_bytes())?;
    let nav = format!(
        "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body>\
         <nav epub:type='toc'><ol>{nav}</ol></nav></body></html>"
    );
    put("n.xhtml", nav.as_bytes())?;
    for at in 1..=chapters {
        put(&format!("c{at}.xhtml"), &content(at))?;
    }
    zip.finish()?;
    Ok(())
}

/// The tables of Calibre's that are read, filled.
fn write_library(folder: &Path) -> Outcome {
    let mut library = Connection::open(folder.join("metadata.db"))?;
    let tx = library.transaction()?;
    tx.execute_batch(
        "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, sort TEXT,
                             path TEXT NOT NULL DEFAULT '', has_cover BOOL DEFAULT 0);
         CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
         CREATE TABLE books_authors_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, author INTEGER NOT NULL);
         CREATE TABLE identifiers (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, type TEXT, val TEXT NOT NULL);
         CREATE TABLE languages (id INTEGER PRIMARY KEY, lang_code TEXT NOT NULL);
         CREATE TABLE books_languages_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL,
                                            lang_code INTEGER NOT NULL, item_order INTEGER NOT NULL DEFAULT 0);
         CREATE TABLE data (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, format TEXT,
                            uncompressed_size INTEGER, name TEXT NOT NULL);
         INSERT INTO languages VALUES (1, 'eng');",
    )?;
    for id in 1..=BOOKS {
        let (title, author) = (format!("The {id} Firs of Évora"), format!("Anna {} Ångström", id % 700));
        let path = format!("{author}/{title} ({id})");
        tx.execute("INSERT INTO books VALUES (?1, ?2, ?2, ?3, 1)", params![id, title, path])?;
        tx.execute("INSERT INTO authors VALUES (?1, ?2)", params![id, author])?;
        tx.execute("INSERT INTO books_authors_link (book, author) VALUES (?1, ?1)", [id])?;
        tx.execute("INSERT INTO identifiers (book, type, val) VALUES (?1, 'isbn', '9780306406157')", [id])?;
        tx.execute("INSERT INTO books_languages_link (book, lang_code) VALUES (?1, 1)", [id])?;
        tx.execute("INSERT INTO data (book, format, name) VALUES (?1, 'EPUB', 'file')", [id])?;
    }
    Ok(tx.commit()?)
}

//! `toc.ncx`: points within points.

use super::super::href::Target;
use super::super::xml::{self, Piece, Pieces};
use super::{Draft, Links};
use crate::book::NotRead;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Map,
    Point,
    Words,
    Other,
}

/// Reads the points of the file called `at`.
///
/// # Errors
/// [`NotRead::Overfull`].
pub(super) fn read(text: &str, at: &str, links: &mut Links) -> Result<(), NotRead> {
    let mut open: Vec<Kind> = Vec::new();
    let (mut points, mut within_map, mut within_words) = (0, false, false);
    // A point's words and place come before the points under it.
    let mut draft: Option<Draft> = None;
    for piece in Pieces::of(text) {
        match piece {
            Piece::Open(tag) => {
                let kind = match xml::name(&tag) {
                    "navMap" => Kind::Map,
                    "navPoint" if within_map => Kind::Point,
                    "navLabel" if within_map => Kind::Words,
                    _ => Kind::Other,
                };
                match kind {
                    Kind::Map => within_map = true,
                    Kind::Point => {
                        end(&mut draft, links)?;
                        draft = Some(Draft { depth: points, ..Draft::default() });
                        points += 1;
                    }
                    Kind::Words => within_words = true,
                    Kind::Other if xml::name(&tag) == "content" => {
                        if let Some(draft) = &mut draft {
                            let src = xml::attribute(&tag, "src");
                            draft.target = src.and_then(|src| Target::of(at, &src));
                        }
                    }
                    Kind::Other => {}
                }
                open.push(kind);
            }
            Piece::Text(text) => {
                if let (true, Some(draft)) = (within_words, &mut draft) {
                    draft.push(&text);
                }
            }
            Piece::Close => match open.pop() {
                Some(Kind::Map) => within_map = false,
                Some(Kind::Point) => {
                    end(&mut draft, links)?;
                    points = points.saturating_sub(1);
                }
                Some(Kind::Words) => within_words = false,
                Some(Kind::Other) | None => {}
            },
        }
    }
    end(&mut draft, links)
}

fn end(draft: &mut Option<Draft>, links: &mut Links) -> Result<(), NotRead> {
    draft.take().map_or(Ok(()), |draft| links.add(draft.link()))
}

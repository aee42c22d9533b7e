//! The number on the back of a book, as it is typed in, scanned or found in a file.

use std::fmt;

/// A book's number in its one form of thirteen digits, its check digit proven.
///
/// Source of the rules: the ISBN Users' Manual of the International ISBN Agency, seventh edition, section 4.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Isbn([u8; 13]);

/// Why what was typed is no number of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoIsbn {
    /// Neither ten nor thirteen signs are left once hyphens and spaces are gone, or something else than digits.
    #[error("not the shape of an ISBN")]
    Shape,
    /// The last digit does not follow from the others: a slip of the finger, or of the scanner.
    #[error("the check digit of the ISBN does not fit")]
    Check,
    /// Thirteen digits that are the number of some other thing in a shop: books begin with 978 or 979.
    #[error("a barcode that is not a book's")]
    NotABook,
}

impl Isbn {
    /// Reads an ISBN of ten or thirteen signs. Hyphens, spaces and "ISBN" in front are passed over; what
    /// spreadsheets put around it (`="…"`) and `urn:isbn:` too.
    ///
    /// # Errors
    /// [`NoIsbn`].
    pub fn read(typed: &str) -> Result<Self, NoIsbn> {
        let signs: Vec<char> = bare(typed).chars().filter(|c| !is_between(*c)).take(14).collect();
        match signs.len() {
            10 => of_ten(&signs),
            13 => of_thirteen(&signs),
            _ => Err(NoIsbn::Shape),
        }
    }

    /// The thirteen digits, without hyphens.
    pub fn digits(self) -> String {
        self.0.iter().map(|digit| char::from(b'0' + digit)).collect()
    }
}

impl fmt::Display for Isbn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits())
    }
}

impl fmt::Debug for Isbn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Isbn({self})")
    }
}

/// Without what stands around the number in spreadsheets and in books' own files.
fn bare(typed: &str) -> &str {
    let typed = typed.trim().trim_start_matches('=').trim_matches('"').trim();
    let after = |prefix: &str| {
        typed
            .get(..prefix.len())
            .filter(|head| head.eq_ignore_ascii_case(prefix))
            .and_then(|_| typed.get(prefix.len()..))
    };
    ["urn:isbn:", "isbn-13", "isbn-10", "isbn13", "isbn10", "isbn"]
        .iter()
        .find_map(|prefix| after(prefix))
        .unwrap_or(typed)
        .trim_start_matches([':', ' '])
}

/// Hyphens of every kind, and spaces.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || c == '-'
        || c == '\u{ad}'
        || ('\u{2010}'..='\u{2015}').contains(&c)
        || c == '\u{2212}'
}

fn of_ten(signs: &[char]) -> Result<Isbn, NoIsbn> {
    let (last, first) = signs.split_last().ok_or(NoIsbn::Shape)?;
    let first: Vec<u8> = first.iter().map(|c| digit(*c)).collect::<Option<_>>().ok_or(NoIsbn::Shape)?;
    let last = if matches!(last, 'X' | 'x') { 10 } else { digit(*last).ok_or(NoIsbn::Shape)? };
    let weighed = first.iter().zip((2..=10_u32).rev()).map(|(digit, weight)| u32::from(*digit) * weight);
    if (weighed.sum::<u32>() + u32::from(last)) % 11 != 0 {
        return Err(NoIsbn::Check);
    }
    let mut digits = [9, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (slot, digit) in digits.iter_mut().skip(3).zip(first) {
        *slot = digit;
    }
    let check = check_of(&digits);
    if let Some(slot) = digits.last_mut() {
        *slot = check;
    }
    Ok(Isbn(digits))
}

fn of_thirteen(signs: &[char]) -> Result<Isbn, NoIsbn> {
    let digits: Vec<u8> = signs.iter().map(|c| digit(*c)).collect::<Option<_>>().ok_or(NoIsbn::Shape)?;
    let digits: [u8; 13] = digits.try_into().map_err(|_| NoIsbn::Shape)?;
    if digits.last() != Some(&check_of(&digits)) {
        return Err(NoIsbn::Check);
    }
    if matches!(digits, [9, 7, 8 | 9, ..]) { Ok(Isbn(digits)) } else { Err(NoIsbn::NotABook) }
}

/// The thirteenth digit that belongs to the first twelve.
fn check_of(digits: &[u8; 13]) -> u8 {
    let sum: u32 = digits
        .iter()
        .take(12)
        .zip([1, 3].into_iter().cycle())
        .map(|(d, weight)| u32::from(*d) * weight)
        .sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}

fn digit(c: char) -> Option<u8> {
    c.to_digit(10).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_book_has_one_number_however_it_is_written() {
        for typed in [
            "9780306406157",
            "978-0-306-40615-7",
            "0-306-40615-2",
            "0306406152",
            "ISBN 0306406152",
            "ISBN-13: 978 0 306 40615 7",
            "urn:isbn:9780306406157",
            "=\"9780306406157\"",
            "978‑0‑306‑40615‑7",
        ] {
            assert_eq!(Isbn::read(typed).map(Isbn::digits).as_deref(), Ok("9780306406157"), "{typed}");
        }
        assert_eq!(
            Isbn::read("0-8044-2957-X").map(Isbn::digits).as_deref(),
            Ok("9780804429573"),
            "X stands for ten"
        );
    }

    #[test]
    fn a_slip_is_told_from_another_barcode() {
        assert_eq!(Isbn::read("9780306406158"), Err(NoIsbn::Check), "the last digit is one off");
        assert_eq!(Isbn::read("0306406153"), Err(NoIsbn::Check));
        assert_eq!(Isbn::read("4006381333931"), Err(NoIsbn::NotABook), "a pen's barcode is in order too");
        for shape in ["", "=\"\"", "12345", "97803064061571", "97803064O6157", "9780306406157 and more", "é"]
        {
            assert_eq!(Isbn::read(shape), Err(NoIsbn::Shape), "{shape:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_at_all_is_answered(text in "\\PC{0,40}|[0-9xX -]{0,20}") {
            if let Ok(isbn) = Isbn::read(&text) {
                prop_assert_eq!(Isbn::read(&isbn.digits()), Ok(isbn), "what is kept is read alike");
            }
        }

        #[test]
        fn every_single_slip_is_noticed(number in 0_u64..1_000_000_000, at in 0_usize..13, by in 1_u8..10) {
            let mut digits = [9, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            for (slot, c) in digits.iter_mut().skip(3).zip(format!("{number:09}").bytes()) {
                *slot = c - b'0';
            }
            digits[12] = check_of(&digits);
            prop_assert!(Isbn::read(&Isbn(digits).digits()).is_ok());
            digits[at] = (digits[at] + by) % 10;
            prop_assert!(Isbn::read(&Isbn(digits).digits()).is_err(), "{digits:?}");
        }
    }
}

//! What the drivers have in common: a request a line, an answer a line.

use std::error::Error;
use std::io::{self, BufRead, Write};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// An answer, or what kept it from being given.
pub type Outcome = Result<Value, Box<dyn Error>>;

/// What stands in a file, which some programs begin with a byte order mark.
pub fn unmarked(file: &[u8]) -> &[u8] {
    file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file)
}

/// Answers each line of `requests` with one line, flushed, until there are no more. A line that nobody can read,
/// or that cannot be answered, gets `{"error":…}`, and the next one has its turn. So does a blank line: who counts
/// answers never waits for one that does not come.
///
/// # Errors
/// When the lines cannot be read or the answers not be written.
pub fn answer_lines<R: DeserializeOwned>(
    requests: impl BufRead,
    mut answers: impl Write,
    mut answer: impl FnMut(R) -> Outcome,
) -> io::Result<()> {
    for line in requests.split(b'\n') {
        let line = line?;
        let answered = match line.trim_ascii() {
            [] => Err("a blank line asks for nothing".into()),
            asked => serde_json::from_slice(asked).map_err(Into::into).and_then(&mut answer),
        };
        let told = answered.unwrap_or_else(|error: Box<dyn Error>| json!({ "error": error.to_string() }));
        writeln!(answers, "{told}")?;
        answers.flush()?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_nobody_can_read_is_an_error_and_the_next_one_has_its_turn() {
        let requests = b"\"one\"\n\xff\xfe\n\n{\n\"fails\"\r\n\"two\"";
        let mut answers = Vec::new();
        answer_lines(&requests[..], &mut answers, |asked: String| match asked.as_str() {
            "fails" => Err("it does".into()),
            asked => Ok(json!({ "asked": asked })),
        })
        .unwrap();
        let told: Vec<Value> = String::from_utf8(answers)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(told.len(), 6, "one answer for each line: {told:?}");
        let is_error = |answer: &Value| answer["error"].is_string();
        assert!(told[1..4].iter().all(is_error), "none ends the driver, the blank one among them");
        assert_eq!(told[4], json!({ "error": "it does" }), "what cannot be done is said");
        assert_eq!((&told[0], &told[5]), (&json!({ "asked": "one" }), &json!({ "asked": "two" })));
    }
}

//! Lines as RFC 5545 wants them: no longer than 75 octets, ended by CR and LF.

/// The longest line in octets, its end not counted.
const LONGEST: usize = 75;

/// A text that grows line by line.
#[derive(Default)]
pub(super) struct Text(String);

impl Text {
    /// Adds a line, folded between characters where it is too long.
    pub(super) fn line(&mut self, line: &str) {
        let mut rest = line;
        let mut room = LONGEST;
        while rest.len() > room {
            let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
            self.0.push_str(head);
            self.0.push_str("\r\n ");
            rest = tail;
            room = LONGEST - 1;
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }

    /// Adds a property that holds words.
    pub(super) fn words(&mut self, name: &str, words: &str) {
        let mut line = format!("{name}:");
        for c in words.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.line(&line);
    }

    pub(super) fn append(&mut self, other: Self) {
        self.0.push_str(&other.0);
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::line::lines;

    proptest! {
        #[test]
        fn any_words_are_folded_and_come_back(words in "\\PC{0,300}|[äöü漢🌙,;\\\\\n\r\t]{0,120}") {
            let mut text = Text::default();
            text.words("SUMMARY", &words);
            let text = text.into_text();
            prop_assert!(text.split("\r\n").all(|line| line.len() <= LONGEST), "{text}");
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "no bare line end");
            let whole: Vec<String> = text.split("\r\n ").map(str::to_owned).collect();
            let line = whole.concat();
            let escaped = line.trim_end_matches("\r\n").strip_prefix("SUMMARY:").unwrap();
            let plain = escaped.replace("\\\\", "\u{0}").replace("\\n", "\n").replace('\\', "").replace('\u{0}', "\\");
            let meant: String = words.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
            prop_assert_eq!(plain, meant, "nothing but control characters is lost");
            prop_assert_eq!(lines(&text).count(), 1, "our own reader sees one line");
        }
    }
}

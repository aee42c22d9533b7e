//! Running checks one after the other, with their output in sight and their results counted.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use crate::say;

/// How many checks passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// How a step's own words tell what passed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Counts {
    /// The step is one check.
    Itself,
    /// `test result: ok. 12 passed; 0 failed; …`, once for each test binary.
    Cargo,
    /// `Tests  1 failed | 12 passed (13)`.
    Vitest,
}

/// Every step so far.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    count: Count,
    failed: Vec<String>,
}

impl Steps {
    /// Runs `command` as the step `name`. A step that fails does not keep the next one from running, so that
    /// everything that is wrong is seen at once.
    pub(crate) fn run(&mut self, name: &str, counts: Counts, command: &mut Command) {
        say::heading(name);
        let (lines, ended_well) = shown(name, command);
        let mut count =
            lines.iter().filter_map(|line| counts.read(line)).fold(Count::default(), |mut sum, one| {
                sum.add(one);
                sum
            });
        if matches!(counts, Counts::Itself) {
            count.passed = u64::from(ended_well);
        }
        // A step can fail without a failing test: it did not compile, or nothing could be counted.
        if !ended_well && count.failed == 0 {
            count.failed = 1;
        }
        if count.failed > 0 {
            self.failed.push(name.to_owned());
        }
        self.count.add(count);
    }

    /// Notes a step that could not even begin.
    pub(crate) fn fail(&mut self, name: &str, sentence: &str) {
        say::heading(name);
        say::line(&format!("[{name}] {sentence}"));
        self.failed.push(name.to_owned());
        self.count.failed += 1;
    }

    /// The last line, alone: `N passed, N failed`.
    pub(crate) fn end(self) -> crate::Outcome {
        if !self.failed.is_empty() {
            say::line(&format!("\nNot in order: {}", self.failed.join(", ")));
        }
        say::line(&format!("\n{} passed, {} failed", self.count.passed, self.count.failed));
        if self.count.failed == 0 { Ok(()) } else { Err(String::new()) }
    }
}

/// Runs `command` with every line of it shown behind the step's name.
fn shown(name: &str, command: &mut Command) -> (Vec<String>, bool) {
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) => {
            say::line(&format!("[{name}] could not be started: {error}"));
            return (Vec::new(), false);
        }
    };
    let (said, heard) = channel();
    let readers = [
        child.stdout.take().map(|out| listen(out, said.clone())),
        child.stderr.take().map(|err| listen(err, said)),
    ];
    let mut lines = Vec::new();
    for line in heard {
        say::line(&format!("[{name}] {line}"));
        lines.push(line);
    }
    for reader in readers.into_iter().flatten() {
        let _ = reader.join();
    }
    (lines, child.wait().is_ok_and(|status| status.success()))
}

fn listen(from: impl Read + Send + 'static, to: Sender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut reader = BufReader::new(from);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            line.clear();
            if to.send(text).is_err() {
                return;
            }
        }
    })
}

impl Counts {
    fn read(self, line: &str) -> Option<Count> {
        let rest = match self {
            Self::Itself => return None,
            Self::Cargo => line.strip_prefix("test result: ")?,
            Self::Vitest => line.trim_start().strip_prefix("Tests ")?,
        };
        Some(Count { passed: before(rest, "passed"), failed: before(rest, "failed") })
    }
}

/// The number that stands before `word`.
fn before(text: &str, word: &str) -> u64 {
    let words: Vec<&str> = text.split([' ', ';', '|']).filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|found| *found == word).and_then(|at| at.checked_sub(1));
    at.and_then(|at| words.get(at)).and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_counted_as_the_runners_print_them() {
        let cargo = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.03s";
        assert_eq!(Counts::Cargo.read(cargo), Some(Count { passed: 12, failed: 3 }), "both numbers count");
        let vitest = "      Tests  1 failed | 41 passed (42)";
        assert_eq!(
            Counts::Vitest.read(vitest),
            Some(Count { passed: 41, failed: 1 }),
            "vitest puts failures first"
        );
        let green = "      Tests  41 passed (41)";
        assert_eq!(
            Counts::Vitest.read(green),
            Some(Count { passed: 41, failed: 0 }),
            "no failures, no word of them"
        );
        assert_eq!(Counts::Cargo.read("running 12 tests"), None, "only results are results");
    }

    #[test]
    fn a_step_that_fails_without_a_test_counts_as_one_failure() {
        let mut steps = Steps::default();
        steps.run("nothing", Counts::Cargo, &mut Command::new("false"));
        assert_eq!(
            steps.count,
            Count { passed: 0, failed: 1 },
            "it did not compile, say, and that must be seen"
        );
    }
}

//! Talking to a driver: one JSON object a line, one answer a line.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::lines::Outcome;

/// A driver that runs.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Driver {
    pub(crate) fn start(command: &mut Command) -> Outcome<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().ok_or("the driver has no output")?);
        Ok(Self { child, input, output })
    }

    /// The next line that the driver says.
    pub(crate) fn hear(&mut self) -> Outcome<Value> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let answer: Value = serde_json::from_str(&line).map_err(|_| format!("the driver said: {line}"))?;
        match answer.get("error") {
            Some(error) => Err(format!("the driver answers: {error}").into()),
            None => Ok(answer),
        }
    }

    pub(crate) fn ask(&mut self, request: &Value) -> Outcome<Value> {
        let input = self.input.as_mut().ok_or("the driver hears no more")?;
        writeln!(input, "{request}")?;
        input.flush()?;
        self.hear()
    }

    /// Asks and answers the seconds that the driver measured.
    pub(crate) fn seconds(&mut self, request: &Value) -> Outcome<f64> {
        let answer = self.ask(request)?;
        answer.get("s").and_then(Value::as_f64).ok_or_else(|| format!("no time in {answer}").into())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A closed input is how a driver learns that it is over.
        self.input = None;
        let _ = self.child.wait();
    }
}

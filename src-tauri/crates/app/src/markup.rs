//! Text where somebody reads markup.

/// The text with its signs of markup written out: nobody's words become markup.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

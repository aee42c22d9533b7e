//! Pages that are written into a drawer and into the floor beside it, to compare the two.

/// What is looked for in them: a name, and the words.
pub const QUERIES: [(&str, &str); 5] = [
    ("rare", "larkspur"),
    ("common", "river"),
    ("phrase", "along the river"),
    ("prefix", "lark*"),
    ("and2", "river summer"),
];

/// One page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its number.
    pub id: usize,
    /// When it was written.
    pub ts: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

/// What the words are made of.
const SYLLABLES: [&str; 24] = [
    "ba", "re", "lo", "ti", "na", "ker", "ste", "ming", "or", "al", "en", "thi", "wa", "sho", "pra", "der",
    "un", "fi", "gla", "mer", "on", "is", "at", "he",
];

/// How many words there are.
const WORDS: u64 = 5_000;

/// A page of 40 to 320 words, half of them among the shortest forty, as a diary's are. The same number gives the same
/// page.
pub fn page(id: usize) -> Page {
    let mut seed = id as u64 ^ 0x9E37_79B9_7F4A_7C15;
    let mut draw = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut words: Vec<String> = (0..40 + draw(281))
        .map(|_| {
            // The fourth power makes few words common and most of them rare, as in any language.
            let rank = (draw(WORDS) as f64 / WORDS as f64).powi(4) * WORDS as f64;
            word(rank as usize)
        })
        .collect();
    if id.is_multiple_of(3) {
        words.push("along the river".to_owned());
    }
    if id.is_multiple_of(5) {
        words.push("summer".to_owned());
    }
    if id % 4000 == 17 {
        words.push("larkspur".to_owned());
    }
    let (year, day) = (1990 + id / 336 % 100, id % 336);
    let ts = format!("{year}-{:02}-{:02}T21:{:02}", day / 28 + 1, day % 28 + 1, id % 60);
    Page { id, ts, title: format!("Page {id}"), body: words.join(" ") }
}

/// The more often a word is used, the shorter it is.
fn word(mut rank: usize) -> String {
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[rank % SYLLABLES.len()]);
        rank /= SYLLABLES.len();
        if rank == 0 {
            return word;
        }
    }
}

//! Numbers as contents lists write them: 3, iii, III, Three, 三.

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];
/// The first twenty in the languages in which parts and chapters are called so: "Erster Teil", "Première partie",
/// "Глава одиннадцатая".
const ORDINALS_ELSEWHERE: [&str; 20] = [
    "erster|erstes|premier|première|primer|primero|primera|primo|prima|primeiro|primeira|första|første|eerste|\
     первый|первая|pierwszy|pierwsza",
    "zweiter|zweites|deuxième|second|seconde|segundo|segunda|secondo|seconda|andra|anden|andre|tweede|второй|вторая|\
     drugi|druga",
    "dritter|drittes|troisième|tercer|tercero|tercera|terzo|terza|terceiro|terceira|tredje|derde|третий|третья|\
     trzeci|trzecia",
    "vierter|viertes|quatrième|cuarto|cuarta|quarto|quarta|fjärde|fjerde|vierde|четвёртый|четвёртая|четвертый|\
     четвертая|czwarty|czwarta",
    "fünfter|fünftes|cinquième|quinto|quinta|femte|vijfde|пятый|пятая|piąty|piąta",
    "sechster|sechstes|sixième|sexto|sexta|sesto|sesta|sjätte|sjette|zesde|шестой|шестая|szósty|szósta",
    "siebter|siebtes|siebenter|siebentes|septième|séptimo|séptima|settimo|settima|sétimo|sétima|sjunde|syvende|\
     sjuende|zevende|седьмой|седьмая|siódmy|siódma",
    "achter|achtes|huitième|octavo|octava|ottavo|ottava|oitavo|oitava|åttonde|ottende|åttende|achtste|восьмой|\
     восьмая|ósmy|ósma",
    "neunter|neuntes|neuvième|noveno|novena|nono|nona|nionde|niende|negende|девятый|девятая|dziewiąty|dziewiąta",
    "zehnter|zehntes|dixième|décimo|décima|decimo|decima|tionde|tiende|десятый|десятая|dziesiąty|dziesiąta",
    "elfter|elftes|onzième|undécimo|undécima|undicesimo|undicesima|elfte|ellevte|elfde|одиннадцатый|одиннадцатая|\
     jedenasty|jedenasta",
    "zwölfter|zwölftes|douzième|duodécimo|duodécima|dodicesimo|dodicesima|tolfte|tolvte|twaalfde|двенадцатый|\
     двенадцатая|dwunasty|dwunasta",
    "dreizehnter|dreizehntes|treizième|decimotercero|tredicesimo|tredicesima|trettonde|trettende|dertiende|\
     тринадцатый|тринадцатая|trzynasty|trzynasta",
    "vierzehnter|vierzehntes|quatorzième|decimocuarto|quattordicesimo|quattordicesima|fjortonde|fjortende|\
     veertiende|четырнадцатый|четырнадцатая|czternasty|czternasta",
    "fünfzehnter|fünfzehntes|quinzième|decimoquinto|quindicesimo|quindicesima|femtonde|femtende|vijftiende|\
     пятнадцатый|пятнадцатая|piętnasty|piętnasta",
    "sechzehnter|sechzehntes|seizième|decimosexto|sedicesimo|sedicesima|sextonde|sekstende|zestiende|\
     шестнадцатый|шестнадцатая|szesnasty|szesnasta",
    "siebzehnter|siebzehntes|dix-septième|decimoséptimo|diciassettesimo|diciassettesima|sjuttonde|syttende|\
     zeventiende|семнадцатый|семнадцатая|siedemnasty|siedemnasta",
    "achtzehnter|achtzehntes|dix-huitième|decimoctavo|diciottesimo|diciottesima|artonde|attende|achttiende|\
     восемнадцатый|восемнадцатая|osiemnasty|osiemnasta",
    "neunzehnter|neunzehntes|dix-neuvième|decimonoveno|diciannovesimo|diciannovesima|nittonde|nittende|\
     negentiende|девятнадцатый|девятнадцатая|dziewiętnasty|dziewiętnasta",
    "zwanzigster|zwanzigstes|vingtième|vigésimo|vigésima|ventesimo|ventesima|tjugonde|tyvende|twintigste|\
     двадцатый|двадцатая|dwudziesty|dwudziesta",
];
/// The first twenty in the same languages: "Capítulo uno", "Chapitre quatre".
const CARDINALS_ELSEWHERE: [&str; 20] = [
    "eins|un|uno|um|een|één|ett|en|et",
    "zwei|deux|dos|due|dois|twee|två|to",
    "drei|trois|tres|tre|três|drie",
    "vier|quatre|cuatro|quattro|quatro|fyra|fire",
    "fünf|cinq|cinco|cinque|vijf|fem",
    "sechs|six|seis|sei|zes|sex|seks",
    "sieben|sept|siete|sette|sete|zeven|sju|syv",
    "acht|huit|ocho|otto|oito|åtta|otte|åtte",
    "neun|neuf|nueve|nove|negen|nio|ni",
    "zehn|dix|diez|dieci|dez|tien|tio|ti",
    "elf|onze|once|undici|elva|elleve",
    "zwölf|douze|doce|dodici|doze|twaalf|tolv",
    "dreizehn|treize|trece|tredici|dertien|tretton|tretten",
    "vierzehn|quatorze|catorce|quattordici|catorze|veertien|fjorton|fjorten",
    "fünfzehn|quinze|quince|quindici|vijftien|femton|femten",
    "sechzehn|seize|dieciséis|sedici|dezesseis|dezasseis|zestien|sexton|seksten",
    "siebzehn|dix-sept|diecisiete|diciassette|dezessete|dezassete|zeventien|sjutton|sytten",
    "achtzehn|dix-huit|dieciocho|diciotto|dezoito|achttien|arton|atten",
    "neunzehn|dix-neuf|diecinueve|diciannove|dezenove|dezanove|negentien|nitton|nitten",
    "zwanzig|vingt|veinte|venti|vinte|twintig|tjugo|tyve",
];
/// What stands before the units where those are a word of their own: "двадцать первая".
const TENS_ELSEWHERE: [&str; 4] = [
    "двадцать|dwudziesty|dwudziesta",
    "тридцать|trzydziesty|trzydziesta",
    "сорок|czterdziesty|czterdziesta",
    "пятьдесят|pięćdziesiąty|pięćdziesiąta",
];
const ROMAN: [(&str, u32); 13] = [
    ("m", 1000),
    ("cm", 900),
    ("d", 500),
    ("cd", 400),
    ("c", 100),
    ("xc", 90),
    ("l", 50),
    ("xl", 40),
    ("x", 10),
    ("ix", 9),
    ("v", 5),
    ("iv", 4),
    ("i", 1),
];

/// A number of at most five digits, in any script that has digits.
pub(super) fn digits(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 5 {
        return None;
    }
    text.chars().try_fold(0_u32, |sum, c| Some(sum * 10 + digit(c)?))
}

/// ASCII, Arabic-Indic, Persian, Devanagari, Bengali, Thai and full-width digits.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 7] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10];
    ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|d| *d < 10))
}

/// A roman numeral in one case and in its one correct spelling: "IIX" and "Iv" are words.
pub(super) fn roman(text: &str) -> Option<u32> {
    let one_case =
        text.chars().all(|c| c.is_ascii_lowercase()) || text.chars().all(|c| c.is_ascii_uppercase());
    if text.is_empty() || text.len() > 12 || !one_case {
        return None;
    }
    let mut rest = text.to_ascii_lowercase();
    let mut value = 0;
    for (letters, worth) in ROMAN {
        while let Some(shorter) = rest.strip_prefix(letters) {
            value += worth;
            rest = shorter.to_owned();
        }
    }
    (rest.is_empty() && to_roman(value) == text.to_ascii_lowercase()).then_some(value)
}

/// The lower-case roman numeral.
pub(super) fn to_roman(mut value: u32) -> String {
    let mut text = String::new();
    for (letters, worth) in ROMAN {
        while value >= worth {
            text.push_str(letters);
            value -= worth;
        }
    }
    text
}

/// "three", "Twenty-One", "First", "Première", "двадцать первая".
pub(super) fn spelled(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    if let Some(value) = find(&UNITS, &text).filter(|n| *n > 0) {
        return Some(value);
    }
    if let Some(value) = ordinal(&text) {
        return Some(value);
    }
    if let Some((tens, unit)) = text.split_once(char::is_whitespace) {
        let unit = ordinal(unit.trim_start()).filter(|unit| *unit < 10)?;
        return tens_elsewhere(tens).map(|tens| tens + unit);
    }
    let (tens, unit) = text.split_once(['-', '\u{2010}', '\u{2011}']).unwrap_or((&text, ""));
    let tens = (find(&TENS, tens)? + 2) * 10;
    if unit.is_empty() {
        Some(tens)
    } else {
        find(&UNITS, unit).filter(|n| (1..10).contains(n)).map(|n| tens + n)
    }
}

/// "First", "Première", "pierwszy".
pub(super) fn ordinal(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    find(&ORDINALS, &text).or_else(|| among(&ORDINALS_ELSEWHERE, &text)).map(|place| place + 1)
}

/// "Двадцать", where a unit may follow.
pub(super) fn tens_elsewhere(text: &str) -> Option<u32> {
    among(&TENS_ELSEWHERE, &text.to_lowercase()).map(|place| (place + 2) * 10)
}

/// "uno", "quatre": words that may mean something else in English.
pub(super) fn elsewhere(text: &str) -> Option<u32> {
    among(&CARDINALS_ELSEWHERE, &text.to_lowercase()).map(|place| place + 1)
}

fn find(list: &[&str], word: &str) -> Option<u32> {
    list.iter().position(|one| *one == word).and_then(|place| u32::try_from(place).ok())
}

fn among(list: &[&str], word: &str) -> Option<u32> {
    let is_one = |ways: &&str| ways.split('|').any(|way| way == word);
    list.iter().position(is_one).and_then(|place| u32::try_from(place).ok())
}

/// 一 to 九百九十九, and plain digits.
pub(super) fn chinese(text: &str) -> Option<u32> {
    if let Some(value) = digits(text) {
        return Some(value);
    }
    let (mut sum, mut unit, mut any) = (0_u32, 0, false);
    for c in text.chars().take(9) {
        match c {
            '百' => (sum, unit) = (sum + unit.max(1) * 100, 0),
            '十' => (sum, unit) = (sum + unit.max(1) * 10, 0),
            '〇' | '零' => unit = 0,
            _ => unit = u32::try_from("一二三四五六七八九".chars().position(|d| d == c)?).ok()? + 1,
        }
        any = true;
    }
    any.then_some(sum + unit).filter(|value| *value > 0)
}

/// Any of the ways to write a number after a word such as "Chapter".
pub(super) fn any(text: &str) -> Option<u32> {
    digits(text).or_else(|| roman(text)).or_else(|| spelled(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_have_one_spelling() {
        for value in 1..200 {
            assert_eq!(roman(&to_roman(value)), Some(value), "{value} comes back");
        }
        for word in ["", "IIX", "Iv", "MIXED", "ILL", "civilian"] {
            assert_eq!(roman(word), None, "{word} is a word");
        }
    }

    #[test]
    fn numbers_are_read_in_words_and_scripts() {
        assert_eq!(
            ["Three", "twenty-one", "Forty", "first"].map(spelled),
            [Some(3), Some(21), Some(40), Some(1)]
        );
        assert_eq!(
            ["Première", "SECONDA", "dritter", "четвертая", "décimo", "premièrement"].map(spelled),
            [Some(1), Some(2), Some(3), Some(4), Some(10), None]
        );
        assert_eq!(
            ["одиннадцатая", "двадцать первая", "Dwudziesty drugi", "zwanzigstes", "сорок"].map(spelled),
            [Some(11), Some(21), Some(22), Some(20), None]
        );
        assert_eq!(["uno", "Quatre", "elf", "one"].map(elsewhere), [Some(1), Some(4), Some(11), None]);
        assert_eq!(["三", "十二", "二十一", "12"].map(chinese), [Some(3), Some(12), Some(21), Some(12)]);
        assert_eq!(["٣", "१२", "７", "x"].map(digits), [Some(3), Some(12), Some(7), None]);
    }
}

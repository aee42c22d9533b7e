//! Dates with their month in a word that is no English one: "5. März 2024", "1er mai 2024", "5 de marzo de 2024".

use chrono::NaiveDate;

/// More is no date.
const LONGEST: usize = 100;
/// The months in German (Austria's among them), French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish and Polish,
/// whole and as they are cut short, parted by bars. No name is two months'.
const MONTHS: [&str; 12] = [
    "januar|jänner|jän|janvier|janv|enero|ene|gennaio|gen|janeiro|januari|stycznia|styczeń|sty|jan",
    "februar|feber|février|fevrier|févr|febrero|febbraio|fevereiro|fev|februari|lutego|luty|lut|feb",
    "märz|maerz|mär|mrz|mars|marzo|março|maart|mrt|marts|marca|marzec|mar",
    "april|avril|avr|abril|abr|aprile|kwietnia|kwiecień|kwi|apr",
    "mai|mayo|maggio|mag|maio|mei|maj|maja",
    "juni|juin|junio|giugno|giu|junho|czerwca|czerwiec|cze|jun",
    "juli|juillet|juil|julio|luglio|lug|julho|lipca|lipiec|lip|jul",
    "august|août|aout|agosto|ago|augustus|augusti|sierpnia|sierpień|sie|aug",
    "september|septembre|septiembre|setiembre|settembre|set|setembro|września|wrzesień|wrz|sept|sep",
    "oktober|octobre|octubre|ottobre|ott|outubro|out|października|październik|paź|okt|oct",
    "november|novembre|noviembre|novembro|listopada|listopad|lis|nov",
    "dezember|décembre|decembre|déc|diciembre|dic|dicembre|dezembro|dez|december|grudnia|grudzień|gru|dec",
];
/// What may stand beside a date and its time in the same languages: days of the week, and words that join.
const BESIDE: &str = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so|\
    lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|\
    lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda-feira|terça-feira|quarta-feira|\
    quinta-feira|sexta-feira|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|måndag|tisdag|onsdag|\
    torsdag|fredag|lördag|söndag|mandag|tirsdag|lørdag|søndag|poniedziałek|wtorek|środa|czwartek|piątek|sobota|\
    niedziela|den|der|am|d|um|uhr|le|à|el|de|del|a|las|il|alle|ore|às|op|om|kl|klokken|dnia|r|roku|o|godz";

/// The day that a text names, and what else it says, run together and without the words that may stand beside. The day
/// stands before its month and a year of four digits behind it: nothing else is without a doubt in all these languages.
pub(super) fn dated(text: &str) -> Option<(NaiveDate, String)> {
    if text.len() > LONGEST {
        return None;
    }
    let words = text.split(|c: char| c.is_whitespace() || c == ',');
    let words = words.map(|word| word.trim_end_matches('.').to_lowercase());
    let words: Vec<String> = words.filter(|word| !word.is_empty() && !is_in(word, BESIDE)).collect();
    let (at, month) = words.iter().enumerate().find_map(|(at, word)| Some((at, month(word)?)))?;
    let (before, behind) = words.split_at_checked(at)?;
    let ([before @ .., day], [_, year, behind @ ..]) = (before, behind) else { return None };
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    let day = NaiveDate::from_ymd_opt(year, month, day_of_month(day)?)?;
    Some((day, [before, behind].concat().concat()))
}

fn month(word: &str) -> Option<u32> {
    (1..).zip(MONTHS).find_map(|(month, names)| is_in(word, names).then_some(month))
}

/// "5", "1er", "1º", "5e".
fn day_of_month(word: &str) -> Option<u32> {
    let digits =
        ["er", "º", "°", "e", ":e"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    digits.parse().ok().filter(|_| digits.len() <= 2)
}

fn is_in(word: &str, list: &str) -> bool {
    list.split('|').any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_names_of_its_own() {
        let all: Vec<&str> = MONTHS.iter().flat_map(|names| names.split('|')).collect();
        let once: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(once.len(), all.len(), "none is two months', or told twice");
        assert!(!all.iter().any(|name| is_in(name, BESIDE)), "none is passed over");
        assert!(all.iter().all(|name| name.to_lowercase() == **name), "they are looked for in small letters");
    }

    #[test]
    fn a_date_is_read_in_the_languages_of_the_table() {
        for text in [
            "5. März 2024",
            "Di., 5. Mär. 2024",
            "Dienstag, den 5. MÄRZ 2024",
            "mardi 5 mars 2024",
            "le 5 mars 2024",
            "martes, 5 de marzo de 2024",
            "5 de marzo del 2024",
            "martedì 5 marzo 2024",
            "terça-feira, 5 de março de 2024",
            "dinsdag 5 maart 2024",
            "tisdag den 5 mars 2024",
            "tirsdag d. 5. marts 2024",
            "wtorek, 5 marca 2024 r.",
        ] {
            assert_eq!(
                dated(text),
                Some((NaiveDate::from_ymd_opt(2024, 3, 5).unwrap(), String::new())),
                "{text}"
            );
        }
        for text in ["1er mai 2024", "1º de mayo de 2024", "1. Mai 2024", "1° maggio 2024"] {
            assert_eq!(dated(text).map(|(day, _)| day), NaiveDate::from_ymd_opt(2024, 5, 1), "{text}");
        }
        for text in
            ["5. März", "März 2024", "März 5, 2024", "31. Juni 2024", "5. März 24", "märz", "", "5 2024"]
        {
            assert_eq!(dated(text), None, "{text} leaves a doubt");
        }
        assert_eq!(dated(&"5 mars 2024 ".repeat(1 << 10)), None, "a long text is no date");
    }
}

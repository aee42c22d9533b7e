//! What frames a table and is no line of the list: its rule, and the names of its columns.

/// Names of columns in the languages of the lists, parted by bars.
const COLUMNS: &str = "chapter|chapters|chapter title|title|name|number|no|nr|#|page|pages|part|section|length|time|\
    duration|minutes|words|start|kapitel|überschrift|titel|nummer|seite|seiten|teil|länge|dauer|minuten|wörter|chapitre|\
    titre|numéro|n°|nº|partie|durée|mots|capítulo|capitulo|título|titulo|número|página|páginas|parte|duración|\
    duração|capitolo|titolo|numero|pagina|pagine|durata|hoofdstuk|pagina's|deel|duur|sida|sidor|del|side|sider|\
    rozdział|tytuł|strona|strony|część|глава|название|страница|стр|часть|章|标题|標題|タイトル|ページ|页|頁";

/// Whether a row holds only a rule, "|---|:-:|", or only names of columns.
pub(super) fn is_frame(row: &str) -> bool {
    let row = row.trim();
    if !row.contains(['|', '\t']) {
        return false;
    }
    let cells = row.trim_matches('|').split(['|', '\t']);
    let cells = cells.map(|cell| cell.trim_matches(|c: char| c.is_whitespace() || "*_:.".contains(c)));
    let is_rule = |cell: &str| !cell.is_empty() && cell.chars().all(|c| c == '-' || c == '=');
    let is_name = |cell: &str| {
        let name = cell.to_lowercase();
        cell.is_empty() || COLUMNS.split('|').any(|column| column == name)
    };
    let is_filled = cells.clone().any(|cell| !cell.is_empty());
    is_filled && (cells.clone().all(is_rule) || cells.clone().all(is_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_no_row() {
        for frame in [
            "| Chapter | Title |",
            "|---|---|",
            "| :-- | :-: |",
            "Kapitel\tTitel\tSeite",
            "| # | **Title** | |",
            "| Titel |",
            "|-|",
        ] {
            assert!(is_frame(frame), "{frame}");
        }
        for row in
            ["| 1 | Title |", "Chapter", "---", "| |", "||", "", "| Title of the King | Page |", "\tTitle"]
        {
            assert!(!is_frame(row), "{row}");
        }
    }
}

//! What stands around a book: told by what the file says of a piece, or by its title.
//!
//! The titles are those that books in the common languages of Europe, the Near East and East Asia use, in small
//! letters, parted by bars.

use super::{Matter, roles};

/// What nobody reads aloud, before the book.
const FRONT_APPARATUS: &str = "cover|front cover|title page|half title|half title page|frontispiece|copyright|copyright page|\
    copyright notice|copyright information|legal notice|also by|by the same author|other books by|contents|\
    table of contents|toc|list of illustrations|list of figures|list of tables|list of maps|\
    illustrations|imprint|masthead|publishing information|dedication|epigraph|praise|advance praise|\
    map|maps|list of characters|cast of characters|dramatis personae|family tree|\
    landmarks|about this book|about this ebook|umschlag|titelseite|titelblatt|schmutztitel|impressum|inhalt|\
    inhaltsverzeichnis|widmung|motto|abbildungsverzeichnis|couverture|page de titre|faux titre|page de faux titre|\
    du même auteur|table des matières|sommaire|dédicace|mentions légales|page de copyright|exergue|\
    épigraphe|cubierta|portada|portadilla|página de título|créditos|página de créditos|\
    página de derechos de autor|índice|índice general|dedicatoria|epígrafe|contenido|sumario|\
    copertina|frontespizio|colophon e copyright|indice|sommario|dedica|epigrafe|capa|folha de rosto|\
    ficha técnica|ficha catalográfica|sumário|dedicatória|omslag|titelpagina|colofon|inhoud|\
    inhoudsopgave|opdracht|titelsida|innehåll|innehållsförteckning|dedikation|indhold|titelblad|\
    innhold|tittelside|kansi|nimiösivu|sisällys|sisällysluettelo|omistuskirjoitus|okładka|\
    strona tytułowa|spis treści|dedykacja|strona redakcyjna|obálka|titulní strana|obsah|tiráž|\
    borító|címlap|tartalom|tartalomjegyzék|обложка|титульный лист|содержание|оглавление|посвящение|\
    эпиграф|выходные данные|зміст|обкладинка|kapak|içindekiler|künye|ithaf|εξώφυλλο|περιεχόμενα|\
    αφιέρωση|עטיפה|כריכה|תוכן|תוכן העניינים|תוכן עניינים|הקדשה|الغلاف|غلاف|المحتويات|فهرس|الفهرس|\
    إهداء|الإهداء|فهرست|封面|扉页|书名页|版权|版权页|版权信息|版權|版權頁|目录|目錄|献词|表紙|扉|目次|献辞|표지|차례|목차|판권|헌사";

/// What is read by some, before the book.
const FRONT: &str = "title|titel|rosto|титул|foreword|preface|preface to the second edition|author's note|\
    author’s note|a note on the text|note on the text|translator's note|translator’s note|\
    editor's note|editor’s note|publisher's note|publisher’s note|a note to the reader|\
    to the reader|vorwort|geleitwort|vorbemerkung|préface|avant propos|avertissement|\
    note de l'auteur|note de l’auteur|prefacio|nota del autor|prefazione|premessa|nota dell'autore|\
    nota dell’autore|prefácio|nota do autor|voorwoord|woord vooraf|förord|forord|esipuhe|alkusanat|\
    przedmowa|od autora|předmluva|előszó|предисловие|от автора|передмова|önsöz|\
    πρόλογος του συγγραφέα|הקדמה|פתח דבר|تمهيد|تقديم|前言|自序|序言|まえがき|序文|はじめに|머리말|서문";

/// What nobody reads aloud, behind the book.
const BACK_APPARATUS: &str = "about the author|about the authors|about the translator|about the editor|about the publisher|\
    about the illustrator|index|index of names|bibliography|works cited|references|further reading|\
    selected bibliography|colophon|back cover|newsletter|newsletter signup|newsletter sign up|sign up|\
    ad page|ad pages|back ad|back ads|newsletters|about the translators|about the editors|about the illustrators|\
    about the series|about the publishers|publisher information|discover more|credits|\
    about the type|about the book|a note on the type|a note about the type|\
    a note on the author|a note about the author|note on the author|permissions|image credits|\
    photo credits|endnotes|footnotes|glossary|uncopyright|\
    transcriber's note|transcriber’s note|transcriber's notes|über den autor|über die autorin|\
    über die autoren|über das buch|über dieses buch|\
    das buch|der autor|die autorin|die autoren|die autorinnen|zum buch|zum autor|zur autorin|zu den autoren|\
    über die autorinnen|über die übersetzerin|über den übersetzer|über die übersetzer|über die übersetzerinnen|\
    über die illustratorin|über den illustrator|über die herausgeberin|über den herausgeber|über den verlag|\
    verlagsinformation|verlagsinformationen|informationen zum verlag|leseprobe|leseproben|buchempfehlungen|\
    literaturverzeichnis|literatur|register|personenregister|sachregister|stichwortverzeichnis|\
    glossar|bildnachweis|endnoten|fußnoten|à propos du livre|\
    à propos de ce livre|à propos de l'auteur|à propos de l’auteur|à propos des auteurs|\
    à propos de l'autrice|à propos de l’autrice|à propos de l'auteure|à propos de l’auteure|à propos du traducteur|\
    à propos de la traductrice|à propos de l'éditeur|à propos de l’éditeur|l'auteur|l’auteur|l'autrice|l’autrice|\
    l'auteure|l’auteure|bibliographie|glossaire|quatrième de couverture|crédits|achevé d'imprimer|\
    achevé d’imprimer|index des noms|\
    acerca del autor|acerca de la autora|sobre el autor|sobre la autora|sobre los autores|sobre este libro|\
    sobre el libro|sobre el traductor|sobre la traductora|sobre la editorial|el autor|la autora|sinopsis|\
    nota sobre el autor|\
    bibliografía|glosario|contraportada|l'autore|\
    l’autore|il libro|sull'autore|sull’autore|sull'autrice|sull’autrice|sul libro|\
    sul traduttore|sulla traduttrice|sull'editore|sull’editore|bibliografia|glossario|quarta di copertina|sobre o autor|\
    sobre a autora|sobre os autores|sobre o livro|sobre este livro|sobre o tradutor|sobre a tradutora|sobre a editora|\
    o autor|a autora|sinopse|glossário|contracapa|\
    over de auteur|over de auteurs|over de schrijver|over de schrijfster|over de vertaler|over de uitgever|\
    over de uitgeverij|over het boek|over dit boek|leesfragment|literatuurlijst|woordenlijst|verantwoording|\
    om författaren|om översättaren|om förlaget|om forfatteren|om oversætteren|om oversetteren|om forlaget|om boken|\
    om bogen|smakprov|læseprøve|leseprøve|lukunäyte|litteratur|ordlista|kirjallisuus|\
    hakemisto|o autorze|o autorce|o autorach|o tłumaczu|o tłumaczce|o wydawnictwie|o książce|\
    indeks|przypisy końcowe|słownik|o autorovi|rejstřík|szójegyzék|об авторе|об авторах|\
    об этой книге|о переводчике|об издательстве|ознакомительный фрагмент|библиография|указатель|\
    глоссарий|про автора|yazar hakkında|kaynakça|dizin|σχετικά με τον συγγραφέα|βιβλιογραφία|\
    ευρετήριο|γλωσσάρι|על המחבר|אודות המחבר|ביבליוגרפיה|عن المؤلف|المراجع|المصادر|作者简介|关于作者|參考文獻|\
    参考文献|索引|封底|奥付|著者紹介|저자 소개|지은이 소개|참고문헌|찾아보기";

/// What is read by some, behind the book.
const BACK: &str = "afterword|acknowledgments|acknowledgements|acknowledgment|acknowledgement|appendix|appendices|\
    notes|chronology|timeline|reading group guide|reading guide|reader's guide|reader’s guide|\
    discussion guide|book club guide|book club questions|discussion questions|questions for discussion|\
    reading group questions|reading group discussion questions|questions for reading groups|\
    questions and topics for discussion|topics and questions for discussion|\
    fragen zur diskussion|fragen für lesekreise|\
    a conversation with the author|nachwort|danksagung|dank|anhang|anmerkungen|zeittafel|postface|\
    remerciements|annexe|annexes|epílogo del autor|agradecimientos|apéndice|notas|postfazione|\
    ringraziamenti|appendice|posfácio|agradecimentos|apêndice|nawoord|dankwoord|bijlage|noten|\
    efterord|etterord|tack|tak|takk|jälkisanat|kiitokset|posłowie|podziękowania|przypisy|doslov|\
    poděkování|poznámky|utószó|köszönetnyilvánítás|послесловие|благодарности|примечания|приложение|\
    післямова|подяки|sonsöz|teşekkür|notlar|ευχαριστίες|σημειώσεις|תודות|אחרית דבר|הערות|شكر وتقدير|\
    خاتمة المؤلف|الهوامش|后记|後記|附录|附錄|致谢|致謝|注释|註釋|あとがき|謝辞|付録|후기|감사의 말|부록|미주";

/// How titles begin of what nobody reads aloud before the book: a name follows.
const FRONT_BEGINNINGS: [&str; 7] = [
    "also by ",
    "other books by ",
    "other titles by ",
    "praise for ",
    "advance praise for ",
    "the project gutenberg ebook",
    "start of the project gutenberg",
];

/// The same behind the book.
const BACK_BEGINNINGS: [&str; 21] = [
    "excerpt from ",
    "an excerpt from ",
    "extract from ",
    "an extract from ",
    "extrait de ",
    "extrait du ",
    "extrait d'",
    "extrait d’",
    "leseprobe: ",
    "leseprobe – ",
    "leseprobe — ",
    // A hyphen is a space here.
    "leseprobe   ",
    "leseprobe aus ",
    "leseprobe zu ",
    "a preview of ",
    "about the author ",
    "end of the project gutenberg",
    "end of project gutenberg",
    "end of this project gutenberg",
    "the full project gutenberg",
    "full project gutenberg",
];

/// How titles begin of what some read around a book: who says it, and of what, follows.
const NOTE_BEGINNINGS: [&str; 2] = ["a note on the ", "a note about the "];

/// What belongs to the book even where its file says that the book begins later.
const READ_ANYWAY: &str = "prologue|prolog|prólogo|prologo|proloog|prologi|пролог|πρόλογος|פרולוג|مقدمة|序章|楔子|プロローグ|프롤로그|\
    önsahne|introduction|einleitung|introducción|introduzione";

/// What a title says of where a piece stands; `None` for a chapter like any.
pub(crate) fn of_title(title: &str) -> Option<Matter> {
    let title = plain(title);
    if is_front_apparatus(&title) || is_in(&title, FRONT) {
        Some(Matter::Front)
    } else if is_back_apparatus(&title) || is_in(&title, BACK) || is_appendix(&title) || is_note(&title) {
        Some(Matter::Back)
    } else {
        None
    }
}

/// What stands in a book around its chapters and is not read aloud.
pub(crate) fn is_apparatus(title: &str) -> bool {
    let title = plain(title);
    is_front_apparatus(&title) || is_back_apparatus(&title)
}

/// Whether the pages of what is called so may have roman numbers: "Preface vii". The number of "Appendix v" is its
/// own.
pub(crate) fn has_roman_pages(line: &str, title: &str) -> bool {
    let matter = of_title(title).is_some() || is_in(&plain(title), READ_ANYWAY);
    matter && !is_appendix(&plain(line))
}

fn is_note(title: &str) -> bool {
    NOTE_BEGINNINGS.iter().any(|beginning| title.starts_with(beginning))
}

fn is_front_apparatus(title: &str) -> bool {
    is_in(title, FRONT_APPARATUS) || FRONT_BEGINNINGS.iter().any(|beginning| title.starts_with(beginning))
}

fn is_back_apparatus(title: &str) -> bool {
    is_in(title, BACK_APPARATUS) || BACK_BEGINNINGS.iter().any(|beginning| title.starts_with(beginning))
}

/// Whether a piece belongs to the book although it stands before the place where the file says that the book
/// begins: some files mean the first numbered chapter.
pub(crate) fn is_read_anyway(title: &str) -> bool {
    is_in(&plain(title), READ_ANYWAY) || roles::is_named_part_or_chapter(title)
}

/// What the words of `epub:type`, or of `role` without its "doc-", say; `None` where they say nothing. A
/// prologue in the front matter is part of the story. "Chapter" and "bodymatter" say nothing: makers write them
/// on forewords and on thanks.
///
/// Source of the words: EPUB 3 Structural Semantics Vocabulary 1.1.
pub(crate) fn of_types(types: &str) -> Option<Matter> {
    let mut found = None;
    for word in types.split_whitespace() {
        match word.strip_prefix("doc-").unwrap_or(word) {
            "prologue" | "epilogue" | "preamble" | "conclusion" => return Some(Matter::Body),
            "frontmatter" | "cover" | "titlepage" | "title-page" | "halftitlepage" | "copyright-page"
            | "toc" | "landmarks" | "loi" | "lot" | "dedication" | "epigraph" | "foreword" | "preface"
            | "imprint" | "imprimatur" | "seriespage" | "other-credits" | "contributors" => {
                found = Some(Matter::Front);
            }
            "backmatter" | "afterword" | "appendix" | "index" | "glossary" | "bibliography" | "colophon"
            | "endnotes" | "rearnotes" | "footnotes" | "acknowledgments" | "acknowledgements" | "credits"
            | "errata" => {
                found = found.or(Some(Matter::Back));
            }
            _ => {}
        }
    }
    found
}

/// "Appendix A", "Anhang 2".
fn is_appendix(title: &str) -> bool {
    title
        .split_once(' ')
        .is_some_and(|(word, _)| matches!(word, "appendix" | "anhang" | "annexe" | "apéndice" | "appendice"))
}

fn is_in(title: &str, list: &str) -> bool {
    list.split('|').any(|one| one == title)
}

/// In small letters, without marks at its ends and without those of a trade; a hyphen is a space.
fn plain(title: &str) -> String {
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = title.chars().filter(|c| !matches!(c, '™' | '®' | '©'));
    let letters = letters.map(|c| if matches!(c, '-' | '\u{2010}' | '\u{2011}') { ' ' } else { c });
    letters.collect::<String>().to_lowercase()
}

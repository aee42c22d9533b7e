//! One journal of each program, in the form that its public documentation or its exports show.

use super::*;

#[test]
fn day_one_keeps_its_words_its_zone_and_the_marks_of_its_pictures() {
    let json = br##"{"metadata":{"version":"1.0"},"entries":[
      {"uuid":"A1","creationDate":"2025-07-01T21:30:00Z","timeZone":"Asia/Tokyo","starred":true,
       "text":"# Late train\n\nStood all the way\\. Worth it\\!\n\n![](dayone-moment:\/\/P1)","tags":["trains","us two"],
       "location":{"localityName":"Kyoto"},"weather":{"conditionsDescription":"Clear"},
       "photos":[{"identifier":"P1","md5":"d41d","type":"jpeg"},{"identifier":"P2","md5":"beef","type":"png"}],
       "audios":[{"identifier":"S1"}]},
      {"uuid":"A2","creationDate":"2025-07-03T10:00:00Z","isAllDay":true,"text":"No title here"},
      {"uuid":"A3","creationDate":"2025-07-04T10:00:00Z","text":""},
      17]}"##;
    let files: [(&str, &[u8]); 3] =
        [("Journal.json", json), ("photos/d41d.jpeg", b"x"), ("photos/beef.png", b"x")];
    let journal = sorted(read_bytes("export.zip", zipped(&files), None, BERLIN, &mut unwatched).unwrap());
    assert_eq!(journal.program, Program::DayOne);
    let [late, plain] = journal.pages.as_slice() else { panic!("two pages have words") };
    assert_eq!(when(late), "2025-07-02T06:30", "the clock in Tokyo showed the next morning");
    assert_eq!((late.title.as_str(), late.source.as_str()), ("Late train", "dayone:A1"));
    assert_eq!(
        late.body, "Stood all the way. Worth it!\n\n![](photos/d41d.jpeg)\n\n![](photos/beef.png)",
        "a picture is called by its file, and one that the text does not show stands at the end"
    );
    assert_eq!(late.tags, ["trains", "us two"]);
    assert!(
        late.pictures.iter().all(|picture| late.body.contains(&picture.mark)),
        "each picture has its mark"
    );
    assert_eq!(when(plain), "2025-07-03", "a whole day has no hour");
    for left in [Left::Places, Left::Weather, Left::Stars, Left::Attachments, Left::Empty, Left::Unread] {
        assert_eq!(counted(&journal, left), 1, "{left:?} is counted");
    }
    assert_eq!((journal.pictures, counted(&journal, Left::Pictures)), (2, 0), "both lie in the zip");
    assert_eq!(counted(&journal, Left::Files), 0, "the files of pictures are no files without a page");
}

#[test]
fn day_ones_rich_text_is_read_where_there_is_no_other() {
    let json = br##"{"entries":[
      {"uuid":"B1","creationDate":"2025-07-01T21:30:00Z","timeZone":"UTC","photos":[{"identifier":"P1","md5":"d41d","type":"jpeg"}],
       "richText":"{\"meta\":{\"version\":1},\"contents\":[{\"attributes\":{\"line\":{\"header\":1}},\"text\":\"Late\\n\"},{\"text\":\"a \\\\. b\\n\"},{\"embeddedObjects\":[{\"type\":\"photo\",\"identifier\":\"P1\"}]},{\"text\":\"\\nend\"}]}"},
      {"creationDate":"2025-07-02T21:30:00Z","richText":"{\"contents\":[{\"text\":\"no id\"}]}"},
      {"uuid":"B3","creationDate":"2025-07-03T21:30:00Z","text":"plain","richText":"{\"contents\":[{\"text\":\"other\"}]}"},
      {"uuid":"B4","creationDate":"2025-07-04T21:30:00Z","richText":"{\"contents\":17"}]}"##;
    let journal = sorted(read_one("Journal.json", json).unwrap());
    let bodies: Vec<_> = journal.pages.iter().map(|page| page.body.as_str()).collect();
    assert_eq!(
        bodies,
        ["Late\na \\. b\n![](photos/d41d.jpeg)\nend", "no id", "plain"],
        "its words are as they were typed, with the picture where it stood"
    );
    assert_eq!((counted(&journal, Left::Unread), counted(&journal, Left::Empty)), (1, 0));
}

#[test]
fn day_ones_rich_text_that_cannot_be_read_is_counted() {
    use serde_json::json;

    let long = format!("{{\"contents\":[{{\"text\":\"{}\"}}]}}", "a".repeat(32 << 20));
    let photo = json!([{"identifier": "P1", "md5": "d41d", "type": "jpeg"}]);
    for (rich, photos, tags, pages, unread, empty) in [
        (json!("{\"contents\":17}"), json!([]), json!([]), 0, 1, 0),
        (json!("{\"contents\":17}"), photo.clone(), json!([]), 1, 1, 0),
        (json!("{\"contents\":17}"), json!([]), json!(["sea"]), 1, 1, 0),
        (json!({"contents": []}), photo.clone(), json!([]), 1, 1, 0),
        (json!(long), photo.clone(), json!([]), 1, 1, 0),
        (json!("{\"contents\":[]}"), json!([]), json!([]), 0, 0, 1),
        (json!(""), photo, json!([]), 1, 0, 0),
    ] {
        let page = |uuid: &str, text: &str| {
            json!({"uuid": uuid, "creationDate": "2025-07-01T21:30:00Z", "text": text,
                "richText": rich, "photos": photos, "tags": tags})
        };
        let json = json!({"entries": [page("C1", ""), page("C2", "the words are here")]});
        let journal = read_one("Journal.json", json.to_string().as_bytes()).unwrap();
        assert_eq!(
            (journal.pages.len(), counted(&journal, Left::Unread), counted(&journal, Left::Empty)),
            (pages + 1, unread, empty),
            "of a page without its words nothing goes unsaid"
        );
    }
}

#[test]
fn journey_comes_one_file_a_page_with_its_html_as_markdown() {
    let html = br#"{"id":"1-a","date_journal":1751400000000,"timezone":"Europe/Lisbon","type":"html","mood":3,
      "text":"<p>One <b>bold</b> walk &amp; a <i>long</i> one</p><ul><li>bread</li><li>oil</li></ul>","lat":38.7,"lon":-9.1,
      "photos":["1-a-p1.jpg","1-a-s1.mp3"],"tags":["sea"],"favourite":true,"weather":{"description":"Sun"}}"#;
    let plain = br#"{"id":"1-b","date_journal":1751486400000,"text":"Plain","photos":[],"tags":[],
      "lat":1.7976931348623157E308,"lon":1.7976931348623157E308,"mood":0}"#;
    let files: [(&str, &[u8]); 3] = [("1-a.json", html), ("1-b.json", plain), ("1-a-p1.jpg", b"x")];
    let journal = sorted(read_bytes("journey.zip", zipped(&files), None, BERLIN, &mut unwatched).unwrap());
    let [walk, other] = journal.pages.as_slice() else { panic!("two pages") };
    assert_eq!(journal.program, Program::Journey);
    assert_eq!(when(walk), "2025-07-01T21:00", "as the clock in Lisbon showed it");
    assert_eq!(walk.body, "One **bold** walk & a *long* one\n\n- bread\n- oil\n\n![](1-a-p1.jpg)");
    assert_eq!((other.body.as_str(), when(other).as_str()), ("Plain", "2025-07-02T22:00"));
    assert_eq!(journal.pictures, 1);
    for left in [Left::Places, Left::Moods, Left::Stars, Left::Weather, Left::Attachments] {
        assert_eq!(counted(&journal, left), 1, "{left:?} is counted once: the other page has none");
    }
}

#[test]
fn journey_of_recent_years_has_a_folder_for_each_page() {
    let html = br#"{"id":"k-a","dateOfJournal":"2025-03-22T23:23:07.000Z","text":"<p>Plum <b>blossom</b></p>","type":"html",
      "timezone":"Asia/Tokyo","updatedAt":"2025-03-23T01:00:00.000Z","favourite":true,"sentiment":1.25,"address":"",
      "location":{"lat":35.6,"lng":139.7},"weather":{"description":"Clear","degreeC":14},
      "attachments":["one.jpg","two.mov"],"tags":["spring"]}"#;
    let plain = br##"{"id":"k-b","dateOfJournal":"2025-03-23T21:00:00.000Z","text":"# Late\n\n*Again* & again","type":"markdown",
      "updatedAt":"2025-03-23T21:00:00.000Z","favourite":false,"sentiment":0,"address":"","location":{"lat":0,"lng":0},
      "weather":{"description":""},"attachments":["one.jpg"],"tags":[]}"##;
    let files: [(&str, &[u8]); 4] =
        [("k-a/k-a.json", html), ("k-a/one.jpg", b"x"), ("k-b/k-b.json", plain), ("k-b/one.jpg", b"x")];
    let journal = sorted(read_bytes("journey.zip", zipped(&files), None, BERLIN, &mut unwatched).unwrap());
    assert_eq!(journal.program, Program::Journey);
    let [plum, late] = journal.pages.as_slice() else { panic!("two pages") };
    assert_eq!(when(plum), "2025-03-23T08:23:07", "as the clock in Tokyo showed it");
    assert_eq!(when(late), "2025-03-23T22:00", "without a zone of its own it is told in the reader's");
    assert_eq!((plum.source.as_str(), late.source.as_str()), ("journey:k-a", "journey:k-b"));
    assert_eq!(plum.body, "Plum **blossom**\n\n![](one.jpg)");
    assert_eq!(late.body, "# Late\n\n*Again* & again\n\n![](one.jpg)", "Markdown stays as it was typed");
    let shown = |page: &Page| page.pictures.iter().map(|picture| picture.name.clone()).collect::<Vec<_>>();
    assert_eq!((shown(plum), shown(late)), (vec!["k-a/one.jpg".into()], vec!["k-b/one.jpg".into()]));
    for left in [Left::Places, Left::Moods, Left::Stars, Left::Weather, Left::Attachments] {
        assert_eq!(counted(&journal, left), 1, "{left:?} is counted once: the other page has none");
    }
    assert_eq!((plum.tags.as_slice(), counted(&journal, Left::Pictures)), (&["spring".to_owned()][..], 0));
}

#[test]
fn diarium_gives_its_headings_and_words_and_leaves_the_sun_and_the_moon() {
    let json = br#"[{"date":"2010-10-26T15:47:53.48828","heading":"The ferry","html":"<p>Late <b>again</b></p>","tags":["sea"],
      "location":[53.9,8.7],"sun":"Sunrise: 7:16 AM Sunset: 7:56 PM","lunar":"Full moon","rating":4},
      {"date":"2010-10-27T08:00:00","heading":"","html":"<p>Plain</p>"}]"#;
    let journal = sorted(read_one("diarium.json", json).unwrap());
    let [ferry, plain] = journal.pages.as_slice() else { panic!("two pages") };
    assert_eq!(journal.program, Program::Diarium);
    assert_eq!((when(ferry).as_str(), ferry.title.as_str()), ("2010-10-26T15:47:53", "The ferry"));
    assert_eq!((ferry.body.as_str(), ferry.tags.as_slice()), ("Late **again**", &["sea".to_owned()][..]));
    assert_eq!((plain.body.as_str(), plain.title.as_str()), ("Plain", ""));
    for left in [Left::Places, Left::Weather, Left::Moods] {
        assert_eq!(counted(&journal, left), 1, "{left:?} is counted");
    }
}

#[test]
fn daylio_gives_its_notes_and_leaves_its_moods() {
    let csv = "\u{feff}full_date,date,weekday,time,mood,activities,note_title,note\n\
        2025-05-18,May 18,Sunday,11:54\u{202f}PM,good,\"cooking | bad sleep\",Soup,\"Went well<br>twice\"\n\
        2025-05-17,May 17,Saturday,21:05,meh,,,\"a \"\"quoted\"\" word\"\n\
        2025-05-16,May 16,Friday,08:00,rad,,,\n\
        nonsense,x,y,z,meh,,,lost\n";
    let journal = sorted(read_one("daylio_export.csv", csv.as_bytes()).unwrap());
    let [quoted, soup] = journal.pages.as_slice() else { panic!("two pages have words") };
    assert_eq!((when(soup).as_str(), soup.title.as_str()), ("2025-05-18T23:54", "Soup"));
    assert_eq!(
        (soup.body.as_str(), soup.tags.as_slice()),
        ("Went well\ntwice", &["cooking".to_owned(), "bad sleep".to_owned()][..])
    );
    assert_eq!((quoted.body.as_str(), when(quoted).as_str()), ("a \"quoted\" word", "2025-05-17T21:05"));
    assert_eq!(counted(&journal, Left::Moods), 3);
    assert_eq!((counted(&journal, Left::Empty), counted(&journal, Left::Unread)), (1, 1));
    let older = b"year,date,weekday,time,mood,activities,note\n2018,18 May,Friday,11:54 pm,happy,\"a | b\",\"Went\"\n";
    assert_eq!(when(&read_one("old.csv", older).unwrap().pages[0]), "2018-05-18T23:54");
}

#[test]
fn a_plain_note_of_daylios_keeps_what_stands_in_brackets() {
    let note = "<sigh> wrote to <sam@example.org>, see <https://example.org/x>. <time> <!-- <script> </3";
    let csv = format!(
        "full_date,date,weekday,time,mood,activities,note\n2025-05-18,May 18,Sunday,9:00 AM,good,,\"{note}\"\n"
    );
    assert_eq!(read_one("daylio.csv", csv.as_bytes()).unwrap().pages[0].body, note);
}

#[test]
fn markdown_is_dated_by_its_head_its_name_its_folders_and_at_last_its_file() {
    let files: [(&str, &[u8]); 9] = [
        ("a.md", b"---\ntitle: \"From: the head\"\ndate: 2024-02-01 07:50\ntags: [one, 'two words']\nmood: 4\n---\n\nBody\n"),
        ("Daily/2024-02-02.md", b"# A heading\n\nText ![[sea.png]] and ![shore](img/shore.jpg) ![far](https://example.org/x.png)\n"),
        ("2024-02-03 0715 Walk.md", b"Just text"),
        ("2024/02/04.md", b"By its folders"),
        ("2024/2024-02/05.md", b"---\ndate: 2024-02-06\n---\nBy its head, and still named for its folders"),
        ("undated.md", b"No date at all"),
        (".obsidian/notes.md", b"a program's own"),
        ("sea.png", b"x"),
        ("list.pages", b"x"),
    ];
    let journal = sorted(read_bytes("vault.zip", zipped(&files), None, BERLIN, &mut unwatched).unwrap());
    let titles: Vec<_> = journal.pages.iter().map(|page| (when(page), page.title.as_str())).collect();
    let found = |when: &str, title: &str| titles.iter().any(|(at, name)| at == when && *name == title);
    assert!(found("2024-02-01T07:50", "From: the head"), "{titles:?}");
    assert!(found("2024-02-02", "A heading"), "{titles:?}");
    assert!(found("2024-02-03T07:15", "Walk"), "{titles:?}");
    assert!(found("2024-02-04", ""), "what is left of a date is no title: {titles:?}");
    assert!(found("2024-02-06", ""), "whoever gave the date: {titles:?}");
    assert_eq!(journal.pages.len(), 6);
    assert_eq!(journal.dated_by_file, 1, "one has only the time of its file");
    assert_eq!(
        (journal.pictures, counted(&journal, Left::Pictures)),
        (1, 1),
        "one lies on the web, one is not there"
    );
    assert_eq!((counted(&journal, Left::Fields), counted(&journal, Left::Files)), (1, 1));
    let headed = journal.pages.iter().find(|page| page.title == "A heading").unwrap();
    assert!(headed.body.starts_with("Text ![[sea.png]]"), "the heading has become the title");
}

#[test]
fn a_page_that_begins_with_its_date_has_that_date() {
    let text = read_one("diary.txt", b"2019-05-04\n\nWe argued about plates.\n").unwrap();
    assert_eq!(
        (when(&text.pages[0]).as_str(), text.pages[0].body.as_str()),
        ("2019-05-04", "We argued about plates.")
    );
    assert_eq!(text.dated_by_file, 0);
    let note = read_one("note.md", b"# 2019-05-04\n\nWe argued about plates.\n").unwrap();
    assert_eq!((when(&note.pages[0]).as_str(), note.dated_by_file), ("2019-05-04", 0));
    let named = read_one("2020-01-02.md", b"# 2019-05-04\n\nLooking back.\n").unwrap();
    assert_eq!(when(&named.pages[0]), "2020-01-02", "the file's name counts before its heading");
    let later = read_one("note.txt", b"What I remember:\n2019-05-04\nplates\n").unwrap();
    assert_eq!(when(&later.pages[0]), "", "a date further down is a word among others");
}

#[test]
fn a_picture_with_brackets_in_its_name_comes_along() {
    let marks = [
        ("![](photo%20(1).png)", "photo%20(1).png", ""),
        ("![two (2)](<a ) b (1.png>)", "a ) b (1.png", "two (2)"),
        (r"![x](a\(1.png)", r"a\(1.png", "x"),
        (r#"![x](a.png "by (me)")"#, "a.png", "x"),
        ("![x](a (b (c)) d.png)", "a (b (c)) d.png", "x"),
        ("![x](open (.png)", "open (.png", "x"),
    ];
    for (mark, name, words) in marks {
        let text = format!("Before {mark} and behind (it).");
        assert_eq!(markdown::all_shown(&text), [(mark, name, words)], "{mark}");
    }
    let files: [(&str, &[u8]); 3] = [
        ("a.md", b"2024-01-01\n\n![](photo%20(1).png) ![](<two (2.png>)"),
        ("photo (1).png", b"x"),
        ("two (2.png", b"x"),
    ];
    let journal = read_bytes("x.zip", zipped(&files), None, BERLIN, &mut unwatched).unwrap();
    assert_eq!((journal.pictures, counted(&journal, Left::Pictures)), (2, 0));
}

#[test]
fn jrnls_own_tags_are_tags() {
    let journal =
        read_one("j.txt", b"[2024-01-01 10:00] Late again @work\nAsk (@Sam) at a@b.org. #us @work\n")
            .unwrap();
    assert_eq!(
        journal.pages[0].tags,
        ["work", "Sam"],
        "a # is a tag in the text already, and an address is none"
    );
    assert!(journal.pages[0].body.contains("(@Sam)"), "the text stays what it is");
}

#[test]
fn a_head_is_read_however_it_is_written() {
    for head in [
        "---\ntitle: Plates\ndate: 3 March 2012\ntags: [one]\ndraft: no\n---\n\n",
        "+++\ntitle = \"Plates\"\ndate = 2012-03-03\ntags = [\"one\"]\ndraft = false\n+++\n\n",
        "---json\n{\"title\": \"Plates\", \"date\": \"2012-03-03\", \"tags\": [\"one\"], \"draft\": false}\n---\n\n",
        "{\n\"title\": \"Plates\", \"date\": \"2012-03-03\", \"tags\": [\"one\"], \"draft\": {\"is\": 1}\n}\n\n",
        "Title: Plates\r\nDate: March 3rd, 2012\r\nTags: one\r\nStatus: published\r\n\r\n",
        "title: Plates\ndate: 2012-03-03\ncategory: x\ntags: one\n",
    ] {
        let journal = read_one("note.md", format!("{head}Sam: they stood there.\n").as_bytes()).unwrap();
        let page = &journal.pages[0];
        assert_eq!((page.title.as_str(), when(page).as_str()), ("Plates", "2012-03-03"), "{head}");
        assert_eq!(
            (page.body.trim_end(), page.tags.as_slice()),
            ("Sam: they stood there.", &["one".to_owned()][..])
        );
        assert_eq!(counted(&journal, Left::Fields), 1, "{head}");
    }
    for text in [
        "{not a head} but words\n",
        "{\"some\": 1}\nwords\n",
        "+++\nno = head\n+++\nwords\n",
        "Sam: you never listen.\nTitle: no head any more\n",
        "Tags: alone say nothing of a page\n",
    ] {
        let journal = read_one("2012-03-03.md", text.as_bytes()).unwrap();
        assert_eq!(journal.pages[0].body.trim_end(), text.trim_end(), "what is no head is text");
    }
}

#[test]
fn a_head_s_date_may_name_its_month_in_another_language() {
    for (date, kept) in [("5. März 2024", "2024-03-05"), ("\"5 mars 2024, 19:50\"", "2024-03-05T19:50")] {
        let journal = read_one("note.md", format!("---\ndate: {date}\n---\nPlates\n").as_bytes()).unwrap();
        assert_eq!((when(&journal.pages[0]).as_str(), counted(&journal, Left::Dates)), (kept, 0), "{date}");
    }
}

#[test]
fn a_date_that_cannot_be_read_stays_on_the_page() {
    let journal =
        read_one("note.md", b"---\ndate: the day after\ncreated:\n---\n# Plates\n\nAgain.\n").unwrap();
    let page = &journal.pages[0];
    assert_eq!((page.title.as_str(), page.body.trim_end()), ("Plates", "date: the day after\n\nAgain."));
    assert_eq!((counted(&journal, Left::Dates), counted(&journal, Left::Fields)), (1, 0));
}

/// The names of what was read, without what tells their words apart.
fn read_names(files: &[(&str, &[u8])]) -> (Journal, Vec<String>) {
    let journal = read_bytes("x.zip", zipped(files), None, BERLIN, &mut unwatched).unwrap();
    let named = |page: &Page| page.source.split('=').next().unwrap_or_default().to_owned();
    let mut names: Vec<_> = journal.pages.iter().map(named).collect();
    names.sort();
    (journal, names)
}

#[test]
fn a_file_that_is_only_called_as_rednotebooks_months_are_is_a_text() {
    for text in [
        "It rained all day. Sam: no umbrella.\n",
        "1: woke early\n2: rain\n",
        "1:\n  text: 'breaks off",
        "- plates\n- cups\n",
        "32:\n  text: no day\n",
    ] {
        let journal = read_one("2024-05.txt", text.as_bytes()).unwrap();
        assert_eq!((journal.program, journal.pages.len()), (Program::Text, 1), "{text}");
        assert_eq!(journal.pages[0].body, text.trim_end());
    }
    let notes: [(&str, &[u8]); 4] = [
        ("Daily/2024-05-01.md", b"A note"),
        ("2024-05.txt", b"A month in words"),
        (".obsidian/2024-06.txt", b"A program's own"),
        ("list.txt", b"Plates"),
    ];
    let (journal, names) = read_names(&notes);
    assert_eq!(names, ["markdown:Daily/2024-05-01.md", "text:2024-05.txt", "text:list.txt"]);
    assert_eq!(journal.left, BTreeMap::new(), "nothing is left");
}

#[test]
fn rednotebooks_months_are_read_wherever_they_lie_and_nothing_of_its_own_beside_them() {
    let month = b"3:\n  text: plates\n4: a day as nobody writes it\n5: [no, page]\nx:\n  text: no day\n";
    let own: [(&str, &[u8]); 5] = [
        (".rednotebook/data/2024-05.txt", month),
        ("2024-06.txt", b"{}"),
        ("data/2024-05.old.txt", month),
        ("data/2024-05.new.txt", month),
        ("templates/Meeting.txt", b"Who was there"),
    ];
    let (journal, names) = read_names(&own);
    assert_eq!(names, ["rednotebook:2024-05-03", "rednotebook:2024-05-04"]);
    assert_eq!((counted(&journal, Left::Files), counted(&journal, Left::Unread)), (3, 2));
    let mixed: [(&str, &[u8]); 4] = [
        ("2023-01.txt", b"A month in words"),
        ("2024-05.txt", b"3:\n  text: plates\n"),
        ("Daily/2024-05-01.md", b"A note"),
        ("templates/Daily.md", b"A page of somebody's"),
    ];
    let (_, names) = read_names(&mixed);
    assert_eq!(
        names,
        [
            "markdown:Daily/2024-05-01.md",
            "markdown:templates/Daily.md",
            "rednotebook:2024-05-03",
            "text:2023-01.txt"
        ]
    );
    let templates: [(&str, &[u8]); 2] = [("2023-01.txt", b"A month in words"), ("templates/a.txt", b"Words")];
    assert_eq!(read_names(&templates).1.len(), 2, "without a month of its own nothing is RedNotebook's");
}

#[test]
fn rednotebooks_underlined_words_are_slanted() {
    let month = b"1:\n  text: 'so __very //late//__ again, snake__case__x, ``__init__``'\n";
    let journal = read_one("2024-01.txt", month).unwrap();
    assert_eq!(journal.pages[0].body, "so _very *late*_ again, snake__case__x, ``__init__``");
}

#[test]
fn rednotebook_leaves_addresses_as_they_are() {
    for (text, markdown) in [
        ("see http://a.org/x--y--z now", "see http://a.org/x--y--z now"),
        ("http://a.org/__x__/y//z//", "http://a.org/__x__/y//z//"),
        ("www.a.org/x--y-- and --struck--", "www.a.org/x--y-- and ~~struck~~"),
        ("--struck-- (https://a.org/--x--) //slanted//", "~~struck~~ (https://a.org/--x--) *slanted*"),
        ("--see [home ''http://a.org/x--y''] there--", "--see [home ''http://a.org/x--y''] there--"),
        ("//www.a.org/x--y--z//", "*www.a.org/x--y--z*"),
        ("https://a.org/x-- and https://b.org/y--", "https://a.org/x-- and https://b.org/y--"),
        ("from /usr/__x__/y", "from /usr/__x__/y"),
        (":// and http:// and //so//", ":// and http:// and *so*"),
    ] {
        let month = format!("1:\n  text: \"{text}\"\n");
        let journal = read_one("2024-01.txt", month.as_bytes()).unwrap();
        assert_eq!(journal.pages[0].body, markdown, "{text}");
    }
}

#[test]
fn rednotebooks_code_stays_as_it_is() {
    let month = b"1:\n  text: 'a //slanted// word, ``code -- //x//`` and --struck--, ``open //y//'\n";
    let journal = read_one("2024-01.txt", month).unwrap();
    assert_eq!(journal.pages[0].body, "a *slanted* word, ``code -- //x//`` and ~~struck~~, ``open *y*");
}

#[test]
fn where_no_id_is_given_the_words_are_part_of_the_name() {
    let named = |file: &str, text: &str| {
        let page = read_one(file, text.as_bytes()).unwrap().pages.remove(0);
        (page.source, page.place)
    };
    let (one, place) = named("monday.md", "Plates, in Bergen");
    let (other, same_place) = named("monday.md", "Quite another Monday");
    assert_eq!((place.as_deref(), &place), (Some("markdown:monday.md"), &same_place));
    assert_ne!(one, other, "other words at the same place are another page");
    assert_eq!(one, named("monday.md", "Plates,\r\nin  Bergen\n").0, "however their lines are broken");
    // Drawers keep it: it stays what it is.
    assert_eq!(one, "markdown:monday.md=a7b32b97c6991727615c8a859a1a9319");
    assert_eq!(
        named("a.md", "---\nid: \"7\"\n---\nwords"),
        ("markdown:7".to_owned(), None),
        "an id is one for good"
    );
}

#[test]
fn plain_text_is_one_page_or_one_for_each_line_that_is_a_date() {
    let one =
        read_one("2023-04-05 at the lake.txt", "\u{feff}Cold water.\r\nColder air.\r\n".as_bytes()).unwrap();
    assert_eq!((when(&one.pages[0]).as_str(), one.pages[0].title.as_str()), ("2023-04-05", "at the lake"));
    assert_eq!(one.pages[0].body, "Cold water.\nColder air.", "lines end as here");
    let many = sorted(
        read_one("diary.txt", b"before\n\n2023-04-05\nfirst\n\n## 2023-04-06 07:30\nsecond\n").unwrap(),
    );
    let pages: Vec<_> = many.pages.iter().map(|page| (when(page), page.body.as_str())).collect();
    assert_eq!(
        pages,
        [
            (String::new(), "before"),
            ("2023-04-05".to_owned(), "first"),
            ("2023-04-06T07:30".to_owned(), "second")
        ]
    );
}

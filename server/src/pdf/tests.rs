use std::sync::Arc;

use chrono::{TimeZone, Utc};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Feature, UnicodeBuffer};

use super::bundled;
use super::flow::{self, Drawn};
use super::font::{self, Run};
use super::line::{self, Line};
use super::paint::paint;
use super::text::{Face, Ink};
use super::{Attachment, Column, Document, Inks, Letterhead, Table, Text};
use crate::brand::Look;

fn letterhead() -> Letterhead {
    Letterhead { name: "Northwind Studio".into(), logo: None, inks: Inks::of(&Look::of_accent(Some("#0f766e"))) }
}

fn document() -> Document {
    let date = Utc.with_ymd_and_hms(2026, 11, 22, 9, 30, 0).single().unwrap();
    Document::new(letterhead(), "Certificate", "Spring campaign", date)
}

/// The words of each page, a stretch a line.
pub(crate) fn pages(document: &Document) -> Vec<String> {
    let laid = flow::lay_out(document).unwrap();
    let words = |drawn: &Drawn| match drawn {
        Drawn::Words { stretch, .. } => Some(stretch.part.text.trim_end().to_owned()),
        Drawn::Box { .. } => None,
    };
    laid.pages.iter().map(|page| page.iter().filter_map(words).collect::<Vec<_>>().join("\n")).collect()
}

fn long_table(rows: usize) -> Table {
    let mut table = Table::new([Column::new("No."), Column::wide("What", 1.0), Column::figures("Amount")]);
    for number in 1..=rows {
        table.row([number.to_string(), format!("Row {number} of many, wide enough to be wrapped once or twice, since it goes on and on about the same thing for the whole width of its column"), format!("{}.00 €", number * 1250)]);
    }
    table.foot(["".to_owned(), "Sum".into(), "1,234,567.00 €".into()]);
    table
}

fn everything() -> Document {
    let mut document = document();
    document.footer("Northwind Studio · Certificate 12");
    document.notice(Text::plain("Approved"), "All who were asked said yes on 22 November 2026.");
    document.facts([
        ("What", Text::plain("Ελληνικά, Кириллица, Tiếng Việt, עברית, العربية, 日本語")),
        ("SHA-256", Text::mono("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")),
        ("Where", Text::link("https://northwind.example/portal", "https://northwind.example/portal")),
        ("Nothing", Text::plain("")),
    ]);
    document.heading("Files");
    document.paragraph("What stands here was shown when it was decided on. ".repeat(6).as_str());
    document.table(long_table(40));
    document.attach(Attachment {
        name: "certificate.json".into(),
        media_type: "application/json",
        description: "The same for programs".into(),
        content: b"{}".to_vec(),
        plain: false,
    });
    document
}

#[test]
fn a_document_becomes_the_same_bytes_each_time_and_names_nobody_but_the_agency() {
    let bytes = paint(&everything()).unwrap();
    assert_eq!(bytes, paint(&everything()).unwrap());
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    for name in ["portico", "krilla", "rustybuzz"] {
        assert!(!text.contains(name), "the file names {name}");
    }
    assert!(text.contains("pdfaid") && text.contains("pdfuaid"), "it does not say that it keeps to PDF/A and PDF/UA");
}

#[test]
fn a_table_goes_on_under_its_head_and_loses_no_row() {
    let pages = pages(&everything());
    assert!(pages.len() > 2);
    assert!(pages.iter().skip(1).all(|page| page.starts_with("No.\nWhat\nAmount")), "{pages:#?}");
    let all = pages.join("\n");
    for number in 1..=40 {
        assert!(all.contains(&format!("{}.00 €", number * 1250)), "row {number} is missing");
    }
    assert!(pages.last().unwrap().contains("Sum"));
}

#[test]
fn a_row_taller_than_a_page_goes_on_and_a_word_wider_than_its_column_is_broken() {
    let mut document = document();
    let mut table = Table::new([Column::wide("Text", 1.0), Column::wide("Hash", 0.3)]);
    let words: Vec<String> = (0..2000).map(|number| format!("word{number}")).collect();
    table.row([Text::plain(words.join(" ")), Text::mono("0123456789abcdef".repeat(8))]);
    document.table(table);
    let pages = pages(&document);
    assert!(pages.len() > 2 && pages.len() < 20, "{} pages", pages.len());
    let all = pages.join(" ").replace('\n', " ");
    assert!(words.iter().all(|word| all.contains(word.as_str())), "words were lost");
    paint(&document).unwrap();
}

#[test]
fn nothing_stands_beyond_the_margins() {
    let laid = flow::lay_out(&everything()).unwrap();
    for drawn in laid.pages.iter().flatten() {
        if let Drawn::Words { stretch, x, base, .. } = drawn {
            let seen = stretch.part.text.trim_end().chars().count() as f32 / stretch.part.text.chars().count() as f32;
            assert!(
                *x >= flow::MARGIN - 0.1 && x + stretch.width * seen <= flow::PAPER.0 - flow::MARGIN + 4.0,
                "{stretch:?}"
            );
            assert!(*base < flow::PAPER.1 - 60.0, "{stretch:?}");
        }
    }
}

#[test]
fn letters_that_no_font_has_are_shown_as_missing_and_controls_are_left_out() {
    let mut document = document();
    document.paragraph("ᎠᎡ \u{202e}x\u{feff}\u{1}\u{0}\u{e000} 👩‍👩‍👧 fin");
    document.facts([("Name", Text::mono("ᎠᎡ.png"))]);
    let text = pages(&document).join("\n");
    assert!(text.contains("\u{fffd}\u{fffd} x\u{fffd}") && text.contains("fin"), "{text:?}");
    paint(&document).unwrap();
}

#[test]
fn names_of_east_asia_are_set_and_broken_where_a_line_ends() {
    let mut document = document();
    document
        .facts([("Client", Text::strong("株式会社アクメ 북유럽 스튜디오 有限公司")), ("Name", Text::mono("日本.png"))]);
    document.paragraph("当社の請求書は三十日以内にお支払いください。".repeat(8));
    let text = pages(&document).join("\n");
    assert!(!text.contains('\u{fffd}') && text.contains("株式会社アクメ") && text.contains("스튜디오"), "{text}");
    assert_eq!(text.replace('\n', "").matches("お支払いください。").count(), 8, "{text}");
    assert!(line::lines(&Text::plain("漢".repeat(100)), 10.0, 300.0).iter().all(|line| line.width <= 300.0));
    paint(&document).unwrap();
}

/// An address such as those of Haifa: letters go to the left, and figures within them do not.
#[test]
fn what_is_written_from_right_to_left_stands_so() {
    let stands = |text: &str| {
        let line = line::lines(&Text::plain(text), 10.0, 400.0).remove(0);
        let mut stretches = line.stretches;
        let read: String = stretches.iter().map(|stretch| stretch.part.text.as_str()).collect();
        assert_eq!(read, text, "it is read in its order");
        stretches.sort_by(|one, other| one.at.total_cmp(&other.at));
        let ends = stretches.last().map(|last| last.at + last.width);
        assert!(ends.is_some_and(|end| (end - line.width).abs() < 0.01), "{stretches:?}");
        stretches.iter().map(|stretch| stretch.part.text.trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(stands("רחוב הרצל 12 חיפה"), ["חיפה", "12", "רחוב הרצל"]);
    assert_eq!(stands("Acme שלום עולם GmbH"), ["Acme", "שלום עולם", "GmbH"]);
    assert_eq!(stands("Plain words"), ["Plain words"]);
    let mut document = document();
    document.facts([("Client", Text::strong("סטודיו (חיפה) בע״מ")), ("Where", Text::plain("شارع الملك 12، الرياض"))]);
    paint(&document).unwrap();
}

#[test]
fn a_name_leaves_the_direction_of_its_sentence_as_it_is() {
    let (name, rest) = ("ضريبة القيمة المضافة", " 15% of KWD 1,126.563");
    let seen = |text: &Text| {
        let mut stretches = line::lines(text, 10.0, 400.0).remove(0).stretches;
        stretches.sort_by(|one, other| one.at.total_cmp(&other.at));
        stretches.iter().map(|stretch| (stretch.part.text.trim().to_owned(), stretch.leftward)).collect::<Vec<_>>()
    };
    let stands = |text: &str, leftward: bool| (text.trim().to_owned(), leftward);
    assert_eq!(seen(&Text::apart(name).then(rest)), [stands(name, true), stands(rest, false)]);
    let within = Text::plain("Includes ").then(Text::apart(name)).then(rest);
    assert_eq!(seen(&within), [stands("Includes", false), stands(name, true), stands(rest, false)]);
    // One that is apart from nothing is written as its own letters go.
    assert_eq!(seen(&Text::apart("VAT").then(rest)), [stands("VAT", false), stands(rest, false)]);
}

#[test]
fn what_stays_together_begins_another_page_where_this_one_has_no_room() {
    let mut turned = 0;
    for rows in 1..45 {
        let mut document = document();
        let mut table = Table::new([Column::wide("What", 1.0), Column::figures("Amount")]);
        for number in 1..=rows {
            table.row([format!("Row {number}"), "1.00".to_owned()]);
        }
        document.table(table);
        document.together(|document| {
            let mut sums = Table::sums();
            sums.foot(["Total", "9.00"]);
            document.table(sums);
            document.heading("How to pay");
            document.paragraph("By transfer.");
        });
        let pages = pages(&document);
        let at = |words: &str| pages.iter().position(|page| page.contains(words));
        assert!(at("Total").is_some() && at("Total") == at("By transfer."), "{rows} rows: {pages:#?}");
        turned += usize::from(pages.last().is_some_and(|page| pages.len() > 1 && !page.contains("Row")));
    }
    assert!(turned > 0, "it always stood on the page of the last row");
    let mut long = document();
    long.together(|long| {
        long.paragraph("More than any page can hold. ".repeat(600));
        long.paragraph("The end.");
    });
    let pages = pages(&long);
    assert!(pages.len() > 2 && pages[0].contains("More than") && pages.last().unwrap().contains("The end."));
}

/// Names in scripts that have a font of their own, each with a blank; that of Ethiopia is set elsewhere.
const NAMES: [&str; 16] = [
    "Երևանի ստուդիա",
    "नॉर्थविंड प्राइवेट लिमिटेड।",
    "নর্থউইন্ড কোম্পানি লিমিটেড।",
    "ਪੰਜਾਬ ਸਟੂਡੀਓ।",
    "ગુજરાત સ્ટુડિયો",
    "ଓଡ଼ିଶା କମ୍ପାନୀ",
    "கொழும்பு நிறுவனம்",
    "హైదరాబాద్ సంస్థ",
    "ಬೆಂಗಳೂರು ಸಂಸ್ಥೆ",
    "കൊച്ചി കമ്പനി",
    "ශ්\u{200d}රී ලංකා සමාගම",
    "บริษัท น้ำใส จำกัด",
    "ບໍລິສັດ ນ້ຳໃສ ຈຳກັດ",
    "မြန်မာ ကုမ္ပဏီ",
    "თბილისის სტუდია",
    "ក្រុមហ៊ុន ភ្នំពេញ",
];

fn runs(text: &str, face: Face) -> Vec<Run> {
    font::runs(&font::settable(text), face, None)
}

/// A run's glyphs as the font numbers them.
fn glyphs(run: &Run) -> Vec<u32> {
    run.glyphs.iter().map(|glyph| glyph.glyph_id.to_u32()).collect()
}

/// The glyph that a letter has where nothing stands around it.
fn alone(run: &Run, letter: char) -> Option<u32> {
    run.font.shaper.glyph_index(letter).map(|id| u32::from(id.0))
}

/// That every letter has a sign, and no mark stands on the dotted circle of one that has lost its consonant.
fn assert_whole(text: &str, face: Face) {
    for run in runs(text, face) {
        let (shown, circle) = (glyphs(&run), alone(&run, '\u{25cc}'));
        assert!(!shown.is_empty() && !shown.contains(&0), "{text:?} lacks a letter: {shown:?}");
        assert!(circle.is_none_or(|circle| !shown.contains(&circle)), "{text:?} is torn: {shown:?}");
    }
}

#[test]
fn names_of_india_of_south_east_asia_and_of_the_caucasus_are_set_whole() {
    let mut document = document();
    for name in NAMES {
        for face in [Face::Plain, Face::Strong, Face::Mono] {
            let set = runs(name, face);
            assert!(set.len() == 1 && set[0].text == name, "{name} is in {} pieces", set.len());
            assert_whole(name, face);
        }
        document.facts([("Client", Text::strong(name)), ("File", Text::mono(format!("{name}.pdf")))]);
    }
    let text = pages(&document).join("\n");
    assert!(NAMES.iter().all(|name| text.contains(name)) && !text.contains('\u{fffd}'), "{text}");
    // No PDF is made that has a sign of a missing letter, or one that cannot be read out.
    paint(&document).unwrap();
}

/// A plan of another script would leave letters of Arabia apart, and one of another direction turn words round.
#[test]
fn a_plan_that_is_kept_shapes_as_one_that_is_made_anew() {
    for leftward in [None, Some(true), Some(false)] {
        for text in ["12.50", "Acme", "Αθήνα", "Київ", "،", "سلام", "(", "שלום", "मुंबई", "ไทย", "東京"]
        {
            for run in font::runs(text, Face::Plain, leftward) {
                let mut buffer = UnicodeBuffer::new();
                buffer.push_str(&run.text);
                buffer.guess_segment_properties();
                if let Some(leftward) = leftward {
                    buffer.set_direction(if leftward { Direction::RightToLeft } else { Direction::LeftToRight });
                }
                let (direction, script) = (buffer.direction(), buffer.script());
                assert!(Arc::ptr_eq(&run.font.plan(direction, script), &run.font.plan(direction, script)));
                let tabular = Feature::new(Tag::from_bytes(b"tnum"), 1, ..);
                let anew = rustybuzz::shape(&run.font.shaper, &[tabular], buffer);
                let anew: Vec<u32> = anew.glyph_infos().iter().map(|info| info.glyph_id).collect();
                assert_eq!(glyphs(&run), anew, "{text}, {leftward:?}");
            }
        }
    }
}

#[test]
fn letters_change_places_where_they_are_written_before_what_they_are_spoken_after() {
    let set = |text: &str| {
        let run = runs(text, Face::Plain).remove(0);
        assert!(run.glyphs.iter().all(|glyph| glyph.text_range == (0..text.len())), "{text} is read as one");
        run
    };
    let short_i = set("कि");
    let (shown, consonant) = (glyphs(&short_i), alone(&short_i, 'क'));
    assert!(shown.len() == 2 && Some(shown[1]) == consonant && Some(shown[0]) != consonant, "{shown:?}");
    let around = set("கொ");
    let order = ['\u{bc6}', '\u{b95}', '\u{bbe}'].map(|letter| alone(&around, letter).unwrap());
    assert_eq!(glyphs(&around), order);
    let water = set("น้ำ");
    let (shown, first, last) = (glyphs(&water), alone(&water, 'น'), alone(&water, 'า'));
    assert!(shown.len() == 4 && Some(shown[0]) == first && Some(shown[3]) == last, "{shown:?}");
    assert_eq!(Some(shown[1]), alone(&water, '\u{e4d}'), "the ring stands below the tone");
}

#[test]
fn joiners_stay_where_letters_are_written_otherwise_without_them_and_nowhere_else() {
    assert_eq!(font::settable("pay\u{200d}pal\u{200c} 👩\u{200d}x"), "paypal \u{fffd}x");
    for (with, without) in [("ශ්\u{200d}රී", "ශ්රී"), ("می\u{200c}خواهم", "میخواهم"), ("क्\u{200d}ष", "क्ष")]
    {
        assert_eq!(font::settable(with), with);
        let (one, other) = (runs(with, Face::Plain).remove(0), runs(without, Face::Plain).remove(0));
        assert_ne!(glyphs(&one), glyphs(&other), "{with} looks like {without}");
        let read: std::collections::BTreeSet<_> =
            one.glyphs.iter().map(|glyph| (glyph.text_range.start, glyph.text_range.end)).collect();
        assert_eq!(
            read.iter().map(|(start, end)| &with[*start..*end]).collect::<String>(),
            with,
            "it is read in whole"
        );
    }
}

#[test]
fn sentences_without_blanks_are_broken_between_syllables() {
    for sentence in [
        "บริษัทของเรารับออกแบบเว็บไซต์และดูแลน้ำเสียงของแบรนด์ให้ลูกค้าทั่วประเทศไทย",
        "ພວກເຮົາອອກແບບເວັບໄຊໃຫ້ລູກຄ້າທົ່ວປະເທດ",
        "យើងខ្ញុំរចនាគេហទំព័រសម្រាប់អតិថិជនទូទាំងប្រទេស",
        "ကျွန်ုပ်တို့သည်ဖောက်သည်များအတွက်ဝဘ်ဆိုက်များကိုရေးဆွဲသည်",
    ] {
        let text = format!("Acme: {}", sentence.repeat(4));
        let lines: Vec<_> = line::lines(&Text::plain(text.as_str()), 10.0, 150.0).into_iter().map(read).collect();
        assert_eq!(lines.iter().map(|(words, _)| words.as_str()).collect::<String>(), text);
        assert!(lines[0].0.chars().count() > 12, "it begins where there is room: {lines:?}");
        for (words, width) in &lines {
            assert!(*width <= 150.1, "{words} is {width} wide");
            assert_whole(words, Face::Plain);
            assert!(!words.ends_with(['เ', 'แ', 'โ', 'ใ', 'ไ', 'ເ', 'ແ', 'ໂ', 'ໃ', 'ໄ', '\u{17d2}']), "{words}");
            assert!(!words.starts_with(['ะ', 'า', 'ำ', 'ະ', 'າ', 'ຳ']), "{words}");
        }
    }
    let words = ["ក្រុមហ៊ុន", "សំណង់", "ភ្នំពេញ"];
    let lines = line::lines(&Text::plain(words.join("\u{200b}")), 10.0, 34.0);
    assert_eq!(lines.into_iter().map(|line| read(line).0).collect::<Vec<_>>(), words, "where the writer said so");
}

fn read(line: Line) -> (String, f32) {
    (line.stretches.iter().map(|stretch| stretch.part.text.as_str()).collect(), line.width)
}

#[test]
fn what_is_cut_off_is_cut_between_letters_that_belong_together() {
    let (words, width) = read(Line::cut(&"กำน้ำ".repeat(20), Face::Plain, Ink::Text, 10.0, 100.0));
    let kept = words.strip_suffix('…').unwrap();
    assert!(width <= 100.0 && (kept.ends_with("กำ") || kept.ends_with("น้ำ")), "{words}");
    let (words, _) = read(Line::cut("श्रीमती", Face::Plain, Ink::Text, 10.0, 1.0));
    assert_eq!(words, "श्री…", "no less than what is written as one");
}

/// No other test here may set Ethiopic.
#[test]
fn a_font_is_read_when_a_letter_of_its_script_is_first_set() {
    runs("Acme 株式会社 ไทย ᎠᎡ", Face::Plain);
    assert!(bundled::is_read('ไ') && !bundled::is_read('አ'), "a font that nobody asked for is in memory");
    let name = "አዲስ አበባ ስቱዲዮ";
    assert_whole(name, Face::Strong);
    assert!(bundled::is_read('አ') && runs(name, Face::Plain).len() == 1);
}

#[test]
fn figures_line_up_at_the_right() {
    let mut document = document();
    let mut table = Table::new([Column::wide("What", 1.0), Column::figures("Amount")]);
    table.row(["One", "1.00"]).row(["Many", "1,111,111.00"]);
    document.table(table);
    let laid = flow::lay_out(&document).unwrap();
    let ends: Vec<f32> = laid.pages[0]
        .iter()
        .filter_map(|drawn| match drawn {
            Drawn::Words { stretch, x, .. } if stretch.part.text.ends_with(".00") => Some(x + stretch.width),
            _ => None,
        })
        .collect();
    assert!(ends.len() == 2 && (ends[0] - ends[1]).abs() < 0.01, "{ends:?}");
}

#[test]
fn a_document_without_end_is_refused() {
    let mut document = document();
    for _ in 0..1600 {
        document.paragraph("a\nb\nc\nd\ne\nf\ng\nh\ni\nj");
    }
    assert!(matches!(paint(&document), Err(crate::error::Error::TooLarge(_))));
}

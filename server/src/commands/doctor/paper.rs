//! What a PDF says: what it tells of itself, the files within it, and the words on its pages.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, Stream};
use hayro_syntax::page::Page;

/// How deep one thing may lie in another.
const DEPTH: u8 = 16;

/// All that is text in a PDF; none where it cannot be read.
pub fn words(bytes: &[u8]) -> Option<String> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let mut said = String::new();
    for object in pdf.objects() {
        tell(&object, 0, &mut said);
    }
    let about = pdf.metadata();
    let about = [&about.title, &about.author, &about.subject, &about.keywords, &about.creator, &about.producer];
    about.into_iter().flatten().for_each(|text| line(text, &mut said));
    on_pages(&pdf, &mut said);
    Some(said)
}

/// What a reader sees: the words on the pages alone, and of what lies within the PDF nothing; none where it cannot be read.
pub fn seen(bytes: &[u8]) -> Option<String> {
    let mut said = String::new();
    on_pages(&Pdf::new(bytes.to_vec()).ok()?, &mut said);
    Some(said)
}

fn on_pages(pdf: &Pdf, said: &mut String) {
    for page in pdf.pages().iter() {
        spoken(page, said);
    }
}

fn line(text: &[u8], said: &mut String) {
    said.push_str(&text_of(text));
    said.push('\n');
}

/// A text of a PDF is UTF-16 where it begins with a byte order mark, and otherwise as good as ASCII.
fn text_of(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => wide_text(wide),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn wide_text(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// The texts in an object, and what is packed in a stream that is no picture. What it refers to is an object of
/// its own.
fn tell(object: &Object<'_>, depth: u8, said: &mut String) {
    if depth > DEPTH {
        return;
    }
    match object {
        Object::String(text) => line(text.as_bytes(), said),
        Object::Dict(dict) => tell_all(dict, depth, said),
        Object::Array(array) => {
            for item in array.raw_iter() {
                if let MaybeRef::NotRef(item) = item {
                    tell(&item, depth + 1, said);
                }
            }
        }
        Object::Stream(stream) => {
            tell_all(stream.dict(), depth, said);
            if !stream.dict().contains_key(b"Width")
                && let Ok(content) = stream.decoded()
            {
                line(&content, said);
            }
        }
        _ => {}
    }
}

fn tell_all(dict: &Dict<'_>, depth: u8, said: &mut String) {
    for (_, value) in dict.entries() {
        if let MaybeRef::NotRef(value) = value {
            tell(&value, depth + 1, said);
        }
    }
}

/// The words on a page, as whoever copies them gets them.
fn spoken(page: &Page<'_>, said: &mut String) {
    let mut font = Letters::default();
    // Whether something else is read instead of what is within, for each mark that is open.
    let mut marks: Vec<bool> = Vec::new();
    let mut operations = page.typed_operations();
    while let Some(operation) = operations.next() {
        let is_replaced = marks.contains(&true);
        match operation {
            TypedInstruction::BeginMarkedContent(_) => marks.push(false),
            TypedInstruction::BeginMarkedContentWithProperties(mark) => {
                let text = instead(mark.1).filter(|_| !is_replaced);
                marks.push(text.is_some());
                said.push_str(&text.unwrap_or_default());
            }
            TypedInstruction::EndMarkedContent(_) => {
                marks.pop();
            }
            TypedInstruction::TextFont(named) => {
                let dict = page.resources().get_font(named.0);
                let known = dict.and_then(|dict| dict.get::<Stream<'_>>(b"ToUnicode"));
                let known = known.and_then(|stream| Some(stream.decoded().ok()?.into_owned()));
                font = known.map(|known| Letters::read(&String::from_utf8_lossy(&known))).unwrap_or_default();
            }
            _ if is_replaced => {}
            TypedInstruction::ShowText(shown) => font.spell(shown.0.as_bytes(), said),
            TypedInstruction::ShowTexts(shown) => parts(shown.0, &font, said),
            TypedInstruction::BeginText(_) | TypedInstruction::NextLine(_) => said.push('\n'),
            _ => {}
        }
    }
}

/// What is read instead of a mark's content (ISO 32000-1, 14.9.4): signs that only together mean these letters.
fn instead(properties: &Object<'_>) -> Option<String> {
    let Object::Dict(properties) = properties else { return None };
    match properties.get::<Object<'_>>(b"ActualText")? {
        Object::String(text) => Some(text_of(text.as_bytes())),
        _ => None,
    }
}

/// A stretch whose letters stand closer together or further apart.
fn parts(shown: &Array<'_>, font: &Letters, said: &mut String) {
    for part in shown.iter::<Object<'_>>() {
        if let Object::String(text) = part {
            font.spell(text.as_bytes(), said);
        }
    }
}

/// What the numbers of a font's signs mean.
#[derive(Default)]
struct Letters {
    known: BTreeMap<Vec<u8>, String>,
    /// How many bytes a number has.
    width: usize,
}

impl Letters {
    /// Reads a map to Unicode (ISO 32000-1, 9.10.3).
    fn read(map: &str) -> Self {
        let mut letters = Self { known: BTreeMap::new(), width: 1 };
        for block in map.split("beginbfchar").skip(1) {
            let named = hex(block.split("endbfchar").next().unwrap_or_default());
            for pair in named.chunks_exact(2) {
                letters.learn(pair[0].clone(), wide_text(&pair[1]));
            }
        }
        for block in map.split("beginbfrange").skip(1) {
            let named = hex(block.split("endbfrange").next().unwrap_or_default());
            for [first, last, text] in named.as_chunks::<3>().0 {
                letters.learn_range(first, last, text);
            }
        }
        letters
    }

    fn learn(&mut self, number: Vec<u8>, text: String) {
        self.width = number.len().max(1);
        self.known.insert(number, text);
    }

    /// Numbers that follow each other and differ in the last byte, as do what they mean.
    fn learn_range(&mut self, first: &[u8], last: &[u8], text: &[u8]) {
        let (Some((low, rest)), Some((high, _)), Some((letter, before))) =
            (first.split_last(), last.split_last(), text.split_last())
        else {
            return;
        };
        for step in 0..=high.saturating_sub(*low) {
            let number = [rest, &[low.saturating_add(step)]].concat();
            self.learn(number, wide_text(&[before, &[letter.saturating_add(step)]].concat()));
        }
    }

    fn spell(&self, numbers: &[u8], said: &mut String) {
        for number in numbers.chunks(self.width.max(1)) {
            if let Some(text) = self.known.get(number) {
                said.push_str(text);
            }
        }
    }
}

/// What stands in pointed brackets.
fn hex(text: &str) -> Vec<Vec<u8>> {
    let packed = text.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    packed.filter_map(|digits| data_encoding::HEXUPPER_PERMISSIVE.decode(digits.trim().as_bytes()).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Letters, seen, words};
    use crate::brand::Look;
    use crate::pdf::{Attachment, Document, Inks, Letterhead, Text, render};

    fn document(title: &str) -> Document {
        let letterhead =
            Letterhead { name: "Northwind Studio".into(), logo: None, inks: Inks::of(&Look::of_accent(None)) };
        Document::new(letterhead, "Certificate", title, chrono::DateTime::UNIX_EPOCH)
    }

    async fn said(document: Document) -> String {
        words(&render(document).await.expect("a PDF")).expect("what it says").to_lowercase()
    }

    #[tokio::test]
    async fn a_word_is_found_on_a_page_in_a_file_in_a_link_and_in_what_the_pdf_tells_of_itself() {
        assert!(!said(document("Spring")).await.contains("portico"));
        assert!(said(document("Spring")).await.contains("northwind studio"));
        let mut on_a_page = document("Spring");
        on_a_page.paragraph("Sent with Portico");
        assert!(said(on_a_page).await.contains("sent with portico"));
        assert!(said(document("By Portico")).await.contains("by portico"));
        let mut linked = document("Spring");
        linked.facts([("Where", Text::link("here", "https://portico.example/"))]);
        assert!(said(linked).await.contains("portico.example"));
        let mut filed = document("Spring");
        filed.attach(Attachment {
            name: "record.json".into(),
            media_type: "application/json",
            description: "For programs".into(),
            content: br#"{"by":"portico"}"#.to_vec(),
            plain: false,
        });
        let filed = render(filed).await.expect("a PDF");
        assert!(words(&filed).expect("what it says").contains(r#""by":"portico""#));
        let read = seen(&filed).expect("what it shows");
        assert!(read.contains("Northwind") && !read.contains("portico"), "{read}");
        assert_eq!(words(b"no PDF"), None);
    }

    #[tokio::test]
    async fn signs_that_only_together_mean_something_are_read_as_whoever_copies_them_gets_them() {
        let mut several = document("Spring");
        several.paragraph("น น้ำ หนึ่ง कि क কো");
        let read = seen(&render(several).await.expect("a PDF")).expect("what it shows");
        assert!(read.split_whitespace().collect::<String>().contains("นน้ำหนึ่งकिकকো"), "{read}");
    }

    #[test]
    fn a_map_to_unicode_is_read_by_letters_and_by_ranges() {
        let map = "1 beginbfchar <0003> <0050> endbfchar 1 beginbfrange <0010> <0012> <0061> endbfrange";
        let mut said = String::new();
        Letters::read(map).spell(&[0, 3, 0, 0x10, 0, 0x12, 0, 9], &mut said);
        assert_eq!(said, "Pac");
    }
}

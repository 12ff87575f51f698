use chrono::{DateTime, Utc};

use super::ink::Inks;
use super::table::Table;
use super::text::Text;

/// Whose paper it is.
#[derive(Clone, Debug)]
pub struct Letterhead {
    pub name: String,
    /// A PNG; the name stands there where there is none.
    pub logo: Option<Vec<u8>>,
    pub inks: Inks,
}

/// A file within the PDF, for programs.
#[derive(Clone, Debug)]
pub struct Attachment {
    pub name: String,
    pub media_type: &'static str,
    pub description: String,
    pub content: Vec<u8>,
    /// Whether its bytes stand in the PDF as they are.
    pub plain: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Block {
    Title(String),
    Heading(String),
    Paragraph(Text),
    /// Something set apart: a line that says it all, and what belongs to it.
    Notice(Text, Text),
    Table(Table),
    /// What stays on one page, where one can hold it.
    Together(Vec<Block>),
    Gap(f32),
}

/// A document to be: blocks, one under the other.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) letterhead: Letterhead,
    pub(super) title: String,
    /// What kind of document it is, in the corner of each page.
    pub(super) kind: String,
    /// The language of its words (BCP 47).
    pub(super) language: String,
    /// The moment that it is of; it is as if it had been made then.
    pub(super) date: DateTime<Utc>,
    pub(super) footer: String,
    pub(super) blocks: Vec<Block>,
    pub(super) attachments: Vec<Attachment>,
}

impl Document {
    /// An empty document of a kind — "Certificate", "Invoice" — with a title of its own.
    pub fn new(letterhead: Letterhead, kind: impl Into<String>, title: impl Into<String>, date: DateTime<Utc>) -> Self {
        let (kind, title) = (kind.into(), title.into());
        let blocks = vec![Block::Title(title.clone())];
        let (language, footer) = ("en".into(), letterhead.name.clone());
        Self { letterhead, title, kind, language, date, footer, blocks, attachments: Vec::new() }
    }

    /// Sets the language of its words (BCP 47); English unless it is set.
    pub fn language(&mut self, tag: impl Into<String>) -> &mut Self {
        self.language = tag.into();
        self
    }

    /// Sets what stands at the foot of each page; the agency's name unless it is set.
    pub fn footer(&mut self, text: impl Into<String>) -> &mut Self {
        self.footer = text.into();
        self
    }

    /// A heading, which stays with what follows it.
    pub fn heading(&mut self, text: impl Into<String>) -> &mut Self {
        self.add(Block::Heading(text.into()))
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: impl Into<Text>) -> &mut Self {
        self.add(Block::Paragraph(text.into()))
    }

    /// A line that says it all, set apart, with what belongs to it.
    pub fn notice(&mut self, says: impl Into<Text>, more: impl Into<Text>) -> &mut Self {
        self.add(Block::Notice(says.into(), more.into()))
    }

    /// What is called how: one fact a row. A fact without words is left out.
    pub fn facts<N: Into<String>, T: Into<Text>>(&mut self, facts: impl IntoIterator<Item = (N, T)>) -> &mut Self {
        let facts = facts.into_iter().map(|(name, fact)| (name.into(), fact.into()));
        let rows = facts.filter(|(_, fact): &(String, Text)| !fact.is_empty());
        self.add(Block::Table(Table::of_facts(rows)))
    }

    /// A table; its head stands again on every page that it goes on to.
    pub fn table(&mut self, table: Table) -> &mut Self {
        self.add(Block::Table(table))
    }

    /// What is written stays on one page, where one can hold it.
    pub fn together(&mut self, write: impl FnOnce(&mut Self)) -> &mut Self {
        let before = self.blocks.len();
        write(self);
        let blocks = self.blocks.split_off(before);
        self.add(Block::Together(blocks))
    }

    /// Some room.
    pub fn gap(&mut self, points: f32) -> &mut Self {
        self.add(Block::Gap(points))
    }

    /// Puts a file into the PDF, for programs to read.
    pub fn attach(&mut self, attachment: Attachment) -> &mut Self {
        self.attachments.push(attachment);
        self
    }

    fn add(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }
}

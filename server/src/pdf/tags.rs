use std::num::NonZeroU16;

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// What something is to whoever has the document read to them.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Heading(u16, String),
    Paragraph,
    Link,
    Table,
    Head,
    Body,
    Foot,
    Row,
    RowHead,
    ColumnHead,
    Cell,
}

/// A place in the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(usize);

enum Child {
    Place(Place),
    Content(Identifier),
}

struct Element {
    kind: Kind,
    children: Vec<Child>,
}

/// The structure of a document, in the order in which it is read. Content is added as it is painted.
#[derive(Default)]
pub(super) struct Structure {
    elements: Vec<Element>,
    roots: Vec<Place>,
}

impl Structure {
    pub fn add(&mut self, within: Option<Place>, kind: Kind) -> Place {
        let place = Place(self.elements.len());
        self.elements.push(Element { kind, children: Vec::new() });
        match within {
            Some(Place(parent)) => self.elements[parent].children.push(Child::Place(place)),
            None => self.roots.push(place),
        }
        place
    }

    pub fn content(&mut self, place: Place, content: Identifier) {
        self.elements[place.0].children.push(Child::Content(content));
    }

    pub fn tree(mut self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for root in std::mem::take(&mut self.roots) {
            tree.push(self.group(root));
        }
        tree
    }

    fn group(&mut self, place: Place) -> TagGroup {
        let children = std::mem::take(&mut self.elements[place.0].children);
        let mut group = TagGroup::new(tag(&self.elements[place.0].kind));
        for child in children {
            match child {
                Child::Place(place) => group.push(Node::Group(self.group(place))),
                Child::Content(content) => group.push(Node::Leaf(content)),
            }
        }
        group
    }
}

fn tag(kind: &Kind) -> TagKind {
    match kind {
        Kind::Heading(level, words) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(words.clone())).into()
        }
        Kind::Paragraph => Tag::P.into(),
        Kind::Link => Tag::Link.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Head => Tag::THead.into(),
        Kind::Body => Tag::TBody.into(),
        Kind::Foot => Tag::TFoot.into(),
        Kind::Row => Tag::TR.into(),
        Kind::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Kind::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Kind::Cell => Tag::TD.into(),
    }
}

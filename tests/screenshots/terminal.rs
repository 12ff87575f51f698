//! A terminal's screen as a page: its text, colours, and weights (SGR), nothing else.

use std::fmt::Write;

const HEAD: &str = "<!DOCTYPE html><meta charset=utf-8><style>
    body { margin: 16px; background: #16181d; }
    pre { margin: 0; color: #d8dade; font: 15px/18px 'DejaVu Sans Mono', monospace; }
    span { display: inline-block; height: 18px; vertical-align: top; white-space: pre; }
    </style><pre>";

const SIXTEEN: [&str; 16] = [
    "#2a2d35", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4", "#6b7280", "#ff8b94",
    "#b5e08c", "#f5d58f", "#82c4ff", "#dd94f0", "#74d4df", "#ffffff",
];

/// How the next letters look.
#[derive(Clone, Default, PartialEq)]
struct Pen {
    ink: Option<String>,
    paper: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underlined: bool,
    reversed: bool,
}

/// The page for what `tmux capture-pane -e` gave.
pub fn page(screen: &str) -> String {
    let mut html = HEAD.to_owned();
    let mut pen = Pen::default();
    let mut rest = screen;
    while let Some(at) = rest.find('\u{1b}') {
        write_with(&pen, &rest[..at], &mut html);
        rest = &rest[at + 1..];
        let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic()) else { break };
        if let Some(codes) = rest[..end].strip_prefix('[').filter(|_| rest[end..].starts_with('m')) {
            pen.take(codes);
        }
        rest = &rest[end + 1..];
    }
    write_with(&pen, rest, &mut html);
    html
}

impl Pen {
    fn take(&mut self, codes: &str) {
        let mut codes = codes.split([';', ':']).map(|code| code.parse::<usize>().unwrap_or(0));
        while let Some(code) = codes.next() {
            match code {
                0 => *self = Self::default(),
                1 => self.bold = true,
                2 => self.dim = true,
                3 => self.italic = true,
                4 => self.underlined = true,
                7 => self.reversed = true,
                22 => (self.bold, self.dim) = (false, false),
                23 => self.italic = false,
                24 => self.underlined = false,
                27 => self.reversed = false,
                30..=37 => self.ink = sixteen(code - 30),
                90..=97 => self.ink = sixteen(code - 82),
                38 => self.ink = colour(&mut codes),
                39 => self.ink = None,
                40..=47 => self.paper = sixteen(code - 40),
                100..=107 => self.paper = sixteen(code - 92),
                48 => self.paper = colour(&mut codes),
                49 => self.paper = None,
                _ => {}
            }
        }
    }

    fn style(&self) -> String {
        let (ink, paper) = (self.ink.as_deref().unwrap_or("#d8dade"), self.paper.as_deref());
        let (ink, paper) = if self.reversed { (paper.unwrap_or("#16181d"), Some(ink)) } else { (ink, paper) };
        let mut style = format!("color:{ink}");
        if let Some(paper) = paper {
            style += &format!(";background:{paper}");
        }
        for (on, rule) in [
            (self.bold, ";font-weight:bold"),
            (self.dim, ";opacity:.65"),
            (self.italic, ";font-style:italic"),
            (self.underlined, ";text-decoration:underline"),
        ] {
            if on {
                style += rule;
            }
        }
        style
    }
}

fn sixteen(number: usize) -> Option<String> {
    SIXTEEN.get(number).map(|colour| (*colour).to_owned())
}

/// `5;n` of 256 colours, or `2;r;g;b`.
fn colour(codes: &mut impl Iterator<Item = usize>) -> Option<String> {
    let kind = codes.next()?;
    let mut next = || codes.next();
    match kind {
        5 => {
            let number = next()?;
            match number {
                0..=15 => sixteen(number),
                16..=231 => {
                    let level = |step: usize| if step == 0 { 0 } else { 55 + step * 40 };
                    let cube = number - 16;
                    Some(format!("rgb({},{},{})", level(cube / 36), level(cube / 6 % 6), level(cube % 6)))
                }
                _ => Some(format!("rgb({0},{0},{0})", 8 + (number - 232) * 10)),
            }
        }
        2 => Some(format!("rgb({},{},{})", next()?, next()?, next()?)),
        _ => None,
    }
}

fn write_with(pen: &Pen, text: &str, html: &mut String) {
    if text.is_empty() {
        return;
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            html.push('\n');
        }
        if *pen == Pen::default() {
            html.push_str(line);
        } else if !line.is_empty() {
            // Writing to a string cannot fail.
            write!(html, "<span style=\"{}\">{line}</span>", pen.style()).ok();
        }
    }
}

use portico_openapi::types::BrandColours;
use ratatui::{
    style::{Color, Style},
    text::{Line, Span},
};

use super::known;
use crate::{
    app::App,
    foreign,
    office::{
        Colour, Subject,
        brand::{IMAGES, TOKENS, image},
    },
    screens::sheet::Entry,
    text,
    theme::Theme,
    when,
    widgets::sentence,
};

/// The draft, or what clients see: colours by day and by night, and images.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let brand = match known(app, &app.office.brand, columns) {
        Ok(brand) => brand,
        Err(why) => return why,
    };
    let (words, style, look) = match &brand.draft {
        Some(draft) => {
            let at = when::moment(draft.updated_at, app.now, app.zone);
            (format!("Draft of {at}: clients do not see it yet."), app.theme.warning(), &draft.look)
        }
        None => ("What clients see.".to_owned(), app.theme.positive(), &brand.published),
    };
    let head = format!("{:14}{:24}{}", "", "By day", "By night");
    let mut all = vec![Entry::text(vec![
        Line::styled(text::cut(&words, columns), style),
        Line::styled(text::cut(&head, columns), app.theme.muted()),
    ])];
    all.extend(TOKENS.iter().enumerate().map(|(index, (name, _, _, of))| {
        let cells = [(&look.light, of(&look.light)), (&look.dark, of(&look.dark))];
        let mut spans = vec![Span::raw(text::fit(name, 14))];
        for (all, colour) in cells {
            spans.push(swatch(colour, app.theme));
            spans.push(Span::raw(text::fit(&format!(" {} {}", foreign::line(colour), told(name, all)), 20)));
        }
        Entry::about(Subject::Colour(index), vec![Line::from(spans)])
    }));
    let note = "Figures: contrast with what it stands on. 4.5 is needed for words, 3 for the accent.";
    let note = text::wrap(note, columns).into_iter().map(|line| Line::styled(line, app.theme.muted()));
    all.push(Entry::text(note.chain([Line::default()]).collect()));
    all.extend(IMAGES.iter().map(|(kind, label)| {
        let size = image(look, *kind).map(|image| format!("{} × {}", image.width, image.height));
        let right = size.unwrap_or_else(|| "none".into());
        let line = sentence::ends(label, app.theme.text(), &right, app.theme.muted(), columns.min(40));
        Entry::about(Subject::Image(*kind), vec![line])
    }));
    all
}

/// A colour as a cell; without colours its name has to do.
pub fn swatch(colour: &str, theme: Theme) -> Span<'static> {
    match Colour::read(colour) {
        Some(Colour(red, green, blue)) if !theme.is_plain() => {
            Span::styled("    ", Style::new().bg(Color::Rgb(red, green, blue)))
        }
        _ => Span::raw("    "),
    }
}

/// How well a colour is told from what it stands on.
fn told(name: &str, all: &BrandColours) -> String {
    let pair = match name {
        "accent" => (&all.accent, &all.background),
        "on accent" => (&all.on_accent, &all.accent),
        "surface" => (&all.text, &all.surface),
        "text" => (&all.text, &all.background),
        "muted" => (&all.muted, &all.background),
        "positive" => (&all.positive, &all.background),
        "negative" => (&all.negative, &all.background),
        _ => return String::new(),
    };
    match (Colour::read(pair.0), Colour::read(pair.1)) {
        (Some(one), Some(other)) => format!("{:.1}", one.against(other)),
        _ => String::new(),
    }
}

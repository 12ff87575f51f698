use ratatui::style::{Color, Modifier, Style};

/// Styles by meaning. Sixteen colours and no backgrounds, so that any terminal's own palette holds;
/// without colours the meaning stays in shapes, words, weight and frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// For dark terminals.
    Dark,
    /// For light terminals.
    Light,
    /// For `NO_COLOR`.
    Plain,
}

impl Theme {
    /// From what the environment says: `NO_COLOR`, and `COLORFGBG` as terminals with a light ground set it.
    pub fn detect(no_color: Option<&str>, foreground_background: Option<&str>) -> Self {
        if no_color.is_some_and(|value| !value.is_empty()) {
            return Self::Plain;
        }
        match foreground_background.and_then(|value| value.rsplit(';').next()) {
            Some("7" | "15") => Self::Light,
            _ => Self::Dark,
        }
    }

    fn ink(self, dark: Color, light: Color) -> Style {
        match self {
            Self::Dark => Style::new().fg(dark),
            Self::Light => Style::new().fg(light),
            Self::Plain => Style::new(),
        }
    }

    /// Ordinary text.
    pub fn text(self) -> Style {
        Style::new()
    }

    /// Headings and what is unread.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What is there but need not be read.
    pub fn muted(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The row under the cursor.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The row that was under the cursor when another pane took over.
    pub fn rested(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// The present place and the pane that has the keys.
    pub fn accent(self) -> Style {
        self.ink(Color::Cyan, Color::Blue).add_modifier(Modifier::BOLD)
    }

    /// What a client said.
    pub fn client(self) -> Style {
        self.ink(Color::Green, Color::Green)
    }

    /// What staff said to a client, and the composer that does.
    pub fn reply(self) -> Style {
        self.ink(Color::Cyan, Color::Blue)
    }

    /// What never leaves the agency.
    pub fn note(self) -> Style {
        self.ink(Color::LightMagenta, Color::Magenta)
    }

    /// Urgent, failed.
    pub fn danger(self) -> Style {
        self.ink(Color::LightRed, Color::Red).add_modifier(Modifier::BOLD)
    }

    /// High, waiting long, reconnecting.
    pub fn warning(self) -> Style {
        self.ink(Color::Yellow, Color::Red)
    }

    /// Live, done.
    pub fn positive(self) -> Style {
        self.ink(Color::Green, Color::Green)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_takes_every_colour_away() {
        let theme = Theme::detect(Some("1"), Some("15;0"));
        assert_eq!(theme, Theme::Plain);
        for style in [theme.accent(), theme.note(), theme.reply(), theme.danger(), theme.warning()] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert_eq!(Theme::detect(Some(""), None), Theme::Dark);
    }

    #[test]
    fn a_light_terminal_is_noticed() {
        assert_eq!(Theme::detect(None, Some("0;15")), Theme::Light);
        assert_eq!(Theme::detect(None, Some("15;default;0")), Theme::Dark);
    }
}

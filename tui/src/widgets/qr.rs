use qrcode::{Color, EcLevel, QrCode};
use ratatui::{style, text::Line};

use crate::theme::Theme;

/// Light modules around the code, so that a camera finds its edge.
const EDGE: usize = 2;

/// A text as a QR code, two modules a cell; nothing where it is too long for one.
pub fn lines(text: &str, theme: Theme) -> Vec<Line<'static>> {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else {
        return Vec::new();
    };
    let (width, modules) = (code.width(), code.to_colors());
    let is_light = |x: usize, y: usize| {
        let inside = |at: usize| at.checked_sub(EDGE).filter(|at| *at < width);
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) => modules.get(y * width + x) == Some(&Color::Light),
            _ => true,
        }
    };
    // Light is drawn, so that it is light on a dark terminal without colours, too.
    let style = match theme.is_plain() {
        true => style::Style::new(),
        false => style::Style::new().fg(style::Color::Rgb(255, 255, 255)).bg(style::Color::Rgb(0, 0, 0)),
    };
    let side = width + 2 * EDGE;
    let row = |y: usize| {
        let cells = (0..side).map(|x| match (is_light(x, y), is_light(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        });
        Line::styled(cells.collect::<String>(), style)
    };
    (0..side).step_by(2).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_square_and_has_an_edge() {
        let lines = lines("otpauth://totp/Northwind:mia@northwind.test?secret=ABCDEFGH", Theme::DARK);
        let width = lines[0].width();
        assert!(lines.iter().all(|line| line.width() == width) && lines.len() == width.div_ceil(2));
        assert_eq!(lines[0].to_string(), "█".repeat(width));
        assert!(super::lines(&"x".repeat(4000), Theme::DARK).is_empty());
    }
}

use maud::{Markup, html};
use qrcode::{Color, QrCode};

/// The quiet zone that readers need around a code, in modules (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;

/// A QR code as a drawing: black on white whatever the theme, since cameras want it so. Nothing where the text is
/// too long for one; whoever calls also shows the text.
pub fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::new(text) else { return html! {} };
    let (width, colors) = (code.width(), code.to_colors());
    let dark = colors.iter().enumerate().filter(|(_, color)| **color == Color::Dark);
    let path: String = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET)).collect();
    let side = width + 2 * QUIET;
    html! {
        svg class="qr" role="img" aria-label=(label) viewBox=(format!("0 0 {side} {side}")) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::qr;

    #[test]
    fn a_code_is_drawn_and_one_that_cannot_be_is_left_out() {
        let drawn = qr("otpauth://totp/x", "Scan this").into_string();
        assert!(drawn.contains("aria-label=\"Scan this\"") && drawn.contains("M4 4h1v1h-1z"), "{drawn}");
        assert_eq!(qr(&"x".repeat(5000), "").into_string(), "");
    }
}

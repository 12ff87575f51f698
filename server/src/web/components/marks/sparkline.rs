use std::fmt::Write as _;

use maud::{Markup, html};

const WIDTH: f64 = 100.0;
const HEIGHT: f64 = 24.0;
/// Room for the line's own thickness.
const EDGE: f64 = 2.0;

/// A tiny line of how something went; the label says in words what it shows.
pub fn sparkline(values: &[f64], label: &str) -> Markup {
    html! {
        svg class="sparkline" viewBox="0 0 100 24" width="100" height="24" role="img"
            aria-label=(label) preserveAspectRatio="none" {
            polyline points=(points(values)) {}
        }
    }
}

fn points(values: &[f64]) -> String {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let reach = if high > low { high - low } else { 1.0 };
    let steps = values.len().saturating_sub(1).max(1);
    let mut line = String::new();
    for (place, value) in values.iter().enumerate() {
        let along = WIDTH * index(place) / index(steps);
        let up = HEIGHT - EDGE - (value - low) / reach * (HEIGHT - 2.0 * EDGE);
        // Writing to a String cannot fail.
        _ = write!(line, "{along:.1},{up:.1} ");
    }
    line
}

fn index(place: usize) -> f64 {
    u32::try_from(place).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn the_line_fills_the_box_and_bears_too_few_values() {
        assert_eq!(points(&[1.0, 3.0]), "0.0,22.0 100.0,2.0 ");
        assert_eq!(points(&[5.0]), "0.0,22.0 ");
        assert_eq!(points(&[]), "");
    }
}

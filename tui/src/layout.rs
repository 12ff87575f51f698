//! Where things are on the screen. Drawing and the mouse both ask here, so a click hits what is seen.

use ratatui::layout::Rect;

/// What the layout depends on.
#[derive(Clone, Copy, Debug)]
pub struct Needs {
    /// The whole terminal.
    pub screen: Rect,
    /// Whether the view has a pane beside its list.
    pub pane: bool,
    /// Whether the pane stands alone.
    pub whole: bool,
    /// Whether the pane has the keys.
    pub in_pane: bool,
    /// Whether something is being written.
    pub writing: bool,
}

/// The parts; a part that is not shown is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Who and where, and the connection.
    pub top: Rect,
    /// The views.
    pub tabs: Rect,
    /// The list, with its frame.
    pub list: Rect,
    /// The pane, with its frame.
    pub pane: Rect,
    /// The composer, with its frame.
    pub composer: Rect,
    /// Keys or a message.
    pub bottom: Rect,
}

/// From here on the list and its pane stand side by side.
pub const WIDE: u16 = 100;

/// Cuts the screen up.
pub fn areas(needs: Needs) -> Areas {
    let Rect { width, height, .. } = needs.screen;
    let row = |y: u16, height: u16| Rect { x: 0, y, width, height };
    let (top, tabs, bottom) = match height {
        0..3 => (0, 0, 0),
        3..9 => (1, 0, 1),
        _ => (1, 1, 1),
    };
    let body = row(top + tabs, height - top - tabs - bottom);
    let (list, pane) = split(body, needs);
    let (pane, composer) = if needs.writing { write(pane) } else { (pane, Rect::default()) };
    Areas { top: row(0, top), tabs: row(top, tabs), list, pane, composer, bottom: row(height - bottom, bottom) }
}

fn split(body: Rect, needs: Needs) -> (Rect, Rect) {
    if needs.whole {
        return (Rect::default(), body);
    }
    if !needs.pane {
        return (body, Rect::default());
    }
    if body.width >= WIDE {
        let left = body.width * 9 / 20;
        let list = Rect { width: left, ..body };
        return (list, Rect { x: left, width: body.width - left, ..body });
    }
    if !needs.in_pane {
        return (body, Rect::default());
    }
    if body.height < 20 || needs.writing {
        return (Rect::default(), body);
    }
    let strip = 6;
    let list = Rect { height: strip, ..body };
    (list, Rect { y: body.y + strip, height: body.height - strip, ..body })
}

/// The composer takes the lower half, or everything when half of it is too little to write in.
fn write(pane: Rect) -> (Rect, Rect) {
    if pane.height < 14 {
        return (Rect::default(), pane);
    }
    let height = (pane.height / 2).min(14);
    let upper = Rect { height: pane.height - height, ..pane };
    (upper, Rect { y: pane.y + upper.height, height, ..pane })
}

/// What a frame leaves inside.
pub fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(width: u16, height: u16) -> Needs {
        Needs { screen: Rect::new(0, 0, width, height), pane: true, whole: false, in_pane: true, writing: true }
    }

    #[test]
    fn parts_never_leave_the_screen() {
        for (width, height) in (0..130).flat_map(|w| (0..50).map(move |h| (w, h))) {
            for (in_pane, writing) in [(false, false), (true, false), (true, true)] {
                let needs = Needs { in_pane, writing, ..needs(width, height) };
                let areas = areas(needs);
                for part in [areas.top, areas.tabs, areas.list, areas.pane, areas.composer, areas.bottom] {
                    assert!(part.right() <= width && part.bottom() <= height, "{needs:?} {areas:?}");
                }
            }
        }
    }

    #[test]
    fn narrow_screens_stack_and_wide_ones_stand_side_by_side() {
        let narrow = areas(Needs { writing: false, ..needs(80, 24) });
        assert_eq!((narrow.list.width, narrow.pane.width), (80, 80));
        let wide = areas(Needs { writing: false, ..needs(120, 40) });
        assert_eq!(wide.list.width + wide.pane.width, 120);
        assert_eq!(wide.list.height, wide.pane.height);
    }
}

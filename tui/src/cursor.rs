/// The place in a list, and what part of the list is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The row.
    pub index: usize,
    /// The first row on the screen.
    pub offset: usize,
}

impl Cursor {
    /// Moves by so many rows, within a list of that length.
    pub fn step(&mut self, rows: isize, length: usize) {
        self.index = self.index.saturating_add_signed(rows).min(length.saturating_sub(1));
    }

    /// Goes to a row.
    pub fn to(&mut self, index: usize) {
        self.index = index;
    }

    /// Brings the row onto a screen of that height, moving the list no further than needed.
    pub fn settle(&mut self, height: usize, length: usize) {
        self.index = self.index.min(length.saturating_sub(1));
        self.offset = self.offset.min(length.saturating_sub(height)).min(self.index);
        self.offset = self.offset.max((self.index + 1).saturating_sub(height.max(1)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_stays_on_the_screen() {
        let mut cursor = Cursor::default();
        cursor.step(7, 20);
        cursor.settle(5, 20);
        assert_eq!(cursor, Cursor { index: 7, offset: 3 });
        cursor.step(-3, 20);
        cursor.settle(5, 20);
        assert_eq!(cursor, Cursor { index: 4, offset: 3 });
        cursor.settle(5, 2);
        assert_eq!(cursor, Cursor { index: 1, offset: 0 });
    }

    #[test]
    fn empty_lists_and_no_height_are_bearable() {
        let mut cursor = Cursor { index: 4, offset: 4 };
        cursor.step(1, 0);
        cursor.settle(0, 0);
        assert_eq!(cursor, Cursor::default());
        cursor.settle(0, 9);
    }
}

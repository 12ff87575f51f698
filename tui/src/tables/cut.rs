/// The most rows of a part. The server takes twice as many, and tells so many faults at once.
const ROWS: usize = 500;
/// The most bytes of a part, with the head that each has; the server takes a little more.
const BYTES: usize = 960 * 1024;
/// What may stand before UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A part of a file: its head, and rows that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub bytes: Vec<u8>,
    /// How many lines of the file are left out between the head and these rows.
    pub left_out: u64,
    /// How many rows there are up to the end of this part.
    pub upto: usize,
}

/// A file in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pieces {
    pub pieces: Vec<Piece>,
    pub rows: usize,
}

/// Cuts a file between its rows, where the server's own reader would see them end. What is no table is left as it is,
/// as far as the server would read it: it says what is wrong with it.
pub fn cut(bytes: &[u8]) -> Pieces {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if wide {
        let bytes = bytes.get(..BYTES).unwrap_or(bytes).to_vec();
        return Pieces { pieces: vec![Piece { bytes, left_out: 0, upto: 0 }], rows: 0 };
    }
    let mut rest = Rest { bytes, at: 0, delimiter: delimiter(bytes) };
    let head = rest.row().unwrap_or_default();
    let room = BYTES.saturating_sub(head.len()).max(1);
    let (mut pieces, mut rows) = (Vec::new(), 0);
    let mut left_out = 0;
    let mut body: &[u8] = &[];
    let mut begins = rest.at;
    let mut of_piece = 0;
    loop {
        let before = rest.at;
        let row = rest.row();
        let counts = row.is_some_and(|row| !row.trim_ascii().is_empty());
        let full = |row: &[u8]| of_piece == ROWS || (!body.is_empty() && body.len() + row.len() > room);
        // Empty lines at the end of the file are no part of their own.
        let full = counts && row.is_some_and(full);
        if (full || row.is_none()) && (!body.is_empty() || pieces.is_empty()) {
            pieces.push(Piece { bytes: [head, body].concat(), left_out, upto: rows });
            left_out += lines(body);
            (begins, of_piece) = (before, 0);
        }
        if row.is_none() {
            break;
        }
        body = bytes.get(begins..rest.at).unwrap_or_default();
        (rows, of_piece) = (rows + usize::from(counts), of_piece + usize::from(counts));
    }
    Pieces { pieces, rows }
}

/// What is between cells, by the first line, as the server decides it.
fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let count = |sign: u8| first.iter().filter(|byte| **byte == sign).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

/// How many lines end here: by a line break of any kind.
fn lines(bytes: &[u8]) -> u64 {
    let ends = |(at, byte): (usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    bytes.iter().enumerate().filter(|one| ends(*one)).count() as u64
}

/// What of a file is not read yet.
struct Rest<'a> {
    bytes: &'a [u8],
    at: usize,
    delimiter: u8,
}

impl<'a> Rest<'a> {
    /// The next row with its line break, and empty lines before it; none at the end.
    fn row(&mut self) -> Option<&'a [u8]> {
        let begins = self.at;
        if begins == 0 && self.bytes.starts_with(MARK) {
            self.at = MARK.len();
        }
        let (mut quoted, mut fresh, mut empty) = (false, true, true);
        while let Some(byte) = self.bytes.get(self.at).copied() {
            let next = self.bytes.get(self.at + 1).copied();
            self.at += 1;
            match byte {
                b'"' if quoted && next == Some(b'"') => self.at += 1,
                b'"' if quoted => quoted = false,
                _ if quoted => {}
                b'"' if fresh => (quoted, fresh, empty) = (true, false, false),
                b'\n' if !empty => return self.bytes.get(begins..self.at),
                b'\r' if !empty => {
                    if next == Some(b'\n') {
                        self.at += 1;
                    }
                    return self.bytes.get(begins..self.at);
                }
                b'\n' | b'\r' => {}
                byte => (fresh, empty) = (byte == self.delimiter, false),
            }
        }
        self.bytes.get(begins..).filter(|rest| !rest.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of the parts one after the other, and where the server's lines are in the file.
    fn together(file: &str) -> (String, Vec<(usize, u64)>) {
        let cut = cut(file.as_bytes());
        let head = file.split_inclusive('\n').next().unwrap_or_default();
        let body =
            |piece: &Piece| String::from_utf8(piece.bytes.clone()).unwrap().strip_prefix(head).unwrap().to_owned();
        let all = cut.pieces.iter().map(body).collect();
        (all, cut.pieces.iter().map(|piece| (piece.upto, piece.left_out)).collect())
    }

    #[test]
    fn a_short_file_is_one_part_and_what_is_none_stays_as_it_is() {
        for file in ["", "a,b\n", "a,b", "a,b\n1,2", "a,b\n1,\"2\n3\"\n", "\u{feff}\"a;\";b\r\n1;2\r\n"] {
            let cut = cut(file.as_bytes());
            assert_eq!(cut.pieces.len(), 1, "{file:?}");
            assert_eq!((cut.pieces[0].bytes.as_slice(), cut.pieces[0].left_out), (file.as_bytes(), 0));
        }
        let wide = [b"\xff\xfe".to_vec(), vec![b'x'; 3 * BYTES]].concat();
        assert_eq!(cut(&wide).pieces.iter().map(|piece| piece.bytes.len()).collect::<Vec<_>>(), [BYTES]);
    }

    #[test]
    fn of_a_hundred_thousand_rows_none_is_lost() {
        let rows: String = (0..100_000).map(|row| format!("{row},x\n")).collect();
        let cut = cut(format!("a,b\n{rows}").as_bytes());
        assert_eq!((cut.pieces.len(), cut.rows), (200, 100_000));
        assert!(cut.pieces.iter().all(|piece| piece.bytes.starts_with(b"a,b\n")));
        assert_eq!((cut.pieces[1].left_out, cut.pieces[1].upto), (500, 1000));
        let (all, _) = together(&format!("a,b\n{rows}"));
        assert_eq!(all, rows);
    }

    #[test]
    fn parts_end_where_rows_end_and_lines_are_counted_as_an_editor_counts_them() {
        // Quotes, line breaks within them, quotes within cells, empty lines, and breaks of Windows.
        let row = "\"one, \"\"two\"\"\nthree\",5\" wide\r\n\r\n";
        let file = format!("a,b\n{}", row.repeat(1500));
        let (all, places) = together(&file);
        assert_eq!(all, row.repeat(1500));
        assert_eq!(places, [(500, 0), (1000, 1499), (1500, 2999)]);
    }

    #[test]
    fn long_rows_make_short_parts_and_one_that_is_too_long_is_a_part_of_its_own() {
        let long = format!("{},x\n", "y".repeat(BYTES / 3));
        let (all, places) = together(&format!("a,b\n{}", long.repeat(4)));
        assert_eq!((all, places.len()), (long.repeat(4), 2));
        let huge = format!("{},x\n", "y".repeat(2 * BYTES));
        let (all, places) = together(&format!("a,b\n1,2\n{huge}3,4\n"));
        assert_eq!((all, places.len()), (format!("1,2\n{huge}3,4\n"), 3));
    }

    #[test]
    fn a_quote_that_is_never_closed_takes_the_rest_with_it() {
        let file = format!("a,b\n1,2\n3,\"4\n{}", "5,6\n".repeat(3000));
        let cut = cut(file.as_bytes());
        assert_eq!((cut.pieces.len(), cut.rows), (1, 2), "the server says where it is opened");
    }
}

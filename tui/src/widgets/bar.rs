/// A bar of so many columns, full as far as the part is of the whole.
pub fn full(part: usize, whole: usize, columns: usize) -> usize {
    if whole == 0 || part == 0 {
        return 0;
    }
    (part * columns).div_ceil(whole).min(columns)
}

/// Shares columns among parts so that none that exists is lost and the sum is right.
pub fn share(parts: &[usize], columns: usize) -> Vec<usize> {
    let whole: usize = parts.iter().sum();
    let mut shares: Vec<_> = parts.iter().map(|part| full(*part, whole, columns)).collect();
    while shares.iter().sum::<usize>() > columns {
        match shares.iter_mut().max() {
            Some(longest) => *longest -= 1,
            None => break,
        }
    }
    shares
}

const SPARKS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// A bar of one column that stands, as high as the part is of the whole; a dot where there is nothing.
pub fn spark(part: usize, whole: usize) -> &'static str {
    match full(part, whole, SPARKS.len()) {
        0 => "·",
        height => SPARKS[height - 1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_seen() {
        assert_eq!(full(1, 1000, 10), 1);
        assert_eq!(full(0, 10, 10), 0);
        assert_eq!(full(5, 0, 10), 0);
        assert_eq!(full(10, 10, 10), 10);
    }

    #[test]
    fn shares_fill_the_bar() {
        assert_eq!(share(&[1, 1, 98], 20), [1, 1, 18]);
        assert_eq!(share(&[0, 0], 20), [0, 0]);
        assert_eq!(share(&[], 20), Vec::<usize>::new());
    }

    #[test]
    fn a_spark_is_as_high_as_its_part() {
        assert_eq!([0, 1, 4, 8].map(|part| spark(part, 8)), ["·", "▁", "▄", "█"]);
        assert_eq!((spark(1, 1000), spark(0, 0)), ("▁", "·"));
    }
}

//! Finding by a few letters.

/// How well a text holds the query's letters in their order; none if it does not. Higher is better.
pub fn score(query: &str, text: &str) -> Option<i64> {
    let text: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    query.split_whitespace().try_fold(0, |total, word| Some(total + word_score(word, &text)?))
}

fn word_score(word: &str, text: &[char]) -> Option<i64> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    (0..text.len()).filter(|start| word.first() == text.get(*start)).filter_map(|start| from(&word, text, start)).max()
}

/// Letters in a row and at the beginning of words count more; a late start counts a little less.
fn from(word: &[char], text: &[char], start: usize) -> Option<i64> {
    let mut at = start;
    let mut score = 0;
    for (index, letter) in word.iter().enumerate() {
        let found = at + text.get(at..)?.iter().position(|c| c == letter)?;
        let begins = found == 0 || text.get(found - 1).is_some_and(|c| !c.is_alphanumeric());
        score += 1 + i64::from(begins) * 8 + i64::from(index > 0 && found == at) * 6;
        at = found + 1;
    }
    Some(score * 10 - i64::try_from(start).unwrap_or(0).min(9))
}

/// The places of the texts that match, best first; equals keep their order.
pub fn rank<'a>(query: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut found: Vec<_> = texts.enumerate().filter_map(|(index, text)| Some((score(query, text)?, index))).collect();
    found.sort_by_key(|(score, index)| (-score, *index));
    found.into_iter().map(|(_, index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_order_match() {
        assert!(score("acf", "Acme Coffee").is_some());
        assert!(score("coffee acme", "Acme Coffee").is_some());
        assert!(score("xa", "Acme").is_none());
        assert_eq!(score("", "anything"), Some(0));
    }

    #[test]
    fn beginnings_and_runs_come_first() {
        let texts = ["Franchise Foods", "Site refresh", "Read brief", "Reply"];
        assert_eq!(rank("re", texts.into_iter())[..2], [2, 3]);
        assert_eq!(rank("sr", texts.into_iter()), [1]);
        assert_eq!(rank("", texts.into_iter()), [0, 1, 2, 3]);
    }
}

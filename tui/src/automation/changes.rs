//! What differs between two documents, line by line.

/// Longer documents than this are shown whole.
const MOST: usize = 1500;

/// The lines of both: `-` for those that went, `+` for those that came, a space for those that stay; of what stays only
/// what is near a change.
pub fn changes(before: &str, after: &str) -> Vec<String> {
    let marked = marked(before, after);
    let near = |at: usize| {
        let window = marked.iter().skip(at.saturating_sub(2)).take(at.min(2) + 3);
        window.into_iter().any(|(mark, _)| *mark != ' ')
    };
    let mut lines = Vec::new();
    let mut gap = false;
    for (at, (mark, line)) in marked.iter().enumerate() {
        if near(at) {
            lines.extend(std::mem::take(&mut gap).then(|| "  …".to_owned()));
            lines.push(format!("{mark} {line}"));
        } else {
            gap = true;
        }
    }
    lines
}

/// How many lines came and how many went.
pub fn counted(before: &str, after: &str) -> (usize, usize) {
    let marked = marked(before, after);
    let count = |wanted| marked.iter().filter(|(mark, _)| *mark == wanted).count();
    (count('+'), count('-'))
}

fn marked<'a>(before: &'a str, after: &'a str) -> Vec<(char, &'a str)> {
    let (old, new): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    if old.len() > MOST || new.len() > MOST {
        let (gone, come) = (old.into_iter().map(|line| ('-', line)), new.into_iter().map(|line| ('+', line)));
        return gone.chain(come).collect();
    }
    // How many lines the rests from here have in common, in their order.
    let mut common = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for (at, one) in old.iter().enumerate().rev() {
        for (there, other) in new.iter().enumerate().rev() {
            common[at][there] = match one == other {
                true => common[at + 1][there + 1] + 1,
                false => common[at + 1][there].max(common[at][there + 1]),
            };
        }
    }
    let (mut at, mut there, mut all) = (0, 0, Vec::new());
    while at < old.len() || there < new.len() {
        match (old.get(at), new.get(there)) {
            (Some(one), Some(other)) if one == other => {
                all.push((' ', *one));
                (at, there) = (at + 1, there + 1);
            }
            (Some(one), other) if other.is_none() || common[at + 1][there] >= common[at][there + 1] => {
                all.push(('-', *one));
                at += 1;
            }
            (_, Some(other)) => {
                all.push(('+', *other));
                there += 1;
            }
            (_, None) => break,
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_went_is_marked_and_what_is_far_from_it_left_out() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh";
        let after = "a\nb\nc\nd\nE\nf\ng\nh\ni";
        let lines = changes(before, after);
        assert_eq!(lines, ["  …", "  c", "  d", "- e", "+ E", "  f", "  g", "  h", "+ i"]);
        assert_eq!(counted(before, after), (2, 1));
        assert_eq!(counted("", "x"), (1, 0));
        assert!(changes(before, before).is_empty());
    }
}

use maud::{Markup, html};

/// How many faces stand beside each other before the rest become a number.
const SHOWN: usize = 4;
/// How many hues the stylesheet has.
const HUES: u32 = 8;

/// A person as initials on a colour that stays the same for the same name.
pub fn avatar(name: &str) -> Markup {
    face(name, "")
}

/// The same, for a card that is about this person.
pub fn avatar_large(name: &str) -> Markup {
    face(name, " avatar-large")
}

/// Several people in a row, read out as one list of names.
pub fn avatars(names: &[&str]) -> Markup {
    let spoken = names.join(", ");
    html! {
        span class="avatars" role="img" aria-label=(spoken) title=(spoken) {
            @for name in names.iter().take(SHOWN) { (avatar(name)) }
            @if names.len() > SHOWN {
                span class="avatar avatar-rest" { "+" (names.len() - SHOWN) }
            }
        }
    }
}

fn face(name: &str, size: &str) -> Markup {
    // What is said beside a name is no part of it.
    let name = name.split(" · ").next().unwrap_or(name);
    html! {
        span class={ "avatar hue-" (hue(name)) (size) } aria-hidden="true" { (initials(name)) }
    }
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

fn hue(name: &str) -> u32 {
    // FNV-1a; its middle bits, as its low ones are alike for names that are alike.
    let sum = name.chars().fold(0x811C_9DC5_u32, |sum, letter| (sum ^ letter as u32).wrapping_mul(16_777_619));
    (sum >> 15) % HUES
}

#[cfg(test)]
mod tests {
    use super::{avatar, initials};

    #[test]
    fn initials_are_the_first_and_the_last_word() {
        assert_eq!(initials("Carla Ortiz"), "CO");
        assert_eq!(initials("ada king lovelace"), "AL");
        assert_eq!(initials("Mia"), "M");
        assert_eq!(initials("  "), "");
        assert_eq!(initials("(Ωmega) group"), "ΩG");
    }

    #[test]
    fn who_answers_by_a_rule_has_the_same_face() {
        let (by_hand, by_rule) = (avatar("Olivia Brandt"), avatar("Olivia Brandt · automatic answer"));
        assert_eq!(by_hand.into_string(), by_rule.into_string());
    }
}

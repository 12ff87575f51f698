use super::colour::Colour;
use super::look::Look;
use super::palette::Token;

/// A letter on a ground, where an agency has no icon of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    ground: Colour,
    ink: Colour,
    letter: char,
}

impl Mark {
    /// An agency's, by its name.
    pub fn of(look: &Look, name: &str) -> Self {
        let tones = &look.palette.light;
        let letter = name.chars().next().unwrap_or('·');
        Self { ground: tones[Token::Accent], ink: tones[Token::OnAccent], letter }
    }

    /// Where it is served: the address says all there is to it.
    pub fn path(self) -> String {
        let (ground, ink) = (self.ground.to_string(), self.ink.to_string());
        format!("/brand/{}-{}-{:x}.svg", &ground[1..], &ink[1..], u32::from(self.letter))
    }

    /// From the last part of its path, without the ending.
    pub fn of_word(word: &str) -> Option<Self> {
        let mut parts = word.split('-');
        let mut colour = || format!("#{}", parts.next()?).parse().ok();
        let (ground, ink) = (colour()?, colour()?);
        let letter = parts.next().filter(|digits| digits.len() <= 6)?;
        let letter = char::from_u32(u32::from_str_radix(letter, 16).ok()?).filter(|letter| !letter.is_control())?;
        parts.next().is_none().then_some(Self { ground, ink, letter })
    }

    /// The drawing.
    pub fn svg(self) -> String {
        let Self { ground, ink, letter } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" rx=\"14\" \
             fill=\"{ground}\"/><text x=\"32\" y=\"45\" text-anchor=\"middle\" font-family=\"system-ui,sans-serif\" \
             font-size=\"38\" font-weight=\"700\" fill=\"{ink}\">&#{};</text></svg>",
            u32::from(letter)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_its_path_and_holds_no_markup() {
        for name in ["Northwind", "<script>", "Ünal", "東京", ""] {
            let mark = Mark::of(&Look::default(), name);
            let path = mark.path();
            let word = path.strip_prefix("/brand/").and_then(|path| path.strip_suffix(".svg"));
            assert_eq!(word.and_then(Mark::of_word), Some(mark));
            assert!(!mark.svg().contains("<script"));
        }
        for wrong in ["", "a-b-c", "112233-445566", "112233-445566-0", "112233-445566-d800", "112233-445566-41-1"] {
            assert_eq!(Mark::of_word(wrong), None, "{wrong}");
        }
    }
}

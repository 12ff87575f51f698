//! Terms as what they ask.

use chrono::{NaiveDate, TimeDelta};

use super::read::{Said, Term, Word, read};
use super::{Clause, Compare, Due, Fault, Filter, MOST_WORDS, Named, Person, Test};
use crate::entity::words::{Priority, RequestKind, RequestStage, RequestStatus, WaitsOn};
use crate::text;

/// What a term can begin with.
const NAMES: &str = "status, is, assignee, follower, priority, kind, turn, waiting, age, due, tag, project, workspace";

/// What a text asks.
///
/// # Errors
/// The first fault, with its place.
pub fn parse(text: &str) -> Result<Filter, Fault> {
    let mut clauses = Vec::new();
    let mut looked_for = 0;
    for Term { denied, said } in read(text)? {
        let test = match said {
            Said::Word(word) => {
                looked_for += 1;
                if looked_for > MOST_WORDS {
                    let most = format!("Look for at most {MOST_WORDS} words at once.");
                    return Err(Fault::at(word.at, &word.text, most));
                }
                words(&word)?
            }
            Said::Field { name, compare, values } => field(&name, compare, &values)?,
        };
        clauses.push(Clause { denied, test });
    }
    Ok(Filter(clauses))
}

fn words(word: &Word) -> Result<Test, Fault> {
    if !word.text.chars().any(char::is_alphanumeric) {
        return Err(Fault::at(word.at, &word.text, "There is no letter and no digit in this to look for."));
    }
    Ok(if word.quoted { Test::Exactly(word.text.clone()) } else { Test::Words(word.text.clone()) })
}

fn field(name: &Word, compare: Option<Compare>, values: &[Word]) -> Result<Test, Fault> {
    let compared = matches!(name.text.as_str(), "priority" | "waiting" | "age" | "due");
    if !compared && compare.is_some_and(|compare| compare != Compare::Equal) {
        return Err(Fault::at(name.at, &name.text, format!("“{}” is one or another: write it with “:”.", name.text)));
    }
    match name.text.as_str() {
        "status" => each(values, RequestStage::ALL, RequestStage::as_str).map(Test::Stage),
        "is" => is(only(values)?),
        "assignee" => values.iter().map(person).collect::<Result<_, _>>().map(Test::Assignee),
        "follower" => values.iter().map(follower).collect::<Result<_, _>>().map(Test::Follower),
        "priority" => priorities(compare, values).map(Test::Priority),
        "kind" => each(values, RequestKind::ALL, RequestKind::as_str).map(Test::Kind),
        "turn" => each(values, WaitsOn::ALL, WaitsOn::as_str).map(Test::Turn),
        "tag" => Ok(Test::Tag(values.iter().map(|word| text::clean_line(&word.text).to_lowercase()).collect())),
        "project" => Ok(Test::Project(values.iter().map(named).collect())),
        "workspace" => Ok(Test::Workspace(values.iter().map(named).collect())),
        "waiting" => span(name, compare, only(values)?).map(|(compare, span)| Test::Waiting(compare, span)),
        "age" => span(name, compare, only(values)?).map(|(compare, span)| Test::Age(compare, span)),
        "due" => due(compare, only(values)?).map(Test::Due),
        other => {
            let known = format!("There is no “{other}”. A term begins with {NAMES}; put words to look for in quotes.");
            Err(Fault::at(name.at, other, known))
        }
    }
}

fn only(values: &[Word]) -> Result<&Word, Fault> {
    match values {
        [one] => Ok(one),
        [_, second, ..] => Err(Fault::at(second.at, &second.text, "There can be one value here.")),
        [] => Err(Fault::at(0, "", "A value is missing.")),
    }
}

fn one<T: Copy>(word: &Word, all: &[T], name: fn(T) -> &'static str) -> Result<T, Fault> {
    let said = word.text.to_lowercase();
    all.iter().copied().find(|one| name(*one) == said).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|one| name(*one)).collect();
        Fault::at(word.at, &word.text, format!("This is none of {}.", known.join(", ")))
    })
}

fn each<T: Copy>(values: &[Word], all: &[T], name: fn(T) -> &'static str) -> Result<Vec<T>, Fault> {
    values.iter().map(|word| one(word, all, name)).collect()
}

fn is(word: &Word) -> Result<Test, Fault> {
    const ALL: [(&str, Test); 3] = [
        ("open", Test::Status(RequestStatus::Open)),
        ("closed", Test::Status(RequestStatus::Closed)),
        ("snoozed", Test::Snoozed),
    ];
    let said = word.text.to_lowercase();
    let known = ALL.into_iter().find(|(name, _)| *name == said);
    known.map(|(_, test)| test).ok_or_else(|| Fault::at(word.at, &word.text, "This is none of open, closed, snoozed."))
}

fn priorities(compare: Option<Compare>, values: &[Word]) -> Result<Vec<Priority>, Fault> {
    let Some(compare) = compare.filter(|compare| *compare != Compare::Equal) else {
        return each(values, Priority::ALL, Priority::as_str);
    };
    let bound = one(only(values)?, Priority::ALL, Priority::as_str)? as i32;
    let fits = |priority: &Priority| match compare {
        Compare::Less => (*priority as i32) < bound,
        Compare::AtMost => *priority as i32 <= bound,
        Compare::Equal => *priority as i32 == bound,
        Compare::AtLeast => *priority as i32 >= bound,
        Compare::More => *priority as i32 > bound,
    };
    Ok(Priority::ALL.iter().copied().filter(fits).collect())
}

fn person(word: &Word) -> Result<Person, Fault> {
    Ok(match word.text.to_lowercase().as_str() {
        "me" if !word.quoted => Person::Me,
        "none" if !word.quoted => Person::Nobody,
        name => name.parse().map_or_else(|_| Person::Named(name.to_owned()), Person::Known),
    })
}

fn follower(word: &Word) -> Result<Person, Fault> {
    match person(word)? {
        Person::Named(_) => Err(Fault::at(word.at, &word.text, "Say `me`, `none`, or a staff user's id.")),
        known => Ok(known),
    }
}

fn named(word: &Word) -> Named {
    match word.text.to_lowercase().as_str() {
        "none" if !word.quoted => Named::Nothing,
        name => name.parse().map_or_else(|_| Named::Beginning(name.to_owned()), Named::Known),
    }
}

/// How many of which unit: `30m`, `4h`, `2d`, `1w`.
fn amount(text: &str) -> Option<(i64, char)> {
    let unit = text.chars().last()?;
    let number = text.strip_suffix(unit)?;
    let short = (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    Some((short.then(|| number.parse().ok())??, unit))
}

fn span(name: &Word, compare: Option<Compare>, word: &Word) -> Result<(Compare, TimeDelta), Fault> {
    let wrong = || Fault::at(word.at, &word.text, "Say for how long: 30m, 4h, 2d or 1w.");
    let compare = compare.filter(|compare| *compare != Compare::Equal).ok_or_else(|| {
        Fault::at(name.at, &name.text, format!("Say more or less than what: {0}>2d, {0}<4h.", name.text))
    })?;
    let (number, unit) = amount(&word.text.to_lowercase()).ok_or_else(wrong)?;
    let span = match unit {
        'm' => TimeDelta::minutes(number),
        'h' => TimeDelta::hours(number),
        'd' => TimeDelta::days(number),
        'w' => TimeDelta::weeks(number),
        _ => return Err(wrong()),
    };
    Ok((compare, span))
}

fn due(compare: Option<Compare>, word: &Word) -> Result<Due, Fault> {
    let said = word.text.to_lowercase();
    let equal = compare.unwrap_or(Compare::Equal);
    match said.as_str() {
        "none" if compare.is_none() => return Ok(Due::Never),
        "overdue" if compare.is_none() => return Ok(Due::Overdue),
        "today" => return Ok(Due::Days(equal, 0)),
        "tomorrow" => return Ok(Due::Days(equal, 1)),
        _ => {}
    }
    // Years of four digits, as every database knows them.
    if let Some(day) = said.parse::<NaiveDate>().ok().filter(|_| said.len() == 10 && said.is_ascii()) {
        return Ok(Due::On(equal, day));
    }
    match amount(&said) {
        Some((days, 'd')) => Ok(Due::Days(equal, days)),
        Some((weeks, 'w')) => Ok(Due::Days(equal, weeks * 7)),
        _ => Err(Fault::at(
            word.at,
            &word.text,
            "Say a day as 2026-11-30, so many days from today as 7d, or today, tomorrow, overdue or none.",
        )),
    }
}

//! Time zones that people are offered: places as tzdb names them today, and UTC. What somebody has chosen under another
//! name stays theirs.

use std::collections::HashMap;

use chrono_tz::TZ_VARIANTS;

/// The areas whose names are those of places.
const AREAS: [&str; 10] =
    ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
const UTC: &str = "Etc/UTC";
/// The same by the name that some have it by.
const SHORT_UTC: &str = "UTC";
const OLD: &str = include_str!("zones.txt");

/// Zones of an area: what each is called, and its place as people read it.
pub type Area = (&'static str, Vec<(&'static str, String)>);

/// What is offered, by area, with what is chosen already.
pub fn offered(chosen: &str) -> Vec<Area> {
    let old: HashMap<_, _> = renamed().collect();
    let mut areas: Vec<Area> = AREAS.into_iter().map(|area| (area, Vec::new())).collect();
    let utc = if chosen == SHORT_UTC { SHORT_UTC } else { UTC };
    let mut everywhere = vec![(utc, SHORT_UTC.to_owned())];
    for name in TZ_VARIANTS.iter().map(|zone| zone.name()) {
        let (area, place) = name.split_once('/').unwrap_or(("", name));
        match areas.iter_mut().find(|(known, _)| *known == area) {
            Some((_, places)) if name == chosen || !old.contains_key(name) => {
                places.push((name, place.replace('_', " ")))
            }
            None if name == chosen && name != utc => everywhere.push((name, name.replace('_', " "))),
            _ => {}
        }
    }
    areas.push(("Everywhere", everywhere));
    areas
}

/// Names that are not offered any more, each with the one that its place has today. Browsers still know people's zones by
/// them.
pub fn renamed() -> impl Iterator<Item = (&'static str, &'static str)> {
    OLD.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '))
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    fn names(chosen: &str) -> Vec<&'static str> {
        offered(chosen).into_iter().flat_map(|(_, places)| places).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_place_is_offered_under_the_name_it_has_today() {
        let names = names("");
        for there in ["Asia/Kolkata", "Europe/Kyiv", "Europe/Oslo", "America/Argentina/Buenos_Aires", "Etc/UTC"] {
            assert_eq!(names.iter().filter(|name| **name == there).count(), 1, "{there}");
        }
        for gone in ["Asia/Calcutta", "Europe/Kiev", "US/Pacific", "EST5EDT", "Etc/GMT+5", "Singapore", "UTC"] {
            assert!(!names.contains(&gone), "{gone}");
        }
    }

    #[test]
    fn what_is_chosen_already_stays_to_choose() {
        for chosen in ["Asia/Calcutta", "US/Pacific", "EST5EDT", "Europe/Berlin", "Etc/UTC", "UTC"] {
            assert_eq!(names(chosen).iter().filter(|name| **name == chosen).count(), 1, "{chosen}");
            let read = offered(chosen).into_iter().flat_map(|(_, places)| places).map(|(_, place)| place);
            assert_eq!(read.filter(|place| place == "UTC").count(), 1, "{chosen}");
        }
    }

    #[test]
    fn an_old_name_leads_to_one_that_is_offered() {
        let names = names("");
        for (old, new) in renamed() {
            assert!(old.parse::<Tz>().is_ok() && names.contains(&new) && !names.contains(&old), "{old} {new}");
        }
        assert!(renamed().count() > 60);
    }
}

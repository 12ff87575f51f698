use super::source;

/// No file grows past this, and half of them stay below the other.
const LONGEST: usize = 500;
const MEDIAN: usize = 110;

#[test]
fn files_stay_small() {
    for folder in ["server/src", "server/tests", "migrations/src"] {
        let mut lengths: Vec<(usize, String)> =
            source::of(folder).iter().map(|file| (file.text.lines().count(), file.path.clone())).collect();
        lengths.sort();
        let (longest, path) = lengths.last().unwrap();
        assert!(*longest <= LONGEST, "{folder}/{path} has {longest} lines");
        let median = lengths[lengths.len() / 2].0;
        assert!(median <= MEDIAN, "half of {folder} has more than {median} lines");
    }
}

#[test]
fn nothing_that_serves_gives_up() {
    const WAYS: [&str; 7] =
        [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!(", "process::exit"];
    for file in source::server().iter().filter(|file| !file.path.ends_with("tests.rs") && file.path != "main.rs") {
        let code = file.code();
        for way in WAYS {
            assert!(!code.contains(way), "{} can give up: {way}", file.path);
        }
    }
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TO", "DO"].concat();
    let other = ["FIX", "ME"].concat();
    for folder in ["server/src", "server/tests", "migrations/src"] {
        for file in source::of(folder) {
            let clean = !file.text.contains(&marks) && !file.text.contains(&other);
            assert!(clean, "{folder}/{} is not finished", file.path);
        }
    }
}

#[test]
fn the_names_of_htmx_stand_in_one_place() {
    for file in source::server().iter().filter(|file| file.path != "web/htmx.rs") {
        let code = file.code();
        assert!(!code.contains("\"HX-") && !code.contains("\"hx-request"), "{} names a header of htmx", file.path);
    }
}

#[test]
fn the_kept_document_is_the_published_one() {
    let kept = std::fs::read_to_string(source::repository().join("openapi/staff.json")).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&kept).unwrap();
    let published = portico::app::document().unwrap();
    for (path, methods) in published["paths"].as_object().unwrap() {
        assert_eq!(methods, &kept["paths"][path], "{path} has changed: keep the document anew");
    }
    assert!(kept == *published, "the document has changed: keep it anew");
}

/// A colour on its way from one to another is neither: where the scheme changes, words would stand on their own colour.
#[test]
fn colours_change_at_once() {
    let sheets = source::repository().join("assets/css");
    let order = std::fs::read_to_string(sheets.join("order.txt")).unwrap();
    let mut moving = 0;
    for name in order.lines() {
        let sheet = std::fs::read_to_string(sheets.join(name.trim())).unwrap();
        for said in sheet.split("transition:").skip(1).map(|rest| rest.split(';').next().unwrap().trim()) {
            assert!(said.starts_with("none") || said.starts_with("transform "), "{name} fades: {said}");
            assert!(!said.contains(','), "{name} moves more than its place: {said}");
            moving += 1;
        }
    }
    assert!(moving > 1, "the stylesheets are not read");
}

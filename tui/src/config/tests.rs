use super::*;
use crate::{action::Action, keymap::Context};

fn told(text: &str) -> String {
    Config::parse(text).unwrap_err().at(Path::new("console.toml")).to_string()
}

#[test]
fn a_config_file_chooses_colours_keys_and_servers() {
    let config = Config::parse(
        r##"
profile = "work"
theme = "bright"

[colours]
note = "#ff8800"
warning = "default"

[keys.request]
reply = "y"
tags = ["t", "ctrl-t"]

[profiles.work]
server = "https://portal.example.com"
email = "mia@example.com"

[profiles.old]
server = "portal.example.org"
theme = "light"
read_only = true
"##
        .replace("tags =", "edit-tags =")
        .as_str(),
    )
    .unwrap();
    assert_eq!(config.profile.as_deref(), Some("work"));
    assert_eq!(config.server("work").server.as_deref(), Some("https://portal.example.com"));
    assert_eq!((config.server("old").read_only, config.server("none")), (Some(true), Server::default()));
    assert_eq!(config.keymap.key(Context::Request, Action::Reply), "y");
    let theme = config.theme("work", Theme::DARK);
    assert_eq!((theme.note().fg, theme.warning().fg), (Some(Color::Rgb(255, 136, 0)), None));
    assert_eq!(theme.danger(), Theme::BRIGHT.danger());
    assert_eq!(config.theme("old", Theme::DARK).danger(), Theme::LIGHT.danger());
    assert_eq!(config.theme("work", Theme::PLAIN), Theme::PLAIN, "NO_COLOR is above all");
}

#[test]
fn without_a_file_all_is_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let usual = folder.path().join("portico/console.toml");
    assert_eq!(Config::read(None, Some(usual.clone())).unwrap(), Config::default());
    assert_eq!(Config::parse("").unwrap(), Config::default());
    let error = Config::read(Some(&usual), None).unwrap_err().to_string();
    assert!(error.contains("cannot be read"), "a file that was named has to be there: {error}");
}

#[test]
fn every_fault_is_told_with_its_line_and_column() {
    let all = told(
        "theme = \"dusk\"\n\n[colours]\nnote = \"purplish\"\nhover = \"red\"\n\n[keys.request]\nreply = \"a\"\n  \
         replay = \"x\"\n[profiles.\"a/b\"]\nserver = \"ftp://x\"\n",
    );
    for words in [
        "console.toml is not used",
        "line 1, column 9: there is no theme “dusk”; there are auto, dark, light",
        "line 4, column 8: “purplish” is no colour",
        "line 5, column 1: nothing is called “hover”",
        "line 8, column 9: “a” is “assign” there already",
        "line 9, column 12: there is no action “replay” in “request”, perhaps “reply”",
        "line 10, column 11: a profile's name",
        "line 11, column 10: ",
        "--config /dev/null",
    ] {
        assert!(all.contains(words), "{words} is not in\n{all}");
    }
}

#[test]
fn what_is_no_toml_or_no_setting_is_told_with_its_place() {
    assert!(told("theme = \"dark\"\nkeys =\n").contains("line 2, column "));
    let unknown = told("theme = \"dark\"\nfont = 3\n");
    assert!(unknown.contains("line 2, column 1: unknown field `font`"), "{unknown}");
    assert!(told("[keys.request]\nreply = 3\n").contains("line 2, column 9: a key is a text"));
    assert!(told("read_only = \"yes\"\n").contains("line 1, column 13"));
}

#[test]
fn a_setting_that_there_is_none_of_hides_no_other_fault() {
    let all = told("profil = \"x\"\ntheme = \"dusk\"\n[profiles.old]\nserv = \"x\"\ntheme = \"dawn\"\n");
    for words in [
        "line 1, column 1: unknown field `profil`; there are theme, ",
        "line 2, column 9: there is no theme “dusk”",
        "line 4, column 1: unknown field `serv`; there are server, ",
        "line 5, column 9: there is no theme “dawn”",
    ] {
        assert!(all.contains(words), "{words} is not in\n{all}");
    }
}

#[test]
fn s1_97_no_config_file_makes_a_note_look_like_a_reply() {
    let all = told("[colours]\nreply = \"light-magenta\"\n");
    assert!(all.contains("line 2, column 9: with this, an internal note looks like what clients read"), "{all}");
    assert!(told("[colours]\nnote = \"default\"\n").contains("an internal note"));
    let of_profile = "theme = \"dark\"\n[colours]\nclient = \"#d010d0\"\n[profiles.old]\ntheme = \"light\"\n";
    assert!(told(of_profile).contains("an internal note"), "with the theme of a profile, too");
    assert!(Config::parse("theme = \"plain\"\n[colours]\nnote = \"cyan\"\n").is_ok(), "there are no colours at all");
}

#[test]
fn the_file_is_where_the_environment_says() {
    let path = |text: &str| Some(PathBuf::from(text));
    assert_eq!(usual(path("/c"), path("/h")), path("/c/portico/console.toml"));
    assert_eq!(usual(path("relative"), path("/h")), path("/h/.config/portico/console.toml"));
    assert_eq!(usual(None, None), None);
}

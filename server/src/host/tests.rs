use proptest::prelude::*;

use super::*;

fn host(text: &str) -> Option<String> {
    Authority::parse(text).map(|authority| authority.host.0)
}

#[test]
fn one_host_has_one_form() {
    for (written, canonical) in [
        ("agency.test", "agency.test"),
        ("AGENCY.Test", "agency.test"),
        ("agency.test.", "agency.test"),
        ("agency.test:443", "agency.test"),
        ("Agency.TEST.:8443", "agency.test"),
        ("agency.test:", "agency.test"),
        ("localhost", "localhost"),
        ("app_1.internal", "app_1.internal"),
        ("XN--BCHER-KVA.test", "xn--bcher-kva.test"),
        ("127.0.0.1:8080", "127.0.0.1"),
        ("[::1]:8080", "[::1]"),
        ("[0:0:0:0:0:0:0:1]", "[::1]"),
    ] {
        assert_eq!(host(written).as_deref(), Some(canonical), "{written}");
    }
}

#[test]
fn what_is_no_host_has_no_form() {
    let long = format!("{}.test", "a".repeat(64));
    let longer = ["a".repeat(63).as_str(); 4].join(".");
    for text in [
        "",
        ".",
        "..",
        ".agency.test",
        "agency..test",
        "agency.test..",
        "agency.test:443@evil.test",
        "evil@agency.test",
        "agency.test:0",
        "agency.test:65536",
        "agency.test:-1",
        "agency.test:+443",
        "agency.test:80:80",
        "agency.test/path",
        "agency.test?x",
        "agency.test#x",
        "agency.test\\x",
        "http://agency.test",
        "agency.test,evil.test",
        "agency.test evil.test",
        " agency.test",
        "*.agency.test",
        "-agency.test",
        "agency-.test",
        "agency%2etest",
        "agency.test\0",
        "bücher.test",
        "[::1",
        "::1",
        "[::1]x",
        "[fe80::1%25eth0]",
        "[127.0.0.1]",
        "127.1",
        "0x7f.0.0.1",
        "2130706433",
        "127.0.0.256",
        "agency.0x7f",
        &long,
        &longer,
    ] {
        assert_eq!(host(text), None, "{text:?}");
    }
}

#[test]
fn people_write_names_in_their_own_script() {
    for (written, canonical) in [
        ("portal.bücher.test", "portal.xn--bcher-kva.test"),
        ("PORTAL.BÜCHER.TEST.", "portal.xn--bcher-kva.test"),
        ("  Portal.Agency.Test ", "portal.agency.test"),
        ("ｐｏｒｔａｌ．agency．test", "portal.agency.test"),
        ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
        ("xn--bcher-kva.test", "xn--bcher-kva.test"),
        ("a--b.agency.test", "a--b.agency.test"),
    ] {
        assert_eq!(Host::domain(written).map(|host| host.0).as_deref(), Ok(canonical), "{written}");
    }
    assert_eq!(Host::domain("xn--bcher-kva.test").unwrap().for_people(), "bücher.test");
    for written in [
        "bücher-24.test",
        "例え.テスト",
        "почта.example",
        "пример.испытание",
        "groß.example",
        "αθήνα.example",
        "col·legi.example",
        "हिन्दी-१.example",
    ] {
        assert_eq!(Host::domain(written).unwrap().for_people(), written);
    }
}

#[test]
fn a_name_that_poses_as_another_is_shown_as_dns_writes_it() {
    let whole = Host::parse("xn--80ak6aa92e.com").unwrap();
    assert_eq!(whole.for_people(), "xn--80ak6aa92e.com", "every letter is Cyrillic, and it reads apple.com");
    for posing in [
        // One letter is of another script.
        "\u{430}pple.example",
        "портal.example",
        "shop.n\u{3bf}rthwind.example",
        // A digit, a stroke and a dot of another, or of none.
        "g\u{966}\u{966}gle.example",
        "goog\u{964}e.example",
        "agency.test\u{2215}portal.example",
        "agency\u{b7}test.example",
        // All letters are of another: vip-1, voß, höse, wee, uno, yoyo.
        "\u{3bd}\u{3b9}\u{3c1}-1.example",
        "\u{3bd}\u{3bf}\u{3b2}.example",
        "\u{4bb}\u{4e7}\u{455}\u{435}.example",
        "\u{448}\u{435}\u{4bd}.example",
        "\u{57d}\u{578}\u{585}.example",
        "\u{10e7}\u{10ff}\u{10e7}\u{10ff}.example",
    ] {
        let host = Host::domain(posing).unwrap();
        assert!(host.as_str().contains("xn--"));
        assert_eq!(host.for_people(), host.as_str(), "{posing}");
    }
}

#[test]
fn what_cannot_be_somebodys_is_refused_with_a_reason() {
    for (written, reason) in [
        ("https://portal.agency.test/", "alone"),
        ("agency.test/portal", "alone"),
        ("me@agency.test", "alone"),
        ("*.agency.test", "each one"),
        ("agency.test:8443", "port"),
        ("127.0.0.1", "IP"),
        ("１２７.0.0.1", "IP"),
        ("[::1]", "IP"),
        ("::1", "IP"),
        ("agency.0x1", "IP"),
        ("portal", "whole"),
        ("", "not a host"),
        ("under_score.agency.test", "not a host"),
        ("agency..test", "not a host"),
        ("a b.test", "not a host"),
        ("xn--\u{fc}.test", "not a host"),
        ("xn--zzzzzzzzz.test", "not a host"),
        ("\u{202e}agency.test", "not a host"),
    ] {
        let refused = Host::domain(written).expect_err(written);
        assert!(refused.contains(reason), "{written:?}: {refused}");
    }
}

#[test]
fn an_origin_is_scheme_host_and_port() {
    for (written, canonical) in [
        ("https://Portal.Example.com", "https://portal.example.com"),
        ("https://portal.example.com:443", "https://portal.example.com"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("HTTP://[::1]:80", "http://[::1]"),
        ("https://bücher.test:8443", "https://xn--bcher-kva.test:8443"),
    ] {
        let origin = Origin::parse(written).unwrap();
        assert_eq!(origin.to_string(), canonical);
        assert_eq!(Origin::parse(canonical), Some(origin));
    }
    for wrong in ["portal.example.com", "ftp://x.test", "https://", "https://a@b.test", "https://b.test/x", "null"] {
        assert_eq!(Origin::parse(wrong), None, "{wrong}");
    }
    let own = Origin::parse("http://[::1]:8080").unwrap();
    assert_eq!(own.at("portal.agency.test"), "http://portal.agency.test:8080");
}

proptest! {
    /// Whatever is sent as a host: no panic, and what is taken is stable, small and plain.
    #[test]
    fn a_form_is_its_own_form(text in "\\PC{0,40}|[a-zA-Z0-9.:@\\[\\]_*%/-]{0,40}|[a-z]{1,70}(\\.[a-z0-9-]{1,70}){0,5}\\.?(:[0-9]{1,6})?") {
        if let Some(Authority { host, port }) = Authority::parse(&text) {
            prop_assert_eq!(Host::parse(host.as_str()), Some(host.clone()));
            let again = Authority { host: host.clone(), port };
            prop_assert_eq!(Authority::parse(&again.to_string()), Some(again));
            prop_assert!(host.0.len() <= LONGEST_NAME && !host.0.ends_with('.'));
            prop_assert!(host.0.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_[]:".contains(&b)));
            prop_assert!(!text.contains('@') && !text.contains('/'));
        }
    }

    /// Case, the dot at the end and the port do not make another host.
    #[test]
    fn spelling_does_not_make_another_host(name in "[a-z]([a-z0-9-]{0,10}[a-z0-9])?(\\.[a-z]([a-z0-9-]{0,10}[a-z])?){1,4}", port in 1_u16..) {
        let plain = host(&name);
        prop_assert_eq!(plain.as_deref(), Some(name.as_str()));
        for other in [name.to_uppercase(), format!("{name}."), format!("{name}:{port}"), format!("{}.:{port}", name.to_uppercase())] {
            prop_assert_eq!(host(&other), plain.clone());
        }
    }

    /// What somebody may add is what a header may name, and does not depend on the script it came in.
    #[test]
    fn what_is_added_is_what_is_asked_for(text in "\\PC{0,30}|[a-zäöüß例え0-9.-]{1,30}\\.(test|テスト)") {
        if let Ok(added) = Host::domain(&text) {
            prop_assert_eq!(Host::parse(added.as_str()), Some(added.clone()));
            prop_assert_eq!(Host::domain(added.as_str()), Ok(added.clone()));
            prop_assert_eq!(Host::domain(&added.for_people()), Ok(added.clone()));
            prop_assert!(added.0.contains('.') && !added.0.contains('_'));
        }
    }
}

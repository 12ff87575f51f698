use super::{html, plain};

#[test]
fn gmail() {
    let mail = "Yes, please go ahead.\n\nThe blue one.\n\nOn Thu, 12 Nov 2026 at 10:00, Northwind Studio <portal@northwind.test>\nwrote:\n\n> Mia replied to “Lanterns”\n>\n> Which colour?\n";
    assert_eq!(plain(mail), "Yes, please go ahead.\n\nThe blue one.");
    let mail = "Ja, gerne.\n\nAm Do., 12. Nov. 2026 um 10:00 Uhr schrieb Northwind Studio <\nportal@northwind.test>:\n\n> Welche Farbe?\n";
    assert_eq!(plain(mail), "Ja, gerne.");
}

#[test]
fn gmail_in_html() {
    let mail = r#"<div dir="ltr">Yes, <b>please</b>.<div><br></div><div>The blue one.</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Thu, 12 Nov 2026 at 10:00, Northwind &lt;<a href="mailto:portal@northwind.test">portal@northwind.test</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0"><p>Which colour?</p></blockquote></div>"#;
    let text = html(mail);
    assert!(text.starts_with("Yes, please.") && text.ends_with("The blue one."), "{text:?}");
}

#[test]
fn outlook() {
    let mail = "Fine with us.\r\n\r\nBest\r\nCarla\r\n\r\n________________________________\r\nFrom: Northwind Studio <portal@northwind.test>\r\nSent: Thursday, 12 November 2026 10:00\r\nTo: Carla <carla@acme.test>\r\nSubject: Lanterns [#1042]\r\n\r\nWhich colour?\r\n";
    assert_eq!(plain(mail), "Fine with us.\n\nBest\nCarla");
    let mail = "Passt.\n\nVon: Northwind Studio <portal@northwind.test>\nGesendet: Donnerstag, 12. November 2026 10:00\nAn: Carla\nBetreff: Lanterns\n\nWelche Farbe?";
    assert_eq!(plain(mail), "Passt.");
    let mail = "OK\n\n-----Original Message-----\nFrom: Northwind\n\nWhich colour?";
    assert_eq!(plain(mail), "OK");
}

#[test]
fn outlook_in_html() {
    let mail = r#"<html><head><style>p {margin:0}</style></head><body><div>Fine with us.</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Northwind<br><b>Sent:</b> Thursday<br><b>Subject:</b> Lanterns</div><div>Which colour?</div></body></html>"#;
    assert_eq!(html(mail), "Fine with us.");
}

#[test]
fn apple_mail() {
    let mail = "Blue, thanks!\n\nSent from my iPhone\n\n> On 12. Nov 2026, at 10:00, Northwind Studio <portal@northwind.test> wrote:\n> \n> Which colour?\n";
    assert_eq!(plain(mail), "Blue, thanks!");
    let mail = "Blue.\n\n> On 12. Nov 2026, at 10:00, Northwind Studio <portal@northwind.test> wrote:\n> \n> Which colour?\n\n-- \nCarla Ortiz\nAcme Coffee\n";
    assert_eq!(plain(mail), "Blue.");
}

#[test]
fn apple_mail_in_html() {
    let mail = r#"<html><body style="overflow-wrap: break-word;">Blue.<br><div><br><blockquote type="cite"><div>On 12. Nov 2026, at 10:00, Northwind wrote:</div><div>Which colour?</div></blockquote></div><br></body></html>"#;
    assert_eq!(html(mail), "Blue.");
}

#[test]
fn thunderbird_and_plain_quotes() {
    let mail = "Am 12.11.26 um 10:00 schrieb Northwind Studio:\n> Which colour?\n\nBlue.\n";
    assert_eq!(plain(mail), mail.trim(), "an answer below the question keeps the question");
    let mail = "Blue.\n\n> Which colour?\n> And when?\n";
    assert_eq!(plain(mail), "Blue.");
}

#[test]
fn answers_between_the_lines_keep_the_lines() {
    let mail = "See below.\n\nOn 12 Nov 2026, Northwind <portal@northwind.test> wrote:\n> Which colour?\n\nBlue.\n\n> And when?\n\nMonday.\n";
    assert_eq!(plain(mail), mail.trim());
}

#[test]
fn a_signature_goes_and_dashes_in_a_text_stay() {
    assert_eq!(plain("Blue.\n\n-- \nCarla\n+49 30 123\n"), "Blue.");
    assert_eq!(plain("Either\n---\nor -- whichever\n"), "Either\n---\nor -- whichever");
    assert_eq!(plain("Blue.\n\nVon meinem iPhone gesendet\n"), "Blue.");
}

#[test]
fn what_looks_like_a_quotation_and_is_none_stays() {
    for text in [
        "From: the kitchen\nwe need three lamps.",
        "He wrote:\nthis is mine.",
        "The colours are:\nblue",
        "From what I see this is fine.",
        "a > b",
    ] {
        assert_eq!(plain(text), text);
    }
}

#[test]
fn a_mail_that_only_quotes_says_nothing() {
    assert_eq!(plain("> Which colour?\n"), "");
    assert_eq!(plain("\n\nOn 12 Nov 2026, Northwind <p@n.test> wrote:\n> Which colour?\n"), "");
    assert_eq!(plain(""), "");
}

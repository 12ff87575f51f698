use poem::http::Method;

use crate::support::{TestApp, text_of};

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "<a href=\"jav\tascript:alert(1)\">x</a>",
    "<div id=\"main\" class=\"frame\" data-live=\"requests\" hx-get=\"/portal/logout\" hx-trigger=\"load\" hx-on:click=\"x\">x</div>",
    "<form action=\"https://evil.test\"><input name=\"csrf\"></form>",
    "<style>body{display:none}</style>",
    "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.test\">",
    "<base href=\"https://evil.test\">",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "![x](https://evil.test/pixel.png)",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "`</code><script>alert(1)</script>`",
    "<http://evil.test/\"onmouseover=\"alert(1)>",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "- [ ] <input type=image src=x onerror=alert(1) formaction=/portal/logout>",
];

/// Fails when rendered text has become more than text, emphasis, lists, tables and links.
fn harmless(html: &str, of: &str) {
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let name: String = tag.trim_start_matches('/').chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let fine = [
            "p",
            "a",
            "em",
            "strong",
            "code",
            "pre",
            "ul",
            "ol",
            "li",
            "br",
            "del",
            "input",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "h1",
            "h2",
            "h3",
            "blockquote",
            "hr",
            "div",
            "span",
            "svg",
            "math",
            "s",
            "",
        ];
        assert!(fine.contains(&name.as_str()) && name != "svg" && name != "math", "<{tag}> of {of}: {html}");
        for attribute in [
            " id=",
            " class=",
            " data-",
            " hx-",
            " on",
            " style=",
            " name=",
            " src=",
            " formaction=",
            " action=",
            "javascript:",
            "vbscript:",
            "data:text",
        ] {
            let tag = tag.to_lowercase();
            assert!(!tag.contains(attribute), "<{tag}> of {of}: {html}");
        }
        rest = after;
    }
}

both! {
    /// What clients and staff write is text to those who read it. Checked at the preview, which is the same
    /// rendering, attribute by attribute; and in the thread, where it must not have grown a tag either.
    async fn no_text_becomes_more_than_text(app: TestApp) {
        let carla = app.as_client("carla").await;
        let token = carla.token().await;
        for text in HOSTILE {
            let preview = carla.ask(Method::POST, "/portal/preview").form(&[("csrf", &token), ("body", text)]).send().await.expect(200);
            harmless(&preview.body, text);
            let id = carla.request(text, text).await;
            for path in [format!("/portal/requests/{id}"), "/portal/requests".into(), "/portal".into()] {
                let page = carla.get(&path).await.expect(200).body;
                for sign in ["<script>alert", "<img", "<iframe", "<base", "<style", "<meta http", "href=\"javascript", "action=\"https", "<math"] {
                    assert!(!page.contains(sign), "{sign} of {text} in {path}");
                }
            }
        }
        let id = carla.request("Plain", "**bold** [site](https://example.com)").await;
        let page = carla.get(&format!("/portal/requests/{id}")).await.expect(200).body;
        assert!(page.contains("<strong>bold</strong>") && page.contains("rel=\"nofollow noopener noreferrer\""));
    }

    async fn what_is_too_long_or_empty_is_said_and_kept(app: TestApp) {
        let carla = app.as_client("carla").await;
        let send = async |subject: &str, body: &str| {
            let fields = [("kind", "job"), ("job_category", "design"), ("subject", subject), ("body", body)];
            carla.post("/portal/requests", &fields).await
        };
        send(&"ß".repeat(200), "x").await.expect(303);
        send(&"ß".repeat(201), "x").await.expect(422);
        send("x", &"a".repeat(20_000)).await.expect(303);
        let refused = send("x", &"a".repeat(20_001)).await.expect(422);
        assert!(refused.body.contains(&"a".repeat(20_001)), "what was typed is lost");
        for empty in ["", " ", "\n\t", "\u{0}", "\u{7}\u{1b}"] {
            send(empty, "x").await.expect(422);
            send("x", empty).await.expect(422);
        }
    }

    /// Every script stays as it was written; what no keyboard makes goes, and cannot break a row, a page or a mail.
    async fn every_script_stays_and_controls_go(app: TestApp) {
        let carla = app.as_client("carla").await;
        let mia = app.as_staff("mia").await;
        for (typed, kept) in [
            ("شكرا 👩‍👩‍👧 ありがとう", "شكرا 👩‍👩‍👧 ありがとう"),
            ("a\u{0}b\u{1b}[31mc", "ab[31mc"),
            ("two\r\nlines\rhere", "two lines here"),
            ("Bcc: x@evil.test\r\nSubject: y", "Bcc: x@evil.test Subject: y"),
        ] {
            let id = carla.request(typed, "x").await;
            let request = mia.get(&format!("/requests/{id}")).await.expect(200).json();
            assert_eq!(request["subject"], kept);
            mia.post(&format!("/requests/{id}/messages"), serde_json::json!({ "body": "yes" })).await.expect(201);
        }
        app.run_jobs().await;
        for mail in app.mails() {
            assert!(!mail.subject.contains(['\r', '\n']), "{:?}", mail.subject);
        }
    }

    /// A name that turns the reading direction could pass for another.
    async fn no_text_turns_the_reading_direction(app: TestApp) {
        let carla = app.as_client("carla").await;
        let id = carla.request("Invoice \u{202e}fdp.exe", "\u{2066}x\u{202d}").await;
        let answer = carla.post("/portal/account", &[("name", "Carla \u{202e}\u{7}ailO"), ("phone", "")]).await;
        answer.expect(303);
        let page = carla.get(&format!("/portal/requests/{id}")).await.expect(200).body;
        assert!(!page.contains(['\u{202a}', '\u{202d}', '\u{202e}', '\u{2066}']), "{}", text_of(&page));
        assert!(page.contains("Invoice fdp.exe") && page.contains("Carla ailO"), "{}", text_of(&page));
    }
}

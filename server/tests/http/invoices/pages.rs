use portico::features::billing::{self, Content, Discount, Item};

use super::{bill, content, flat, item, late, office, on_paper, pay, plain};
use crate::support::TestApp;

/// Where a text stands in a page.
fn at(page: &str, text: &str) -> usize {
    page.find(text).unwrap_or_else(|| panic!("no {text} in {page}"))
}

both! {
    /// S1.4, S1.105–S1.110, S1.117–S1.122: an invoice says all of itself on one page.
    async fn s1_105_an_invoice_is_opened_and_shows_every_line_and_what_it_adds_up_to(app: TestApp) {
        let acme = &app.cast.acme;
        let lines = vec![item("Homepage design", 12_500, 9_500, 1900), item("Printed cards", 250_000, 90, 700)];
        let invoice = bill(&app, acme, "EUR", Content { discount: Discount::Percent(1000), ..content(lines) }).await;
        pay(&app, acme, &invoice, 50_000).await;
        let carla = app.as_client("carla").await;
        let list = carla.get("/portal/billing/invoices").await.expect(200).body;
        assert!(list.contains(&format!("href=\"/portal/billing/invoices/{}\"", invoice.id)), "{list}");
        let page = carla.get(&format!("/portal/billing/invoices/{}", invoice.id)).await.expect(200).body;
        for said in [
            // Description, quantity, price, amount.
            "Homepage design", "12.5 h", "€95.00", "€1,187.50",
            "Printed cards", "250 h", "€0.90", "€225.00",
            // 1412.50 − 10 % = 1271.25; tax 19 % of 1068.75 and 7 % of 202.50.
            "Subtotal", "€1,412.50", "Discount (10%)", "−€141.25", "<bdi>VAT</bdi> 19% of €1,068.75", "€203.06",
            "<bdi>VAT</bdi> 7% of €202.50", "€14.18", "€1,488.49",
            "Payments", "−€500.00", "RF18 5390", "Bank transfer".to_lowercase().as_str(), "Outstanding", "€988.49", "Partly paid",
        ] {
            assert!(page.contains(said), "no {said} in {page}");
        }
        assert_eq!(invoice.total, 148_849);
    }

    /// A rate of nothing says why no tax is asked for, and has to stand where the others do; without a name nothing is said.
    async fn a_rate_of_nothing_with_a_name_stands_on_page_and_paper(app: TestApp) {
        let acme = &app.cast.acme;
        let carla = app.as_client("carla").await;
        let shown = async |name: &str| {
            let abroad = Item { tax_name: name.into(), ..item("Work abroad", 1000, 5_000, 0) };
            let invoice = bill(&app, acme, "EUR", content(vec![item("Design", 1000, 10_000, 1900), abroad])).await;
            assert_eq!(invoice.total, 16_900);
            let path = format!("/portal/billing/invoices/{}", invoice.id);
            let page = carla.get(&path).await.expect(200).body;
            (page, on_paper(&carla.get(&format!("{path}/pdf")).await.expect(200).bytes))
        };
        let (page, paper) = shown("Reverse charge").await;
        assert!(page.contains("0% <bdi>Reverse charge</bdi>"), "its line does not say it: {page}");
        assert!(page.contains("<bdi>Reverse charge</bdi> 0% of €50.00") && page.contains("€0.00"), "{page}");
        assert!(paper.contains(&flat("Reverse charge 0% of €50.00 €0.00")) && paper.contains(&flat("€50.00 0% €50.00")), "{paper}");
        let (page, paper) = shown("").await;
        assert!(!page.contains("0% of €50.00") && !paper.contains("0%of€50.00"), "{page} {paper}");
    }

    /// S1.111–S1.115: the exact days stand there, the bucket as a word, and a colour of its own.
    async fn s1_111_an_overdue_invoice_says_for_how_many_days(app: TestApp) {
        let acme = &app.cast.acme;
        let carla = app.as_client("carla").await;
        for (days, said, bucket, depth) in [
            (1, "1 day overdue", None, 0), (12, "12 days overdue", None, 0), (29, "29 days overdue", None, 0),
            (30, "30 days overdue", Some("30d"), 1), (59, "59 days overdue", Some("30d"), 1),
            (60, "60 days overdue", Some("60d"), 2), (89, "89 days overdue", Some("60d"), 2),
            (90, "90 days overdue", Some("90+"), 3), (400, "400 days overdue", Some("90+"), 3),
        ] {
            let invoice = plain(&app, acme, 10_000).await;
            late(&app, &invoice, days).await;
            let page = carla.get(&format!("/portal/billing/invoices/{}", invoice.id)).await.expect(200).body;
            assert!(page.contains(said) && page.contains(&format!("aging aging-{depth}")), "{days}: {page}");
            for other in ["30d", "60d", "90+"] {
                assert_eq!(page.contains(&format!(">{other}</span>")), bucket == Some(other), "{days} {other}");
            }
        }
        let due_today = plain(&app, acme, 10_000).await;
        late(&app, &due_today, 0).await;
        let page = carla.get(&format!("/portal/billing/invoices/{}", due_today.id)).await.expect(200).body;
        assert!(!page[at(&page, "<main")..].contains("overdue"), "{page}");
    }

    /// S1.116: htmx gets what opens beside the list; a reload, and a browser without scripts, the page.
    async fn s1_116_an_invoice_opens_beside_the_list_and_is_a_page_of_its_own(app: TestApp) {
        let carla = app.as_client("carla").await;
        let path = format!("/portal/billing/invoices/{}", app.cast.acme.invoice);
        let beside = carla.fragment(&path).await.expect(200).body;
        assert!(!beside.contains("<html") && beside.contains("id=\"slideover-title\"") && beside.contains("acmecanary work"), "{beside}");
        let page = carla.get(&path).await.expect(200).body;
        assert!(page.contains("<html") && page.contains("acmecanary work") && page.contains("<h1"));
        let list = carla.get("/portal/billing/invoices").await.expect(200).body;
        assert!(list.contains("id=\"slideover\"") && list.contains("data-slideover"), "{list}");
    }

    /// S2.14, S2.87, S2.90–S2.92: all there is to pay, by status, in an order, with what it comes to in each currency.
    async fn s2_91_the_list_is_filtered_sorted_and_added_up(app: TestApp) {
        let acme = &app.cast.acme;
        let small = plain(&app, acme, 10_000).await;
        let large = plain(&app, acme, 900_000).await;
        let paid = plain(&app, acme, 20_000).await;
        pay(&app, acme, &paid, 20_000).await;
        let void = plain(&app, acme, 30_000).await;
        billing::void(&office(&app, acme), void.id, "Sent twice").await.unwrap();
        let yen = bill(&app, acme, "JPY", content(vec![item("Translation", 1000, 45_000, 0)])).await;
        late(&app, &large, 41).await;
        let carla = app.as_client("carla").await;
        let list = async |query: &str| {
            let page = carla.get(&format!("/portal/billing/invoices?{query}")).await.expect(200).body;
            page[at(&page, "id=\"invoices\"")..].to_owned()
        };
        let all = list("").await;
        assert!([&small, &large, &paid, &void, &yen].iter().all(|row| all.contains(&row.number)), "{all}");
        // 238.00 of the world's own, and what is void is not counted.
        assert!(all.contains("4 documents, and 1 void"), "{all}");
        assert!(all.contains("€9,538.00") && all.contains("€9,288.00") && all.contains("JPY\u{a0}45,000"), "{all}");
        let of = |page: &str, row: &portico::entity::invoice::Model| page.contains(&row.number);
        let late = list("status=overdue").await;
        assert!(of(&late, &large) && !of(&late, &small) && late.contains("41 days overdue"), "{late}");
        let open = list("status=open").await;
        assert!(of(&open, &large) && of(&open, &small) && !of(&open, &paid) && !of(&open, &void));
        let settled = list("status=paid").await;
        assert!(of(&settled, &paid) && !of(&settled, &small));
        let voided = list("status=void").await;
        assert!(of(&voided, &void) && !of(&voided, &small));
        let added_up = |page: &str| page.contains("class=\"stats\"");
        assert!(added_up(&settled) && !added_up(&voided), "{voided}");
        let most = list("sort=outstanding").await;
        assert!(at(&most, &large.number) < at(&most, &yen.number) && at(&most, &yen.number) < at(&most, &small.number));
        let first_due = list("sort=due").await;
        assert!(at(&first_due, &large.number) < at(&first_due, &small.number));
    }

    /// In every order a page goes on where the one before ended.
    async fn a_long_list_goes_on_in_every_order(app: TestApp) {
        let acme = &app.cast.acme;
        for number in 0..30 {
            plain(&app, acme, 1_000 + number % 3).await;
        }
        let carla = app.as_client("carla").await;
        for sort in ["newest", "oldest", "due", "outstanding", "number"] {
            let mut seen = std::collections::BTreeSet::new();
            let mut path = format!("/portal/billing/invoices?sort={sort}");
            loop {
                let page = carla.get(&path).await.expect(200).body;
                let rows = page.split("class=\"row-title\" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
                for row in rows {
                    assert!(seen.insert(row.to_owned()), "{sort}: {row} twice");
                }
                let Some(more) = page.split("id=\"invoice-rows-more\" href=\"").nth(1) else { break };
                path = more.split('"').next().unwrap().replace("&amp;", "&");
            }
            assert_eq!(seen.len(), 31, "{sort}");
        }
        carla.get("/portal/billing/invoices?cursor=nonsense").await.expect(422);
    }

    /// S2.88–S2.90: the overview says what is outstanding, what is late, what was paid and what is left of credits.
    async fn s2_90_the_overview_says_where_the_account_stands(app: TestApp) {
        let acme = &app.cast.acme;
        let overdue = plain(&app, acme, 100_000).await;
        late(&app, &overdue, 12).await;
        let paid = plain(&app, acme, 20_000).await;
        pay(&app, acme, &paid, 25_000).await;
        let carla = app.as_client("carla").await;
        let page = carla.get("/portal/billing").await.expect(200).body;
        let page = &page[at(&page, "<main")..];
        for said in ["€1,188.00", "€1,000.00", "12 days overdue", &overdue.number, &paid.number, "€250.00", "€80.00"] {
            assert!(page.contains(said), "no {said} in {page}");
        }
        assert!(!page.contains("Pay now"), "there is nowhere to pay yet");
        let home = carla.get("/portal").await.expect(200).body;
        assert!(home.contains(&format!("Invoice {}", overdue.number)) && home.contains("12 days overdue"), "{home}");
        // The number beside the entry in the navigation.
        let nav = &home[at(&home, "id=\"nav\"")..at(&home, "<main")];
        assert!(nav.contains("href=\"/portal/billing\"") && nav.contains("<span class=\"count\">1</span>"), "{nav}");
    }

    /// S2.88: what is overdue comes first on the overview, the longest overdue before the rest.
    async fn s2_88_the_overview_begins_with_what_is_overdue(app: TestApp) {
        let acme = &app.cast.acme;
        let (late_since, latest, due) =
            (plain(&app, acme, 10_000).await, plain(&app, acme, 20_000).await, plain(&app, acme, 900_000).await);
        late(&app, &late_since, 12).await;
        late(&app, &latest, 41).await;
        let page = app.as_client("carla").await.get("/portal/billing").await.expect(200).body;
        let to_pay = &page[at(&page, "id=\"to-pay\"")..];
        let places = [&latest, &late_since, &due].map(|row| at(to_pay, &row.number));
        assert!(places.is_sorted(), "{to_pay}");
        assert!(at(to_pay, "41 days overdue") < at(to_pay, "12 days overdue"));
    }

    /// What is not all of it says so, and leads to the rest.
    async fn the_overview_says_how_many_of_what_is_open_it_lists(app: TestApp) {
        let acme = &app.cast.acme;
        let carla = app.as_client("carla").await;
        let overview = async || carla.get("/portal/billing").await.expect(200).body;
        for _ in 0..11 {
            plain(&app, acme, 10_000).await;
        }
        // With the world's own it is twelve.
        assert!(!overview().await.contains("All that are open"));
        plain(&app, acme, 10_000).await;
        let page = overview().await;
        assert!(page.contains("The first 12 of 13.") && page.contains("/portal/billing/invoices?status=open&amp;sort=due"), "{page}");
        assert_eq!(page[at(&page, "id=\"to-pay\"")..].matches("Due ").count(), 12, "{page}");
        carla.get("/portal/billing/invoices?status=open&sort=due").await.expect(200);
    }

    /// A sum of fifteen digits is set smaller, so that no line breaks within it.
    async fn a_sum_of_many_digits_is_set_smaller(app: TestApp) {
        let acme = &app.cast.acme;
        let carla = app.as_client("carla").await;
        let overview = async || carla.get("/portal/billing").await.expect(200).body;
        assert!(!overview().await.contains("stat-long"));
        bill(&app, acme, "EUR", content(vec![item("Work", 1000, 999_999_999_900_000, 0)])).await;
        let page = overview().await;
        assert!(page.contains("<span class=\"stat-value stat-long\">€9,999,999,999,188.00</span>"), "{page}");
    }

    /// The currency in which something is overdue comes before one that is all in time.
    async fn the_balance_with_something_overdue_is_the_first(app: TestApp) {
        let acme = &app.cast.acme;
        bill(&app, acme, "CHF", content(vec![item("Work", 1000, 50_000, 0)])).await;
        late(&app, &plain(&app, acme, 10_000).await, 12).await;
        let page = app.as_client("carla").await.get("/portal/billing").await.expect(200).body;
        let balances = &page[at(&page, "class=\"balances\"")..at(&page, "id=\"to-pay\"")];
        assert!(at(balances, "Overdue") < at(balances, "CHF"), "{balances}");
    }

    /// Yen have no decimals, and the dinar of Kuwait has three.
    async fn amounts_have_the_decimals_of_their_currency(app: TestApp) {
        let acme = &app.cast.acme;
        let carla = app.as_client("carla").await;
        for (currency, price, amounts, wrong) in [
            ("JPY", 45_005, ["JPY\u{a0}45,005", "JPY\u{a0}90,010", "JPY\u{a0}9,001", "JPY\u{a0}99,011"], ["99,011.0", "990.11"]),
            ("KWD", 12_345, ["KWD\u{a0}12.345", "KWD\u{a0}24.690", "KWD\u{a0}2.469", "KWD\u{a0}27.159"], ["271.59", "27,159"]),
        ] {
            // Two of them and 10 % of tax.
            let invoice = bill(&app, acme, currency, content(vec![item("Translation", 2000, price, 1000)])).await;
            let path = format!("/portal/billing/invoices/{}", invoice.id);
            let page = carla.get(&path).await.expect(200).body;
            let paper = on_paper(&carla.get(&format!("{path}/pdf")).await.expect(200).bytes);
            for amount in amounts {
                assert!(page.contains(amount), "no {amount} in {page}");
                assert!(paper.contains(&flat(amount)), "no {amount} in {paper}");
            }
            for wrong in wrong {
                assert!(!page.contains(wrong) && !paper.contains(wrong), "{wrong} in {page} or in {paper}");
            }
        }
    }

    async fn a_draft_is_nowhere(app: TestApp) {
        let acme = &app.cast.acme;
        let new = billing::NewDraft {
            workspace: acme.workspace.into(),
            project: None,
            currency: None,
            content: content(vec![item("draftcanary", 1000, 1_234_567, 0)]),
        };
        let draft = billing::draft(&office(&app, acme), new).await.unwrap();
        app.run_jobs().await;
        let carla = app.as_client("carla").await;
        for path in ["/portal", "/portal/billing", "/portal/billing/invoices", "/portal/billing/statement", "/portal/notifications"] {
            let page = carla.get(path).await.expect(200).body;
            assert!(!page.contains("12,345.67") && !page.contains("draftcanary"), "{path}");
        }
        for path in ["", "/pdf"] {
            carla.get(&format!("/portal/billing/invoices/{}{path}", draft.row.id)).await.expect(404);
        }
    }
}

//! A report as columns, as sentences and as JSON.

use portico_openapi::types::{RequestReport, RequestReportRow, RequestReportTimes};

use super::Shape;
use crate::{
    charts::{hours, percent, said, subject},
    text,
};

/// What stands above the columns, and how wide each is.
const COLUMNS: [(&str, usize); 11] = [
    ("", 20),
    ("open", 5),
    ("opened", 7),
    ("answered", 9),
    ("resolved", 9),
    ("first", 8),
    ("9 of 10", 8),
    ("on time", 8),
    ("end", 8),
    ("9 of 10", 8),
    ("on time", 8),
];

/// How requests went.
pub fn report(shape: Shape, report: &RequestReport) -> serde_json::Result<String> {
    Ok(match shape {
        Shape::Json => serde_json::to_string_pretty(report)? + "\n",
        Shape::Plain => {
            let head = format!("From {} to {}, in working time without the client's.\n", report.from, report.to);
            let rows = report
                .items
                .iter()
                .map(|row| format!("{}: {} open; {}.\n", subject(row, report.by), row.open, said(row).join("; ")));
            std::iter::once(head).chain(rows).collect()
        }
        Shape::Columns => {
            let head = line(COLUMNS.map(|(name, _)| name.to_owned()));
            let rows = report.items.iter().map(|row| line(cells(row, subject(row, report.by))));
            std::iter::once(head).chain(rows).collect()
        }
    })
}

fn cells(row: &RequestReportRow, name: String) -> [String; 11] {
    let [first, most, kept] = times(&row.first_response);
    let [end, end_most, end_kept] = times(&row.resolution);
    let [open, opened, answered, resolved] =
        [row.open, row.opened, row.answered, row.resolved].map(|number| number.to_string());
    [name, open, opened, answered, resolved, first, most, kept, end, end_most, end_kept]
}

fn times(times: &RequestReportTimes) -> [String; 3] {
    let none = || "-".to_owned();
    [
        times.median_seconds.map_or_else(none, hours),
        times.p90_seconds.map_or_else(none, hours),
        times.within_target.map_or_else(none, percent),
    ]
}

fn line(cells: [String; 11]) -> String {
    let fitted = cells.iter().zip(COLUMNS).enumerate().map(|(at, (cell, (_, width)))| match at {
        0 => text::fit(cell, width),
        _ => text::fit_right(cell, width),
    });
    fitted.collect::<String>().trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use portico_openapi::types::RequestReportBy;

    use super::*;
    use crate::fixture;

    #[test]
    fn a_report_is_told_in_columns_as_sentences_and_as_json() {
        let by_person = fixture::report(RequestReportBy::Person);
        let columns = report(Shape::Columns, &by_person).unwrap();
        let rows: Vec<_> = columns.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).collect();
        let mia = ["Mia", "Chen", "4", "9", "8", "6", "30m", "1h", "15m", "75%", "4h", "8h", "30m", "100%"];
        assert_eq!(rows[1], mia, "{columns}");
        assert_eq!(rows[2], ["Nobody", "2", "2", "0", "0", "-", "-", "-", "-", "-", "-"]);
        let plain = report(Shape::Plain, &by_person).unwrap();
        assert!(
            plain.contains(
                "Mia Chen: 4 open; 9 opened, 8 answered, 6 resolved; first response 30m, nine of ten within 1h 15m, \
                 75% on time; resolution 4h, nine of ten within 8h 30m, 100% on time.\n"
            ),
            "{plain}"
        );
        let nobody = "Nobody: 2 open; 2 opened, 0 answered, 0 resolved; no first response; no resolution.\n";
        assert!(plain.contains(nobody) && plain.lines().count() == 4, "{plain}");
        let json: serde_json::Value = serde_json::from_str(&report(Shape::Json, &by_person).unwrap()).unwrap();
        assert_eq!(
            (&json["by"], &json["items"][0]["first_response"]["median_seconds"]),
            (&"person".into(), &1800.into())
        );
        assert_eq!(json["weeks"].as_array().unwrap().len(), 12);
    }

    #[test]
    fn names_from_elsewhere_do_nothing_to_the_terminal() {
        let mut hostile = fixture::report(RequestReportBy::Person);
        hostile.items[0].person.as_mut().unwrap().name = "\u{1b}[2JMia\nX".into();
        for shape in [Shape::Columns, Shape::Plain] {
            let told = report(shape, &hostile).unwrap();
            assert!(!told.contains('\u{1b}') && told.lines().count() == 4, "{told}");
        }
    }
}

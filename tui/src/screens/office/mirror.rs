use portico_openapi::types::{AccessExplanation, MirroredPage};

/// Whether and why pages can be seen, as text.
pub fn reasons(pages: &[(String, AccessExplanation)]) -> String {
    let each = pages.iter().map(|(path, why)| {
        let checks = why.checks.iter().filter(|check| pages.len() == 1 || !check.passed);
        let checks: String =
            checks.map(|check| format!("    {} {}\n", if check.passed { "✓" } else { "✕" }, check.text)).collect();
        let verdict = if why.allowed { "✓ yes" } else { "✕ no " };
        format!("{verdict}  {path}\n{checks}")
    });
    each.collect::<Vec<_>>().join("\n")
}

/// A page of the portal, as text.
pub fn page(page: &MirroredPage) -> String {
    let mut text = format!("{}\n", page.title);
    if let Some(to) = &page.location {
        text.push_str(&format!("\nThe portal sends them on to {to}.\n"));
    } else if page.status != 200 {
        text.push_str(&format!("\nThe portal answers {}.\n", page.status));
    }
    text.push('\n');
    for line in &page.lines {
        text.push_str(line);
        text.push('\n');
    }
    if !page.links.is_empty() {
        text.push_str("\nLinks\n");
        for link in &page.links {
            text.push_str(&format!("  {}  {}\n", link.path, link.label));
        }
    }
    text
}

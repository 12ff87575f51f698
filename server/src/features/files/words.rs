/// How large something is, as people say it.
pub fn size(bytes: i64) -> String {
    let units = [("GB", 1_000_000_000.0), ("MB", 1_000_000.0), ("KB", 1_000.0)];
    let count = bytes as f64;
    match units.iter().find(|(_, unit)| count >= *unit) {
        Some((name, unit)) if count / unit >= 10.0 => format!("{:.0} {name}", count / unit),
        Some((name, unit)) => format!("{:.1} {name}", count / unit),
        None => format!("{bytes} bytes"),
    }
}

/// The short word for a kind of file.
pub fn kind(media_type: &str) -> &'static str {
    match media_type {
        "image/png" => "PNG",
        "image/jpeg" => "JPEG",
        "image/webp" => "WebP",
        "image/gif" => "GIF",
        "image/svg+xml" => "SVG",
        "application/pdf" => "PDF",
        "application/zip" => "ZIP",
        "text/plain" => "Text",
        "text/html" => "HTML",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" | "application/msword" => "Word",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "application/vnd.ms-excel" => "Excel",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        | "application/vnd.ms-powerpoint" => "Slides",
        kind if kind.starts_with("image/") => "Image",
        kind if kind.starts_with("video/") => "Video",
        kind if kind.starts_with("audio/") => "Audio",
        _ => "File",
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_read_as_people_say_them() {
        for (bytes, said) in [(0, "0 bytes"), (999, "999 bytes"), (1_500, "1.5 KB"), (42_000_000, "42 MB")] {
            assert_eq!(size(bytes), said);
        }
        assert_eq!(size(1024 * 1024 * 1024), "1.1 GB");
    }
}

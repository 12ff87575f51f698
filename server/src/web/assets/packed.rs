//! What goes over the line: without what only its authors read, and as small as the browser can open.

use std::sync::Arc;

use async_compression::tokio::write::{BrotliEncoder, GzipEncoder};
use async_compression::{Level, brotli::EncoderParams};
use bytes::Bytes;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::runtime::Handle;
use tokio::sync::OnceCell;

use crate::error::{Error, Result};

/// The bits of brotli's window: no stylesheet or script of ours is longer than that.
const WINDOW: i32 = 17;

/// How a browser takes what is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    /// The smaller of what the `Accept-Encoding` header offers (RFC 9110, 12.5.3); what it weighs at nought it refuses.
    pub fn asked(accepted: &str) -> Option<Self> {
        let takes = |name: &str| {
            accepted.split(',').any(|one| {
                let (coding, weight) = one.split_once(';').unwrap_or((one, ""));
                let weight = weight.trim().trim_start_matches("q=").parse::<f32>();
                coding.trim().eq_ignore_ascii_case(name) && weight != Ok(0.0)
            })
        };
        [Self::Brotli, Self::Gzip].into_iter().find(|coding| takes(coding.name()))
    }

    /// As `Content-Encoding` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }
}

/// A text in every coding, each made when it is first asked for.
#[derive(Default)]
pub struct Packed {
    brotli: OnceCell<Bytes>,
    gzip: OnceCell<Bytes>,
}

impl Packed {
    /// The text in that coding.
    ///
    /// # Errors
    /// When the thread that packs it ends.
    pub async fn get(self: &Arc<Self>, content: &Bytes, coding: Coding) -> Result<Bytes> {
        let made = match coding {
            Coding::Brotli => &self.brotli,
            Coding::Gzip => &self.gzip,
        };
        let packing = || async {
            let (content, handle) = (content.clone(), Handle::current());
            let packed = tokio::task::spawn_blocking(move || handle.block_on(pack(&content, coding)));
            packed.await.map_err(Error::internal)?
        };
        made.get_or_try_init(packing).await.cloned()
    }
}

/// Packed as well as it can be: it is done once, and sent for as long as the program runs.
async fn pack(content: &[u8], coding: Coding) -> Result<Bytes> {
    match coding {
        Coding::Brotli => {
            let params = EncoderParams::default().quality(Level::Best).window_size(WINDOW).text_mode();
            through(BrotliEncoder::with_params(Vec::new(), params), content).await.map(|done| done.into_inner().into())
        }
        Coding::Gzip => through(GzipEncoder::with_quality(Vec::new(), Level::Best), content)
            .await
            .map(|done| done.into_inner().into()),
    }
}

async fn through<E: AsyncWrite + Unpin>(mut encoder: E, content: &[u8]) -> Result<E> {
    encoder.write_all(content).await.map_err(Error::internal)?;
    encoder.shutdown().await.map_err(Error::internal)?;
    Ok(encoder)
}

/// A stylesheet without its comments and indents.
pub fn bare_sheet(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept += before;
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    lines(&(kept + rest), |_| true)
}

/// Scripts without the lines that are comments, and without indents: a text of several lines is in none of ours.
pub fn bare_script(script: &str) -> String {
    lines(script, |line| !line.starts_with("//"))
}

fn lines(text: &str, keep: impl Fn(&str) -> bool) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && keep(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_smallest_that_is_taken() {
        let asked = |text| Coding::asked(text);
        assert_eq!(asked("gzip, deflate, br, zstd"), Some(Coding::Brotli));
        assert_eq!(asked("br;q=0, GZIP ; q=0.5"), Some(Coding::Gzip));
        assert_eq!(asked("gzip;q=1.0, br;q=0.000"), Some(Coding::Gzip));
        // Words that only contain the names are others.
        assert_eq!([asked(""), asked("identity"), asked("xgzip, brr"), asked("gzip;q=0")], [None; 4]);
    }

    #[test]
    fn what_only_authors_read_is_left_out() {
        assert_eq!(bare_sheet("a {\n  /* why\n  so */ color: red;\n\n}\n/* cut off"), "a {\ncolor: red;\n}\n");
        assert_eq!(bare_script("// What it does.\n  let a = \"//\"; // b\n\n"), "let a = \"//\"; // b\n");
    }

    #[tokio::test]
    async fn what_is_packed_opens_to_the_same() {
        let (content, packed) = (Bytes::from("a { color: red }\n".repeat(999)), Arc::new(Packed::default()));
        let gzip = packed.get(&content, Coding::Gzip).await.unwrap();
        let mut opened = String::new();
        flate2::read::GzDecoder::new(&*gzip).read_to_string(&mut opened).unwrap();
        assert_eq!(opened, content);
        let brotli = packed.get(&content, Coding::Brotli).await.unwrap();
        let mut decoder = async_compression::tokio::write::BrotliDecoder::new(Vec::new());
        decoder.write_all(&brotli).await.unwrap();
        decoder.shutdown().await.unwrap();
        assert_eq!(decoder.into_inner(), content);
        assert!(brotli.len() < gzip.len() && gzip.len() < content.len() / 20);
        // It is made once.
        assert_eq!(packed.get(&content, Coding::Gzip).await.unwrap().as_ptr(), gzip.as_ptr());
    }
}

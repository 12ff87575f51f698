//! The stylesheet, scripts and fonts, inside the program. Each address holds a hash of its content, so that
//! a browser may keep it forever and never needs to ask again.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use poem::http::header;
use poem::web::Path;
use poem::{Request, Response, handler};
use rust_embed::RustEmbed;

use super::frame::AssetUrls;
use crate::brand::Look;
use crate::error::{Error, Result};
use crate::secrets;

#[derive(RustEmbed)]
#[folder = "../assets/"]
#[include = "css/**"]
#[include = "fonts/*.woff2"]
#[include = "htmx/*.js"]
#[include = "js/*.js"]
struct Embedded;

/// Everything a page refers to, by its address.
#[derive(Clone)]
pub struct Assets {
    files: Arc<HashMap<String, File>>,
    urls: AssetUrls,
}

#[derive(Clone)]
struct File {
    content: Bytes,
    /// The same, compressed once and well; what is compressed already has none.
    gzip: Option<Bytes>,
    kind: &'static str,
}

impl File {
    fn new(content: Vec<u8>, kind: &'static str) -> Result<Self> {
        let gzip = if kind.starts_with("text/") { Some(compressed(&content)?.into()) } else { None };
        Ok(Self { content: content.into(), gzip, kind })
    }
}

fn compressed(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).and_then(|()| encoder.finish()).map_err(Error::internal)
}

impl Assets {
    /// What is embedded; put together once in a program.
    ///
    /// # Errors
    /// When a file that is named is not there.
    pub fn load() -> Result<Self> {
        static ASSETS: OnceLock<Assets> = OnceLock::new();
        if let Some(assets) = ASSETS.get() {
            return Ok(assets.clone());
        }
        let made = Self::put_together()?;
        Ok(ASSETS.get_or_init(|| made).clone())
    }

    /// One stylesheet in the order that `css/order.txt` gives, the scripts and the fonts.
    fn put_together() -> Result<Self> {
        let mut files = HashMap::new();
        let mut add = |name: &str, kind: &'static str, content: Vec<u8>| {
            let digest = secrets::hash_bytes(&content);
            let path = format!("{}/{name}", &digest[..16]);
            files.insert(path.clone(), File::new(content, kind)?);
            Ok::<_, Error>(format!("/static/{path}"))
        };
        let mut sheet = text("css/order.txt")?
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .map(|line| text(&format!("css/{}", line.trim())))
            .collect::<Result<Vec<_>>>()?
            .join("\n");
        let mut font_url = String::new();
        for path in Embedded::iter().filter(|path| path.starts_with("fonts/")) {
            let name = path.trim_start_matches("fonts/");
            let url = add(name, "font/woff2", bytes(&path)?)?;
            sheet = sheet.replace(&format!("../fonts/{name}"), &url);
            if name == "figtree-latin.woff2" {
                font_url = url;
            }
        }
        let urls = AssetUrls {
            css: add("portal.css", "text/css; charset=utf-8", sheet.into_bytes())?,
            htmx: add("htmx.js", "text/javascript; charset=utf-8", bytes("htmx/htmx.min.js")?)?,
            review: add("review.js", "text/javascript; charset=utf-8", bytes("js/review.js")?)?,
            app: add(
                "app.js",
                "text/javascript; charset=utf-8",
                [bytes("js/files.js")?, bytes("js/slideover.js")?, bytes("js/app.js")?].concat(),
            )?,
            font: font_url,
            brand: String::new(),
        };
        Ok(Self { files: Arc::new(files), urls })
    }

    /// The addresses, with the stylesheet of an agency's colours among them.
    pub fn urls(&self, look: &Look) -> AssetUrls {
        AssetUrls { brand: format!("/brand/{}.css", look.palette.word()), ..self.urls.clone() }
    }
}

fn bytes(path: &str) -> Result<Vec<u8>> {
    let file = Embedded::get(path).ok_or_else(|| Error::internal(anyhow::anyhow!("no asset {path}")))?;
    Ok(file.data.into_owned())
}

fn text(path: &str) -> Result<String> {
    String::from_utf8(bytes(path)?).map_err(Error::internal)
}

/// What never changes under its address.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// One embedded file.
#[handler]
pub fn asset(
    assets: poem::web::Data<&Assets>,
    request: &Request,
    Path((digest, name)): Path<(String, String)>,
) -> poem::Result<Response> {
    let file = assets.files.get(&format!("{digest}/{name}")).ok_or(Error::NotFound)?;
    let takes_gzip = request.header("accept-encoding").is_some_and(|codings| codings.contains("gzip"));
    let answer = Response::builder()
        .header(header::CONTENT_TYPE, file.kind)
        .header(header::CACHE_CONTROL, FOREVER)
        .header(header::VARY, "Accept-Encoding")
        .header(header::ETAG, format!("\"{digest}\""));
    Ok(match file.gzip.clone().filter(|_| takes_gzip) {
        Some(gzip) => answer.header(header::CONTENT_ENCODING, "gzip").body(gzip),
        None => answer.body(file.content.clone()),
    })
}

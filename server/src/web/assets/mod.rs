//! The stylesheet, scripts and fonts, inside the program. Each address holds a hash of its content, so that
//! a browser may keep it forever and never needs to ask again.

mod packed;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use poem::http::header;
use poem::web::Path;
use poem::{Request, Response, handler};
use rust_embed::RustEmbed;

use self::packed::{Coding, Packed, bare_script, bare_sheet};
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

const SCRIPT: &str = "text/javascript; charset=utf-8";
/// Ours, in one. That for places on work is the first to hear that something is sent: it keeps what else is written on
/// the page.
const SCRIPTS: [&str; 4] = ["js/review.js", "js/files.js", "js/slideover.js", "js/app.js"];

/// Everything a page refers to, by its address.
#[derive(Clone)]
pub struct Assets {
    files: Arc<HashMap<String, File>>,
    urls: AssetUrls,
}

#[derive(Clone)]
struct File {
    content: Bytes,
    /// The same, as small as it can be; what is small already has none.
    packed: Option<Arc<Packed>>,
    kind: &'static str,
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
            let packed = kind.starts_with("text/").then(Arc::default);
            files.insert(path.clone(), File { content: content.into(), packed, kind });
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
        let script = SCRIPTS.into_iter().map(text).collect::<Result<String>>()?;
        let urls = AssetUrls {
            css: add("portal.css", "text/css; charset=utf-8", bare_sheet(&sheet).into())?,
            htmx: add("htmx.js", SCRIPT, bytes("htmx/htmx.min.js")?)?,
            app: add("app.js", SCRIPT, bare_script(&script).into())?,
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
pub async fn asset(
    assets: poem::web::Data<&Assets>,
    request: &Request,
    Path((digest, name)): Path<(String, String)>,
) -> poem::Result<Response> {
    let file = assets.files.get(&format!("{digest}/{name}")).ok_or(Error::NotFound)?;
    let answer = Response::builder()
        .header(header::CONTENT_TYPE, file.kind)
        .header(header::CACHE_CONTROL, FOREVER)
        .header(header::VARY, "Accept-Encoding")
        .header(header::ETAG, format!("\"{digest}\""));
    let coding = request.header(header::ACCEPT_ENCODING).and_then(Coding::asked);
    Ok(match file.packed.as_ref().zip(coding) {
        Some((packed, coding)) => {
            let content = packed.get(&file.content, coding).await?;
            answer.header(header::CONTENT_ENCODING, coding.name()).body(content)
        }
        None => answer.body(file.content.clone()),
    })
}

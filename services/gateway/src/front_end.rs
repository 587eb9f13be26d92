//! The front end's files, as `npm run build` leaves them in `web/dist`: read once at start, served from memory.
//!
//! `assets/*` carry a hash of their content in their names, so that browsers keep them for good. The page itself is made
//! anew for each answer, because it carries that answer's nonce for the styles which the workplace makes at run time.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, AcceptEncoding, ContentEncoding, Encoding, Header, HeaderValue},
    web::{self, Bytes},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use platform::{Problem, http::extract};

use crate::{config::PageSettings, security};

const PAGE: &str = "index.html";
/// Stands in the page where the nonce goes.
const NONCE: &str = "__CSP_NONCE__";
/// Stands in the page where it says whether its data are made up.
const DEMONSTRATION: &str = "__DEMONSTRATION__";
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Why the front end cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum FrontEndError {
    /// The folder is not what `npm run build` makes.
    #[error("读不到前端文件 {path}（设置 service.pages.folder；源码树里先运行 make web）")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A place that has to be filled is missing.
    #[error("{path} 里没有 {place}，不是本系统的前端页面")]
    Foreign {
        /// The page.
        path: PathBuf,
        /// What is missing.
        place: &'static str,
    },
}

/// The front end, ready to be sent.
pub struct FrontEnd {
    page: String,
    assets: BTreeMap<String, Asset>,
}

struct Asset {
    content_type: String,
    content: Bytes,
    gzipped: Option<Bytes>,
}

impl FrontEnd {
    /// Reads the folder.
    pub fn read(settings: &PageSettings) -> Result<Self, FrontEndError> {
        let path = settings.folder.join(PAGE);
        let page = fs::read_to_string(&path).map_err(|source| unreadable(&path, source))?;
        for place in [NONCE, DEMONSTRATION] {
            if !page.contains(place) {
                return Err(FrontEndError::Foreign { path, place });
            }
        }
        Ok(Self {
            page: page.replace(DEMONSTRATION, if settings.demonstration { "true" } else { "false" }),
            assets: read_assets(&settings.folder.join("assets"))?,
        })
    }
}

fn unreadable(path: &Path, source: io::Error) -> FrontEndError {
    FrontEndError::Unreadable {
        path: path.to_owned(),
        source,
    }
}

fn read_assets(folder: &Path) -> Result<BTreeMap<String, Asset>, FrontEndError> {
    let mut contents = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(|source| unreadable(folder, source))? {
        let path = entry.map_err(|source| unreadable(folder, source))?.path();
        let content = fs::read(&path).map_err(|source| unreadable(&path, source))?;
        if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
            contents.insert(name.to_owned(), Bytes::from(content));
        }
    }
    let plain = contents
        .iter()
        .filter(|(name, _)| Path::new(name).extension().is_none_or(|extension| extension != "gz"));
    let asset = |(name, content): (&String, &Bytes)| {
        let asset = Asset {
            content_type: content_type(name),
            content: content.clone(),
            gzipped: contents.get(&format!("{name}.gz")).cloned(),
        };
        (name.clone(), asset)
    };
    Ok(plain.map(asset).collect())
}

fn content_type(name: &str) -> String {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    if kind.type_() == "text" {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    }
}

/// The page: the address decides in the browser what it shows.
pub async fn show_page(front_end: web::Data<FrontEnd>) -> HttpResponse {
    let nonce = STANDARD.encode(rand::random::<[u8; 16]>());
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_SECURITY_POLICY, security::page_policy(&nonce)))
        .body(front_end.page.replace(NONCE, &nonce))
}

/// A file of the page.
pub async fn show_asset(
    request: HttpRequest,
    front_end: web::Data<FrontEnd>,
    extract::Path(name): extract::Path<String>,
) -> Result<HttpResponse, Problem> {
    let asset = front_end
        .assets
        .get(&name)
        .ok_or_else(|| Problem::not_found("没有这个页面文件；页面可能刚刚更新，请刷新"))?;
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.content_type.as_str())
        .insert_header((header::CACHE_CONTROL, FOR_GOOD))
        .insert_header((header::VARY, "accept-encoding"));
    match &asset.gzipped {
        Some(gzipped) if takes_gzip(&request) => Ok(response.insert_header(ContentEncoding::Gzip).body(gzipped.clone())),
        _ => Ok(response.body(asset.content.clone())),
    }
}

fn takes_gzip(request: &HttpRequest) -> bool {
    let supported = [Encoding::gzip(), Encoding::identity()];
    AcceptEncoding::parse(request).is_ok_and(|accepted| accepted.negotiate(supported.iter()) == Some(Encoding::gzip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_what_they_are() {
        assert_eq!(content_type("main-1a2b.js"), "text/javascript; charset=utf-8");
        assert_eq!(content_type("main-1a2b.css"), "text/css; charset=utf-8");
        assert_eq!(content_type("mark-1a2b.svg"), "image/svg+xml");
    }
}

//! The files as a browser gets them.

use axum::body::to_bytes;
use axum::http::Request;
use axum::http::header::{ACCEPT_ENCODING, ALLOW, CONTENT_LENGTH};
use tower::ServiceExt;

use super::*;

const MANIFEST: &str = r#"{
  "js": "/pkg/kaisei.0123.js", "wasm": "/pkg/kaisei.4567.wasm", "css": "/pkg/kaisei.89ab.css", "made_from": "x",
  "files": [
    {"path": "/pkg/kaisei.0123.js", "content_type": "text/javascript; charset=utf-8", "bytes": 5, "brotli_bytes": 2, "digest": "0123", "hashed": true},
    {"path": "/pkg/kaisei.4567.wasm", "content_type": "application/wasm", "bytes": 4, "brotli_bytes": 2, "digest": "4567", "hashed": true},
    {"path": "/favicon.svg", "content_type": "image/svg+xml", "bytes": 3, "brotli_bytes": 3, "digest": "cdef", "hashed": false}
  ]}"#;

fn file(path: &str) -> Option<Bytes> {
    let text = match path {
        "/pkg/kaisei.0123.js" => "plain",
        "/pkg/kaisei.0123.js.br" => "br",
        "/pkg/kaisei.0123.js.gz" => "gz!",
        "/pkg/kaisei.4567.wasm" => "wasm",
        "/favicon.svg" => "svg",
        _ => return None,
    };
    Some(Bytes::from_static(text.as_bytes()))
}

async fn ask(method: &str, path: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, String) {
    let assets = Arc::new(Assets::load(MANIFEST, file).unwrap());
    let request =
        headers.iter().fold(Request::builder().method(method).uri(path), |r, (name, value)| r.header(*name, *value));
    let response = router(assets).into_router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (head, body) = response.into_parts();
    let body = to_bytes(body, 1000).await.unwrap();
    (head.status, head.headers, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_hashed_file_is_sent_compressed_and_kept_for_ever() {
    let (status, headers, body) = ask("GET", "/pkg/kaisei.0123.js", &[(ACCEPT_ENCODING.as_str(), "gzip, br")]).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "br"));
    assert_eq!(headers[CONTENT_ENCODING], "br");
    assert_eq!(headers[CONTENT_TYPE], "text/javascript; charset=utf-8");
    assert_eq!(headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
    assert_eq!(headers[VARY], "accept-encoding");
    assert_eq!(headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
}

#[tokio::test]
async fn without_the_header_the_file_is_plain() {
    let (_, headers, body) = ask("GET", "/pkg/kaisei.0123.js", &[]).await;
    assert_eq!(body, "plain");
    assert!(!headers.contains_key(CONTENT_ENCODING));

    let (_, headers, body) = ask("GET", "/pkg/kaisei.4567.wasm", &[(ACCEPT_ENCODING.as_str(), "br")]).await;
    assert_eq!((body.as_str(), headers[CONTENT_TYPE].to_str().unwrap()), ("wasm", "application/wasm"));
    assert!(!headers.contains_key(CONTENT_ENCODING), "no brotli form is stored");
}

#[tokio::test]
async fn a_file_with_a_fixed_name_is_asked_for_again() {
    let (status, headers, body) = ask("GET", "/favicon.svg", &[]).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "svg"));
    assert_eq!(headers[CACHE_CONTROL], "no-cache");

    let etag = headers[ETAG].to_str().unwrap();
    let (status, headers, body) =
        ask("GET", "/favicon.svg", &[(IF_NONE_MATCH.as_str(), &format!("\"a\", {etag}"))]).await;
    assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(headers[VARY], "accept-encoding");
}

#[tokio::test]
async fn what_is_not_in_the_site_is_not_found() {
    // The compressed form is not a page of its own, and no path leads out of the table.
    for path in ["/favicon.ico", "/pkg/kaisei.js", "/pkg/kaisei.0123.js.br", "/pkg/../manifest.json", "/manifest.json"]
    {
        let (status, _, body) = ask("GET", path, &[]).await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_FOUND, ""), "{path}");
    }
}

#[tokio::test]
async fn head_has_the_length_and_post_is_refused() {
    let (status, headers, body) = ask("HEAD", "/pkg/kaisei.0123.js", &[]).await;
    assert_eq!((status, body.as_str(), headers[CONTENT_LENGTH].to_str().unwrap()), (StatusCode::OK, "", "5"));
    let (status, headers, _) = ask("POST", "/pkg/kaisei.0123.js", &[]).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(headers[ALLOW], "GET,HEAD");
}

#[test]
fn the_page_learns_what_to_load() {
    let assets = Assets::load(MANIFEST, file).unwrap();
    assert_eq!(assets.manifest().unwrap().wasm, "/pkg/kaisei.4567.wasm");
}

#[test]
fn a_site_that_is_not_whole_is_refused_by_name() {
    let error = Assets::load(MANIFEST, |path| file(path).filter(|_| path != "/favicon.svg")).unwrap_err();
    assert!(error.to_string().contains("/favicon.svg"));
    assert!(Assets::load("{}", file).is_err());
    assert!(Assets::from_dir(Path::new("no/such/site")).is_err());
}

#[test]
fn a_build_without_a_site_has_no_manifest() {
    if option_env!("KAISEI_SITE").is_none() {
        assert_eq!(Assets::embedded().manifest(), None);
    }
}

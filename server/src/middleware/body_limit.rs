//! How much may be sent. A stranger sends little. Whoever is signed in may paste a whole document by mistake: up to
//! 10 MB of text are read, so that the page can say beside the field that it is too long, with the text still in it.

use crate::{own_path::is_below, plain_page::Trouble};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::header::CONTENT_LENGTH,
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::time::Duration;

/// The most a stranger's form or a call of a server function may hold, in bytes.
pub const FORM_LIMIT: usize = 1024 * 1024;

/// The most a form of somebody signed in may hold, in bytes: 10 MB of Japanese text are three times as much on the
/// way, for a browser writes each byte as `%E3`.
pub const SIGNED_IN_LIMIT: usize = 32 * 1024 * 1024;

/// Browsers show an answer only when they could send all they had, so this much is read and thrown away.
const THROWN_AWAY: usize = 64 * 1024 * 1024;
const THROWN_AWAY_WITHIN: Duration = Duration::from_secs(20);

/// Refuses what says beforehand that it is too large. What a server function is sent is read here: Leptos would call
/// too much of it a failure of ours.
pub async fn refuse_large(request: Request, next: Next) -> Response {
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > SIGNED_IN_LIMIT as u64) {
        throw_away(request.into_body(), 0).await;
        return Trouble::TooLarge.into_response();
    }
    if !is_below(request.uri().path(), "/fn") {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match read_form_body(body, FORM_LIMIT).await {
        Ok(body) => next.run(Request::from_parts(parts, body.into())).await,
        Err(trouble) => trouble.into_response(),
    }
}

/// Reads a form, at most `limit` bytes of it.
///
/// # Errors
/// It is larger, or it did not arrive whole.
pub async fn read_form_body(body: Body, limit: usize) -> Result<Vec<u8>, Trouble> {
    let mut kept = Vec::new();
    let mut body = body;
    while let Some(chunk) = next_chunk(&mut body).await? {
        if kept.len() + chunk.len() > limit {
            throw_away(body, kept.len() + chunk.len()).await;
            return Err(Trouble::TooLarge);
        }
        kept.extend_from_slice(&chunk);
    }
    Ok(kept)
}

async fn throw_away(mut body: Body, already: usize) {
    let reading = async {
        let mut seen = already;
        while let Ok(Some(chunk)) = next_chunk(&mut body).await {
            seen += chunk.len();
            if seen > THROWN_AWAY {
                break;
            }
        }
    };
    // Whoever sends slowly gets the answer without having sent all.
    let _ = tokio::time::timeout(THROWN_AWAY_WITHIN, reading).await;
}

/// The next piece of data, `None` at the end.
async fn next_chunk(body: &mut Body) -> Result<Option<Bytes>, Trouble> {
    use http_body_util::BodyExt;
    while let Some(frame) = body.frame().await {
        match frame {
            Ok(frame) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
            Err(_) => return Err(Trouble::NoForm),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_form_is_read_up_to_the_limit_and_no_further() {
        assert_eq!(read_form_body(Body::from("a=1"), 3).await.unwrap(), b"a=1");
        assert_eq!(read_form_body(Body::from(vec![b'x'; 9]), 9).await.unwrap().len(), 9);
        assert_eq!(read_form_body(Body::from(vec![b'x'; 10]), 9).await, Err(Trouble::TooLarge));
    }
}

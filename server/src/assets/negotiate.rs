//! Which of the stored encodings a browser gets.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_ENCODING;

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Brotli,
    Gzip,
    Plain,
}

/// The smallest stored form that the browser did not refuse. Weights only matter as "not at all": every
/// browser that lists brotli reads it as well as the rest.
pub(super) fn choose(asked: &HeaderMap, has_brotli: bool, has_gzip: bool) -> Coding {
    let lists: Vec<&str> = asked.get_all(ACCEPT_ENCODING).iter().filter_map(|list| list.to_str().ok()).collect();
    let takes = |coding: &str| {
        let named = |name: &str| {
            let all = lists.iter().flat_map(|list| list.split(',')).map(weighted);
            all.filter(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, wanted)| wanted).next_back()
        };
        named(coding).or_else(|| named("*")).unwrap_or(false)
    };
    if has_brotli && takes("br") {
        Coding::Brotli
    } else if has_gzip && takes("gzip") {
        Coding::Gzip
    } else {
        Coding::Plain
    }
}

/// `gzip;q=0.5` as its name and whether the weight is above zero.
fn weighted(part: &str) -> (&str, bool) {
    let (name, parameter) = part.split_once(';').unwrap_or((part, ""));
    let weight = parameter.trim().strip_prefix("q=").map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
    (name.trim(), weight > 0.0)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_smallest_form_that_is_not_refused() {
        let cases = [
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip, deflate", Coding::Gzip),
            ("br;q=0, gzip;q=0.5", Coding::Gzip),
            ("BR ; q=0.1", Coding::Brotli),
            ("*", Coding::Brotli),
            ("*;q=0, gzip", Coding::Gzip),
            ("br;q=nonsense", Coding::Plain),
            ("identity", Coding::Plain),
            ("", Coding::Plain),
        ];
        for (list, coding) in cases {
            let asked = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(list))]);
            assert_eq!(choose(&asked, true, true), coding, "{list}");
        }
        assert_eq!(choose(&HeaderMap::new(), true, true), Coding::Plain);
    }

    #[test]
    fn what_is_not_stored_cannot_be_sent() {
        let asked = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("br, gzip"))]);
        assert_eq!(choose(&asked, false, true), Coding::Gzip);
        assert_eq!(choose(&asked, false, false), Coding::Plain);
    }
}

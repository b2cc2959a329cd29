//! Where a sign-in may lead: paths of this server only.

use percent_encoding::{CONTROLS, utf8_percent_encode};

/// The path if it leads to a page of ours. Browsers read `//host` and `/\host` as another server, drop tabs and
/// line breaks inside an address, and `/session` is no page.
pub fn own_path(next: &str) -> Option<&str> {
    let mut characters = next.chars();
    let starts_well = characters.next() == Some('/') && !matches!(characters.next(), Some('/' | '\\'));
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let leads_to_a_page =
        !["/session", "/sign-in", "/fn"].iter().any(|prefix| is_below(path, prefix)) && next.len() <= 2000;
    let is_clean = !next.chars().any(|c| c.is_control() || c == '\\');
    (starts_well && leads_to_a_page && is_clean).then_some(next)
}

/// The path as it stands in a header: what is not ASCII is written in percents.
pub fn in_header(path: &str) -> String {
    utf8_percent_encode(path, CONTROLS).to_string()
}

/// Whether the path is `prefix` or something under it.
pub fn is_below(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The sign-in page that leads back to `path` afterwards.
pub fn sign_in_then(path: &str) -> String {
    match own_path(path) {
        Some("/") | None => "/sign-in".to_owned(),
        Some(next) => {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
            format!("/sign-in?{query}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_paths_lead_back() {
        for next in ["/", "/issues", "/issues?state=open&q=//x", "/issues/SOMU-2026-004-12", "/sessions", "/課題"] {
            assert_eq!(own_path(next), Some(next));
        }
    }

    #[test]
    fn other_servers_and_odd_paths_do_not() {
        let long = format!("/{}", "x".repeat(2000));
        for next in [
            "",
            "issues",
            "//example.com",
            "/\\example.com",
            "/\t/example.com",
            "/a\\b",
            "/issues\r\nSet-Cookie: x=y",
            "https://example.com",
            "javascript:alert(1)",
            "/session",
            "/session/end",
            "/session?x",
            "/sign-in",
            "/sign-in?next=/",
            "/fn/issues",
            &long,
        ] {
            assert_eq!(own_path(next), None, "{next:?}");
        }
    }

    #[test]
    fn a_header_is_ascii() {
        assert_eq!(in_header("/課題?q=a%20b"), "/%E8%AA%B2%E9%A1%8C?q=a%20b");
    }

    #[test]
    fn the_sign_in_page_remembers_where_to_go() {
        assert_eq!(sign_in_then("/"), "/sign-in");
        assert_eq!(sign_in_then("//evil"), "/sign-in");
        assert_eq!(sign_in_then("/issues?q=a b&x"), "/sign-in?next=%2Fissues%3Fq%3Da+b%26x");
    }
}

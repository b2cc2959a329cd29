//! The query string of an address: one way to read it and one to write it.

/// Hands `take` every parameter that holds something, trimmed, in the order of the address.
/// Returns those that it could not read: name and value, the value cut to 100 characters.
pub(crate) fn read(query: &str, mut take: impl FnMut(&str, &str) -> Option<()>) -> Vec<(String, String)> {
    let mut ignored = Vec::new();
    for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
        let value = value.trim();
        if value.is_empty() || take(&name, value).is_some() {
            continue;
        }
        ignored.push((name.into_owned(), value.chars().take(100).collect()));
    }
    ignored
}

/// The query string of these parameters, without `?`; what holds nothing is left out.
pub(crate) fn write<'a>(pairs: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs {
        if let Some(value) = value.filter(|it| !it.is_empty()) {
            out.append_pair(name, value);
        }
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_and_what_cannot_be_read_is_named() {
        let query = write([("a", Some("帳票 &=?")), ("b", None), ("c", Some("")), ("d", Some("1"))]);
        let mut read_back = Vec::new();
        let ignored = read(&format!("?{query}&d=%20&e=+2+"), |name, value| {
            (name != "e").then(|| read_back.push((name.to_owned(), value.to_owned())))
        });
        assert_eq!(read_back, [("a", "帳票 &=?"), ("d", "1")].map(|(name, value)| (name.into(), value.into())));
        assert_eq!(ignored, [("e".to_owned(), "2".to_owned())]);
    }
}

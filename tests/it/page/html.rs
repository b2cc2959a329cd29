//! Reading the HTML of a page: inputs by their id, and every tag.

/// The start tag with this id, and what follows it.
pub fn element<'a>(html: &'a str, id: &str) -> Option<(&'a str, &'a str)> {
    let at = html.find(&format!(" id=\"{id}\""))?;
    let start = html[..at].rfind('<')?;
    let end = at + html[at..].find('>')?;
    Some((&html[start..end], &html[end + 1..]))
}

/// The sentence beside an input: the text of `{verb}-{field}-error`.
pub fn error(html: &str, verb: &str, field: &str) -> Option<String> {
    let (_, rest) = element(html, &format!("{verb}-{field}-error"))?;
    Some(without_tags(rest.split("</p>").next()?).trim_start_matches('＊').to_owned())
}

/// What an input holds.
pub fn value(html: &str, id: &str) -> Option<String> {
    let (tag, rest) = element(html, id)?;
    if tag.starts_with("<textarea") {
        let text = rest.split("</textarea>").next()?;
        // The parser drops the first line break.
        return Some(unescaped(text.strip_prefix('\n').unwrap_or(text)));
    }
    if tag.starts_with("<select") {
        let options = rest.split("</select>").next()?;
        return options.split("<option").skip(1).find_map(|option| {
            let (tag, _) = option.split_once('>')?;
            tag.contains(" selected").then(|| attribute(tag, "value").unwrap_or_default())
        });
    }
    Some(attribute(tag, "value").unwrap_or_default())
}

/// The version that the forms of a page carry.
pub fn version(html: &str) -> String {
    let tag = html.split("<input").find(|tag| tag.contains("name=\"version\"")).expect("a form with a version");
    attribute(tag, "value").expect("a version")
}

/// An attribute of a start tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = &tag[tag.find(&format!(" {name}=\""))? + name.len() + 3..];
    Some(unescaped(&rest[..rest.find('"')?]))
}

/// Every start tag outside scripts, as a parser sees them: name and the rest.
pub fn tags(html: &str) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len());
        let tag = &rest[..end];
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default().to_ascii_lowercase();
        rest = &rest[end..];
        // Text only, up to the end tag.
        if ["script", "style", "textarea", "title"].contains(&name.as_str()) {
            let close = rest.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(rest.len());
            rest = &rest[close..];
        }
        tags.push((name, tag.to_owned()));
    }
    tags
}

/// The text of a piece of a page.
pub fn without_tags(html: &str) -> String {
    let texts = html
        .split('<')
        .enumerate()
        .map(|(n, part)| if n == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    unescaped(&texts.collect::<String>())
}

fn unescaped(text: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (mark, plain)| text.replace(mark, plain))
}

//! Texts that want to be more than text.

use super::{CASE, html, raise};
use tests::{Kind, TestApp, TestDb, both_dbs};

const BREAKOUT: &str = "</title></textarea></script><script>alert(1)</script><meta http-equiv=refresh>";

/// Markdown and HTML that has broken other products.
const CORPUS: [&str; 42] = [
    "</textarea><script>alert(1)</script>",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>*{display:none}</style>",
    "<form action=https://evil.example/><button>保存する</button></form>",
    "<input name=do value=approve form=x>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<details open ontoggle=alert(1)>",
    "<p style=\"position:fixed;inset:0\" class=notice id=main>x</p>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](//evil.example \"\" onclick=\"alert(1)\")",
    "[x](https://a.example/\" onmouseover=\"alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](https://evil.example/track.png)",
    "![x](x\" onerror=\"alert(1))",
    "<javascript:alert(1)>",
    "<https://a.example/\"onclick=alert(1)>",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "```\"onclick=alert(1)\nx\n```",
    "`</code><script>alert(1)</script>`",
    "|a|\n|-|\n|<img src=x onerror=alert(1)>|",
    "- [ ] <img src=x onerror=alert(1)>",
    "# <script>alert(1)</script>\n\n> <svg onload=alert(1)>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
];

/// Asserts that every tag of a page is one of ours.
fn is_harmless(page: &str, of: &str) {
    for (name, tag) in html::tags(page) {
        let tag = tag.to_lowercase();
        let foreign = ["img", "iframe", "object", "embed", "base", "style", "math", "mglyph", "video", "audio"];
        assert!(!foreign.contains(&name.as_str()), "{of}: <{tag}>");
        assert!(name != "script" || tag.contains(" nonce=\""), "{of}: <{tag}>");
        assert!(name != "meta" || !tag.contains("http-equiv"), "{of}: <{tag}>");
        // Every second part stands in quotes.
        for attribute in tag.split('"').step_by(2).flat_map(str::split_whitespace) {
            assert!(!attribute.starts_with("on") && !attribute.starts_with("style"), "{of}: <{tag}>");
        }
        for name in ["href", "src", "action", "formaction"] {
            let url = html::attribute(&tag, name).unwrap_or_default();
            let scheme = url.split(':').next().unwrap_or_default().trim().to_owned();
            assert!(!["javascript", "data", "vbscript"].contains(&scheme.as_str()), "{of}: <{tag}>");
            assert!(!url.contains("evil.example") || name == "href", "{of}: <{tag}>");
        }
    }
}

both_dbs! {
    async fn hostile_markdown_stays_text_on_the_page(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let key = raise(&officer, BREAKOUT, &CORPUS.join("\n\n")).await;
        let path = format!("/issues/{key}");
        for text in CORPUS {
            let answer = officer.post(&path, &[("do", "comment"), ("scope", "shared"), ("text", text)]).await;
            assert_eq!(answer.status, 303, "{text}: {}", answer.text());
        }
        officer.post(&path, &[("do", "add_line"), ("line", BREAKOUT)]).await;
        for page in [path.as_str(), "/", "/issues?state=all", "/cases/SOMU-2026-001"] {
            let answer = officer.get(page).await;
            assert_eq!(answer.status, 200, "{page}");
            assert!(!answer.body.contains("<script>alert"), "{page}");
            is_harmless(&answer.body, page);
        }
        let page = officer.get(&path).await;
        assert!(page.text().contains(BREAKOUT), "it is read as typed");
    }
}

both_dbs! {
    /// A form whose session had ended waits for its writer, in the database.
    async fn what_waited_for_a_sign_in_comes_back_as_text_only(db) {
        let app = TestApp::demo(db).await;
        let key = raise(&app.browser("kyuyo").await, "件名", "内容").await;
        let path = format!("/issues/{key}");
        let typed = format!("{BREAKOUT}\0");
        let sent = app.stranger().post(&path, &[("do", "comment"), ("by", "kyuyo"), ("text", &typed)]).await;
        assert_eq!(sent.status, 303);
        let waiting = app.stranger().with_cookie(&sent.cookie().expect("a session that keeps the form"));
        let answer = waiting.post("/session", &[("login_id", "kyuyo"), ("password", "kaisei-demo-2026"), ("next", &path)]).await;
        let page = app.stranger().with_cookie(&answer.cookie().expect("a session")).get(&path).await;
        assert_eq!(html::value(&page.body, "comment-text"), Some(typed));
        assert!(!page.body.contains("<script>alert"));
        is_harmless(&page.body, &path);
    }
}

/// Written out here on purpose: what the code itself allows is no judge of it.
const ALLOWED: &str =
    "p br hr strong em del code pre blockquote ul ol li table thead tbody tr th td a h1 h2 h3 h4 h5 h6 input";

#[tokio::test]
async fn the_preview_is_as_clean_as_the_page() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    for text in CORPUS {
        let answer = officer.post("/fn/preview", &[("text", text)]).await;
        assert_eq!(answer.status, 200, "{text}");
        let html: String = serde_json::from_str(&answer.body).expect("JSON");
        is_harmless(&html, text);
        for (name, tag) in html::tags(&html) {
            assert!(ALLOWED.split(' ').any(|it| it == name), "{text}: <{tag}>");
            assert!(name != "input" || tag.contains("disabled"), "{text}: <{tag}>");
        }
    }
    let long = officer.post("/fn/preview", &[("text", &"あ".repeat(20_001))]).await;
    assert_eq!(long.status, 422);
}

/// A refused form carries what was typed in inputs and in the data of the page's scripts.
#[tokio::test]
async fn what_was_typed_comes_back_as_text_only() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let officer = app.browser("kyuyo").await;
    let key = raise(&officer, "件名", "内容").await;
    let path = format!("/issues/{key}");
    for hostile in
        [BREAKOUT, "<!--<script>", "\"><img src=x onerror=alert(1)>", "'\\\"\u{2028}\u{2029}</SCRIPT x>", "{{x}}${y}"]
    {
        let forms: [(&str, &[(&str, &str)]); 8] = [
            ("/issues/new", &[("do", "raise"), ("case", CASE), ("title", ""), ("body", hostile), ("impact", hostile)]),
            (
                "/issues/new",
                &[("do", "raise"), ("case", hostile), ("system", hostile), ("title", hostile), ("scope", hostile)],
            ),
            (
                &path,
                &[
                    ("do", "edit"),
                    ("version", "0"),
                    ("title", hostile),
                    ("body", hostile),
                    ("impact", hostile),
                    ("policy", hostile),
                ],
            ),
            (&path, &[("do", "comment"), ("scope", hostile), ("text", hostile)]),
            (&path, &[("do", "add_line"), ("line", hostile), ("due", hostile)]),
            (&path, &[("do", "relate"), ("related", hostile)]),
            (&path, &[("do", hostile), (hostile, hostile), ("text", hostile)]),
            ("/account", &[("do", "account"), ("language", hostile), ("date_style", hostile)]),
        ];
        for (path, fields) in forms {
            let answer = officer.post(path, fields).await;
            assert!(answer.status.is_client_error(), "{path} {fields:?}: {}", answer.status);
            let raw = answer.body.matches(hostile).count();
            let in_attributes = if hostile.contains(['<', '"']) { 0 } else { raw };
            assert_eq!(raw, in_attributes, "{path} {fields:?}");
            is_harmless(&answer.body, path);
            let (open, closed) = (answer.body.matches("<script").count(), answer.body.matches("</script").count());
            assert_eq!(open, closed, "{path} {fields:?}");
            let (open, closed) = (answer.body.matches("<textarea").count(), answer.body.matches("</textarea").count());
            assert_eq!(open, closed, "{path} {fields:?}");
        }
    }
    let kept = officer.post(&path, &[("do", "edit"), ("version", "0"), ("title", "x"), ("body", BREAKOUT)]).await;
    assert_eq!(html::value(&kept.body, "edit-body").as_deref(), Some(BREAKOUT));
}

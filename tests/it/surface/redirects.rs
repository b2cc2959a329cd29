//! No way leads to another site: where somebody goes after signing in, and wherever else an address comes from outside.

use tests::{Answer, Kind, TestApp, TestDb, people::PASSWORD};
use url::Url;

/// What people have sent to sign-in pages to get somebody out of them.
const WAYS_OUT: [&str; 56] = [
    "https://evil.example",
    "http://evil.example/",
    "HTTPS://EVIL.EXAMPLE",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "//evil.example/%2f..",
    "//evil.example@kaisei.test",
    "//kaisei.test@evil.example",
    "//kaisei.test.evil.example",
    "//evil%2eexample",
    "/\\evil.example",
    "/\\/evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\u{0}//evil.example",
    "\u{a0}//evil.example",
    "\u{3000}//evil.example",
    "\u{200b}//evil.example",
    "\u{feff}//evil.example",
    "/\u{0}/evil.example",
    "/\u{7f}/evil.example",
    "/\u{85}/evil.example",
    "／／evil.example",
    "/／evil.example",
    "／/evil.example",
    "/%2fevil.example",
    "/%5cevil.example",
    "/%09/evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/./\\evil.example",
    "/issues/..//evil.example",
    "./evil.example",
    "../evil.example",
    "evil.example",
    ".evil.example",
    "@evil.example",
    ":80//evil.example",
    "?//evil.example",
    "#//evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "/issues\r\nLocation: https://evil.example",
    "/issues\nSet-Cookie: kaisei=x",
];

/// Where a browser ends up.
fn leads_to(answer: &Answer) -> Option<Url> {
    let own = Url::parse("https://kaisei.test/sign-in").expect("an address");
    Some(own.join(answer.location.as_deref()?).unwrap_or_else(|error| panic!("{:?}: {error}", answer.location)))
}

fn stays(answer: &Answer, way: &str) {
    if let Some(to) = leads_to(answer) {
        assert_eq!(
            (to.scheme(), to.host_str(), to.port()),
            ("https", Some("kaisei.test"), None),
            "{way:?} leads to {to}"
        );
    }
    assert!(answer.headers.get_all("location").iter().count() <= 1, "{way:?}");
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let signed_in = app.browser("kyuyo").await;
    for way in WAYS_OUT {
        let fields = [("login_id", "kyuyo"), ("password", PASSWORD), ("next", way)];
        let answer = app.stranger().post("/session", &fields).await;
        assert_eq!(answer.status, 303, "{way:?}");
        assert!(leads_to(&answer).is_some());
        stays(&answer, way);
        // A wrong password keeps it in the form; the page's own links stay as well.
        let wrong = app.stranger().post("/session", &[("login_id", "kyuyo"), ("password", "x"), ("next", way)]).await;
        assert_eq!(wrong.status, 422, "{way:?}");
        let next = form_urlencoded::byte_serialize(way.as_bytes()).collect::<String>();
        stays(&signed_in.get(&format!("/sign-in?next={next}")).await, way);
        let page = app.stranger().get(&format!("/sign-in?next={next}")).await;
        assert_eq!((page.status.as_u16(), page.location.as_deref()), (200, None), "{way:?}");
    }
}

#[tokio::test]
async fn an_address_that_is_asked_for_leads_nowhere_else() {
    let app = TestApp::demo(TestDb::demo(Kind::Sqlite).await).await;
    let signed_in = app.browser("kyuyo").await;
    let mut asked = 0;
    for way in WAYS_OUT {
        // As a path, where it can be one; with and without the slash that is taken away.
        for path in [way.to_owned(), format!("/{way}"), format!("{way}/"), format!("/issues/{way}/")] {
            if !path.starts_with('/') || path.parse::<http::Uri>().is_err() {
                continue;
            }
            asked += 1;
            stays(&app.stranger().get(&path).await, &path);
            stays(&signed_in.get(&path).await, &path);
            let kept = app.stranger().post(&path, &[("do", "comment"), ("by", "kyuyo"), ("text", "x")]).await;
            stays(&kept, &path);
            stays(&signed_in.post(&path, &[("do", "comment"), ("text", "x")]).await, &path);
        }
    }
    assert!(asked > 40, "{asked}");
}

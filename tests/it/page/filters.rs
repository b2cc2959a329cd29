//! Lists with an address that somebody made up.

use tests::{TestApp, both_dbs};

both_dbs! {
    async fn a_made_up_address_never_breaks_a_list(db) {
        let app = TestApp::demo(db).await;
        let officer = app.browser("kyuyo").await;
        let names = ["state", "case", "system", "stage", "org", "assignee", "party", "ball", "severity", "due", "q",
            "sort", "after", "before", "page", "center", "section", "vendor", "signal", "fy", "done", "next"];
        let values = ["%00", "%FF%FE", "'%20OR%201=1--", "%25_%5C", "-1", "99999999999999999999", "",
            "%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E", "%F0%A0%AE%B7", "2026-13-40", "a%00b,c|d;e"];
        let mut broken = Vec::new();
        for path in ["/issues", "/cases", "/cases/SOMU-2026-001/issues", "/"] {
            for value in values {
                // One name at a time finds which; all at once is quicker.
                let all = names.map(|name| format!("{name}={value}")).join("&");
                let page = officer.get(&format!("{path}?{all}")).await;
                if page.status == 200 {
                    assert!(!page.body.contains("<script>alert(1)"), "{path} {value}");
                    continue;
                }
                for name in names {
                    let answer = officer.get(&format!("{path}?{name}={value}")).await;
                    if answer.status != 200 {
                        broken.push(format!("{path}?{name}={value}: {}", answer.status));
                    }
                }
            }
        }
        let long = "x".repeat(30_000);
        for path in ["/issues", "/cases"] {
            let page = officer.get(&format!("{path}?q={long}&system={long}")).await;
            if page.status.is_server_error() {
                broken.push(format!("{path} with a long address: {}", page.status));
            }
        }
        assert!(broken.is_empty(), "{broken:#?}");
    }
}

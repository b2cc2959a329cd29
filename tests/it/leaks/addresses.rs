//! How each address of the router is filled in, to be asked by everybody.

use super::secrets::Secrets;
use tests::TestApp;

/// Ways to look at the list of 課題.
const ISSUE_LISTS: [&str; 9] = [
    "",
    "?columns=all",
    "?state=all&columns=all&sort=-updated",
    "?state=all&sort=raised&page=last",
    "?ball=me",
    "?ball=VENDOR-B",
    "?state=all&system=JINKYU",
    "?q=%E3%82%AB%E3%83%8A%E3%83%AA%E3%82%A2&state=all&columns=all",
    "?q=%E3%82%AB%E3%83%8A%E3%83%AA%E3%82%A2&due=unset",
];

/// Every address of the router, filled in with everything worth asking for.
///
/// # Panics
/// The router has an address that this does not know: say here how it is filled in.
pub fn addresses(app: &TestApp, secrets: &Secrets) -> Vec<String> {
    let mut found: Vec<String> = app.addresses.iter().flat_map(|route| filled(route, secrets)).collect();
    found.push("/no-such-page".to_owned());
    found.sort();
    found.dedup();
    found
}

fn filled(route: &str, secrets: &Secrets) -> Vec<String> {
    let alone = |path: &str| vec![path.to_owned()];
    let with = |queries: &[&str]| queries.iter().map(|query| format!("{route}{query}")).collect();
    let of_cases = || secrets.cases.iter().map(|no| route.replace("{no}", no)).collect::<Vec<_>>();
    match route {
        "/"
        | "/account"
        | "/sign-in"
        | "/session"
        | "/session/openid"
        | "/session/openid/return"
        | "/session/end"
        | "/session/as/end"
        | "/healthz"
        | "/readyz"
        | "/favicon.ico"
        | "/favicon.svg"
        | "/laws/new" => alone(route),
        "/pkg/{*path}" => alone("/pkg/kaisei.js"),
        "/admin"
        | "/admin/users/new"
        | "/admin/organisations"
        | "/admin/systems"
        | "/admin/checklists"
        | "/admin/approvers"
        | "/admin/refusals"
        | "/admin/review" => alone(route),
        "/audit" => with(&[
            "?from=2022-01-01&to=2027-12-31",
            "?from=2022-01-01&to=2027-12-31&group=issue",
            "?from=2022-01-01&to=2027-12-31&group=read",
            "?from=2022-01-01&to=2027-12-31&case=SOMU-2026-001",
            "?from=2022-01-01&to=2027-12-31&person=op-somu",
        ]),
        "/audit/export" => {
            with(&["", "?format=csv&from=2022-01-01&to=2027-12-31", "?format=jsonl&from=2022-01-01&to=2027-12-31"])
        }
        "/admin/users" => with(&["", "?q=vendor", "?org=VENDOR-B"]),
        "/admin/users/{login}" => ["kyuyo", "op-somu", "vendor-b"].map(|it| route.replace("{login}", it)).into(),
        "/admin/organisations/{code}" => ["KYUYO", "VENDOR-B"].map(|it| route.replace("{code}", it)).into(),
        "/admin/systems/{code}" => ["SHOMU", "JINKYU"].map(|it| route.replace("{code}", it)).into(),
        "/admin/calendar" => with(&["", "?year=2027"]),
        "/admin/calendar/day" => with(&["?day=2026-11-27"]),
        "/cases" => with(&["", "?state=live", "?signal=red", "?system=JINKYU", "?vendor=VENDOR-B"]),
        "/cases/new" => with(&["", "?law=L15"]),
        "/cases/{no}" => {
            of_cases().iter().flat_map(|path| ["", "?history=all"].map(|it| format!("{path}{it}"))).collect()
        }
        "/cases/{no}/edit" | "/cases/{no}/plan" | "/cases/{no}/signals" => of_cases(),
        "/cases/{no}/readers" => of_cases().iter().step_by(2).map(|path| format!("{path}?person=vendor-b")).collect(),
        // Who may not ask is told nothing, whatever the record: some of them will do.
        "/issues/{key}/readers" => {
            let asked = |key: &String| format!("{}?person=op-somu", route.replace("{key}", key));
            secrets.keys.iter().step_by(4).map(asked).collect()
        }
        "/cases/{no}/issues" => {
            of_cases().iter().flat_map(|path| ["", "?state=all&columns=all"].map(|it| format!("{path}{it}"))).collect()
        }
        "/cases/{no}/stages/{n}" => of_cases()
            .iter()
            .flat_map(|path| {
                let shared = [1, 2, 7].map(|n| path.replace("{n}", &n.to_string()));
                let lanes = ["SHOMU", "JINKYU", "FUKUMU"];
                shared.into_iter().chain(lanes.map(|it| format!("{}?system={it}", path.replace("{n}", "5"))))
            })
            .chain(secrets.stages.iter().cloned())
            .collect(),
        "/issues" => with(&ISSUE_LISTS),
        "/issues/new" => with(&["", "?case=SOMU-2026-001", "?case=KYOIKU-2026-001&system=FUKUMU"]),
        "/issues/{key}" => secrets.keys.iter().map(|key| route.replace("{key}", key)).collect(),
        "/laws" => with(&["", "?state=all"]),
        "/laws/{code}" => {
            let some = ["L01", "L15", "L19"].map(str::to_owned);
            some.iter().chain(&secrets.laws).map(|it| route.replace("{code}", it)).collect()
        }
        "/relay" => with(&["", "?state=all", "?state=sent"]),
        "/relay/new" => {
            let from = secrets.planted().map(|key| format!("?issue={key}"));
            from.chain([String::new(), "?case=SOMU-2026-001".to_owned()])
                .map(|query| format!("{route}{query}"))
                .collect()
        }
        "/relay/{id}" => secrets.relays.iter().map(|id| route.replace("{id}", &id.to_string())).collect(),
        "/timeline" => with(&["", "?from=2024-04&months=48&group=vendor", "?group=system"]),
        "/ranking" => with(&["", "?from=2026-04-01&to=2027-03-31"]),
        "/fn/issue" => secrets.keys.iter().step_by(3).map(|key| format!("{route}?key={key}&history=all")).collect(),
        "/fn/raise-form" | "/fn/preview" => alone(route),
        unknown => panic!("{unknown} has no probe: say in tests/it/leaks/addresses.rs how it is filled in"),
    }
}

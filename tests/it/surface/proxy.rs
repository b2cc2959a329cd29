//! The proxy of `docs/proxy/nginx.conf`, as it stands there: real nginx, real TLS, the real binary.

use crate::process::Server;
use domain::{organisation::OrgKind, role::Role};
use sea_orm::{ConnectionTrait, Database, Statement};
use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use store::{NewOrganisation, NewRole, NewUser};
use tests::{Kind, TestDb};

const NAME: &str = "kaisei.example.lg.jp";
const PASSWORD: &str = "atarashii-kagi-2026";

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("-h").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    assert!(found || std::env::var_os("KAISEI_TEST_REQUIRE_PROXY").is_none(), "{program} is required here");
    found
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port()
}

/// nginx with the file of the guide, on ports and with a certificate of its own, before this server.
fn nginx(folder: &Path, server: &str, [http, https]: [u16; 2]) -> Running {
    let [key, certificate] = ["kaisei.key", "kaisei.crt"].map(|name| folder.join(name).display().to_string());
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", &format!("/CN={NAME}")])
        .args(["-keyout", &key, "-out", &certificate])
        .stderr(Stdio::null())
        .status();
    assert!(made.is_ok_and(|status| status.success()), "a certificate");
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/proxy/nginx.conf");
    let mut ours = std::fs::read_to_string(guide).expect("the guide");
    for (theirs, own) in [
        ("listen 80;", format!("listen 127.0.0.1:{http};")),
        ("listen 443 ssl;", format!("listen 127.0.0.1:{https} ssl;")),
        ("127.0.0.1:3000", server.to_owned()),
        ("/etc/nginx/kaisei.crt", certificate),
        ("/etc/nginx/kaisei.key", key),
        ("/var/log/nginx/kaisei.log", folder.join("access.log").display().to_string()),
    ] {
        assert!(ours.contains(theirs), "the guide says {theirs}");
        ours = ours.replace(theirs, &own);
    }
    let at = folder.display();
    let paths =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|it| format!("{it}_temp_path {at}/{it};")).concat();
    let whole = format!(
        "daemon off; master_process off; pid {at}/pid; error_log {at}/error.log; events {{}} http {{ {paths}\n{ours}\n}}"
    );
    std::fs::write(folder.join("nginx.conf"), whole).expect("written");
    let mut command = Command::new("nginx");
    command.arg("-e").arg(folder.join("error.log")).arg("-c").arg(folder.join("nginx.conf"));
    let running = Running(command.stdin(Stdio::null()).spawn().expect("nginx starts"));
    let began = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", https)).is_err() {
        let told = std::fs::read_to_string(folder.join("error.log")).unwrap_or_default();
        assert!(began.elapsed() < Duration::from_secs(10), "nginx does not listen: {told}");
        std::thread::sleep(Duration::from_millis(50));
    }
    running
}

/// What curl is answered, with the headers; nothing where there was no answer.
fn curl([http, https]: [u16; 2], arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("curl");
    command.args(["--silent", "--insecure", "--include", "--max-time", "60", "--noproxy", "*"]);
    for port in [http, https] {
        command.args(["--resolve", &format!("{NAME}:{port}:127.0.0.1")]);
    }
    let output = command.args(arguments).output().expect("curl runs");
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The binary goes by the machine's clock.
fn since() -> Option<chrono::NaiveDate> {
    chrono::NaiveDate::from_ymd_opt(2020, 1, 1)
}

async fn with_somebody() -> TestDb {
    let db = TestDb::empty(Kind::Sqlite).await;
    db.set_clock(2020, 1, 1, 9);
    let org = NewOrganisation {
        code: "KYUYO".into(),
        kind: OrgKind::Business,
        name: "給与課".into(),
        name_en: "Payroll".into(),
        bureau: None,
        center: None,
        sort: 1,
        valid_from: since(),
    };
    db.store.register_organisation(&org).await.expect("an organisation");
    let user = NewUser {
        login: "clerk".into(),
        name: "担当者".into(),
        kana: String::new(),
        title: String::new(),
        org: "KYUYO".into(),
        roles: vec![NewRole { role: Role::SectionOfficer, center: None, valid_from: since(), valid_to: None }],
        password: PASSWORD.into(),
        demo: false,
    };
    db.store.add_user(&user).await.expect("somebody");
    db
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proxy_of_the_guide_does_what_the_guide_says() {
    if !["nginx", "openssl", "curl"].into_iter().all(is_there) {
        eprintln!("left out: nginx, openssl and curl are not all there");
        return;
    }
    let db = with_somebody().await;
    let server = Server::serve(&db.url, &[("KAISEI_LOG", "warn"), ("KAISEI_TRUSTED_PROXIES", "127.0.0.1")]);
    let folder = tempfile::tempdir().expect("a folder");
    let ports = [free_port(), free_port()];
    let _nginx = nginx(folder.path(), &server.address, ports);
    let [clear, safe] = [format!("http://{NAME}:{}", ports[0]), format!("https://{NAME}:{}", ports[1])];
    let ask = |arguments: &[&str]| curl(ports, arguments).unwrap_or_else(|| panic!("{arguments:?}: no answer"));

    // A page in the clear leads to https; a form in the clear goes nowhere.
    let page = ask(&[&format!("{clear}/issues?q=canary-search")]);
    assert!(
        page.starts_with("HTTP/1.1 301") && page.contains(&format!("Location: https://{NAME}/issues?q=")),
        "{page}"
    );
    assert!(ask(&["-d", "login_id=clerk", &format!("{clear}/session")]).starts_with("HTTP/1.1 403"));

    let page = ask(&[&format!("{safe}/sign-in?next=%2Fcanary-search")]);
    for header in
        ["HTTP/1.1 200", "strict-transport-security: max-age=31536000", "content-security-policy: ", "x-request-id: "]
    {
        assert!(page.contains(header), "{header}: {page}");
    }
    assert!(!page.contains("nginx/"), "no version");
    for old in ["1.0", "1.1"] {
        assert_eq!(curl(ports, &["--tls-max", old, &format!("{safe}/healthz")]), None, "TLS {old}");
    }
    assert!(ask(&["--tlsv1.3", &format!("{safe}/healthz")]).contains("ok"));

    let form = format!("login_id=clerk&password={PASSWORD}&next=/account");
    let (session, own) = (format!("{safe}/session"), format!("Origin: {safe}"));
    // A browser without Sec-Fetch-Site: its origin is enough, and another one is refused.
    let answer = ask(&["-H", &own, "-H", "X-Forwarded-For: 203.0.113.66", "-d", &form, &session]);
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a session");
    assert!(cookie.starts_with("__Host-kaisei=") && cookie.contains("Secure"), "{cookie}");
    let foreign = ask(&["-H", "Origin: https://evil.example", "-d", &form, &session]);
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");
    let cookie = cookie.split(';').next().unwrap_or_default();
    let account = ask(&["-H", &format!("Cookie: {cookie}"), &format!("{safe}/account")]);
    assert!(account.starts_with("HTTP/1.1 200") && account.contains("担当者"), "{account}");

    // Too much is refused by the page of Kaisei as long as it reads it, by nginx beyond.
    let large = folder.path().join("large");
    for (bytes, by_us) in [(34_000_000, true), (40_000_000, false)] {
        std::fs::write(&large, vec![b'x'; bytes]).expect("written");
        let file = format!("@{}", large.display());
        let refused = ask(&[
            "-H",
            &own,
            "-H",
            "Expect:",
            "-H",
            &format!("Cookie: {cookie}"),
            "--data-binary",
            &file,
            &format!("{safe}/account"),
        ]);
        assert!(refused.starts_with("HTTP/1.1 413"), "{bytes}: {refused}");
        assert_eq!(refused.contains("送られた内容が大きすぎます"), by_us, "{bytes}");
    }

    // The log has the address of who asked, not what they wrote into a header; nginx's own log has no query.
    let open = Database::connect(&db.url).await.expect("it opens");
    let sql = "SELECT address AS a FROM event WHERE kind = 'signed_in'";
    let row = open.query_one_raw(Statement::from_string(open.get_database_backend(), sql)).await.expect("it answers");
    assert_eq!(row.expect("a row").try_get::<String>("", "a").expect("text"), "127.0.0.1");
    let log = std::fs::read_to_string(folder.path().join("access.log")).expect("a log");
    assert!(log.contains("GET /issues") && !log.contains("canary"), "{log}");
}

use super::*;
use crate::config::{Layers, Settings};

const WHOLE: &str = "public_address = \"https://kaisei.example.lg.jp/\"\n\
                     openid_issuer = \"https://id.example.lg.jp/realms/city\"\n\
                     openid_client_id = \"kaisei\"\n\
                     openid_client_secret = \"a-secret-of-two\"\n";

/// Signed by itself; nobody has its key.
const AUTHORITY: &str = "\
-----BEGIN CERTIFICATE-----\n\
MIIBjzCCATWgAwIBAgIUDOyxBxeQTBdlMGfUtzXJvqTPSAgwCgYIKoZIzj0EAwIw\n\
HDEaMBgGA1UEAwwRZXhhbXBsZSBhdXRob3JpdHkwIBcNMjYxMTIzMTAwNDAwWhgP\n\
MjEyNjEwMzAxMDA0MDBaMBwxGjAYBgNVBAMMEWV4YW1wbGUgYXV0aG9yaXR5MFkw\n\
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEiUjI32rxwpeXZF3V2iSSJ0qUQHSW1Iy9\n\
LC267T305iNui8dUwgjRa2ifvXLZ/Ors6A4ZFGvgJUJ/0zqqItQWU6NTMFEwHQYD\n\
VR0OBBYEFACZUrPDdr4rfx8apNAjpWmUa7yCMB8GA1UdIwQYMBaAFACZUrPDdr4r\n\
fx8apNAjpWmUa7yCMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIh\n\
ANwXu8KTiZReVRCAX6/OXXW9UkV/91w3EfRP7jTiB6jEAiAf4YU6yhGxN/wZnund\n\
f1DrZxadMHQzeWVjSC/etjKrzA==\n\
-----END CERTIFICATE-----\n";

fn settings(toml: &str) -> Result<Settings, SettingError> {
    let mut layers = Layers::default();
    layers.toml(toml, &Source::File("kaisei.toml".into()))?;
    layers.settings()
}

fn refused(toml: &str) -> String {
    settings(toml).unwrap_err().to_string()
}

#[test]
fn four_settings_make_it_and_the_others_have_defaults() {
    let set = settings(WHOLE).unwrap().openid.unwrap();
    assert_eq!(set.back, "https://kaisei.example.lg.jp/session/openid/return");
    assert_eq!((set.claim.as_str(), set.client_secret.expose()), ("preferred_username", "a-secret-of-two"));
    assert_eq!((set.name_ja, set.name_en, set.authorities), (None, None, None));
    // An address with a slash at its end is another one to providers.
    let slash = WHOLE.replace("realms/city", "realms/city/");
    assert_eq!(settings(&slash).unwrap().openid.unwrap().issuer, "https://id.example.lg.jp/realms/city/");
    assert_eq!(settings("public_address = \"https://kaisei.example.lg.jp\"").unwrap().openid, None);
    assert_eq!(settings("").unwrap().openid, None);
}

#[test]
fn half_of_it_stops_the_start_with_a_sentence() {
    let lines: Vec<_> = WHOLE.lines().collect();
    for (left_out, missing) in [
        (0, "`public_address`"),
        (1, "`openid_issuer`"),
        (2, "`openid_client_id`"),
        (3, "`openid_client_secret` or `openid_client_secret_file`"),
    ] {
        let some: Vec<_> = lines.iter().enumerate().filter(|(n, _)| *n != left_out).map(|(_, line)| *line).collect();
        let sentence = refused(&some.join("\n"));
        assert!(sentence.contains(missing) && sentence.contains("the file kaisei.toml"), "{sentence}");
    }
    assert_eq!(
        refused("openid_name_ja = \"職員認証\""),
        "The setting `openid_name_ja` from the file kaisei.toml needs `openid_issuer`, which is not set"
    );
}

#[test]
fn each_wrong_value_is_named() {
    for (key, value) in [
        ("public_address", "kaisei.example.lg.jp"),
        ("public_address", "http://kaisei.example.lg.jp"),
        ("public_address", "https://kaisei.example.lg.jp/path"),
        ("public_address", "https://me@kaisei.example.lg.jp"),
        ("openid_issuer", "id.example.lg.jp"),
        ("openid_issuer", "http://id.example.lg.jp"),
        ("openid_issuer", "https://id.example.lg.jp/?x"),
        ("openid_client_id", " "),
        ("openid_client_secret_file", "/no/such/file"),
        ("openid_claim", "a\\nb"),
        ("openid_name_ja", "長い名前の長い名前の長い名前の長い名前の長い名前の長い名前の長い名前の長い名前の長い名前"),
        ("openid_ca_file", "/no/such/file"),
    ] {
        let sentence = refused(&format!("{key} = \"{value}\""));
        assert!(sentence.starts_with(&format!("The setting `{key}` from the file kaisei.toml is ")), "{sentence}");
        assert!(sentence.contains(", but it must be "), "{sentence}");
    }
    for loopback in ["http://127.0.0.1:9000/x", "http://localhost:9000", "http://[::1]:9000"] {
        assert!(settings(&WHOLE.replace("https://id.example.lg.jp/realms/city", loopback)).is_ok(), "{loopback}");
    }
}

#[test]
fn the_secret_is_shown_nowhere() {
    let whole = settings(WHOLE).unwrap();
    for shown in [whole.to_string(), format!("{whole:?}")] {
        assert!(!shown.contains("a-secret-of-two") && shown.contains("***"), "{shown}");
    }
    assert!(whole.to_string().contains("openid_issuer = \"https://id.example.lg.jp/realms/city\""), "{whole}");
    let sentence = refused("openid_client_secret = \"a-secret\\u0007\"");
    assert!(!sentence.contains("a-secret"), "{sentence}");
}

#[test]
fn the_secret_may_stand_in_a_file_and_authorities_stand_in_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let secret = file("secret", "from-a-file\n");
    let toml =
        WHOLE.replace("openid_client_secret = \"a-secret-of-two\"", &format!("openid_client_secret_file = {secret:?}"));
    assert_eq!(settings(&toml).unwrap().openid.unwrap().client_secret, Secret::new("from-a-file"));
    let empty = file("empty", "\n");
    assert!(refused(&format!("openid_client_secret_file = {empty:?}")).contains("nothing else"));
    let one = file("one.pem", AUTHORITY);
    let set = settings(&format!("{WHOLE}openid_ca_file = {one:?}")).unwrap().openid.unwrap();
    assert_eq!(set.authorities.unwrap().certificates().len(), 1);
    let none = file("none.pem", "no certificate");
    assert!(refused(&format!("{WHOLE}openid_ca_file = {none:?}")).contains("certificates in PEM"));
}

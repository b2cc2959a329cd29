use super::*;

fn layers(toml: &str, environment: &[(&str, &str)]) -> Result<Layers, SettingError> {
    let mut layers = Layers::default();
    layers.toml(toml, &Source::File("kaisei.toml".into()))?;
    layers.environment(environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))?;
    Ok(layers)
}

fn refused(toml: &str, environment: &[(&str, &str)]) -> String {
    layers(toml, environment).and_then(Layers::settings).unwrap_err().to_string()
}

#[test]
fn a_flag_covers_the_environment_and_that_covers_the_file() {
    let file = "listen = \"127.0.0.1:1\"\nsession_hours = 8\nlog_format = \"json\"";
    let mut all = layers(file, &[("KAISEI_LISTEN", "127.0.0.1:2"), ("KAISEI_SESSION_HOURS", "9")]).unwrap();
    all.flag("listen", "--listen", Some("127.0.0.1:3".into()));
    all.flag("data_dir", "--data", None);
    let settings = all.settings().unwrap();
    assert_eq!(settings.listen.port(), 3);
    assert_eq!(settings.session_length, Duration::from_secs(9 * 3600));
    assert_eq!(settings.log_format, LogFormat::Json);
    assert_eq!(settings.data_dir, Settings::default().data_dir);
}

#[test]
fn our_own_name_for_the_database_wins_and_an_empty_variable_is_none() {
    for order in [[0, 1], [1, 0]] {
        let both = [("DATABASE_URL", "postgres://a/a"), ("KAISEI_DATABASE_URL", "postgres://b/b")];
        let settings = layers("", &[both[order[0]], both[order[1]]]).unwrap().settings().unwrap();
        assert_eq!(settings.database().expose(), "postgres://b/b");
    }
    let settings = layers("", &[("DATABASE_URL", ""), ("KAISEI_LOG", "")]).unwrap().settings().unwrap();
    assert_eq!(settings, Settings::default());
}

#[test]
fn variables_of_builds_and_tests_are_no_settings() {
    let environment = [("KAISEI_TEST_PG", "off"), ("KAISEI_SITE", "/x"), ("KAISEI_CONFIG", "x"), ("HOME", "/root")];
    assert_eq!(layers("", &environment).unwrap().settings().unwrap(), Settings::default());
}

#[test]
fn a_wrong_setting_is_named_with_its_place() {
    assert_eq!(
        refused("", &[("KAISEI_LISTEN", "localhost")]),
        "The setting `listen` from the environment variable KAISEI_LISTEN is \"localhost\", \
         but it must be an address with a port, such as 127.0.0.1:3000"
    );
    assert!(refused("lissten = 1", &[]).starts_with("the file kaisei.toml has the setting `lissten`"));
    assert!(refused("", &[("KAISEI_LISTENN", "x")]).starts_with("the environment variable KAISEI_LISTENN has"));
    assert!(refused("listen = ", &[]).starts_with("the file kaisei.toml cannot be read: "));
    for (toml, key) in [
        ("session_idle_minutes = 0", "session_idle_minutes"),
        ("session_hours = \"many\"", "session_hours"),
        ("cookie_secure = \"yes\"", "cookie_secure"),
        ("password_min_length = 7", "password_min_length"),
        ("password_kinds = 5", "password_kinds"),
        ("password_history = -1", "password_history"),
        ("lock_failures = 2", "lock_failures"),
        ("lock_address_failures = 9", "lock_address_failures"),
        ("log_format = \"xml\"", "log_format"),
        ("data_dir = \"\"", "data_dir"),
        ("listen = [1]", "listen"),
    ] {
        assert!(refused(toml, &[]).contains(&format!("`{key}` from the file kaisei.toml")), "{toml}");
    }
}

#[test]
fn a_city_sets_its_own_rules_for_passwords_and_locks() {
    let toml = "password_min_length = 10\npassword_kinds = 3\npassword_history = 4\npassword_days = 365\n\
                lock_failures = 3\nlock_minutes = 30\nlock_account_failures = 20\nlock_address_failures = 200";
    let settings = layers(toml, &[("KAISEI_PASSWORD_DAYS", "180")]).unwrap().settings().unwrap();
    let (password, lock) = (settings.access.password, settings.access.lock);
    assert_eq!((password.min_length, password.kinds, password.history, password.days), (10, 3, 4, 180));
    assert_eq!((lock.failures, lock.minutes, lock.account_failures, lock.address_failures), (3, 30, 20, 200));
    let usual = Settings::default().access;
    assert_eq!((usual.password.min_length, usual.lock.failures, usual.lock.minutes), (12, 5, 15));
}

#[test]
fn passwords_are_never_shown() {
    for (url, shown) in [
        ("postgres://kaisei:geheim@db/kaisei", "postgres://kaisei:***@db/kaisei"),
        ("postgres://kaisei:se@c:ret@db/kaisei", "postgres://kaisei:***@db/kaisei"),
        ("postgres://db/kaisei?user=k&password=geheim", "postgres://db/kaisei?user=k&password=***"),
        ("postgres://kaisei@db/kaisei", "postgres://kaisei@db/kaisei"),
        ("sqlite://data/kaisei.db?mode=rwc", "sqlite://data/kaisei.db?mode=rwc"),
    ] {
        let settings = Settings { database_url: DatabaseUrl::parse(url).ok(), ..Settings::default() };
        assert_eq!(settings.database().to_string(), shown);
        assert!(settings.to_string().contains(shown));
        assert!(!format!("{settings:?}{settings}").contains("geheim"));
    }
    assert!(!refused("database_url = \"mysql://kaisei:geheim@db\"", &[]).contains("geheim"));
    assert!(!refused("database_url = \"kaisei:geheim@db\"", &[]).contains("geheim"));
}

#[test]
fn the_address_of_the_database_may_stand_in_a_file_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("url");
    let setting = [("KAISEI_DATABASE_URL_FILE", path.to_str().unwrap())];
    assert!(refused("", &setting).contains("must be the path of a file"));
    std::fs::write(&path, "postgres://kaisei:geheim@db/kaisei\n").unwrap();
    let settings = layers("", &setting).unwrap().settings().unwrap();
    assert_eq!(settings.database().expose(), "postgres://kaisei:geheim@db/kaisei");
    assert_eq!(settings.database_key(), "database_url_file");
    assert!(!format!("{settings:?}{settings}").contains("geheim"));
    std::fs::write(&path, "kaisei:geheim").unwrap();
    assert!(!refused("", &setting).contains("geheim"));
}

#[test]
fn a_wrong_database_is_told_by_what_it_is() {
    assert_eq!(
        refused("", &[("DATABASE_URL", "mysql://kaisei:secret@db")]),
        "The setting `database_url` from the environment variable DATABASE_URL is an address that starts with \
         mysql://, but it must be an address that starts with postgres:// or sqlite:"
    );
    // Each connection would have a database of its own.
    for memory in ["sqlite::memory:", "sqlite://:memory:", "sqlite://x?mode=memory", "sqlite:", "sqlite://?mode=rwc"] {
        let sentence = refused("", &[("KAISEI_DATABASE_URL", memory)]);
        assert!(sentence.contains(memory) && sentence.contains("must be a file"), "{sentence}");
    }
    for file in ["sqlite:kaisei.db", "sqlite:///srv/kaisei.db?mode=rwc", "postgresql://db/kaisei"] {
        assert!(DatabaseUrl::parse(file).is_ok(), "{file}");
    }
}

#[test]
fn a_setting_is_named_with_its_source() {
    let mut all = layers("listen = \"127.0.0.1:1\"", &[("KAISEI_DATA_DIR", "data")]).unwrap();
    all.flag("site_dir", "--site", Some("site".into()));
    let settings = all.settings().unwrap();
    assert_eq!(settings.naming("data_dir"), "the setting `data_dir` from the environment variable KAISEI_DATA_DIR");
    assert_eq!(settings.naming("listen"), "the setting `listen` from the file kaisei.toml");
    assert_eq!(settings.naming("site_dir"), "the setting `site_dir` from the flag --site");
    assert_eq!(settings.naming("log"), "the setting `log`, which is not set,");
}

#[test]
fn what_is_shown_reads_back() {
    let shown = Settings::default().to_string();
    let settings = layers(&shown, &[]).unwrap().settings().unwrap();
    assert_eq!(Settings { database_url: None, sources: Sources::default(), ..settings }, Settings::default());
}

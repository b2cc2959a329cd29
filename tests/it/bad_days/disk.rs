//! A disk without room, and one that may only be read: a small file system of its own, which takes the rights of root.

use super::ISSUE;
use crate::process;
use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;
use tests::{TestApp, TestDb};

/// A file system in memory, gone with this value.
struct Disk(TempDir);

impl Disk {
    fn of(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self(folder));
        }
        eprintln!("left out: only root can make a disk");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes all the room there is.
    fn fill(&self) -> PathBuf {
        let path = self.path().join("filler");
        let mut file = File::create(&path).expect("a file");
        for size in [65_536, 4_096, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
        path
    }

    fn read_only(&self) {
        let again = Command::new("mount").args(["-o", "remount,ro"]).arg(self.path()).status();
        assert!(again.is_ok_and(|status| status.success()));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_people_read_on_are_told_why_and_lose_nothing() {
    let Some(disk) = Disk::of(8) else { return };
    let app = TestApp::demo(TestDb::demo_in(disk.path()).await).await;
    let officer = app.browser("kyuyo").await;
    let mut written = Vec::new();
    let filler = disk.fill();
    // What room the file still has inside is used up; then it is said.
    let refused = loop {
        let text = format!("満杯の日 {} {}", written.len(), "あ".repeat(3_000));
        let answer = officer.post(ISSUE, &[("do", "comment"), ("by", "kyuyo"), ("text", &text)]).await;
        if answer.status != 303 {
            break answer;
        }
        written.push(text);
        assert!(written.len() < 500, "the disk is full");
    };
    assert_eq!(refused.status, 503, "{}", refused.text());
    assert!(refused.text().contains("データを保存する場所に空きがない"), "{}", refused.text());
    let last = format!("満杯の日 {} ", written.len());
    assert!(refused.body.contains(&last), "what was typed is on the page");
    // Reading goes on, also when the session would be renewed.
    for minutes in [0, 6, 12] {
        app.db.clock.set(tests::reference_time() + chrono::TimeDelta::minutes(minutes));
        for page in ["/", "/issues", "/cases", ISSUE] {
            let answer = officer.get(page).await;
            assert_eq!(answer.status, 200, "after {minutes} minutes {page}: {}", answer.text());
        }
    }
    // A sign-in is a small write that may still fit; where it does not, that is said too.
    let strange = app.stranger().post("/session", &[("login_id", "jinji"), ("password", "kaisei-demo-2026")]).await;
    match strange.status.as_u16() {
        303 => assert!(strange.cookie().is_some()),
        503 => {
            assert!(strange.cookie().is_none() && strange.text().contains("いま登録できません"), "{}", strange.text())
        }
        other => panic!("{other}: {}", strange.text()),
    }

    std::fs::remove_file(filler).expect("room again");
    let again = officer.post(ISSUE, &[("do", "comment"), ("by", "kyuyo"), ("text", "空きができた")]).await;
    assert_eq!(again.status, 303, "{}", again.text());
    assert!(again.location.as_deref().is_some_and(|to| to.starts_with(ISSUE)), "{:?}", again.location);
    let page = officer.get(ISSUE).await.text();
    for text in written.iter().map(String::as_str).chain(["空きができた"]) {
        assert!(page.contains(text.trim_end_matches('あ')), "{} is there", text.trim_end_matches('あ'));
    }
    let check = app.db.store.check_log(None).await.expect("it answers");
    assert_eq!(check.broken, None, "{check:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_may_only_be_read_stops_the_start_with_a_sentence() {
    let Some(disk) = Disk::of(8) else { return };
    TestDb::demo_in(disk.path()).await.store.close().await.expect("it closes");
    disk.read_only();
    let url = format!("sqlite://{}?mode=rwc", disk.path().join("kaisei.sqlite").display());
    let (code, told) = process::told(&["serve", "--listen", "127.0.0.1:0", "--database-url", &url]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("the flag --database-url") && told.contains("cannot be"), "{told}");
    assert!(!told.contains("panicked"), "{told}");
}

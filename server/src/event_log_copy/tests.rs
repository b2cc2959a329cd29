use super::*;
use store::PasswordCost;

/// A store whose log has some sealed events: failed sign-ins are events.
async fn sealed(folder: &Path) -> Store {
    let url = format!("sqlite://{}?mode=rwc", folder.join("test.db").display());
    let store = Store::connect(&url).await.unwrap().with_password_cost(PasswordCost::Least);
    store.migrate().await.unwrap();
    more(&store, 3).await;
    store
}

async fn more(store: &Store, events: usize) {
    for _ in 0..events {
        store.sign_in("nobody", "ひみつのことば").await.unwrap_err();
    }
    store.seal_events(1_000).await.unwrap();
}

fn places(file: &Path) -> Vec<i64> {
    std::fs::read_to_string(file).unwrap().lines().map(|line| link_of(line).unwrap().0).collect()
}

#[tokio::test]
async fn each_link_is_copied_once_and_nothing_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = sealed(folder.path()).await;
    let file: Arc<Path> = folder.path().join("copy.jsonl").into();
    assert!(!copy(&store, &file).await.unwrap());
    assert_eq!(places(&file), [1, 2, 3]);
    assert!(!copy(&store, &file).await.unwrap());
    assert_eq!(places(&file), [1, 2, 3], "nothing new");
    more(&store, 2).await;
    finish(&store, file.to_path_buf()).await;
    assert_eq!(places(&file), [1, 2, 3, 4, 5]);

    let head = store.log_head().await.unwrap().unwrap();
    assert_eq!(last_link(&file).unwrap(), Some((head.seq, head.hash)));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.lines().all(|line| line.contains("\"kind\":\"sign_in_failed\"")), "{text}");
    assert!(text.lines().all(|line| line.starts_with(BEGINNING)), "{text}");
    assert!(!text.contains("ひみつ") && !text.contains("nobody"), "{text}");
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(&file).unwrap()) & 0o777, 0o600);
}

#[tokio::test]
async fn half_a_line_that_a_crash_left_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let store = sealed(folder.path()).await;
    let file: Arc<Path> = folder.path().join("copy.jsonl").into();
    copy(&store, &file).await.unwrap();
    let whole = std::fs::read_to_string(&file).unwrap();
    for left in [whole.len() - 1, whole.len() - 40, 60, 1, 0] {
        std::fs::write(&file, &whole[..left]).unwrap();
        assert!(last_link(&file).unwrap().is_none_or(|(place, _)| place < 3), "half a line is no link");
        copy(&store, &file).await.unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), whole, "cut at {left}");
    }
}

#[tokio::test]
async fn another_file_is_left_alone_and_a_folder_that_comes_back_gets_everything() {
    let folder = tempfile::tempdir().unwrap();
    let store = sealed(folder.path()).await;
    let letter: Arc<Path> = folder.path().join("letter.txt").into();
    let long = format!("{{\"orders\":[{}]}}", "1,".repeat(9_000));
    for text in ["Dear Sir,\n", "Dear Sir,", "Dear Sir,\nGood bye", "{\"actor\":1}\nand so on", "拝啓", &long] {
        std::fs::write(&letter, text).unwrap();
        let refused = copy(&store, &letter).await.unwrap_err().to_string();
        assert!(refused.contains("something else than a copy"), "{refused}");
        assert_eq!(std::fs::read_to_string(&letter).unwrap(), text);
    }

    let away: Arc<Path> = folder.path().join("mount").join("copy.jsonl").into();
    copy(&store, &away).await.unwrap_err();
    more(&store, 4).await;
    std::fs::create_dir(folder.path().join("mount")).unwrap();
    copy(&store, &away).await.unwrap();
    assert_eq!(places(&away), [1, 2, 3, 4, 5, 6, 7]);
}

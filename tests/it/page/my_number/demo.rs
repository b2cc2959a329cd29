//! The texts of the demo world are in the tool already: none of them may trip what is new.

use domain::my_number::patterns;
use std::{fs, path::Path};

#[test]
fn the_texts_of_the_demo_world_ask_nobody_anything() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo")];
    let (mut read, mut found) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "toml") {
                for line in fs::read_to_string(&path).expect("a file").lines() {
                    read += 1;
                    let patterns = patterns(line);
                    if !patterns.is_empty() {
                        found.push(format!("{}: {patterns:?}: {line}", path.display()));
                    }
                }
            }
        }
    }
    assert!(read > 1_000, "{read} lines");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

//! A 案件 with its stages, and then its 課題.

use super::{LoadError, Stage};
use crate::demo::files::CaseFile;
use indicatif::ProgressBar;

impl Stage {
    /// Plays one case file.
    pub(super) async fn case(&mut self, file: &str, case: &CaseFile, bar: &ProgressBar) -> Result<(), LoadError> {
        bar.inc(1);
        for (i, entry) in case.issue.iter().enumerate() {
            self.issue(file, case, &format!("{}/{}", case.plan, i + 1), entry).await?;
            bar.inc(1);
        }
        Ok(())
    }
}

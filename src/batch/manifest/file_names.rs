//! Names of the files of a manifest, and whose they are.

use std::path::Path;

use crate::batch::select::Shard;
use crate::source;

/// What the names of all files begin with.
const STEM: &str = ".kehoach-bo";

/// The files of a whole set, or of one shard. Those of the whole come first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ManifestFiles {
    /// `.kehoach-bo`, `.kehoach-bo.3-16`.
    stem: String,
}

impl ManifestFiles {
    pub(super) fn from_shard(shard: Option<Shard>) -> Self {
        let part = shard.map(|shard| format!(".{}", shard.to_string().replace('/', "-")));
        Self { stem: format!("{STEM}{}", part.unwrap_or_default()) }
    }

    /// Name of the manifest itself.
    pub(super) fn manifest(&self) -> String {
        format!("{}.json", self.stem)
    }

    /// Name of the journal: a line for each unit since the manifest was written.
    pub(super) fn journal(&self) -> String {
        format!("{}.nhat-ky", self.stem)
    }

    /// Name of the file that is locked while a run is at work.
    pub(super) fn lock(&self) -> String {
        format!("{}.khoa", self.stem)
    }

    /// What the name of a file begins with while this run writes it. That of the whole
    /// set begins those of all shards, which are not at work while it is.
    pub(super) fn mark(&self) -> String {
        format!("{}.", self.stem)
    }

    pub(super) fn all(&self) -> [String; 3] {
        [self.manifest(), self.journal(), self.lock()]
    }

    /// Those of which a folder has any file, in order.
    pub(super) fn in_folder(folder: &Path) -> Vec<Self> {
        let names = source::list_beside(folder);
        let mut res: Vec<_> =
            names.iter().filter_map(|name| Self::from_file_name(name)).collect();
        res.sort();
        res.dedup();
        res
    }

    /// The set or shard that a file belongs to; `None` where it is no file of a manifest.
    fn from_file_name(name: &str) -> Option<Self> {
        let suffix = name.strip_prefix(STEM)?;
        let endings = [".json", ".nhat-ky", ".khoa"];
        let suffix = endings.iter().find_map(|ending| suffix.strip_suffix(ending))?;
        let is_known = suffix.is_empty() || is_shard_suffix(suffix);
        is_known.then(|| Self { stem: format!("{STEM}{suffix}") })
    }
}

/// Whether a part of a name is that of a shard, as this program writes it: `.3-16`, and
/// not `.03-16`.
fn is_shard_suffix(part: &str) -> bool {
    let shard = part.strip_prefix('.').map(|part| part.replacen('-', "/", 1));
    let shard = shard.and_then(|text| text.parse::<Shard>().ok());
    shard.is_some_and(|shard| {
        ManifestFiles::from_shard(Some(shard)).stem == format!("{STEM}{part}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_manifests_are_known() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            ".kehoach-bo.json",
            ".kehoach-bo.3-16.json",
            ".kehoach-bo.3-16.nhat-ky",
            ".kehoach-bo.4-16.nhat-ky",
            ".kehoach-bo.5-16.khoa",
            ".kehoach-bo.6-16.tam",
            ".kehoach-bo.17-16.json",
            ".kehoach-bo.03-16.json",
            ".kehoach-bo.cu.json",
            "kehoach-bo.json",
        ] {
            crate::output::write_in_folder(folder.path(), name, b"").unwrap();
        }
        let found = ManifestFiles::in_folder(folder.path());
        let stems: Vec<_> = found.iter().map(|names| names.stem.as_str()).collect();
        let shards = ["", ".3-16", ".4-16", ".5-16"].map(|part| format!("{STEM}{part}"));
        assert_eq!(stems, shards);
        assert_eq!(found[1], ManifestFiles::from_shard("3/16".parse().ok()));
    }
}

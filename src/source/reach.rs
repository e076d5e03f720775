//! Where a path that a form names may lead. It is judged by the place to which links
//! take it, before anything of that place is read.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf, Prefix};
use std::sync::{Mutex, PoisonError};

use super::read::{ReadError, resolve_path};

/// Most links that one path may pass, as Linux has it.
const MOST_LINKS: usize = 40;

/// A path as it stands in a form.
#[derive(Debug, Clone, Copy)]
pub struct WrittenPath<'a> {
    /// The form, or the set, that the command line names: what it may read is decided by
    /// where this stands.
    pub form: &'a Path,
    /// The file in which the path is written: the form itself, the master or an override
    /// of a set. The path begins in its folder.
    pub file: &'a Path,
    /// The path, as written.
    pub name: &'a str,
    /// What should be there.
    pub kind: PathKind,
}

/// What a path of a form names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// A file.
    File,
    /// A folder.
    Folder,
}

impl WrittenPath<'_> {
    /// The path, from the folder of the file that names it. A form written on Windows has
    /// backslashes.
    fn joined(&self) -> PathBuf {
        find_folder(self.file).join(self.name.replace('\\', "/"))
    }
}

/// A path that a form names and may name. Only a store of files makes one, and only from
/// one can what a form names be read, hashed or written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedPath {
    path: PathBuf,
    real: PathBuf,
}

impl NamedPath {
    /// A path of a store that has nothing outside.
    #[must_use]
    pub fn in_closed_store(written: WrittenPath<'_>) -> Self {
        let path = written.joined();
        Self { real: path.clone(), path }
    }

    /// The path as findings name it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where links take it: this is read and written.
    #[must_use]
    pub fn real(&self) -> &Path {
        &self.real
    }

    /// The files that stand in this folder of the disk itself, by their names. A link is
    /// none of them.
    #[must_use]
    pub fn files_in_it(&self) -> Vec<(String, Self)> {
        let names = super::list_beside(&self.real).into_iter();
        names
            .map(|name| {
                let (path, real) = (self.path.join(&name), self.real.join(&name));
                (name, Self { path, real })
            })
            .collect()
    }
}

/// A path of a form that leads to where it may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideReach {
    /// The folder to which it leads, as it is typed from here.
    pub folder: PathBuf,
}

/// How the work tree of a repository around a folder is found.
pub type FindWorkTree = fn(&Path) -> Option<PathBuf>;

/// The folders from which the forms of a run may read.
///
/// A form may read from the work tree of the repository in which it stands; where there
/// is none, from the folder that the command line names, or else from its own; and from
/// the folders that the command line allows.
pub struct Reach {
    /// The paths of the command line, as typed.
    named: BTreeSet<PathBuf>,
    /// The folders of those, whole and without links.
    given: BTreeSet<PathBuf>,
    /// The folders that are allowed, whole and without links.
    allowed: Vec<PathBuf>,
    find_work_tree: FindWorkTree,
    /// By folder of the form, the folder from which it may read.
    roots: Mutex<BTreeMap<PathBuf, Option<PathBuf>>>,
    /// Where each path leads that was asked for, by the folder in which it begins.
    known: Mutex<BTreeMap<(PathBuf, PathBuf), Option<PathBuf>>>,
}

impl fmt::Debug for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { given, allowed, .. } = self;
        f.debug_struct("Reach").field("given", given).field("allowed", allowed).finish()
    }
}

impl Default for Reach {
    /// From its own folder alone.
    fn default() -> Self {
        Self::new(&[], &[], |_| None)
    }
}

impl Reach {
    /// What forms of these paths of a command line may read: `allowed` are folders.
    #[must_use]
    pub fn new(
        named: &[PathBuf],
        allowed: &[PathBuf],
        find_work_tree: FindWorkTree,
    ) -> Self {
        let is_folder = |path: &Path| path.as_os_str().is_empty() || path.is_dir();
        let given = named.iter().filter_map(|path| {
            resolve_folder(if is_folder(path) { path } else { find_folder(path) })
        });
        Self {
            given: given.collect(),
            allowed: allowed.iter().filter_map(|folder| resolve_folder(folder)).collect(),
            named: named.iter().cloned().collect(),
            find_work_tree,
            roots: Mutex::default(),
            known: Mutex::default(),
        }
    }

    /// A path that a form names, if it may.
    ///
    /// # Errors
    ///
    /// When it leads out of reach, whether anything is there or not.
    pub(super) fn locate(
        &self,
        written: WrittenPath<'_>,
    ) -> Result<NamedPath, ReadError> {
        let root = self.root(find_folder(written.form)).ok_or(ReadError::Missing)?;
        let path = written.joined();
        let name = PathBuf::from(written.name.replace('\\', "/"));
        if is_on_network(&name)
            && ![&root].into_iter().chain(&self.allowed).any(|f| is_on_network(f))
        {
            // Only to look there would tell another machine who is asking.
            let folder = find_folder(&name).to_owned();
            return Err(ReadError::Outside(OutsideReach { folder }));
        }
        let real = self.follow(find_folder(written.file), &name)?;
        if self.holds(&root, &real) {
            return Ok(NamedPath { path, real });
        }
        let folder = match written.kind {
            PathKind::File => real.parent().unwrap_or(&real),
            PathKind::Folder => &real,
        };
        Err(ReadError::Outside(OutsideReach { folder: show_from_here(folder) }))
    }

    /// That a form may be read: one that the command line names always, one that was found
    /// in a folder of it where it is no link that leads out.
    pub(super) fn admit_form(&self, form: &Path) -> Result<(), ReadError> {
        if self.named.contains(form) {
            return Ok(());
        }
        let name = form.file_name().unwrap_or_default().to_string_lossy();
        let kind = PathKind::File;
        self.locate(WrittenPath { form, file: form, name: &name, kind }).map(drop)
    }

    fn holds(&self, root: &Path, real: &Path) -> bool {
        real.starts_with(root)
            || self.allowed.iter().any(|folder| real.starts_with(folder))
    }

    /// The folder from which a form in this folder may read; `None` where it is not there.
    fn root(&self, folder: &Path) -> Option<PathBuf> {
        let mut roots = self.roots.lock().unwrap_or_else(PoisonError::into_inner);
        let find = || {
            let whole = resolve_folder(folder)?;
            let work_tree = (self.find_work_tree)(&whole);
            let given = whole.ancestors().filter(|above| self.given.contains(*above));
            let widest = given.last().map(Path::to_owned);
            Some(work_tree.or(widest).unwrap_or(whole))
        };
        roots.entry(folder.to_owned()).or_insert_with(find).clone()
    }

    /// Where a path leads from a folder; asked of the system once.
    fn follow(&self, folder: &Path, name: &Path) -> Result<PathBuf, ReadError> {
        let key = (folder.to_owned(), name.to_owned());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let real = known
            .entry(key)
            .or_insert_with(|| follow_links(resolve_folder(folder)?, name));
        let too_many = || ReadError::Refused(io::Error::other("too many links"));
        real.clone().ok_or_else(too_many)
    }
}

/// The folder of a file.
fn find_folder(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// Whether a path of Windows begins with the name of another machine, or of a device.
fn is_on_network(path: &Path) -> bool {
    let Some(Component::Prefix(prefix)) = path.components().next() else { return false };
    matches!(
        prefix.kind(),
        Prefix::UNC(..) | Prefix::VerbatimUNC(..) | Prefix::DeviceNS(_)
    )
}

/// A folder as a whole path without links; the current one has an empty path.
fn resolve_folder(folder: &Path) -> Option<PathBuf> {
    resolve_path(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

/// Where a path leads from a folder without links, also where nothing is there: a link
/// that leads to nothing leads somewhere all the same. `None` where links go round in a
/// circle.
fn follow_links(folder: PathBuf, name: &Path) -> Option<PathBuf> {
    let mut real = folder;
    let mut left: VecDeque<OsString> = list_parts(name);
    let mut links = 0;
    while let Some(part) = left.pop_front() {
        if part == ".." {
            real.pop();
            continue;
        }
        // A root takes the place of all before it.
        let next = real.join(&part);
        let is_link = fs::symlink_metadata(&next).is_ok_and(|data| data.is_symlink());
        match fs::read_link(&next).ok().filter(|_| is_link) {
            Some(target) => {
                links += 1;
                if links > MOST_LINKS {
                    return None;
                }
                for part in list_parts(&target).into_iter().rev() {
                    left.push_front(part);
                }
            }
            None => real = next,
        }
    }
    Some(spell_as_system(&real))
}

/// The parts of a path that take it somewhere.
fn list_parts(path: &Path) -> VecDeque<OsString> {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| part.as_os_str().to_owned()).collect()
}

/// A path as the system spells it, as far as it is there: letters may be small or capital,
/// and drives have more than one name.
fn spell_as_system(path: &Path) -> PathBuf {
    let spelt = path.ancestors().find_map(|above| {
        Some(resolve_path(above)?.join(path.strip_prefix(above).ok()?))
    });
    spelt.map_or_else(|| path.to_owned(), |spelt| spelt.components().collect())
}

/// A whole path as people type it in the current folder: from there, where both have more
/// in common than the root.
fn show_from_here(path: &Path) -> PathBuf {
    let Some(here) = resolve_folder(Path::new("")) else { return path.to_owned() };
    let common = here.ancestors().find(|above| path.starts_with(above));
    let common = common.filter(|above| above.parent().is_some());
    let Some(common) = common else { return path.to_owned() };
    let up = here.strip_prefix(common).map_or(0, |down| down.components().count());
    let down = path.strip_prefix(common).unwrap_or(Path::new(""));
    let shown: PathBuf = std::iter::repeat_n(Path::new(".."), up).chain([down]).collect();
    if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a form in `kho/xa`, data in it, beside it and outside.
    struct Office(tempfile::TempDir);

    impl Office {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            for name in ["kho/xa", "kho/chung", "ngoai"] {
                fs::create_dir_all(folder.path().join(name)).unwrap();
                fs::File::create(folder.path().join(name).join("a.csv")).unwrap();
            }
            Self(folder)
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        /// Where `name` leads from the form, from the top of all; `None` where it may not.
        fn lead(&self, reach: &Reach, name: &str) -> Option<PathBuf> {
            let form = self.path("kho/xa/ke-hoach.yaml");
            let written =
                WrittenPath { form: &form, file: &form, name, kind: PathKind::File };
            let top = resolve_path(self.0.path()).unwrap();
            match reach.locate(written) {
                Ok(named) => Some(named.real().strip_prefix(top).unwrap().to_owned()),
                Err(ReadError::Outside(_)) => None,
                Err(error) => panic!("{name}: {error:?}"),
            }
        }
    }

    #[test]
    fn a_form_reads_from_its_own_folder_and_what_is_given_or_allowed() {
        let office = Office::new();
        let (inside, beside) = ("kho/xa/a.csv", "kho/chung/a.csv");
        let whole = office.path("ngoai/a.csv").to_string_lossy().into_owned();
        let reaches = [
            (Reach::default(), [true, false, false]),
            (Reach::new(&[office.path("kho")], &[], |_| None), [true, true, false]),
            (Reach::new(&[], &[office.path("kho/chung")], |_| None), [true, true, false]),
            (
                Reach::new(&[], &[], |own| Some(own.parent()?.to_owned())),
                [true, true, false],
            ),
            (Reach::new(&[], &[office.path("ngoai")], |_| None), [true, false, true]),
        ];
        for (reach, expected) in reaches {
            let lead = |name: &str| office.lead(&reach, name);
            let found = [lead("a.csv"), lead("..\\chung/./a.csv"), lead(&whole)];
            let places = [inside, beside, "ngoai/a.csv"].map(PathBuf::from);
            for ((found, place), is_held) in found.into_iter().zip(places).zip(expected) {
                assert_eq!(found, is_held.then_some(place), "{reach:?}");
            }
        }
    }

    #[test]
    fn of_folders_that_are_given_the_widest_around_a_form_counts() {
        let office = Office::new();
        let given = ["kho/xa", "ngoai", "kho", "kho/chung"].map(|name| office.path(name));
        let reach = Reach::new(&given, &[], |_| None);
        let inside = Some(PathBuf::from("kho/chung/a.csv"));
        assert_eq!(office.lead(&reach, "../chung/a.csv"), inside);
        assert_eq!(office.lead(&reach, "../../ngoai/a.csv"), None, "it is not around it");
    }

    #[test]
    fn what_is_not_there_is_judged_by_where_it_would_be() {
        let office = Office::new();
        let reach = Reach::default();
        for name in ["b.csv", "b/c/d.csv", "b/../e.csv", "../xa/b.csv"] {
            assert!(office.lead(&reach, name).is_some(), "{name}");
        }
        for name in ["../b.csv", "b/../../c.csv", "../../khong/co.csv", "/khong-co/a"] {
            assert_eq!(office.lead(&reach, name), None, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_where_it_ends_whether_anything_is_there_or_not() {
        use std::os::unix::fs::symlink;
        let office = Office::new();
        let reach = Reach::new(&[office.path("kho")], &[], |_| None);
        for (to, at) in [
            ("../chung/a.csv", "vao.csv"),
            ("../../ngoai/a.csv", "ra.csv"),
            ("../../ngoai/khong-co.csv", "ra-khong-co.csv"),
            ("../../ngoai", "thu-muc"),
            ("ra.csv", "hai-lan.csv"),
            ("vong.csv", "vong.csv"),
        ] {
            symlink(to, office.path("kho/xa").join(at)).unwrap();
        }
        symlink("../kho/chung", office.path("ngoai/ve")).unwrap();
        let inside = Some(PathBuf::from("kho/chung/a.csv"));
        assert_eq!(office.lead(&reach, "vao.csv"), inside);
        assert_eq!(office.lead(&reach, "thu-muc/ve/a.csv"), inside, "it comes back");
        for name in ["ra.csv", "ra-khong-co.csv", "thu-muc/a.csv", "hai-lan.csv"] {
            assert_eq!(office.lead(&reach, name), None, "{name}");
        }
        // `..` counts from where a link has led.
        assert_eq!(office.lead(&reach, "thu-muc/../kho/chung/a.csv"), inside);
        let form = office.path("kho/xa/ke-hoach.yaml");
        let (name, kind) = ("vong.csv", PathKind::File);
        let circle = reach.locate(WrittenPath { form: &form, file: &form, name, kind });
        assert!(matches!(circle, Err(ReadError::Refused(_))), "{circle:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_form_that_is_found_as_a_link_is_judged_and_one_that_is_named_is_not() {
        let office = Office::new();
        let form = office.path("kho/xa/ke-hoach.yaml");
        std::os::unix::fs::symlink("../../ngoai/a.csv", &form).unwrap();
        let found = Reach::new(&[office.path("kho")], &[], |_| None);
        assert!(matches!(found.admit_form(&form), Err(ReadError::Outside(_))));
        let named = Reach::new(std::slice::from_ref(&form), &[], |_| None);
        assert!(named.admit_form(&form).is_ok());
    }

    #[test]
    fn a_folder_is_shown_as_it_is_typed_from_here() {
        let here = resolve_folder(Path::new("")).unwrap();
        let shown = |path: &Path| show_from_here(path);
        assert_eq!(shown(&here), Path::new("."));
        assert_eq!(shown(&here.join("a/b")), Path::new("a/b"));
        assert_eq!(shown(&here.parent().unwrap().join("x")), Path::new("../x"));
        let other = Path::new("/khong-co-o-day/x");
        assert_eq!(shown(other), other);
    }
}

//! The real files of the project, by their folders, and one of them harmed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use kehoach::source::{Files, NamedPath, ReadError, WrittenPath};

use super::harm::book::pack_parts;
use super::harm::{Random, harm_book, harm_form, harm_text, xlsb};
use super::shapes::make_shapes;

/// The file of a set.
pub(crate) const SET: &str = "bo-ke-hoach.yaml";

/// Bytes of the largest form and data file that are harmed: larger ones take longer and
/// show no more.
const MAX_SEED: usize = 300_000;

/// What is harmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Form,
    Data,
    Set,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Form, Self::Data, Self::Set];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Form => "forms",
            Self::Data => "data",
            Self::Set => "sets",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Files in memory, by their paths.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory(pub(crate) BTreeMap<PathBuf, Arc<[u8]>>);

impl Files for Memory {
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let bytes = self.0.get(&straighten(path)).ok_or(ReadError::Missing)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > limit {
            return Err(ReadError::TooLarge { bytes: size, limit });
        }
        Ok(bytes.to_vec())
    }

    fn locate(&self, written: WrittenPath<'_>) -> Result<NamedPath, ReadError> {
        Ok(NamedPath::in_closed_store(written))
    }

    fn read_named(&self, named: &NamedPath, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.read(named.path(), limit)
    }

    fn exists(&self, path: &Path) -> bool {
        let path = straighten(path);
        self.0.keys().any(|file| file.starts_with(&path))
    }

    fn is_dir(&self, path: &Path) -> bool {
        self.exists(path) && !self.0.contains_key(&straighten(path))
    }

    fn list_files(&self, dir: &Path) -> Vec<PathBuf> {
        let dir = straighten(dir);
        self.0.keys().filter(|file| file.starts_with(&dir)).cloned().collect()
    }

    fn list_beside(&self, dir: &Path) -> Vec<String> {
        let dir = straighten(dir);
        let beside = self.0.keys().filter(|file| file.parent() == Some(&dir));
        beside.filter_map(|file| Some(file.file_name()?.to_str()?.to_owned())).collect()
    }

    fn absolute_parent(&self, path: &Path) -> Option<PathBuf> {
        path.parent().map(Path::to_owned)
    }
}

/// A path without `.` and `..`.
fn straighten(path: &Path) -> PathBuf {
    let mut straight = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(straight.pop()),
            part => straight.push(part),
        }
    }
    straight
}

/// A file with all that stands beside it.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) files: Memory,
    /// The form or the set that is read.
    pub(crate) main: PathBuf,
    /// The data file that was harmed.
    pub(crate) data: Option<PathBuf>,
    /// What was harmed, for people.
    pub(crate) name: String,
}

/// All that can be harmed.
pub(crate) struct Seeds {
    files: Memory,
    forms: Vec<PathBuf>,
    /// Those of them that are right.
    sound: Vec<PathBuf>,
    sets: Vec<PathBuf>,
    /// Forms that read a data file, and that file.
    data: Vec<Input>,
}

impl Seeds {
    /// The plans of `data/` and `tests/`, and workbooks of the shapes that offices have.
    pub(crate) fn load() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Memory::default();
        for folder in ["data", "tests/forms", "tests/faults", "skeletons"] {
            load_folder(root, Path::new(folder), &mut files);
        }
        let yaml = |path: &&PathBuf| path.extension().is_some_and(|e| e == "yaml");
        let paths: Vec<_> = files.0.keys().filter(yaml).cloned().collect();
        let is_set = |path: &PathBuf| path.ends_with(SET);
        let of_set = |path: &PathBuf| files.0.contains_key(&path.with_file_name(SET));
        let sets = paths.iter().filter(|path| is_set(path)).cloned().collect();
        let forms: Vec<_> = paths.iter().filter(|path| !of_set(path)).cloned().collect();
        let is_sound = |path: &&PathBuf| !path.starts_with("tests/faults");
        let sound = forms.iter().filter(is_sound).cloned().collect();
        let mut seeds = Self { files, forms, sound, sets, data: Vec::new() };
        seeds.data = seeds.list_data();
        seeds
    }

    /// The input with this number.
    pub(crate) fn harm(&self, kind: Kind, random: &mut Random) -> Input {
        match kind {
            Kind::Form => self.harm_one_form(random),
            Kind::Data => self.harm_one_data_file(random),
            Kind::Set => self.harm_one_set(random),
        }
    }

    fn harm_one_form(&self, random: &mut Random) -> Input {
        let among = if random.once_in(3) { &self.forms } else { &self.sound };
        let main = random.pick(among).clone();
        let form = self.text(&main);
        let other = self.text(random.pick(&self.forms).as_path());
        let mut files = self.beside(&main);
        files.0.insert(main.clone(), harm_form(random, &form, &other).into());
        Input { files, name: main.display().to_string(), main, data: None }
    }

    fn harm_one_data_file(&self, random: &mut Random) -> Input {
        let mut input = random.pick(&self.data).clone();
        let path = input.data.clone().expect("a seed of data has a file");
        let bytes = &input.files.0[&path];
        let harmed = match path.extension().is_some_and(|ending| ending == "csv") {
            true => harm_text(random, bytes),
            false => harm_book(random, bytes),
        };
        input.files.0.insert(path, harmed.into());
        input
    }

    /// A set of which one or two files are harmed: itself, its form, its table of units,
    /// an override, the book of numbers.
    fn harm_one_set(&self, random: &mut Random) -> Input {
        let main = random.pick(&self.sets).clone();
        let mut files = self.beside(&main);
        let mut names = Vec::new();
        for _ in 0..=random.below(2) {
            let paths: Vec<_> = files.0.keys().cloned().collect();
            let path = random.pick(&paths).clone();
            let bytes = files.0[&path].clone();
            let harmed = match path.extension().and_then(|ending| ending.to_str()) {
                Some("yaml") => {
                    let other = self.text(random.pick(&paths).as_path());
                    harm_form(random, &String::from_utf8_lossy(&bytes), &other)
                }
                Some("xlsx" | "xls" | "ods") => harm_book(random, &bytes),
                _ => harm_text(random, &bytes),
            };
            names.push(path.display().to_string());
            files.0.insert(path, harmed.into());
        }
        Input { files, main, data: None, name: names.join(", ") }
    }

    fn text(&self, path: &Path) -> String {
        let bytes = self.files.0.get(path).map(|bytes| String::from_utf8_lossy(bytes));
        bytes.unwrap_or_default().into_owned()
    }

    /// What stands in the folder of a file, and the data of the tests.
    fn beside(&self, main: &Path) -> Memory {
        let folder = main.parent().unwrap_or(Path::new(""));
        let files = self.files.0.iter();
        let near = files.filter(|(path, _)| {
            path.starts_with(folder)
                && (folder.components().count() > 2 || path.parent() == Some(folder))
                || path.starts_with("tests/forms/so-lieu")
        });
        Memory(near.map(|(path, bytes)| (path.clone(), Arc::clone(bytes))).collect())
    }

    /// Each form with a data file of each format: those of the project, and workbooks of
    /// the shapes that offices have.
    fn list_data(&self) -> Vec<Input> {
        let mut inputs = Vec::new();
        for main in &self.forms {
            let text = self.text(main);
            let near = self.beside(main);
            for path in near.0.keys() {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let is_data = path.extension().is_some_and(|ending| ending != "yaml");
                if is_data && text.contains(&*name) {
                    let name = path.display().to_string();
                    let data = Some(path.clone());
                    inputs.push(Input {
                        files: near.clone(),
                        main: main.clone(),
                        data,
                        name,
                    });
                }
            }
        }
        for ending in ["xls", "ods"] {
            let form = self.text(Path::new("tests/forms/bang-so-lieu.yaml"));
            let form = form.replace("ho-ngheo.xlsx", &format!("ho-ngheo.{ending}"));
            let data = format!("tests/forms/so-lieu/ho-ngheo.{ending}");
            let bytes = Arc::clone(&self.files.0[Path::new(&data)]);
            inputs.push(pair_up("tests/forms/a.yaml", &form, &data, bytes));
        }
        inputs.push(self.make_binary());
        for shape in make_shapes(40).unwrap_or_default() {
            let data = shape.file.to_owned();
            inputs.push(pair_up("ke-hoach.yaml", &shape.form, &data, shape.bytes.into()));
        }
        inputs
    }

    /// A workbook in binary records with the names of its columns in the first row.
    fn make_binary(&self) -> Input {
        let parts = xlsb::make_parts(&xlsb::make_cells());
        let bytes =
            pack_parts(parts.iter().map(|(name, bytes)| (*name, bytes.as_slice())));
        let form = self.text(Path::new("tests/faults/sheet-empty/ke-hoach.yaml"));
        let start = form.find("du_lieu:").map_or(0, |start| start + "du_lieu:".len());
        let end = form[start..].find('\n').map_or(form.len(), |length| start + length);
        let form = format!("{} a.xlsb{}", &form[..start], &form[end..]);
        pair_up("ke-hoach.yaml", &form, "a.xlsb", bytes.into())
    }
}

fn pair_up(main: &str, form: &str, data: &str, bytes: Arc<[u8]>) -> Input {
    let (main, path) = (PathBuf::from(main), PathBuf::from(data));
    let form = form.as_bytes().into();
    let files = Memory(BTreeMap::from([(main.clone(), form), (path.clone(), bytes)]));
    Input { files, main, data: Some(path), name: data.to_owned() }
}

fn load_folder(root: &Path, folder: &Path, files: &mut Memory) {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return };
    for entry in entries.flatten() {
        let path = folder.join(entry.file_name());
        if entry.path().is_dir() {
            load_folder(root, &path, files);
        } else if let Ok(bytes) = fs::read(entry.path())
            && bytes.len() <= MAX_SEED
        {
            files.0.insert(path, bytes.into());
        }
    }
}

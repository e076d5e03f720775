//! What all papers of a set come from.

use crate::font::Faces;
use crate::output::Format;
use crate::source::{ReadError, hash_file, hash_parts, locate_program};
use crate::template::Templates;

/// What all papers of a run come from, as hashes; where one changes, all papers are made
/// again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunInputs {
    /// The running program: its own bytes, and so whatever it was built from.
    program: String,
    templates: String,
    fonts: String,
    formats: String,
}

impl RunInputs {
    /// What the papers of this run come from. Reads the whole of the program, which takes
    /// a tenth of a second or two.
    ///
    /// # Errors
    ///
    /// When the program's own file cannot be read. It cannot be known then whether the
    /// program has changed, and all papers must be made.
    pub fn new(
        templates: &Templates,
        faces: &Faces,
        formats: &[Format],
    ) -> Result<Self, ReadError> {
        let program = locate_program().map_err(ReadError::Refused)?;
        let hash = hash_file(&program)?;
        Ok(Self::with_program(hash, templates, faces, formats))
    }

    fn with_program(
        program: String,
        templates: &Templates,
        faces: &Faces,
        formats: &[Format],
    ) -> Self {
        let texts = templates.texts();
        let templates = hash_parts(texts.map(|(name, text)| (name, text.as_bytes())));
        let fonts = hash_parts(faces.files().map(|(name, data)| (name, &data[..])));
        let mut formats = formats.to_vec();
        formats.sort_unstable();
        formats.dedup();
        let formats = hash_parts(formats.iter().map(|format| (format.word(), &[][..])));
        Self { program, templates, fonts, formats }
    }

    /// All of it in one, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        let parts = [
            ("program", &self.program),
            ("templates", &self.templates),
            ("fonts", &self.fonts),
            ("formats", &self.formats),
        ];
        hash_parts(parts.map(|(name, hash)| (name, hash.as_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_any_part_is_a_change_of_the_whole() {
        let folder = tempfile::tempdir().unwrap();
        crate::output::write_in_folder(folder.path(), crate::template::LIBRARY, b"x")
            .unwrap();
        let own = Templates::from_dir(folder.path()).unwrap();
        let (templates, faces) = (Templates::embedded(), Faces::embedded());
        let hash_of = |program: &str, templates: &Templates, formats: &[Format]| {
            let program = program.to_owned();
            RunInputs::with_program(program, templates, &faces, formats).hash()
        };
        let (pdf, png) = (Format::Pdf, Format::Png);
        let first = hash_of("a", &templates, &[pdf, png]);
        assert_eq!(first, hash_of("a", &templates, &[png, pdf, png]));
        assert_ne!(first, hash_of("b", &templates, &[pdf, png]));
        assert_ne!(first, hash_of("a", &own, &[pdf, png]));
        assert_ne!(first, hash_of("a", &templates, &[pdf]));
    }

    #[test]
    fn one_program_is_the_same_twice() {
        let hash_of =
            || RunInputs::new(&Templates::embedded(), &Faces::embedded(), &[Format::Pdf]);
        assert_eq!(hash_of().unwrap(), hash_of().unwrap());
    }
}

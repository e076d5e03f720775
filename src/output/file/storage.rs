//! What is asked of the disk, step by step. After a power cut only that is certain which
//! was synced: the content of a file by [`Storage::sync_file`], its name by
//! [`Storage::sync_folder`].

use std::fmt::Debug;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A disk. What a method does unless it is said otherwise is what the system does.
pub trait Storage: Debug + Sync {
    /// Makes a folder in one that is there.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    /// Makes an empty file where there is none, with the permissions that the account
    /// gives to new files.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn create_file(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create_new(true).open(path)
    }

    /// Makes an empty file, in place of one that may be there.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn empty_file(&self, path: &Path) -> io::Result<File> {
        File::create(path)
    }

    /// Writes bytes at the end of what was written to a file.
    ///
    /// # Errors
    ///
    /// What the system says; some of the bytes may be written then.
    fn write(&self, file: &mut File, _path: &Path, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Waits until the content of a file is on the disk itself.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn sync_file(&self, file: &File, _path: &Path) -> io::Result<()> {
        pass_unsupported(file.sync_all())
    }

    /// Gives a file another name, in place of the file that has it.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Waits until the names in a folder are on the disk itself. Where folders cannot be
    /// opened, as on Windows, the system sees to it.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        wait_for_folder(folder)
    }

    /// Removes a file.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Removes a folder that is empty.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }
}

/// The disk of the system.
#[derive(Debug)]
pub struct SystemStorage;

impl Storage for SystemStorage {}

#[cfg(unix)]
fn wait_for_folder(folder: &Path) -> io::Result<()> {
    // A folder in which one may write and not read cannot be opened: what is in it is in
    // its place all the same.
    File::open(folder).map_or(Ok(()), |opened| pass_unsupported(opened.sync_all()))
}

#[cfg(not(unix))]
fn wait_for_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Some file systems of networks know no sync: there is nothing to wait for.
fn pass_unsupported(synced: io::Result<()>) -> io::Result<()> {
    match synced {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        synced => synced,
    }
}

/// An open file of a disk, to write to.
#[derive(Debug)]
pub(super) struct StoredFile {
    pub(super) storage: &'static dyn Storage,
    pub(super) file: File,
    pub(super) path: PathBuf,
}

impl Write for StoredFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.storage.write(&mut self.file, &self.path, bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

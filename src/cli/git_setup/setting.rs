//! The settings that make git run this program.

use crate::source::is_program;

/// The program as a word of the shell, where it is found by its name.
const NAME: &str = "kehoach";

/// One setting of git that makes it run this program.
pub(super) struct GitSetting {
    /// The name under which git keeps it.
    pub(super) key: &'static str,
    value: SettingValue,
}

enum SettingValue {
    /// A command line: what comes before the program and after it.
    Run(&'static str, &'static str),
    /// A value without the program in it.
    Plain(&'static str),
    /// A value that other programs go by too: set only where the repository has none. It is
    /// spelled as nobody else does, so that it is known again.
    Shared(&'static str),
}

/// All settings, in the order in which they are listed.
pub(super) const ALL: &[GitSetting] = &[
    // `git diff`, `git difftool`, and with `--ext-diff` also `git log`, `git show`.
    GitSetting {
        key: "diff.kehoach.command",
        value: SettingValue::Run("", " diff --driver"),
    },
    // `git log -p`, `git show`, `git diff --no-ext-diff`.
    GitSetting {
        key: "diff.kehoach.textconv",
        value: SettingValue::Run("", " text --textconv"),
    },
    // What a form says hangs on its data files too, of which git's cache knows nothing.
    GitSetting { key: "diff.kehoach.cachetextconv", value: SettingValue::Plain("false") },
    // Git takes a tool by this name. It gives plans to the driver all the same, and to
    // the tool all other files, which are not for it to compare.
    GitSetting {
        key: "difftool.kehoach.cmd",
        value: SettingValue::Run(
            "case \"$MERGED\" in ''|ke-hoach.yaml|*/ke-hoach.yaml) ",
            " diff \"$LOCAL\" \"$REMOTE\";; esac",
        ),
    },
    // Before each file that is not for it, a data file too, `git difftool` would ask whether
    // to start the tool. `false` in the words of git.
    GitSetting { key: "difftool.prompt", value: SettingValue::Shared("off") },
];

impl GitSetting {
    /// What it is set to; `program` is a word of the shell.
    pub(super) fn value(&self, program: &str) -> String {
        match self.value {
            SettingValue::Run(before, after) => format!("{before}{program}{after}"),
            SettingValue::Plain(word) | SettingValue::Shared(word) => word.to_owned(),
        }
    }

    /// Whether it is left as it is where somebody else has set it.
    pub(super) fn is_shared(&self) -> bool {
        matches!(self.value, SettingValue::Shared(_))
    }

    /// Whether a value is one that this program sets, wherever the program stood then.
    pub(super) fn is_ours(&self, value: &str) -> bool {
        match self.value {
            SettingValue::Plain(word) | SettingValue::Shared(word) => value == word,
            SettingValue::Run(before, after) => {
                let value = value.strip_prefix(before);
                value
                    .and_then(|value| value.strip_suffix(after))
                    .is_some_and(is_program_word)
            }
        }
    }
}

/// Whether this is the program as [`find_program`] writes it, here or on another machine.
fn is_program_word(word: &str) -> bool {
    word == NAME
        || strip_quotes(word).is_some_and(|path| {
            path.rsplit(['/', '\\']).next().is_some_and(|name| name.starts_with(NAME))
        })
}

/// The program as a word of the shell: its name, where the shell finds it, or where the
/// running one stands.
pub(super) fn find_program() -> String {
    let file = format!("{NAME}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let is_found =
        std::env::split_paths(&folders).any(|folder| is_program(&folder.join(&file)));
    match std::env::current_exe() {
        Ok(running) if !is_found => quote_word(&running.to_string_lossy()),
        _ => NAME.to_owned(),
    }
}

/// A text as one word of the shell, which git uses on every system.
fn quote_word(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The text of a word that [`quote_word`] has made.
fn strip_quotes(word: &str) -> Option<String> {
    let text = word.strip_prefix('\'')?.strip_suffix('\'')?.replace(r"'\''", "\0");
    (!text.contains('\'')).then(|| text.replace('\0', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_values_are_known_wherever_the_program_stands() {
        let paths =
            ["/usr/bin/kehoach", "/nhà của tôi/it's/kehoach", "C:\\k h\\kehoach.exe"];
        for setting in ALL {
            for program in
                paths.iter().map(|path| quote_word(path)).chain([NAME.to_owned()])
            {
                assert!(setting.is_ours(&setting.value(&program)), "{program}");
            }
            for other in ["", "true", "meld", "kehoach", "'/bin/other' diff --driver"] {
                assert!(!setting.is_ours(other), "{}: {other}", setting.key);
            }
        }
        let command = &ALL[0];
        for other in [
            "x; kehoach diff --driver",
            "kehoach  diff --driver",
            "a'kehoach' diff --driver",
        ] {
            assert!(!command.is_ours(other), "{other}");
        }
    }

    #[test]
    fn a_word_of_the_shell_is_one_word() {
        assert_eq!(quote_word("/a b/it's"), r"'/a b/it'\''s'");
        assert_eq!(strip_quotes(r"'/a b/it'\''s'").unwrap(), "/a b/it's");
        assert_eq!(strip_quotes("'a' 'b'"), None);
    }
}

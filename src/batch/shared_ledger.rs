//! Other sets of the folder that write the same ledger: it knows a unit by its key, so both
//! papers of a unit would bear one number.

use std::path::Path;

use crate::code;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::form::{self, Set};
use crate::source::{self, Files, NamedPath, ReadError};
use crate::yaml;

use super::named_files::locate_in_set;
use super::set::OpenSet;

/// Name of the ledger where the set names none.
const LEDGER: &str = "so-van-ban.csv";

/// Most other sets that a warning names.
const MOST_NAMED: usize = 3;

/// The file of the ledger of a set, which may be out of reach; none where the set gives no
/// numbers.
pub(super) fn locate_ledger(
    store: &dyn Files,
    path: &Path,
    set: &Set,
) -> Option<Result<NamedPath, ReadError>> {
    let ledger = set.numbering.as_ref()?.ledger.as_ref();
    let name = ledger.map_or(LEDGER, |ledger| ledger.value.as_str());
    Some(locate_in_set(store, path, name))
}

/// The warning of other sets of the folder that give numbers out of the same ledger.
pub(super) fn report_shared_ledger(set: &OpenSet) -> Option<Report> {
    let numbering = set.set.numbering.as_ref()?;
    let store = set.cache.files();
    let ledger = locate_ledger(store, &set.path, &set.set)?.ok()?;
    let folder = set.path.parent().unwrap_or(Path::new(""));
    let set_name = set.path.file_name().map(|name| name.to_string_lossy().into_owned());
    let names = source::list_beside(folder).into_iter();
    let others: Vec<_> = names
        .filter(|name| Some(name) != set_name.as_ref())
        .filter(|name| {
            let other = read_ledger_path(store, &folder.join(name));
            other.is_some_and(|path| path.real() == ledger.real())
        })
        .collect();
    if others.is_empty() {
        return None;
    }
    let named = others.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    let rest = match others.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        rest => format!(" và {rest} bộ nữa"),
    };
    let name = ledger.path().file_name().unwrap_or_default().to_string_lossy();
    let message = format!(
        "{named}{rest} cũng lấy số ở sổ {name}: đơn vị có trong hai bộ thì hai văn bản mang cùng một số"
    );
    let span = Some(numbering.span);
    let finding =
        Diagnostic::new(&code::batch::LEDGER_TWICE, Severity::Warning, span, message)
            .label("sổ này của cả hai bộ")
            .hint("ghi ở mỗi bộ một sổ (`so_sach`); số bộ kia đã dùng thì chép vào sổ của bộ này, để trống ô mã")
            .hint("tệp kia chỉ là bản sao của bộ này thì chuyển sang thư mục khác");
    Some(Report::new(set.sources.set.clone(), vec![finding], 0))
}

/// The ledger of a set that stands in a file; none where it is no set, or gives no numbers.
fn read_ledger_path(store: &dyn Files, path: &Path) -> Option<NamedPath> {
    let is_form = path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
    });
    let file = source::read(path).ok().filter(|_| is_form)?;
    // Most files of a folder are no sets, and need not be parsed to tell.
    if !["bieu_mau", "danh_so"].iter().all(|key| file.text().contains(key)) {
        return None;
    }
    let (root, _) = yaml::parse(&file);
    let (set, _) = form::read_set(&file, &root?);
    locate_ledger(store, path, &set?)?.ok()
}

//! Words of a command line that can be read in more than one way.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[&DIFF_SIDES];

pub(crate) static DIFF_SIDES: Code = Code {
    id: "diff-sides",
    summary: "chưa rõ so sánh hai bản nào",
    explanation: "Lệnh `kehoach diff` cần hai bản. Hai tệp hoặc hai thư mục: `kehoach diff cu/ke-hoach.yaml moi/ke-hoach.yaml`. Bản trong git: `PHIÊN_BẢN:ĐƯỜNG_DẪN`, hoặc ghi đường dẫn sau `--`: `kehoach diff main -- data/x` so bản của nhánh main với bản ở thư mục làm việc, `kehoach diff v1 v2 -- data/x` so hai phiên bản. Không ghi đường dẫn thì so mọi kế hoạch của kho: `kehoach diff HEAD`, `kehoach diff v1 v2`. Tên vừa là tệp hay thư mục ở đây, vừa là phiên bản trong git thì máy không đoán: ghi `./tên` là tệp, `refs/heads/tên` là nhánh.",
};

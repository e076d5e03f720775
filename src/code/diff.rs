//! Changes between two versions that `check --against` asks a reason for.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[&CHANGE_NOTE_UNUSED, &MOVED_WITHOUT_NOTE];

pub(crate) static CHANGE_NOTE_UNUSED: Code = Code {
    id: "change-note-unused",
    summary: "lý do thay đổi không ứng với điều gì đã đổi",
    explanation: "Chỉ có khi chạy `kehoach check BIỂU --against BẢN`. Mục này của `thay_doi` nêu một tên mà so với bản kia không có gì đổi dưới tên ấy: gõ sai tên, hoặc điều ấy đã trở lại như cũ. Hoặc bản kia đã có đúng mục này: nó giải thích lần đổi trước, không giải thích lần này. Sửa lại tên, hoặc xóa mục.",
};

pub(crate) static MOVED_WITHOUT_NOTE: Code = Code {
    id: "moved-without-note",
    summary: "chỉ tiêu, số tổng hoặc thời hạn đã đổi mà chưa nêu lý do",
    explanation: "Chỉ có khi chạy `kehoach check BIỂU --against BẢN`. Máy so với bản ấy: chỉ tiêu (mục tiêu, giá trị), số tổng của bảng, tổng kinh phí của các nhiệm vụ, thời hạn của nhiệm vụ; kể cả chỉ tiêu bị bỏ, nhiệm vụ có thời hạn hoặc kinh phí bị bỏ. Cái gì bản kia chưa có, hoặc ghi `chua_co`, thì không coi là đổi. Mỗi điều đã đổi cần một mục ở cuối biểu: `thay_doi: [{ ma: …, ly_do: … }]`, với `ma` đúng như thông báo ghi.\n\nSố gõ tay mà đổi thì luôn phải có lý do riêng. Số máy tính ra thì không, nếu mọi chỗ sửa làm cho nó đổi đều đã có lý do: lý do của một số cũng là lý do của các chỗ sửa làm ra số ấy, nên vài số cùng đổi theo một chỗ sửa chỉ cần nêu lý do một lần. Lý do ở mã của một nhiệm vụ là của cả thời hạn và kinh phí của nhiệm vụ ấy. Mục `thay_doi` mà bản kia đã có thì của lần đổi trước, không tính cho lần này.",
};

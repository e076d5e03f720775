//! A file that is no YAML as forms are written, and one tree laid over another.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &DUPLICATE_KEY,
    &REMOVES_AND_CHANGES,
    &REMOVES_NOTHING,
    &YAML_ALIAS,
    &YAML_ANCHOR,
    &YAML_BRACKET,
    &YAML_COLON,
    &YAML_COMMA,
    &YAML_COMMENT_CUT,
    &YAML_ESCAPE,
    &YAML_INDENT,
    &YAML_LOOKALIKE,
    &YAML_QUOTE,
    &YAML_SECOND_DOCUMENT,
    &YAML_SYNTAX,
    &YAML_TAB,
    &YAML_TOO_DEEP,
    &YAML_UNQUOTED,
];

pub(crate) static DUPLICATE_KEY: Code = Code {
    id: "duplicate-key",
    summary: "một khóa ghi hai lần",
    explanation: "Trong một nhóm, mỗi khóa chỉ ghi một lần; ghi hai lần thì máy không biết theo lần nào. Gộp hai chỗ làm một, hoặc xóa một chỗ.",
};

pub(crate) static REMOVES_AND_CHANGES: Code = Code {
    id: "removes-and-changes",
    summary: "một chỗ vừa bỏ vừa sửa",
    explanation: "Trong tệp riêng của một đơn vị, `bo: true` bỏ cả nhóm khóa chứa nó khỏi biểu mẫu, nên cùng nhóm không ghi thêm gì (mục của danh sách giữ `ma` để biết bỏ mục nào). Muốn sửa thì xóa `bo`; muốn bỏ thì xóa các khóa kia.",
};

pub(crate) static REMOVES_NOTHING: Code = Code {
    id: "removes-nothing",
    summary: "bỏ một phần mà biểu mẫu không có",
    explanation: "Trong tệp riêng của một đơn vị, `bo: true` bỏ một khóa, hoặc bỏ một mục của danh sách theo `ma`. Biểu mẫu không có khóa hay mục ấy: thường là gõ sai tên, hoặc biểu mẫu đã đổi.",
};

pub(crate) static YAML_ALIAS: Code = Code {
    id: "yaml-alias",
    summary: "bí danh của YAML",
    explanation: "Dấu `*` ở đầu một giá trị không có dấu nháy bị YAML hiểu là bí danh. Biểu không dùng bí danh.",
};

pub(crate) static YAML_ANCHOR: Code = Code {
    id: "yaml-anchor",
    summary: "mỏ neo hoặc thẻ của YAML",
    explanation: "Dấu `&` hoặc `!` ở đầu một giá trị không có dấu nháy có nghĩa riêng trong YAML. Biểu không dùng các dấu ấy.",
};

pub(crate) static YAML_BRACKET: Code = Code {
    id: "yaml-bracket",
    summary: "ngoặc không đủ đôi",
    explanation: "Mỗi dấu `[` cần một dấu `]`, mỗi dấu `{` cần một dấu `}`. Viết mỗi mục một dòng, mở đầu bằng `- `, thì không cần ngoặc.",
};

pub(crate) static YAML_COLON: Code = Code {
    id: "yaml-colon",
    summary: "dấu hai chấm trong đoạn chữ không có dấu nháy",
    explanation: "Dấu hai chấm và dấu cách sau nó có nghĩa là hết một khóa. Đặt cả đoạn trong dấu nháy kép, hoặc viết sau dấu `|` ở dòng dưới.",
};

pub(crate) static YAML_COMMA: Code = Code {
    id: "yaml-comma",
    summary: "dấu phẩy tách một tên làm hai",
    explanation: "Trong ngoặc vuông và ngoặc nhọn, dấu phẩy ngăn các mục. Tên có dấu phẩy, số có phần thập phân thì đặt trong dấu nháy kép, hoặc viết mỗi mục một dòng.",
};

pub(crate) static YAML_COMMENT_CUT: Code = Code {
    id: "yaml-comment-cut",
    summary: "chữ sau dấu `#` bị cắt",
    explanation: "Dấu cách rồi dấu `#` mở đầu một ghi chú: phần sau không in ra. Chữ của văn bản có dấu `#` thì đặt trong dấu nháy kép.",
};

pub(crate) static YAML_ESCAPE: Code = Code {
    id: "yaml-escape",
    summary: "dấu `\\` trong dấu nháy kép",
    explanation: "Trong dấu nháy kép, YAML đọc dấu `\\` cùng chữ sau nó thành một ký tự khác: `\\n` là xuống dòng, `\\t` là dấu Tab, nên “D:\\nam” mất chữ và gãy làm hai dòng. Đường dẫn và chữ có dấu `\\` thì đặt trong dấu nháy đơn, không đặt dấu nháy, hoặc viết sau dấu `|`. Muốn xuống dòng thì viết sau dấu `|`, mỗi dòng của biểu một dòng. Tệp do chương trình khác ghi ra thì `\\n` trước chữ hoa, chữ số, gạch đầu dòng vẫn là xuống dòng.",
};

pub(crate) static YAML_INDENT: Code = Code {
    id: "yaml-indent",
    summary: "lùi đầu dòng không khớp",
    explanation: "Các khóa cùng cấp phải thẳng hàng, cấp dưới lùi vào hai dấu cách so với cấp trên. Trong đoạn chữ sau dấu `|`, dòng đầu quyết định: dòng đầu lùi sâu hơn các dòng sau thì máy không biết đoạn kết thúc ở đâu; xóa dấu cách thừa ở dòng đầu.",
};

pub(crate) static YAML_LOOKALIKE: Code = Code {
    id: "yaml-lookalike",
    summary: "ký tự trông giống dấu của biểu mà không phải",
    explanation: "Chữ chép từ trang web, từ Word hay gõ bằng bộ gõ khác có thể mang theo dấu cách không ngắt, dấu hai chấm rộng, nháy cong, gạch ngang dài: trông như dấu cách, `:`, `\"`, `-` nhưng với YAML chỉ là chữ. Xóa ký tự ấy và gõ lại bằng bàn phím. Trong đoạn chữ của văn bản thì các ký tự này dùng bình thường.",
};

pub(crate) static YAML_QUOTE: Code = Code {
    id: "yaml-quote",
    summary: "dấu nháy không đủ đôi, hoặc có chữ sau dấu nháy đóng",
    explanation: "Giá trị mở đầu bằng dấu nháy thì dấu nháy đóng phải ở cuối. Đoạn chữ có dấu nháy bên trong thì viết sau dấu `|`, hoặc dùng dấu nháy cong “ ”.",
};

pub(crate) static YAML_SECOND_DOCUMENT: Code = Code {
    id: "yaml-second-document",
    summary: "biểu có hai phần",
    explanation: "Dấu `---` ngăn hai biểu trong một tệp; mỗi tệp chỉ là một biểu.",
};

pub(crate) static YAML_SYNTAX: Code = Code {
    id: "yaml-syntax",
    summary: "biểu viết chưa đúng cú pháp",
    explanation: "Từ chỗ ấy máy không hiểu cấu trúc của biểu. Xem dấu hai chấm sau khóa, số dấu cách lùi đầu dòng, dấu nháy và dấu ngoặc.",
};

pub(crate) static YAML_TAB: Code = Code {
    id: "yaml-tab",
    summary: "lùi đầu dòng bằng phím Tab",
    explanation: "YAML chỉ nhận dấu cách ở đầu dòng. Thay mỗi dấu Tab bằng hai dấu cách.",
};

pub(crate) static YAML_TOO_DEEP: Code = Code {
    id: "yaml-too-deep",
    summary: "lồng nhau quá sâu",
    explanation: "Các cấp hoặc các dấu ngoặc lồng nhau quá 64 lần. Thường là gõ thừa dấu ngoặc.",
};

pub(crate) static YAML_UNQUOTED: Code = Code {
    id: "yaml-unquoted",
    summary: "đoạn chữ phải có dấu nháy",
    explanation: "Một số dấu ở đầu đoạn chữ có nghĩa riêng trong YAML: {{, %, @, *, &, !, -, [, {. Đặt cả đoạn trong dấu nháy kép, hoặc viết sau dấu `|` ở dòng dưới.",
};

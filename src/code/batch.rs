//! A set: its units, its numbers of papers, what holds over all units.

use super::Code;

/// All codes of this file.
pub(super) const ALL: &[&Code] = &[
    &AMBIGUOUS_SERIES,
    &BATCH_RUNNING,
    &BEYOND_START,
    &LEDGER_BROKEN,
    &LEDGER_KEY,
    &LEDGER_TWICE,
    &OPEN_FIGURES,
    &OUTLIER,
    &ROW_WITHOUT_UNIT,
    &SET_MISMATCH,
    &STRANGER_NAME,
    &STRAY_OVERRIDE,
    &UNKNOWN_UNIT,
    &WAITS_FOR_UNITS,
];

pub(crate) static AMBIGUOUS_SERIES: Code = Code {
    id: "ambiguous-series",
    summary: "chưa rõ các đơn vị có chung dãy số văn bản không",
    explanation: "Mỗi cơ quan có một dãy số trong năm. Tên cơ quan ban hành trong biểu mẫu đọc một cột mà nhiều đơn vị cùng giá trị, như tên huyện của các xã; hoặc tệp riêng của nhiều đơn vị ghi cùng một tên. Đó có thể là một cơ quan ban hành nhiều văn bản, có thể là nhiều cơ quan trùng tên. Ghi ở `danh_so` của bộ: `day_so: co_quan` khi là một cơ quan, các văn bản nối số nhau; `day_so: don_vi` khi mỗi đơn vị là một cơ quan, có dãy số của mình. Số đã cấp thì không đổi.",
};

pub(crate) static BATCH_RUNNING: Code = Code {
    id: "batch-running",
    summary: "một lần chạy khác đang làm trong cùng thư mục",
    explanation: "Hai lần chạy cùng một lúc vào một thư mục thì lần nọ làm lại việc của lần kia. Chờ lần kia xong, hoặc chọn thư mục khác bằng `-o`. Lần chạy bị ngắt giữa chừng không giữ chỗ: chạy lại là được, không phải xóa tệp nào. Các phần khác nhau của một bộ (`--shard`) chạy cùng lúc được.",
};

pub(crate) static BEYOND_START: Code = Code {
    id: "beyond-start",
    summary: "chỉ tiêu vượt số đầu kỳ",
    explanation: "Chỉ có ở bộ kế hoạch. Một cột của bảng đơn vị là hiệu của hai cột (số đầu kỳ trừ số giảm) mà ở đơn vị này ra số âm: chỉ tiêu giảm nhiều hơn số đang có. Xem lại hai số ấy. Nếu đúng thì bỏ qua ở tệp bộ, dưới `bo_qua`, có nêu lý do.",
};

pub(crate) static LEDGER_BROKEN: Code = Code {
    id: "ledger-broken",
    summary: "sổ số văn bản có dòng không đọc được",
    explanation: "Sổ số văn bản có một dòng ghi tên các cột Năm, Cơ quan ban hành, Số, Mã đơn vị, Tên đơn vị; mỗi dòng sau là một văn bản. Dòng có số phải đủ năm và cơ quan ban hành. Văn bản lấy số bằng tay, không thuộc bộ, thì để trống mã đơn vị. Khi sổ còn dòng sai, máy không cấp số nào để khỏi cấp trùng.",
};

pub(crate) static LEDGER_KEY: Code = Code {
    id: "ledger-key",
    summary: "sổ số văn bản ghi mã khác với mã của đơn vị",
    explanation: "Mỗi đơn vị giữ mãi số đã cấp, theo mã. Ở dòng được nêu, tên đơn vị hoặc tên cơ quan là của một đơn vị trong bộ nhưng mã thì không: có thể Excel đã đổi mã khi mở sổ, mã trong bảng đơn vị đã sửa, hoặc các đơn vị đã nhập lại làm một. Hoặc mã là của một đơn vị mà tên là của đơn vị khác: mã là số thứ tự của hàng thì thêm một hàng là mọi mã đổi chủ. Nếu vẫn là đơn vị ấy thì sửa mã ở dòng ấy của sổ cho đúng, đơn vị giữ số đã cấp; nếu là văn bản của đơn vị khác hay của đơn vị cũ thì để trống ô mã, số ấy vẫn không cấp lại.",
};

pub(crate) static LEDGER_TWICE: Code = Code {
    id: "ledger-twice",
    summary: "sổ số văn bản cấp trùng",
    explanation: "Trong một năm, mỗi số của một cơ quan chỉ dùng cho một văn bản, và mỗi đơn vị chỉ có một số, kể cả khi đơn vị đã đổi tên. Sửa một trong hai dòng được nêu; số đã phát hành thì giữ nguyên. Đơn vị có hai số thì để trống ô mã ở dòng có số không dùng. Mỗi bộ có một sổ riêng (`so_sach`): hai bộ trong một thư mục cùng ghi một sổ thì hai văn bản của một đơn vị mang cùng số, và máy cảnh báo.",
};

pub(crate) static OPEN_FIGURES: Code = Code {
    id: "open-figures",
    summary: "văn bản còn chỗ in dấu chấm",
    explanation: "Chỉ có ở báo cáo của bộ kế hoạch. Biểu mẫu hoặc bảng số liệu ghi chua_co, nên văn bản đã làm còn chỗ in dấu chấm thay cho số hay chữ chưa có. Không phải là lỗi; người trình ký cần biết để ghi thêm. Có số thì ghi thay cho chua_co rồi chạy lại.",
};

pub(crate) static OUTLIER: Code = Code {
    id: "outlier",
    summary: "số của một đơn vị khác hẳn các đơn vị khác",
    explanation: "Chỉ có ở bộ kế hoạch. Số này gấp hơn mười lần số giữa của cột (một nửa số đơn vị có số nhỏ hơn, một nửa lớn hơn). Thường do gõ thừa chữ số hoặc nhầm đơn vị tính, nhưng có khi đúng: khi ấy bỏ qua ở tệp bộ, dưới `bo_qua`, có nêu lý do. Cột có dưới năm số, cột mã thì máy không xét.",
};

pub(crate) static ROW_WITHOUT_UNIT: Code = Code {
    id: "row-without-unit",
    summary: "hàng của tệp không thuộc đơn vị nào",
    explanation: "Bảng ghi `theo_don_vi` chia các hàng của tệp cho từng đơn vị theo mã. Hàng mang mã không có trong bảng đơn vị, hoặc có số liệu mà không ghi mã, thì không vào văn bản nào. Thường là gõ sai mã, mất số 0 ở đầu mã khi mở bằng Excel, hoặc ô mã bị gộp.",
};

pub(crate) static SET_MISMATCH: Code = Code {
    id: "set-mismatch",
    summary: "cả bộ không khớp",
    explanation: "Một điều ghi ở `doi_chieu` của bộ không đúng: các đơn vị cộng lại không bằng số phải có, hoặc kế hoạch đã lập khác với bảng đơn vị. Máy nêu hai vế và các đơn vị lệch; xem thêm tệp tong-hop.xlsx. Văn bản của các đơn vị vẫn được làm ra.",
};

pub(crate) static STRANGER_NAME: Code = Code {
    id: "stranger-name",
    summary: "tên của đơn vị khác trong văn bản",
    explanation: "Chỉ có ở bộ kế hoạch. Tệp riêng, hàng hay số liệu riêng của một đơn vị có tên đầy đủ của đơn vị khác; hoặc biểu mẫu ghi thẳng tên một đơn vị, nên văn bản của mọi đơn vị đều in tên ấy. Thường do chép từ văn bản khác. Tên của đơn vị đang làm thì đọc từ bảng đơn vị: {{ don_vi.ten }}. Nếu đúng là nhắc đến nơi khác thì bỏ qua ở tệp bộ, dưới `bo_qua`, có nêu lý do. Đoạn liệt kê từ bốn đơn vị trở lên thì máy không báo.",
};

pub(crate) static STRAY_OVERRIDE: Code = Code {
    id: "stray-override",
    summary: "tệp riêng không phải của đơn vị nào",
    explanation: "Tệp trong thư mục ghi ở `rieng` phải mang tên là khóa của một đơn vị: rieng/a-luoi.yaml. Tên khác thì không văn bản nào dùng đến tệp. Thường do gõ sai, hoặc khóa trong bảng đơn vị đã đổi.",
};

pub(crate) static UNKNOWN_UNIT: Code = Code {
    id: "unknown-unit",
    summary: "bộ không có đơn vị ấy",
    explanation: "Tên ghi sau `--only`, `--except`, hoặc khóa ghi ở `bo_qua` của bộ, phải là của một đơn vị trong bảng đơn vị.",
};

pub(crate) static WAITS_FOR_UNITS: Code = Code {
    id: "waits-for-units",
    summary: "văn bản chờ số liệu của đơn vị khác",
    explanation: "Chỉ có ở bộ kế hoạch. Văn bản đọc một số của cả bộ, ví dụ {{ don_vi.tong.ho }}, mà ô của một đơn vị còn thiếu, còn sai, hoặc một hàng có hai lần: số ấy chưa biết, in ra là in sai. Văn bản chờ đến khi ô ấy có số; các văn bản không đọc số ấy vẫn được làm. Ô đúng là chưa có số thì ghi chua_co: văn bản in dấu chấm ở chỗ ấy và không phải chờ.",
};

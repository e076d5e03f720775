//! Faults in the order of the alphabet, the first half.

use super::{Fault, fault};

pub(super) const FRONT: &[Fault] = &[
    fault(
        "backward-range",
        "khoảng thời gian kết thúc trước khi bắt đầu",
        "`den` phải cùng lúc hoặc sau `tu`. Xem có gõ nhầm tháng hay nhầm năm không.",
    ),
    fault(
        "bad-id",
        "mã có ký tự không dùng được",
        "Mã của mục, phụ lục, văn bản gồm chữ không dấu, chữ số, dấu `-` và `_`. Mã của chỉ tiêu, của bảng và của cột còn dùng trong công thức và {{ … }} nên không có dấu `-`, mở đầu bằng chữ, và không trùng với từ có nghĩa riêng (`nam`, `va`, `hoac`, `khong` …).",
    ),
    fault(
        "batch-running",
        "một lần chạy khác đang làm trong cùng thư mục",
        "Hai lần chạy cùng một lúc vào một thư mục thì lần nọ làm lại việc của lần kia. Chờ lần kia xong, hoặc chọn thư mục khác bằng `-o`. Lần chạy bị ngắt giữa chừng không giữ chỗ: chạy lại là được, không phải xóa tệp nào. Các phần khác nhau của một bộ (`--shard`) chạy cùng lúc được.",
    ),
    fault(
        "beyond-start",
        "chỉ tiêu vượt số đầu kỳ",
        "Chỉ có ở bộ kế hoạch. Một cột của bảng đơn vị là hiệu của hai cột (số đầu kỳ trừ số giảm) mà ở đơn vị này ra số âm: chỉ tiêu giảm nhiều hơn số đang có. Xem lại hai số ấy. Nếu đúng thì bỏ qua ở tệp bộ, dưới `bo_qua`, có nêu lý do.",
    ),
    fault(
        "cannot-write",
        "không ghi được văn bản ra đĩa",
        "Máy không cho ghi vào thư mục đã chọn, hoặc không lập được thư mục ấy. Chọn thư mục khác bằng `-o`, hoặc hỏi người quản trị máy. Tệp cũ, nếu có, còn nguyên.",
    ),
    fault(
        "change-note-unused",
        "lý do thay đổi không ứng với điều gì đã đổi",
        "Chỉ có khi chạy `kehoach check BIỂU --against BẢN`. Mục này của `thay_doi` nêu một tên mà so với bản kia không có gì đổi dưới tên ấy: gõ sai tên, hoặc điều ấy đã trở lại như cũ. Hoặc bản kia đã có đúng mục này: nó giải thích lần đổi trước, không giải thích lần này. Sửa lại tên, hoặc xóa mục.",
    ),
    fault(
        "change-without-reason",
        "mục của `thay_doi` không có lý do",
        "Mỗi mục của `thay_doi` phải có `ly_do` viết thành lời, không để trống, không ghi `chua_co`.",
    ),
    fault(
        "csv-fields",
        "dòng của tệp CSV thừa hoặc thiếu ô",
        "Mỗi dòng của tệp CSV có đúng số ô bằng dòng ghi tên các cột. Thường là do số lẻ viết dấu phẩy (`4,08`) trong tệp ngăn ô bằng dấu phẩy: lưu tệp với dấu chấm phẩy giữa các ô, đặt ô ấy trong ngoặc kép, hoặc dùng thẳng tệp .xlsx.",
    ),
    fault(
        "csv-quote",
        "ngoặc kép trong tệp CSV không đủ đôi",
        "Ô mở đầu bằng dấu ngoặc kép thì phải đóng ngoặc kép ở cuối ô. Ngoặc kép của chính nội dung thì viết hai lần.",
    ),
    fault(
        "diff-sides",
        "chưa rõ so sánh hai bản nào",
        "Lệnh `kehoach diff` cần hai bản. Hai tệp hoặc hai thư mục: `kehoach diff cu/ke-hoach.yaml moi/ke-hoach.yaml`. Bản trong git: `PHIÊN_BẢN:ĐƯỜNG_DẪN`, hoặc ghi đường dẫn sau `--`: `kehoach diff main -- data/x` so bản của nhánh main với bản ở thư mục làm việc, `kehoach diff v1 v2 -- data/x` so hai phiên bản. Tên có cả trên đĩa và trong git thì máy lấy tệp trên đĩa.",
    ),
    fault(
        "disk-full",
        "đĩa đầy",
        "Đĩa, hoặc phần đĩa dành cho tài khoản, không còn chỗ. Tệp đã có còn nguyên, không có tệp nào ghi dở. Dọn chỗ, hoặc chọn thư mục ở đĩa khác bằng `-o`, rồi chạy lại lệnh.",
    ),
    fault(
        "division-by-zero",
        "công thức chia cho 0",
        "Ở hàng được nêu, số chia bằng 0 nên không có kết quả. Xem lại số liệu của hàng ấy; nếu số 0 là đúng thì ghi rõ khi ấy lấy giá trị nào: `neu(ho = 0, 0, giam / ho)`.",
    ),
    fault(
        "duplicate-id",
        "hai chỗ cùng mang một mã",
        "Mã để chỗ khác viện dẫn nên mỗi mã chỉ đặt cho một chỗ. Đổi một trong hai mã, và sửa các chỗ viện dẫn theo.",
    ),
    fault(
        "duplicate-key",
        "một khóa ghi hai lần",
        "Trong một nhóm, mỗi khóa chỉ ghi một lần; ghi hai lần thì máy không biết theo lần nào. Gộp hai chỗ làm một, hoặc xóa một chỗ.",
    ),
    fault(
        "empty-cell",
        "ô để trống mà phải có số để tính",
        "Công thức hoặc hàng tổng cần số của ô này. Không có thì ghi 0; chưa biết thì ghi `chua_co`, mọi số tính từ ô ấy sẽ in dòng chấm. Cột không cần số tổng thì ghi ở cột `tong: khong`.",
    ),
    fault(
        "empty-form",
        "biểu chưa có gì",
        "Tệp trống, hoặc chỉ có ghi chú. Lập biểu mẫu bằng lệnh `kehoach new`.",
    ),
    fault(
        "empty-value",
        "sau khóa chưa có gì",
        "Khóa đã ghi thì phải có giá trị. Chưa biết thì ghi `chua_co`; không dùng thì xóa cả dòng.",
    ),
    fault(
        "file-too-large",
        "tệp quá lớn",
        "Biểu của một kế hoạch hiếm khi quá một phần mười MB, tệp số liệu hiếm khi quá vài MB. Tệp lớn như vậy thường là chọn nhầm tệp.",
    ),
    fault(
        "fonts",
        "thư mục phông chữ không dùng được",
        "Thư mục sau `--fonts` phải có Times New Roman đủ bốn kiểu: thường, đậm, nghiêng, đậm nghiêng.",
    ),
    fault(
        "form-version",
        "phiên bản của biểu khác với chương trình",
        "Dòng `kehoach: 1` cho biết biểu viết theo phiên bản nào. Chương trình cũ không đọc được biểu mới hơn.",
    ),
    fault(
        "formula-cycle",
        "công thức tính vòng tròn",
        "Cột này tính từ cột kia, cột kia lại tính từ cột này, nên không tính được cột nào. Một trong các cột phải là số ghi sẵn.",
    ),
    fault(
        "formula-syntax",
        "công thức viết chưa đúng",
        "Công thức gồm mã của các cột, con số và các dấu `+ - * / ( )`: `dau - giam`, `giam / ho`, `(a + b) * 2,5`. Không mở đầu bằng dấu `=`, không gọi ô theo địa chỉ như B7. Các hàm: tong, tb, lon_nhat, nho_nhat, dem, lam_tron, neu. So sánh chỉ dùng trong `kiem_tra` và ở phần đầu của `neu`.",
    ),
    fault(
        "formula-type",
        "công thức tính với thứ không phải là số",
        "Chữ và ngày tháng không cộng trừ được; chữ chỉ so bằng nhau hay khác nhau. Xem có gọi nhầm cột không, hoặc cột ấy có ô ghi chữ.",
    ),
    fault(
        "git-refused",
        "git không làm được việc được giao",
        "Chương trình git báo lỗi khi được hỏi về kho. Điều git báo in ở dưới thông báo: thường là kho thuộc tài khoản khác, hoặc kho bị hỏng. Chạy thử `git status` trong thư mục ấy.",
    ),
    fault(
        "git-setup",
        "không ghi được cách so sánh vào kho git",
        "Lệnh `kehoach git-setup` không thay giá trị mà người khác đã đặt trong cấu hình git, và không sửa phần của kehoach trong .gitattributes khi phần ấy thiếu dòng mở hoặc dòng đóng. Máy nêu chỗ vướng và chưa ghi gì; sửa chỗ ấy rồi chạy lại lệnh.",
    ),
    fault(
        "header-depth",
        "đầu bảng có quá nhiều tầng",
        "Đầu bảng có nhiều nhất ba tầng: nhóm cột, nhóm nhỏ, cột. Bỏ bớt một tầng, hoặc gộp tên hai tầng làm một.",
    ),
    fault(
        "idle-key",
        "khóa không có tác dụng",
        "Khóa này chỉ có nghĩa khi đi cùng một khóa khác, hoặc ở một kiểu trình bày khác. Để lại thì người đọc biểu tưởng là có.",
    ),
    fault(
        "internal",
        "lỗi của chương trình",
        "Biểu không có lỗi nhưng chương trình không dàn được trang. Đây là lỗi của chương trình, hoặc của mẫu trình bày riêng. Báo cho người viết chương trình, kèm tệp biểu.",
    ),
    fault(
        "ledger-broken",
        "sổ số văn bản có dòng không đọc được",
        "Sổ số văn bản có một dòng ghi tên các cột Năm, Cơ quan ban hành, Số, Mã đơn vị, Tên đơn vị; mỗi dòng sau là một văn bản. Dòng có số phải đủ năm và cơ quan ban hành. Văn bản lấy số bằng tay, không thuộc bộ, thì để trống mã đơn vị. Khi sổ còn dòng sai, máy không cấp số nào để khỏi cấp trùng.",
    ),
    fault(
        "ledger-key",
        "sổ số văn bản ghi mã khác với mã của đơn vị",
        "Mỗi đơn vị giữ mãi số đã cấp, theo mã. Ở dòng được nêu, tên là tên của một đơn vị trong bộ nhưng mã thì không: có thể Excel đã đổi mã khi mở sổ, hoặc mã trong bảng đơn vị đã sửa. Nếu vẫn là đơn vị ấy thì sửa mã ở dòng ấy của sổ cho đúng; nếu là văn bản khác thì để trống ô mã, số ấy vẫn không cấp lại.",
    ),
    fault(
        "ledger-twice",
        "sổ số văn bản cấp trùng",
        "Trong một năm, mỗi số của một cơ quan chỉ dùng cho một văn bản, và mỗi đơn vị chỉ có một số. Sửa một trong hai dòng được nêu; số đã phát hành thì giữ nguyên.",
    ),
    fault(
        "mark-unclosed",
        "dấu `*` hoặc `**` mở mà không đóng",
        "Chữ nghiêng đặt giữa hai dấu `*`, chữ đậm đặt giữa hai dấu `**`, trên cùng một dòng. Dấu sao của chính văn bản thì viết `\\*`.",
    ),
    fault(
        "missing-file",
        "không có tệp",
        "Không có tệp nào ở đường dẫn đã ghi. Xem lại tên tệp, tên thư mục, và thư mục đang đứng. Tệp số liệu ghi ở `du_lieu` tính từ thư mục của biểu.",
    ),
    fault(
        "missing-glyph",
        "phông chữ không có ký tự",
        "Ký tự này sẽ in thành ô trống nên máy không làm văn bản. Thường là ký hiệu chép từ trang mạng hay từ Word; thay bằng chữ thường. Ký tự điều khiển không nhìn thấy thì xóa đi.",
    ),
    fault(
        "missing-key",
        "thiếu một khóa bắt buộc",
        "Văn bản không thể thiếu phần này. Chưa biết giá trị thì vẫn ghi khóa, sau đó ghi `chua_co`.",
    ),
    fault(
        "moved-without-note",
        "chỉ tiêu, số tổng hoặc thời hạn đã đổi mà chưa nêu lý do",
        "Chỉ có khi chạy `kehoach check BIỂU --against BẢN`. Máy so với bản ấy: chỉ tiêu (mục tiêu, giá trị), số tổng của bảng, tổng kinh phí của các nhiệm vụ, thời hạn của nhiệm vụ; kể cả chỉ tiêu bị bỏ, nhiệm vụ có thời hạn hoặc kinh phí bị bỏ. Cái gì bản kia chưa có, hoặc ghi `chua_co`, thì không coi là đổi. Mỗi điều đã đổi cần một mục ở cuối biểu: `thay_doi: [{ ma: …, ly_do: … }]`, với `ma` đúng như thông báo ghi.\n\nSố gõ tay mà đổi thì luôn phải có lý do riêng. Số máy tính ra thì không, nếu mọi chỗ sửa làm cho nó đổi đều đã có lý do: lý do của một số cũng là lý do của các chỗ sửa làm ra số ấy, nên vài số cùng đổi theo một chỗ sửa chỉ cần nêu lý do một lần. Lý do ở mã của một nhiệm vụ là của cả thời hạn và kinh phí của nhiệm vụ ấy. Mục `thay_doi` mà bản kia đã có thì của lần đổi trước, không tính cho lần này.",
    ),
    fault(
        "no-form",
        "thư mục không có biểu",
        "Lệnh nhận tệp biểu, hoặc thư mục có tệp `ke-hoach.yaml`, hoặc thư mục chứa các thư mục như vậy.",
    ),
    fault(
        "no-git",
        "máy chưa có chương trình git",
        "Lấy một bản cũ của biểu từ kho thì cần chương trình git, cài từ https://git-scm.com. So sánh hai tệp, hai thư mục có sẵn trên đĩa thì không cần git.",
    ),
    fault(
        "no-repository",
        "không có kho git ở đây",
        "Tên phiên bản chỉ có nghĩa trong một kho git, và đường dẫn phải nằm trong thư mục của kho. Chuyển vào thư mục của kho rồi chạy lại lệnh.",
    ),
    fault(
        "not-a-date",
        "không đọc được ngày tháng",
        "Ngày ghi 2023-05-20 hoặc 20/5/2023; tháng ghi 2023-05; quý ghi quý III/2023; năm ghi 2023.",
    ),
    fault(
        "not-a-number",
        "không đọc được con số",
        "Số viết bằng chữ số; dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần thập phân; không có dấu cách ở giữa. Số tiền có thể ghi đồng, nghìn đồng, triệu đồng, tỷ đồng.",
    ),
    fault(
        "not-utf8",
        "tệp không phải là mã UTF-8",
        "Biểu và tệp CSV phải lưu bằng mã UTF-8. Trong trình soạn thảo chọn Lưu thành, mục Mã hóa chọn UTF-8; trong Excel chọn kiểu tệp “CSV UTF-8”. Chữ gõ bằng mã TCVN3 (ABC) hoặc VNI phải chuyển sang Unicode trước.",
    ),
];

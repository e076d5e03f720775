//! Faults in the order of the alphabet, the second half.

use super::{Fault, fault};

pub(super) const BACK: &[Fault] = &[
    fault(
        "note-in-note",
        "chú thích nằm trong chú thích",
        "Trong lời của một chú thích không đặt thêm dấu chú thích. Gộp hai chú thích làm một.",
    ),
    fault(
        "nothing-to-summarise",
        "bảng lập từ nhiệm vụ không có gì để lập",
        "`tu_nhiem_vu` lập bảng từ các nhiệm vụ ghi ở `nhiem_vu`. Bảng kinh phí cần ít nhất một nhiệm vụ có số tiền; bảng tiến độ cần ít nhất một nhiệm vụ có thời hạn ghi thành ngày, tháng, quý, năm. Thêm phần còn thiếu, hoặc bỏ bảng này.",
    ),
    fault(
        "number-too-long",
        "phép tính cho ra một số quá dài",
        "Công thức nhân nhiều lần một số với chính nó, hoặc nối nhiều công thức như vậy, cho ra một số có quá nhiều chữ số, không văn bản nào in được. Xem lại các phép nhân trong công thức.",
    ),
    fault(
        "only-in-set",
        "phần chỉ dùng trong bộ kế hoạch",
        "Biểu này có chỗ chỉ có nghĩa khi làm cả bộ văn bản cho nhiều đơn vị, như `theo_don_vi` (bảng chỉ lấy các hàng của đơn vị đang làm). Kiểm tra và làm cả bộ từ tệp `bo-ke-hoach.yaml`.",
    ),
    fault(
        "outlier",
        "số của một đơn vị khác hẳn các đơn vị khác",
        "Chỉ có ở bộ kế hoạch. Số này gấp hơn mười lần số giữa của cột (một nửa số đơn vị có số nhỏ hơn, một nửa lớn hơn). Thường do gõ thừa chữ số hoặc nhầm đơn vị tính, nhưng có khi đúng: khi ấy bỏ qua ở tệp bộ, dưới `bo_qua`, có nêu lý do. Cột có dưới năm số, cột mã thì máy không xét.",
    ),
    fault(
        "output-held",
        "văn bản cũ đang mở",
        "Không thay được tệp cũ vì chương trình khác đang mở. Bản mới đã ghi bên cạnh, tên có thêm `.moi`. Đóng tệp cũ rồi làm lại.",
    ),
    fault(
        "past-margin",
        "chữ vượt ra ngoài lề",
        "Chỉ khi dàn trang mới thấy: một từ hay một mã quá dài, hoặc bảng quá rộng, không vừa giữa hai lề. Văn bản vẫn được làm ra, nhưng phải sửa trước khi trình ký. Rút ngắn chữ, bớt cột, hoặc đưa bảng vào phụ lục ngang.",
    ),
    fault(
        "percent-scale",
        "chưa rõ tệp ghi phần trăm thế nào",
        "Ô không có dấu %: `3,3` có thể là 3,3%, cũng có thể là 330%. Ghi ở cột ấy trong biểu: `tep_ghi: phan_tram` khi tệp ghi 3,3 cho 3,3%; `tep_ghi: ti_so` khi tệp ghi 0,033 cho 3,3%.",
    ),
    fault(
        "percent-times-100",
        "công thức của cột phần trăm nhân 100 thừa",
        "Cột kiểu `phan_tram` tự nhân 100 khi in. Công thức chỉ ghi phép chia: `giam / ho`.",
    ),
    fault(
        "removes-and-changes",
        "một chỗ vừa bỏ vừa sửa",
        "Trong tệp riêng của một đơn vị, `bo: true` bỏ cả nhóm khóa chứa nó khỏi biểu mẫu, nên cùng nhóm không ghi thêm gì (mục của danh sách giữ `ma` để biết bỏ mục nào). Muốn sửa thì xóa `bo`; muốn bỏ thì xóa các khóa kia.",
    ),
    fault(
        "removes-nothing",
        "bỏ một phần mà biểu mẫu không có",
        "Trong tệp riêng của một đơn vị, `bo: true` bỏ một khóa, hoặc bỏ một mục của danh sách theo `ma`. Biểu mẫu không có khóa hay mục ấy: thường là gõ sai tên, hoặc biểu mẫu đã đổi.",
    ),
    fault(
        "row-length",
        "hàng của bảng thừa hoặc thiếu ô",
        "Mỗi hàng có đúng số ô bằng số cột không có `cong_thuc`; hoặc đủ ô cho mọi cột, khi ấy ô của cột có công thức được so với số tính được. Ô trống ghi \"\". Ô có dấu phẩy đặt trong dấu nháy kép, nếu không dấu phẩy tách thành hai ô.",
    ),
    fault(
        "row-twice",
        "hai hàng của bảng cùng tên",
        "Cột ghi ở `khoa` dùng để gọi từng hàng nên mỗi tên chỉ có ở một hàng. Thêm phần phân biệt vào tên, hoặc chọn cột khác ở `khoa`.",
    ),
    fault(
        "row-without-name",
        "hàng của tệp có số liệu mà không có tên",
        "Ô ở cột gọi tên hàng để trống nên không biết số liệu là của ai, và máy không lấy hàng này. Ghi tên hàng; nếu là dòng thừa (dòng cộng không tên, ghi chú) thì xóa khỏi tệp.",
    ),
    fault(
        "row-without-unit",
        "hàng của tệp không thuộc đơn vị nào",
        "Bảng ghi `theo_don_vi` chia các hàng của tệp cho từng đơn vị theo mã. Hàng mang mã không có trong bảng đơn vị, hoặc có số liệu mà không ghi mã, thì không vào văn bản nào. Thường là gõ sai mã, mất số 0 ở đầu mã khi mở bằng Excel, hoặc ô mã bị gộp.",
    ),
    fault(
        "run-in-without-text",
        "nối liền mà không có đoạn văn",
        "`noi_lien: co` đặt tiêu đề và đoạn đầu trên một dòng, nên phần đầu của mục phải là `doan`.",
    ),
    fault(
        "same-output",
        "hai biểu cùng tên văn bản",
        "Văn bản lấy tên theo thư mục của biểu. Hai biểu cùng tên sẽ ghi đè lên nhau, nên máy không làm cả hai.",
    ),
    fault(
        "second-total",
        "số liệu có hơn một hàng tổng",
        "Số liệu chỉ cần các hàng của từng đơn vị: số cộng của nhóm và của cả bảng do máy tính. Tệp có các hàng Cộng, Tổng cộng thì xóa đi, hoặc chỉ để lại một hàng tổng của cả bảng để máy so. Hàng ấy là tên một đơn vị thì thêm phần phân biệt vào tên.",
    ),
    fault(
        "set-mismatch",
        "cả bộ không khớp",
        "Một điều ghi ở `doi_chieu` của bộ không đúng: các đơn vị cộng lại không bằng số phải có, hoặc kế hoạch đã lập khác với bảng đơn vị. Máy nêu hai vế và các đơn vị lệch; xem thêm tệp tong-hop.csv. Văn bản của các đơn vị vẫn được làm ra.",
    ),
    fault(
        "share-without-amount",
        "nguồn kinh phí ghi theo phần trăm mà không có số tiền",
        "Phần trăm của một nguồn là phần trăm của `so_tien` cùng nhóm. Ghi tổng số tiền ở `so_tien`; chưa có tổng thì ghi mỗi nguồn bằng số tiền, nguồn chưa biết ghi `chua_co`.",
    ),
    fault(
        "sheet-column",
        "tệp số liệu không có cột của bảng",
        "Máy tìm cột trong tệp theo `trong_tep`, rồi theo mã và tên cột, không kể chữ hoa, dấu cách. Tên trong tệp khác thì ghi thêm ở cột ấy `trong_tep: tên cột`, hoặc chữ của cột: `trong_tep: cột C`. Dòng tên cột mà máy không tự tìm thấy thì ghi `dong_tieu_de` ở `du_lieu`.",
    ),
    fault(
        "sheet-empty",
        "tệp số liệu trống",
        "Tệp, hoặc trang tính đã chọn, không có ô nào có nội dung. Xem có nhầm tệp, nhầm trang, hoặc chưa lưu.",
    ),
    fault(
        "sheet-encrypted",
        "tệp số liệu có mật khẩu",
        "Máy không đọc được tệp đặt mật khẩu. Mở bằng Excel, bỏ mật khẩu rồi lưu lại.",
    ),
    fault(
        "sheet-error",
        "ô của bảng tính báo lỗi",
        "Công thức trong tệp cho ra lỗi như #DIV/0!, #N/A, #REF!. Mở tệp, sửa công thức của ô được nêu rồi lưu lại; hoặc xóa cột ấy khỏi tệp và để máy tính bằng `cong_thuc`.",
    ),
    fault(
        "sheet-format",
        "tệp số liệu không thuộc loại đọc được",
        "Máy đọc tệp .csv, .xlsx và .ods. Tệp .xls đời cũ, tệp do phần mềm báo cáo xuất ra: mở bằng Excel rồi lưu thành .xlsx (Excel Workbook). Chỉ đổi đuôi tệp thì không được.",
    ),
    fault(
        "sheet-several",
        "tệp có nhiều trang có số liệu",
        "Máy không tự chọn trang thay người lập biểu. Ghi tên trang: `du_lieu: { tep: so-lieu.xlsx, trang: Tên trang }`.",
    ),
    fault(
        "sheet-too-large",
        "tệp số liệu quá lớn",
        "Bảng của một kế hoạch không lớn như vậy; thường là chọn nhầm tệp, hoặc tệp có định dạng kéo đến hết trang tính. Chép phần cần dùng sang một tệp riêng.",
    ),
    fault(
        "sheet-unknown",
        "tệp không có trang tính ấy",
        "Tên ghi ở `trang` phải là tên một trang của tệp, in ở mép dưới cửa sổ Excel. Tệp CSV không có trang.",
    ),
    fault(
        "sheet-unreadable",
        "tệp bảng tính bị hỏng",
        "Tệp tải về dở dang, hoặc đã bị sửa hỏng. Mở bằng Excel hoặc LibreOffice rồi lưu lại; không mở được thì xin lại tệp.",
    ),
    fault(
        "silence-unused",
        "`bo_qua` không bỏ qua điều gì",
        "Chỗ này không còn lỗi mà `bo_qua` nêu. Xóa đi để lần sau có lỗi thật thì máy nhắc.",
    ),
    fault(
        "silence-without-reason",
        "`bo_qua` không nêu lý do",
        "Bỏ qua một quy tắc phải có lý do, để người xem lại hiểu vì sao.",
    ),
    fault(
        "stranger-name",
        "tên của đơn vị khác trong văn bản",
        "Chỉ có ở bộ kế hoạch. Tệp riêng, hàng hay số liệu riêng của một đơn vị có tên đầy đủ của đơn vị khác; hoặc biểu mẫu ghi thẳng tên một đơn vị, nên văn bản của mọi đơn vị đều in tên ấy. Thường do chép từ văn bản khác. Tên của đơn vị đang làm thì đọc từ bảng đơn vị: {{ don_vi.ten }}. Nếu đúng là nhắc đến nơi khác thì bỏ qua ở tệp bộ, dưới `bo_qua`, có nêu lý do. Đoạn liệt kê từ bốn đơn vị trở lên thì máy không báo.",
    ),
    fault(
        "stray-override",
        "tệp riêng không phải của đơn vị nào",
        "Tệp trong thư mục ghi ở `rieng` phải mang tên là khóa của một đơn vị: rieng/a-luoi.yaml. Tên khác thì không văn bản nào dùng đến tệp. Thường do gõ sai, hoặc khóa trong bảng đơn vị đã đổi.",
    ),
    fault(
        "table-rows",
        "bảng không có số liệu, hoặc có ở hai nơi",
        "Mỗi bảng lấy số liệu từ một nơi: `hang` ghi ngay trong biểu, hoặc `du_lieu` đọc từ tệp đặt cạnh biểu.",
    ),
    fault(
        "table-too-wide",
        "bảng rộng hơn trang giấy",
        "Máy đã xoay ngang trang (nếu biểu không ghi `huong`) và hạ chữ xuống cỡ 9 mà bảng vẫn không vừa, nên chữ trong ô phải ngắt giữa từ. Rút ngắn tên cột và chữ trong ô, bớt cột, hoặc tách thành hai bảng.",
    ),
    fault(
        "two-readings",
        "con số đọc được hai cách",
        "Ở chỗ nhận số thập phân, hoặc trong một cột có số lẻ, `1.250` có thể là một nghìn hai trăm năm mươi, cũng có thể là một phẩy hai lăm. Ghi 1250, hoặc ghi 1,25.",
    ),
    fault(
        "two-times",
        "thời gian ghi theo hai cách",
        "Một nhiệm vụ ghi thời gian theo một cách: `han`, hoặc `tu` và `den`, hoặc `quy`, hoặc `truoc`, hoặc `lap_lai`.",
    ),
    fault(
        "unknown-column",
        "bảng không có cột ấy",
        "Mã ghi ở `khoa`, `nhom`, `sap_xep`, `kieu` hay `gia_tri` phải là mã (`ma`) của một cột trong bảng.",
    ),
    fault(
        "unknown-key",
        "khóa lạ",
        "Không có khóa nào tên như vậy ở nhóm này. Thường là gõ sai, hoặc lùi đầu dòng sai nên khóa rơi vào nhóm khác.",
    ),
    fault(
        "unknown-name",
        "công thức gọi một mã không có",
        "Trong công thức chỉ gọi được: cột của bảng (`dau`), bảng khác (`dan_so.tong.ho`, `dan_so[thon].ho`), chỉ tiêu (`chi_tieu.mã`), kinh phí của các nhiệm vụ (`kinh_phi.tong`) và `nam`. Thường là gõ sai mã, hoặc gọi tên cột thay cho mã.",
    ),
    fault(
        "unknown-note",
        "chú thích không có",
        "Dấu [^mã] trong lời văn phải có lời chú thích cùng mã trong `chu_thich`.",
    ),
    fault(
        "unknown-paper",
        "văn bản viện dẫn không có",
        "Mã trong `can_cu` phải có trong `van_ban_lien_quan`.",
    ),
    fault(
        "unknown-revision",
        "kho git không có phiên bản ấy",
        "Phiên bản là tên nhánh, tên thẻ (tag), hoặc mã của một lần ghi; viết được như với lệnh git: `HEAD~1`, `main`, `v1.0`, `main@{yesterday}`. Nhánh của máy chủ ghi cả tên máy chủ: `origin/main`.",
    ),
    fault(
        "unknown-row",
        "công thức gọi một hàng không có",
        "Bảng được gọi không có hàng nào tên như vậy, hoặc có hai hàng cùng tên. So lại tên ở hai bảng: chỉ khác chữ hoa, dấu cách thì máy vẫn hiểu.",
    ),
    fault(
        "unknown-rule",
        "`bo_qua` nêu mã không có",
        "Mã sau `bo_qua` phải là mã của một quy tắc, in trong ngoặc vuông ở mỗi thông báo.",
    ),
    fault(
        "unknown-table",
        "không có bảng mang mã ấy",
        "Ở mục và phụ lục, `bang: mã` in một bảng đã khai trong khóa `bang` của biểu. Cũng có thể ghi thẳng cả bảng tại chỗ.",
    ),
    fault(
        "unknown-unit",
        "bộ không có đơn vị ấy",
        "Tên ghi sau `--only`, `--except`, hoặc khóa ghi ở `bo_qua` của bộ, phải là của một đơn vị trong bảng đơn vị.",
    ),
    fault(
        "unknown-value",
        "{{ … }} không có giá trị",
        "Giữa {{ và }} là tên một giá trị của biểu: `nam`, `co_quan.ten`, `chi_tieu.mã`; một ô của bảng: `ngheo.tong.dau`, `ngheo[\"Mai Hà\"].dau`; `kinh_phi.tong`; một phép tính với các số ấy, viết như công thức; hoặc một viện dẫn: muc(\"mã\"), phu_luc(\"mã\"), vb(\"mã\"). Chữ và viện dẫn chỉ để in, không tính toán hay so sánh được.",
    ),
    fault(
        "unmarked-total",
        "bảng có hàng tổng ghi sẵn mà không khai `tong`",
        "Hàng tên là Tổng cộng, Tổng số … đang được coi như một hàng thường: số của nó không được kiểm tra, và nếu có chỗ cộng cả cột thì bị cộng hai lần. Ghi thêm `tong` ở bảng: máy tính hàng này và so với số đã ghi.",
    ),
    fault(
        "unreadable-file",
        "không đọc được tệp",
        "Máy không cho đọc tệp: tệp đang bị khóa, hoặc tài khoản không có quyền.",
    ),
    fault(
        "unused-note",
        "chú thích không dùng",
        "Lời chú thích này không được dấu nào trong văn bản gọi đến nên không in ra.",
    ),
    fault(
        "unused-table",
        "bảng không in và không ai đọc",
        "Bảng trong `bang` chỉ in ra ở chỗ ghi `bang: <mã>`. Bảng này không được in, cũng không có công thức hay {{ … }} nào đọc số của nó. Ghi mã của bảng vào mục hoặc phụ lục cần in, hoặc xóa bảng.",
    ),
    fault(
        "value-not-here",
        "{{ … }} ở chỗ không đọc được giá trị",
        "Tên cơ quan, tên chỉ tiêu và các phần của văn bản được viện dẫn là nguồn để chỗ khác đọc, nên phải ghi bằng chữ. Tên tệp của bộ kế hoạch (`ten_tep`) chỉ đọc được hàng của đơn vị: {{ don_vi.ma }}.",
    ),
    fault(
        "value-unclosed",
        "`{{` không có `}}`",
        "Mỗi {{ phải có }} đóng trên cùng một dòng. Hai dấu ngoặc của chính văn bản thì viết `\\{{`.",
    ),
    fault(
        "wrong-choice",
        "từ không có trong các lựa chọn",
        "Khóa này chỉ nhận một số từ định sẵn; máy liệt kê các từ ấy ở dưới thông báo.",
    ),
    fault(
        "wrong-type",
        "không đúng loại giá trị",
        "Chỗ này cần một loại giá trị khác: chữ, danh sách (mỗi mục một dòng, mở đầu bằng `- `), hay nhóm khóa (lùi vào hai dấu cách).",
    ),
    fault(
        "yaml-alias",
        "bí danh của YAML",
        "Dấu `*` ở đầu một giá trị không có dấu nháy bị YAML hiểu là bí danh. Biểu không dùng bí danh.",
    ),
    fault(
        "yaml-anchor",
        "mỏ neo hoặc thẻ của YAML",
        "Dấu `&` hoặc `!` ở đầu một giá trị không có dấu nháy có nghĩa riêng trong YAML. Biểu không dùng các dấu ấy.",
    ),
    fault(
        "yaml-bracket",
        "ngoặc không đủ đôi",
        "Mỗi dấu `[` cần một dấu `]`, mỗi dấu `{` cần một dấu `}`. Viết mỗi mục một dòng, mở đầu bằng `- `, thì không cần ngoặc.",
    ),
    fault(
        "yaml-colon",
        "dấu hai chấm trong đoạn chữ không có dấu nháy",
        "Dấu hai chấm và dấu cách sau nó có nghĩa là hết một khóa. Đặt cả đoạn trong dấu nháy kép, hoặc viết sau dấu `|` ở dòng dưới.",
    ),
    fault(
        "yaml-comma",
        "dấu phẩy tách một tên làm hai",
        "Trong ngoặc vuông và ngoặc nhọn, dấu phẩy ngăn các mục. Tên có dấu phẩy, số có phần thập phân thì đặt trong dấu nháy kép, hoặc viết mỗi mục một dòng.",
    ),
    fault(
        "yaml-comment-cut",
        "chữ sau dấu `#` bị cắt",
        "Dấu cách rồi dấu `#` mở đầu một ghi chú: phần sau không in ra. Chữ của văn bản có dấu `#` thì đặt trong dấu nháy kép.",
    ),
    fault(
        "yaml-indent",
        "lùi đầu dòng không khớp",
        "Các khóa cùng cấp phải thẳng hàng, cấp dưới lùi vào hai dấu cách so với cấp trên.",
    ),
    fault(
        "yaml-quote",
        "dấu nháy không đủ đôi, hoặc có chữ sau dấu nháy đóng",
        "Giá trị mở đầu bằng dấu nháy thì dấu nháy đóng phải ở cuối. Đoạn chữ có dấu nháy bên trong thì viết sau dấu `|`, hoặc dùng dấu nháy cong “ ”.",
    ),
    fault(
        "yaml-second-document",
        "biểu có hai phần",
        "Dấu `---` ngăn hai biểu trong một tệp; mỗi tệp chỉ là một biểu.",
    ),
    fault(
        "yaml-syntax",
        "biểu viết chưa đúng cú pháp",
        "Từ chỗ ấy máy không hiểu cấu trúc của biểu. Xem dấu hai chấm sau khóa, số dấu cách lùi đầu dòng, dấu nháy và dấu ngoặc.",
    ),
    fault(
        "yaml-tab",
        "lùi đầu dòng bằng phím Tab",
        "YAML chỉ nhận dấu cách ở đầu dòng. Thay mỗi dấu Tab bằng hai dấu cách.",
    ),
    fault(
        "yaml-too-deep",
        "lồng nhau quá sâu",
        "Các cấp hoặc các dấu ngoặc lồng nhau quá 64 lần. Thường là gõ thừa dấu ngoặc.",
    ),
    fault(
        "yaml-unquoted",
        "đoạn chữ phải có dấu nháy",
        "Một số dấu ở đầu đoạn chữ có nghĩa riêng trong YAML: {{, %, @, *, &, !, -, [, {. Đặt cả đoạn trong dấu nháy kép, hoặc viết sau dấu `|` ở dòng dưới.",
    ),
];

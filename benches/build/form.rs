//! A plan of fourteen pages with every part of a plan in it, the same at every run.

use std::fmt::Write as _;

/// Pages of the paper: what the measured numbers are about.
pub(crate) const PAGES: usize = 14;

/// Groups of three tasks each, so many as fill [`PAGES`] with the rest.
const GROUPS: usize = 8;

/// Units that are given work.
const UNITS: [&str; 9] = [
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Trung tâm Phục vụ hành chính công",
    "Công an xã",
    "Ban Chỉ huy Quân sự xã",
    "Trạm Y tế",
    "Đoàn Thanh niên xã",
    "Hội Liên hiệp Phụ nữ xã",
];

/// Sentences of plans, with what makes lines hard to break: numbers of papers, dates,
/// amounts, slashes.
const SENTENCES: [&str; 6] = [
    "Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo trên địa bàn theo Quyết định số 24/2021/QĐ-TTg ngày 16 tháng 7 năm 2021, bảo đảm công khai, đúng đối tượng, đúng thời gian.",
    "Phối hợp với các thôn, tổ dân phố tuyên truyền, vận động người dân tham gia; mỗi thôn tổ chức ít nhất 02 buổi sinh hoạt chuyên đề trước ngày 30 tháng 9 năm 2024.",
    "Hỗ trợ 12 mô hình phát triển sản xuất theo chuỗi giá trị, mức hỗ trợ không quá 50.000.000 đồng một mô hình, ưu tiên hộ có phụ nữ làm chủ và hộ có người khuyết tật.",
    "Kiểm tra, giám sát việc thực hiện ở cơ sở; kịp thời tháo gỡ khó khăn, vướng mắc, kiến nghị cấp có thẩm quyền xem xét những nội dung vượt thẩm quyền.",
    "Ứng dụng công nghệ thông tin trong quản lý, theo dõi hồ sơ; phấn đấu 95% hồ sơ được xử lý trên môi trường điện tử, tỷ lệ hài lòng của người dân đạt 98% trở lên.",
    "Tổng hợp kết quả, báo cáo Ủy ban nhân dân xã trước ngày 20 hằng tháng để theo dõi, chỉ đạo; đánh giá, rút kinh nghiệm sau từng quý và cả năm.",
];

/// The form.
pub(crate) fn form() -> String {
    let mut yaml = String::from(HEAD);
    write_sections(&mut yaml);
    yaml.push_str("  - tieu_de: Nhiệm vụ và giải pháp\n    nhiem_vu:\n");
    for group in 0..GROUPS {
        write_tasks(&mut yaml, group);
    }
    yaml.push_str("  - tieu_de: Tổ chức thực hiện\n    phan_cong:\n");
    for (i, unit) in UNITS.iter().enumerate() {
        let _ = writeln!(yaml, "      - don_vi: {unit}\n        noi_dung: |");
        write_paragraphs(&mut yaml, "          - ", i, 2);
    }
    yaml.push_str(NOTES);
    write_appendix(&mut yaml);
    yaml.push_str(TAIL);
    yaml
}

/// Sections of text, with a footnote in each.
fn write_sections(yaml: &mut String) {
    let titles =
        ["Mục đích, yêu cầu", "Tình hình thực hiện năm 2023", "Quan điểm chỉ đạo"];
    for (i, title) in titles.iter().enumerate() {
        let _ = writeln!(yaml, "  - tieu_de: {title}\n    muc:");
        for (j, title) in ["Yêu cầu chung", "Yêu cầu cụ thể"].iter().enumerate()
        {
            let _ = writeln!(yaml, "      - tieu_de: {title}\n        doan: |");
            write_paragraphs(yaml, "          ", i + j, 1);
            let first = SENTENCES[(i + j + 3) % SENTENCES.len()];
            let _ =
                writeln!(yaml, "          - **Nội dung chính:** *{first}*[^ghi-{i}-{j}]");
            write_paragraphs(yaml, "          - ", i + j + 1, 2);
        }
    }
}

/// A group of three tasks with activities, time, product, money and assignment.
fn write_tasks(yaml: &mut String, group: usize) {
    let _ = writeln!(yaml, "      - tieu_de: Nhóm nhiệm vụ hỗ trợ số {}", group + 1);
    yaml.push_str("        nhiem_vu:\n");
    for task in 0..3 {
        let n = group * 3 + task;
        let unit = UNITS[n % UNITS.len()];
        let helper = UNITS[(n + 4) % UNITS.len()];
        let _ = writeln!(
            yaml,
            "          - ma: nhiem-vu-{n}\n            tieu_de: Nâng cao năng lực, hỗ trợ cơ \
             sở đợt {}\n            noi_dung: |",
            n + 1
        );
        write_paragraphs(yaml, "              - ", n, 1);
        let _ = writeln!(
            yaml,
            "            thoi_gian: 2024-{:02}\n            ket_qua: Báo cáo kết quả, danh \
             sách đối tượng được hỗ trợ\n            kinh_phi: {}.500.000 đồng\n            \
             phan_cong: {{ chu_tri: {unit}, phoi_hop: [{helper}] }}",
            n % 12 + 1,
            n + 5
        );
    }
}

/// A table of money by task.
fn write_appendix(yaml: &mut String) {
    yaml.push_str(APPENDIX);
    for n in 0..GROUPS * 3 {
        let unit = UNITS[n % UNITS.len()];
        let _ = writeln!(
            yaml,
            "        - [\"{}\", \"Nâng cao năng lực, hỗ trợ cơ sở đợt {}\", \"{unit}\", \
             \"{}.500.000\"]",
            n + 1,
            n + 1,
            n + 5
        );
    }
}

fn write_paragraphs(yaml: &mut String, before: &str, from: usize, count: usize) {
    for i in from..from + count {
        let _ = writeln!(yaml, "{before}{}", SENTENCES[i % SENTENCES.len()]);
    }
}

const HEAD: &str = "\
kehoach: 1
nam: 2024
co_quan:
  ten: Ủy ban nhân dân xã Kim Liên
  dia_danh: Kim Liên
van_ban:
  so: 5
  ky_hieu: KH-UBND
  ngay: 2024-01-05
  trich_yeu: Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững trên địa bàn xã Kim Liên năm 2024
can_cu:
  van_ban:
    - Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015
    - Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư
    - Quyết định số 90/QĐ-TTg ngày 18 tháng 01 năm 2022 của Thủ tướng Chính phủ phê duyệt Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025
  ket: |
    Ủy ban nhân dân xã Kim Liên ban hành Kế hoạch thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2024 (kinh phí chi tiết tại {{ phu_luc(\"kinh-phi\") }} kèm theo), như sau:
noi_dung:
";

const NOTES: &str = "\
ket_thuc: |
  Trên đây là Kế hoạch thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2024, yêu cầu các cơ quan, đơn vị và các thôn tổ chức thực hiện.
chu_thich:
  ghi-0-0: Quyết định số 24/2021/QĐ-TTg ngày 16 tháng 7 năm 2021 của Thủ tướng Chính phủ.
  ghi-0-1: Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2021 của Chính phủ.
  ghi-1-0: Thông tư số 07/2021/TT-BLĐTBXH ngày 18 tháng 7 năm 2021.
  ghi-1-1: Theo số liệu rà soát đến ngày 15 tháng 12 năm 2023.
  ghi-2-0: Nghị quyết số 24/2021/QH15 ngày 28 tháng 7 năm 2021 của Quốc hội.
  ghi-2-1: Kế hoạch số 12/KH-UBND ngày 02 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh.
";

const APPENDIX: &str = "\
phu_luc:
  - ma: kinh-phi
    tieu_de: Kinh phí thực hiện các nhiệm vụ năm 2024
    huong: ngang
    bang:
      don_vi_tinh: đồng
      cot:
        - { nhan: TT, kieu: so }
        - { nhan: Nhiệm vụ }
        - { nhan: Đơn vị chủ trì }
        - { nhan: Kinh phí, kieu: tien }
      hang:
";

const TAIL: &str = "\
noi_nhan:
  - Ủy ban nhân dân tỉnh (để báo cáo)
  - Thường trực Đảng ủy xã
  - Các đơn vị thuộc xã
  - luu: VT, KT
ky:
  thay_mat: co
  chuc_vu: Chủ tịch
  ho_ten: Nguyễn Văn An
";

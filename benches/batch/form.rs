//! A master plan of ten pages and its units: the same at every run. Each unit has its own
//! name, numbers, paragraph and rows of a computed table.

use std::fmt::Write as _;

/// Pages of each paper: what the measured numbers are about.
pub(crate) const PAGES: usize = 10;

/// Groups of three tasks each, so many as fill [`PAGES`] with the rest.
const GROUPS: usize = 4;

/// Rows of the computed table of a unit.
const VILLAGES: usize = 12;

/// Offices that are given work.
const OFFICES: [&str; 8] = [
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Trung tâm Phục vụ hành chính công",
    "Công an xã",
    "Trạm Y tế",
    "Đoàn Thanh niên xã",
    "Hội Liên hiệp Phụ nữ xã",
];

/// Sentences of plans; two name the unit.
const SENTENCES: [&str; 8] = [
    "Rà soát, cập nhật danh sách hộ nghèo, hộ cận nghèo trên địa bàn xã {{ don_vi.ten }} theo Quyết định số 24/2021/QĐ-TTg ngày 16 tháng 7 năm 2021, bảo đảm công khai, đúng đối tượng, đúng thời gian.",
    "Phối hợp với các thôn, tổ dân phố tuyên truyền, vận động người dân tham gia; mỗi thôn tổ chức ít nhất 02 buổi sinh hoạt chuyên đề trước ngày 30 tháng 9 năm 2024.",
    "Hỗ trợ các hộ nghèo, hộ cận nghèo phát triển sản xuất theo chuỗi giá trị, mức hỗ trợ không quá 50.000.000 đồng một mô hình, ưu tiên hộ có phụ nữ làm chủ và hộ có người khuyết tật.",
    "Kiểm tra, giám sát việc thực hiện ở cơ sở; kịp thời tháo gỡ khó khăn, vướng mắc, kiến nghị cấp có thẩm quyền xem xét những nội dung vượt thẩm quyền.",
    "Ứng dụng công nghệ thông tin trong quản lý, theo dõi hồ sơ của người dân; phấn đấu 95% hồ sơ được xử lý trên môi trường điện tử, tỷ lệ hài lòng đạt 98% trở lên.",
    "Tổng hợp kết quả, báo cáo Ủy ban nhân dân xã trước ngày 20 hằng tháng để theo dõi, chỉ đạo; đánh giá, rút kinh nghiệm sau từng quý và cả năm.",
    "Huy động các đoàn thể của xã {{ don_vi.ten }} giúp đỡ từng hộ nghèo có địa chỉ cụ thể, gắn trách nhiệm của cán bộ, đảng viên với kết quả giảm nghèo của từng thôn.",
    "Lồng ghép nguồn vốn của các chương trình, dự án trên cùng một địa bàn; công khai mức hỗ trợ, đối tượng được hỗ trợ để người dân bàn bạc và giám sát.",
];

const SYLLABLES: [&str; 20] = [
    "An", "Bình", "Cẩm", "Đại", "Đông", "Giang", "Hòa", "Hưng", "Khánh", "Lộc", "Minh",
    "Nghĩa", "Phú", "Quảng", "Sơn", "Tân", "Thạnh", "Thủy", "Trung", "Vĩnh",
];

/// Columns of the sheet of units, and the row of each.
pub(crate) struct Unit {
    /// Key, name, figure of the plan, paragraph of its own.
    pub(crate) columns: [(&'static str, String); 4],
    /// Village, homes, poor homes, fewer in the year.
    pub(crate) villages: Vec<(String, u64, u64, u64)>,
}

/// The unit of an index.
pub(crate) fn unit(index: usize) -> Unit {
    let mut state = (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    // xorshift64: the same figures at every run.
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let (first, second) = (SYLLABLES[index % 20], SYLLABLES[index / 20 % 20]);
    let third = if index >= 400 { SYLLABLES[index / 400 % 20] } else { "" };
    let name = format!("{first} {second} {third}").trim().to_owned();
    let villages: Vec<_> = (0..VILLAGES)
        .map(|n| {
            let homes = 90 + next(900);
            let poor = 5 + next(homes / 6);
            let village = SYLLABLES[next(20) as usize];
            (format!("Thôn {village} {}", n + 1), homes, poor, next(poor))
        })
        .collect();
    let paragraph = format!(
        "Riêng xã {name} có {} km đường liên thôn chưa được cứng hóa, {} hộ thiếu nước sạch về \
         mùa khô và {} lao động chưa qua đào tạo; đây là những việc phải giải quyết trước, mỗi \
         việc giao một đồng chí trong Đảng ủy theo dõi đến khi xong.",
        next(40) + 2,
        next(300) + 20,
        next(900) + 100,
    );
    let columns = [
        ("ma", format!("xa-{index:04}")),
        ("ten", name),
        ("mo_hinh", (next(60) + 3).to_string()),
        ("rieng", paragraph),
    ];
    Unit { columns, villages }
}

/// Name of the file of the set.
pub(crate) const SET: &str = "bo-ke-hoach.yaml";

/// The files of a set of so many units: names and texts.
pub(crate) fn files(count: usize) -> [(&'static str, String); 4] {
    let mut units = String::from("ma;ten;mo_hinh;rieng\n");
    let mut villages = String::from("ma;thon;ho;dau;giam\n");
    for unit in (0..count).map(unit) {
        let [(_, key), (_, name), (_, models), (_, paragraph)] = &unit.columns;
        let _ = writeln!(units, "{key};{name};{models};\"{paragraph}\"");
        for (village, homes, poor, less) in &unit.villages {
            let _ = writeln!(villages, "{key};{village};{homes};{poor};{less}");
        }
    }
    [
        (SET, SET_FORM.to_owned()),
        ("ke-hoach-mau.yaml", write_master()),
        ("don-vi.csv", units),
        ("thon.csv", villages),
    ]
}

const SET_FORM: &str = "\
kehoach: 1
bieu_mau: ke-hoach-mau.yaml
don_vi:
  du_lieu: don-vi.csv
  khoa: ma
  cot:
    - { ma: ma, nhan: Mã, kieu: chu }
    - { ma: ten, nhan: Tên }
    - { ma: mo_hinh, nhan: Số mô hình }
    - { ma: rieng, nhan: Đoạn riêng }
ten_don_vi: ten
ten_tep: \"{{ don_vi.ma }}\"
danh_so: { tu: 1, so_sach: so-van-ban.csv }
";

/// The master form.
fn write_master() -> String {
    let mut yaml = String::from(HEAD);
    write_sections(&mut yaml);
    yaml.push_str("  - tieu_de: Nhiệm vụ và giải pháp\n    nhiem_vu:\n");
    for group in 0..GROUPS {
        write_tasks(&mut yaml, group);
    }
    yaml.push_str("  - tieu_de: Tổ chức thực hiện\n    phan_cong:\n");
    for (i, office) in OFFICES.iter().enumerate() {
        let _ = writeln!(yaml, "      - don_vi: {office}\n        noi_dung: |");
        write_paragraphs(&mut yaml, "          - ", i, 3);
    }
    yaml.push_str(TAIL);
    yaml
}

/// Sections of text, with a footnote in each, and the table.
fn write_sections(yaml: &mut String) {
    for (i, title) in ["Mục đích, yêu cầu", "Quan điểm chỉ đạo"].iter().enumerate()
    {
        let _ = writeln!(yaml, "  - tieu_de: {title}\n    muc:");
        for (j, title) in ["Yêu cầu chung", "Yêu cầu cụ thể"].iter().enumerate()
        {
            let _ = writeln!(yaml, "      - tieu_de: {title}\n        doan: |");
            write_paragraphs(yaml, "          ", i + j, 1);
            let first = SENTENCES[(i + j) * 2 + 1];
            let _ =
                writeln!(yaml, "          - **Nội dung chính:** *{first}*[^ghi-{i}-{j}]");
            write_paragraphs(yaml, "          - ", i + j + 2, 2);
        }
    }
    yaml.push_str(TABLE);
}

/// A group of three tasks with activities, time, product, money and assignment.
fn write_tasks(yaml: &mut String, group: usize) {
    let _ = writeln!(yaml, "      - tieu_de: Nhóm nhiệm vụ hỗ trợ số {}", group + 1);
    yaml.push_str("        nhiem_vu:\n");
    for task in 0..3 {
        let n = group * 3 + task;
        let (office, helper) = (OFFICES[n % 8], OFFICES[(n + 3) % 8]);
        let _ = writeln!(
            yaml,
            "          - ma: nhiem-vu-{n}\n            tieu_de: Nâng cao năng lực, hỗ trợ cơ \
             sở đợt {}\n            noi_dung: |",
            n + 1
        );
        write_paragraphs(yaml, "              - ", n, 3);
        let _ = writeln!(
            yaml,
            "            thoi_gian: 2024-{:02}\n            ket_qua: Báo cáo kết quả, danh \
             sách đối tượng được hỗ trợ\n            kinh_phi: {}.500.000 đồng\n            \
             phan_cong: {{ chu_tri: {office}, phoi_hop: [{helper}] }}",
            n % 12 + 1,
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
  ten: Ủy ban nhân dân xã {{ don_vi.ten }}
  dia_danh: \"{{ don_vi.ten }}\"
van_ban:
  so: chua_co
  ky_hieu: KH-UBND
  ngay: 2024-01-05
  trich_yeu: Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững trên địa bàn xã {{ don_vi.ten }} năm 2024
can_cu:
  van_ban:
    - Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015
    - Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư
    - Quyết định số 90/QĐ-TTg ngày 18 tháng 01 năm 2022 của Thủ tướng Chính phủ phê duyệt Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025
  ket: |
    Ủy ban nhân dân xã {{ don_vi.ten }} ban hành Kế hoạch thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2024, như sau:
bang:
  ngheo:
    tieu_de: Chỉ tiêu giảm nghèo của các thôn
    so_thu_tu: TT
    cot:
      - { ma: thon, nhan: Thôn }
      - { ma: ho, nhan: Tổng số hộ }
      - { ma: dau, nhan: Hộ nghèo đầu năm }
      - { ma: giam, nhan: Giảm trong năm }
      - { ma: cuoi, nhan: Hộ nghèo cuối năm, cong_thuc: dau - giam }
      - { ma: tl, nhan: Tỷ lệ cuối năm (%), kieu: phan_tram, cong_thuc: cuoi / ho }
      - { ma: phan, nhan: Phần trong tổng số giảm (%), kieu: phan_tram, cong_thuc: giam / tong(giam) }
    du_lieu: { tep: thon.csv, theo_don_vi: ma }
    tong: { nhan: Tổng cộng }
    kiem_tra: [giam <= dau, dau <= ho]
noi_dung:
";

const TABLE: &str = "  - tieu_de: Chỉ tiêu
    doan: |
      Đến cuối năm 2024, toàn xã {{ don_vi.ten }} giảm {{ ngheo.tong.giam }} hộ nghèo, còn {{ ngheo.tong.cuoi }} hộ, chiếm {{ ngheo.tong.tl }} tổng số hộ; xây dựng {{ don_vi.mo_hinh }} mô hình sinh kế.
      {{ don_vi.rieng }}
    bang: ngheo
";

const TAIL: &str = "\
ket_thuc: |
  Trên đây là Kế hoạch thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2024, yêu cầu các cơ quan, đơn vị và các thôn của xã {{ don_vi.ten }} tổ chức thực hiện.
chu_thich:
  ghi-0-0: Quyết định số 24/2021/QĐ-TTg ngày 16 tháng 7 năm 2021 của Thủ tướng Chính phủ.
  ghi-0-1: Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2021 của Chính phủ.
  ghi-1-0: Thông tư số 07/2021/TT-BLĐTBXH ngày 18 tháng 7 năm 2021.
  ghi-1-1: Theo số liệu rà soát của xã {{ don_vi.ten }} đến ngày 15 tháng 12 năm 2023.
noi_nhan:
  - Ủy ban nhân dân tỉnh (để báo cáo)
  - Thường trực Đảng ủy xã {{ don_vi.ten }}
  - Các đơn vị thuộc xã
  - luu: VT, KT
ky:
  thay_mat: co
  chuc_vu: Chủ tịch
  ho_ten: Nguyễn Văn An
";

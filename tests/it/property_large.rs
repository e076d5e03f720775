//! Forms that are long, deep and many: what has no error becomes a PDF.

use std::fmt::Write as _;

use kehoach::build::Timings;
use kehoach::output::Format;
use kehoach::source::Source;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof};
use proptest::{prop_assert, proptest, sample};

use super::driver::{engine, form_with};

/// Texts that a line or a bookmark may not hold, made longer and longer: signs without a
/// break, words, marks, values, notes.
const PARTS: [&str; 16] = [
    "x",
    "xã ",
    "“",
    "ß",
    "số 5 ",
    "a/",
    "a-",
    "(",
    "…",
    "**đậm** ",
    "a**b**",
    "{{ nam }}",
    "{{ nam }} ",
    "a[^n]",
    "\u{A0}a",
    "e\u{301}",
];

/// How often such a part stands in a row: around every limit, and far beyond.
const LENGTHS: [usize; 9] = [1, 30, 249, 999, 1_001, 4_999, 5_100, 17_000, 33_000];

/// Where a text may stand: `@` is its place.
const PLACES: [&str; 24] = [
    "co_quan: { ten: 'Ủy ban nhân dân xã @', dia_danh: Kim Liên }\n",
    "co_quan: { ten: Ủy ban nhân dân xã A, dia_danh: '@' }\n",
    "co_quan: { ten: Trung tâm Văn hóa xã A, ten_tat: A, chu_quan: '@', dia_danh: A }\nvan_ban: { so: 5, ky_hieu: KH-TTVH, ngay: 2023-05-20, trich_yeu: A }\n",
    "van_ban: { so: 5, ngay: 2023-05-20, trich_yeu: '@' }\n",
    "van_ban: { so: 5, ngay: 2023-05-20, trich_yeu: A, lien_he: '@', luu_hanh: '@' }\n",
    "noi_dung: [{ tieu_de: '@', doan: B }]\n",
    "noi_dung: [{ tieu_de: '@', noi_lien: co, doan: '@' }]\n",
    "noi_dung: [{ tieu_de: A, doan: '@' }]\n",
    "noi_dung: [{ tieu_de: A, doan: 'B[^a]' }]\nchu_thich: { a: '@' }\n",
    "noi_dung: [{ tieu_de: A, phan_cong: [{ dan: '@', don_vi: '@', noi_dung: B }] }]\n",
    "noi_dung: [{ tieu_de: A, nhiem_vu: [{ tieu_de: '@', ket_qua: '@', phan_cong: { chu_tri: '@', phoi_hop: ['@'] } }] }]\n",
    "noi_dung: [{ tieu_de: A, kinh_phi: { so_tien: 5.000 đồng, nguon: [{ ten: '@', so_tien: 5.000 đồng }] } }]\n",
    "noi_dung: [{ tieu_de: A, doan: 'B[^a]', bang: { cot: [{ nhan: '@' }, { nhan: B }], hang: [[C, D]] } }]\nchu_thich: { a: B }\n",
    "noi_dung: [{ tieu_de: A, bang: { cot: [{ nhan: A }, { nhan: B }], hang: [['@', D]] } }]\n",
    "noi_dung: [{ tieu_de: A, bang: { tieu_de: '@', don_vi_tinh: '@', ghi_chu: ['@'], cot: [{ nhan: A }, { nhan: B }], hang: [[C, D]] } }]\n",
    "can_cu: { van_ban: ['@'] }\n",
    "can_cu: { kieu: doan_van, van_ban: ['@', '@'] }\n",
    "can_cu: { van_ban: [kh] }\nvan_ban_lien_quan: { kh: { loai: Kế hoạch, so: 91/KH-UBND, ngay: 2023-04-20, co_quan: A, trich_yeu: '@' } }\n",
    "noi_dung: [{ tieu_de: '{{ vb(\"kh\") }}', doan: B }]\nvan_ban_lien_quan: { kh: { loai: Kế hoạch, so: 91/KH-UBND, ngay: 2023-04-20, co_quan: '@', trich_yeu: B } }\n",
    "noi_nhan: ['@', { luu: VT }]\n",
    "noi_nhan: [A, { luu: 'VT, @' }]\n",
    "ky: { thay_mat: co, chuc_vu: '@', ho_ten: '@' }\n",
    "phu_luc: [{ ma: pl, tieu_de: '@', doan: '@' }]\nket_thuc: Xem {{ phu_luc(\"pl\") }}.\n",
    "ket_thuc: '@'\n",
];

/// A form with one long text in one place, which may be in several fields.
fn long() -> impl Strategy<Value = String> {
    let text = (sample::select(&PARTS[..]), sample::select(&LENGTHS[..]), any::<bool>());
    (sample::select(&PLACES[..]), text).prop_map(|(place, (part, times, led))| {
        let lead = if led { "Thực hiện " } else { "" };
        let text = format!("{lead}{}", part.repeat(times));
        let mut form = form_with(&place.replace('@', text.trim()));
        if text.contains("[^n]") {
            form = match form.contains("chu_thich:") {
                true => form.replace("chu_thich: {", "chu_thich: { n: Ghi, "),
                false => form + "chu_thich: { n: Ghi }\n",
            };
        }
        form
    })
}

/// Parts within parts, as deep as the form allows and deeper.
fn deep() -> impl Strategy<Value = String> {
    (1..40_usize, 0..60_usize, 0..5_usize).prop_map(|(depth, brackets, marks)| {
        let formula = format!("{}nam{}", "(".repeat(brackets), ")".repeat(brackets));
        let text =
            format!("{}a {{{{ {formula} }}}}{}", "*".repeat(marks), "*".repeat(marks));
        let mut sections = format!("{{ tieu_de: A, doan: '{text}' }}");
        for level in 1..depth {
            sections = match level % 3 {
                0 => format!("{{ tieu_de: 'Phần {level}', muc: [{sections}] }}"),
                1 => format!("{{ muc: [{sections}] }}"),
                _ => {
                    format!("{{ tieu_de: A, noi_lien: co, doan: B, muc: [{sections}] }}")
                }
            };
        }
        form_with(&format!("noi_dung: [{sections}]\n"))
    })
}

/// So many of one kind of part.
fn many() -> impl Strategy<Value = String> {
    let kinds = prop_oneof![
        Just((
            "noi_dung:\n",
            "  - { ma: m#, tieu_de: 'Việc #', doan: 'Xem {{ muc(\"m#\") }}' }\n",
            ""
        )),
        Just((
            "noi_dung:\n  - tieu_de: A\n    doan: |\n",
            "      Đoạn #[^n#].\n",
            "chu_thich:\n+  n#: Ghi chú #\n"
        )),
        Just((
            "noi_dung:\n",
            "  - { tieu_de: 'Việc #', bang: { cot: [{ nhan: A }, { nhan: B, kieu: so }], hang: [[C, #]] } }\n",
            ""
        )),
        Just((
            "noi_dung:\n  - tieu_de: A\n    bang:\n      hang: [[C]]\n      cot:\n        - nhan: A\n",
            "        - { nhan: 'Cột số #', cong_thuc: '#' }\n",
            ""
        )),
        Just((
            "noi_dung:\n  - tieu_de: A\n    bang:\n      cot: [{ nhan: A }, { nhan: B, kieu: so }]\n      tong: {}\n      hang:\n",
            "        - ['Thôn #', #]\n",
            ""
        )),
        Just((
            "can_cu:\n  van_ban:\n",
            "    - Nghị định số #/2023/NĐ-CP ngày 20 tháng 4 năm 2023 của Chính phủ\n",
            ""
        )),
        Just(("noi_nhan:\n  - luu: VT\n", "  - Ban #\n", "")),
        Just((
            "phu_luc:\n",
            "  - { ma: p#, tieu_de: 'Biểu #', doan: B }\n",
            "ket_thuc: |\n+  Xem {{ phu_luc(\"p#\") }}.\n"
        )),
        Just((
            "noi_dung:\n  - tieu_de: A\n    nhiem_vu:\n",
            "      - { tieu_de: 'Việc #', thoi_gian: 2023-07, kinh_phi: 5.000 đồng, phan_cong: { chu_tri: Ban # } }\n",
            ""
        )),
        Just((
            "noi_dung:\n  - tieu_de: A\n    doan: >\n",
            "      17 hộ, 4,5%, 5.000 đồng.\n",
            "chi_tieu:\n+  c#: { ten: 'Số hộ nghèo giảm #', gia_tri: 17, don_vi: hộ }\n"
        )),
    ];
    (kinds, 1..260_usize).prop_map(|((head, item, more), count)| {
        let mut keys = head.to_owned();
        for index in 1..=count {
            let _ = write!(keys, "{}", item.replace('#', &index.to_string()));
        }
        if let Some((head, item)) = more.split_once('+') {
            keys += head;
            for index in 1..=count {
                let _ = write!(keys, "{}", item.replace('#', &index.to_string()));
            }
        }
        form_with(&keys)
    })
}

/// Checks a form and, where it has no error, makes the PDF of it. Whether there was one.
fn make(form: &str) -> Result<bool, String> {
    let source = Source::new(std::path::Path::new("ke-hoach.yaml"), form);
    let examined = engine().examine_source(source, &mut Timings::default());
    let Some(plan) = examined.plan else {
        let told = examined.report.findings.iter().any(|found| !found.message.is_empty());
        return if told { Ok(false) } else { Err("no paper and no reason".to_owned()) };
    };
    let source = examined.report.source.as_ref().unwrap();
    let made = engine().produce(&plan, source, &[Format::Pdf], &mut Timings::default());
    let made = made.map_err(|found| format!("{found:?}"))?;
    Ok(made.products.len() == 1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_long_form_without_errors_always_becomes_a_pdf(form in long()) {
        let made = make(&form);
        prop_assert!(made.is_ok(), "{made:?} {}", form.chars().take(900).collect::<String>());
    }

    #[test]
    fn a_deep_form_without_errors_always_becomes_a_pdf(form in deep()) {
        let made = make(&form);
        prop_assert!(made.is_ok(), "{made:?} {form}");
    }

    #[test]
    fn a_form_of_many_parts_without_errors_always_becomes_a_pdf(form in many()) {
        let made = make(&form);
        prop_assert!(made.is_ok(), "{made:?} {}", form.chars().take(900).collect::<String>());
    }
}

#[test]
fn most_large_forms_have_no_error() {
    // What is refused for another reason tries nothing.
    let text = "giảm nghèo ".repeat(80);
    for place in PLACES {
        let form = form_with(&place.replace('@', text.trim()));
        assert_eq!(make(&form), Ok(true), "{place}");
    }
}

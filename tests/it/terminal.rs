//! Whatever a form, a data file or a file name holds, nothing of it is obeyed by a terminal
//! or by the log of a build machine: every command, every format, both streams.

use std::ffi::OsStr;
use std::path::Path;

use kehoach::cli;
use kehoach::language::is_hidden;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof};
use proptest::{collection, prop_assert, prop_assert_eq, proptest, sample};

use super::driver::{Folder, form_with};

/// Texts that a terminal or a log would obey, and what goes around them.
fn hostile() -> impl Strategy<Value = String> {
    let signs: Vec<String> = [
        "\u{1b}[31m",
        "\u{1b}]0;own\u{7}",
        "\u{9b}2J",
        "\u{85}",
        "\u{7f}",
        "\0",
        "\n",
        "\r",
        "\t",
        "\u{2028}",
        "\u{2029}",
        "\u{202e}",
        "\u{2066}",
        "\u{61c}",
        "\u{200b}",
        "\u{feff}",
        "\u{e0041}",
        "\n::error::x",
        "\n  ::add-mask::x",
        "##[group]x",
        "\n##vso[x]y",
        "\nLEAK",
        "a",
        "Nghèo",
        " ",
        "12",
        "`",
        "”",
        "{{ x }}",
    ]
    .map(str::to_owned)
    .into();
    let part = prop_oneof![
        6 => sample::select(signs),
        1 => any::<char>().prop_map(|c| c.to_string()),
    ];
    collection::vec(part, 1..6).prop_map(|parts| parts.concat())
}

/// A text in the quotes of YAML, every sign of it escaped.
fn quote(text: &str) -> String {
    let escaped: String =
        text.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
    format!("\"{escaped}\"")
}

/// A cell of CSV.
fn quote_cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A form that has such a text in keys and values of every kind: read, refused, quoted in
/// a message, printed on paper.
fn hostile_form(texts: &[String]) -> String {
    let [a, b, c, d] = [0, 1, 2, 3].map(|nth| quote(&texts[nth]));
    let plain = |text: &str| quote(&format!("x {} y", text.replace("{{", "")));
    let p = plain(&texts[4]);
    form_with(&format!(
        "co_quan: {{ ten: {p}, dia_danh: {p} }}
van_ban: {{ so: {a}, ngay: {b}, trich_yeu: {p} }}
van_ban_lien_quan:
  kh: {{ loai: {p}, so: {a}, ngay: {b}, co_quan: {p}, trich_yeu: {p} }}
chi_tieu:
  ct: {{ ten: {p}, gia_tri: {c}, don_vi: {p} }}
bang:
  b:
    tieu_de: {p}
    du_lieu: {{ tep: a.csv }}
    cot:
      - {{ ma: t, nhan: {p} }}
      - {{ ma: s, nhan: {d}, kieu: so }}
  c:
    tieu_de: {p}
    cot: [{{ ma: t, nhan: {p} }}, {{ ma: s, nhan: Số, kieu: so }}]
    hang: [[{p}, 1], [{p}, {d}], [{p}, 3]]
    tong: co
noi_dung:
  - ma: m
    tieu_de: {p}
    doan: {p}
    bang: c
    {d}: 1
  - tieu_de: Hai
    nhiem_vu: [{{ tieu_de: {p}, ket_qua: {p}, thoi_gian: {b}, phan_cong: {{ chu_tri: {p} }} }}]
chu_thich: {{ {a}: {p} }}
{c}: 1
bo_qua:
  - {{ ma: {a}, ly_do: {b} }}
noi_nhan: [ {p}, {{ luu: {p} }} ]
ky: {{ thay_mat: co, ky_thay: {p}, chuc_vu: {p}, ho_ten: {p} }}
"
    ))
}

/// A set whose units have such names. Those that have no hidden sign become papers.
fn put_set(folder: &Folder, texts: &[String]) {
    folder.put(
        "bo/bo-ke-hoach.yaml",
        "kehoach: 1
bieu_mau: mau.yaml
don_vi:
  du_lieu: dv.csv
  khoa: ma
  cot:
    - { ma: ma, nhan: Mã, an: co }
    - { ma: ten, nhan: \"Tên \\e[31m ::error::x\" }
    - { ma: ho, nhan: Số hộ }
  tong: {}
ten_don_vi: ten
tong_hop: [{ ma: giam, nhan: \"Giảm \\e]0;own\\a\", tu: chi_tieu.giam }]
doi_chieu: [tong(don_vi.ho) = 1]
",
    );
    // A file with this sign is no text.
    let names = texts.iter().map(|text| text.replace('\0', ""));
    let rows = names.enumerate().map(|(nth, text)| {
        format!("d{nth};{};{nth}\n", quote_cell(&format!("Xã {nth} {text}")))
    });
    folder.put("bo/dv.csv", format!("ma;ten;ho\n{}", rows.collect::<String>()));
    folder.put(
        "bo/mau.yaml",
        form_with(
            "co_quan: { ten: \"Ủy ban nhân dân {{ don_vi.ten }}\", dia_danh: Kim Liên }
chi_tieu: { giam: { ten: Số hộ nghèo giảm, gia_tri: \"{{ don_vi.ho }}\", don_vi: hộ } }
noi_dung: [{ tieu_de: Mục tiêu, doan: \"{{ don_vi.ten }} giảm {{ chi_tieu.giam }}.\" }]
",
        ),
    );
}

/// What a run printed, on both streams.
#[derive(Debug)]
struct Printed {
    out: String,
    err: String,
}

/// Runs a command line within the test.
fn print_run(words: &[&OsStr]) -> Printed {
    let words = std::iter::once(OsStr::new("kehoach")).chain(words.iter().copied());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let _ = cli::run(words.map(OsStr::to_owned), &mut out, &mut err);
    let [out, err] = [out, err].map(|bytes| String::from_utf8(bytes).unwrap());
    Printed { out, err }
}

/// As [`find_obeyed`], and lines that begin within a value.
fn find_leak(text: &str, may_command: bool) -> Option<String> {
    let leaks = |line: &&str| {
        ["LEAK", ": :"].iter().any(|begin| line.trim_start().starts_with(begin))
    };
    let leak = text.lines().find(leaks).map(|line| format!("{line:?} began in a value"));
    find_obeyed(text, may_command).or(leak)
}

/// What in a text a terminal or a log would obey.
fn find_obeyed(text: &str, may_command: bool) -> Option<String> {
    let hidden = |c: char| is_hidden(c) && !matches!(c, '\n' | '\t');
    if let Some(c) = text.chars().find(|c| hidden(*c)) {
        return Some(format!("{c:?} is not seen in {text:?}"));
    }
    for line in text.lines() {
        let begins = line.trim_start();
        let is_command = begins.starts_with("::") && !begins.starts_with("::: ");
        if is_command && !may_command || line.contains("##[") {
            return Some(format!("{line:?} is a line of {text:?}"));
        }
    }
    None
}

/// Whether a line is a finding in one line, of a file of a folder.
fn is_short_finding(line: &str, folder: &str) -> bool {
    let Some(rest) = line.strip_prefix(folder) else { return false };
    ["lỗi[", "cảnh báo[", "gợi ý["].iter().any(|word| {
        rest.match_indices(word).any(|(at, _)| {
            let place = rest[..at].strip_suffix(": ").unwrap_or_default();
            let mut parts = place.rsplit(':');
            parts.by_ref().take(2).all(|part| part.parse::<usize>().is_ok())
                && parts.next().is_some()
        })
    })
}

/// A name that a file may have here.
fn file_name(text: &str) -> String {
    let fits = |c: &char| {
        if cfg!(unix) { !matches!(c, '/' | '\0' | '\\') } else { c.is_alphanumeric() }
    };
    format!("x{}.yaml", text.chars().filter(fits).take(50).collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_read_is_obeyed_where_it_is_printed(
        texts in collection::vec(hostile(), 6),
    ) {
        let folder = Folder::new();
        let form = hostile_form(&texts);
        let path = folder.path(&file_name(&texts[5]));
        std::fs::write(&path, &form).unwrap();
        folder.put("khac.yaml", form.replace("nam: 2023", "nam: 2024").replace("U0000000a", "U00000061"));
        folder.put("tho.yaml", texts.join(":\n- "));
        let head = [&texts[4], &texts[3]].map(|text| quote_cell(text)).join(";");
        let cells = texts.iter().map(|text| format!("{};{}\n", quote_cell(text), quote_cell(text)));
        folder.put("a.csv", format!("{head}\n{}", cells.collect::<String>()));
        let (other, raw) = (folder.path("khac.yaml"), folder.path("tho.yaml"));
        let (a, b, c) = (path.as_os_str(), other.as_os_str(), raw.as_os_str());
        let hostile_word = texts[0].replace('\0', "");
        let word = OsStr::new(hostile_word.as_str());
        let out_folder = folder.path("ra");
        let o = out_folder.as_os_str();
        let [check, format, text, conv, diff, to, trace] =
            ["check", "--format", "text", "--textconv", "diff", "--to", "trace"].map(OsStr::new);
        let w = OsStr::new;
        let runs: Vec<Vec<&OsStr>> = vec![
            vec![check, a, c], vec![check, format, w("short"), a, c],
            vec![check, format, w("json"), a, c], vec![check, format, w("github"), a, c],
            vec![w("build"), w("--to"), w("txt"), w("-o"), o, a, c],
            vec![text, a], vec![text, conv, a], vec![text, conv, c],
            vec![diff, a, b], vec![diff, to, w("md"), a, b], vec![diff, to, w("json"), a, b],
            vec![diff, a, c], vec![diff, w("--driver"), a],
            vec![trace, a, w("ct")], vec![trace, a, w("b")], vec![trace, a, w("c.tong.s")],
            vec![trace, a, w("c"), format, w("json")], vec![trace, a, word],
            vec![check, word], vec![word], vec![w("explain"), word], vec![w("new"), w("--template"), word, o],
            vec![check, format, word, a], vec![check, w("--fonts"), word, a],
            vec![w("batch"), a], vec![w("build"), w("--jobs"), word],
        ];
        for words in runs {
            let may_command = words.contains(&w("github"));
            let Printed { out, err } = print_run(&words);
            for printed in [&out, &err] {
                // What git is given of a form that cannot be read has its lines, and a
                // comparison for people begins a line with any word that does not fit.
                let has_lines = words.contains(&conv) || words[0] == diff;
                let found = if has_lines { find_obeyed } else { find_leak };
                prop_assert_eq!(found(printed, may_command), None, "{:?}", words);
            }
            if words.contains(&w("short")) {
                let dir = folder.path("").to_str().unwrap().to_owned();
                for line in out.lines() {
                    prop_assert!(is_short_finding(line, &dir), "{line:?}");
                }
            }
            if may_command {
                prop_assert!(out.lines().all(|line| line.starts_with("::")), "{out}");
            }
            if words[..] == [check, format, w("json"), a, c] {
                let root: serde_json::Value = serde_json::from_str(&out).unwrap();
                let names = root["files"].as_array().unwrap().iter();
                let mut names = names.map(|file| file["file"].as_str().unwrap());
                prop_assert!(names.any(|name| Path::new(name) == path), "{out}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_set_is_obeyed_where_it_is_printed(texts in collection::vec(hostile(), 6)) {
        let folder = Folder::new();
        put_set(&folder, &texts);
        // A set that is refused quotes what it has, too.
        folder.put("x/bo-ke-hoach.yaml", hostile_form(&texts));
        for set in ["bo", "x"] {
            let run = folder.run(["batch", set, "--to", "txt", "-o", "out"]);
            for printed in [&run.out, &run.err] {
                prop_assert_eq!(find_leak(printed, false), None);
            }
        }
        let mut read = Vec::new();
        for file in std::fs::read_dir(folder.path("out")).unwrap() {
            let file = file.unwrap().path();
            let Ok(text) = std::fs::read_to_string(&file) else { continue };
            if file.extension().is_some_and(|end| end == "csv" || end == "json") {
                let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
                prop_assert_eq!(find_leak(&text, false), None, "{:?}", file);
                read.push(file.file_name().unwrap().to_str().unwrap().to_owned());
            }
        }
        read.sort();
        let reports = [".kehoach-bo.json", "bao-cao.csv", "bao-cao.json", "tong-hop.csv"];
        prop_assert_eq!(read, reports);
    }
}

#[test]
fn an_escape_of_a_form_is_seen_in_every_format() {
    let folder = Folder::new();
    let form = form_with(
        "van_ban: { so: \"89/\\e]0;own\\aNQ\\n::error::x\", ngay: 2023-08, trich_yeu: Giảm nghèo }\n\"k\\e[31m\": 1\n",
    );
    folder.put("a.yaml", form);
    for format in ["human", "short", "github"] {
        let run = folder.run(["check", "--format", format, "a.yaml"]);
        let text = run.out + &run.err;
        assert!(text.contains("89/␛]0;own␇NQ␊::error::x"), "{format}: {text}");
        assert!(text.contains("k␛[31m"), "{format}: {text}");
    }
    let json = folder.run(["check", "--format", "json", "a.yaml"]);
    let root: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let messages = root["files"][0]["findings"].as_array().unwrap().iter();
    let mut messages = messages.map(|finding| finding["message"].as_str().unwrap());
    assert!(messages.any(|text| text.contains("89/\u{1b}]0;own\u{7}NQ\n::error::x")));
}

#[test]
fn what_a_shell_completes_goes_out_unchanged() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let printed = print_run(&[OsStr::new("completions"), OsStr::new(shell)]);
        assert_eq!(find_obeyed(&printed.out, false), None, "{shell}");
        assert!(!printed.out.contains("<U+") && !printed.out.contains('␛'), "{shell}");
        assert!(printed.out.contains("kehoach"), "{shell}");
    }
}

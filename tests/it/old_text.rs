//! Published texts are in no code from before Unicode; written in one, they are told and
//! read back as they were.

use std::fs;
use std::path::{Path, PathBuf};

use kehoach::build::Timings;
use kehoach::diagnostic::{Report, Severity};
use kehoach::language::{OldEncoding, OldText, clean, clean_noting, find_old_text};
use kehoach::source::Source;
use unicode_normalization::UnicodeNormalization as _;

use super::driver::{engine, form_with, root};

/// The signs of TCVN3 from U+00A1 on, as letters: its own tables, not those of the program.
const TCVN3: [(&str, &str); 2] = [
    (
        "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâêôơưđ",
        "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ¨©ª«¬\u{AD}®",
    ),
    ("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§"),
];

/// Letters of VNI and what stands for them: one sign, or a letter and a sign for its marks.
const VNI: &str = "à=aø ả=aû ã=aõ á=aù ạ=aï ă=aê ằ=aè ẳ=aú ẵ=aü ắ=aé ặ=aë â=aâ ầ=aà ẩ=aå ẫ=aã \
    ấ=aá ậ=aä è=eø ẻ=eû ẽ=eõ é=eù ẹ=eï ê=eâ ề=eà ể=eå ễ=eã ế=eá ệ=eä ì=ì ỉ=æ ĩ=ó í=í ị=ò ò=oø \
    ỏ=oû õ=oõ ó=où ọ=oï ô=oâ ồ=oà ổ=oå ỗ=oã ố=oá ộ=oä ơ=ô ờ=ôø ở=ôû ỡ=ôõ ớ=ôù ợ=ôï ù=uø ủ=uû \
    ũ=uõ ú=uù ụ=uï ư=ö ừ=öø ử=öû ữ=öõ ứ=öù ự=öï ỳ=yø ỷ=yû ỹ=yõ ý=yù ỵ=î đ=ñ";

/// The sign of a letter in TCVN3; capitals with tones are small letters of another font.
fn to_tcvn3(c: char) -> String {
    let find = |c: char| {
        TCVN3.iter().find_map(|(letters, signs)| {
            let place = letters.chars().position(|letter| letter == c)?;
            signs.chars().nth(place)
        })
    };
    let small = c.to_lowercase().next().unwrap();
    find(c).or_else(|| find(small)).unwrap_or(c).to_string()
}

fn to_vni(c: char) -> String {
    let small = c.to_lowercase().to_string();
    let row =
        VNI.split_whitespace().find_map(|row| row.strip_prefix(&format!("{small}=")));
    match row {
        Some(signs) if c.is_uppercase() => signs.to_uppercase(),
        Some(signs) => signs.to_owned(),
        None => c.to_string(),
    }
}

fn write_in(encoding: OldEncoding, text: &str) -> String {
    let text: String = clean(text).nfc().collect();
    text.chars()
        .map(|c| match encoding {
            OldEncoding::Tcvn3 => to_tcvn3(c),
            OldEncoding::Vni => to_vni(c),
        })
        .collect()
}

/// Forms and published texts.
fn texts() -> Vec<PathBuf> {
    let dirs =
        ["data", "tests/as-published", "tests/forms", "tests/goldens", "skeletons"];
    let files =
        dirs.iter().flat_map(|dir| kehoach::source::list_files(&root().join(dir)));
    let is_text = |path: &PathBuf| {
        path.extension().is_some_and(|e| e == "yaml" || e == "txt" || e == "csv")
    };
    files.filter(is_text).collect()
}

/// Whether a line has words enough to be told by itself: two with marks of Vietnamese.
fn has_words(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphabetic());
    let marked = words.filter(|word| word.chars().count() > 1 && !word.is_ascii());
    marked.collect::<std::collections::BTreeSet<_>>().len() > 3
}

/// Whether a file is a register. Its rows are as their source has them, slips of a scanner
/// too, and words and names stand in them alone, not in sentences.
fn is_register(path: &Path) -> bool {
    let registers = ["van-ban", "don-vi", "chinh-ta"];
    registers.iter().any(|name| path.starts_with(root().join("data").join(name)))
}

/// Whether a letter is Greek or Cyrillic: an old code has none, and no text in it can be
/// read back with them.
fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}')
}

#[test]
fn published_texts_are_in_no_old_code() {
    for path in texts() {
        let text = fs::read_to_string(&path).unwrap();
        let cleaned = clean_noting(&text);
        assert_eq!(cleaned.old, None, "{}", path.display());
        assert_eq!(cleaned.letters, [], "{}", path.display());
    }
}

#[test]
fn published_texts_written_in_an_old_code_are_told_and_read_back() {
    for encoding in [OldEncoding::Tcvn3, OldEncoding::Vni] {
        let (mut lines, mut told, mut exact) = (0, 0, 0);
        for path in texts().into_iter().filter(|path| !is_register(path)) {
            let text = clean(&fs::read_to_string(&path).unwrap());
            let written = write_in(encoding, &text);
            for (line, written) in text.split('\n').zip(written.split('\n')) {
                if !has_words(line) || line.contains(is_foreign) {
                    continue;
                }
                lines += 1;
                let Some(found) = find_old_text(std::iter::once(written)) else {
                    continue;
                };
                assert_eq!(found.encoding, encoding, "{written}");
                told += 1;
                exact += usize::from(found.lines[0].text == line);
                let read = found.lines[0].text.to_lowercase();
                assert_eq!(read, line.to_lowercase(), "{}", path.display());
            }
        }
        assert!(lines > 2000, "{lines}");
        // A line may have only signs that Vietnamese has too, `Vâ` for `Võ`.
        assert!(told * 1000 >= lines * 998, "{encoding:?}: {told} of {lines}");
        // TCVN3 does not keep which letters with tones were capitals.
        let least = if encoding == OldEncoding::Vni { lines } else { lines * 9 / 10 };
        assert!(exact >= least, "{encoding:?}: {exact} of {lines}");
    }
}

#[test]
fn a_whole_plan_in_an_old_code_is_one_error() {
    let text =
        fs::read_to_string(root().join("data/cam-luong-2023/ke-hoach.yaml")).unwrap();
    for encoding in [OldEncoding::Tcvn3, OldEncoding::Vni] {
        let source = Source::new(Path::new("x.yaml"), &write_in(encoding, &text));
        let old = source.parts()[0].old_text().map(|old| old.lines.len());
        assert!(old.is_some_and(|lines| lines > 50), "{old:?}");
        let reports = engine().examine_source(source, &mut Timings::default()).reports();
        let found = reports.iter().flat_map(|report| &report.findings);
        let told: Vec<_> = found.filter(|d| d.code.id == "old-encoding").collect();
        assert_eq!(told.len(), 1, "{encoding:?}");
        assert!(told[0].hints.iter().any(|hint| hint.contains("dòng nữa")));
    }
}

#[test]
fn text_in_two_parts_is_silent_and_right() {
    let form = form_with("  - tieu_de: Nhiệm vụ\n    doan: Hộ nghèo ở xã Đồng Tâm.\n");
    let parted: String = form.nfd().collect();
    let cleaned = clean_noting(&parted);
    assert_eq!(
        (cleaned.text, cleaned.letters, cleaned.old),
        (clean(&form), Vec::new(), None::<OldText>)
    );
    let source = Source::new(Path::new("x.yaml"), &parted);
    let reports = engine().examine_source(source, &mut Timings::default()).reports();
    assert_eq!(
        reports.iter().map(|r: &Report| r.count(Severity::Hint)).sum::<usize>(),
        0
    );
}

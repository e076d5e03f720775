//! Packs the registers of `data/` into what `src/register/packed.rs` reads, so that a run
//! parses none of them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[expect(unreachable_pub, reason = "the file is of the library too")]
#[path = "src/register/hash.rs"]
mod hash;
#[expect(unreachable_pub, reason = "the file is of the library too")]
#[path = "src/register/key.rs"]
mod key;

/// A register: a file of `data/` and what is kept of it.
struct Register {
    /// Its file, below `data/`; what is packed is called by its name.
    file: &'static str,
    /// The columns whose texts, with blanks, are the key. A row whose key is empty is left
    /// out.
    key: &'static [&'static str],
    /// The columns that are kept, in their order.
    fields: &'static [&'static str],
}

/// All registers.
const REGISTERS: &[Register] = &[
    Register { file: "van-ban/luat.csv", key: &["trich_yeu"], fields: PAPER },
    Register { file: "van-ban/van-ban.csv", key: &["so"], fields: PAPER },
    Register {
        file: "don-vi/co-quan.csv",
        key: &["khoa"],
        fields: &["ten", "viet_tat", "het_tu", "chac_tu", "nay", "nhom", "nguon"],
    },
    Register { file: "don-vi/huyen.csv", key: &["ten"], fields: &["tinh"] },
    Register {
        file: "don-vi/tinh.csv",
        key: &["ten"],
        fields: &["ten", "den_truoc", "nay", "tu"],
    },
    Register {
        file: "don-vi/xa-cu.csv",
        key: &["ten"],
        fields: &["huyen", "tinh", "nay"],
    },
    Register {
        file: "don-vi/xa.csv",
        key: &["ten"],
        fields: &["tinh", "tu", "den_truoc", "nay"],
    },
    Register {
        file: "chinh-ta/viet-tat.csv",
        key: &["viet_tat"],
        fields: &["viet_tat", "day_du", "loai"],
    },
    Register {
        file: "chinh-ta/tu-ghep.csv",
        key: &["dau"],
        fields: &["sau", "tu", "muc"],
    },
    Register {
        file: "chinh-ta/tu-ghep.csv",
        key: &["sau"],
        fields: &["sau", "tu", "muc"],
    },
    Register {
        file: "chinh-ta/tu-ghep.csv",
        key: &["dau", "sau"],
        fields: &["sau", "tu", "muc"],
    },
    Register {
        file: "chinh-ta/loi-chinh-ta.csv",
        key: &["tieng"],
        fields: &["sai", "dung", "truoc_dung", "sau_dung"],
    },
    Register {
        file: "chinh-ta/lap-dung.csv",
        key: &["tieng"],
        fields: &["truoc", "sau"],
    },
    Register { file: "chinh-ta/tu-vay-muon.csv", key: &["tu"], fields: &[] },
];

/// The columns of both files of legal papers.
const PAPER: &[&str] = &[
    "loai",
    "so",
    "ngay",
    "co_quan",
    "trich_yeu",
    "hieu_luc_tu",
    "het_hieu_luc_tu",
    "het_mot_phan",
    "thay_the_boi",
    "sua_doi_boi",
    "tin_cay",
    "ghi_chu",
];

#[expect(clippy::disallowed_methods, reason = "what the build packs is no paper")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/register/hash.rs");
    println!("cargo::rerun-if-changed=src/register/key.rs");
    let target =
        PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo gives a folder"));
    for (index, register) in REGISTERS.iter().enumerate() {
        let path = Path::new("data").join(register.file);
        println!("cargo::rerun-if-changed={}", path.display());
        let stem = path.file_stem().expect("a register is a file").to_string_lossy();
        // A file that is packed by another key too.
        let is_again = REGISTERS[..index].iter().any(|other| other.file == register.file);
        let name = if is_again {
            format!("{stem}-{}", register.key.join("-"))
        } else {
            stem.into_owned()
        };
        let Packed { numbers, texts } = pack(register, &path);
        std::fs::write(target.join(format!("{name}.bin")), numbers)
            .expect("can be written");
        std::fs::write(target.join(format!("{name}.txt")), texts)
            .expect("can be written");
    }
}

/// A register as it is packed.
struct Packed {
    numbers: Vec<u8>,
    texts: String,
}

/// Packs a register; see `src/register/packed.rs` for the layout.
fn pack(register: &Register, path: &Path) -> Packed {
    let mut texts = String::new();
    let mut places: HashMap<String, [u32; 2]> = HashMap::new();
    let mut place_text = |text: &str| {
        *places.entry(text.to_owned()).or_insert_with(|| {
            let place = [to_number(texts.len()), to_number(text.len())];
            texts.push_str(text);
            place
        })
    };
    let rows = read_rows(register, path);
    let slots = place_keys(&rows);
    let mut numbers = Vec::new();
    let head = [rows.len(), register.fields.len() + 1, slots.len()].map(to_number);
    for number in head.into_iter().chain(slots) {
        numbers.extend(number.to_le_bytes());
    }
    for text in rows.iter().flatten() {
        numbers.extend(place_text(text).map(u32::to_le_bytes).concat());
    }
    Packed { numbers, texts }
}

/// The slots in which keys are looked up, twice as many as there are keys at least: one more
/// than the number of the first row of a key, with bits of its hash, 0 in a slot that is free.
/// A key stands in the slot of its hash or in one of those behind it, up to the first that is
/// free.
fn place_keys(rows: &[Vec<String>]) -> Vec<u32> {
    assert!(rows.len() < 1 << hash::ROW_BITS, "a slot has room for the number of a row");
    let mut slots = vec![0; (2 * rows.len()).next_power_of_two()];
    for (index, row) in rows.iter().enumerate() {
        if index > 0 && rows[index - 1][0] == row[0] {
            continue;
        }
        let hash = hash::hash_key(&row[0]);
        let mut slot = hash as usize % slots.len();
        while slots[slot] != 0 {
            slot = (slot + 1) % slots.len();
        }
        slots[slot] = hash::make_slot(hash, to_number(index + 1));
    }
    slots
}

/// The rows of a register by their keys, those of one key in the order of the file.
fn read_rows(register: &Register, path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_path(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let header = reader.headers().expect("a register has a header").clone();
    let find = |name: &str| {
        let place = header.iter().position(|column| column == name);
        place.unwrap_or_else(|| panic!("{}: no column {name}", path.display()))
    };
    let keys: Vec<_> = register.key.iter().map(|name| find(name)).collect();
    let fields: Vec<_> = register.fields.iter().map(|name| find(name)).collect();
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let key: Vec<_> = keys.iter().map(|place| &row[*place]).collect();
        let found = key::make_key(&key.join(" "));
        if !found.is_empty() {
            let fields = fields.iter().map(|place| row[*place].to_owned());
            rows.push([found].into_iter().chain(fields).collect());
        }
    }
    rows.sort_by(|a: &Vec<String>, b| a[0].cmp(&b[0]));
    rows
}

fn to_number(count: usize) -> u32 {
    u32::try_from(count).expect("a register has less than 4 GB")
}

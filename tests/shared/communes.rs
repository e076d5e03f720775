//! A set of communes in the shape of the register: since 01/7/2025 there are 34 provinces
//! with 3,321 communes, 2,621 xã, 687 phường and 13 đặc khu, told apart by five digits.
//! Names are put together from the syllables of real ones, so that many communes share
//! one, and some are another's with a syllable more; figures are made up, and add up.
//!
//! No clock, no disk, no chance: the same count gives the same texts.

#[path = "communes/words.rs"]
mod words;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use kehoach::language::capitalize_first;
use words::Province;

/// Number of communes in the register.
pub(crate) const REGISTER: usize = 3_321;

/// Name of the set file.
pub(crate) const SET: &str = "bo-ke-hoach.yaml";

const SET_FORM: &str = include_str!("communes/bo-ke-hoach.yaml");
const MASTER: &str = include_str!("communes/ke-hoach-mau.yaml");

/// Two sheets, and what adds up in them.
pub(crate) struct Communes {
    /// One row a commune.
    pub units: Sheet,
    /// One row a village; the first column is the commune's code.
    pub villages: Sheet,
    sums: Sums,
}

/// A table as a spreadsheet has it.
pub(crate) struct Sheet {
    /// Names of the columns.
    pub header: &'static [&'static str],
    /// The rows, as wide as the header.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
pub(crate) enum Cell {
    /// A text, `00004` too.
    Text(String),
    /// A count, or an amount in đồng.
    Count(u64),
}

/// Totals over all communes.
#[derive(Default)]
struct Sums {
    households: u64,
    poor: u64,
    fewer: u64,
    money: u64,
}

/// The set with its sheets as CSV: names of files and their texts.
pub(crate) fn files(count: usize) -> Vec<(&'static str, String)> {
    let communes = Communes::new(count);
    let data = "{ tep: thon.csv, theo_don_vi: ma_xa }";
    let mut res = communes.forms("don-vi.csv", data);
    res.push(("don-vi.csv", communes.units.csv()));
    res.push(("thon.csv", communes.villages.csv()));
    res
}

impl Communes {
    /// That many communes, spread over all provinces.
    pub(crate) fn new(count: usize) -> Self {
        let register = register();
        let units = Sheet { header: UNIT_COLUMNS, rows: Vec::new() };
        let villages = Sheet { header: VILLAGE_COLUMNS, rows: Vec::new() };
        let mut res = Self { units, villages, sums: Sums::default() };
        let mut code = 4;
        for i in 0..count {
            let at = if count < REGISTER { i * REGISTER / count } else { i % REGISTER };
            let mut chance = Chance(i as u64 ^ ((at as u64) << 32));
            res.add(&register[at], code, &mut chance);
            code += 3 + chance.below(9);
        }
        res
    }

    /// The set file and the master; `units` and `villages` stand where they name their
    /// data.
    pub(crate) fn forms(
        &self,
        units: &str,
        villages: &str,
    ) -> Vec<(&'static str, String)> {
        let set = SET_FORM
            .replace("@DON_VI@", units)
            .replace("@COUNT@", &self.units.rows.len().to_string())
            .replace("@HO@", &self.sums.households.to_string())
            .replace("@DAU@", &self.sums.poor.to_string())
            .replace("@GIAM@", &self.sums.fewer.to_string())
            .replace("@KINH_PHI@", &self.sums.money.to_string());
        let master = MASTER.replace("@THON@", villages);
        vec![(SET, set), ("ke-hoach-mau.yaml", master)]
    }

    fn add(&mut self, commune: &Commune, code: u64, chance: &mut Chance) {
        let code = format!("{code:05}");
        let villages = villages(commune, chance);
        let sum = |of: fn(&Village) -> u64| villages.iter().map(of).sum::<u64>();
        let (households, poor) = (sum(|v| v.households), sum(|v| v.poor));
        let (fewer, money) = (sum(|v| v.fewer), 20_000_000 + chance.below(81) * 500_000);
        let mut row: Vec<Cell> = [
            code.as_str(),
            commune.province.name,
            commune.kind.word(),
            &commune.full_name(),
            &commune.name,
            commune.province.level(),
            commune.village_word(),
            commune.kind.office(),
            &paragraph(commune, &villages, chance),
        ]
        .map(Cell::text)
        .into();
        let counts = [villages.len() as u64, households, poor, fewer, money];
        row.extend(counts.map(Cell::Count));
        self.units.rows.push(row);
        for v in &villages {
            let name = capitalize_first(&v.name);
            let mut row = vec![Cell::text(&code), Cell::Text(name)];
            row.extend([v.households, v.poor, v.fewer].map(Cell::Count));
            self.villages.rows.push(row);
        }
        self.sums.households += households;
        self.sums.poor += poor;
        self.sums.fewer += fewer;
        self.sums.money += money;
    }
}

const UNIT_COLUMNS: &[&str] = &[
    "ma",
    "tinh",
    "loai",
    "ten",
    "dia_danh",
    "cap_tinh",
    "goi_thon",
    "phong_kt",
    "doan_rieng",
    "so_thon",
    "ho",
    "dau",
    "giam",
    "kinh_phi",
];

const VILLAGE_COLUMNS: &[&str] = &["ma_xa", "thon", "ho", "dau", "giam"];

impl Sheet {
    /// As a spreadsheet program of a Vietnamese locale saves it.
    pub(crate) fn csv(&self) -> String {
        let mut res = self.header.join(";") + "\n";
        for row in &self.rows {
            for (i, cell) in row.iter().enumerate() {
                let _ = match cell {
                    Cell::Text(text) if text.contains([';', '"']) => {
                        write!(res, "\"{}\"", text.replace('"', "\"\""))
                    }
                    Cell::Text(text) => write!(res, "{text}"),
                    Cell::Count(count) => write!(res, "{count}"),
                };
                res.push(if i + 1 < row.len() { ';' } else { '\n' });
            }
        }
        res
    }
}

impl Cell {
    fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Phuong,
    Xa,
    DacKhu,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Phuong => "phường",
            Self::Xa => "xã",
            Self::DacKhu => "đặc khu",
        }
    }

    /// The office for the economy (Nghị định 150/2025/NĐ-CP).
    fn office(self) -> &'static str {
        match self {
            Self::Xa => "Phòng Kinh tế",
            Self::Phuong | Self::DacKhu => "Phòng Kinh tế, Hạ tầng và Đô thị",
        }
    }
}

struct Commune {
    province: &'static Province,
    kind: Kind,
    name: String,
}

impl Commune {
    /// As it stands in a sentence.
    fn full_name(&self) -> String {
        format!("{} {}", self.kind.word(), self.name)
    }

    fn village_word(&self) -> &'static str {
        match self.kind {
            Kind::Phuong => "tổ dân phố",
            Kind::Xa => self.province.village,
            Kind::DacKhu => "khu",
        }
    }
}

/// All communes, province by province: phường, xã, đặc khu. No two of one province share
/// a name.
fn register() -> Vec<Commune> {
    let mut res = Vec::with_capacity(REGISTER);
    let mut chance = Chance(2025);
    for province in words::PROVINCES {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let total = province.wards + province.communes;
        for i in 0..total {
            let mut name = commune_name(province, &mut chance);
            while !taken.insert(name.clone()) {
                name = commune_name(province, &mut chance);
            }
            let kind = if i < province.wards { Kind::Phuong } else { Kind::Xa };
            res.push(Commune { province, kind, name });
        }
        for &name in province.islands {
            res.push(Commune { province, kind: Kind::DacKhu, name: name.to_owned() });
        }
    }
    res
}

fn commune_name(province: &Province, chance: &mut Chance) -> String {
    match chance.below(100) {
        0..25 => (*chance.of(words::COMMON)).to_owned(),
        // Another's name with a syllable more.
        25..30 => format!("{} {}", chance.of(words::COMMON), chance.of(words::SIDES)),
        30..55 if !province.upland.is_empty() => {
            format!("{} {}", chance.of(province.upland), chance.of(words::UPLAND))
        }
        _ => pair(chance),
    }
}

/// Two different syllables of place names.
fn pair(chance: &mut Chance) -> String {
    loop {
        let (first, second) = (chance.of(words::FIRST), chance.of(words::SECOND));
        if first != second {
            return format!("{first} {second}");
        }
    }
}

struct Village {
    /// As it stands in a sentence.
    name: String,
    households: u64,
    poor: u64,
    fewer: u64,
}

/// Between six and fourteen villages, with at least one poor household fewer.
fn villages(commune: &Commune, chance: &mut Chance) -> Vec<Village> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut res: Vec<Village> = Vec::new();
    let poor_of_thousand = if commune.kind == Kind::Xa { 100 } else { 40 };
    for number in 1..=6 + chance.below(9) {
        let name = village_name(commune, number, &mut taken, chance);
        let households = 60 + chance.below(300);
        let poor = households * chance.below(poor_of_thousand) / 1000;
        let fewer = poor * (10 + chance.below(36)) / 100;
        res.push(Village { name, households, poor, fewer });
    }
    if res.iter().all(|v| v.fewer == 0) {
        res[0].poor = res[0].poor.max(3);
        res[0].fewer = 1;
    }
    res
}

/// A number in towns, most often a name elsewhere.
fn village_name(
    commune: &Commune,
    number: u64,
    taken: &mut BTreeSet<String>,
    chance: &mut Chance,
) -> String {
    let word = commune.village_word();
    let named = commune.kind == Kind::Xa && chance.below(5) > 0;
    let mut name = if named { pair(chance) } else { number.to_string() };
    while !taken.insert(name.clone()) {
        name = pair(chance);
    }
    let sign = if commune.kind == Kind::Phuong { " số" } else { "" };
    format!("{word}{sign} {name}")
}

/// What is said of this commune alone.
fn paragraph(commune: &Commune, villages: &[Village], chance: &mut Chance) -> String {
    let name = commune.full_name();
    let urban = commune.kind == Kind::Phuong;
    let work = chance.of(if urban { words::URBAN_WORK } else { words::WORK });
    let hard = chance.of(if urban { words::URBAN_HARD } else { words::HARD });
    let model = chance.of(if urban { words::URBAN_MODELS } else { words::MODELS });
    let side = chance.of(words::WHERE);
    let poorest = villages.iter().max_by_key(|v| v.poor).map_or("", |v| &v.name);
    let (first, last) = (&villages[0].name, &villages[villages.len() - 1].name);
    format!(
        "{} ở {side} của {}, dân cư sống tập trung ở {first} và {last}. Người dân chủ \
         yếu {work}; {hard} là khó khăn lớn nhất, và {poorest} là nơi còn nhiều hộ nghèo \
         nhất. Năm 2026, {name} chọn {model} làm mô hình sinh kế chính, giao từng đoàn \
         thể giúp đỡ từng hộ đăng ký thoát nghèo.",
        capitalize_first(&name),
        commune.province.name
    )
}

/// A small generator of numbers (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From nought to below `limit`.
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn of<'a>(&mut self, words: &'a [&'a str]) -> &'a str {
        let at = usize::try_from(self.below(words.len() as u64));
        words[at.expect("an index of a short list")]
    }
}

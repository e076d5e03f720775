//! The letters that symbols have for types of papers and for agencies.

/// Abbreviations of types of papers, as symbols have them: those of the decree (Phụ lục
/// III, Mục I) and those of legal documents.
pub(super) const KINDS: [&str; 34] = [
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC",
    "BB", "TTr", "HĐ", "CĐ", "BGN", "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB",
    "NĐ", "TT", "TTLT", "NQLT", "PL", "VBHN", "L",
];

/// Agencies of the State by the letters of their symbols.
pub(super) const AGENCIES: [&str; 21] = [
    "UBND", "HĐND", "CP", "TTg", "QH", "UBTVQH", "CTN", "VPCP", "VPQH", "VPUBND",
    "VPHĐND", "TTCP", "KTNN", "NHNN", "UBDT", "TANDTC", "VKSNDTC", "TAND", "VKSND",
    "KBNN", "ĐĐBQH",
];

/// What a ministry (`B`), a department of a province (`S`) or an office of a district
/// (`P`) looks after.
pub(super) const FIELDS: [&str; 27] = [
    "NV", "TC", "TP", "CA", "QP", "NG", "YT", "CT", "XD", "GDĐT", "KHĐT", "GTVT", "KHCN",
    "TTTT", "TNMT", "NNMT", "NNPTNT", "NN", "VHTTDL", "VHTT", "DL", "LĐTBXH", "DTTG",
    "TCKH", "KT", "KTHT", "VHXH",
];

/// `KH`, `CTr`; also in small letters, which are one of the things that are told.
pub(super) fn is_kind(group: &str) -> bool {
    let letters = group.to_uppercase();
    KINDS.iter().any(|kind| kind.to_uppercase() == letters)
}

/// `UBND`, `QH15`, `BGD&ĐT`, `SNV`, in capitals or not.
pub(super) fn is_agency(group: &str) -> bool {
    let group = group.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters = group.replace('&', "").to_uppercase();
    AGENCIES.iter().any(|agency| agency.to_uppercase() == letters)
        || letters
            .strip_prefix(['B', 'S', 'P'])
            .is_some_and(|field| FIELDS.contains(&field))
}

/// `TU`, `ĐU`, `BTGTU`, `TW`: committees of the Party.
pub(super) fn is_party_body(text: &str) -> bool {
    text.ends_with('U') || text.ends_with("TW")
}

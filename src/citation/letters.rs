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

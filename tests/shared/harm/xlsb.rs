//! A small workbook in binary records (XLSB) with cells of each kind, which no library
//! writes.

/// A record of an XLSB.
pub(crate) fn make_record(kind: u16, fields: &[u8]) -> Vec<u8> {
    let low = |number: usize| u8::try_from(number & 0x7f).expect("seven bits");
    let kind = usize::from(kind);
    let mut bytes = match kind < 0x80 {
        true => vec![low(kind)],
        false => vec![low(kind) | 0x80, low(kind >> 7)],
    };
    bytes.extend([low(fields.len()) | 0x80, low(fields.len() >> 7)]);
    bytes.extend(fields);
    bytes
}

/// A text with its length.
pub(crate) fn make_wide(text: &str) -> Vec<u8> {
    let units: Vec<_> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).expect("a short text").to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// A cell in a column and with a style.
pub(crate) fn make_cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    let place = [column.to_le_bytes(), style.to_le_bytes()].concat();
    make_record(kind, &[&place, value].concat())
}

/// The record with which a row begins.
pub(crate) fn make_row(number: u32, hidden: bool) -> Vec<u8> {
    let mut fields = [number.to_le_bytes(), [0; 4]].concat();
    fields.extend([0x2c, 1, 0, if hidden { 0x10 } else { 0 }, 0, 0, 0, 0, 0]);
    make_record(0, &fields)
}

/// The parts of the workbook, with these cells in its sheet.
pub(crate) fn make_parts(cells: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let name = [make_wide("rId1"), make_wide("Hộ")].concat();
    let sheet = [[0; 4].as_slice(), &[1, 0, 0, 0], &name].concat();
    let computing = [vec![0; 24], vec![1, 0]].concat();
    let workbook = [make_record(156, &sheet), make_record(157, &computing)].concat();
    let texts = make_record(19, &[&[0][..], &make_wide("Thôn Mai Hà")].concat());
    let styles = [
        make_record(44, &[&[164, 0][..], &make_wide("0.0%")].concat()),
        make_record(43, &[[0; 4].as_slice(), &[0x90, 1], &[0; 8]].concat()),
        make_record(43, &[[0; 4].as_slice(), &[0xbc, 2], &[0; 8]].concat()),
        make_record(626, &[]),
        make_record(47, &[0xff, 0xff, 14, 0, 0, 0, 0, 0]),
        make_record(627, &[]),
        make_record(617, &[1, 0, 0, 0]),
        make_record(47, &[0, 0, 0, 0, 0, 0, 0, 0]),
        make_record(47, &[0, 0, 164, 0, 1, 0, 0, 0]),
        make_record(618, &[]),
    ];
    let merged = [2_u32, 3, 0, 0].map(u32::to_le_bytes).concat();
    let sheet = [cells, &make_record(176, &merged)].concat();
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{kind}/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="rId2" Type="{kind}/sharedStrings" Target="sharedStrings.bin"/><Relationship Id="rId3" Type="{kind}/styles" Target="styles.bin"/></Relationships>"#
    );
    vec![
        ("xl/workbook.bin", workbook),
        ("xl/_rels/workbook.bin.rels", relations.into_bytes()),
        ("xl/sharedStrings.bin", texts),
        ("xl/styles.bin", styles.concat()),
        ("xl/worksheets/sheet1.bin", sheet),
    ]
}

/// A cell of each kind.
pub(crate) fn make_cells() -> Vec<u8> {
    [
        make_row(0, false),
        make_cell(7, 0, 0, &[0; 4]),
        make_cell(2, 1, 1, &(33_u32 << 2 | 3).to_le_bytes()),
        make_cell(5, 2, 0, &3.3_f64.to_le_bytes()),
        make_cell(4, 3, 0, &[1]),
        make_row(2, true),
        make_cell(6, 0, 0, &make_wide("Đồng")),
        make_cell(9, 1, 0, &0_f64.to_le_bytes()),
        make_cell(11, 2, 0, &[7]),
        make_cell(8, 3, 0, &make_wide("chữ")),
    ]
    .concat()
}

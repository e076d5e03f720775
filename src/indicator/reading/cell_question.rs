//! What is said of a cell that cannot be read, or that can be read in two ways.

use crate::code;
use crate::language::{Notation, format_exact, translate_english};
use crate::quantity::{Number, NumberError};
use crate::sheet::NumberFormat;

use super::cell_kind::is_thousands_elsewhere;
use super::figure_text;
use super::raw_cell::{CellDiagnostic, RawCell};

/// An error of a formula of the file.
pub(super) fn report_sheet_error(raw: RawCell<'_>, error: &str) -> Box<CellDiagnostic> {
    let message = format!("công thức trong tệp báo lỗi {error}");
    let mut finding = raw.error(&code::indicator::SHEET_ERROR, &message);
    let remedy = "mở tệp, sửa công thức của ô này, lưu lại";
    finding.diagnostic.push_hint(remedy.to_owned());
    Box::new(finding)
}

/// A formula whose result is not in the file: a program has written it, and no office
/// program has computed it yet.
pub(super) fn report_uncomputed(raw: RawCell<'_>) -> Box<CellDiagnostic> {
    let message = "ô có công thức mà tệp chưa có kết quả";
    let mut finding = raw.error(&code::indicator::FORMULA_NOT_COMPUTED, message);
    finding.diagnostic.push_hint(
        "mở tệp bằng Excel hoặc LibreOffice để máy tính các công thức, lưu lại rồi chạy lại"
            .to_owned(),
    );
    Box::new(finding)
}

/// `3,3` without a sign is one percent or another: the form says which.
pub(super) fn report_no_scale(raw: RawCell<'_>, number: &Number) -> Box<CellDiagnostic> {
    let as_is = format_percent(number);
    let as_ratio = format_percent(&number.times_pow10(2));
    let text = raw.text();
    let message = format!("“{text}” trong cột phần trăm đọc được hai cách");
    let mut finding = raw.error(&code::indicator::PERCENT_SCALE, &message);
    finding.diagnostic.set_label(format!("là {as_is} hay là {as_ratio}?"));
    finding.diagnostic.push_hint(format!(
        "ghi ở cột này trong biểu: `tep_ghi: phan_tram` nếu là {as_is}, `tep_ghi: ti_so` nếu là {as_ratio}"
    ));
    Box::new(finding)
}

fn format_percent(number: &Number) -> String {
    format!("{}%", format_number(number))
}

/// A number with all its decimals, or with four where they never end.
fn format_number(number: &Number) -> String {
    number.exact_text().unwrap_or_else(|| number.text(4))
}

/// A cell that its sheet shows as a percent, in a column of numbers.
pub(super) fn report_percent_in_numbers(raw: RawCell<'_>) -> Box<CellDiagnostic> {
    let message =
        format!("bảng tính hiện “{}”, là phần trăm trong một cột số", raw.text());
    let mut finding = raw.error(&code::indicator::PERCENT_SCALE, &message);
    finding.diagnostic.set_label("cần một số, hoặc cả cột là phần trăm".to_owned());
    finding.diagnostic.push_hint(
        "cột là phần trăm thì ghi ở cột này trong biểu: `kieu: phan_tram`; nếu không, bỏ kiểu phần trăm của ô trong tệp".to_owned(),
    );
    Box::new(finding)
}

/// A number that its sheet shows divided by thousands: which of the two is meant?
pub(super) fn report_divided(raw: RawCell<'_>, number: &Number) -> Box<CellDiagnostic> {
    let power = raw.shown_power();
    let places = match raw.format() {
        NumberFormat::Number { places, .. } => u32::from(*places),
        _ => 0,
    };
    let stored = format_number(number);
    let divided = number.times_pow10(-power);
    let shown = divided.rounded(places).text(places);
    let exact = format_number(&divided);
    let taken = match divided.rounded(places) == divided {
        true => exact,
        false => format!("{exact} (bảng tính hiện tròn {shown})"),
    };
    let divisor = Number::ONE.times_pow10(power).text(0);
    let message = format!(
        "tệp lưu {stored}, bảng tính hiện {shown} vì kiểu của ô chia cho {divisor}"
    );
    let mut finding = raw.error(&code::indicator::AMBIGUOUS_SCALE, &message);
    finding
        .diagnostic
        .set_label(format!("là {stored} hay là {}?", format_number(&divided)));
    finding.diagnostic.push_hint(format!(
        "ghi ở cột này trong biểu: `tep_ghi: nhu_luu` nếu là {stored}, `tep_ghi: nhu_hien` nếu là {taken}, theo đơn vị tính của cột"
    ));
    Box::new(finding)
}

/// `1.205` typed in a program set to English is kept as 1,205.
pub(super) fn report_typed_thousand(
    raw: RawCell<'_>,
    number: &Number,
    has_dots: bool,
) -> Box<CellDiagnostic> {
    let as_is = format_number(number);
    let as_thousand = number.times_pow10(3).text(0);
    // Texts with dots in the same column need their own answer with it.
    let with_dots = if has_dots { " cùng `dau_phan_nghin: phay`" } else { "" };
    let message = format!("“{as_is}” có phần lẻ trong một cột số đếm, đọc được hai cách");
    let mut finding = raw.error(&code::indicator::AMBIGUOUS_THOUSANDS, &message);
    finding.diagnostic.set_label(format!("là {as_thousand} hay là {as_is}?"));
    finding.diagnostic.push_hint(format!(
        "gõ {as_thousand} trong Excel đặt theo tiếng Anh thì tệp lưu {as_is}; ghi ở cột này trong biểu: `dau_phan_nghin: cham` nếu là {as_thousand}, `kieu: thap_phan`{with_dots} nếu đúng là {as_is}"
    ));
    Box::new(finding)
}

/// Half a household: a fraction in a column of counts that is no thousand.
pub(super) fn report_counted_fraction(
    raw: RawCell<'_>,
    text: &str,
) -> Box<CellDiagnostic> {
    let message = format!("“{text}” có phần lẻ trong một cột số đếm");
    let mut finding = report_wrong_type(raw, "một số nguyên", &message);
    finding.diagnostic.push_hint(
        "sửa ô trong tệp; nếu cả cột đúng là số lẻ, ghi ở cột này trong biểu: `kieu: thap_phan`"
            .to_owned(),
    );
    finding
}

/// 2 in a column in which 1,205 is 1.205: it may have been typed as `2.000`.
pub(super) fn report_small_whole(
    raw: RawCell<'_>,
    number: &Number,
) -> Box<CellDiagnostic> {
    let as_is = format_number(number);
    let as_thousand = number.times_pow10(3).text(0);
    let message = format!("“{as_is}” đọc được hai cách, vì cột có số gõ với dấu chấm");
    let mut finding = raw.error(&code::indicator::AMBIGUOUS_THOUSANDS, &message);
    finding.diagnostic.set_label(format!("là {as_thousand} hay là {as_is}?"));
    finding.diagnostic.push_hint(format!(
        "nếu là {as_is}, ghi thêm `kieu: so` ở cột này trong biểu; nếu là {as_thousand}, đặt kiểu ô là Văn bản rồi gõ lại {as_thousand}"
    ));
    Box::new(finding)
}

/// `1,250` where nothing says what its comma is.
pub(super) fn report_commas(raw: RawCell<'_>, figure: &str) -> Box<CellDiagnostic> {
    let message = format!("dấu phẩy trong “{figure}” đọc được hai cách");
    let mut finding = raw.error(&code::indicator::AMBIGUOUS_THOUSANDS, &message);
    let grouped = figure.replace(',', ".");
    if Notation::read(figure) == Some(Notation::OneComma) {
        let decimal = figure.trim_end_matches('0').trim_end_matches(',');
        finding.diagnostic.set_label(format!("là {grouped} hay là {decimal}?"));
        finding.diagnostic.push_hint(format!(
            "ghi ở cột này trong biểu: `dau_phan_nghin: phay` nếu dấu phẩy ngăn hàng nghìn ({grouped}), `dau_phan_nghin: cham` nếu dấu phẩy ngăn phần lẻ ({decimal})"
        ));
    } else {
        // Other cells of the column are written as Vietnam does.
        let english = translate_english(figure);
        finding.diagnostic.set_label(format!(
            "dấu phẩy ở đây ngăn hàng nghìn ({english}), ở ô khác thì không"
        ));
        finding.diagnostic.push_hint(
            "sửa các ô trong tệp cho cùng một cách viết, hoặc ghi ở cột này trong biểu: `dau_phan_nghin: phay` nếu cả cột dùng dấu phẩy ngăn hàng nghìn, `dau_phan_nghin: cham` nếu dùng dấu chấm".to_owned(),
        );
    }
    Box::new(finding)
}

/// A figure with a mark beside it, in a column of figures.
pub(super) fn report_mark(
    raw: RawCell<'_>,
    text: &str,
    figure: &str,
) -> Box<CellDiagnostic> {
    let message = format!("“{text}” có dấu đi kèm con số, đọc được hai cách");
    let mut finding = raw.error(&code::indicator::AMBIGUOUS_MARK, &message);
    finding.diagnostic.set_label(format!("là số {figure} hay là chữ “{text}”?"));
    finding.diagnostic.push_hint(match raw.is_typed() {
        true => format!("ghi {figure} nếu là số; ghi ở cột này `kieu: chu` nếu là chữ"),
        false => "ghi ở cột này trong biểu: `kieu: so` để lấy con số không kèm dấu, `kieu: chu` để giữ nguyên chữ và không cộng".to_owned(),
    });
    Box::new(finding)
}

/// Words for a figure that is not known yet.
pub(super) fn report_pending_words(raw: RawCell<'_>, text: &str) -> Box<CellDiagnostic> {
    let message = format!("ô ghi “{text}”, không phải là số");
    let mut finding = raw.error(&code::indicator::PENDING_WORDS, &message);
    finding.diagnostic.set_label("chưa có số thì ghi chua_co".to_owned());
    finding.diagnostic.push_hint(
        "ghi `chua_co` vào ô để giấy in dòng chấm và số tổng để ngỏ; ghi 0 nếu không có gì"
            .to_owned(),
    );
    Box::new(finding)
}

/// A cell that does not hold what its column holds.
pub(super) fn report_wrong_type(
    raw: RawCell<'_>,
    wanted: &str,
    why: &str,
) -> Box<CellDiagnostic> {
    let is_date = wanted.starts_with("ngày");
    let code = if is_date { &code::form::NOT_A_DATE } else { &code::form::NOT_A_NUMBER };
    let mut finding = raw.error(code, why);
    finding.diagnostic.set_label(format!("cần {wanted}"));
    Box::new(finding)
}

/// A text that is no number of its column, with the advice that its error asks for.
///
/// `1,545` among whole numbers is most likely a thousand typed as in English, so that is
/// asked. `1.250` among decimals has two readings, and both are offered.
pub(super) fn report_unreadable(
    raw: RawCell<'_>,
    text: &str,
    error: NumberError,
    wanted: &str,
) -> Box<CellDiagnostic> {
    if error == NumberError::Fraction && is_thousands_elsewhere(text) {
        let message = format!("“{text}” có phần lẻ, các ô khác trong cột là số nguyên");
        let mut finding = raw.error(&code::form::NOT_A_NUMBER, &message);
        let with_dot = text.trim().replace(',', ".");
        finding.diagnostic.set_label(format!("có phải là {with_dot}?"));
        finding.diagnostic.push_hint(
            "dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ: 1.545 và 4,08".to_owned(),
        );
        if !raw.is_typed() {
            finding.diagnostic.push_hint(format!(
                "sửa ô trong tệp; hoặc ghi ở cột này trong biểu: `dau_phan_nghin: phay` nếu là {with_dot}"
            ));
        }
        return Box::new(finding);
    }
    // Of all other errors only two readings have an advice of their own.
    let NumberError::TwoReadings { thousands, decimal } = error else {
        let why = describe_unreadable(text, error);
        let mut finding = report_wrong_type(raw, wanted, &why);
        if error == NumberError::NotANumber && !raw.is_typed() {
            finding.diagnostic.push_hint(
                "sửa ô trong tệp; nếu cả cột là chữ, không cộng, ghi ở cột này trong biểu: `kieu: chu`"
                    .to_owned(),
            );
        }
        return finding;
    };
    let whole = thousands.normalize();
    let part = format_exact(&decimal);
    let message = format!("số “{text}” đọc được hai cách, vì trong cột có số thập phân");
    let mut finding = raw.error(&code::form::TWO_READINGS, &message);
    finding.diagnostic.set_label(format!("là {whole} hay là {part}?"));
    finding.diagnostic.push_hint(format!(
        "nếu là số nguyên, ghi {whole}; nếu là số thập phân, ghi {part}"
    ));
    if !raw.is_typed() {
        finding.diagnostic.push_hint(format!(
            "cả cột như vậy thì ghi ở cột này trong biểu: `dau_phan_nghin: cham` nếu là {whole}, `dau_phan_nghin: phay` nếu là {part}"
        ));
    }
    Box::new(finding)
}

/// Why a text is no number of its column.
fn describe_unreadable(text: &str, error: NumberError) -> String {
    match error {
        NumberError::Fraction => {
            format!("“{text}” có phần lẻ, các ô khác trong cột là số nguyên")
        }
        NumberError::TooLarge => format!("số “{text}” quá lớn"),
        _ if figure_text::is_scientific(text) => format!(
            "“{text}” là số viết rút gọn, có thể đã mất chữ số; cần ghi đủ các chữ số"
        ),
        _ if figure_text::find_bracketed(text).is_some() => {
            format!("“{text}” đặt trong ngoặc, không rõ là số âm hay là chú thích")
        }
        _ if figure_text::is_failed_figure(text) => {
            format!("“{text}” không phải là số: phép tính trong tệp đã hỏng")
        }
        _ => format!("“{text}” không phải là số"),
    }
}

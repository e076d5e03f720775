//! The evaluator of `{{ … }}`: expressions over the plan's own values, without loops,
//! files, clock or anything else from outside, and with a limit on work.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};

use super::filter::{self, ours};
use super::value::{Named, Shown};
use crate::language;

/// How a paper is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationForm {
    /// In full where it is the first time, else short.
    Auto,
    /// In full.
    Full,
    /// Short.
    Short,
}

/// What references point to.
pub trait References: fmt::Debug + Send + Sync {
    /// `Mục 5 Phần II` for an id of a section.
    fn section(&self, id: &str) -> Option<String>;
    /// `Phụ lục II` for an id of an appendix.
    fn appendix(&self, id: &str) -> Option<String>;
    /// The citation of a paper.
    fn paper(&self, id: &str, form: CitationForm) -> Option<String>;
    /// All ids of one function, for suggestions.
    fn ids(&self, function: &str) -> Vec<String>;
}

/// The functions of `{{ … }}` and what they do, in Vietnamese.
pub const FUNCTIONS: &[(&str, &str)] = &[
    ("muc", "số của một mục, theo mã: {{ muc(\"to-chuc\") }} thành “Phần IV”"),
    ("phu_luc", "tên của một phụ lục, theo mã"),
    ("vb", "viện dẫn một văn bản, theo mã: lần đầu đầy đủ, lần sau ngắn"),
];

/// The filters of `{{ … }}` and what they do, in Vietnamese.
pub const FILTERS: &[(&str, &str)] = &[
    ("hai_chu_so", "viết số bằng ít nhất hai chữ số: 05"),
    ("bang_chu", "viết số bằng chữ: mười bảy"),
    ("co_don_vi", "thêm đơn vị sau số: 17 hộ"),
    ("so_le", "viết với số chữ số lẻ này: {{ ngheo.tong.tl_dau | so_le(1) }} thành 4,1%"),
    ("thay_doi", "viết mức tăng, giảm của một chỉ tiêu: giảm 0,78 điểm phần trăm"),
    (
        "theo",
        "viết số tiền theo đơn vị khác: {{ kinh_phi.tong | theo(\"triệu đồng\") }} thành 26 triệu đồng",
    ),
    ("ngay_dai", "viết ngày đầy đủ: ngày 20 tháng 4 năm 2023"),
    ("day_du", "viện dẫn đầy đủ, dù đã viện dẫn ở trên"),
    ("ngan", "viện dẫn ngắn: tên loại và số"),
];

/// Work that one expression may cost.
const FUEL: u64 = 20_000;

/// Longest result, in bytes.
const MAX_RESULT: usize = 20_000;

/// Why an expression has no value, in Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExprFault {
    /// One sentence.
    pub message: String,
    /// Advice, if any.
    pub hint: Option<String>,
}

impl ExprFault {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }
}

/// The values that expressions read.
pub struct Scope {
    env: Environment<'static>,
    values: Value,
    paths: Vec<String>,
}

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").field("paths", &self.paths).finish_non_exhaustive()
    }
}

impl Scope {
    /// A scope with values by name, and the paths (`chi_tieu.giam_ngheo`) that can be
    /// read, for suggestions.
    #[must_use]
    pub fn new(
        values: BTreeMap<String, Value>,
        paths: Vec<String>,
        references: &Arc<dyn References>,
    ) -> Self {
        let mut env = Environment::empty();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_fuel(Some(FUEL));
        env.set_recursion_limit(50);
        for (name, _) in FUNCTIONS {
            let references = Arc::clone(references);
            env.add_function(*name, move |id: String| refer(&references, name, id));
        }
        env.add_filter("hai_chu_so", filter::two_digits);
        env.add_filter("bang_chu", filter::in_words);
        env.add_filter("co_don_vi", filter::with_unit);
        env.add_filter("so_le", filter::places);
        env.add_filter("thay_doi", filter::change);
        env.add_filter("theo", filter::in_scale);
        env.add_filter("ngay_dai", filter::long_date);
        env.add_filter("day_du", |v: Value| cite(&v, CitationForm::Full));
        env.add_filter("ngan", |v: Value| cite(&v, CitationForm::Short));
        Self { env, values: Value::from_object(Named(values)), paths }
    }

    /// The text of an expression.
    ///
    /// # Errors
    ///
    /// When it is not an expression, reads what is not there, or has no value that can
    /// be printed.
    pub fn eval(&self, expr: &str) -> Result<String, ExprFault> {
        if expr.is_empty() {
            return Err(ExprFault::new("giữa `{{` và `}}` chưa có gì"));
        }
        let compiled =
            self.env.compile_expression(expr).map_err(|e| self.fault(expr, &e))?;
        let value =
            compiled.eval(self.values.clone()).map_err(|e| self.fault(expr, &e))?;
        printed(&value).ok_or_else(|| self.not_printable(expr, &value))
    }

    fn not_printable(&self, expr: &str, value: &Value) -> ExprFault {
        if value.is_undefined() || value.is_none() {
            return self.unknown(expr);
        }
        let mut fault = ExprFault::new(format!(
            "`{{{{ {expr} }}}}` không phải là chữ hay con số in ra được"
        ));
        let inside: Vec<_> = self
            .paths
            .iter()
            .filter(|p| p.starts_with(&format!("{expr}.")))
            .map(|p| format!("`{p}`"))
            .collect();
        if !inside.is_empty() {
            fault.hint =
                Some(format!("chọn một giá trị bên trong: {}", inside.join(", ")));
        }
        fault
    }

    fn unknown(&self, expr: &str) -> ExprFault {
        let asked =
            self.env.compile_expression(expr).map(|e| e.undeclared_variables(true));
        let mut names: Vec<_> = asked.into_iter().flatten().collect();
        names.sort();
        let known = |n: &String| {
            self.paths.iter().any(|p| p == n || p.starts_with(&format!("{n}.")))
        };
        let wanted =
            names.into_iter().find(|n| !known(n)).unwrap_or_else(|| expr.to_owned());
        let mut fault = ExprFault::new(format!("không có giá trị nào tên là `{wanted}`"));
        let near = language::nearest(&wanted, self.paths.iter().map(String::as_str));
        fault.hint = Some(match near {
            Some(near) => format!("có phải là `{near}`?"),
            None => format!("các giá trị đọc được: {}", self.paths.join(", ")),
        });
        fault
    }

    fn fault(&self, expr: &str, err: &Error) -> ExprFault {
        match err.kind() {
            ErrorKind::UndefinedError => self.unknown(expr),
            ErrorKind::UnknownFilter => {
                listed("không có phép nào tên như vậy sau dấu `|`", FILTERS)
            }
            ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => {
                listed("không có hàm nào tên như vậy", FUNCTIONS)
            }
            ErrorKind::OutOfFuel => ExprFault::new("biểu thức này quá dài"),
            // Only our own functions and filters speak through this one.
            ErrorKind::CannotUnpack => {
                let detail = err.detail().unwrap_or_default();
                let (message, hint) = detail.split_once('\n').unwrap_or((detail, ""));
                let hint = (!hint.is_empty()).then(|| hint.to_owned());
                ExprFault { message: message.to_owned(), hint }
            }
            ErrorKind::SyntaxError | ErrorKind::BadEscape => {
                let mut fault =
                    ExprFault::new(format!("biểu thức `{expr}` viết chưa đúng"));
                fault.hint = Some(
                    "giữa `{{` và `}}` chỉ ghi tên giá trị, ví dụ: {{ chi_tieu.giam_ngheo }}"
                        .to_owned(),
                );
                fault
            }
            _ => ExprFault::new(format!("biểu thức `{expr}` không tính được")),
        }
    }
}

fn listed(message: &str, table: &[(&str, &str)]) -> ExprFault {
    let names: Vec<_> = table.iter().map(|(n, d)| format!("`{n}` ({d})")).collect();
    let hint = Some(format!("dùng được: {}", names.join("; ")));
    ExprFault { message: message.to_owned(), hint }
}

/// The text of a value: ours, a string or a whole number; nothing else prints.
fn printed(value: &Value) -> Option<String> {
    let whole = value.is_integer();
    let ours = value.downcast_object_ref::<Shown>().is_some()
        || value.downcast_object_ref::<Cited>().is_some();
    let text = (whole || ours || value.as_str().is_some()).then(|| value.to_string())?;
    (text.len() <= MAX_RESULT).then(|| language::clean(&text))
}

/// A paper to be cited; how is settled when it is printed.
#[derive(Debug)]
struct Cited {
    references: Arc<dyn References>,
    id: String,
    form: CitationForm,
}

impl Object for Cited {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.references.paper(&self.id, self.form).unwrap_or_default())
    }
}

fn refer(
    references: &Arc<dyn References>,
    function: &str,
    id: String,
) -> Result<Value, Error> {
    let text = match function {
        "muc" => references.section(&id),
        "phu_luc" => references.appendix(&id),
        _ => {
            let known = references.ids(function).contains(&id);
            let references = Arc::clone(references);
            let cited = Cited { references, id: id.clone(), form: CitationForm::Auto };
            if known {
                return Ok(Value::from_object(cited));
            }
            None
        }
    };
    text.map(Value::from).ok_or_else(|| nothing(references, function, &id))
}

fn nothing(references: &Arc<dyn References>, function: &str, id: &str) -> Error {
    let thing = match function {
        "muc" => "mục",
        "phu_luc" => "phụ lục",
        _ => "văn bản",
    };
    let ids = references.ids(function);
    let near = language::nearest(id, ids.iter().map(String::as_str));
    let hint = match near {
        Some(near) => format!("có phải là `{near}`?"),
        None if ids.is_empty() => format!("biểu chưa đặt mã cho {thing} nào"),
        None => format!("các mã đã đặt: {}", ids.join(", ")),
    };
    ours(format!("không có {thing} nào mang mã `{id}`\n{hint}"))
}

fn cite(value: &Value, form: CitationForm) -> Result<Value, Error> {
    let cited = value.downcast_object_ref::<Cited>();
    let cited = cited.ok_or_else(|| ours("phép này chỉ dùng sau vb(…)".to_owned()))?;
    let references = Arc::clone(&cited.references);
    Ok(Value::from_object(Cited { references, id: cited.id.clone(), form }))
}

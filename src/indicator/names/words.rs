//! Words of the form that a text can print, and that nothing is computed from:
//! `co_quan.ten`, `chi_tieu.giam.don_vi`.

use crate::diagnostic;
use crate::form::Spanned;
use crate::formula::{FormulaError, Ident, Ref, RefStep};
use crate::language;

use super::{FormNames, Resolver};

/// Words of the form that a text can print, by what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormWords {
    /// Name of the agency (`co_quan.ten`).
    AgencyName,
    /// Short name of the agency (`co_quan.ten_tat`).
    AgencyShortName,
    /// The place where the agency issues papers (`co_quan.dia_danh`).
    AgencyPlace,
    /// Name of an indicator, by its index.
    IndicatorName(usize),
    /// Unit of an indicator, by its index.
    IndicatorUnit(usize),
    /// The years of a plan for several (`giai_doan`).
    Period,
    /// The first of them (`giai_doan.tu`).
    PeriodStart,
    /// The last of them (`giai_doan.den`).
    PeriodEnd,
}

impl FormWords {
    /// Whether the form may say of them that they are not known yet; a unit or a period that
    /// it has not is no blank.
    #[must_use]
    pub const fn can_wait(self) -> bool {
        match self {
            Self::AgencyName
            | Self::AgencyShortName
            | Self::AgencyPlace
            | Self::IndicatorName(_) => true,
            Self::IndicatorUnit(_)
            | Self::Period
            | Self::PeriodStart
            | Self::PeriodEnd => false,
        }
    }
}

/// The words of the agency, with the names that read them.
const AGENCY: [(&str, FormWords); 3] = [
    ("ten", FormWords::AgencyName),
    ("ten_tat", FormWords::AgencyShortName),
    ("dia_danh", FormWords::AgencyPlace),
];

/// The ends of the period, with the names that read them.
const PERIOD: [(&str, FormWords); 2] =
    [("tu", FormWords::PeriodStart), ("den", FormWords::PeriodEnd)];

/// The names that read words of an indicator.
pub(super) const INDICATOR_WORDS: [&str; 2] = ["ten", "don_vi"];

impl FormNames<'_> {
    /// The words that a reference of a text stands for; `None` where it stands for
    /// something else, or for nothing.
    ///
    /// # Errors
    ///
    /// As [`FormNames::find`].
    pub fn find_words(
        &self,
        text: &str,
        reference: &Ref,
    ) -> Result<Option<FormWords>, Option<FormulaError>> {
        let resolver = Resolver { names: self, text, table: None, prints: true };
        match (reference.head.name.as_str(), &reference.steps[..]) {
            ("co_quan", steps) => resolver.agency(&reference.head, steps).map(Some),
            ("giai_doan", steps) => resolver.period(&reference.head, steps).map(Some),
            ("chi_tieu", [RefStep::Member(id), RefStep::Member(part)])
                if INDICATOR_WORDS.contains(&&*part.name) =>
            {
                resolver.words_of_indicator(id, part).map(Some)
            }
            _ => Ok(None),
        }
    }
}

impl Resolver<'_, '_> {
    /// The first name of what a text reads, where it is none.
    pub(super) fn unknown_value(&self, head: &Ident, tables: &[&str]) -> FormulaError {
        let groups = ["nam", "giai_doan", "co_quan", "chi_tieu", "kinh_phi"];
        let known = groups.iter().chain(tables).copied();
        let word = self.text.get(head.range.clone()).unwrap_or(&head.name);
        let error = FormulaError::new(
            head.range.clone(),
            format!("không có giá trị nào tên là `{word}`"),
        );
        match language::find_nearest(word, known.clone()) {
            Some(nearest) => error.label(format!("có phải là `{nearest}`?")),
            None => {
                let known: Vec<_> = known.map(|name| format!("`{name}`")).collect();
                error.hint(format!("đọc được: {}", diagnostic::list_names(&known)))
            }
        }
    }

    /// The words of the agency.
    fn agency(
        &self,
        head: &Ident,
        steps: &[RefStep],
    ) -> Result<FormWords, Option<FormulaError>> {
        let known = AGENCY.iter().map(|(name, _)| *name);
        let [RefStep::Member(asked)] = steps else {
            let ways: Vec<_> = known.map(|name| format!("`co_quan.{name}`")).collect();
            return Err(Some(
                FormulaError::new(head.range.clone(), "`co_quan` là cả một nhóm giá trị")
                    .label("cần nói rõ giá trị nào")
                    .hint(format!("đọc được: {}", ways.join(", "))),
            ));
        };
        let found = AGENCY.iter().find(|(name, _)| *name == asked.name);
        let Some((_, words)) = found else {
            let place = asked.range.clone();
            return Err(Some(FormulaError::unknown_name(
                self.text,
                place,
                "giá trị",
                known,
            )));
        };
        // That the form has no agency is a finding there.
        self.form().agency.as_ref().map(|_| *words).ok_or(None)
    }

    /// The years of the plan, or one end of them.
    fn period(
        &self,
        head: &Ident,
        steps: &[RefStep],
    ) -> Result<FormWords, Option<FormulaError>> {
        if self.form().period.is_none() {
            // That it cannot be read is a finding there.
            if self.names.is_broken("giai_doan") {
                return Err(None);
            }
            return Err(Some(
                FormulaError::new(head.range.clone(), "biểu chưa có `giai_doan`")
                    .label("chưa biết kế hoạch của những năm nào")
                    .hint("thêm dòng `giai_doan: 2026-2030` vào đầu biểu; kế hoạch của một năm thì đọc `nam`"),
            ));
        }
        match steps {
            [] => Ok(FormWords::Period),
            [RefStep::Member(asked)] => {
                let found = PERIOD.iter().find(|(name, _)| *name == asked.name);
                found.map(|(_, words)| *words).ok_or_else(|| {
                    let known = PERIOD.iter().map(|(name, _)| *name);
                    let place = asked.range.clone();
                    Some(FormulaError::unknown_name(self.text, place, "giá trị", known))
                })
            }
            _ => Err(Some(
                FormulaError::new(
                    head.range.clone(),
                    "`giai_doan` chỉ có năm đầu và năm cuối",
                )
                .label("cần `giai_doan`, `giai_doan.tu` hoặc `giai_doan.den`"),
            )),
        }
    }

    /// The name or the unit of an indicator.
    fn words_of_indicator(
        &self,
        id: &Ident,
        part: &Ident,
    ) -> Result<FormWords, Option<FormulaError>> {
        let index = self.indicator_of(id)?;
        let (id, indicator) = &self.form().indicators[index];
        match part.name.as_str() {
            "ten" => Ok(FormWords::IndicatorName(index)),
            _ if indicator.unit.is_some() => Ok(FormWords::IndicatorUnit(index)),
            _ => Err(Some(self.lacks_unit(id, part))),
        }
    }

    /// The unit of an indicator that prints it with every figure, or has none.
    fn lacks_unit(&self, id: &Spanned<String>, part: &Ident) -> FormulaError {
        let message = format!("chỉ tiêu `{}` không có đơn vị để in riêng", id.value);
        FormulaError::new(part.range.clone(), message)
            .hint("số phần trăm và số tiền tự in đơn vị của nó")
    }
}

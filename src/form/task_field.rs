//! The parts of a task, with their keys and what they are called on paper.

/// A part of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TaskField {
    /// `noi_dung`: what is done.
    Activities,
    /// `hinh_thuc`: in what form it is done.
    Manner,
    /// `dia_diem`: where it is done.
    Place,
    /// `thoi_gian`: when it is done.
    Time,
    /// `ket_qua`: what there must be in the end.
    Output,
    /// `kinh_phi`: what it costs.
    Budget,
    /// `phan_cong`: who does it, all in one.
    Assignment,
    /// `chu_tri` of `phan_cong`: who leads it.
    Lead,
    /// `thuc_hien` of `phan_cong`: who does it.
    Executors,
    /// `phoi_hop` of `phan_cong`: who takes part.
    Partners,
    /// `ghi_chu`: what else is to be said.
    Note,
}

/// A part of a task with what it is called.
struct FieldNames {
    /// Its key, under a task or under its `phan_cong`.
    key: &'static str,
    /// The label under a title.
    label: &'static str,
    /// The name of its column in a table.
    column: &'static str,
}

impl TaskField {
    /// All, in the order in which they are printed where the form names none.
    pub const ALL: [Self; 11] = [
        Self::Activities,
        Self::Manner,
        Self::Place,
        Self::Time,
        Self::Output,
        Self::Budget,
        Self::Assignment,
        Self::Lead,
        Self::Executors,
        Self::Partners,
        Self::Note,
    ];

    /// Those that say who does a task, one by one, in place of [`Self::Assignment`].
    pub const UNITS: [Self; 3] = [Self::Lead, Self::Executors, Self::Partners];

    /// Its key in the form.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.names().key
    }

    /// Its label under the title of a task, where the form gives none.
    #[must_use]
    pub fn default_label(self) -> &'static str {
        self.names().label
    }

    /// The name of its column, where the form gives none.
    #[must_use]
    pub fn default_column(self) -> &'static str {
        self.names().column
    }

    /// The part that a key is of.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    fn names(self) -> FieldNames {
        let (key, label, column) = match self {
            Self::Activities => ("noi_dung", "Nội dung", "Nội dung"),
            Self::Manner => ("hinh_thuc", "Hình thức thực hiện", "Hình thức"),
            Self::Place => ("dia_diem", "Địa điểm", "Địa điểm"),
            Self::Time => ("thoi_gian", "Thời gian thực hiện", "Thời gian thực hiện"),
            Self::Output => ("ket_qua", "Sản phẩm", "Sản phẩm"),
            Self::Budget => ("kinh_phi", "Kinh phí thực hiện", "Kinh phí"),
            Self::Assignment => ("phan_cong", "Phân công thực hiện", "Phân công"),
            Self::Lead => ("chu_tri", "Đơn vị chủ trì", "Đơn vị chủ trì"),
            Self::Executors => ("thuc_hien", "Đơn vị thực hiện", "Đơn vị thực hiện"),
            Self::Partners => ("phoi_hop", "Đơn vị phối hợp", "Đơn vị phối hợp"),
            Self::Note => ("ghi_chu", "Ghi chú", "Ghi chú"),
        };
        FieldNames { key, label, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_by_its_key() {
        for field in TaskField::ALL {
            assert_eq!(TaskField::from_key(field.key()), Some(field));
        }
        assert_eq!(TaskField::from_key("tieu_de"), None);
    }
}

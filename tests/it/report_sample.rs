//! Runs of sets, made up for the tests of their report: nine districts with every state
//! and every kind of finding, a set whose texts are hostile, and a set of any size.

use kehoach::batch::report::{
    Check, CheckGap, CheckOutcome, Companion, HeadlineFigure, HeadlineIndicator,
    RunReport, RunSummary, SetReadings, SharedDiagnostic, TableReadings, UnitClause,
};
use kehoach::batch::{FileRecord, SavedDiagnostic, UnitRecord, UnitState};
use kehoach::quantity::{Figure, Number, Style};

/// What a [`RunReport`] borrows.
#[derive(Debug, Default)]
pub(crate) struct Sample {
    pub(crate) title: String,
    pub(crate) units: Vec<UnitRecord>,
    pub(crate) shared: Vec<SharedDiagnostic>,
    pub(crate) checks: Vec<Check>,
    pub(crate) indicator: Option<HeadlineIndicator>,
    pub(crate) common: Option<UnitRecord>,
    pub(crate) companions: Vec<Companion>,
    pub(crate) leftovers: Vec<String>,
    pub(crate) readings: Option<SetReadings>,
}

impl Sample {
    pub(crate) fn run(&self) -> RunReport<'_> {
        RunReport {
            set: "data/bo-thua-thien-hue/bo-ke-hoach.yaml",
            title: &self.title,
            part: None,
            units: &self.units,
            shared: &self.shared,
            checks: &self.checks,
            indicator: self.indicator.as_ref(),
            common: self.common.as_ref(),
            companions: &self.companions,
            leftovers: &self.leftovers,
            readings: self.readings.as_ref(),
        }
    }

    pub(crate) fn summary(&self) -> RunSummary<'_> {
        RunSummary::new(self.run())
    }

    pub(crate) fn html(&self) -> String {
        kehoach::batch::report::render_html(&self.summary())
    }
}

/// Key, name, state, pages, figure of a district.
const DISTRICTS: [(&str, &str, UnitState, usize, i32); 9] = [
    ("hue", "Thành phố Huế", UnitState::Built, 14, 103),
    ("huong-thuy", "Thị xã Hương Thủy", UnitState::Built, 14, 16),
    ("huong-tra", "Thị xã Hương Trà", UnitState::Kept, 14, 28),
    ("phong-dien", "Huyện Phong Điền", UnitState::Built, 15, 54),
    ("quang-dien", "Huyện Quảng Điền", UnitState::Faulty, 0, 33),
    ("phu-loc", "Huyện Phú Lộc", UnitState::Failed, 0, 67),
    ("phu-vang", "Huyện Phú Vang", UnitState::Built, 14, 67),
    ("nam-dong", "Huyện Nam Đông", UnitState::Built, 9, 31),
    ("a-luoi", "Huyện A Lưới", UnitState::Built, 16, 1196),
];

/// A unit in which nothing was found.
pub(crate) fn unit(key: &str, name: &str, number: u32, state: UnitState) -> UnitRecord {
    let made = matches!(state, UnitState::Built | UnitState::Kept);
    let file =
        FileRecord { name: format!("{number}-{name}.pdf"), sha256: "5e".repeat(32) };
    UnitRecord {
        key: key.to_owned(),
        name: name.to_owned(),
        paper: format!("{number}-{name}"),
        number: Some(number),
        state,
        inputs: "a1".repeat(32),
        files: if made { vec![file] } else { Vec::new() },
        pages: if made { 14 } else { 0 },
        findings: Vec::new(),
        suppressed: 0,
        figures: Vec::new(),
        readings: Vec::new(),
    }
}

/// A finding.
pub(crate) fn told(
    severity: &str,
    code: &str,
    file: &str,
    message: &str,
) -> SavedDiagnostic {
    SavedDiagnostic {
        file: file.to_owned(),
        line: 12,
        column: 9,
        severity: severity.to_owned(),
        code: code.to_owned(),
        message: message.to_owned(),
        hints: Vec::new(),
    }
}

fn measure(value: i32) -> HeadlineFigure {
    let figure =
        Figure { value: Number::from(value), style: Style::Number { places: 0 } };
    HeadlineFigure { text: figure.to_string(), figure }
}

/// Nine districts.
pub(crate) fn districts() -> Sample {
    let number = |at: usize| u32::try_from(at).unwrap() + 15;
    let mut units: Vec<_> = DISTRICTS
        .iter()
        .enumerate()
        .map(|(at, (key, name, state, pages, _))| {
            let unit = unit(key, name, number(at), *state);
            UnitRecord { pages: *pages, ..unit }
        })
        .collect();
    district_findings(&mut units);
    let values = DISTRICTS.iter().map(|d| (d.0.to_owned(), measure(d.4))).collect();
    let mut common = unit("ke-hoach-tinh", "Kế hoạch của tỉnh", 14, UnitState::Built);
    common.pages = 21;
    Sample {
        title: "Giảm nghèo bền vững trên địa bàn các huyện, thị xã, thành phố năm 2024"
            .to_owned(),
        units,
        shared: shared(),
        checks: checks(),
        indicator: Some(HeadlineIndicator {
            label: "Số hộ nghèo giảm".to_owned(),
            unit: "hộ".to_owned(),
            values,
        }),
        common: Some(common),
        companions: vec![Companion {
            label: "Bảng tổng hợp của các đơn vị".to_owned(),
            file: "tong-hop.csv".to_owned(),
        }],
        leftovers: vec!["24-Huyện Cũ.pdf".to_owned()],
        readings: Some(readings()),
    }
}

fn readings() -> SetReadings {
    let clause = |text: &str, units: &[&str]| UnitClause {
        text: text.to_owned(),
        units: units.iter().map(|key| (*key).to_owned()).collect(),
    };
    let table = |file: &str, table: &str| TableReadings {
        file: file.to_owned(),
        table: table.to_owned(),
        readers: 1,
        least: 9,
        most: 9,
        rows: 9,
        is_odd: false,
        notes: Vec::new(),
    };
    let units = TableReadings {
        notes: vec![clause("hàng “Tổng cộng” (dòng 11) khớp", &[])],
        ..table("don-vi.xlsx", "don_vi")
    };
    let communes = TableReadings {
        readers: 9,
        least: 4,
        most: 21,
        rows: 133,
        is_odd: true,
        notes: vec![
            clause("dòng 7 đang ẩn, vẫn tính", &["hue"]),
            clause("bỏ qua dòng 40–42 (ở sau `het_o_dong`)", &["nam-dong", "a-luoi"]),
        ],
        ..table("xa.xlsx", "xa")
    };
    SetReadings { tables: vec![units, communes], left_out: 0 }
}

fn district_findings(units: &mut [UnitRecord]) {
    let mut error = told(
        "error",
        "check-failed",
        "rieng/quang-dien.yaml",
        "phép kiểm tra không đúng: `giam <= dau`, với `giam` = 450 và `dau` = 445",
    );
    error.hints.push("sửa số ở ô D6 của `don-vi.xlsx`".to_owned());
    let mut missing = told("error", "missing-key", "rieng/quang-dien.yaml", "thiếu `so`");
    missing.line = 3;
    units[4].findings = vec![missing, error];
    let mut disk = told("error", "output", "20-Huyện Phú Lộc.pdf", "không ghi được tệp");
    (disk.line, disk.column) = (0, 0);
    disk.hints.push("đóng tệp trong chương trình xem PDF rồi chạy lại".to_owned());
    units[5].findings = vec![disk];
    units[7].findings = vec![told(
        "warning",
        "stranger",
        "rieng/nam-dong.yaml",
        "văn bản của Huyện Nam Đông còn tên đơn vị khác: A Lưới",
    )];
    units[8].findings = vec![told(
        "hint",
        "outlier",
        "don-vi.xlsx",
        "`giam` = 1.196, gấp 22 lần số giữa của các đơn vị là 54",
    )];
    units[8].suppressed = 1;
}

fn shared() -> Vec<SharedDiagnostic> {
    let warning = told(
        "warning",
        "literal-figure",
        "ke-hoach-mau.yaml",
        "số `1.595` gõ tay, trong khi đã có `don_vi.tong.giam`",
    );
    let mut hint = told("hint", "unused", "bo-ke-hoach.yaml", "cột `cuoi` không dùng");
    hint.line = 8;
    let keys = DISTRICTS.iter().take(2).map(|d| d.0.to_owned()).collect();
    vec![
        SharedDiagnostic { diagnostic: warning, units: keys },
        SharedDiagnostic { diagnostic: hint, units: Vec::new() },
    ]
}

fn checks() -> Vec<Check> {
    let check = |text: &str, outcome, left: &str, right: &str| Check {
        text: text.to_owned(),
        outcome,
        left: left.to_owned(),
        right: right.to_owned(),
        gaps: Vec::new(),
    };
    let mut failing = check(
        "tong(tong_hop.giam) = tong(don_vi.giam)",
        CheckOutcome::Fails,
        "1.559",
        "1.595",
    );
    failing.gaps.push(CheckGap {
        unit: "a-luoi".to_owned(),
        left: "1.160".to_owned(),
        right: "1.196".to_owned(),
        difference: "-36".to_owned(),
    });
    vec![
        check("tong(don_vi.giam) = 1595", CheckOutcome::Holds, "1.595", "1.595"),
        failing,
        check("tong(tong_hop.cuoi) = tong(don_vi.cuoi)", CheckOutcome::Open, "", "5.945"),
    ]
}

/// Texts that would break a page that took them as they are.
pub(crate) const HOSTILE: [&str; 8] = [
    "<script>document.title = 'x'</script>",
    "</script><script>document.title = 'x'</script>",
    "\"><img src=x onerror=\"document.title = 'x'\">",
    "' onmouseover='document.title = 1",
    "</style></title></textarea><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ v.title }}{% raw %}&lt;\u{2028}\u{2029}\u{202e}",
    "=HYPERLINK(\"http://vi.du\";\"a\")",
];

/// A set in which every text of a user is hostile.
pub(crate) fn hostile() -> Sample {
    let mut sample = districts();
    for (at, unit) in sample.units.iter_mut().enumerate() {
        let text = HOSTILE[at % HOSTILE.len()];
        unit.key = format!("{text}{at}");
        text.clone_into(&mut unit.name);
        let mut finding = told("error", text, text, text);
        finding.hints.push(text.to_owned());
        unit.findings = vec![finding];
        let file = FileRecord { name: text.to_owned(), sha256: text.to_owned() };
        unit.files = vec![file];
    }
    let mut all = HOSTILE.join(" ");
    sample.title.clone_from(&all);
    for shared in &mut sample.shared {
        shared.diagnostic.message.clone_from(&all);
        shared.units = sample.units.iter().map(|u| u.key.clone()).collect();
    }
    for check in &mut sample.checks {
        check.text.clone_from(&all);
        check.left.clone_from(&all);
    }
    let indicator = sample.indicator.as_mut().unwrap();
    indicator.label.clone_from(&all);
    indicator.values = sample.units.iter().map(|u| (u.key.clone(), measure(1))).collect();
    for table in &mut sample.readings.as_mut().unwrap().tables {
        table.file.clone_from(&all);
        table.table.clone_from(&all);
        table.notes[0].text.clone_from(&all);
    }
    sample.companions[0].file.clone_from(&all);
    all.push('/');
    sample.leftovers.push(all);
    sample
}

/// A set of any size, with names that many units share, as communes do.
pub(crate) fn large(size: u32) -> Sample {
    let names =
        ["Đông Hải", "Tân Lập", "An Phú", "Ia Krêl", "Yên Bình", "Ân Hữu", "Ea Súp"];
    let mut sample =
        Sample { title: "Kế hoạch của các xã".to_owned(), ..Sample::default() };
    let mut values = Vec::new();
    for at in 0..size {
        let name = format!("Xã {} {}", names[at as usize % names.len()], at % 100);
        let state = if at % 40 == 7 { UnitState::Faulty } else { UnitState::Built };
        let mut unit = unit(&format!("{:05}", at * 3 + 1), &name, at + 1, state);
        if at % 4 == 3 {
            let code = ["literal-figure", "outlier", "check-failed"][at as usize % 3];
            let severity = if state == UnitState::Faulty { "error" } else { "warning" };
            unit.findings = vec![told(severity, code, "ke-hoach-mau.yaml", &name)];
        }
        let value = i32::try_from(at * 7919 % 1000).unwrap() - 20;
        values.push((unit.key.clone(), measure(value)));
        sample.units.push(unit);
    }
    sample.indicator = Some(HeadlineIndicator {
        label: "Số hộ giảm".to_owned(),
        unit: "hộ".to_owned(),
        values: values.into_iter().collect(),
    });
    sample
}

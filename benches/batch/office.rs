//! LibreOffice, once for all papers: the words of each as a plain text document with its
//! table. That is less than our papers have in them.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::kehoach_set::Set;
use super::measure::{self, Measurement};
use super::{Result, form};

/// The office, and its papers.
pub(crate) struct Office {
    folder: PathBuf,
    /// How many there are.
    pub(crate) count: usize,
}

impl Office {
    /// Writes the papers of a set; `None` where there is no office.
    pub(crate) fn new(set: &Set) -> Result<Option<Self>> {
        let found = Command::new("soffice").arg("--version").output();
        let Some(version) = found.ok().filter(|_| set.count > 0) else { return Ok(None) };
        println!("{}", String::from_utf8_lossy(&version.stdout).trim());
        let folder = set.papers("txt")?;
        for index in 0..set.count {
            let unit = form::unit(index);
            let words =
                fs::read_to_string(folder.join(format!("{}.txt", unit.columns[0].1)))?;
            fs::write(
                folder.join(format!("{index}.fodt")),
                write_flat_file(&words, &unit),
            )?;
        }
        Ok(Some(Self { folder, count: set.count }))
    }

    /// All papers in one run.
    pub(crate) fn run(&self) -> Result<Measurement> {
        let mut command = Command::new("soffice");
        let profile = self.folder.join("profile");
        command.arg(format!("-env:UserInstallation=file://{}", profile.display()));
        command.args(["--headless", "--convert-to", "pdf", "--outdir"]);
        command.arg(self.folder.join("out"));
        command
            .args((0..self.count).map(|index| self.folder.join(format!("{index}.fodt"))));
        let taken = measure::run_measured(&mut command)?;
        let made = fs::read_dir(self.folder.join("out"))?.count();
        assert_eq!(made, self.count, "a file for each paper");
        let first = fs::read(self.folder.join("out/0.pdf"))?;
        let pages = lopdf::Document::load_mem(&first)?.get_pages().len();
        println!("  pages of a paper of LibreOffice: {pages}");
        Ok(taken)
    }
}

/// A flat OpenDocument text.
fn write_flat_file(words: &str, unit: &form::Unit) -> String {
    let mut res = String::from(HEAD);
    for line in words.lines().filter(|line| !line.trim().is_empty()) {
        let _ = writeln!(
            res,
            "<text:p text:style-name=\"Standard\">{}</text:p>",
            to_plain_xml(line)
        );
    }
    res.push_str("<table:table table:name=\"t\"><table:table-column table:number-columns-repeated=\"4\"/>\n");
    for (village, homes, poor, less) in &unit.villages {
        res.push_str("<table:table-row>");
        for cell in
            [village.clone(), homes.to_string(), poor.to_string(), less.to_string()]
        {
            let _ = write!(
                res,
                "<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"
            );
        }
        res.push_str("</table:table-row>\n");
    }
    res.push_str("</table:table></office:text></office:body></office:document>\n");
    res
}

fn to_plain_xml(line: &str) -> String {
    line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:text-indent="1cm" fo:margin-bottom="6pt"/><style:text-properties style:font-name="Liberation Serif" fo:font-family="Liberation Serif" fo:font-size="14pt" fo:language="vi" fo:country="VN"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="2cm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"/></office:master-styles>
<office:body><office:text>
"#;

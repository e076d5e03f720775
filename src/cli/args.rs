//! The command line as typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::batch::Shard;
use crate::output::Format;

use super::new::list_skeletons;

/// Lập kế hoạch đúng thể thức từ một biểu dễ đọc
#[derive(Debug, Parser)]
#[command(
    name = "kehoach",
    version,
    about = "Lập văn bản kế hoạch đúng thể thức Nghị định số 30/2020/NĐ-CP từ một biểu dễ đọc",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_required = true,
    subcommand_value_name = "LỆNH",
    subcommand_help_heading = "Lệnh",
    help_template = TEMPLATE,
    override_usage = "kehoach <LỆNH>"
)]
pub(crate) struct Cli {
    /// Xem hướng dẫn
    #[arg(short = 'h', long, global = true, action = ArgAction::Help, help_heading = OPTIONS)]
    help: Option<bool>,
    /// Xem phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = OPTIONS)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const OPTIONS: &str = "Tùy chọn";
const ARGUMENTS: &str = "Đối số";

/// What stands under the options of `kehoach diff`.
const DIFF_NOTES: &str = "\
Tệp đang xung đột: `:1:tệp` là bản gốc, `:2:tệp` là bản của ta, `:3:tệp` là bản gộp vào.
Kết thúc bằng 0 khi hai bản như nhau, 1 khi có gì khác nhau (kể cả khi `--figures` không in ra), 2 khi không so sánh được.";

/// Texts of clap in Vietnamese.
const TEMPLATE: &str =
    "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}\n";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lập một biểu mẫu đã điền sẵn, có giải thích từng khóa
    #[command(help_template = TEMPLATE, override_usage = "kehoach new <THƯ_MỤC> [TÙY CHỌN]", after_help = list_skeletons())]
    New(NewArgs),
    /// Kiểm tra biểu: nêu mọi lỗi, từng lỗi ở dòng nào, sửa thế nào
    #[command(help_template = TEMPLATE, override_usage = "kehoach check <BIỂU>... [TÙY CHỌN]")]
    Check(CheckArgs),
    /// Làm ra văn bản PDF
    #[command(help_template = TEMPLATE, override_usage = "kehoach build <BIỂU>... [TÙY CHỌN]")]
    Build(BuildArgs),
    /// Làm cả bộ kế hoạch: một biểu mẫu, một bảng đơn vị, mỗi đơn vị một văn bản
    #[command(help_template = TEMPLATE, override_usage = "kehoach batch <BỘ> [TÙY CHỌN]")]
    Batch(BatchArgs),
    /// In văn bản thành chữ thuần, để đọc nhanh và để so sánh trong git
    #[command(help_template = TEMPLATE, override_usage = "kehoach text <BIỂU>")]
    Text(TextArgs),
    /// So sánh hai phiên bản của một kế hoạch: nhiệm vụ, chỉ tiêu, thời hạn, tiền, lời văn
    #[command(help_template = TEMPLATE, override_usage = "kehoach diff <CŨ> <MỚI> [TÙY CHỌN]\n          kehoach diff <PHIÊN_BẢN> [PHIÊN_BẢN] [TÙY CHỌN] [-- <BIỂU>]", after_help = DIFF_NOTES)]
    Diff(DiffArgs),
    /// Cho biết một con số từ đâu ra: công thức, số liệu gốc, mọi chỗ in trong văn bản; một bảng đọc từ tệp thế nào
    #[command(help_template = TEMPLATE, override_usage = "kehoach trace <BIỂU> <SỐ> [TÙY CHỌN]\n          kehoach trace <BIỂU> <BẢNG> [TÙY CHỌN]")]
    Trace(TraceArgs),
    /// Cho `git diff`, `git log -p` so sánh văn bản, thay vì so từng dòng của biểu
    #[command(help_template = TEMPLATE, override_usage = "kehoach git-setup [TÙY CHỌN]")]
    GitSetup(GitSetupArgs),
    /// Giải thích một mã lỗi
    #[command(help_template = TEMPLATE, override_usage = "kehoach explain [MÃ]")]
    Explain(ExplainArgs),
    /// In tập lệnh gợi ý cho trình lệnh (bash, zsh, fish, powershell, elvish)
    #[command(help_template = TEMPLATE, override_usage = "kehoach completions <TRÌNH_LỆNH>")]
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// Thư mục mới để đặt biểu
    #[arg(value_name = "THƯ_MỤC", help_heading = ARGUMENTS)]
    pub(crate) dir: PathBuf,
    /// Tên của mẫu, chọn trong danh sách dưới đây; không ghi thì là day-du
    #[arg(long, value_name = "TÊN", default_value = "day-du", hide_default_value = true, help_heading = OPTIONS)]
    pub(crate) template: String,
    /// Chép từ biểu năm trước: tăng năm, bỏ trống số và ngày, chỉ ra các chỗ còn năm cũ
    #[arg(long, value_name = "BIỂU", conflicts_with = "template", help_heading = OPTIONS)]
    pub(crate) from: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Tệp biểu, hoặc thư mục có biểu
    #[arg(value_name = "BIỂU", required = true, help_heading = ARGUMENTS)]
    pub(crate) paths: Vec<PathBuf>,
    /// Cách in: human (cho người đọc), short (mỗi lỗi một dòng), json, github
    #[arg(long, value_name = "KIỂU", default_value = "human", hide_default_value = true, hide_possible_values = true, help_heading = OPTIONS)]
    pub(crate) format: ReportFormat,
    /// So với bản khác: nêu chỉ tiêu, số tổng, thời hạn đã đổi mà `thay_doi` chưa nêu lý do. BẢN là phiên bản trong git (main, HEAD~1), hoặc tệp, thư mục khác
    #[arg(long, value_name = "BẢN", help_heading = OPTIONS)]
    pub(crate) against: Option<OsString>,
    #[command(flatten)]
    pub(crate) reach: ReachArgs,
    #[command(flatten)]
    pub(crate) fonts: FontArgs,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// Tệp biểu, hoặc thư mục có biểu
    #[arg(value_name = "BIỂU", required = true, help_heading = ARGUMENTS)]
    pub(crate) paths: Vec<PathBuf>,
    /// Thư mục đặt văn bản làm ra; không ghi thì là `out`
    #[arg(short, long, value_name = "THƯ_MỤC", default_value = "out", hide_default_value = true, help_heading = OPTIONS)]
    pub(crate) output: PathBuf,
    #[arg(help = describe_formats(), long, value_name = "DẠNG", value_delimiter = ',', default_value = "pdf", hide_default_value = true, value_parser = parse_format, help_heading = OPTIONS)]
    pub(crate) to: Vec<Format>,
    /// Thư mục mẫu trình bày riêng, thay cho mẫu có sẵn
    #[arg(long, value_name = "THƯ_MỤC", help_heading = OPTIONS)]
    pub(crate) templates: Option<PathBuf>,
    /// Theo dõi biểu, làm lại mỗi khi biểu thay đổi
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) watch: bool,
    /// In thời gian từng bước
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) timings: bool,
    #[command(flatten)]
    pub(crate) reach: ReachArgs,
    #[command(flatten)]
    pub(crate) fonts: FontArgs,
}

#[derive(Debug, Args)]
pub(crate) struct BatchArgs {
    /// Tệp bo-ke-hoach.yaml, hoặc thư mục có tệp ấy
    #[arg(value_name = "BỘ", help_heading = ARGUMENTS)]
    pub(crate) set: PathBuf,
    /// Thư mục đặt văn bản và báo cáo; không ghi thì là thư mục trong `out` mang tên thư mục của bộ
    #[arg(short, long, value_name = "THƯ_MỤC", help_heading = OPTIONS)]
    pub(crate) output: Option<PathBuf>,
    #[arg(help = describe_formats(), long, value_name = "DẠNG", value_delimiter = ',', default_value = "pdf", hide_default_value = true, value_parser = parse_format, help_heading = OPTIONS)]
    pub(crate) to: Vec<Format>,
    /// Chỉ làm các đơn vị này: mã hoặc tên, cách nhau bằng dấu phẩy
    #[arg(long, value_name = "ĐƠN_VỊ", value_delimiter = ',', help_heading = OPTIONS)]
    pub(crate) only: Vec<String>,
    /// Không làm các đơn vị này
    #[arg(long, value_name = "ĐƠN_VỊ", value_delimiter = ',', help_heading = OPTIONS)]
    pub(crate) except: Vec<String>,
    /// Chỉ làm một phần của bộ, để chia cho nhiều máy: 3/16 là phần thứ 3 trong 16 phần
    #[arg(long, value_name = "PHẦN", help_heading = OPTIONS)]
    pub(crate) shard: Option<Shard>,
    /// Số việc làm cùng lúc; không ghi thì bằng số nhân của máy
    #[arg(long, value_name = "SỐ", value_parser = parse_positive, help_heading = OPTIONS)]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Một văn bản được dàn trang lâu nhất bao nhiêu giây; quá thì máy bỏ văn bản ấy, làm tiếp các văn bản khác; không ghi thì là 120
    #[arg(long = "worker-timeout", value_name = "GIÂY", value_parser = parse_positive, help_heading = OPTIONS)]
    pub(crate) worker_timeout: Option<std::num::NonZeroUsize>,
    /// Gộp mọi văn bản thành một tệp tat-ca.pdf, chỉ để in
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) print: bool,
    /// Xóa tệp do lần chạy trước làm ra mà nay không còn thuộc bộ
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) prune: bool,
    /// Thư mục mẫu trình bày riêng, thay cho mẫu có sẵn
    #[arg(long, value_name = "THƯ_MỤC", help_heading = OPTIONS)]
    pub(crate) templates: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reach: ReachArgs,
    #[command(flatten)]
    pub(crate) fonts: FontArgs,
}

#[derive(Debug, Args)]
pub(crate) struct FontArgs {
    /// Thư mục có phông Times New Roman; không ghi thì dùng Liberation Serif kèm sẵn
    #[arg(long = "fonts", value_name = "THƯ_MỤC", help_heading = OPTIONS)]
    pub(crate) dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ReachArgs {
    /// Cho biểu đọc thêm thư mục này, ngoài kho git hay thư mục của biểu; ghi được nhiều lần
    #[arg(long, value_name = "THƯ_MỤC", help_heading = OPTIONS)]
    pub(crate) allow: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct TextArgs {
    /// Tệp biểu, hoặc thư mục có biểu
    #[arg(value_name = "BIỂU", help_heading = ARGUMENTS)]
    pub(crate) path: PathBuf,
    /// Cho git: đọc một tệp bất kỳ, số nào chưa có thì để như trong biểu, không bao giờ dừng vì lỗi
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) textconv: bool,
    #[command(flatten)]
    pub(crate) reach: ReachArgs,
}

#[derive(Debug, Args)]
pub(crate) struct TraceArgs {
    /// Tệp biểu, hoặc thư mục có biểu
    #[arg(value_name = "BIỂU", help_heading = ARGUMENTS)]
    pub(crate) path: PathBuf,
    /// Tên con số, như ghi giữa {{ và }} trong lời văn, ví dụ: ngheo.tong.cuoi; hoặc mã của một bảng, để xem bảng ấy được đọc thế nào, từng hàng
    #[arg(value_name = "SỐ", help_heading = ARGUMENTS)]
    pub(crate) value: String,
    /// Của một bảng: nêu mọi hàng, dù nhiều
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) all: bool,
    /// Cách in: human (cho người đọc), json
    #[arg(long, value_name = "KIỂU", default_value = "human", hide_default_value = true, hide_possible_values = true, help_heading = OPTIONS)]
    pub(crate) format: TraceFormat,
    #[command(flatten)]
    pub(crate) reach: ReachArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// Hai bản cần so sánh: tệp, thư mục, hoặc `PHIÊN_BẢN:tệp` của git (ví dụ main:data/x). Ghi một hay hai phiên bản mà không ghi biểu nào thì so mọi kế hoạch của kho
    #[arg(value_name = "BẢN", num_args = 0.., help_heading = ARGUMENTS)]
    pub(crate) words: Vec<OsString>,
    /// Biểu cần so sánh giữa hai phiên bản của git ghi trước dấu --
    #[arg(value_name = "BIỂU", last = true, help_heading = ARGUMENTS)]
    pub(crate) paths: Vec<PathBuf>,
    /// Cách in: human (cho người đọc), md (đính vào yêu cầu gộp), json, pdf (văn bản có đánh dấu thêm, bỏ), html (một trang: danh sách thay đổi bên cạnh các trang đánh dấu)
    #[arg(long, value_name = "KIỂU", default_value = "human", hide_default_value = true, hide_possible_values = true, help_heading = OPTIONS)]
    pub(crate) to: DiffFormat,
    /// Chỉ in các con số: chỉ tiêu, ô của bảng, tiền; nêu còn bao nhiêu thay đổi khác không in ra
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) figures: bool,
    /// Ở dạng pdf, html: bỏ các trang không có gì thay đổi
    #[arg(long = "changed-pages", help_heading = OPTIONS)]
    pub(crate) changed: bool,
    /// Thư mục đặt tệp pdf, html; không ghi thì là `out`
    #[arg(short, long, value_name = "THƯ_MỤC", default_value = "out", hide_default_value = true, help_heading = OPTIONS)]
    pub(crate) output: PathBuf,
    /// As git's external driver; for git alone.
    #[arg(long, hide = true)]
    pub(crate) driver: bool,
    #[command(flatten)]
    pub(crate) reach: ReachArgs,
}

#[derive(Debug, Args)]
pub(crate) struct GitSetupArgs {
    /// Gỡ bỏ những gì lệnh này đã ghi vào kho
    #[arg(long, help_heading = OPTIONS)]
    pub(crate) undo: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Mã lỗi, in trong ngoặc vuông ở mỗi thông báo; không ghi thì liệt kê mọi mã
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub(crate) code: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// Trình lệnh: bash, zsh, fish, powershell, elvish
    #[arg(value_name = "TRÌNH_LỆNH", hide_possible_values = true, help_heading = ARGUMENTS)]
    pub(crate) shell: clap_complete::Shell,
}

/// A way of printing findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    Human,
    Short,
    Json,
    Github,
}

/// A way of telling what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    Human,
    Md,
    Json,
    Pdf,
    Html,
}

impl DiffFormat {
    /// Whether it is a file for each plan, made from the pages of its redline.
    pub(crate) fn is_file(self) -> bool {
        match self {
            Self::Pdf | Self::Html => true,
            Self::Human | Self::Md | Self::Json => false,
        }
    }
}

/// A way of printing where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TraceFormat {
    Human,
    Json,
}

fn describe_formats() -> String {
    format!("Các dạng cần làm, cách nhau bằng dấu phẩy: {}", Format::words())
}

fn parse_format(word: &str) -> Result<Format, String> {
    Format::from_word(word.trim())
        .ok_or_else(|| format!("chọn trong: {}", Format::words()))
}

fn parse_positive(word: &str) -> Result<std::num::NonZeroUsize, String> {
    word.trim().parse().map_err(|_| "cần một số từ 1 trở lên".to_owned())
}

/// The command line, for completions and for tests of the guide.
#[must_use]
pub fn build_command() -> clap::Command {
    Cli::command()
}

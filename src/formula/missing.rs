//! What is missing between, before and after the signs of a formula.

use super::fault::Fault;
use super::function::Function;
use super::lex::Kind;
use super::parse::Parser;

impl Parser<'_> {
    /// Two values side by side.
    pub(super) fn missing_sign(&mut self) {
        let Some(before) = self.before().cloned() else { return };
        let at = self.at();
        if before.kind == Kind::Unknown || *self.kind() == Kind::Unknown {
            return;
        }
        let (left, right) = (self.quote(&before.at), self.quote(&at));
        // `dau x 2`: told at the `x`, nothing is to be said after it.
        let times = |kind: &Kind, text: &str| {
            *kind == Kind::Name && text.eq_ignore_ascii_case("x")
        };
        if times(&before.kind, &left) {
            return;
        }
        if times(self.kind(), &right) && self.kind_after().begins_value() {
            let message = format!("phép nhân không viết là `{right}`");
            return self.fault(Fault::new(at, message).label("ghi `*`"));
        }
        let fault = Fault::new(
            before.at.start..at.end,
            format!("giữa `{left}` và `{right}` thiếu phép tính"),
        );
        let fault = match (&before.kind, self.kind()) {
            (Kind::Name, Kind::Name) if Function::named(&left).is_some() => {
                fault.hint(format!("sau tên hàm cần ngoặc: `{left}({right})`"))
            }
            (Kind::Name, Kind::Name) => {
                fault.hint(format!("nếu là một mã thì viết liền: `{left}_{right}`"))
            }
            (Kind::Number(_), Kind::Name) => fault.hint(format!(
                "ghi số bằng chữ số, không kèm đơn vị; nếu là phép nhân, ghi `{left} * {right}`"
            )),
            (Kind::Number(_), Kind::Number(_)) => {
                fault.hint("nếu là một số thì viết liền, không có dấu cách")
            }
            _ => fault.label("cần `+`, `-`, `*`, `/` hoặc một dấu so sánh"),
        };
        self.fault(fault);
    }

    /// Where a value or a condition should stand, none does.
    pub(super) fn missing_part(&mut self) {
        let (before, at) = (self.before().cloned(), self.at());
        let kind = self.kind();
        let Some(before) = before else {
            if kind.joins() || *kind == Kind::Pipe {
                self.missing_left();
            }
            return;
        };
        let fault = match &before.kind {
            Kind::And | Kind::Or | Kind::Not => {
                let sign = self.quote(&before.at);
                Fault::new(before.at, format!("sau `{sign}` thiếu một so sánh"))
                    .hint("mỗi so sánh ghi đủ hai vế, ví dụ: `giam <= dau`")
            }
            sign if sign.joins() => {
                let sign = self.quote(&before.at);
                Fault::new(before.at, format!("sau dấu `{sign}` thiếu một giá trị"))
            }
            _ if kind.joins() => return self.missing_left(),
            Kind::Open if *kind == Kind::Close => {
                Fault::new(before.at.start..at.end, "trong ngoặc chưa có gì")
            }
            Kind::Open if *kind == Kind::End => return,
            Kind::Open => {
                let sign = self.quote(&at);
                Fault::new(at, format!("trước dấu `{sign}` thiếu một giá trị"))
            }
            _ => {
                let sign = self.quote(&before.at);
                Fault::new(before.at, format!("sau dấu `{sign}` thiếu một giá trị"))
            }
        };
        self.fault(fault);
    }

    /// `.ho` or `[thon]` after what is no name.
    pub(super) fn loose_step(&mut self) {
        let first = self.take();
        let mut end = first.at.end;
        if first.kind == Kind::OpenRow {
            while !matches!(self.kind(), Kind::End | Kind::CloseRow) {
                self.take();
            }
            end = self.take().at.end;
        } else if *self.kind() == Kind::Name {
            end = self.take().at.end;
        }
        let at = first.at.start..end;
        let message = format!("trước `{}` thiếu một mã", self.quote(&at));
        let fault = Fault::new(at, message).label("phải đứng liền sau một mã");
        self.fault(fault.hint("ví dụ: `dan_so[thon].ho`"));
    }

    /// `* a`
    fn missing_left(&mut self) {
        let at = self.at();
        let sign = self.quote(&at);
        let fault = match self.kind() {
            Kind::And | Kind::Or => {
                Fault::new(at, format!("trước `{sign}` thiếu một so sánh"))
            }
            _ => Fault::new(at, format!("trước dấu `{sign}` thiếu một giá trị")),
        };
        self.fault(fault);
    }
}

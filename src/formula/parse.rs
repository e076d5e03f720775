//! Signs → tree, with the precedence of school.
//!
//! A part that could not be read is `None`, after its fault was noted; everything around
//! it is still read, so that all faults are told at once.

use std::ops::Range;

use super::expr::{Arithmetic, Comparison, Expr, ExprKind, Ref, Sides};
use super::fault::{Fault, brief};
use super::lex::{Kind, Setting, Token, tokens};

/// Longest formula, in bytes.
const MAX_LENGTH: usize = 4_000;

/// Most signs, names and figures of a formula.
const MAX_TOKENS: usize = 400;

/// How deep brackets, and signs before a value, can stand inside each other.
const MAX_DEPTH: usize = 40;

/// A part of a formula; `None` after its fault was noted.
pub(super) type Part = Option<Expr<Ref>>;

/// Reads a formula: what gives a value.
pub fn formula(text: &str) -> Result<Expr<Ref>, Vec<Fault>> {
    read(text, |parser, part| parser.wanted_whole_value(part))
}

/// Reads a condition: what is true or false, two sides compared.
pub fn condition(text: &str) -> Result<Expr<Ref>, Vec<Fault>> {
    read(text, |parser, part| parser.wanted_truth(part))
}

fn read(
    text: &str,
    wanted: impl FnOnce(&mut Parser<'_>, Part) -> Part,
) -> Result<Expr<Ref>, Vec<Fault>> {
    let mut parser = Parser::new(text, Setting::Field)?;
    let whole = parser.whole();
    let whole = wanted(&mut parser, whole);
    parser.finish(whole)
}

fn too_long(text: &str, setting: Setting) -> Fault {
    match setting {
        Setting::Field => Fault::new(0..text.len(), "công thức dài quá")
            .hint("tách thành nhiều cột; cột không cần in thì đặt `an: co`"),
        Setting::Text => Fault::new(0..text.len(), "phép tính này dài quá")
            .hint("đặt phép tính vào một chỉ tiêu rồi đọc chỉ tiêu ấy"),
    }
}

fn too_deep(at: Range<usize>, setting: Setting) -> Fault {
    match setting {
        Setting::Field => Fault::new(at, "công thức lồng nhau quá sâu")
            .hint("tách thành nhiều cột; cột không cần in thì đặt `an: co`"),
        Setting::Text => Fault::new(at, "phép tính này lồng nhau quá sâu")
            .hint("đặt phép tính vào một chỉ tiêu rồi đọc chỉ tiêu ấy"),
    }
}

/// Where the reading of the tokens stands.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) setting: Setting,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    stopped: bool,
    faults: Vec<Fault>,
}

impl<'t> Parser<'t> {
    /// A parser of a text that is not too long.
    pub(super) fn new(text: &'t str, setting: Setting) -> Result<Self, Vec<Fault>> {
        if text.len() > MAX_LENGTH {
            return Err(vec![too_long(text, setting)]);
        }
        let (tokens, faults) = tokens(text, setting);
        if tokens.len() > MAX_TOKENS {
            return Err(vec![too_long(text, setting)]);
        }
        let (next, depth, stopped) = (0, 0, false);
        Ok(Self { text, setting, tokens, next, depth, stopped, faults })
    }

    /// What was read, if nothing was told; else all that was told, in order.
    pub(super) fn finish<T>(self, read: Option<T>) -> Result<T, Vec<Fault>> {
        let mut faults = self.faults;
        match read {
            Some(read) if faults.is_empty() => Ok(read),
            _ => {
                if faults.is_empty() {
                    let all = 0..self.text.len();
                    faults.push(Fault::new(all, "công thức viết chưa đúng"));
                }
                faults.sort_by_key(|fault| (fault.at.start, fault.at.end));
                faults.dedup();
                Err(faults)
            }
        }
    }

    /// Reads nothing more, after a fault that makes the rest say nothing.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
        self.next = self.tokens.len() - 1;
    }
}

impl Parser<'_> {
    pub(super) fn kind(&self) -> &Kind {
        &self.tokens[self.next].kind
    }

    pub(super) fn at(&self) -> Range<usize> {
        self.tokens[self.next].at.clone()
    }

    /// The token after this one.
    pub(super) fn kind_after(&self) -> &Kind {
        self.kind_at(1)
    }

    /// The token that stands so many after this one.
    pub(super) fn kind_at(&self, ahead: usize) -> &Kind {
        &self.tokens[(self.next + ahead).min(self.tokens.len() - 1)].kind
    }

    /// Whether a fault with this message is told already.
    pub(super) fn has_told(&self, message: &str) -> bool {
        self.faults.iter().any(|fault| fault.message == message)
    }

    /// The token before this one.
    pub(super) fn before(&self) -> Option<&Token> {
        self.tokens[..self.next].last()
    }

    /// Takes a token; the last one is never passed.
    pub(super) fn take(&mut self) -> Token {
        let token = self.tokens[self.next].clone();
        self.next = (self.next + 1).min(self.tokens.len() - 1);
        token
    }

    pub(super) fn quote(&self, at: &Range<usize>) -> String {
        brief(&self.text[at.clone()])
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        if !self.stopped {
            self.faults.push(fault);
        }
    }

    /// Reads `part` one level deeper; past the limit nothing more is read.
    pub(super) fn deeper(&mut self, part: impl FnOnce(&mut Self) -> Part) -> Part {
        if self.depth == MAX_DEPTH {
            self.fault(too_deep(self.at(), self.setting));
            self.stop();
            return None;
        }
        self.depth += 1;
        let read = part(self);
        self.depth -= 1;
        read
    }

    fn whole(&mut self) -> Part {
        if *self.kind() == Kind::End {
            if self.faults.is_empty() {
                let hint = "ví dụ: `dau - giam`";
                self.fault(
                    Fault::new(0..self.text.len(), "công thức chưa có gì").hint(hint),
                );
            }
            return None;
        }
        if *self.kind() == Kind::Compare(Comparison::Equal) {
            let at = self.take().at;
            let fault = Fault::new(at, "công thức không mở đầu bằng dấu `=`");
            self.fault(fault.label("bỏ dấu `=` ở đầu"));
            if *self.kind() == Kind::End {
                return None;
            }
        }
        let whole = self.inside();
        if *self.kind() == Kind::End {
            return whole;
        }
        self.loose_end();
        None
    }

    /// A separator or a closing bracket that belongs to nothing before it.
    pub(super) fn loose_end(&mut self) {
        match self.kind() {
            Kind::Separator => {
                let message = format!(
                    "dấu `{}` này không ở trong ngoặc của hàm nào",
                    self.quote(&self.at())
                );
                self.fault(Fault::new(self.at(), message).hint(
                    "số thập phân viết liền, không có dấu cách: `2,5`; mỗi điều kiện ghi thành một mục riêng",
                ));
            }
            _ => {
                let message = format!("thừa dấu `{}`", self.quote(&self.at()));
                self.fault(
                    Fault::new(self.at(), message).label("chưa có dấu mở tương ứng"),
                );
            }
        }
    }

    /// What stands between two brackets or separators, up to and without the closing
    /// one. Values side by side without a sign between them are a fault.
    pub(super) fn inside(&mut self) -> Part {
        let whole = self.deeper(Self::either);
        self.rest_of(whole)
    }

    /// What stands after a part, up to where a bracket, a value or all of it ends: there
    /// should be nothing.
    pub(super) fn rest_of(&mut self, part: Part) -> Part {
        let mut whole = part;
        loop {
            match self.kind().clone() {
                Kind::End
                | Kind::Close
                | Kind::CloseRow
                | Kind::Separator
                | Kind::Pipe => return whole,
                _ if self.setting == Setting::Text && self.foreign_part() => {}
                kind if kind.begins_value() => {
                    self.missing_sign();
                    self.deeper(Self::either);
                }
                kind if kind.joins() => {
                    // Only after a part that was given up.
                    self.take();
                    self.deeper(Self::either);
                }
                _ => {
                    self.loose_step();
                    if self.kind().begins_value() {
                        self.deeper(Self::either);
                    }
                }
            }
            whole = None;
        }
    }

    /// A value or a condition.
    pub(super) fn either(&mut self) -> Part {
        let mut left = self.both();
        while *self.kind() == Kind::Or {
            self.take();
            let right = self.both();
            left = self.joined(left, right, ExprKind::Or);
        }
        left
    }

    fn both(&mut self) -> Part {
        let mut left = self.denied();
        while *self.kind() == Kind::And {
            self.take();
            let right = self.denied();
            left = self.joined(left, right, ExprKind::And);
        }
        left
    }

    fn joined(
        &mut self,
        left: Part,
        right: Part,
        kind: impl FnOnce(Box<Sides<Ref>>) -> ExprKind<Ref>,
    ) -> Part {
        let (left, right) = (self.wanted_truth(left), self.wanted_truth(right));
        sides(left, right, kind)
    }

    fn denied(&mut self) -> Part {
        if *self.kind() != Kind::Not {
            return self.compared();
        }
        let start = self.take().at.start;
        let part = self.deeper(Self::denied);
        let part = self.wanted_truth(part)?;
        let at = start..part.at.end;
        Some(Expr { kind: ExprKind::Not(Box::new(part)), at })
    }

    fn compared(&mut self) -> Part {
        let first = self.sum();
        let mut links = Vec::new();
        while let Kind::Compare(comparison) = *self.kind() {
            let sign = self.take().at;
            links.push((comparison, sign, self.sum()));
        }
        if links.len() > 1 {
            let links = links.into_iter().map(|(op, _, part)| (op, part)).collect();
            return self.chained(first, links);
        }
        let Some((comparison, sign, second)) = links.pop() else { return first };
        let (left, right) = (self.wanted_value(first), self.wanted_value(second));
        let (left, right) = (left?, right?);
        let text = |side: &Expr<Ref>| matches!(side.kind, ExprKind::Text(_));
        if comparison.is_order() && (text(&left) || text(&right)) {
            let message =
                format!("chữ không so sánh được bằng dấu `{}`", comparison.sign());
            self.fault(Fault::new(sign, message).label("chữ chỉ so bằng `=` hoặc `<>`"));
            return None;
        }
        sides(Some(left), Some(right), |sides| ExprKind::Compare(comparison, sides))
    }

    fn sum(&mut self) -> Part {
        let mut left = self.product();
        while let Kind::Arithmetic(op @ (Arithmetic::Add | Arithmetic::Subtract)) =
            *self.kind()
        {
            self.take();
            let right = self.product();
            left = self.computed(op, left, right);
        }
        left
    }

    fn product(&mut self) -> Part {
        let mut left = self.signed();
        loop {
            match *self.kind() {
                Kind::Arithmetic(op @ (Arithmetic::Multiply | Arithmetic::Divide)) => {
                    self.take();
                    let right = self.signed();
                    left = self.computed(op, left, right);
                }
                Kind::Strange => {
                    self.take();
                    self.signed();
                    left = None;
                }
                _ => return left,
            }
        }
    }

    fn computed(&mut self, op: Arithmetic, left: Part, right: Part) -> Part {
        let (left, right) = (self.wanted_number(left), self.wanted_number(right));
        if let (Arithmetic::Divide, Some(divisor)) = (op, &right)
            && matches!(&divisor.kind, ExprKind::Number(n) if n.is_zero())
        {
            self.fault(Fault::new(divisor.at.clone(), "không chia được cho 0"));
            return None;
        }
        sides(left, right, |sides| ExprKind::Binary(op, sides))
    }

    pub(super) fn signed(&mut self) -> Part {
        if *self.kind() != Kind::Arithmetic(Arithmetic::Subtract) {
            return self.atom();
        }
        let start = self.take().at.start;
        let part = self.deeper(Self::signed);
        let part = self.wanted_number(part)?;
        let at = start..part.at.end;
        Some(Expr { kind: ExprKind::Negate(Box::new(part)), at })
    }
}

/// The place from the one side to the other, with what joins them.
fn sides(
    left: Part,
    right: Part,
    kind: impl FnOnce(Box<Sides<Ref>>) -> ExprKind<Ref>,
) -> Part {
    let (left, right) = (left?, right?);
    let at = left.at.start..right.at.end;
    Some(Expr { kind: kind(Box::new(Sides { left, right })), at })
}

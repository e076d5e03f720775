//! From text to tree, with every error of syntax that can be distinguished from another.

use std::collections::HashMap;

use granit_parser::{Event, Parser, StructureStyle, options};

use super::escape;
use super::refused;
use super::repair::{self, Repaired, Rewritten};
use super::trap::{self, ParseStop};
use super::{Scalar, ScalarStyle, YamlEntry, YamlNode, YamlValue};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// Deepest nesting that is read. A plan has under twenty levels.
const MAX_DEPTH: usize = 64;

/// Most errors of syntax that are looked for in one file.
const MAX_ERRORS: usize = 20;

/// Reads a file as a tree.
///
/// After an error the place is masked, with as many bytes as it had so that no other
/// place moves, and the file is read again. What was masked is [`YamlValue::Broken`].
///
/// What looks like YAML's own and is not is put right before. A file in which a merge left
/// two versions is not read at all: which of them holds, nobody has decided.
#[must_use]
pub fn parse(source: &Source) -> (Option<YamlNode>, Vec<Diagnostic>) {
    let conflicts = refused::report_conflicts(source);
    if !conflicts.is_empty() {
        return (None, conflicts);
    }
    let Some(Repaired { text, unreadable, mut found }) = repair::repair_text(source)
    else {
        return parse_text(source);
    };
    let repaired = Source::new(source.path(), text.text());
    if repaired.text() != text.text() {
        // Places would not lead back to the file.
        found.extend(parse_text(source).1);
        return (None, found);
    }
    let (root, more) = parse_text(&repaired);
    found.extend(more.into_iter().map(|finding| move_finding(finding, &text)));
    let mut root = root.map(|root| root.relocated(&|span| text.locate(span)));
    if let Some(root) = root.as_mut().filter(|_| !unreadable.is_empty()) {
        mark_unreadable(root, &unreadable);
    }
    (root, found)
}

/// Texts in which one of these places stands are broken: what is wrong there is told.
fn mark_unreadable(node: &mut YamlNode, places: &[Span]) {
    match &mut node.value {
        YamlValue::Scalar(_) if places.iter().any(|place| node.span.holds(*place)) => {
            node.value = YamlValue::Broken;
        }
        YamlValue::Sequence { items, .. } => {
            items.iter_mut().for_each(|item| mark_unreadable(item, places));
        }
        YamlValue::Mapping { entries, .. } => {
            entries
                .iter_mut()
                .for_each(|entry| mark_unreadable(&mut entry.value, places));
        }
        YamlValue::Scalar(_) | YamlValue::Empty | YamlValue::Broken => {}
    }
}

/// A finding in the text that the parser read, at its place in the file.
fn move_finding(mut finding: Diagnostic, text: &Rewritten) -> Diagnostic {
    finding.span = finding.span.map(|span| text.locate(span));
    for related in &mut finding.related {
        related.span = text.locate(related.span);
    }
    finding
}

fn parse_text(source: &Source) -> (Option<YamlNode>, Vec<Diagnostic>) {
    let mut found = trap::find_tab_indents(source);
    let mut masked = Vec::new();
    let mut text = trap::mask_tab_lines(source.text());
    while found.len() < MAX_ERRORS {
        let stop = match TreeBuilder::new(&text, source, &masked).run() {
            Ok((node, more)) => {
                found.extend(more);
                return (node, found);
            }
            Err(stop) => stop,
        };
        let trap = trap::classify_stop(source, &stop);
        found.push(trap.diagnostic);
        match trap.mask.filter(|mask| !masked.contains(mask) && mask.start < mask.end) {
            Some(mask) => {
                text = trap::mask_span(&text, mask);
                masked.push(mask);
            }
            None => return (None, found),
        }
    }
    (None, found)
}

/// Builds the tree from the events of the parser, of which each is seen once.
struct TreeBuilder<'a> {
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    source: &'a Source,
    masked: &'a [Span],
    found: Vec<Diagnostic>,
    /// End of the last plain scalar, to see a comment that cuts one.
    plain_end: Option<usize>,
    /// How many values are being read, each inside the one before: at most [`MAX_DEPTH`].
    depth: usize,
}

type ParseResult<T> = Result<T, ParseStop>;

impl<'a> TreeBuilder<'a> {
    fn new(text: &'a str, source: &'a Source, masked: &'a [Span]) -> Self {
        let options =
            options! { emit_unresolved_aliases: true, flow_nesting_limit: MAX_DEPTH };
        Self {
            parser: Parser::new_from_str_with_options(text, options),
            source,
            masked,
            found: Vec::new(),
            plain_end: None,
            depth: 0,
        }
    }

    fn run(mut self) -> ParseResult<(Option<YamlNode>, Vec<Diagnostic>)> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if root.is_some() => {
                    self.found.push(refused::report_second_document(span));
                    break;
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => root = Some(self.node(event, span)?),
            }
        }
        Ok((root, self.found))
    }

    /// The next event that is not a comment.
    fn next(&mut self) -> ParseResult<Option<(Event<'a>, Span)>> {
        loop {
            let (event, span) = match self.parser.next_event() {
                None => return Ok(None),
                Some(Ok(pair)) => pair,
                Some(Err(err)) => {
                    let offset = self.byte(err.marker());
                    return Err(ParseStop { offset, kind: err.kind().clone() });
                }
            };
            let place = Span::new(self.byte(&span.start), self.byte(&span.end));
            if let Event::Comment(text, _) = &event {
                self.comment(text, place);
                continue;
            }
            return Ok(Some((event, place)));
        }
    }

    fn byte(&self, marker: &granit_parser::Marker) -> usize {
        let offset = marker.byte_offset().unwrap_or(0);
        let text = self.source.text();
        (0..=offset.min(text.len()))
            .rev()
            .find(|&i| text.is_char_boundary(i))
            .unwrap_or(0)
    }

    /// A comment that touches its `#` and follows a text on the same line has most
    /// likely cut it: `Tổ #1`.
    fn comment(&mut self, text: &str, span: Span) {
        let Some(end) = self.plain_end else { return };
        let between = self.source.text().get(end..span.start).unwrap_or("\n");
        let touches = text.chars().next().is_some_and(|c| c.is_alphanumeric());
        if between.trim_matches([' ', '\t']).is_empty() && touches {
            self.found.push(refused::report_comment_cut(span));
        }
    }

    /// The value that begins with an event, to its end. What YAML can do and a form must
    /// not (aliases, anchors, tags) is noted, and the value read all the same.
    fn node(&mut self, event: Event<'a>, span: Span) -> ParseResult<YamlNode> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let kind = granit_parser::ErrorKind::RecursionLimitExceeded;
            return Err(ParseStop { offset: span.start, kind });
        }
        let node = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), span);
                self.scalar(&text, style, span)
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), span);
                self.sequence(span, style == StructureStyle::Flow)?
            }
            Event::MappingStart(style, anchor, tag) => {
                self.refuse_anchor(anchor, tag.is_some(), span);
                self.mapping(span, style == StructureStyle::Flow)?
            }
            _ => {
                self.found.push(refused::report_alias(self.source, span));
                YamlNode { span, value: YamlValue::Broken }
            }
        };
        self.depth -= 1;
        Ok(node)
    }

    fn refuse_anchor(&mut self, anchor: usize, tagged: bool, span: Span) {
        if anchor != 0 || tagged {
            self.found.push(refused::report_anchor_or_tag(self.source, span, tagged));
        }
    }

    /// A text. Its span has no blank at its end, which block scalars include; where the
    /// file was masked, it is no text but broken.
    fn scalar(
        &mut self,
        text: &str,
        style: granit_parser::ScalarStyle,
        span: Span,
    ) -> YamlNode {
        let raw = self.source.slice(span);
        let is_escaped = style == granit_parser::ScalarStyle::DoubleQuoted;
        let style = match style {
            granit_parser::ScalarStyle::Plain => ScalarStyle::Plain,
            granit_parser::ScalarStyle::SingleQuoted
            | granit_parser::ScalarStyle::DoubleQuoted => ScalarStyle::Quoted,
            granit_parser::ScalarStyle::Literal => ScalarStyle::Literal,
            granit_parser::ScalarStyle::Folded => ScalarStyle::Folded,
        };
        let trimmed = Span::new(span.start, span.start + raw.trim_end().len());
        self.plain_end = (style == ScalarStyle::Plain).then_some(trimmed.end);
        let broken = self.masked.iter().any(|m| m.start < span.end && span.start < m.end);
        let lost = match is_escaped && !broken {
            true => escape::report_lost_letters(raw, span),
            false => None,
        };
        let value = if broken || lost.is_some() {
            self.found.extend(lost);
            YamlValue::Broken
        } else if style == ScalarStyle::Plain && raw.is_empty() {
            YamlValue::Empty
        } else {
            // An escape can bring in what the file itself was cleaned of.
            YamlValue::Scalar(Scalar { text: crate::language::clean(text), style })
        };
        YamlNode { span: trimmed, value }
    }

    fn sequence(&mut self, start: Span, flow: bool) -> ParseResult<YamlNode> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                None => break,
                Some((Event::SequenceEnd, end)) => {
                    let span = cover_collection(start, end, items.last(), flow);
                    return Ok(YamlNode {
                        span,
                        value: YamlValue::Sequence { items, flow },
                    });
                }
                Some((event, span)) => items.push(self.node(event, span)?),
            }
        }
        Ok(YamlNode { span: start, value: YamlValue::Sequence { items, flow } })
    }

    fn mapping(&mut self, start: Span, flow: bool) -> ParseResult<YamlNode> {
        let mut entries = EntryList::default();
        while let Some((event, span)) = self.next()? {
            if matches!(event, Event::MappingEnd) {
                let entries = entries.list;
                let last = entries.last().map(|e| &e.value);
                let span = cover_collection(start, span, last, flow);
                return Ok(YamlNode {
                    span,
                    value: YamlValue::Mapping { entries, flow },
                });
            }
            let key = self.node(event, span)?;
            let Some((event, span)) = self.next()? else { break };
            let value = self.node(event, span)?;
            self.entry(&mut entries, &key, value);
        }
        Ok(YamlNode {
            span: start,
            value: YamlValue::Mapping { entries: entries.list, flow },
        })
    }

    /// Adds a key and its value. Of a key that stands twice the first one counts, and both
    /// places are named.
    fn entry(&mut self, entries: &mut EntryList, key: &YamlNode, value: YamlNode) {
        let Some(scalar) = key.scalar() else {
            // `{{ x }}` without quotes is read by YAML as a mapping in a mapping.
            if key.value != YamlValue::Broken && key.value != YamlValue::Empty {
                self.found.push(refused::report_key_not_text(self.source, key.span));
            }
            return;
        };
        let folded = crate::language::to_key(&scalar.text);
        match entries.find(&folded) {
            Some(first) => {
                let first = first.key_span;
                self.found.push(refused::report_duplicate_key(
                    &scalar.text,
                    key.span,
                    first,
                ));
            }
            None => entries.push(YamlEntry {
                key: scalar.text.clone(),
                name: folded,
                key_span: key.span,
                value,
            }),
        }
    }
}

/// The entries of a mapping so far. A form may have thousands of indicators under one key,
/// so that each is not to be compared with all before it.
#[derive(Default)]
struct EntryList {
    list: Vec<YamlEntry>,
    /// Index of each by its name, once they are many.
    by_name: HashMap<String, usize>,
}

impl EntryList {
    /// So many are looked through.
    const FEW: usize = 32;

    fn find(&self, name: &str) -> Option<&YamlEntry> {
        if self.list.len() < Self::FEW {
            return self.list.iter().find(|entry| entry.name == name);
        }
        self.by_name.get(name).map(|index| &self.list[*index])
    }

    fn push(&mut self, entry: YamlEntry) {
        self.list.push(entry);
        if self.list.len() < Self::FEW {
            return;
        }
        for index in self.by_name.len()..self.list.len() {
            self.by_name.insert(self.list[index].name.clone(), index);
        }
    }
}

/// The span of a collection: its own brackets, or from its start to the end of its
/// last value.
fn cover_collection(start: Span, end: Span, last: Option<&YamlNode>, flow: bool) -> Span {
    let end = if flow { end.end } else { last.map_or(start.end, |n| n.span.end) };
    Span::new(start.start, end.max(start.start))
}

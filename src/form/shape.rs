//! The keys of the form, as data: names, meaning, kind. Reading, the suggestions for
//! misspelt keys and the reference in `docs/` all come from these tables.

/// The keys of one mapping.
#[derive(Debug)]
pub struct Shape {
    /// Name in messages and in the reference: `co_quan`.
    pub name: &'static str,
    /// What the mapping is for, in Vietnamese.
    pub doc: &'static str,
    /// Its keys, in the order of the reference.
    pub keys: &'static [KeySpec],
}

/// One key of a mapping: its name, its meaning, what stands under it.
#[derive(Debug)]
pub struct KeySpec {
    /// As typed: Vietnamese without marks.
    pub name: &'static str,
    /// What it means, in Vietnamese, one or two sentences.
    pub doc: &'static str,
    /// What stands under it.
    pub kind: KeyKind,
    /// Whether a form without it is refused.
    pub need: Need,
}

/// Whether a key may be left out, and which papers have a place for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A form without it is refused.
    Required,
    /// It may be left out.
    Optional,
    /// A paper that is issued by itself must have it; one that is attached to a decision
    /// has no place for it.
    RequiredIfIssued,
    /// A paper that is issued by itself may have it; one that is attached to a decision has
    /// no place for it.
    OptionalIfIssued,
}

/// How the paper of a form comes into force, which decides over some keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueMode {
    /// By itself, with a number, a date and a signature.
    Issued,
    /// With a decision that has all that (`kem_theo`).
    Attached,
}

impl Need {
    /// Whether a form of this mode without the key is refused.
    #[must_use]
    pub fn is_required(self, mode: IssueMode) -> bool {
        match self {
            Self::Required => true,
            Self::RequiredIfIssued => mode == IssueMode::Issued,
            Self::Optional | Self::OptionalIfIssued => false,
        }
    }

    /// Whether a form of this mode has a place for the key.
    #[must_use]
    pub fn has_place(self, mode: IssueMode) -> bool {
        match self {
            Self::Required | Self::Optional => true,
            Self::RequiredIfIssued | Self::OptionalIfIssued => mode == IssueMode::Issued,
        }
    }
}

/// What stands under a key.
#[derive(Debug)]
pub enum KeyKind {
    /// Text printed as it stands, in one run.
    Plain,
    /// Text printed as it stands, a line of the form as a line on paper.
    Lines,
    /// Text with marks.
    Prose,
    /// A whole number, a measure: what the words say.
    Number(&'static str),
    /// An amount of money.
    Money,
    /// A date, whole or in part.
    Date,
    /// `co` or `khong`.
    YesNo,
    /// One of some words.
    Choice(&'static [Keyword]),
    /// An id: letters without marks, digits, `-` and `_`.
    Id,
    /// A mapping whose keys another shape has.
    Map(&'static Shape),
    /// A list of one kind of items; one item alone is a list of one.
    List(&'static KeyKind),
    /// A mapping from ids that the writer chooses.
    ById(&'static KeyKind),
    /// One of several kinds.
    Either(&'static [KeyKind]),
}

/// A word that may stand under a key.
#[derive(Debug, PartialEq, Eq)]
pub struct Keyword {
    /// As it is typed: Vietnamese without marks.
    pub word: &'static str,
    /// What it means, in Vietnamese.
    pub doc: &'static str,
}

impl KeySpec {
    /// A key without which a form is refused.
    #[must_use]
    pub const fn required(name: &'static str, kind: KeyKind, doc: &'static str) -> Self {
        Self { name, doc, kind, need: Need::Required }
    }

    /// A key that only a paper issued by itself has, and must have.
    #[must_use]
    pub const fn required_if_issued(
        name: &'static str,
        kind: KeyKind,
        doc: &'static str,
    ) -> Self {
        Self { name, doc, kind, need: Need::RequiredIfIssued }
    }

    /// A key that only a paper issued by itself may have.
    #[must_use]
    pub const fn optional_if_issued(
        name: &'static str,
        kind: KeyKind,
        doc: &'static str,
    ) -> Self {
        Self { name, doc, kind, need: Need::OptionalIfIssued }
    }

    /// A key that may be left out.
    #[must_use]
    pub const fn optional(name: &'static str, kind: KeyKind, doc: &'static str) -> Self {
        Self { name, doc, kind, need: Need::Optional }
    }
}

impl Keyword {
    /// A word as typed, with its meaning in Vietnamese.
    #[must_use]
    pub const fn new(word: &'static str, doc: &'static str) -> Self {
        Self { word, doc }
    }
}

impl Shape {
    /// The key of a name already folded.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&'static KeySpec> {
        self.keys.iter().find(|k| k.name == name)
    }

    /// The names of all keys, in the order of the reference.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|k| k.name)
    }
}

"""A PDF as the conditions see it: its elements, its content, its annotations, its fonts.

Everything is read once. What cannot be read is an error: a condition that saw nothing
would hold.
"""

from dataclasses import dataclass, field
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

# The standard types of ISO 32000-1, 14.8.4.
STANDARD = set(
    """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
    P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note
    Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula
    Form""".split()
)


@dataclass
class Element:
    """An element of the structure tree."""

    object: Dictionary
    own_type: str
    # The standard type that it is mapped to; None where it comes to none.
    type: str | None
    parent: "Element | None"
    kids: list["Element"] = field(default_factory=list)
    # Pages and numbers of marked content directly in it.
    marked: list[tuple[tuple[int, int], int]] = field(default_factory=list)
    # Annotations and the like directly in it.
    objects: list[tuple[int, int]] = field(default_factory=list)

    def text(self, key):
        value = self.object.get(key)
        return str(value) if value is not None else ""

    def lang(self):
        """The language that is in force, without that of the document."""
        element = self
        while element is not None:
            if element.text("/Lang"):
                return element.text("/Lang")
            element = element.parent
        return ""

    def attribute(self, key):
        """An attribute of the element, whoever owns it."""
        attributes = self.object.get("/A")
        found = attributes if isinstance(attributes, Array) else [attributes]
        for one in found:
            if isinstance(one, Dictionary) and key in one:
                return one[key]
        return None


@dataclass
class Shown:
    """A text or a drawing, with the marks that it stands in."""

    page: tuple[int, int]
    # "text" or "graphic"
    kind: str
    # Innermost last: ("Artifact" or "tag", number or None, properties).
    marks: list
    font: Dictionary | None = None
    codes: bytes = b""
    invisible: bool = False


class Paper:
    """All of a file that the conditions ask for."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.root = pdf.Root
        self.roles = {}
        self.elements = []
        self.shown = []
        # (outer, inner) where marks of both kinds are nested.
        self.nested = []
        # Form XObjects: how often each is drawn, and whether it has numbered marks.
        self.forms = {}
        self.read_structure()
        for page in pdf.pages:
            reader = ContentReader(self, page.obj.objgen)
            reader.read(page, page.obj.get("/Resources", Dictionary()))

    def read_structure(self):
        tree = self.root.get("/StructTreeRoot")
        if tree is None:
            return
        for name, role in tree.get("/RoleMap", Dictionary()).items():
            self.roles[name.lstrip("/")] = str(role).lstrip("/")
        self.read_kids(tree.get("/K"), None, None)

    def role(self, name):
        """The standard type of a name; None for none, or where roles go in a circle."""
        seen = set()
        while name not in STANDARD:
            if name in seen or name not in self.roles:
                return None
            seen.add(name)
            name = self.roles[name]
        return name

    def read_kids(self, kids, parent, page):
        if kids is None:
            return
        for kid in kids if isinstance(kids, Array) else [kids]:
            if not isinstance(kid, Dictionary):
                if parent is None:
                    raise ValueError("marked content outside of all elements")
                parent.marked.append((page, int(kid)))
                continue
            own = kid["/Pg"].objgen if "/Pg" in kid else page
            if kid.get("/Type") == Name.MCR:
                parent.marked.append((own, int(kid["/MCID"])))
            elif kid.get("/Type") == Name.OBJR:
                parent.objects.append(kid["/Obj"].objgen)
            else:
                name = str(kid["/S"]).lstrip("/")
                element = Element(kid, name, self.role(name), parent)
                self.elements.append(element)
                if parent is not None:
                    parent.kids.append(element)
                self.read_kids(kid.get("/K"), element, own)

    def of_type(self, *types):
        return [element for element in self.elements if element.type in types]

    def annotations(self):
        """Every annotation with its page."""
        for page in self.pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                yield page.obj, annotation

    def owner(self, objgen):
        """The element in which an annotation stands."""
        for element in self.elements:
            if objgen in element.objects:
                return element
        return None

    def lang(self):
        return str(self.root.get("/Lang", ""))

    @cached_property
    def objects(self):
        """All dictionaries of the file, those within others too."""
        return list(every_object(self.pdf))


class ContentReader:
    """Walks through what is drawn on a page, and through the forms that it draws."""

    PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"}
    TEXTS = {"Tj", "TJ", "'", '"'}

    def __init__(self, paper, page):
        self.paper = paper
        self.page = page
        self.marks = []
        self.font = None
        self.mode = 0

    def read(self, source, resources):
        for operands, operator in pikepdf.parse_content_stream(source):
            self.step(str(operator), operands, resources)

    def step(self, operator, operands, resources):
        if operator in ("BDC", "BMC"):
            self.open_mark(operands, resources)
        elif operator == "EMC":
            self.marks.pop()
        elif operator == "Tf":
            self.font = resources["/Font"][str(operands[0])]
        elif operator == "Tr":
            self.mode = int(operands[0])
        elif operator in self.TEXTS:
            parts = operands[-1] if operator == "TJ" else [operands[-1]]
            codes = b"".join(bytes(p) for p in parts if isinstance(p, pikepdf.String))
            self.show("text", codes)
        elif operator in self.PAINTS:
            self.show("graphic")
        elif operator == "Do":
            self.draw(resources["/XObject"][str(operands[0])], resources)

    def open_mark(self, operands, resources):
        properties = operands[1] if len(operands) > 1 else Dictionary()
        if isinstance(properties, Name):
            properties = resources["/Properties"][str(properties)]
        number = properties.get("/MCID")
        is_artifact = operands[0] == Name.Artifact
        kind = "Artifact" if is_artifact else "tag" if number is not None else "none"
        for outer, _, _ in self.marks:
            if kind != "none" and outer not in ("none", kind):
                self.paper.nested.append((outer, kind))
        number = int(number) if number is not None else None
        self.marks.append((kind, number, properties))

    def show(self, kind, codes=b""):
        shown = Shown(self.page, kind, list(self.marks), self.font, codes, self.mode == 3)
        if kind == "graphic":
            shown.font = None
        self.paper.shown.append(shown)

    def draw(self, xobject, resources):
        if xobject.get("/Subtype") != Name.Form:
            self.show("graphic")
            return
        count, _, _ = self.paper.forms.get(xobject.objgen, (0, False, xobject))
        before = len(self.marks)
        inner = ContentReader(self.paper, self.page)
        inner.marks = list(self.marks)
        numbered = has_numbers(xobject)
        inner.read(xobject, xobject.get("/Resources", resources))
        assert len(inner.marks) == before, "marks of a form are not closed"
        self.paper.forms[xobject.objgen] = (count + 1, numbered, xobject)


def has_numbers(stream):
    """Whether there is numbered marked content in a form."""
    for operands, operator in pikepdf.parse_content_stream(stream):
        if str(operator) == "BDC" and isinstance(operands[1], Dictionary):
            if "/MCID" in operands[1]:
                return True
    return False


def every_object(pdf):
    """All dictionaries of a file, those within others too."""
    seen = set()
    waiting = [pdf.trailer, *pdf.objects]
    while waiting:
        value = waiting.pop()
        if isinstance(value, (Dictionary, Stream, Array)):
            if value.objgen != (0, 0):
                if value.objgen in seen:
                    continue
                seen.add(value.objgen)
        if isinstance(value, Array):
            waiting.extend(value)
        elif isinstance(value, (Dictionary, Stream)):
            yield value
            waiting.extend(inner for _, inner in value.items())

"""Conditions of the document, its metadata, its tags and its annotations.

Each is a function that yields what breaks it, in the order of the Matterhorn Protocol 1.1;
`@condition` enters it in `CONDITIONS`, with what is wrong in a few words.
"""

import re
from collections import Counter
from xml.etree import ElementTree

from pikepdf import Array, Dictionary, Name, Stream

from paper import STANDARD

CONDITIONS = {}


def condition(id, fault):
    def enter(check):
        assert id not in CONDITIONS, id
        CONDITIONS[id] = (fault, check)
        return check

    return enter


# --- 01: real content is tagged


@condition("01-003", "an artifact within tagged content")
def _(paper):
    yield from (pair for pair in paper.nested if pair == ("tag", "Artifact"))


@condition("01-004", "tagged content within an artifact")
def _(paper):
    yield from (pair for pair in paper.nested if pair == ("Artifact", "tag"))


@condition("01-005", "content that is neither tagged nor an artifact")
def _(paper):
    known = {mark for element in paper.elements for mark in element.marked}
    for shown in paper.shown:
        numbers = [number for kind, number, _ in shown.marks if kind == "tag"]
        is_artifact = any(kind == "Artifact" for kind, _, _ in shown.marks)
        if not is_artifact and not any((shown.page, n) in known for n in numbers):
            yield shown.kind, shown.page


@condition("01-007", "the tags are suspect")
def _(paper):
    if paper.root.get("/MarkInfo", Dictionary()).get("/Suspects", False):
        yield "Suspects"


# --- 02: roles


@condition("02-001", "a type that comes to no standard type")
def _(paper):
    used = {element.own_type for element in paper.elements} | set(paper.roles)
    for name in used:
        if paper.role(name) is None and not goes_in_a_circle(paper, name):
            yield name


@condition("02-003", "roles that go in a circle")
def _(paper):
    yield from (name for name in paper.roles if goes_in_a_circle(paper, name))


@condition("02-004", "a standard type that is mapped to another")
def _(paper):
    yield from (name for name in paper.roles if name in STANDARD)


def goes_in_a_circle(paper, name):
    seen = set()
    while name in paper.roles:
        if name in seen:
            return True
        seen.add(name)
        name = paper.roles[name]
    return False


# --- 06, 07: metadata and how the title is shown

UA = "{http://www.aiim.org/pdfua/ns/id/}part"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_metadata(paper):
    stream = paper.root.get("/Metadata")
    if not isinstance(stream, Stream):
        return None
    text = stream.read_bytes().decode("utf-8", "replace").strip("\ufeff\0 \n")
    return ElementTree.fromstring(re.sub(r"<\?xpacket.*?\?>", "", text))


@condition("06-001", "no metadata")
def _(paper):
    if read_metadata(paper) is None:
        yield "Metadata"


@condition("06-002", "the metadata do not say PDF/UA-1")
def _(paper):
    metadata = read_metadata(paper)
    if metadata is not None:
        parts = [part.text for part in metadata.iter(UA)]
        parts += [node.attrib[UA] for node in metadata.iter() if UA in node.attrib]
        if parts != ["1"]:
            yield parts


@condition("06-003", "the metadata have no title")
def _(paper):
    metadata = read_metadata(paper)
    if metadata is not None:
        titles = ["".join(title.itertext()) for title in metadata.iter(DC + "title")]
        if not any(title.strip() for title in titles):
            yield titles


@condition("07-001", "viewers are not told what to show as the title")
def _(paper):
    if "/DisplayDocTitle" not in paper.root.get("/ViewerPreferences", Dictionary()):
        yield "DisplayDocTitle"


@condition("07-002", "viewers are told to show the name of the file")
def _(paper):
    if paper.root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle") is False:
        yield "DisplayDocTitle"


# --- 09: which tags may stand in which


def check_nesting(paper, within, parents):
    """`within`: what may stand in a type. `parents`: what a type may stand in."""
    for element in paper.elements:
        kids = [kid.type for kid in element.kids]
        if element.type in within:
            allowed = within[element.type]
            if any(kid not in allowed for kid in kids) or element.marked:
                yield element.type, kids
        if element.type in parents:
            parent = element.parent.type if element.parent else None
            if parent not in parents[element.type]:
                yield element.type, "in", parent


@condition("09-004", "parts of tables where they may not stand")
def _(paper):
    rows = {"THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}, "TR": {"TH", "TD"}}
    table = {"Caption", "THead", "TBody", "TFoot", "TR"}
    groups = {"Table"}
    yield from check_nesting(
        paper,
        {**rows, "Table": table},
        {
            "TR": {"Table", "THead", "TBody", "TFoot"},
            "THead": groups,
            "TBody": groups,
            "TFoot": groups,
            "TH": {"TR"},
            "TD": {"TR"},
        },
    )
    for element in paper.of_type("Table"):
        kinds = Counter(kid.type for kid in element.kids)
        if kinds["THead"] > 1 or kinds["TFoot"] > 1 or kinds["Caption"] > 1:
            yield "Table", dict(kinds)
        if kinds["Caption"] and "Caption" not in (
            element.kids[0].type,
            element.kids[-1].type,
        ):
            yield "Caption", "in the middle of a table"


@condition("09-005", "parts of lists where they may not stand")
def _(paper):
    yield from check_nesting(
        paper,
        {"L": {"Caption", "L", "LI"}, "LI": {"Lbl", "LBody"}},
        {"LI": {"L"}, "LBody": {"LI"}},
    )


@condition("09-006", "parts of tables of contents where they may not stand")
def _(paper):
    item = {"Lbl", "Reference", "NonStruct", "P", "TOC"}
    yield from check_nesting(
        paper,
        {"TOC": {"TOC", "TOCI", "Caption"}, "TOCI": item},
        {"TOCI": {"TOC"}},
    )


@condition("09-007", "parts of Ruby where they may not stand")
def _(paper):
    ruby = {"Ruby"}
    yield from check_nesting(
        paper,
        {"Ruby": {"RB", "RT", "RP"}},
        {"RB": ruby, "RT": ruby, "RP": ruby | {"Warichu"}},
    )


@condition("09-008", "parts of Warichu where they may not stand")
def _(paper):
    warichu = {"Warichu"}
    yield from check_nesting(
        paper, {"Warichu": {"WT", "WP"}}, {"WT": warichu, "WP": warichu}
    )


# --- 11: languages


@condition("11-001", "text of no known language")
def _(paper):
    if paper.lang():
        return
    owners = {mark: e for e in paper.elements for mark in e.marked}
    for shown in paper.shown:
        if shown.kind != "text" or not shown.marks or shown.marks[-1][0] != "tag":
            continue
        _, number, properties = shown.marks[-1]
        element = owners.get((shown.page, number))
        if "/Lang" not in properties and not (element and element.lang()):
            yield shown.page, number


@condition("11-002", "alternative text of no known language")
def _(paper):
    for element in paper.elements:
        has_text = any(key in element.object for key in ("/Alt", "/ActualText", "/E"))
        if has_text and not paper.lang() and not element.lang():
            yield element.own_type


@condition("11-003", "bookmarks of no known language")
def _(paper):
    outlines = paper.root.get("/Outlines", Dictionary())
    if "/First" in outlines and not paper.lang():
        yield "Outlines"


@condition("11-004", "annotations of no known language")
def _(paper):
    for _, annotation in paper.annotations():
        owner = paper.owner(annotation.objgen)
        known = paper.lang() or (owner and owner.lang())
        if "/Contents" in annotation and not known:
            yield annotation.get("/Subtype")


@condition("11-005", "form fields of no known language")
def _(paper):
    for _, annotation in paper.annotations():
        owner = paper.owner(annotation.objgen)
        known = paper.lang() or (owner and owner.lang())
        if annotation.get("/Subtype") == Name.Widget and "/TU" in annotation and not known:
            yield annotation.get("/TU")


@condition("11-006", "metadata of no known language")
def _(paper):
    metadata = read_metadata(paper)
    if metadata is None or paper.lang():
        return
    for title in metadata.iter(DC + "title"):
        for entry in title.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"):
            if entry.attrib.get(LANG, "x-default") == "x-default":
                yield entry.text


# --- 13 to 19: figures, headings, tables, formulas, notes


@condition("13-004", "a figure without a text in its place")
def _(paper):
    for element in paper.of_type("Figure"):
        if not element.text("/Alt") and not element.text("/ActualText"):
            yield "Figure"


def heading_levels(paper):
    names = [e.own_type if e.type is None else e.type for e in paper.elements]
    return [int(name[1:]) for name in names if re.fullmatch(r"H[1-9]\d*", name)]


@condition("14-002", "the first heading is none of the first level")
def _(paper):
    levels = heading_levels(paper)
    if levels and levels[0] != 1:
        yield levels[0]


@condition("14-003", "a level of headings is left out")
def _(paper):
    levels = heading_levels(paper)
    for before, level in zip(levels, levels[1:]):
        if level > before + 1:
            yield before, level


@condition("14-006", "two H in one element")
def _(paper):
    for element in paper.elements:
        if sum(kid.type == "H" for kid in element.kids) > 1:
            yield element.own_type


@condition("14-007", "both H and numbered headings")
def _(paper):
    if paper.of_type("H") and heading_levels(paper):
        yield "H"


@condition("15-003", "a head of a table without a scope, and cells without heads")
def _(paper):
    for element in paper.of_type("TH"):
        if str(element.attribute("/Scope")) not in ("/Row", "/Column", "/Both"):
            table = element
            while table.parent is not None and table.type != "Table":
                table = table.parent
            cells = [c for c in paper.of_type("TD") if is_below(c, table)]
            if not all(cell.attribute("/Headers") for cell in cells):
                yield "TH"


def is_below(element, above):
    while element is not None:
        if element is above:
            return True
        element = element.parent
    return False


@condition("17-002", "a formula without a text in its place")
def _(paper):
    yield from ("Formula" for e in paper.of_type("Formula") if not e.text("/Alt"))


@condition("19-003", "a note without an ID")
def _(paper):
    yield from ("Note" for element in paper.of_type("Note") if not element.text("/ID"))


@condition("19-004", "notes with the same ID")
def _(paper):
    ids = Counter(e.text("/ID") for e in paper.elements if e.text("/ID"))
    notes = {e.text("/ID") for e in paper.of_type("Note")}
    yield from (id for id, count in ids.items() if count > 1 and id in notes)


# --- 20 to 26: layers, files, forms, encryption


@condition("20-001", "a configuration of layers without a name")
def _(paper):
    layers = paper.root.get("/OCProperties", Dictionary())
    for one in layers.get("/Configs", []):
        if not str(one.get("/Name", "")):
            yield "Configs"


@condition("20-002", "the default configuration of layers has no name")
def _(paper):
    layers = paper.root.get("/OCProperties", Dictionary())
    if "/D" in layers and not str(layers["/D"].get("/Name", "")):
        yield "D"


@condition("20-003", "a configuration of layers that changes by itself")
def _(paper):
    layers = paper.root.get("/OCProperties", Dictionary())
    for one in [layers.get("/D", Dictionary()), *layers.get("/Configs", [])]:
        if "/AS" in one:
            yield "AS"


@condition("21-001", "an embedded file without both of its names")
def _(paper):
    for one in paper.objects:
        if "/EF" in one and not ("/F" in one and "/UF" in one):
            yield "Filespec"


@condition("25-001", "a form that is drawn by the viewer")
def _(paper):
    xfa = paper.root.get("/AcroForm", Dictionary()).get("/XFA")
    streams = [xfa] if isinstance(xfa, Stream) else xfa or []
    text = b"".join(s.read_bytes() for s in streams if isinstance(s, Stream))
    if re.search(rb"dynamicRender[^>]*>\s*required", text):
        yield "XFA"


@condition("26-001", "encryption that says nothing of what is allowed")
def _(paper):
    encryption = paper.pdf.trailer.get("/Encrypt")
    if encryption is not None and "/P" not in encryption:
        yield "P"


@condition("26-002", "encryption that shuts screen readers out")
def _(paper):
    encryption = paper.pdf.trailer.get("/Encrypt", Dictionary())
    if "/P" in encryption and not int(encryption["/P"]) >> 9 & 1:
        yield int(encryption["/P"])


# --- 28: annotations

# ISO 32000-1, table 169.
ANNOTATIONS = set(
    """Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly
    StrikeOut Stamp Caret Ink Popup FileAttachment Sound Movie Widget Screen PrinterMark
    TrapNet Watermark 3D Redact""".split()
)


def subtype(annotation):
    return str(annotation.get("/Subtype", "")).lstrip("/")


def is_hidden(page, annotation):
    """Hidden ones, those off the page, and pop-ups say nothing."""
    box, rect = page.get("/MediaBox"), annotation.get("/Rect")
    off = False
    if box is not None and rect is not None:
        b, r = [[float(x) for x in a] for a in (box, rect)]
        off = r[2] < b[0] or r[0] > b[2] or r[3] < b[1] or r[1] > b[3]
    return bool(int(annotation.get("/F", 0)) & 2) or off or subtype(annotation) == "Popup"


def tagged_as(paper, annotation):
    owner = paper.owner(annotation.objgen)
    return owner.type if owner else None


def seen_annotations(paper):
    return [(p, a) for p, a in paper.annotations() if not is_hidden(p, a)]


@condition("28-002", "an annotation that is not in an Annot")
def _(paper):
    for _, annotation in seen_annotations(paper):
        kind = subtype(annotation)
        is_other = kind in ANNOTATIONS - {"Widget", "Link", "PrinterMark", "TrapNet"}
        if is_other and tagged_as(paper, annotation) != "Annot":
            yield kind


@condition("28-004", "an annotation without a text")
def _(paper):
    for _, annotation in seen_annotations(paper):
        owner = paper.owner(annotation.objgen)
        alternative = owner.text("/Alt") if owner else ""
        kind = subtype(annotation)
        is_other = kind in ANNOTATIONS - {"Widget", "Link", "PrinterMark", "TrapNet"}
        if is_other and not str(annotation.get("/Contents", "")) and not alternative:
            yield kind


@condition("28-005", "a form field without a text")
def _(paper):
    for _, annotation in seen_annotations(paper):
        owner = paper.owner(annotation.objgen)
        alternative = owner.text("/Alt") if owner else ""
        named = str(annotation.get("/TU", "")) or alternative
        if subtype(annotation) == "Widget" and not named:
            yield "Widget"


@condition("28-006", "an annotation of an unknown kind that is not told")
def _(paper):
    for _, annotation in seen_annotations(paper):
        kind = subtype(annotation)
        told = tagged_as(paper, annotation) == "Annot" and "/Contents" in annotation
        if kind not in ANNOTATIONS and not told:
            yield kind


@condition("28-007", "a trap network")
def _(paper):
    for _, annotation in paper.annotations():
        if subtype(annotation) == "TrapNet":
            yield "TrapNet"


@condition("28-008", "a page with annotations that says nothing of their order")
def _(paper):
    for page in {page.objgen: page for page, _ in paper.annotations()}.values():
        if "/Tabs" not in page:
            yield page.objgen


@condition("28-009", "a page with annotations in another order than that of the tags")
def _(paper):
    for page in {page.objgen: page for page, _ in paper.annotations()}.values():
        if "/Tabs" in page and page["/Tabs"] != Name.S:
            yield page["/Tabs"]


@condition("28-010", "a form field that is not in a Form")
def _(paper):
    for _, annotation in seen_annotations(paper):
        if subtype(annotation) == "Widget" and tagged_as(paper, annotation) != "Form":
            yield "Widget"


@condition("28-011", "a link that is not in a Link")
def _(paper):
    for _, annotation in seen_annotations(paper):
        if subtype(annotation) == "Link" and tagged_as(paper, annotation) != "Link":
            yield "Link"


@condition("28-012", "a link that does not say where it leads")
def _(paper):
    for _, annotation in seen_annotations(paper):
        if subtype(annotation) == "Link" and not str(annotation.get("/Contents", "")):
            yield "Link"


def media_clips(paper):
    return [one for one in paper.objects if one.get("/S") == Name.MCD]


@condition("28-014", "a media clip of no said kind")
def _(paper):
    yield from ("clip" for clip in media_clips(paper) if "/CT" not in clip)


@condition("28-015", "a media clip without a text in its place")
def _(paper):
    yield from ("clip" for clip in media_clips(paper) if "/Alt" not in clip)


@condition("28-016", "an attached file without both of its names")
def _(paper):
    for _, annotation in paper.annotations():
        if subtype(annotation) == "FileAttachment":
            file = annotation.get("/FS")
            if not isinstance(file, Dictionary) or not ("/F" in file and "/UF" in file):
                yield "FileAttachment"


@condition("28-017", "a mark of the printer among the tags")
def _(paper):
    for _, annotation in paper.annotations():
        if subtype(annotation) == "PrinterMark" and paper.owner(annotation.objgen):
            yield "PrinterMark"


@condition("28-018", "a mark of the printer that is drawn as no artifact")
def _(paper):
    for _, annotation in paper.annotations():
        if subtype(annotation) == "PrinterMark":
            drawn = annotation.get("/AP", Dictionary()).get("/N")
            text = drawn.read_bytes() if isinstance(drawn, Stream) else b""
            if not re.match(rb"\s*/Artifact\s+(BMC|(<<.*?>>|/\w+)\s*BDC)", text, re.S):
                yield "PrinterMark"


# --- 30: forms of drawing


@condition("30-001", "a drawing that stands for one of another file")
def _(paper):
    for one in paper.objects:
        if isinstance(one, Stream) and one.get("/Subtype") == Name.Form and "/Ref" in one:
            yield "Ref"


@condition("30-002", "a drawing with numbered marks that is used twice")
def _(paper):
    for count, numbered, _ in paper.forms.values():
        if numbered and count > 1:
            yield count

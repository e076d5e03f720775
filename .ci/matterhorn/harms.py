"""For each condition a paper that breaks it, and where the papers have nothing of the kind,
one that has it and breaks nothing: a condition that cannot fail is none.

Each is a function that is given a sound paper and whether to harm it.
"""

import re
import struct

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, String

from program import Sfnt, encrypt

HARMS = {}


def harm(id, *also):
    """Enters a harm; `also` are conditions that it cannot but break as well."""

    def enter(function):
        assert id not in HARMS, id
        HARMS[id] = (function, {id, *also})
        return function

    return enter


# --- Elements


def walk(element):
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from walk(kid)


def document(pdf):
    kids = pdf.Root.StructTreeRoot.K
    return kids[0] if isinstance(kids, Array) else kids


def find(pdf, *types):
    names = [Name("/" + name) for name in types]
    return [element for element in walk(document(pdf)) if element["/S"] in names]


def headings(pdf):
    return [e for e in walk(document(pdf)) if re.fullmatch(r"/H\d", str(e["/S"]))]


def add(pdf, parent, type, **entries):
    """A new element, the last one in its parent."""
    element = Dictionary(Type=Name.StructElem, S=Name("/" + type), P=parent, K=Array(), **entries)
    element = pdf.make_indirect(element)
    if not isinstance(parent.get("/K"), Array):
        parent["/K"] = Array([parent["/K"]] if "/K" in parent else [])
    parent["/K"].append(element)
    return element


def add_annotation(pdf, subtype, within, **entries):
    """An annotation on the first page; `within` is the type of the element around it."""
    page = pdf.pages[0].obj
    rect = Array([100, 100, 120, 120])
    annotation = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=rect, **entries)
    annotation = pdf.make_indirect(annotation)
    if "/Annots" not in page:
        page["/Annots"] = Array()
    page["/Annots"].append(annotation)
    page["/Tabs"] = Name.S
    if within:
        element = add(pdf, document(pdf), within)
        element["/K"].append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page))
        return element
    return None


# --- Content


def edit(pdf, change):
    page = pdf.pages[0]
    steps = [(list(operands), operator) for operands, operator in pikepdf.parse_content_stream(page)]
    change(steps)
    page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(steps))


def step(operator, *operands):
    return list(operands), Operator(operator)


def first(steps, test):
    return next(at for at, (operands, operator) in enumerate(steps) if test(operands, str(operator)))


def is_tagged(operands, operator):
    return operator == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]


def is_artifact(operands, operator):
    return operator in ("BDC", "BMC") and operands[0] == Name.Artifact


# Numbers of marked content that no page has.
SPARE = 70001


def add_text(pdf, font, codes):
    """A text in a font of its own, tagged as a paragraph."""
    page = pdf.pages[0].obj
    fonts = page["/Resources"]["/Font"]
    fonts["/Harm"] = pdf.make_indirect(font)
    edit(pdf, lambda steps: steps.extend([
        step("BDC", Name.Span, Dictionary(MCID=SPARE)),
        step("BT"),
        step("Tf", Name.Harm, 12),
        step("Tj", String(codes)),
        step("ET"),
        step("EMC"),
    ]))
    add(pdf, document(pdf), "P", Pg=page)["/K"].append(SPARE)


# --- 01 to 07


@harm("01-003")
def _(pdf, wrong):
    def change(steps):
        at = first(steps, is_tagged) + 1
        steps[at:at] = [step("BMC", Name.Artifact), step("EMC")]

    if wrong:
        edit(pdf, change)


@harm("01-004")
def _(pdf, wrong):
    def change(steps):
        at = first(steps, is_artifact) + 1
        steps[at:at] = [step("BDC", Name.Span, Dictionary(MCID=SPARE)), step("EMC")]

    if wrong:
        edit(pdf, change)


@harm("01-005")
def _(pdf, wrong):
    line = [step("m", 0, 0), step("l", 9, 9), step("S")]
    marked = [step("BMC", Name.Artifact), *line, step("EMC")]
    edit(pdf, lambda steps: steps.extend(line if wrong else marked))


@harm("01-007")
def _(pdf, wrong):
    pdf.Root.MarkInfo["/Suspects"] = wrong


@harm("02-001")
def _(pdf, wrong):
    find(pdf, "P")[0]["/S"] = Name.Absatz
    if not wrong:
        pdf.Root.StructTreeRoot.RoleMap["/Absatz"] = Name.P


@harm("02-003")
def _(pdf, wrong):
    roles = pdf.Root.StructTreeRoot.RoleMap
    roles["/One"] = Name.Other
    roles["/Other"] = Name.One if wrong else Name.P


@harm("02-004")
def _(pdf, wrong):
    pdf.Root.StructTreeRoot.RoleMap["/Quote" if wrong else "/Saying"] = Name.Span


def rewrite_metadata(pdf, old, new):
    text = pdf.Root.Metadata.read_bytes()
    assert re.search(old, text, re.S), old
    pdf.Root.Metadata.write(re.sub(old, new, text, flags=re.S))


@harm("06-001")
def _(pdf, wrong):
    if wrong:
        del pdf.Root["/Metadata"]


@harm("06-002")
def _(pdf, wrong):
    part = b"2" if wrong else b"1"
    rewrite_metadata(pdf, rb"<pdfuaid:part>1<", b"<pdfuaid:part>" + part + b"<")


@harm("06-003")
def _(pdf, wrong):
    if wrong:
        rewrite_metadata(pdf, rb"<dc:title>.*?</dc:title>", b"")


@harm("07-001")
def _(pdf, wrong):
    if wrong:
        del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


@harm("07-002")
def _(pdf, wrong):
    pdf.Root.ViewerPreferences["/DisplayDocTitle"] = not wrong


# --- 09


@harm("09-004")
def _(pdf, wrong):
    find(pdf, "TD")[0]["/S"] = Name.P if wrong else Name.TD


@harm("09-005")
def _(pdf, wrong):
    find(pdf, "LBody")[0]["/S"] = Name.P if wrong else Name.LBody


@harm("09-006")
def _(pdf, wrong):
    contents = add(pdf, document(pdf), "TOC")
    add(pdf, contents, "P" if wrong else "TOCI")


@harm("09-007")
def _(pdf, wrong):
    ruby = add(pdf, document(pdf), "Ruby")
    add(pdf, ruby, "RB")
    add(pdf, ruby, "Span" if wrong else "RT")


@harm("09-008")
def _(pdf, wrong):
    warichu = add(pdf, document(pdf), "Warichu")
    add(pdf, warichu, "Span" if wrong else "WT")


# --- 11: the language of the document is taken away, and given to all but one


def take_language(pdf, *, texts=True, outlines=True, metadata=True):
    """Takes the language of the document away; what is true has one all the same."""
    del pdf.Root["/Lang"]
    for element in document(pdf)["/K"] if texts else find(pdf, "Link"):
        element["/Lang"] = String("vi-VN")
    if outlines and "/Outlines" in pdf.Root:
        del pdf.Root["/Outlines"]
    if metadata:
        rewrite_metadata(pdf, rb'xml:lang="x-default"', b'xml:lang="vi-VN"')


@harm("11-001")
def _(pdf, wrong):
    take_language(pdf, texts=not wrong)


@harm("11-002")
def _(pdf, wrong):
    take_language(pdf)
    element = add(pdf, document(pdf), "Span", ActualText=String("một"))
    if not wrong:
        element["/Lang"] = String("vi-VN")


@harm("11-003")
def _(pdf, wrong):
    assert "/First" in pdf.Root.Outlines
    take_language(pdf, outlines=not wrong)


@harm("11-004")
def _(pdf, wrong):
    take_language(pdf)
    link = add_annotation(pdf, "Link", "Link", Contents=String("một"))
    if not wrong:
        link["/Lang"] = String("vi-VN")


@harm("11-005")
def _(pdf, wrong):
    take_language(pdf)
    form = add_annotation(pdf, "Widget", "Form", TU=String("một"))
    if not wrong:
        form["/Lang"] = String("vi-VN")


@harm("11-006")
def _(pdf, wrong):
    take_language(pdf, metadata=not wrong)


# --- 13 to 19


@harm("13-004")
def _(pdf, wrong):
    figure = add(pdf, document(pdf), "Figure")
    if not wrong:
        figure["/Alt"] = String("một")


@harm("14-002")
def _(pdf, wrong):
    for heading in headings(pdf)[:1] if wrong else []:
        heading["/S"] = Name.H2


@harm("14-003")
def _(pdf, wrong):
    for heading in find(pdf, "H2")[:1] if wrong else []:
        heading["/S"] = Name.H3


@harm("14-006")
def _(pdf, wrong):
    for heading in headings(pdf):
        heading["/S"] = Name.P
    part = add(pdf, document(pdf), "Sect")
    for _ in range(2 if wrong else 1):
        add(pdf, part, "H")


@harm("14-007")
def _(pdf, wrong):
    add(pdf, add(pdf, document(pdf), "Sect"), "H" if wrong else "H2")


@harm("15-003")
def _(pdf, wrong):
    table = find(pdf, "Table")[0]
    heads = [element for element in walk(table) if element["/S"] == Name.TH]
    heads[0]["/A"] = Dictionary(O=Name.Table)
    for cell in walk(table) if wrong else []:
        if cell["/S"] == Name.TD and "/A" in cell:
            del cell["/A"]


@harm("17-002")
def _(pdf, wrong):
    formula = add(pdf, document(pdf), "Formula")
    if not wrong:
        formula["/Alt"] = String("một")


@harm("17-003", "10-001")
def _(pdf, wrong):
    for element in [*find(pdf, "P", "Title"), *headings(pdf)]:
        element["/S"] = Name.Formula
        element["/Alt"] = String("một")
    if wrong:
        rewrite_unicode(pdf, drop_first)


@harm("19-003")
def _(pdf, wrong):
    for note in find(pdf, "Note")[:1] if wrong else []:
        del note["/ID"]


@harm("19-004")
def _(pdf, wrong):
    one, other = find(pdf, "Note")[:2]
    other["/ID"] = one["/ID"] if wrong else other["/ID"]


# --- 20 to 26


def add_layers(pdf, default, other):
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array(), D=default, Configs=Array([other]))


def layer(**entries):
    return Dictionary(Name=String("một"), **entries)


@harm("20-001")
def _(pdf, wrong):
    add_layers(pdf, layer(), Dictionary() if wrong else layer())


@harm("20-002")
def _(pdf, wrong):
    add_layers(pdf, Dictionary(Name=String("")) if wrong else layer(), layer())


@harm("20-003")
def _(pdf, wrong):
    add_layers(pdf, layer(AS=Array()) if wrong else layer(), layer())


@harm("21-001")
def _(pdf, wrong):
    file = Dictionary(Type=Name.Filespec, F=String("a.txt"), UF=String("a.txt"))
    file["/EF"] = Dictionary(F=pdf.make_stream(b"a"))
    if wrong:
        del file["/UF"]
    pdf.Root["/AF"] = Array([pdf.make_indirect(file)])


@harm("25-001")
def _(pdf, wrong):
    value = b"required" if wrong else b"forbidden"
    xfa = pdf.make_stream(b"<config><dynamicRender>" + value + b"</dynamicRender></config>")
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array(), XFA=xfa)


@harm("26-001")
def _(pdf, wrong):
    pdf.trailer["/Encrypt"] = Dictionary() if wrong else Dictionary(P=-1)


@harm("26-002")
def _(pdf, wrong):
    pdf.trailer["/Encrypt"] = Dictionary(P=-1 - (1 << 9) if wrong else -1)


# --- 28


@harm("28-002")
def _(pdf, wrong):
    add_annotation(pdf, "Text", "P" if wrong else "Annot", Contents=String("một"))


@harm("28-004")
def _(pdf, wrong):
    add_annotation(pdf, "Text", "Annot", Contents=String("" if wrong else "một"))


@harm("28-005")
def _(pdf, wrong):
    add_annotation(pdf, "Widget", "Form", TU=String("" if wrong else "một"))


@harm("28-006")
def _(pdf, wrong):
    add_annotation(pdf, "Odd", "P" if wrong else "Annot", Contents=String("một"))


@harm("28-007")
def _(pdf, wrong):
    if wrong:
        add_annotation(pdf, "TrapNet", None)


def annotated_page(pdf):
    return next(page.obj for page in pdf.pages if "/Annots" in page.obj)


@harm("28-008")
def _(pdf, wrong):
    if wrong:
        del annotated_page(pdf)["/Tabs"]


@harm("28-009")
def _(pdf, wrong):
    annotated_page(pdf)["/Tabs"] = Name.R if wrong else Name.S


@harm("28-010")
def _(pdf, wrong):
    add_annotation(pdf, "Widget", "P" if wrong else "Form", TU=String("một"))


@harm("28-011")
def _(pdf, wrong):
    find(pdf, "Link")[0]["/S"] = Name.Span if wrong else Name.Link


@harm("28-012")
def _(pdf, wrong):
    if wrong:
        del annotated_page(pdf)["/Annots"][0]["/Contents"]


def add_clip(pdf, **entries):
    pdf.Root["/Clip"] = Dictionary(S=Name.MCD, **entries)


@harm("28-014")
def _(pdf, wrong):
    kind = {} if wrong else {"CT": String("video/mp4")}
    add_clip(pdf, Alt=Array([String(""), String("một")]), **kind)


@harm("28-015")
def _(pdf, wrong):
    text = {} if wrong else {"Alt": Array([String(""), String("một")])}
    add_clip(pdf, CT=String("video/mp4"), **text)


@harm("28-016")
def _(pdf, wrong):
    file = Dictionary(Type=Name.Filespec, F=String("a.txt"))
    if not wrong:
        file["/UF"] = String("a.txt")
    add_annotation(pdf, "FileAttachment", "Annot", Contents=String("một"), FS=file)


def add_printer_mark(pdf, within, content):
    drawn = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form)
    add_annotation(pdf, "PrinterMark", within, AP=Dictionary(N=drawn))


@harm("28-017")
def _(pdf, wrong):
    add_printer_mark(pdf, "Annot" if wrong else None, b"/Artifact BMC EMC")


@harm("28-018")
def _(pdf, wrong):
    add_printer_mark(pdf, None, b"0 0 m" if wrong else b"/Artifact BMC EMC")


# --- 30


@harm("30-001")
def _(pdf, wrong):
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form)
    if wrong:
        form["/Ref"] = Dictionary()
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Harm=form)


@harm("30-002")
def _(pdf, wrong):
    content = b"/Span <</MCID %d>> BDC EMC" % SPARE
    form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form)
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Harm=form)
    draws = [step("Do", Name.Harm)] * (2 if wrong else 1)
    edit(pdf, lambda steps: steps.extend(draws))


# --- 10 and 31: the font of the first page's first text


def used_font(pdf):
    name = None
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
        if str(operator) == "Tf":
            name = str(operands[0])
            break
    return pdf.pages[0].obj["/Resources"]["/Font"][name]


def descendant(pdf):
    return used_font(pdf)["/DescendantFonts"][0]


def program(pdf):
    return descendant(pdf)["/FontDescriptor"]["/FontFile2"].read_bytes()


LINE = rb"<[0-9A-Fa-f]+> <[0-9A-Fa-f]+>\n?"


def rewrite_unicode(pdf, change):
    stream = used_font(pdf)["/ToUnicode"]
    stream.write(change(stream.read_bytes()))


def drop_first(text):
    """Without the character of the first glyph, which stands in the first text."""
    start = text.index(b"beginbfchar")
    return text[:start] + re.sub(LINE, b"", text[start:], count=1)


def point_last_at(value):
    def change(text):
        last = list(re.finditer(LINE, text))[-1]
        code = last.group().split()[0]
        return text[: last.start()] + code + b" <" + value + b">\n" + text[last.end() :]

    return change


@harm("10-001")
def _(pdf, wrong):
    if wrong:
        rewrite_unicode(pdf, drop_first)


@harm("31-028")
def _(pdf, wrong):
    rewrite_unicode(pdf, point_last_at(b"0000" if wrong else b"0041"))


@harm("31-029")
def _(pdf, wrong):
    rewrite_unicode(pdf, point_last_at(b"FEFF" if wrong else b"0041"))


@harm("31-027")
def _(pdf, wrong):
    if wrong:
        del used_font(pdf)["/ToUnicode"]


@harm("31-030")
def _(pdf, wrong):
    rewrite_unicode(pdf, lambda text: text.replace(b"endcmap", b"1 beginbfchar\n<0000> <0041>\nendbfchar\nendcmap"))
    if wrong:
        font = used_font(pdf)
        add_text(pdf, font, b"\0\0")


def set_cmap(pdf, system, wmode=(0, 0), **entries):
    """An encoding in the file that maps as identity does."""
    outside, inside = wmode
    text = (
        b"/CMapName /Harm def\n/WMode %d def\n1 begincodespacerange\n<0000> <ffff>\n"
        b"endcodespacerange\n1 begincidrange\n<0000> <ffff> 0\nendcidrange\n" % inside
    )
    used_font(pdf)["/Encoding"] = pdf.make_stream(
        text, Type=Name.CMap, CIDSystemInfo=system, WMode=outside, **entries
    )


def with_entry(key, value):
    res = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    if key:
        res[key] = value
    return res


def harm_system(id, key, value):
    @harm(id)
    def _(pdf, wrong):
        set_cmap(pdf, with_entry(key if wrong else None, value))


harm_system("31-001", "/Registry", String("Odd"))
harm_system("31-002", "/Ordering", String("Odd"))
harm_system("31-003", "/Supplement", 1)


@harm("31-004")
def _(pdf, wrong):
    descendant(pdf)["/CIDToGIDMap"] = Name.Odd if wrong else Name.Identity


@harm("31-005")
def _(pdf, wrong):
    if wrong:
        del descendant(pdf)["/CIDToGIDMap"]


@harm("31-006")
def _(pdf, wrong):
    used_font(pdf)["/Encoding"] = Name("/Odd-H" if wrong else "/Identity-H")


@harm("31-007")
def _(pdf, wrong):
    set_cmap(pdf, with_entry(None, 0), wmode=(1 if wrong else 0, 0))


@harm("31-008")
def _(pdf, wrong):
    set_cmap(pdf, with_entry(None, 0), UseCMap=Name("/Odd-H" if wrong else "/Identity-H"))


@harm("31-009")
def _(pdf, wrong):
    if wrong:
        del descendant(pdf)["/FontDescriptor"]["/FontFile2"]


@harm("31-011")
def _(pdf, wrong):
    count = Sfnt(program(pdf)).glyphs
    glyphs = list(range(count))
    if wrong:
        glyphs[1:] = [count + 5] * (count - 1)
    descendant(pdf)["/CIDToGIDMap"] = pdf.make_stream(struct.pack(f">{count}H", *glyphs))


def change_set(pdf, change):
    stream = descendant(pdf)["/FontDescriptor"]["/CIDSet"]
    stream.write(change(stream.read_bytes()))


@harm("31-014")
def _(pdf, wrong):
    if wrong:
        change_set(pdf, lambda bits: bytes([bits[0] & 0x7F]) + bits[1:])


@harm("31-015")
def _(pdf, wrong):
    change_set(pdf, lambda bits: bits + (b"\xff" if wrong else b"\0"))


@harm("31-016")
def _(pdf, wrong):
    if wrong:
        descendant(pdf)["/W"] = Array([0, 65535, 1234])


# --- 31: fonts that the papers do not have


def add_type1(pdf, listed, there):
    lines = [b"/.notdef 1 RD x ND\n", *(b"/%s 1 RD x ND\n" % name for name in there)]
    private = b"0000/CharStrings 9 dict dup begin\n" + b"".join(lines) + b"end\n"
    data = b"%!PS-AdobeFont-1.0: Harm\ncurrentfile eexec\n" + encrypt(private, 55665)
    charset = b"".join(b"/" + name for name in listed)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        Flags=32,
        FontFile=pdf.make_stream(data),
        CharSet=String(charset),
    )
    add_text(pdf, simple_font("Type1", descriptor, Name.WinAnsiEncoding, 500), b"A")


def simple_font(kind, descriptor, encoding, width):
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name("/" + kind),
        BaseFont=Name.Harm,
        FirstChar=65,
        LastChar=65,
        Widths=Array([width]),
        FontDescriptor=descriptor,
    )
    if encoding is not None:
        font["/Encoding"] = encoding
    return font


@harm("31-012")
def _(pdf, wrong):
    add_type1(pdf, [b"A"], [b"A", b"B"] if wrong else [b"A"])


@harm("31-013")
def _(pdf, wrong):
    add_type1(pdf, [b"A", b"B"] if wrong else [b"A"], [b"A"])


def pack_cmap(maps):
    """A `cmap` table with maps of one code each."""
    head = struct.pack(">HH", 0, len(maps))
    body, start = b"", 4 + 8 * len(maps)
    for (platform, encoding), (code, glyph) in maps.items():
        head += struct.pack(">HHL", platform, encoding, start + len(body))
        body += struct.pack(">HHHHHH", 6, 12, 0, code, 1, glyph)
    return head + body


def pack_font(tables):
    head = struct.pack(">LHHHH", 0x00010000, len(tables), 0, 0, 0)
    body, start = b"", 12 + 16 * len(tables)
    for tag, data in tables.items():
        head += struct.pack(">4sLLL", tag.encode(), 0, start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return head + body


LETTERS = {(3, 1): (65, 1)}
SYMBOLS = {(3, 0): (0xF041, 1)}


def add_truetype(pdf, maps, encoding, symbolic=False):
    """A text `A` in a TrueType font with these maps of characters."""
    sfnt = Sfnt(program(pdf))
    tables = {tag: data for tag, data in sfnt.tables.items() if tag != "cmap"}
    if maps:
        tables["cmap"] = pack_cmap(maps)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        Flags=4 if symbolic else 32,
        FontFile2=pdf.make_stream(pack_font(tables)),
    )
    font = simple_font("TrueType", descriptor, encoding, sfnt.width(1))
    font["/ToUnicode"] = pdf.make_stream(b"1 beginbfchar\n<41> <0041>\nendbfchar\n")
    add_text(pdf, font, b"A")


WIN = Name.WinAnsiEncoding


def differing(*names, **entries):
    return Dictionary(Type=Name.Encoding, Differences=Array([65, *names]), **entries)


@harm("31-017")
def _(pdf, wrong):
    add_truetype(pdf, SYMBOLS if wrong else LETTERS, WIN)


@harm("31-018", "31-030")
def _(pdf, wrong):
    add_truetype(pdf, {(3, 1): (66, 1)} if wrong else LETTERS, WIN)


@harm("31-019")
def _(pdf, wrong):
    add_truetype(pdf, LETTERS, None if wrong else WIN)


@harm("31-020")
def _(pdf, wrong):
    base = {} if wrong else {"BaseEncoding": WIN}
    add_truetype(pdf, LETTERS, differing(Name.A, **base))


@harm("31-021")
def _(pdf, wrong):
    add_truetype(pdf, LETTERS, Name.MacExpertEncoding if wrong else Name.MacRomanEncoding)


@harm("31-022")
def _(pdf, wrong):
    name = Name("/g0041" if wrong else "/A")
    add_truetype(pdf, LETTERS, differing(name, BaseEncoding=WIN))


@harm("31-023")
def _(pdf, wrong):
    maps = {(1, 0): (65, 1)} if wrong else LETTERS
    add_truetype(pdf, maps, differing(Name.A, BaseEncoding=WIN))


@harm("31-024")
def _(pdf, wrong):
    add_truetype(pdf, SYMBOLS, WIN if wrong else None, symbolic=True)


@harm("31-025")
def _(pdf, wrong):
    add_truetype(pdf, {} if wrong else SYMBOLS, None, symbolic=True)


@harm("31-026")
def _(pdf, wrong):
    several = {(1, 0): (65, 1), (3, 1): (65, 1)}
    add_truetype(pdf, several if wrong else SYMBOLS, None, symbolic=True)

"""Conditions of fonts: checkpoints 10, 31, and what of 17 asks for characters."""

import re
from functools import cached_property

from pikepdf import Array, Dictionary, Name, Stream

from program import Sfnt, read_map, type1_glyphs
from structure import condition

# ISO 32000-1, table 118, by the collection of characters.
CMAPS = {
    "GB1": """GB-EUC-H GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H
        GBKp-EUC-V GBK2K-H GBK2K-V UniGB-UCS2-H UniGB-UCS2-V UniGB-UTF16-H UniGB-UTF16-V""",
    "CNS1": """B5pc-H B5pc-V HKscs-B5-H HKscs-B5-V ETen-B5-H ETen-B5-V ETenms-B5-H
        ETenms-B5-V CNS-EUC-H CNS-EUC-V UniCNS-UCS2-H UniCNS-UCS2-V UniCNS-UTF16-H
        UniCNS-UTF16-V""",
    "Japan1": """83pv-RKSJ-H 90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V 90pv-RKSJ-H
        Add-RKSJ-H Add-RKSJ-V EUC-H EUC-V Ext-RKSJ-H Ext-RKSJ-V H V UniJIS-UCS2-H
        UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V UniJIS-UTF16-H UniJIS-UTF16-V""",
    "Korea1": """KSC-EUC-H KSC-EUC-V KSCms-UHC-H KSCms-UHC-V KSCms-UHC-HW-H KSCms-UHC-HW-V
        KSCpc-EUC-H UniKS-UCS2-H UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V""",
    "Identity": "Identity-H Identity-V",
}
ORDERINGS = {name: order for order, names in CMAPS.items() for name in names.split()}

# Names of glyphs that are surely in the Adobe Glyph List. A name that is not here is told:
# the papers have no such fonts at all.
GLYPH_NAMES = set(
    """space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft
    parenright asterisk plus comma hyphen period slash zero one two three four five six
    seven eight nine colon semicolon less equal greater question at""".split()
) | {chr(c) for c in [*range(65, 91), *range(97, 123)]}

CODECS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


class Font:
    """A font with the codes that texts use of it."""

    def __init__(self, dict):
        self.dict = dict
        self.codes = set()
        self.rendered = False
        self.kind = str(dict["/Subtype"]).lstrip("/")
        self.name = str(dict.get("/BaseFont", ""))
        self.descendant = dict["/DescendantFonts"][0] if self.kind == "Type0" else dict
        self.descriptor = self.descendant.get("/FontDescriptor", Dictionary())
        self.encoding = dict.get("/Encoding")

    def embedded(self):
        return any(key in self.descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))

    def is_cid(self, kind):
        return self.kind == "Type0" and self.descendant["/Subtype"] == kind

    def is_truetype(self, symbolic):
        flag = bool(int(self.descriptor.get("/Flags", 0)) & 4)
        return self.kind == "TrueType" and flag == symbolic

    @cached_property
    def sfnt(self):
        """The TrueType program; none where the font has none."""
        if "/FontFile3" in self.descriptor:
            raise ValueError(f"{self.name}: a program of this format is not read")
        stream = self.descriptor.get("/FontFile2")
        return Sfnt(stream.read_bytes()) if stream is not None else None

    @cached_property
    def to_unicode(self):
        stream = self.dict.get("/ToUnicode")
        return read_map(stream.read_bytes(), "bf") if isinstance(stream, Stream) else None

    @cached_property
    def cids(self):
        """Codes and their characters; none where they are the same."""
        is_stream = isinstance(self.encoding, Stream)
        return read_map(self.encoding.read_bytes(), "cid") if is_stream else None

    def cid(self, code):
        return code if self.cids is None else self.cids.get(code, 0)

    def glyph(self, code):
        """The glyph of a code in a Type 2 CID font."""
        cid, to_glyph = self.cid(code), self.descendant.get("/CIDToGIDMap")
        if isinstance(to_glyph, Stream):
            data = to_glyph.read_bytes()
            return int.from_bytes(data[2 * cid : 2 * cid + 2], "big")
        return cid

    @cached_property
    def widths(self):
        """First, last and width of each run of a CID font."""
        parts = list(self.descendant.get("/W", []))
        res = []
        while parts:
            first, second = int(parts.pop(0)), parts.pop(0)
            if isinstance(second, Array):
                res += [(first + n, first + n, float(w)) for n, w in enumerate(second)]
            else:
                res.append((first, int(second), float(parts.pop(0))))
        return res

    def width(self, cid):
        """The width that the font says of a character of a CID font."""
        found = (width for first, last, width in self.widths if first <= cid <= last)
        return next(found, float(self.descendant.get("/DW", 1000)))

    def base_encoding(self):
        if isinstance(self.encoding, Dictionary):
            return self.encoding.get("/BaseEncoding")
        return self.encoding

    def differences(self):
        if isinstance(self.encoding, Dictionary) and "/Differences" in self.encoding:
            names = [n for n in self.encoding["/Differences"] if isinstance(n, Name)]
            return [str(name).lstrip("/") for name in names]
        return None

    def simple_glyph(self, code):
        """The glyph of a code in a TrueType font with one byte a code; 0 for none."""
        cmaps = self.sfnt.cmaps
        if self.is_truetype(symbolic=True):
            found = cmaps.get((3, 0)) or next(iter(cmaps.values()), {})
            return found.get(code) or found.get(0xF000 + code) or 0
        codec = CODECS.get(str(self.base_encoding()), "cp1252")
        letter = bytes([code]).decode(codec, "replace")
        found = cmaps.get((3, 1), {}).get(ord(letter))
        mac = letter.encode("mac_roman", "ignore")
        return found or (mac and cmaps.get((1, 0), {}).get(mac[0])) or 0


def read_fonts(paper):
    """The fonts of all texts, once."""
    if not hasattr(paper, "fonts"):
        fonts = {}
        for shown in paper.shown:
            if shown.kind != "text":
                continue
            font = fonts.setdefault(shown.font.objgen, Font(shown.font))
            font.rendered |= not shown.invisible
            font.codes |= codes_of(shown)
        paper.fonts = list(fonts.values())
    return paper.fonts


def codes_of(shown):
    if shown.font["/Subtype"] != Name.Type0:
        return set(shown.codes)
    pairs = range(0, len(shown.codes), 2)
    return {int.from_bytes(shown.codes[at : at + 2], "big") for at in pairs}


def fonts_where(paper, test):
    return [font for font in read_fonts(paper) if test(font)]


def unmapped(font, codes):
    """Codes of which no character is known."""
    known = font.to_unicode
    if known is None:
        return set()
    return {code for code in codes if not known.get(code)}


@condition("10-001", "a code that stands for no character")
def _(paper):
    for font in read_fonts(paper):
        if codes := unmapped(font, font.codes):
            yield font.name, sorted(codes)


@condition("17-003", "a code in a formula that stands for no character")
def _(paper):
    marks = set()
    for element in paper.elements:
        above = element
        while above is not None:
            if above.type == "Formula":
                marks |= set(element.marked)
            above = above.parent
    for shown in paper.shown:
        numbers = {(shown.page, number) for _, number, _ in shown.marks}
        if shown.kind == "text" and numbers & marks:
            if codes := unmapped(Font(shown.font), codes_of(shown)):
                yield sorted(codes)


# --- 31: composite fonts


def is_composite_other(font):
    """Whether its encoding is another than that of identity."""
    return font.kind == "Type0" and font.encoding not in (Name("/Identity-H"), Name("/Identity-V"))


def systems(font):
    """What the encoding and the CID font say of their characters."""
    own = font.descendant.get("/CIDSystemInfo", Dictionary())
    if isinstance(font.encoding, Stream):
        return font.encoding.get("/CIDSystemInfo", Dictionary()), own
    order = ORDERINGS.get(str(font.encoding).lstrip("/"))
    if order is None:
        return own, own
    return Dictionary(Registry="Adobe", Ordering=order, Supplement=0), own


def check_systems(paper, key, agree):
    for font in fonts_where(paper, is_composite_other):
        of_map, own = systems(font)
        if not agree(of_map.get(key), own.get(key)):
            yield font.name


@condition("31-001", "an encoding and a font of different registries")
def _(paper):
    yield from check_systems(paper, "/Registry", lambda of_map, own: of_map == own)


@condition("31-002", "an encoding and a font of different orderings")
def _(paper):
    yield from check_systems(paper, "/Ordering", lambda of_map, own: of_map == own)


@condition("31-003", "a font that lacks what is new in its encoding")
def _(paper):
    yield from check_systems(
        paper, "/Supplement", lambda of_map, own: int(own or 0) >= int(of_map or 0)
    )


def is_type2(font):
    return font.is_cid(Name.CIDFontType2) and font.embedded()


@condition("31-004", "characters that lead to glyphs by neither a map nor identity")
def _(paper):
    for font in fonts_where(paper, is_type2):
        to_glyph = font.descendant.get("/CIDToGIDMap", Name.Identity)
        if not isinstance(to_glyph, Stream) and to_glyph != Name.Identity:
            yield font.name


@condition("31-005", "characters that lead to no glyphs")
def _(paper):
    for font in fonts_where(paper, is_type2):
        if "/CIDToGIDMap" not in font.descendant:
            yield font.name


@condition("31-006", "an encoding that is neither known nor in the file")
def _(paper):
    for font in fonts_where(paper, lambda font: font.kind == "Type0"):
        name = str(font.encoding).lstrip("/")
        if not isinstance(font.encoding, Stream) and name not in ORDERINGS:
            yield font.name, name


def maps(paper):
    fonts = fonts_where(paper, lambda font: font.kind == "Type0")
    return [f.encoding for f in fonts if isinstance(f.encoding, Stream)]


@condition("31-007", "an encoding that is of one direction outside, of the other inside")
def _(paper):
    for encoding in maps(paper):
        inside = re.search(rb"/WMode\s+(\d)", encoding.read_bytes())
        if int(inside[1] if inside else 0) != int(encoding.get("/WMode", 0)):
            yield "WMode"


@condition("31-008", "an encoding that builds on one that is not known")
def _(paper):
    for encoding in maps(paper):
        used = re.findall(rb"/([\w-]+)\s+usecmap", encoding.read_bytes())
        names = [name.decode() for name in used]
        if isinstance(encoding.get("/UseCMap"), Name):
            names.append(str(encoding["/UseCMap"]).lstrip("/"))
        yield from (name for name in names if name not in ORDERINGS)


# --- 31: font programs


@condition("31-009", "a font that is not in the file")
def _(paper):
    for font in read_fonts(paper):
        if font.rendered and font.kind != "Type3" and not font.embedded():
            yield font.name


def glyphs_of(font):
    """The glyphs of the codes that are used; none for what has no TrueType program."""
    if is_type2(font):
        return {font.glyph(code) for code in font.codes}
    if font.kind == "TrueType" and font.embedded():
        # A font without a map at all is told by 31-017 and 31-025.
        there = font.sfnt.cmaps if font.is_truetype(symbolic=True) else plain_cmaps(font)
        return {font.simple_glyph(code) for code in font.codes} if there else set()
    return set()


@condition("31-011", "a glyph that the font in the file does not have")
def _(paper):
    for font in fonts_where(paper, lambda font: font.rendered and is_type2(font)):
        count = font.sfnt.glyphs
        if missing := [glyph for glyph in glyphs_of(font) if glyph >= count]:
            yield font.name, missing


def charsets(paper):
    """The glyphs that Type 1 fonts list, and those in their programs."""
    for font in fonts_where(paper, lambda font: font.kind in ("Type1", "MMType1")):
        if "/CharSet" in font.descriptor and "/FontFile" in font.descriptor:
            listed = re.findall(rb"/([\w.]+)", bytes(font.descriptor["/CharSet"]))
            there = type1_glyphs(font.descriptor["/FontFile"].read_bytes())
            yield set(listed), there - {b".notdef"}


@condition("31-012", "a glyph in a Type 1 font that is not listed")
def _(paper):
    yield from (there - listed for listed, there in charsets(paper) if there - listed)


@condition("31-013", "a glyph listed of a Type 1 font that is not there")
def _(paper):
    yield from (listed - there for listed, there in charsets(paper) if listed - there)


def cid_sets(paper):
    """The characters that CID fonts list, and those in their programs."""
    for font in fonts_where(paper, is_type2):
        stream = font.descriptor.get("/CIDSet")
        if stream is not None:
            bits = stream.read_bytes()
            listed = {n for n in range(8 * len(bits)) if bits[n // 8] >> 7 - n % 8 & 1}
            yield listed, set(range(font.sfnt.glyphs))


@condition("31-014", "a glyph in a CID font that is not listed")
def _(paper):
    yield from (there - listed for listed, there in cid_sets(paper) if there - listed)


@condition("31-015", "a glyph listed of a CID font that is not there")
def _(paper):
    yield from (listed - there for listed, there in cid_sets(paper) if listed - there)


@condition("31-016", "a width that is another in the font in the file")
def _(paper):
    for font in fonts_where(paper, lambda font: font.rendered and font.embedded()):
        program = font.sfnt if "/FontFile2" in font.descriptor else None
        for code in font.codes if program else ():
            if is_type2(font):
                said, glyph = font.width(font.cid(code)), font.glyph(code)
            else:
                first = int(font.dict.get("/FirstChar", 0))
                said = float(font.dict["/Widths"][code - first])
                glyph = font.simple_glyph(code)
            if 0 < glyph < program.glyphs and abs(said - program.width(glyph)) > 1:
                yield font.name, code


# --- 31: TrueType fonts with one byte a code


def plain(paper):
    return fonts_where(paper, lambda font: font.is_truetype(symbolic=False))


def symbols(paper):
    return fonts_where(paper, lambda font: font.is_truetype(symbolic=True))


def plain_cmaps(font):
    program = font.sfnt
    cmaps = program.cmaps if program else {}
    return [cmaps[key] for key in ((3, 1), (1, 0)) if key in cmaps]


@condition("31-017", "a font of letters without a map of letters")
def _(paper):
    yield from (f.name for f in plain(paper) if f.rendered and not plain_cmaps(f))


@condition("31-018", "a letter that is in no map of its font")
def _(paper):
    for font in plain(paper):
        if font.rendered and plain_cmaps(font):
            if missing := [code for code in font.codes if not font.simple_glyph(code)]:
                yield font.name, missing


@condition("31-019", "a font of letters without an encoding")
def _(paper):
    yield from (font.name for font in plain(paper) if font.encoding is None)


@condition("31-020", "an encoding with differences from nothing")
def _(paper):
    for font in plain(paper):
        if isinstance(font.encoding, Dictionary) and font.base_encoding() is None:
            yield font.name


@condition("31-021", "an encoding that is neither of the two")
def _(paper):
    for font in plain(paper):
        base = font.base_encoding()
        if base is not None and str(base) not in CODECS:
            yield font.name, base


@condition("31-022", "a difference by a name of no known letter")
def _(paper):
    for font in plain(paper):
        yield from (name for name in font.differences() or () if name not in GLYPH_NAMES)


@condition("31-023", "differences in a font without a map of Unicode")
def _(paper):
    for font in plain(paper):
        if font.differences() is not None and font.embedded():
            if (3, 1) not in font.sfnt.cmaps:
                yield font.name


@condition("31-024", "a font of symbols with an encoding")
def _(paper):
    yield from (font.name for font in symbols(paper) if font.encoding is not None)


@condition("31-025", "a font of symbols without a map")
def _(paper):
    for font in symbols(paper):
        if font.embedded() and not font.sfnt.cmaps:
            yield font.name


@condition("31-026", "a font of symbols with several maps, none of symbols")
def _(paper):
    for font in symbols(paper):
        cmaps = font.sfnt.cmaps if font.embedded() else {}
        if len(cmaps) > 1 and (3, 0) not in cmaps:
            yield font.name


# --- 31: characters


@condition("31-027", "a font that does not say its characters")
def _(paper):
    encodings = {*CODECS, "/MacExpertEncoding"}
    for font in read_fonts(paper):
        order = str(font.descendant.get("/CIDSystemInfo", Dictionary()).get("/Ordering", ""))
        known = (
            "/ToUnicode" in font.dict
            or str(font.base_encoding()) in encodings
            or font.kind == "Type0" and order in ("GB1", "CNS1", "Japan1", "Korea1")
            or font.is_truetype(symbolic=False)
            or font.kind in ("Type1", "Type3") and set(font.differences() or ["?"]) <= GLYPH_NAMES
        )
        if not known:
            yield font.name


def characters(paper):
    texts = [(f.to_unicode or {}).values() for f in read_fonts(paper)]
    return "".join(text for values in texts for text in values)


@condition("31-028", "a code that stands for the character 0")
def _(paper):
    if "\0" in characters(paper):
        yield "U+0000"


@condition("31-029", "a code that stands for U+FEFF or U+FFFE")
def _(paper):
    yield from (ascii(c) for c in characters(paper) if c in "\ufeff\ufffe")


@condition("31-030", "a text with a glyph for what is not there")
def _(paper):
    for font in read_fonts(paper):
        if 0 in glyphs_of(font):
            yield font.name

"""Font programs and maps of characters, as far as the conditions ask."""

import re
import struct


class Sfnt:
    """A TrueType program: its glyphs, their widths and its maps of characters."""

    def __init__(self, data):
        self.tables = {}
        (count,) = struct.unpack_from(">H", data, 4)
        for index in range(count):
            entry = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
            tag, _, start, length = entry
            self.tables[tag.decode("latin1")] = data[start : start + length]
        (self.units,) = struct.unpack_from(">H", self.tables["head"], 18)
        (self.glyphs,) = struct.unpack_from(">H", self.tables["maxp"], 4)
        (self.metrics,) = struct.unpack_from(">H", self.tables["hhea"], 34)
        self.cmaps = self.read_cmaps() if "cmap" in self.tables else {}

    def width(self, glyph):
        """In thousandths of the size."""
        index = min(glyph, self.metrics - 1)
        (advance,) = struct.unpack_from(">H", self.tables["hmtx"], 4 * index)
        return advance * 1000 / self.units

    def read_cmaps(self):
        data = self.tables["cmap"]
        (count,) = struct.unpack_from(">H", data, 2)
        entries = (struct.unpack_from(">HHL", data, 4 + 8 * i) for i in range(count))
        return {(p, e): read_subtable(data[start:]) for p, e, start in entries}


def read_subtable(data):
    (form,) = struct.unpack_from(">H", data, 0)
    if form == 0:
        return {code: glyph for code, glyph in enumerate(data[6:262]) if glyph}
    if form == 6:
        first, count = struct.unpack_from(">HH", data, 6)
        return dict(enumerate(struct.unpack_from(f">{count}H", data, 10), first))
    if form == 4:
        return read_segments(data)
    raise ValueError(f"a map of characters in format {form} is not read")


def read_segments(data):
    segments = struct.unpack_from(">H", data, 6)[0] // 2
    columns = [14, 16 + 2 * segments, 16 + 4 * segments, 16 + 6 * segments]
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{segments}H", data, column) for column in columns
    )
    res = {}
    for index in range(segments):
        for code in range(starts[index], ends[index] + 1):
            if offsets[index] == 0:
                glyph = code + deltas[index] & 0xFFFF
            else:
                place = columns[3] + 2 * index + offsets[index]
                place += 2 * (code - starts[index])
                if place + 2 > len(data):
                    continue
                (glyph,) = struct.unpack_from(">H", data, place)
            if glyph:
                res[code] = glyph
    return res


def type1_glyphs(data):
    """The names of the glyphs of a Type 1 program."""
    start = data.index(b"eexec") + 6
    plain = decrypt(data[start:], 55665)[4:]
    return set(re.findall(rb"/([\w.]+) \d+ (?:RD|-\|) ", plain))


def decrypt(data, key):
    res = bytearray()
    for byte in data:
        res.append(byte ^ key >> 8)
        key = (byte + key) * 52845 + 22719 & 0xFFFF
    return bytes(res)


def encrypt(data, key):
    res = bytearray()
    for byte in data:
        res.append(byte ^ key >> 8)
        key = (res[-1] + key) * 52845 + 22719 & 0xFFFF
    return bytes(res)


def read_map(text, kind):
    """The `bf` or `cid` lines of a CMap: from codes to the texts or numbers."""
    res = {}
    word = rb"<([0-9A-Fa-f\s]*)>\s*"
    target = word if kind == "bf" else rb"(\d+)\s*"
    for block in re.findall(rb"begin%schar(.*?)end" % kind.encode(), text, re.S):
        for code, value in re.findall(word + target, block):
            res[int(code, 16)] = value_of(value, kind)
    for block in re.findall(rb"begin%srange(.*?)end" % kind.encode(), text, re.S):
        for first, last, value in re.findall(word + word + target, block):
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                res[code] = value_of(value, kind, step)
        for first, _, values in re.findall(word + word + rb"\[(.*?)\]", block, re.S):
            for step, value in enumerate(re.findall(word, values)):
                res[int(first, 16) + step] = value_of(value, kind)
    return res


def value_of(value, kind, step=0):
    if kind == "cid":
        return int(value) + step
    units = bytes.fromhex(re.sub(rb"\s", b"", value).decode())
    text = units.decode("utf-16-be", "surrogatepass")
    return text[:-1] + chr(ord(text[-1]) + step) if step else text

"""A font file in the type case, read where it lies: nothing of it is taken into memory but the characters a paper uses.

The file is mapped, not loaded, and asked through its own tables (ISO/IEC 14496-22): opening one takes a
millisecond, where a general parser takes seventy and keeps thirty megabytes. Only what the house's own fonts
need: TrueType outlines, none composed of others, a character map of format 12.
"""

import mmap
import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

_FORMAT_12 = 12
_LONG_OFFSETS = 1


class TypeFile:
    """One font. `glyph` 0 is the box for what is missing; measures are thousandths of the type size."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._file = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.name = path.stem
        self._tables = self._directory()
        self._starts, self._ends, self._glyphs = self._character_map()
        head, tall = self._table("head"), self._table("hhea")
        self._em: int
        (self._em,) = struct.unpack_from(">H", head, 18)
        (self._offset_format,) = struct.unpack_from(">h", head, 50)
        (self._widths,) = struct.unpack_from(">H", tall, 34)
        self.box = tuple(self._thousandths(side) for side in struct.unpack_from(">4h", head, 36))
        self.ascent, self.descent = (self._thousandths(side) for side in struct.unpack_from(">2h", tall, 4))

    def glyph(self, code: int) -> int:
        """The number of the glyph that draws a code point; 0 when there is none."""
        at = bisect_right(self._starts, code) - 1
        return self._glyphs[at] + code - self._starts[at] if at >= 0 and code <= self._ends[at] else 0

    def advance(self, glyph: int) -> float:
        """How far a glyph moves the pen."""
        return self._thousandths(self._metrics(glyph)[0])

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font of these glyphs alone, numbered 1, 2, 3 … after the box for what is missing; glyphs may come twice.

        It has the six tables that a PDF's CIDFontType2 wants (ISO 32000-1, 9.9) and no other.
        """
        chosen = [0, *glyphs]
        outlines = [self._outline(glyph) for glyph in chosen]
        offsets, end = [0], 0
        for outline in outlines:
            end += len(outline)
            offsets.append(end)
        metrics = b"".join(struct.pack(">Hh", *self._metrics(glyph)) for glyph in chosen)
        head, tall, most = (bytearray(self._table(tag)) for tag in ("head", "hhea", "maxp"))
        struct.pack_into(">I", head, 8, 0)
        struct.pack_into(">h", head, 50, _LONG_OFFSETS)
        struct.pack_into(">H", tall, 34, len(chosen))
        struct.pack_into(">H", most, 4, len(chosen))
        return _font_file(
            {
                "glyf": b"".join(outlines),
                "head": bytes(head),
                "hhea": bytes(tall),
                "hmtx": metrics,
                "loca": struct.pack(f">{len(offsets)}I", *offsets),
                "maxp": bytes(most),
            }
        )

    def _directory(self) -> dict[str, tuple[int, int]]:
        """Where each table stands: offset and length."""
        (count,) = struct.unpack_from(">H", self._file, 4)
        entries = struct.iter_unpack(">4s3I", self._file[12 : 12 + 16 * count])
        return {tag.decode("latin-1"): (offset, length) for tag, _checksum, offset, length in entries}

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._file[offset : offset + length]

    def _character_map(self) -> tuple["array[int]", "array[int]", "array[int]"]:
        """First code point, last code point and first glyph of every run. ValueError: no map of format 12."""
        begin, _ = self._tables["cmap"]
        (count,) = struct.unpack_from(">H", self._file, begin + 2)
        for number in range(count):
            (offset,) = struct.unpack_from(">I", self._file, begin + 4 + 8 * number + 4)
            (form,) = struct.unpack_from(">H", self._file, begin + offset)
            if form == _FORMAT_12:
                (runs,) = struct.unpack_from(">I", self._file, begin + offset + 12)
                every = _words(self._file[begin + offset + 16 : begin + offset + 16 + 12 * runs])
                return every[0::3], every[1::3], every[2::3]
        raise ValueError(f"{self.name}: no character map of format 12")

    @cached_property
    def _outlines(self) -> tuple[int, int]:
        """Where outlines and their offsets begin in the file."""
        return self._tables["glyf"][0], self._tables["loca"][0]

    def _outline(self, glyph: int) -> bytes:
        """One glyph's outline, padded to four bytes."""
        begin, places = self._outlines
        if self._offset_format == _LONG_OFFSETS:
            first, last = struct.unpack_from(">2I", self._file, places + 4 * glyph)
        else:
            first, last = (2 * half for half in struct.unpack_from(">2H", self._file, places + 2 * glyph))
        outline = self._file[begin + first : begin + last]
        return outline + b"\0" * (-len(outline) % 4)

    def _metrics(self, glyph: int) -> tuple[int, int]:
        """Advance and left bearing in the font's own units; the last glyphs share one advance."""
        begin, _ = self._tables["hmtx"]
        if glyph < self._widths:
            width, bearing = struct.unpack_from(">Hh", self._file, begin + 4 * glyph)
            return width, bearing
        (width,) = struct.unpack_from(">H", self._file, begin + 4 * (self._widths - 1))
        (bearing,) = struct.unpack_from(">h", self._file, begin + 2 * (self._widths + glyph))
        return width, bearing

    def _thousandths(self, units: int) -> float:
        return units * 1000 / self._em


def _words(said: bytes) -> "array[int]":
    """Big-endian numbers of four bytes."""
    words = array("I", said)
    if sys.byteorder == "little":
        words.byteswap()
    return words


def _font_file(tables: dict[str, bytes]) -> bytes:
    """A TrueType file of these tables, with directory and checksums."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = [struct.pack(">I4H", 0x00010000, count, power * 16, count.bit_length() - 1, (count - power) * 16)]
    offset, bodies = 12 + 16 * count, []
    for tag, table in tables.items():
        padded = table + b"\0" * (-len(table) % 4)
        checksum = sum(_words(padded)) & 0xFFFFFFFF
        directory.append(struct.pack(">4s3I", tag.encode("ascii"), checksum, offset, len(table)))
        bodies.append(padded)
        offset += len(padded)
    whole = bytearray(b"".join(directory + bodies))
    at = whole.index(b"head", 12)
    (head,) = struct.unpack_from(">I", whole, at + 8)
    struct.pack_into(">I", whole, head + 8, (0xB1B0AFBA - sum(_words(bytes(whole)))) & 0xFFFFFFFF)
    return bytes(whole)

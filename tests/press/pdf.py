"""The bytes of a PDF file: objects, streams, cross-reference table (ISO 32000-1, 7.5). Same input, same bytes."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class Exact(float):
    """A number written with nine decimals: scales of font units."""

    __slots__ = ()


@dataclass(frozen=True)
class Ref:
    """A reference to an indirect object."""

    number: int


Value = Name | Ref | str | bytes | bool | int | float | Sequence["Value"] | Mapping[str, "Value"]


def written(value: Value) -> bytes:
    """Return a value in PDF syntax; `str` becomes a text string, `bytes` a hexadecimal one."""
    match value:
        case Name():
            return b"/" + value.encode("ascii")
        case Ref():
            return b"%d 0 R" % value.number
        case bool():
            return b"true" if value else b"false"
        case Exact():
            return f"{value:.9f}".encode()
        case int() | float():
            return number(value)
        case str():
            return b"<" + (b"\xfe\xff" + value.encode("utf-16-be")).hex().upper().encode() + b">"
        case bytes():
            return b"<" + value.hex().upper().encode() + b">"
        case Mapping():
            return b"<< " + b" ".join(b"/%s %s" % (key.encode(), written(item)) for key, item in value.items()) + b" >>"
        case _:
            return b"[ " + b" ".join(written(item) for item in value) + b" ]"


def number(value: float) -> bytes:
    """Return a number with at most four decimals."""
    return f"{round(value, 4):.4f}".rstrip("0").rstrip(".").replace("-0", "0" if value == 0 else "-0").encode()


class PdfFile:
    """A file being written."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> Ref:
        """Return a reference to an object that `put` will fill."""
        self._objects.append(b"")
        return Ref(len(self._objects))

    def put(self, ref: Ref, value: Value) -> None:
        """Fill a reserved object."""
        self._objects[ref.number - 1] = written(value)

    def add(self, value: Value) -> Ref:
        """Return a reference to a new object."""
        ref = self.reserve()
        self.put(ref, value)
        return ref

    def add_stream(self, data: bytes, **entries: Value) -> Ref:
        """Return a reference to a new compressed stream with these further entries."""
        packed = zlib.compress(data, 9)
        head = written({**entries, "Length": len(packed), "Filter": Name("FlateDecode")})
        self._objects.append(b"%s\nstream\n%s\nendstream" % (head, packed))
        return Ref(len(self._objects))

    def to_bytes(self, root: Ref, info: Ref) -> bytes:
        """Return the whole file."""
        out = bytearray(b"%PDF-1.7\n%\xb5\xb5\xb5\xb5\n")
        offsets = []
        for index, body in enumerate(self._objects, start=1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (index, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        trailer = written({"Size": len(offsets) + 1, "Root": root, "Info": info})
        return bytes(out + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))

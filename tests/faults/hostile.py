"""Hostile PDFs, written by hand: each breaks a reader in a way that files from archives and attackers do."""

import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

Objects = dict[int, bytes]

WORDS = b"BT /F1 12 Tf 72 %d Td (Minutes of the meeting on page %d) Tj ET"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object that is not packed."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def packed(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object, deflated."""
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + entries)


def page(contents: int, entries: bytes = b"", parent: int = 2) -> bytes:
    """Return a page with its content in another object."""
    return (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> %s >>"
    ) % (parent, contents, entries)


def good(pages: int = 3) -> Objects:
    """Return the objects of a good file: catalog 1, tree 2, font 3, then pages and contents in turn from 4 on."""
    numbers = range(4, 4 + 2 * pages, 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        3: _FONT,
    }
    for place, number in enumerate(numbers, 1):
        objects[number] = page(number + 1)
        objects[number + 1] = stream(WORDS % (700, place))
    return objects


def written(objects: Objects, trailer: bytes = b"") -> bytes:
    """Return a file of these objects, with a table of where they are."""
    data = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table, size = len(data), max(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        data += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    data += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(data)


def with_object(number: int, content: bytes, pages: int = 3) -> bytes:
    """Return a good file with one of its objects replaced, or one more."""
    return written(good(pages) | {number: content})


def deflated_bomb(megabytes: int, layers: int) -> bytes:
    """Return a file with a page whose content, packed once or more, unpacks to so much."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return with_object(7, stream(data, b"/Filter [%s]" % (b"/FlateDecode " * layers)))


def bomb() -> bytes:
    """A page whose content unpacks to 2 GB."""
    return deflated_bomb(2048, 1)


def twice_packed_bomb() -> bytes:
    """The same in a few kilobytes: packed twice."""
    return deflated_bomb(2048, 2)


def many_operators() -> bytes:
    """A page of five million operators."""
    return with_object(7, packed(b"q Q " * 2_500_000))


def many_rectangles() -> bytes:
    """A page of 200,000 ruled cells."""
    drawn = b"".join(b"%d %d 20 10 re S " % (x % 500, x // 500) for x in range(200_000))
    return with_object(7, packed(drawn))


def laughs() -> bytes:
    """Forms that draw forms ten times, twelve deep."""
    objects = good()
    for depth in range(12):
        inner = b"/X %d 0 R" % (101 + depth)
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << %s >> >>" % inner
        objects[100 + depth] = stream(b"/X Do " * 10, entries)
    objects[112] = stream(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    objects[6] = page(7, b"").replace(b"/Font <<", b"/XObject << /X 100 0 R >> /Font <<")
    objects[7] = stream(b"/X Do " + WORDS % (700, 2))
    return written(objects)


def tree_loop() -> bytes:
    """A tree of pages that has itself among its kids."""
    return with_object(2, b"<< /Type /Pages /Kids [4 0 R 2 0 R 6 0 R 8 0 R] /Count 4 >>")


def parent_loop() -> bytes:
    """Pages that are each other's parents, and inherit their size."""
    objects = good()
    objects[4] = page(5, parent=6).replace(b"/MediaBox [0 0 595 842]", b"")
    objects[6] = page(7, parent=4).replace(b"/MediaBox [0 0 595 842]", b"")
    return written(objects)


def box_loop() -> bytes:
    """A page whose size refers to itself."""
    objects = good()
    objects[4] = page(5).replace(b"[0 0 595 842]", b"20 0 R")
    return written(objects | {20: b"21 0 R", 21: b"20 0 R"})


def length_loop() -> bytes:
    """A stream whose length is the stream."""
    return with_object(7, b"<< /Length 7 0 R >>\nstream\n" + WORDS % (700, 2) + b"\nendstream")


def many_pages(number: int = 50_000) -> bytes:
    """Fifty thousand pages."""
    objects = good(0) | {5: stream(WORDS % (700, 1))}
    kids = range(10, 10 + number)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), number)
    return written(objects | dict.fromkeys(kids, page(5)))


def false_count() -> bytes:
    """Three pages that claim to be a thousand million."""
    objects = good()
    objects[2] = objects[2].replace(b"/Count 3", b"/Count 1000000000")
    return written(objects)


def large_picture() -> bytes:
    """A picture of 30,000 by 30,000 pixels."""
    entries = b"/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    rows = zlib.compressobj(9)
    data = b"".join(rows.compress(bytes(1_000_000)) for _ in range(900)) + rows.flush()
    objects = good()
    objects[20] = stream(data, b"/Filter /FlateDecode " + entries)
    objects[6] = page(7).replace(b"/Font <<", b"/XObject << /P 20 0 R >> /Font <<")
    objects[7] = stream(b"q 595 0 0 842 0 0 cm /P Do Q " + WORDS % (700, 2))
    return written(objects)


def object_stream_loop() -> bytes:
    """Object streams that extend each other, one of which holds itself; told by an xref stream."""
    data = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in good().items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    for number, other in ((20, 21), (21, 20)):
        places[number] = len(data)
        inside = b"%d 0 %d 5 " % (number, other) + b"null null"
        body = stream(inside, b"/Type /ObjStm /N 2 /First 10 /Extends %d 0 R" % other)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    rows = b"\0\0\0\0\0\0" + b"".join(
        b"\2" + (20).to_bytes(4, "big") + b"\0"
        if number in (3, 22)
        else b"\1" + places[number].to_bytes(4, "big") + b"\0"
        for number in (*range(1, 10), 20, 21, 22)
    )
    entries = b"/Type /XRef /Size 23 /W [1 4 1] /Index [0 10 20 3] /Root 1 0 R"
    return bytes(data + b"23 0 obj\n" + stream(rows, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)


def previous_loop() -> bytes:
    """A table of objects that comes before itself."""
    data = written(good())
    place = int(data.rpartition(b"startxref\n")[2].split()[0])
    return written(good(), b"/Prev %d" % place)


def huge_index() -> bytes:
    """An xref stream for two thousand million objects."""
    data = written(good())[:-60]
    entries = b"/Type /XRef /Size 2000000000 /W [1 4 1] /Index [0 2000000000] /Root 1 0 R"
    return data + b"30 0 obj\n" + stream(b"\1\0\0\0\0\0", entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(data)


def deep_nesting() -> bytes:
    """An array in an array, a hundred thousand deep."""
    return with_object(3, _FONT.replace(b">>", b"/Widths " + b"[" * 100_000 + b"]" * 100_000 + b" >>"))


def deep_tree() -> bytes:
    """A tree of pages ten thousand levels deep."""
    objects = good()
    for level in range(10_000):
        objects[100 + level] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (101 + level)
    objects[10_100] = page(5, parent=10_099)
    objects[2] = b"<< /Type /Pages /Kids [4 0 R 100 0 R] /Count 2 >>"
    return written(objects)


def huge_ranges() -> bytes:
    """A font whose map and widths go over thousands of millions of codes."""
    objects = good()
    cmap = b"begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange " + b"".join(
        b"1 beginbfrange <%08x> <ffffffff> <0041> endbfrange " % start for start in range(0, 2000, 100)
    )
    objects[3] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 30 0 R /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /W [0 2147483647 500 1 2147483647 600] >>] >>"
    )
    return written(objects | {30: stream(cmap + b"endcmap")})


def odd_box() -> bytes:
    """A page as wide as the earth, one of no size, and one that is no number."""
    objects = good()
    for number, box in ((4, b"[0 0 1e30 1e30]"), (6, b"[0 0 0 0]"), (8, b"[/A (b) null true]")):
        objects[number] = objects[number].replace(b"[0 0 595 842]", box)
    return written(objects)


def scripted() -> bytes:
    """JavaScript that runs on opening, and a file attached."""
    names = b"/Names << /EmbeddedFiles << /Names [(x.exe) 31 0 R] >> >>"
    objects = good() | {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 30 0 R %s >>" % names,
        30: b"<< /S /JavaScript /JS (app.alert\\('x'\\)) >>",
        31: b"<< /Type /Filespec /F (x.exe) /EF << /F 32 0 R >> >>",
        32: stream(b"MZ", b"/Type /EmbeddedFile"),
    }
    return written(objects)


def broken_font() -> bytes:
    """A font file that is none."""
    objects = good()
    objects[3] = (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /KhmerOS /FirstChar 32 /LastChar 34 /Widths [1 2 3] "
        b"/FontDescriptor << /Type /FontDescriptor /FontName /KhmerOS /Flags 4 /FontFile2 30 0 R >> >>"
    )
    return written(objects | {30: packed(random.Random(5).randbytes(20_000))})


def joined() -> bytes:
    """Two files, one behind the other."""
    return written(good(3)) + written(good(2))


FILES: dict[str, Callable[[], bytes]] = {
    each.__name__: each
    for each in (
        bomb,
        twice_packed_bomb,
        many_operators,
        many_rectangles,
        laughs,
        tree_loop,
        parent_loop,
        box_loop,
        length_loop,
        many_pages,
        false_count,
        large_picture,
        object_stream_loop,
        previous_loop,
        huge_index,
        deep_nesting,
        deep_tree,
        huge_ranges,
        odd_box,
        scripted,
        broken_font,
        joined,
    )
}


def truncated(data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file cut off at every tenth."""
    for tenth in range(1, 10):
        yield f"cut_{tenth}0", data[: len(data) * tenth // 10]


def flipped(data: bytes, seeds: range, bits: int = 20) -> Iterator[tuple[str, bytes]]:
    """A file with some bits turned, differently for each seed."""
    for seed in seeds:
        chance, turned = random.Random(seed), bytearray(data)
        for _ in range(bits):
            turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
        yield f"flipped_{seed}", bytes(turned)


def write_hostile(folder: Path, *names: str) -> None:
    """Write these hostile files, or all of them, into a folder."""
    folder.mkdir(exist_ok=True)
    for name in names or FILES:
        (folder / f"{name}.pdf").write_bytes(FILES[name]())

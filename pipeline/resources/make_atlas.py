"""Make `atlas.npz`, `atlas_shapes.npz` and `atlas.ORIGIN.md`, the atlas that `pipeline.repair.atlas` reads.

Run `python -m pipeline.resources.make_atlas [FOLDER]` with the project's dev extra on a Debian machine with
`apt-get update` done and npm installed; the fonts are downloaded to FOLDER (default: a folder for temporary files),
150 MB. It takes some ten minutes. The same fonts, lexicon and versions of HarfBuzz give the same files.
"""

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fontTools.ttLib import TTFont

from pipeline.repair.atlas import FILE, design
from pipeline.repair.atlas_file import shapes_path, write_atlas
from pipeline.repair.font_entry import FontEntry, read_font
from pipeline.repair.specimens import specimens

ORIGIN = FILE.with_name("atlas.ORIGIN.md")
PACKAGES = tomllib.loads(FILE.with_name("atlas_fonts.toml").read_text(encoding="utf-8"))
ABOUT = """# The atlas of Khmer fonts

Made by `python -m pipeline.resources.make_atlas` from the fonts below. It holds no outlines: for each glyph a hash of
its outline and the letters that it stands for, and for Khmer glyphs a bitmap of 16 by 16 cells. The letters were found
by having HarfBuzz shape the words of `khmer_words.bin`; misread is the share of their syllables, by frequency, that the
letters do not give back.

| font | family | source | licence | copyright | glyphs | misread |
|---|---|---|---|---|---|---|
"""
COVERED = 0.995
"""A font for web pages whose outlines are known to this share, with the same strings, is not kept."""
_APACHE = "Apache License"
_ODD_STYLES = ("Thin", "Light", "Medium", "Black", "Italic")
"""Styles whose shapes are left out where the family has others: near copies that only cost room."""


@dataclass(frozen=True)
class FontFile:
    """A font to be read, and where it comes from."""

    path: Path
    source: str
    licence: str
    is_subset: bool = False


def main() -> None:
    """Write the atlas and say what is in it."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "khmer-fonts")
    fetch(folder)
    files = list(font_files(folder))
    with ProcessPoolExecutor() as workers:
        entries = list(workers.map(partial(read_font, specimens=specimens()), (file.path for file in files)))
    kept = chosen(list(zip(files, entries, strict=True)))
    shaped = [entry for _, entry in kept if entry.style in _shaped_styles(entry, [other for _, other in kept])]
    write_atlas([entry for _, entry in kept], FILE, shaped)
    ORIGIN.write_text(origin(kept), encoding="utf-8")
    sizes = " and ".join(f"{path.stat().st_size:,} bytes" for path in (FILE, shapes_path(FILE)))
    print(f"{len(kept)} fonts of {len(files)} files, shapes of {len(shaped)}; {sizes}")


def fetch(folder: Path) -> None:
    """Download and unpack into `folder` what is not there yet.

    Raises:
        subprocess.CalledProcessError: a package cannot be had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES["debian"]:
        if not (folder / package).is_dir():
            subprocess.run(["apt-get", "download", "-qq", package], cwd=folder, check=True)
            archive = next(folder.glob(f"{package}_*.deb"))
            subprocess.run(["dpkg-deb", "-x", str(archive), str(folder / package)], check=True)
    names = PACKAGES["npm"]["whole"] + PACKAGES["npm"]["web"]
    wanted = [name for name in names if not _installed(folder, name).is_dir()]
    if wanted:
        npm = ["npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)]
        subprocess.run([*npm, *wanted], check=True)


def font_files(folder: Path) -> Iterator[FontFile]:
    """The fonts with Khmer in the downloaded packages: whole ones first, those for web pages in regular and bold."""
    for package, licence in PACKAGES["debian"].items():
        version = next(folder.glob(f"{package}_*.deb")).name.split("_")[1].replace("%3a", ":")
        for path in sorted((folder / package).rglob("*.ttf")):
            if _draws_khmer(path):
                yield FontFile(path, f"Debian {package} {version}", licence)
    for name in PACKAGES["npm"]["whole"]:
        for path in sorted(_installed(folder, name).rglob("*.ttf")):
            yield FontFile(path, f"npm {name}", _licence(path))
    for name in PACKAGES["npm"]["web"]:
        for path in sorted(_installed(folder, name).rglob("*-khmer-[47]00-normal.woff")):
            yield FontFile(path, f"npm {name}", _licence(path), is_subset=True)


def chosen(read: Sequence[tuple[FontFile, FontEntry]]) -> list[tuple[FontFile, FontEntry]]:
    """The fonts that add something: a second copy of a whole font goes, and a subset whose outlines are all known."""
    kept, seen = [], set[tuple[object, ...]]()
    known: dict[bytes, set[str]] = {}
    for file, entry in read:
        edition = (entry.family, *entry.hashes)
        if edition in seen or (file.is_subset and _covered(entry, known) >= COVERED):
            continue
        seen.add(edition)
        kept.append((file, entry))
        for glyph, readings in entry.strings.items():
            known.setdefault(entry.hashes[glyph], set()).add(readings[0][0])
    return kept


def origin(kept: Sequence[tuple[FontFile, FontEntry]]) -> str:
    """The page that says what the atlas was made from."""
    rows = []
    for file, entry in kept:
        cells = (entry.name, entry.family, file.source, file.licence, _copyright(file.path))
        rows.append(f"| {' | '.join(cells)} | {len(entry.hashes)} | {entry.misread:.4%} |")
    return ABOUT + "\n".join(rows) + "\n"


def _installed(folder: Path, package: str) -> Path:
    return folder / "node_modules" / package.rpartition("@")[0]


def _shaped_styles(entry: FontEntry, entries: Sequence[FontEntry]) -> set[str]:
    styles = {other.style for other in entries if design(other.family) == design(entry.family)}
    return {style for style in styles if not any(odd in style for odd in _ODD_STYLES)} or styles


def _covered(entry: FontEntry, known: dict[bytes, set[str]]) -> float:
    glyphs = [glyph for glyph in entry.strings if entry.hashes[glyph]]
    same = sum(entry.strings[glyph][0][0] in known.get(entry.hashes[glyph], ()) for glyph in glyphs)
    return same / len(glyphs)


def _draws_khmer(path: Path) -> bool:
    with TTFont(path, lazy=True) as font:
        return 0x1780 in (font.getBestCmap() or {})


def _licence(path: Path) -> str:
    with TTFont(path, lazy=True) as font:
        return "Apache-2.0" if _APACHE in (font["name"].getDebugName(13) or "") else "OFL-1.1"


def _copyright(path: Path) -> str:
    with TTFont(path, lazy=True) as font:
        notice = " ".join((font["name"].getDebugName(0) or "").split())
    return notice.partition("This font is free")[0].strip().replace("|", "/")


if __name__ == "__main__":
    main()

"""Make `english_words.bin`, the list that `pipeline.english` reads.

Run `python -m pipeline.resources.make_english` on a Debian machine with `apt-get update` done; the packages are
downloaded to a folder for temporary files, 250 KB. The same packages give the same file.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.english import FILE, pack

PACKAGES = {"wamerican-small": "american-english-small", "wbritish-small": "british-english-small"}
"""Debian's packages of the list, and the file in each."""
SHORTEST = 2


def main() -> None:
    """Write the list and say how long it is."""
    with tempfile.TemporaryDirectory() as folder:
        words = {word for package, file in PACKAGES.items() for word in _words(Path(folder), package, file)}
    FILE.write_bytes(pack(words))
    print(f"{len(words)} words, {FILE.stat().st_size} bytes")


def _words(folder: Path, package: str, file: str) -> Iterator[str]:
    """The words of a package in small letters, but for those with an apostrophe or a sign."""
    subprocess.run(["apt-get", "download", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob(f"{package}_*.deb")
    subprocess.run(["dpkg-deb", "--extract", str(archive), str(folder / package)], check=True)
    for word in (folder / package / "usr/share/dict" / file).read_text("utf-8").split():
        if len(word) >= SHORTEST and word.isalpha():
            yield word.lower()


if __name__ == "__main__":
    main()

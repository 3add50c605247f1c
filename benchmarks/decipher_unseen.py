"""Khmer texts that deciphering was never made or chosen with: they stay the measure of what an unseen text costs.

`unseen/kolibri.txt` has messages of whole sentences out of Kolibri (PyPI, MIT licence), a program that schools are run
with; those of MediaWiki (Debian, GPL) are downloaded when they are asked for, with Debian's own client. Programs'
messages are in the language model, but of other programs, and none of its sources is about schools or a wiki's rules.
"""

import json
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path

KOLIBRI = Path(__file__).parent / "unseen" / "kolibri.txt"
LEAST = 3000
"""Khmer letters in a text at the least."""
_SENTENCE = 50
"""Khmer letters in a message that is taken for running text."""
_MESSAGES = "./usr/share/mediawiki/languages/i18n/km.json"
_CODE = re.compile(r"[\[\]{}<>$=|*#]|''|https?:")


def unseen_texts() -> dict[str, list[str]]:
    """Return texts by name, each of `LEAST` letters and more, a message a line: three of Kolibri, two of MediaWiki.

    Raises:
        subprocess.CalledProcessError: MediaWiki cannot be downloaded: `apt-get update` may be wanted.
    """
    kolibri = KOLIBRI.read_text(encoding="utf-8").splitlines()
    found = {f"Kolibri {number}": part for number, part in enumerate(_parts(kolibri), 1)}
    wiki = islice(_parts(_wiki_messages()), 2)
    return found | {f"MediaWiki {number}": part for number, part in enumerate(wiki, 1)}


@cache
def _wiki_messages() -> tuple[str, ...]:
    """Paragraphs of MediaWiki's messages without variables and marks of its own."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["apt-get", "download", "-qq", "mediawiki"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
        (package,) = Path(folder).glob("mediawiki_*.deb")
        tree = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(package)], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(tree)) as archive:
        stream = archive.extractfile(_MESSAGES)
        assert stream is not None
        messages = json.load(stream)
    texts = (text for text in messages.values() if isinstance(text, str))
    return tuple(sentences(line for text in texts for line in text.split("\n")))


def sentences(lines: Iterable[str]) -> Iterator[str]:
    """Return the lines that are running Khmer, each once."""
    seen = set()
    for line in lines:
        text = " ".join(line.split())
        if text not in seen and len(re.findall("[\u1780-\u17d3]", text)) >= _SENTENCE and not _CODE.search(text):
            seen.add(text)
            yield text


def _parts(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines in texts of so many letters; what is too short at the end is left out."""
    part: list[str] = []
    for line in lines:
        part.append(line)
        if len(re.findall("[\u1780-\u17d3]", "".join(part))) >= LEAST:
            yield part
            part = []

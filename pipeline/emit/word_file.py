"""The .docx file around the text: page, head and foot, settings, properties, and a zip that is the same every time."""

import io
import zipfile
from datetime import datetime

from docx import Document as new_document
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from pipeline.emit.printed import legal
from pipeline.emit.word_manuscript import Manuscript
from pipeline.emit.word_styles import set_styles
from pipeline.emit.word_text import KHMER_TAG, LATIN_TAG, Element, el, field, paragraph

_NO_DATE = datetime(2000, 1, 1)
"""Written as creation date where the minutes have none: the day of the run must not show in the bytes."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_MARGIN = Cm(2)
_LONGEST_PROPERTY = 255
_TEMPLATE_ONLY = (
    "/thumbnail",
    "/extended-properties",
    "/customXml",
    "/stylesWithEffects",
    "/webSettings",
    "/fontTable",
)
"""Ends of the relationship types of parts that python-docx's template has and this report does not need."""

_SETTINGS = f"""<w:settings {nsdecls("w")}>
<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification"
 w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
</w:compat>
<w:themeFontLang w:val="{LATIN_TAG}" w:bidi="{KHMER_TAG}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
</w:settings>"""


def word_file(manuscript: Manuscript, size: float, running_head: str, properties: dict[str, str]) -> bytes:
    """Return the manuscript as the bytes of a .docx: A4, page numbers in the foot, a running head from page 2 on.

    Args:
        manuscript: The body.
        size: Points of the running text.
        running_head: Short title.
        properties: Core properties by their name in python-docx; `created` is an ISO date or empty.
    """
    document = new_document()
    _drop_template_parts(document)
    set_styles(document, manuscript.fonts, size)
    _set_settings(document)
    _set_page(document, manuscript, running_head)
    _set_properties(document, properties)
    page_setup = document.element.body[-1]
    for element in manuscript.body:
        page_setup.addprevious(element)
    written = io.BytesIO()
    document.save(written)
    return _same_every_time(written)


def _drop_template_parts(document: Document) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_TEMPLATE_ONLY)]:
            del relations[key]


def _set_settings(document: Document) -> None:
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    settings.extend(list(parse_xml(_SETTINGS)))


def _set_page(document: Document, manuscript: Manuscript, running_head: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.bottom_margin = _MARGIN
    page.top_margin = Cm(2.2)
    page.header_distance = page.footer_distance = Cm(1.1)
    page.different_first_page_header_footer = True
    _fill(page.header._element, paragraph("Header", *manuscript.runs(running_head)))
    _fill(page.first_page_header._element, paragraph("Header"))
    for foot in (page.footer, page.first_page_footer):
        _fill(foot._element, _page_number(manuscript))


def _fill(story: Element, content: Element) -> None:
    for child in list(story):
        story.remove(child)
    story.append(content)


def _page_number(manuscript: Manuscript) -> Element:
    before, rest = manuscript.labels.words["page_of"].split("{page}")
    between, after = rest.split("{pages}")
    return paragraph(
        "Footer",
        el("w:r", None, el("w:tab")),
        *manuscript.runs(before),
        *field("PAGE", manuscript.runs("1")),
        *manuscript.runs(between),
        *field("NUMPAGES", manuscript.runs("1")),
        *manuscript.runs(after),
    )


def _set_properties(document: Document, properties: dict[str, str]) -> None:
    core = document.core_properties
    for name in ("title", "subject", "author", "identifier", "language", "comments"):
        setattr(core, name, legal(properties.get(name, ""))[:_LONGEST_PROPERTY])
    core.keywords = core.category = ""
    core.last_modified_by = "khmer-minutes"
    core.revision = 1
    core.created = core.modified = _date(properties.get("created", ""))


def _date(iso: str) -> datetime:
    try:
        return datetime.strptime(iso, "%Y-%m-%d")
    except ValueError:
        return _NO_DATE


def _same_every_time(written: io.BytesIO) -> bytes:
    """Return the zip anew with a fixed date and order; the content types come first, as readers expect."""
    again = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return again.getvalue()

"""What a PDF holds that stands on none of its pages: scripts, attached files, portfolios, forms laid out later."""

from collections.abc import Iterator

import pikepdf

from pipeline.model.minutes import Issue


def beyond_pages(pdf: pikepdf.Pdf, has_scripts: bool) -> Iterator[Issue]:
    """Yield an issue for each kind of such things, none of which is read.

    A portfolio has its documents among the attached files (ISO 32000-1, 12.3.5), a form that is laid out when it is
    opened its words in XFA: what their pages say is only that another program is needed. Both are errors.
    """
    if has_scripts:
        message = "The file has JavaScript in it, which was ignored."
        yield Issue(code="javascript-ignored", severity="info", message=message)
    if attached := len(pdf.attachments):
        yield _portfolio(attached) if "/Collection" in pdf.Root else _attachments(attached)
    if _is_laid_out_later(pdf.Root):
        message = "The file is a form (XFA) whose words are on none of its pages: print it to PDF from Adobe Reader."
        yield Issue(code="form-unread", severity="error", message=message)


def _attachments(number: int) -> Issue:
    message = f"The file has {number} attached files, which were not read."
    return Issue(code="attachments-ignored", severity="info", message=message)


def _portfolio(number: int) -> Issue:
    message = (
        f"The file is a portfolio: the files attached to it ({number}) were not read; save them as files of their own."
    )
    return Issue(code="portfolio-unread", severity="error", message=message)


def _is_laid_out_later(root: pikepdf.Object) -> bool:
    """Whether a form has no fields but those that XFA tells of."""
    form = root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary) or "/XFA" not in form:
        return False
    fields = form.get("/Fields")
    return bool(root.get("/NeedsRendering", False)) or not (isinstance(fields, pikepdf.Array) and len(fields))

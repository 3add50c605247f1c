"""Word's fields: only their results are printed, which may run over paragraphs (ECMA-376, 17.16)."""

from typing import Any

from docx.oxml.ns import qn

from pipeline.extract.docx_values import children, number_of, switch_of, value_of


class Fields:
    """The fields that are open where the text is read."""

    def __init__(self) -> None:
        self._open: list[bool] = []
        """From the outermost to the innermost; True where the result has begun."""

    @property
    def in_code(self) -> bool:
        """Whether what stands here is no result, and is not printed."""
        return not all(self._open)

    def take(self, element: Any) -> str:
        """Take a `w:fldChar` in, and return what the field prints without a result: the box of a form."""
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            printed = "" if self.in_code else _form(element.find(qn("w:ffData")))
            self._open.append(False)
            if printed:
                self._open[-1] = True
            return printed
        if kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._open.pop()
        return ""


def _form(data: Any | None) -> str:
    """What a form's check box or drop-down list shows; "" for other forms, which have a result."""
    if data is None:
        return ""
    box = data.find(qn("w:checkBox"))
    if box is not None:
        checked = switch_of(box, "w:checked")
        return "☒" if (switch_of(box, "w:default") if checked is None else checked) else "☐"
    listed = data.find(qn("w:ddList"))
    if listed is None:
        return ""
    entries = [entry.get(qn("w:val"), "") for entry in children(listed, "w:listEntry")]
    place = number_of(listed, "w:result") or int(value_of(listed, "w:default") or 0)
    return entries[place] if place < len(entries) else ""

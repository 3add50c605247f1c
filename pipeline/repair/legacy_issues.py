"""What a reader is told of 8-bit Khmer fonts: how they were read, what was left out, and what could not be read."""

from collections.abc import Iterator, Mapping
from math import inf

from pipeline.model.minutes import Issue
from pipeline.repair.legacy_faces import Face, Findings
from pipeline.repair.legacy_tables import Family


def legacy_issues(findings: Findings, ornaments: Mapping[str, int]) -> Iterator[Issue]:
    """Yield which fonts were read by which family's codes and how that was told, and the ornaments by font."""
    faces = {face.name or "": face for face in findings.faces.values() if face.family is not Family.TACTEING}
    if faces:
        told = "; ".join(
            f"{name or 'the text'} as {face.family} ({_how(face)})" for name, face in sorted(faces.items())
        )
        yield Issue(
            code="legacy-fonts", severity="info", message=f"Khmer in 8-bit fonts was read by its codes: {told}."
        )
    if ornaments:
        listed = ", ".join(f"{count} in {name}" for name, count in sorted(ornaments.items()))
        yield Issue(code="ornaments", severity="info", message=f"Ornaments were left out: {listed}.")


def legacy_doubts(findings: Findings) -> Iterator[Issue]:
    """Yield the fonts that look or are called like 8-bit Khmer ones and whose text stands as it is."""
    for name in findings.lying:
        message = f"The font {name} is called like one that draws Khmer over Latin codes; its text is none and stands."
        yield Issue(code="legacy-name", severity="info", message=message)
    for name in findings.unread:
        message = f"The font {name} draws Khmer by codes whose meaning is not known; they were not read."
        yield Issue(code="legacy-unread", severity="warning", message=message)
    for families in findings.untold:
        why = f"it may be {' or '.join(families)}" if families else "no known family reads it as Khmer"
        advice = " khmer-minutes repair FILE.txt --encoding FAMILY reads a text file as one." if families else ""
        message = (
            f"Some text looks like Khmer typed for an 8-bit font, but which is not sure ({why}); it stands as it is."
        )
        yield Issue(code="legacy-untold", severity="warning", message=message + advice)


def _how(face: Face) -> str:
    margin = "no other reads as Khmer" if face.margin == inf else f"margin {face.margin:.0f} nats"
    return f"by name, {margin}" if face.named else f"by the codes alone, {margin}"

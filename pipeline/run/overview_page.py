"""The overview of an archive as one HTML page that needs nothing else: no script, no font, no picture."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from pipeline import __version__
from pipeline.run.charts import bars, columns
from pipeline.run.overview import CLASSES, MOST_LISTED, STATES, Overview
from pipeline.shown import percent, printable

MOST_BARS = 40
"""In one chart; the smallest are drawn together."""
_STYLE = """
:root { color-scheme: light dark; --ink: #1d2733; --dim: #5f6b7a; --line: #d8dee6; --ground: #ffffff; --done: #2f7d5b;
  --partial: #d39b22; --failed: #c0392b }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --dim: #9aa7b5; --line: #39434f; --ground: #151a20;
  --done: #4fb286; --partial: #e0b24a; --failed: #e5695b } }
body { font: 15px/1.5 system-ui, "Noto Sans Khmer", "Khmer OS Battambang", sans-serif; color: var(--ink);
  background: var(--ground); max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem; margin-bottom: .2rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
p.dim, td.dim { color: var(--dim) }
.figures { display: flex; flex-wrap: wrap; gap: 1.5rem; margin: 1rem 0 }
.figures b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th { text-align: left; color: var(--dim); font-weight: 600 }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem .3rem 0; vertical-align: top; min-width: 4.5rem;
  overflow-wrap: anywhere }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
svg { max-width: 100%; height: auto } svg text { font-size: 11px; fill: var(--dim) }
.done { fill: var(--done); color: var(--done) } .partial { fill: var(--partial); color: var(--partial) }
.sure { fill: #4a7fb0 }
.failed { fill: var(--failed); color: var(--failed) }
"""


def overview_page(found: Overview, name: str) -> str:
    """Return the page; `name` is what the archive is called in its title."""
    title = f"Report on {_shown(name)}"
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
            f"<title>{title}</title><style>{_STYLE}</style></head><body>",
            f'<h1>{title}</h1><p class="dim">khmer-minutes {__version__}</p>',
            *(f"<p><b>{_shown(told[0].upper() + told[1:])}</b></p>" for told in found.unfinished),
            _figures(found),
            _quality(found),
            _failures(found),
            _doubtful(found),
            "</body></html>\n",
        )
    )


def _figures(found: Overview) -> str:
    figures = [("documents", found.documents), *((state, found.states[state]) for state in STATES)]
    figures += [("pages", found.pages), ("doubtful pages", found.doubtful_pages), ("outcomes", found.outcomes)]
    figures += [("copies of others", found.duplicates)]
    shown = "".join(
        f'<div><b class="{name if name in STATES else ""}">{number:,}</b>{name}</div>' for name, number in figures
    )
    hours = f"{found.seconds / 3600:.1f} hours" if found.seconds >= 3600 else f"{found.seconds:.0f} seconds"
    return f'<div class="figures">{shown}</div><p class="dim">{hours} of work in all</p>'


def _quality(found: Overview) -> str:
    percent = 100 // CLASSES
    labels = [f"{place * percent}%" if place % 4 == 0 else "" for place in range(CLASSES)]
    titles = [
        f"{percent * place} to {percent * (place + 1)} % sure: {number:,} documents"
        for place, number in enumerate(found.confidence)
    ]
    parts = ["<h2>How sure the text is</h2><p>Documents by the confidence of their text.</p>"]
    parts.append(columns(found.confidence, labels, titles))
    if found.years:
        parts.append("<h2>Years</h2><p>Documents by the year of their meeting, where one is known.</p>")
        parts.append(bars(_largest(dict(sorted(found.years.items()))), STATES))
    if len(found.folders) > 1:
        parts.append("<h2>Folders</h2>")
        parts.append(bars(_largest(dict(sorted(found.folders.items()))), STATES))
    return "".join(parts)


def _failures(found: Overview) -> str:
    if not found.failures:
        return "<h2>What failed</h2><p>Nothing.</p>"
    causes = _table(
        ("why", "documents"), ((name, f"{number:,}") for name, number in found.categories.most_common()), numbers=(1,)
    )
    rows = ((entry.key, entry.status, f"{entry.category}: {entry.reason}") for entry in found.failures)
    listed = _table(("document", "status", "why"), rows, states=1)
    return f"<h2>What failed or is partial</h2>{causes}<br>{listed}{_rest(found.categories.total())}"


def _doubtful(found: Overview) -> str:
    if not found.doubtful:
        return ""
    rows = ((key, str(page.page_no), page.text_source, percent(page.confidence)) for key, page in found.doubtful)
    listed = _table(("document", "page", "text", "sure"), rows, numbers=(1, 3))
    return f"<h2>Doubtful pages, the least sure first</h2>{listed}{_rest(found.doubtful_pages)}"


def _table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = (), states: int | None = None
) -> str:
    def cell(tag: str, place: int, text: str) -> str:
        kind = "number" if place in numbers else text if place == states and text in STATES else ""
        return f'<{tag} class="{kind}">{_shown(text)}</{tag}>'

    head = "".join(cell("th", place, text) for place, text in enumerate(heads))
    body = "".join(f"<tr>{''.join(cell('td', place, text) for place, text in enumerate(row))}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _rest(total: int) -> str:
    if total <= MOST_LISTED:
        return ""
    return f'<p class="dim">and {total - MOST_LISTED:,} more: catalogue.csv lists every document</p>'


def _largest(rows: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    """The rows in their order, the smallest ones drawn together where they are too many."""
    kept = {name for name, _ in sorted(rows.items(), key=lambda row: -row[1].total())[:MOST_BARS]}
    shown = {printable(name): row for name, row in rows.items() if name in kept}
    if others := [row for name, row in rows.items() if name not in kept]:
        shown[f"{len(others):,} others"] = sum(others, Counter())
    return shown


def _shown(text: str) -> str:
    return escape(printable(text))

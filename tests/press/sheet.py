"""What the layout hands to a producer: pages of placed lines and rules. Points, origin top-left, baselines of text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from tests.press.describe import Colour
from tests.press.fonts import Face
from tests.press.shape import Cluster


@dataclass(frozen=True)
class GlyphRun:
    """Clusters in one face, size and colour, set one after the other from `x` on the baseline `y`."""

    clusters: tuple[Cluster, ...]
    x: float
    y: float

    @property
    def face(self) -> Face:
        """The face of all its glyphs."""
        return self.clusters[0].face

    @property
    def size(self) -> float:
        """Points."""
        return self.clusters[0].size

    @property
    def colour(self) -> Colour:
        """Red, green, blue from 0 to 1."""
        return self.clusters[0].colour

    @property
    def text(self) -> str:
        """What the run says, in logical order."""
        return "".join(cluster.text for cluster in self.clusters)

    @property
    def width(self) -> float:
        """Advance in points."""
        return sum(cluster.width for cluster in self.clusters)

    def split(self, *starts: int) -> Iterator["GlyphRun"]:
        """Yield the run cut before the clusters at these positions (ascending), each part at its own place."""
        x = self.x
        for start, end in zip((0, *starts), (*starts, len(self.clusters)), strict=True):
            if start < end:
                part = GlyphRun(self.clusters[start:end], x, self.y)
                yield part
                x += part.width


@dataclass(frozen=True)
class PlacedLine:
    """One printed line."""

    runs: tuple[GlyphRun, ...]
    paragraph: int
    """Number of its paragraph in the document: lines of one paragraph share it."""
    ends_paragraph: bool


@dataclass(frozen=True)
class Rule:
    """A filled rectangle: one side of a cell's border."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass
class Sheet:
    """One page."""

    width: float
    height: float
    lines: list[PlacedLine] = field(default_factory=list)
    """Body text in reading order."""
    furniture: list[PlacedLine] = field(default_factory=list)
    """Running head and foot, and table heads set again."""
    rules: list[Rule] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the body of the page says, line by line, in logical order."""
        return "\n".join("".join(run.text for run in line.runs) for line in self.lines)


def runs_of(clusters: list[Cluster], x: float, y: float) -> Iterator[GlyphRun]:
    """Yield the runs of consecutive clusters in one face, size and colour, set from `x` on."""
    for _, group in groupby(clusters, key=lambda cluster: (cluster.face.path, cluster.size, cluster.colour)):
        run = GlyphRun(tuple(group), x, y)
        yield run
        x += run.width

"""Type 2 charstrings drawn to curves (Adobe Technical Note 5177)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from struct import unpack_from
from typing import NamedTuple

from pipeline.repair.program import MOST_POINTS, FontProgramError, guarded
from pipeline.repair.raster import Curves

_DEEPEST_CALL = 10
_MOST_STEPS = 100_000
"""Operators and operands of one charstring with all that it calls."""
_MOST_OPERANDS = 513

_HINTS = {1, 3, 18, 23}
_MASKS = {19, 20}
_RMOVETO, _HMOVETO, _VMOVETO = 21, 22, 4
_RLINETO, _HLINETO, _VLINETO, _RRCURVETO, _CALLSUBR, _RETURN, _ENDCHAR = 5, 6, 7, 8, 10, 11, 14
_RCURVELINE, _RLINECURVE, _VVCURVETO, _HHCURVETO, _CALLGSUBR, _VHCURVETO, _HVCURVETO = 24, 25, 26, 27, 29, 30, 31
_HFLEX, _FLEX, _HFLEX1, _FLEX1 = 34, 35, 36, 37


class Subroutines(NamedTuple):
    """What a charstring may call."""

    local: Sequence[bytes]
    shared: Sequence[bytes]


@dataclass
class Drawn:
    """A charstring carried out."""

    curves: Curves = field(default_factory=Curves)
    tags: bytes = b""
    """One letter a piece, in order: m, l or c."""
    coordinates: list[float] = field(default_factory=list)
    """The points of all pieces in order: x, y, x, y ..."""
    width: float | None = None
    """What the charstring adds to the nominal width; None where the default width holds."""


def draw(charstring: bytes, subroutines: Subroutines) -> Drawn:
    """Return what a charstring draws.

    Raises:
        FontProgramError: it calls too deep or too often, or is no charstring.
    """
    pen = _Pen(subroutines)
    guarded(lambda: pen.run(charstring, 0))
    pen.close()
    drawn = pen.drawn
    drawn.tags = bytes(pen.tags)
    return drawn


class _Pen:
    def __init__(self, subroutines: Subroutines) -> None:
        self.subroutines = subroutines
        self.drawn = Drawn()
        self.tags = bytearray()
        self.stack: list[float] = []
        self.x = self.y = 0.0
        self.start = (0.0, 0.0)
        self.stems = 0
        self.steps = 0
        self.width_known = False
        self.ended = False

    def run(self, code: bytes, depth: int) -> None:
        """Carry out a charstring or subroutine to its end, its return or the glyph's end."""
        if depth > _DEEPEST_CALL:
            raise FontProgramError("subroutines inside subroutines without end")
        place = 0
        while place < len(code) and not self.ended:
            self.steps += 1
            if self.steps > _MOST_STEPS or len(self.stack) > _MOST_OPERANDS:
                raise FontProgramError("a charstring without end")
            first = code[place]
            place += 1
            if first >= 32 or first == 28:
                place = self.push(code, place, first)
            elif first == _RETURN:
                return
            elif first in (_CALLSUBR, _CALLGSUBR):
                self.call(self.subroutines.local if first == _CALLSUBR else self.subroutines.shared, depth)
            else:
                place = self.operate(code, place, first)

    def push(self, code: bytes, place: int, first: int) -> int:
        """Take a number whose first byte was read; return where the next thing begins."""
        if first == 28:
            self.stack.append(unpack_from(">h", code, place)[0])
            return place + 2
        if first <= 246:
            self.stack.append(first - 139)
            return place
        if first <= 250:
            self.stack.append((first - 247) * 256 + code[place] + 108)
            return place + 1
        if first <= 254:
            self.stack.append(-(first - 251) * 256 - code[place] - 108)
            return place + 1
        self.stack.append(unpack_from(">i", code, place)[0] / 65536)
        return place + 4

    def call(self, subroutines: Sequence[bytes], depth: int) -> None:
        bias = 107 if len(subroutines) < 1240 else 1131 if len(subroutines) < 33900 else 32768
        number = int(self.stack.pop()) + bias
        if not 0 <= number < len(subroutines):
            raise FontProgramError("a call of no subroutine")
        self.run(subroutines[number], depth + 1)

    def operate(self, code: bytes, place: int, operator: int) -> int:
        """Carry out an operator; return where the next begins."""
        if operator == 12:
            operator, place = code[place], place + 1
            self.flex(operator)
        elif operator in _HINTS or operator in _MASKS:
            self.take_width(len(self.stack) % 2 == 1)
            self.stems += len(self.stack) // 2
            place += (self.stems + 7) // 8 if operator in _MASKS else 0
        elif operator in (_RMOVETO, _HMOVETO, _VMOVETO):
            self.take_width(len(self.stack) > (2 if operator == _RMOVETO else 1))
            self.move(operator)
        elif operator == _ENDCHAR:
            self.take_width(len(self.stack) in (1, 5))
            self.ended = True
        else:
            self.draw(operator)
        self.stack.clear()
        return place

    def take_width(self, there: bool) -> None:
        if not self.width_known and there:
            self.drawn.width = self.stack.pop(0)
        self.width_known = True

    def move(self, operator: int) -> None:
        """Close the contour and begin the next."""
        self.close()
        dx = self.stack[0] if operator != _VMOVETO else 0.0
        dy = self.stack[-1] if operator != _HMOVETO else 0.0
        self.x += dx
        self.y += dy
        self.start = (self.x, self.y)
        self.note(b"m", self.x, self.y)

    def close(self) -> None:
        if (self.x, self.y) != self.start and self.tags:
            self.drawn.curves.lines.append((self.x, self.y, *self.start))

    def note(self, tag: bytes, *points: float) -> None:
        self.tags += tag
        self.drawn.coordinates.extend(points)
        if len(self.tags) > MOST_POINTS:
            raise FontProgramError("an outline without end")

    def line(self, dx: float, dy: float) -> None:
        x, y = self.x + dx, self.y + dy
        self.drawn.curves.lines.append((self.x, self.y, x, y))
        self.note(b"l", x, y)
        self.x, self.y = x, y

    def curve(self, steps: Sequence[float]) -> None:
        """A cubic by its three steps: six numbers."""
        ax, ay = self.x + steps[0], self.y + steps[1]
        bx, by = ax + steps[2], ay + steps[3]
        x, y = bx + steps[4], by + steps[5]
        self.drawn.curves.cubics.append((self.x, self.y, ax, ay, bx, by, x, y))
        self.note(b"c", ax, ay, bx, by, x, y)
        self.x, self.y = x, y

    def draw(self, operator: int) -> None:
        """Draw the lines and curves of one operator; operators that draw nothing are passed over."""
        if operator in (_RLINETO, _RLINECURVE):
            self.draw_lines(6 if operator == _RLINECURVE else 0)
        elif operator in (_HLINETO, _VLINETO):
            for index, step in enumerate(self.stack):
                across = (operator == _HLINETO) == (index % 2 == 0)
                self.line(step if across else 0.0, 0.0 if across else step)
        elif operator in (_RRCURVETO, _RCURVELINE):
            self.draw_curves(operator == _RCURVELINE)
        elif operator in (_HHCURVETO, _VVCURVETO):
            self.draw_flat_curves(operator == _HHCURVETO)
        elif operator in (_HVCURVETO, _VHCURVETO):
            self.draw_turning_curves(operator == _HVCURVETO)

    def draw_lines(self, kept: int) -> None:
        count = len(self.stack) - kept
        for index in range(0, count - 1, 2):
            self.line(self.stack[index], self.stack[index + 1])
        if kept:
            self.curve(self.stack[count:])

    def draw_curves(self, then_line: bool) -> None:
        count = len(self.stack) - (2 if then_line else 0)
        for index in range(0, count - 5, 6):
            self.curve(self.stack[index : index + 6])
        if then_line:
            self.line(self.stack[-2], self.stack[-1])

    def draw_flat_curves(self, across: bool) -> None:
        """Curves that start and end along one axis; an odd first number turns the first start."""
        turn = self.stack.pop(0) if len(self.stack) % 4 else 0.0
        for index in range(0, len(self.stack) - 3, 4):
            a, b, c, d = self.stack[index : index + 4]
            self.curve((a, turn, b, c, d, 0.0) if across else (turn, a, b, c, 0.0, d))
            turn = 0.0

    def draw_turning_curves(self, across: bool) -> None:
        """Curves that start along one axis and end along the other, by turns; an odd last number turns the last end."""
        extra = self.stack.pop() if len(self.stack) % 4 else 0.0
        for index in range(0, len(self.stack) - 3, 4):
            a, b, c, d = self.stack[index : index + 4]
            turn = extra if index + 8 > len(self.stack) else 0.0
            self.curve((a, 0.0, b, c, turn, d) if across else (0.0, a, b, c, d, turn))
            across = not across

    def flex(self, operator: int) -> None:
        """Draw two curves given in one of the four short forms; other two-byte operators are passed over."""
        s = self.stack
        if operator == _HFLEX:
            self.curve((s[0], 0.0, s[1], s[2], s[3], 0.0))
            self.curve((s[4], 0.0, s[5], -s[2], s[6], 0.0))
        elif operator == _FLEX:
            self.curve(s[:6])
            self.curve(s[6:12])
        elif operator == _HFLEX1:
            self.curve((s[0], s[1], s[2], s[3], s[4], 0.0))
            self.curve((s[5], 0.0, s[6], s[7], s[8], -(s[1] + s[3] + s[7])))
        elif operator == _FLEX1:
            dx, dy = sum(s[0:10:2]), sum(s[1:10:2])
            self.curve(s[:6])
            self.curve((*s[6:10], s[10], -dy) if abs(dx) > abs(dy) else (*s[6:10], -dx, s[10]))

"""What a child process is asked to do, and what it answers."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline import errors
from pipeline.errors import Category, DocumentError, KhmerMinutesError
from pipeline.pace import Cause
from pipeline.run.entry import Catalogued, DoubtfulPage, Status


@dataclass(frozen=True, slots=True)
class Task:
    """One document to be worked on."""

    path: str
    root: str
    """The folder that the document's key is relative to."""
    scratch: str
    """A folder of its own, for outputs until they are put in place, and for what a fresh process may need."""
    folder: str
    """Where its outputs will be, and where a person's corrections are."""
    twin: str | None = None
    """The minutes.json of another document with the same bytes, to be written once more under this one's name."""
    seconds: float = 0.0
    """What is left of the time for the document."""
    deaths: tuple[Cause, ...] = ()
    """Why each of the processes died that worked on it before."""

    @property
    def name(self) -> str:
        """The name of the file."""
        return Path(self.path).name

    @property
    def outputs(self) -> Path:
        """The folder where a process leaves the outputs."""
        return Path(self.scratch) / "outputs"

    @property
    def journal(self) -> Path:
        """The file where a process keeps what is done."""
        return Path(self.scratch) / "journal"

    def to_line(self) -> bytes:
        """Return the task as one line of JSON."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Task":
        """Return the task in a line of JSON."""
        values = json.loads(line)
        deaths = tuple(Cause(Category(category), reason) for category, reason in values.pop("deaths"))
        return cls(**values, deaths=deaths)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task."""

    status: Status
    category: str | None = None
    reason: str | None = None
    """One line for a person."""
    pages: int | None = None
    confidence: float | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    """By stage."""
    peak_mb: float | None = None
    """The most memory that the process held while it worked on the document."""
    catalogued: Catalogued = field(default_factory=Catalogued)
    doubtful: tuple[DoubtfulPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """Why no task can be done at all: the settings or the machine are at fault."""

    kind: str
    """Name of the error's class."""
    message: str

    def as_error(self) -> KhmerMinutesError:
        """Return the error that it says."""
        kind = getattr(errors, self.kind, None)
        if isinstance(kind, type) and issubclass(kind, KhmerMinutesError) and not issubclass(kind, DocumentError):
            return kind(self.message)
        return KhmerMinutesError(self.message)


@dataclass(frozen=True, slots=True)
class Message:
    """One line from a child process: exactly one of its fields is set."""

    sign: tuple[str, str] | None = None
    """"begin" or "end" and a mark, or "step" and a stage."""
    outcome: Outcome | None = None
    stop: Stop | None = None

    def to_line(self) -> bytes:
        """Return the message as one line of JSON."""
        return _MESSAGES.dump_json(self, exclude_none=True) + b"\n"


_MESSAGES = TypeAdapter(Message)


def read_message(line: bytes) -> Message | None:
    """Return the message in a line, or None where it is none: what comes from a child is not to be trusted."""
    try:
        return _MESSAGES.validate_json(line)
    except ValidationError:
        return None

"""What can go wrong, and the exit code of each.

KhmerMinutesError
├── UsageError            a path that does not exist, two inputs for one output, a bad setting   exit 2
├── MissingProgramError   a program or service that the command needs is not there               exit 4
└── DocumentError         one document failed; the batch goes on                                 exit 1, or 3 if all did
"""

from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    NONE_SUCCEEDED = 3
    MISSING_PROGRAM = 4
    INTERRUPTED = 130


class Category(StrEnum):
    """Why a document failed or is partial, as the ledger and the report say it."""

    ENCRYPTED = "encrypted"
    NOT_A_PDF = "not a PDF"
    MALFORMED = "malformed"
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    NO_TEXT = "no text"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    TOO_LARGE = "too large"
    CRASHED = "crashed"


class KhmerMinutesError(Exception):
    """Anything this package raises on purpose; `str` is one line for a person, with what to do where that helps."""

    exit_code = ExitCode.SOME_FAILED


class UsageError(KhmerMinutesError):
    """The command or the configuration cannot be carried out as given."""

    exit_code = ExitCode.USAGE


class MissingProgramError(KhmerMinutesError):
    """A program or service that the command needs is not installed."""

    exit_code = ExitCode.MISSING_PROGRAM


class DocumentError(KhmerMinutesError):
    """One document could not be processed. In a batch it is an entry of the ledger; alone, none succeeded."""

    exit_code = ExitCode.NONE_SUCCEEDED

    def __init__(self, category: Category, reason: str) -> None:
        super().__init__(reason)
        self.category = category
        self.reason = reason

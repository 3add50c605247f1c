"""An outcome as it is being read: where it stands and what is told of it."""

from dataclasses import dataclass

from pipeline.model.minutes import Block, OutcomeType


@dataclass
class Found:
    """An outcome and the part of a block's text that states it."""

    kind: OutcomeType
    block: Block
    start: int
    end: int
    confidence: float
    owner: str | None = None
    due: str | None = None
    addressed_to: str | None = None
    moved_by: str | None = None
    seconded_by: str | None = None
    result: str | None = None
    votes: str | None = None

    @property
    def text(self) -> str:
        """What states the outcome."""
        return self.block.text[self.start : self.end]

"""Minutes in short: the facts, the main points of each session, its outcomes; whole sentences of the source."""

from pipeline.summarise.facts import fact_sentences
from pipeline.summarise.names import section_name
from pipeline.summarise.summarise import summarise

__all__ = ["fact_sentences", "section_name", "summarise"]

"""khmer-minutes: the true Khmer, the structure and the outcomes of archived minutes."""

__version__ = "0.1.0"

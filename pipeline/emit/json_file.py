"""minutes.json: the contract of design section 5 as bytes."""

import json

from pipeline.emit.printed import utf8
from pipeline.model.minutes import Minutes


def minutes_json(minutes: Minutes) -> bytes:
    """Return minutes.json: UTF-8, keys in the model's order, a newline at the end; only a guess's keys may be absent.

    The same minutes give the same bytes. A surrogate half, which UTF-8 cannot hold, becomes U+FFFD.
    """
    written = json.dumps(minutes.model_dump(mode="python"), ensure_ascii=False, indent=1, allow_nan=False)
    return utf8(written + "\n")

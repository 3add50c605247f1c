"""What a run writes can be loaded: documents of several shapes through all stages, into the database and back."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL

from pipeline.config import Settings
from pipeline.load.loading import Loaded, load
from pipeline.load.tables import block
from pipeline.load.tables_found import translation
from pipeline.model.minutes import Minutes
from pipeline.process import process, write
from tests.load.test_loading import restored
from tests.press.describe import Booklet
from tests.press.producers import make_pdf
from tests.press.producers.plain import Plain
from tests.press.samples import board_minutes, borderless_two_column_agenda, khmer_minutes, ruled_table_over_pages

BOOKLETS: dict[str, Booklet] = {
    "board.pdf": board_minutes(),
    "agenda.pdf": borderless_two_column_agenda(),
    "table.pdf": ruled_table_over_pages(),
    "khmer.pdf": khmer_minutes(),
}


def test_what_a_run_writes_is_loaded_whole(address: URL, opened: Any, tmp_path: Path) -> None:
    inputs, outputs = tmp_path / "inputs", tmp_path / "outputs"
    inputs.mkdir()
    for name, booklet in BOOKLETS.items():
        (inputs / name).write_bytes(make_pdf(booklet, Plain()))
        write(process(inputs / name, inputs, Settings()), outputs / name, Settings())
    written = {name: Minutes.model_validate_json((outputs / name / "minutes.json").read_bytes()) for name in BOOKLETS}
    assert load(outputs, address) == Loaded(new=len(BOOKLETS))
    assert restored(opened) == written
    drafts = [draft.target_id for minutes in written.values() for draft in minutes.translations]
    with opened() as connection:
        found = connection.execute(sa.select(translation.c.target, block.c.ref).outerjoin(block)).all()
    assert sorted(target for target, _ in found) == sorted(drafts)
    assert any(of is None and target.endswith(".place") for target, of in found)
    assert any(of is not None and target.startswith(f"{of}.c") for target, of in found)

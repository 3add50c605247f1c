from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.config import Settings, Translation
from pipeline.emit import write_outputs
from pipeline.errors import UsageError
from pipeline.model.minutes import Minutes
from pipeline.summarise import summarise
from pipeline.translate import translate
from pipeline.translate.corrections import read_corrections
from pipeline.translate.exchange import export, take_back
from pipeline.translate.memory import Memory
from pipeline.translate.segments import segments
from pipeline.translate.xliff import read_xliff, write_xliff

_X = "{urn:oasis:names:tc:xliff:document:1.2}"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(translation=Translation(memory=tmp_path / "memory.sqlite"))


@pytest.fixture
def folder(tmp_path: Path, example: Minutes, settings: Settings) -> Path:
    """The output folder of the example, below `tmp_path / "outputs"`, as a run writes it."""
    folder = tmp_path / "outputs" / example.document.path
    for meeting in example.meetings:
        meeting.summary = []
    write_outputs(translate(summarise(example, settings), settings, folder), folder, settings)
    return folder


def _minutes(folder: Path) -> Minutes:
    return Minutes.model_validate_json((folder / "minutes.json").read_bytes())


def _translated(path: Path, texts: dict[str, str], approved: tuple[str, ...] = ()) -> Path:
    """What a translator does: targets by id, and the box that approves."""
    tree = etree.parse(path)
    for unit in tree.iter(f"{_X}trans-unit"):
        if unit.get("id") in texts:
            unit.find(f"{_X}target").text = texts[unit.get("id")]
        if unit.get("id") in approved:
            unit.set("approved", "yes")
    returned = path.with_suffix(".back.xlf")
    tree.write(returned, encoding="UTF-8")
    return returned


def _exported(folder: Path) -> Path:
    (exported,) = export(folder, [("en", "km")])
    return exported.path


def test_every_text_goes_out_once_with_its_draft(folder: Path) -> None:
    (returned,) = read_xliff(_exported(folder))
    minutes = _minutes(folder)
    wanted = [segment for segment in segments(minutes) if segment.language == "en"]
    assert [(one.target_id, one.source) for one in returned.texts] == [(one.id, one.text) for one in wanted]
    drafts = {one.target_id: one.text for one in minutes.translations if one.text}
    assert {one.target_id: one.text for one in returned.texts if one.target_id in drafts} == {
        one.id: drafts[one.id] for one in wanted if one.id in drafts
    }
    assert not any(one.finished for one in returned.texts)


def test_a_finished_text_is_final_everywhere_and_after_a_later_run(folder: Path, settings: Settings) -> None:
    minutes = _minutes(folder)
    heading = next(segment for segment in segments(minutes) if segment.language == "en" and segment.id.endswith(".h"))
    returned = _translated(_exported(folder), {heading.id: "ក្បាលថ្មី"})
    (imported,) = take_back(returned, folder, settings, drafts_too=False)
    assert (imported.finished, imported.changed) == (1, [])
    after = _minutes(folder)
    final = [one for one in after.translations if one.target_id == heading.id]
    assert [(one.text, one.state, one.engine) for one in final] == [("ក្បាលថ្មី", "final", "person")]
    assert "ក្បាលថ្មី" in (folder / "summary.km.md").read_text(encoding="utf-8") or heading.id not in {
        summary.section_id and f"{summary.section_id}.h" for meeting in after.meetings for summary in meeting.summary
    }
    with Memory.open(settings.translation.memory) as memory:
        found = memory.find(heading.text, "en", "km", 0.9)
    assert found is not None and found.target == "ក្បាលថ្មី"
    after.translations = []
    again = translate(after, settings, folder)
    assert [one.state for one in again.translations if one.target_id == heading.id] == ["final"]


def test_what_nobody_has_translated_stays_open(folder: Path, settings: Settings) -> None:
    (imported,) = take_back(_exported(folder), folder, settings, drafts_too=False)
    assert imported.finished == 0 and len(imported.left) > 0
    assert read_corrections(folder).translations == []


def test_drafts_are_finished_when_approved_or_all_accepted(folder: Path, settings: Settings) -> None:
    drafts = [one for one in _minutes(folder).translations if one.text and one.language == "km"]
    returned = _translated(_exported(folder), {}, approved=(drafts[0].target_id,))
    (imported,) = take_back(returned, folder, settings, drafts_too=False)
    assert imported.finished == 1
    (imported,) = take_back(_exported(folder), folder, settings, drafts_too=True)
    assert imported.finished == len(drafts)


def test_an_old_draft_that_comes_back_unchanged_is_nobodys_work(folder: Path, settings: Settings) -> None:
    exported = _exported(folder)
    minutes = _minutes(folder)
    for one in minutes.translations:
        one.text += " (drafted anew since)" if one.text else ""
    (folder / "minutes.json").write_text(minutes.model_dump_json(), encoding="utf-8")
    (imported,) = take_back(exported, folder.parent, settings, drafts_too=False)
    assert imported.finished == 0


def test_what_other_tools_make_of_the_file_is_read(folder: Path, settings: Settings) -> None:
    exported = _exported(folder)
    (first, second, *_) = [one.id for one in segments(_minutes(folder)) if one.language == "en"]
    text = exported.read_text(encoding="utf-8").replace('target-language="km"', 'target-language="km-KH"')
    tree = etree.fromstring(text.encode())
    for unit in tree.iter(f"{_X}trans-unit"):
        target = unit.find(f"{_X}target")
        if unit.get("id") == first:
            target.text, target.tail = None, "\n"
            for part in ("មួយ។ ", "ពីរ។"):
                etree.SubElement(target, f"{_X}mrk", {"mtype": "seg"}).text = part
        if unit.get("id") == second:
            target.set("state", "needs-review-l10n")
    exported.write_bytes(b"\xef\xbb\xbf" + etree.tostring(tree).replace(b"\n", b"\r\n"))
    (imported,) = take_back(exported, folder.parent, settings, drafts_too=False)
    assert imported.finished == 1
    assert second in imported.left
    (kept,) = read_corrections(folder).translations
    assert (kept.target_id, kept.language, kept.text) == (first, "km", "មួយ។ ពីរ។")


def test_an_edited_source_is_noticed_and_the_work_kept(folder: Path, settings: Settings) -> None:
    minutes = _minutes(folder)
    heading = next(segment for segment in segments(minutes) if segment.language == "en" and segment.id.endswith(".h"))
    returned = _translated(_exported(folder), {heading.id: "ក្បាលថ្មី"})
    written = (folder / "minutes.json").read_text(encoding="utf-8")
    (folder / "minutes.json").write_text(written.replace(heading.text, "Another heading"), encoding="utf-8")
    (imported,) = take_back(returned, folder, settings, drafts_too=False)
    assert imported.changed == [heading.id]
    after = _minutes(folder)
    assert [one.state for one in after.translations if one.target_id == heading.id] != ["final"]
    assert [issue.code for issue in after.issues if issue.code.startswith("translation")] == [
        "translation-source-changed"
    ]
    assert read_corrections(folder).translations[0].text == "ក្បាលថ្មី"


def test_a_file_of_another_folder_or_path_outside_is_refused(folder: Path, settings: Settings, tmp_path: Path) -> None:
    path = _exported(folder)
    moved = path.with_name("moved.xlf")
    content = path.read_text(encoding="utf-8")
    document = _minutes(folder).document
    moved.write_text(
        content.replace(f'original="{document.path}"', 'original="../../etc"').replace(document.id, "sha256:0"),
        encoding="utf-8",
    )
    with pytest.raises(UsageError, match="is not in"):
        list(take_back(moved, folder, settings, drafts_too=False))
    moved.write_text(content.replace(document.id, "nothing"), encoding="utf-8")
    with pytest.raises(UsageError, match="which document"):
        list(take_back(moved, folder, settings, drafts_too=False))


@pytest.mark.parametrize("content", ["<xliff/>", "<a><b></a>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_xliff_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(content)
    with pytest.raises(UsageError):
        list(read_xliff(path))


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), min_size=1, max_size=5))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_out_and_in_again_loses_no_text_and_no_break(example: Minutes, tmp_path: Path, texts: list[str]) -> None:
    for block, text in zip(example.meetings[0].sections[1].blocks, texts, strict=False):
        block.text = f"agreed {text}"
    written = write_xliff(example, "en", "km")
    assert written is not None
    path = tmp_path / "x.xlf"
    path.write_bytes(written)
    (returned,) = read_xliff(path)
    sent = [segment for segment in segments(example) if segment.language == "en"]
    assert [one.target_id for one in returned.texts] == [segment.id for segment in sent]
    for one, segment in zip(returned.texts, sent, strict=True):
        assert _kept(one.source) == _kept(segment.text)


def _kept(text: str) -> str:
    """Text as XML can hold it: line ends are one sign (XML 1.0, 2.11), forbidden characters U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff") else "\ufffd" for sign in text
    )


def test_nothing_goes_out_twice_once_the_summary_is_there_in_both_languages(folder: Path) -> None:
    ids = [one.id for one in segments(_minutes(folder))]
    assert not [one for one in ids if ".summary.km." in one]

"""What was found in the writing as rows: whatever points at blocks, translations, issues."""

from pipeline.load.bulk import json_text
from pipeline.load.rows import Rows
from pipeline.model.minutes import Meeting, Minutes
from pipeline.model.targets import owner_of
from pipeline.model.walk import walk_sections


def add_found(rows: Rows, minutes: Minutes) -> None:
    """Add to the rows of a document what was found in it."""
    for meeting in minutes.meetings:
        _add_lists(rows, meeting)
        _add_attendance(rows, meeting)
        _add_exchanges(rows, meeting)
        _add_outcomes(rows, meeting)
        _add_summaries(rows, meeting)
    _add_translations(rows, minutes)
    for issue in minutes.issues:
        rows.add("issue", document_id=rows.document_id, **issue.model_dump())


def _add_lists(rows: Rows, meeting: Meeting) -> None:
    rows.list_blocks("meeting_source", "meeting", rows.ids[meeting.id], meeting.source_ids)
    for section in walk_sections(meeting.sections):
        prompts = [] if section.prompt_id is None else [section.prompt_id]
        rows.list_blocks("section_prompt", "section", rows.ids[section.id], prompts)
    for person in meeting.people:
        rows.list_blocks("participation_mention", "participation", rows.ids[person.id], person.mentions)


def _add_attendance(rows: Rows, meeting: Meeting) -> None:
    rows.by_table["attendance"] += [
        {"meeting_id": rows.ids[meeting.id], "n": n, "label": count.label, "quantity": count.quantity}
        | {"text": count.text, "block_id": rows.ids[count.block_id]}
        for n, count in enumerate(meeting.attendance)
    ]


def _add_exchanges(rows: Rows, meeting: Meeting) -> None:
    owners = {"document_id": rows.document_id, "meeting_id": rows.ids[meeting.id]}
    for exchange in meeting.exchanges:
        values = {"ref": exchange.id, "number": exchange.number, "confidence": exchange.confidence}
        exchange_id = rows.add("exchange", **owners, **values)
        rows.list_blocks("exchange_question", "exchange", exchange_id, exchange.question_ids)
        rows.list_blocks("exchange_answer", "exchange", exchange_id, exchange.answer_ids)


def _add_outcomes(rows: Rows, meeting: Meeting) -> None:
    for outcome in meeting.outcomes:
        values = outcome.model_dump(exclude={"id", "charspan", "section_id", "block_id"})
        first, last = outcome.charspan or (None, None)
        owners = {"document_id": rows.document_id, "meeting_id": rows.ids[meeting.id], "ref": outcome.id}
        owners |= {"section_id": rows.ids[outcome.section_id], "block_id": rows.ids[outcome.block_id]}
        rows.add("outcome", **owners, first=first, last=last, **values)


def _add_summaries(rows: Rows, meeting: Meeting) -> None:
    for summary in meeting.summary:
        section_id = rows.ids[summary.section_id] if summary.section_id is not None else None
        values = {"language": summary.language, "section_id": section_id, "state": summary.state}
        summary_id = rows.add("summary", meeting_id=rows.ids[meeting.id], **values)
        for sentence in summary.sentences:
            sentence_id = rows.add("summary_sentence", summary_id=summary_id, text=sentence.text)
            rows.list_blocks("summary_source", "summary_sentence", sentence_id, sentence.block_ids)


def _add_translations(rows: Rows, minutes: Minutes) -> None:
    for draft in minutes.translations:
        owners = {"document_id": rows.document_id, "block_id": rows.blocks.get(owner_of(draft.target_id))}
        values = draft.model_dump(exclude={"target_id", "checks"}) | {"checks": json_text(draft.checks)}
        rows.add("translation", target=draft.target_id, **owners, **values)

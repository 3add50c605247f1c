"""Rows as minutes again: what `pipeline.load.rows` took apart, put together."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from pipeline.load import tables as t
from pipeline.load.rows import ROOM, WRITTEN_IN_ORDER
from pipeline.model.minutes import Minutes

Row = dict[str, Any]
_PLACE = {"name": "location", "venue": "venue", "locality": "locality", "province": "province", "country": "country"}


def restore_minutes(connection: sa.Connection, document_id: int) -> Minutes:
    """Return the minutes of a document as its minutes.json has them."""
    source = connection.execute(sa.select(t.document).where(t.document.c.id == document_id)).mappings().one()
    rows = {table.name: _rows(connection, table, document_id) for table in WRITTEN_IN_ORDER}
    return Minutes.model_validate(_Restored(rows).minutes(dict(source)))


def _rows(connection: sa.Connection, table: sa.Table, document_id: int) -> list[Row]:
    keys = list(table.primary_key.columns)
    within = keys[0].between(document_id * ROOM, (document_id + 1) * ROOM - 1)
    return [dict(row) for row in connection.execute(sa.select(table).where(within).order_by(*keys)).mappings()]


class _Restored:
    """The rows of one document and ways into them."""

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self._rows = rows
        self._refs: dict[tuple[str, int], str] = {}
        self._of: dict[tuple[str, str], defaultdict[int | None, list[Row]]] = {}
        for table in ("meeting", "section", "block", "participation"):
            self._refs |= {(table, row["id"]): row["ref"] for row in rows[table]}

    def minutes(self, source: Row) -> Row:
        document = {name: source[name] for name in ("path", "file_name", "media_type", "page_count", "producer")}
        pages = [self._taken(row, "id", "document_id") for row in self._rows["page"]]
        translations = [
            {"target_id": row["target"]} | self._taken(row, "id", "document_id", "block_id", "target")
            for row in self._rows["translation"]
        ]
        return {
            "document": document | {"id": source["source_id"], "languages": source["languages"]},
            "pages": pages,
            "meetings": [self._meeting(row) for row in self._rows["meeting"]],
            "translations": translations,
            "issues": [self._taken(row, "id", "document_id") for row in self._rows["issue"]],
        }

    def _where(self, table: str, column: str, value: int | None) -> list[Row]:
        if (table, column) not in self._of:
            index: defaultdict[int | None, list[Row]] = defaultdict(list)
            for row in self._rows[table]:
                index[row[column]].append(row)
            self._of[table, column] = index
        return self._of[table, column][value]

    @staticmethod
    def _taken(row: Row, *without: str) -> Row:
        return {name: value for name, value in row.items() if name not in without}

    def _blocks_of(self, table: str, owner: str, owner_id: int) -> list[str]:
        return [self._refs["block", row["block_id"]] for row in self._where(table, f"{owner}_id", owner_id)]

    def _meeting(self, row: Row) -> Row:
        meeting_id = row["id"]
        blocks = self._where("block", "meeting_id", meeting_id)
        title = [self._block(block) for block in blocks if block["place"] == "title"]
        location = {name: row[column] for name, column in _PLACE.items()} if row["location"] is not None else None
        names = ("classification", "start_date", "end_date", "date_text")
        sections = [part for part in self._where("section", "meeting_id", meeting_id) if part["parent_id"] is None]
        return {name: row[name] for name in names} | {
            "id": row["ref"],
            "title": title[0] if title else None,
            "location": location,
            "areas": [area["name"] for area in self._where("meeting_area", "meeting_id", meeting_id)],
            "organizers": [
                self._taken(body, "meeting_id", "n", "organisation_id")
                for body in self._where("meeting_organizer", "meeting_id", meeting_id)
            ],
            "source_ids": self._blocks_of("meeting_source", "meeting", meeting_id),
            "attendance": [
                {"block_id": self._refs["block", count["block_id"]]} | self._taken(count, "meeting_id", "n", "block_id")
                for count in self._where("attendance", "meeting_id", meeting_id)
            ],
            "people": [self._person(person) for person in self._where("participation", "meeting_id", meeting_id)],
            "sections": [self._section(section) for section in sections],
            "exchanges": [self._exchange(pair) for pair in self._where("exchange", "meeting_id", meeting_id)],
            "outcomes": [self._outcome(outcome) for outcome in self._where("outcome", "meeting_id", meeting_id)],
            "summary": [self._summary(summary) for summary in self._where("summary", "meeting_id", meeting_id)],
        }

    def _person(self, row: Row) -> Row:
        names = ("name", "honorific", "role", "organization", "speaker_type", "attendance", "confidence")
        mentions = self._blocks_of("participation_mention", "participation", row["id"])
        return {name: row[name] for name in names} | {"id": row["ref"], "mentions": mentions}

    def _section(self, row: Row) -> Row:
        by_place: defaultdict[str, list[Row]] = defaultdict(list)
        for block in self._where("block", "section_id", row["id"]):
            if block["parent_id"] is None:
                by_place[block["place"]].append(self._block(block))
        prompts = self._blocks_of("section_prompt", "section", row["id"])
        return {
            "id": row["ref"],
            "kind": row["kind"],
            "number": row["number"],
            "heading": by_place["heading"][0] if by_place["heading"] else None,
            "topics": by_place["topic"],
            "prompt_id": prompts[0] if prompts else None,
            "blocks": by_place["body"],
            "sections": [self._section(inner) for inner in self._where("section", "parent_id", row["id"])],
        }

    def _block(self, row: Row) -> Row:
        names = ("kind", "text", "orig", "language", "number", "marker", "level", "attribution", "cells", "confidence")
        speaker = row["speaker_id"]
        return {name: row[name] for name in names} | {
            "id": row["ref"],
            "speaker_id": None if speaker is None else self._refs["participation", speaker],
            "blocks": [self._block(inner) for inner in self._where("block", "parent_id", row["id"])],
            "repair": self._repair(row),
            "prov": [self._provenance(prov) for prov in self._where("block_prov", "block_id", row["id"])],
        }

    def _repair(self, row: Row) -> Row | None:
        if row["repair_method"] is None:
            return None
        flags = [
            {"charspan": (flag["first"], flag["last"])} | self._taken(flag, "block_id", "n", "first", "last")
            for flag in self._where("repair_flag", "block_id", row["id"])
        ]
        return {"method": row["repair_method"], "confidence": row["repair_confidence"], "flags": flags}

    def _provenance(self, row: Row) -> Row:
        box = (row["x0"], row["top"], row["x1"], row["bottom"])
        page = self._where("page", "id", row["page_id"])[0]
        return {
            "page_no": page["page_no"],
            "bbox": None if row["x0"] is None else box,
            "line": row["line"],
            "charspan": _span(row),
        }

    def _exchange(self, row: Row) -> Row:
        return {
            "id": row["ref"],
            "number": row["number"],
            "question_ids": self._blocks_of("exchange_question", "exchange", row["id"]),
            "answer_ids": self._blocks_of("exchange_answer", "exchange", row["id"]),
            "confidence": row["confidence"],
        }

    def _outcome(self, row: Row) -> Row:
        keys = ("id", "document_id", "meeting_id", "section_id", "block_id", "ref", "first", "last")
        return self._taken(row, *keys) | {
            "id": row["ref"],
            "charspan": _span(row),
            "section_id": self._refs["section", row["section_id"]],
            "block_id": self._refs["block", row["block_id"]],
        }

    def _summary(self, row: Row) -> Row:
        section = row["section_id"]
        sentences = [
            {"text": each["text"], "block_ids": self._blocks_of("summary_source", "summary_sentence", each["id"])}
            for each in self._where("summary_sentence", "summary_id", row["id"])
        ]
        return {
            "language": row["language"],
            "section_id": None if section is None else self._refs["section", section],
            "sentences": sentences,
            "state": row["state"],
        }


def _span(row: Row) -> tuple[int, int] | None:
    return None if row["first"] is None else (row["first"], row["last"])

"""The tables of what was found in the writing: people, bodies, exchanges, outcomes, summaries, translations."""

import sqlalchemy as sa

from pipeline.load.columns import block_list, key, metadata, number, one_of, parent, reference, share, text
from pipeline.model.minutes import OutcomeType, Severity, SpeakerType, TranslationState

organisation = sa.Table(
    "organisation",
    metadata,
    key(),
    sa.Column("folded", sa.Text, nullable=False, unique=True),
    text("name", nullable=False),
    text("acronym"),
)

meeting_organizer = sa.Table(
    "meeting_organizer",
    metadata,
    parent("meeting", primary_key=True),
    number(),
    text("name", nullable=False),
    text("acronym"),
    reference("organisation_id", "organisation"),
    sa.Index("ix_meeting_organizer_organisation_id", "organisation_id"),
)

person = sa.Table(
    "person",
    metadata,
    key(),
    text("name", nullable=False),
    text("name_km"),
    text("honorific"),
    text("role"),
    text("organization"),
    sa.Index("ix_person_name", "name"),
)

participation = sa.Table(
    "participation",
    metadata,
    key(),
    parent("document"),
    parent("meeting"),
    text("ref", nullable=False),
    text("name", nullable=False),
    text("honorific"),
    text("role"),
    text("organization"),
    reference("organisation_id", "organisation"),
    *one_of("speaker_type", SpeakerType),
    text("attendance"),
    sa.CheckConstraint(sa.column("attendance").in_(("present", "absent")), name="attendance_is_known"),
    *share(nullable=True),
    text("folded", nullable=False),
    text("name_key", nullable=False),
    reference("person_id", "person"),
    *share("identity_confidence", nullable=True),
    text("identity_evidence"),
    sa.UniqueConstraint("document_id", "ref"),
    sa.Index("ix_participation_meeting_id", "meeting_id"),
    sa.Index("ix_participation_person_id", "person_id"),
    sa.Index("ix_participation_name_key", "name_key"),
    sa.Index("ix_participation_organisation_id", "organisation_id"),
)

section_prompt = block_list("section_prompt", "section")
meeting_source = block_list("meeting_source", "meeting")
participation_mention = block_list("participation_mention", "participation")

attendance = sa.Table(
    "attendance",
    metadata,
    parent("meeting", primary_key=True),
    number(),
    text("label", nullable=False),
    sa.Column("quantity", sa.Integer, nullable=False),
    text("text", nullable=False),
    parent("block"),
    sa.Index("ix_attendance_block_id", "block_id"),
)

exchange = sa.Table(
    "exchange",
    metadata,
    key(),
    parent("document"),
    parent("meeting"),
    text("ref", nullable=False),
    text("number"),
    *share(),
    sa.UniqueConstraint("document_id", "ref"),
    sa.Index("ix_exchange_meeting_id", "meeting_id"),
)

exchange_question = block_list("exchange_question", "exchange")
exchange_answer = block_list("exchange_answer", "exchange")

outcome = sa.Table(
    "outcome",
    metadata,
    key(),
    parent("document"),
    parent("meeting"),
    parent("section"),
    parent("block"),
    text("ref", nullable=False),
    *one_of("type", OutcomeType),
    text("text", nullable=False),
    sa.Column("first", sa.Integer),
    sa.Column("last", sa.Integer),
    *(
        text(name)
        for name in ("language", "theme", "addressed_to", "owner", "due_date", "moved_by", "seconded_by", "result")
    ),
    text("votes"),
    *share(),
    sa.UniqueConstraint("document_id", "ref"),
    sa.Index("ix_outcome_meeting_id", "meeting_id"),
    sa.Index("ix_outcome_section_id", "section_id"),
    sa.Index("ix_outcome_block_id", "block_id"),
    sa.Index("ix_outcome_type", "type", "theme"),
)

summary = sa.Table(
    "summary",
    metadata,
    key(),
    parent("meeting"),
    text("language", nullable=False),
    reference("section_id", "section"),
    *one_of("state", TranslationState),
    sa.Index("ix_summary_meeting_id", "meeting_id"),
    sa.Index("ix_summary_section_id", "section_id"),
)

summary_sentence = sa.Table(
    "summary_sentence",
    metadata,
    key(),
    parent("summary"),
    text("text", nullable=False),
    sa.Index("ix_summary_sentence_summary_id", "summary_id"),
)

summary_source = block_list("summary_source", "summary_sentence")

translation = sa.Table(
    "translation",
    metadata,
    key(),
    parent("document"),
    text("target", nullable=False),
    reference("block_id", "block"),
    text("source_language", nullable=False),
    text("language", nullable=False),
    text("text", nullable=False),
    *one_of("state", TranslationState),
    text("engine"),
    sa.Column("checks", sa.JSON, nullable=False),
    sa.Index("ix_translation_document_id", "document_id"),
    sa.Index("ix_translation_block_id", "block_id"),
)

issue = sa.Table(
    "issue",
    metadata,
    key(),
    parent("document"),
    text("code", nullable=False),
    *one_of("severity", Severity),
    sa.Column("page_no", sa.Integer),
    text("message", nullable=False),
    sa.Index("ix_issue_document_id", "document_id"),
    sa.Index("ix_issue_code", "code"),
)

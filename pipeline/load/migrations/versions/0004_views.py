"""Views for the questions that are asked most, the same in SQLite and PostgreSQL."""

from alembic import op

revision = "0004"
down_revision = "0003"

_VIEWS = (
    """CREATE VIEW passage AS
SELECT m.start_date AS date, m.province, m.title AS meeting, s.heading AS section, p.name AS speaker, b.kind, b.text,
    b.attribution, b.language, d.path, b.page_no, b.ref, b.id, b.search_text_id
FROM block b
JOIN meeting m ON m.id = b.meeting_id
JOIN document d ON d.id = b.document_id
LEFT JOIN section s ON s.id = b.section_id
LEFT JOIN participation a ON a.id = b.said_by_id
LEFT JOIN person p ON p.id = a.person_id
WHERE b.search_text_id IS NOT NULL""",
    """CREATE VIEW outcome_overview AS
SELECT o.id, o.type, o.theme, m.province, substr(m.start_date, 1, 4) AS year, o.text, o.language, o.addressed_to, o.owner,
    o.due_date, o.result, o.confidence, m.title AS meeting, m.start_date AS date, b.page_no, d.path, b.ref
FROM outcome o
JOIN meeting m ON m.id = o.meeting_id
JOIN block b ON b.id = o.block_id
JOIN document d ON d.id = o.document_id""",
    """CREATE VIEW speaker_session AS
SELECT a.person_id, p.name AS person, p.name_km, a.name AS named_as, a.honorific, a.role, a.organization,
    a.identity_confidence, m.id AS meeting_id, m.title AS meeting, m.start_date AS date, m.province, s.number AS session, s.heading,
    count(*) AS passages, d.path
FROM block b
JOIN participation a ON a.id = b.said_by_id
JOIN meeting m ON m.id = b.meeting_id
JOIN document d ON d.id = b.document_id
LEFT JOIN person p ON p.id = a.person_id
LEFT JOIN section s ON s.id = b.section_id
GROUP BY a.person_id, p.name, p.name_km, a.id, a.name, a.honorific, a.role, a.organization, a.identity_confidence, m.id,
    m.title, m.start_date, m.province, s.id, s.number, s.heading, d.path""",
    """CREATE VIEW attendance_by_sex AS
SELECT m.id AS meeting_id, m.start_date AS date, substr(m.start_date, 1, 4) AS year, m.province, m.title AS meeting,
    max(CASE WHEN h.label = 'total' THEN h.quantity END) AS total,
    max(CASE WHEN h.label = 'women' THEN h.quantity END) AS women,
    max(CASE WHEN h.label = 'men' THEN h.quantity END) AS men, d.path
FROM attendance h
JOIN meeting m ON m.id = h.meeting_id
JOIN document d ON d.id = m.document_id
GROUP BY m.id, m.start_date, m.province, m.title, d.path""",
    """CREATE VIEW doubtful_page AS
SELECT g.id, d.path, g.page_no, g.text_source, g.confidence,
    (SELECT count(*) FROM issue i WHERE i.document_id = g.document_id AND i.page_no = g.page_no) AS issues
FROM page g
JOIN document d ON d.id = g.document_id
WHERE g.confidence < 0.8 OR g.text_source IN ('damaged', 'none')""",
)


def upgrade() -> None:
    """Make the views."""
    for statement in _VIEWS:
        op.execute(statement)

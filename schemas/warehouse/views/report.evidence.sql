CREATE OR REPLACE VIEW report.evidence AS
SELECT
    c.entity_type,
    c.entity_id,
    c.entity_name,
    e.field,
    e.value_text,
    e.evidence_text,
    e.start_char,
    e.end_char,
    c.record_key,
    c.article_key AS article_id,
    c.article_url,
    c.article_title,
    c.outlet,
    c.published_date
FROM core.evidence e
JOIN core.entity_claim c ON c.claim_id = e.claim_id;

COMMENT ON VIEW report.evidence IS 'One row for each stretch of words that a value was read from: filter by entity_type and entity_id to see where everything about a forum, session, announcement or quote comes from.';
COMMENT ON COLUMN report.evidence.entity_type IS 'forum, panel, announcement or quote; never null';
COMMENT ON COLUMN report.evidence.entity_id IS 'forum_id, panel_id, announcement_id or quote_id; never null';
COMMENT ON COLUMN report.evidence.entity_name IS 'What it is called; never null';
COMMENT ON COLUMN report.evidence.field IS 'Path of the value in the record: name, organizers[0], participants[1].role; never null';
COMMENT ON COLUMN report.evidence.value_text IS 'The value as one article gives it; never null';
COMMENT ON COLUMN report.evidence.evidence_text IS 'The exact words of the article; never null';
COMMENT ON COLUMN report.evidence.start_char IS 'Where they begin in the cleaned text, in characters from 0; never null';
COMMENT ON COLUMN report.evidence.end_char IS 'Where they end, the character behind the last; never null';
COMMENT ON COLUMN report.evidence.record_key IS 'Key of the record, as in quality.quarantine; never null';
COMMENT ON COLUMN report.evidence.article_id IS 'Key of the article in report.article; never null';
COMMENT ON COLUMN report.evidence.article_url IS 'Address of the article; never null';
COMMENT ON COLUMN report.evidence.article_title IS 'Headline; null where the page has none';
COMMENT ON COLUMN report.evidence.outlet IS 'Who published the article; never null';
COMMENT ON COLUMN report.evidence.published_date IS 'Day of publication; null where the page does not say';

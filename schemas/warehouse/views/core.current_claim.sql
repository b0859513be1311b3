CREATE OR REPLACE VIEW core.current_claim AS
SELECT
    c.claim_id,
    c.record_type,
    c.record_key,
    c.ordinal,
    c.confidence,
    x.extraction_id,
    x.article_key,
    a.canonical_url AS article_url,
    a.outlet,
    a.source_code,
    x.title AS article_title,
    x.published_date
FROM core.claim c
JOIN core.extraction x ON x.extraction_id = c.extraction_id AND x.is_current
JOIN core.article a ON a.article_key = x.article_key;

COMMENT ON VIEW core.current_claim IS 'What holds now: one row for each record of each article''s current reading. For the views of report.';
COMMENT ON COLUMN core.current_claim.claim_id IS 'Key of the claim';
COMMENT ON COLUMN core.current_claim.record_type IS 'forum, panel, announcement or quote';
COMMENT ON COLUMN core.current_claim.record_key IS 'Stable key of the record in its article';
COMMENT ON COLUMN core.current_claim.ordinal IS 'Position in the article''s list, from 0';
COMMENT ON COLUMN core.current_claim.confidence IS 'How sure the extraction is, 0 to 1';
COMMENT ON COLUMN core.current_claim.extraction_id IS 'The reading that the claim is part of';
COMMENT ON COLUMN core.current_claim.article_key IS 'Key of the article';
COMMENT ON COLUMN core.current_claim.article_url IS 'Canonical address of the article';
COMMENT ON COLUMN core.current_claim.outlet IS 'Who published the article';
COMMENT ON COLUMN core.current_claim.source_code IS 'The source that the article was found by';
COMMENT ON COLUMN core.current_claim.article_title IS 'Headline; null where the page has none';
COMMENT ON COLUMN core.current_claim.published_date IS 'Day of publication; null where the page does not say';

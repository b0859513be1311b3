CREATE OR REPLACE VIEW core.entity_claim AS
SELECT 'forum' AS entity_type, m.forum_id AS entity_id, e.name AS entity_name, c.*
FROM core.forum_member m
JOIN core.forum e ON e.forum_id = m.forum_id
JOIN core.current_claim c ON c.claim_id = m.claim_id
UNION ALL
SELECT 'panel', m.panel_id, coalesce(e.title, e.event, e.kind), c.*
FROM core.panel_member m
JOIN core.panel e ON e.panel_id = m.panel_id
JOIN core.current_claim c ON c.claim_id = m.claim_id
UNION ALL
SELECT 'announcement', m.announcement_id,
    coalesce(e.subject, nullif(array_to_string(e.titles, '; '), ''), e.kind), c.*
FROM core.announcement_member m
JOIN core.announcement e ON e.announcement_id = m.announcement_id
JOIN core.current_claim c ON c.claim_id = m.claim_id
UNION ALL
SELECT 'quote', c.record_key, q.speaker, c.*
FROM core.quote_claim q
JOIN core.current_claim c ON c.claim_id = q.claim_id;

COMMENT ON VIEW core.entity_claim IS 'Each current claim with what it is about: the resolved forum, session or announcement; a quote is about itself. For the views of report.';
COMMENT ON COLUMN core.entity_claim.entity_type IS 'forum, panel, announcement or quote';
COMMENT ON COLUMN core.entity_claim.entity_id IS 'Key of the resolved entity in its view';
COMMENT ON COLUMN core.entity_claim.entity_name IS 'What the entity is called';
COMMENT ON COLUMN core.entity_claim.claim_id IS 'Key of the claim';
COMMENT ON COLUMN core.entity_claim.record_type IS 'forum, panel, announcement or quote';
COMMENT ON COLUMN core.entity_claim.record_key IS 'Stable key of the record in its article';
COMMENT ON COLUMN core.entity_claim.ordinal IS 'Position in the article''s list, from 0';
COMMENT ON COLUMN core.entity_claim.confidence IS 'How sure the extraction is, 0 to 1';
COMMENT ON COLUMN core.entity_claim.extraction_id IS 'The reading that the claim is part of';
COMMENT ON COLUMN core.entity_claim.article_key IS 'Key of the article';
COMMENT ON COLUMN core.entity_claim.article_url IS 'Canonical address of the article';
COMMENT ON COLUMN core.entity_claim.outlet IS 'Who published the article';
COMMENT ON COLUMN core.entity_claim.source_code IS 'The source that the article was found by';
COMMENT ON COLUMN core.entity_claim.article_title IS 'Headline; null where the page has none';
COMMENT ON COLUMN core.entity_claim.published_date IS 'Day of publication; null where the page does not say';

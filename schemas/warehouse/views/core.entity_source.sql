CREATE OR REPLACE VIEW core.entity_source AS
SELECT
    entity_type,
    entity_id,
    count(DISTINCT article_key) AS article_count,
    count(DISTINCT outlet) AS outlet_count,
    string_agg(DISTINCT outlet, '; ' ORDER BY outlet) AS outlets,
    array_agg(DISTINCT article_url ORDER BY article_url) AS article_urls,
    min(published_date) AS first_published_date,
    max(published_date) AS last_published_date,
    max(confidence) AS confidence
FROM core.entity_claim
GROUP BY entity_type, entity_id;

COMMENT ON VIEW core.entity_source IS 'Where each resolved entity is known from: one row an entity. For the views of report.';
COMMENT ON COLUMN core.entity_source.entity_type IS 'forum, panel, announcement or quote';
COMMENT ON COLUMN core.entity_source.entity_id IS 'Key of the resolved entity in its view';
COMMENT ON COLUMN core.entity_source.article_count IS 'Articles that tell of it';
COMMENT ON COLUMN core.entity_source.outlet_count IS 'Outlets that tell of it';
COMMENT ON COLUMN core.entity_source.outlets IS 'Their names, parted by "; "';
COMMENT ON COLUMN core.entity_source.article_urls IS 'Addresses of the articles';
COMMENT ON COLUMN core.entity_source.first_published_date IS 'Day of the first article; null where none says when it appeared';
COMMENT ON COLUMN core.entity_source.last_published_date IS 'Day of the latest article; null where none says when it appeared';
COMMENT ON COLUMN core.entity_source.confidence IS 'Of the surest claim, 0 to 1';

CREATE OR REPLACE VIEW report.article AS
SELECT
    x.article_key AS article_id,
    a.canonical_url AS article_url,
    x.title,
    a.outlet,
    a.source_code,
    array_to_string(x.authors, '; ') AS authors,
    x.published_date,
    x.published_at,
    x.modified_at,
    x.language,
    x.section,
    x.is_partial,
    x.syndicated_from,
    x.text_length,
    coalesce(n.forum_count, 0) AS forum_count,
    coalesce(n.panel_count, 0) AS panel_count,
    coalesce(n.announcement_count, 0) AS announcement_count,
    coalesce(n.quote_count, 0) AS quote_count,
    x.revision_no,
    x.extractor_version,
    a.first_seen_at,
    x.valid_from AS loaded_at,
    array_to_string(x.labels, '; ') AS labels
FROM core.extraction x
JOIN core.article a ON a.article_key = x.article_key
LEFT JOIN (
    SELECT
        extraction_id,
        count(*) FILTER (WHERE record_type = 'forum') AS forum_count,
        count(*) FILTER (WHERE record_type = 'panel') AS panel_count,
        count(*) FILTER (WHERE record_type = 'announcement') AS announcement_count,
        count(*) FILTER (WHERE record_type = 'quote') AS quote_count
    FROM core.claim
    GROUP BY extraction_id
) n ON n.extraction_id = x.extraction_id
WHERE x.is_current;

COMMENT ON VIEW report.article IS 'One row for each article that was loaded, as it was last read. Articles without any record are here as well.';
COMMENT ON COLUMN report.article.article_id IS 'Key of the article; never null';
COMMENT ON COLUMN report.article.article_url IS 'Canonical address; never null';
COMMENT ON COLUMN report.article.title IS 'Headline; null where the page has none';
COMMENT ON COLUMN report.article.outlet IS 'Who published it; never null';
COMMENT ON COLUMN report.article.source_code IS 'The source that it was found by; never null';
COMMENT ON COLUMN report.article.authors IS 'Bylines, parted by "; "; empty where there is none';
COMMENT ON COLUMN report.article.published_date IS 'Day of publication; null where the page does not say';
COMMENT ON COLUMN report.article.published_at IS 'Moment of publication; null where the page gives a day at most';
COMMENT ON COLUMN report.article.modified_at IS 'Moment of the last change by the outlet; null where the page does not say';
COMMENT ON COLUMN report.article.language IS 'ISO 639-1 code; null where unknown';
COMMENT ON COLUMN report.article.section IS 'Section of the outlet; null where the page does not say';
COMMENT ON COLUMN report.article.is_partial IS 'Whether only a part of the text was open to read (a teaser); never null';
COMMENT ON COLUMN report.article.syndicated_from IS 'Whose copy it is, as the page states; null for an outlet''s own article';
COMMENT ON COLUMN report.article.text_length IS 'Length of the cleaned text in characters; never null';
COMMENT ON COLUMN report.article.forum_count IS 'Forum records read from it; never null';
COMMENT ON COLUMN report.article.panel_count IS 'Session records read from it; never null';
COMMENT ON COLUMN report.article.announcement_count IS 'Announcement records read from it; never null';
COMMENT ON COLUMN report.article.quote_count IS 'Quotes read from it; never null';
COMMENT ON COLUMN report.article.revision_no IS 'How often it was read with another result, from 1; never null';
COMMENT ON COLUMN report.article.extractor_version IS 'Version of the extraction that read it; never null';
COMMENT ON COLUMN report.article.first_seen_at IS 'When it was first received; never null';
COMMENT ON COLUMN report.article.loaded_at IS 'When the current reading was loaded; never null';
COMMENT ON COLUMN report.article.labels IS 'What the page calls itself, parted by "; ": press_release, opinion, sponsored, live_blog, noindex, …; empty where it says nothing';

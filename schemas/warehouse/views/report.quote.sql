CREATE OR REPLACE VIEW report.quote AS
SELECT
    c.record_key AS quote_id,
    q.speaker,
    q.quote_text,
    c.article_key AS article_id,
    c.article_url,
    c.article_title,
    c.outlet,
    c.published_date,
    c.confidence
FROM core.quote_claim q
JOIN core.current_claim c ON c.claim_id = q.claim_id;

COMMENT ON VIEW report.quote IS 'One row for each statement that an article quotes, as printed there.';
COMMENT ON COLUMN report.quote.quote_id IS 'Key of the quote; never null';
COMMENT ON COLUMN report.quote.speaker IS 'Full name, or the body whose statement it is; never null';
COMMENT ON COLUMN report.quote.quote_text IS 'The words as printed, without outer quotation marks; never null';
COMMENT ON COLUMN report.quote.article_id IS 'Key of the article in report.article; never null';
COMMENT ON COLUMN report.quote.article_url IS 'Address of the article; never null';
COMMENT ON COLUMN report.quote.article_title IS 'Headline; null where the page has none';
COMMENT ON COLUMN report.quote.outlet IS 'Who published the article; never null';
COMMENT ON COLUMN report.quote.published_date IS 'Day of publication; null where the page does not say';
COMMENT ON COLUMN report.quote.confidence IS 'How sure the extraction is, 0 to 1; never null';

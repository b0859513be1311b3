CREATE OR REPLACE VIEW core.announcement_amount AS
SELECT
    b.announcement_id,
    a.value AS amount,
    a.currency,
    a.qualifier,
    count(DISTINCT c.outlet) AS outlet_count,
    string_agg(DISTINCT c.outlet, '; ' ORDER BY c.outlet) AS outlets,
    array_agg(DISTINCT c.article_url ORDER BY c.article_url) AS article_urls,
    min(e.evidence_text) AS amount_text
FROM core.amount a
JOIN core.announcement_member b ON b.claim_id = a.claim_id
JOIN core.current_claim c ON c.claim_id = a.claim_id
LEFT JOIN core.evidence e ON e.claim_id = a.claim_id AND e.field = 'amounts[' || a.ordinal || ']'
GROUP BY b.announcement_id, a.value, a.currency, a.qualifier;

COMMENT ON VIEW core.announcement_amount IS 'Each distinct sum of money that articles state of an announcement. For the views of report.';
COMMENT ON COLUMN core.announcement_amount.announcement_id IS 'Key of the announcement';
COMMENT ON COLUMN core.announcement_amount.amount IS 'The sum in units of the currency';
COMMENT ON COLUMN core.announcement_amount.currency IS 'ISO 4217 code';
COMMENT ON COLUMN core.announcement_amount.qualifier IS 'exact, about, over, under or up_to';
COMMENT ON COLUMN core.announcement_amount.outlet_count IS 'Outlets that state it';
COMMENT ON COLUMN core.announcement_amount.outlets IS 'Their names, parted by "; "';
COMMENT ON COLUMN core.announcement_amount.article_urls IS 'Addresses of the articles that state it';
COMMENT ON COLUMN core.announcement_amount.amount_text IS 'The words it was read from';

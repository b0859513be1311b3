CREATE OR REPLACE VIEW report.figure_conflict AS
WITH stated AS (
    SELECT g.*, c.entity_type, c.entity_id, c.entity_name, c.article_key, c.article_url, c.outlet, c.published_date
    FROM core.stated_figure g
    JOIN core.entity_claim c ON c.claim_id = g.claim_id
    WHERE c.entity_id IN (
        SELECT forum_id FROM core.forum WHERE outlet_count > 1
        UNION ALL SELECT panel_id FROM core.panel WHERE outlet_count > 1
        UNION ALL SELECT announcement_id FROM core.announcement WHERE outlet_count > 1
    )
),
-- Figures of one article that another article about the same thing does not agree with at all.
alone AS (
    SELECT a.claim_id, a.figure, a.unit, a.value_text, b.claim_id AS other_claim_id
    FROM stated a
    JOIN (SELECT DISTINCT entity_type, entity_id, claim_id, figure, unit FROM stated) b
        USING (entity_type, entity_id, figure, unit)
    WHERE a.claim_id <> b.claim_id
        AND NOT EXISTS (
            SELECT FROM core.stated_figure o
            WHERE o.claim_id = b.claim_id AND o.figure = a.figure AND o.unit = a.unit
                AND o.low <= a.high AND a.low <= o.high
        )
)
SELECT
    a.entity_type,
    a.entity_id,
    a.entity_name,
    a.figure,
    nullif(a.unit, '') AS unit,
    a.outlet AS outlet_a,
    a.value_text AS value_a,
    a.value AS number_a,
    a.article_url AS article_url_a,
    a.published_date AS published_date_a,
    b.outlet AS outlet_b,
    b.value_text AS value_b,
    b.value AS number_b,
    b.article_url AS article_url_b,
    b.published_date AS published_date_b
FROM stated a
JOIN stated b USING (entity_type, entity_id, figure, unit)
JOIN alone x ON x.claim_id = a.claim_id AND x.figure = a.figure AND x.unit = a.unit
    AND x.value_text = a.value_text AND x.other_claim_id = b.claim_id
JOIN alone y ON y.claim_id = b.claim_id AND y.figure = b.figure AND y.unit = b.unit
    AND y.value_text = b.value_text AND y.other_claim_id = a.claim_id
WHERE a.outlet < b.outlet
    AND (
        a.reach IS NULL
        OR greatest(a.value, b.value) <= a.reach * least(a.value, b.value)
    );

COMMENT ON VIEW report.figure_conflict IS 'One row for each pair of outlets that give different figures or dates for one forum, session or announcement: attendance, edition, sums in one currency, counts of the same thing, days. Rounding ("about", "over") is no conflict, nor is a figure that one of them leaves out; sums and counts more than twofold apart are taken for different things.';
COMMENT ON COLUMN report.figure_conflict.entity_type IS 'forum, panel or announcement; never null';
COMMENT ON COLUMN report.figure_conflict.entity_id IS 'forum_id, panel_id or announcement_id; never null';
COMMENT ON COLUMN report.figure_conflict.entity_name IS 'What it is called; never null';
COMMENT ON COLUMN report.figure_conflict.figure IS 'attendance, edition, amount, count, start_date, end_date or date; never null';
COMMENT ON COLUMN report.figure_conflict.unit IS 'Currency of an amount, counted thing of a count; null for the rest';
COMMENT ON COLUMN report.figure_conflict.outlet_a IS 'One outlet, the first by alphabet; never null';
COMMENT ON COLUMN report.figure_conflict.value_a IS 'What it says; never null';
COMMENT ON COLUMN report.figure_conflict.number_a IS 'The same as a number; null for a date';
COMMENT ON COLUMN report.figure_conflict.article_url_a IS 'Address of its article; never null';
COMMENT ON COLUMN report.figure_conflict.published_date_a IS 'Day of its article; null where the page does not say';
COMMENT ON COLUMN report.figure_conflict.outlet_b IS 'The other outlet; never null';
COMMENT ON COLUMN report.figure_conflict.value_b IS 'What it says; never null';
COMMENT ON COLUMN report.figure_conflict.number_b IS 'The same as a number; null for a date';
COMMENT ON COLUMN report.figure_conflict.article_url_b IS 'Address of its article; never null';
COMMENT ON COLUMN report.figure_conflict.published_date_b IS 'Day of its article; null where the page does not say';

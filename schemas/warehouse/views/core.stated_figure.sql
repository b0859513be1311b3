CREATE OR REPLACE VIEW core.stated_figure AS
WITH number_stated AS (
    SELECT f.claim_id, 'attendance' AS figure, '' AS unit, f.attendance_value AS value,
        coalesce(f.attendance_qualifier, 'exact') AS qualifier, f.attendance_unit AS shown_unit, NULL::numeric AS reach
    FROM core.forum_claim f WHERE f.attendance_value IS NOT NULL
    UNION ALL
    SELECT f.claim_id, 'edition', '', f.edition, 'exact', NULL, NULL
    FROM core.forum_claim f WHERE f.edition IS NOT NULL
    UNION ALL
    SELECT a.claim_id, 'amount', a.currency, a.value, a.qualifier, a.currency, 2
    FROM core.amount a
    UNION ALL
    SELECT n.claim_id, 'count', lower(coalesce(n.unit, '')), n.value, n.qualifier, n.unit, 2
    FROM core.count n
),
date_stated AS (
    SELECT claim_id, 'start_date' AS figure, start_date AS day, start_date_precision AS precision, start_date_text AS words
    FROM core.forum_claim
    UNION ALL
    SELECT claim_id, 'end_date', end_date, end_date_precision, end_date_text FROM core.forum_claim
    UNION ALL
    SELECT claim_id, 'date', date, date_precision, date_text FROM core.panel_claim
    UNION ALL
    SELECT claim_id, 'date', date, date_precision, date_text FROM core.announcement_claim
)
SELECT
    claim_id,
    figure,
    unit,
    value,
    concat_ws(' ', nullif(replace(qualifier, '_', ' '), 'exact'), value::text, shown_unit) AS value_text,
    CASE qualifier WHEN 'about' THEN value * 0.95 WHEN 'under' THEN value * 0.5 WHEN 'up_to' THEN value * 0.5
        ELSE value END AS low,
    CASE qualifier WHEN 'about' THEN value * 1.05 WHEN 'over' THEN value * 1.5 ELSE value END AS high,
    reach
FROM number_stated
UNION ALL
SELECT
    claim_id,
    figure,
    '',
    NULL,
    words,
    (day - DATE '1970-01-01')::numeric,
    (CASE precision
        WHEN 'year' THEN (day + INTERVAL '1 year')::date - 1
        WHEN 'month' THEN (day + INTERVAL '1 month')::date - 1
        ELSE day END - DATE '1970-01-01')::numeric,
    NULL
FROM date_stated
WHERE day IS NOT NULL;

COMMENT ON VIEW core.stated_figure IS 'Each figure and date that a claim states, with the range of values that agree with it. For report.figure_conflict.';
COMMENT ON COLUMN core.stated_figure.claim_id IS 'Key of the claim';
COMMENT ON COLUMN core.stated_figure.figure IS 'attendance, edition, amount, count, start_date, end_date or date';
COMMENT ON COLUMN core.stated_figure.unit IS 'What makes two figures comparable: the currency, the counted thing; empty where nothing does';
COMMENT ON COLUMN core.stated_figure.value IS 'The number; null for a date';
COMMENT ON COLUMN core.stated_figure.value_text IS 'The figure as one reads it';
COMMENT ON COLUMN core.stated_figure.low IS 'Lowest value that agrees with it; a date in days since 1970';
COMMENT ON COLUMN core.stated_figure.high IS 'Highest value that agrees with it; a date in days since 1970';
COMMENT ON COLUMN core.stated_figure.reach IS 'Two figures further apart than this factor are not about the same thing; null where they always are';

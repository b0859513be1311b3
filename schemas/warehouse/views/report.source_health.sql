CREATE OR REPLACE VIEW report.source_health AS
WITH fetched AS (
    SELECT
        source_code,
        max(fetched_at) AS last_fetch_at,
        max(fetched_at) FILTER (WHERE outcome IN ('fetched', 'not_modified', 'duplicate')) AS last_success_at,
        (array_agg(run_id ORDER BY fetched_at DESC, run_id))[1] AS last_run_id,
        count(DISTINCT run_id) AS run_count,
        count(*) AS fetch_count,
        count(*) FILTER (WHERE outcome = 'fetched') AS fetched_count,
        count(*) FILTER (WHERE outcome IN ('not_modified', 'duplicate')) AS unchanged_count,
        count(*) FILTER (
            WHERE outcome NOT IN ('fetched', 'not_modified', 'duplicate', 'blocked_by_robots')
        ) AS failed_count
    FROM raw.fetch
    WHERE fetched_at > now() - INTERVAL '30 days'
    GROUP BY source_code
),
outcome AS (
    SELECT source_code, jsonb_object_agg(outcome, times) AS outcome_counts
    FROM (
        SELECT source_code, outcome, count(*) AS times
        FROM raw.fetch
        WHERE fetched_at > now() - INTERVAL '30 days'
        GROUP BY source_code, outcome
    ) counted
    GROUP BY source_code
),
loaded AS (
    SELECT
        a.source_code,
        count(*) AS article_count,
        count(*) FILTER (WHERE a.first_seen_at > now() - INTERVAL '7 days') AS new_article_count,
        max(a.first_seen_at) AS last_article_at,
        max(x.published_date) AS newest_published_date,
        avg((x.published_date IS NULL)::integer)::double precision AS undated_share,
        avg((n.records IS NULL)::integer)::double precision AS recordless_share,
        coalesce(sum(n.records), 0)::bigint AS record_count
    FROM core.article a
    JOIN core.extraction x ON x.article_key = a.article_key AND x.is_current
    LEFT JOIN (SELECT extraction_id, count(*) AS records FROM core.claim GROUP BY extraction_id) n
        ON n.extraction_id = x.extraction_id
    GROUP BY a.source_code
),
held AS (
    SELECT coalesce(a.source_code, b.source_code) AS source_code, count(DISTINCT (q.run_id, q.record_key)) AS held_count
    FROM quality.quarantine q
    LEFT JOIN raw.article a ON a.article_key = q.article_key
    LEFT JOIN staging.batch b ON b.run_id = q.run_id
    WHERE q.severity = 'critical' AND q.decision IS NULL
    GROUP BY 1
),
run AS (
    SELECT source_code, (array_agg(state ORDER BY opened_at DESC, run_id))[1] AS last_batch_state
    FROM staging.batch
    GROUP BY source_code
),
source AS (
    SELECT source_code FROM raw.fetch
    UNION SELECT source_code FROM core.article
    UNION SELECT source_code FROM run WHERE source_code IS NOT NULL
    UNION SELECT source_code FROM held WHERE source_code IS NOT NULL
)
SELECT
    s.source_code,
    f.last_run_id,
    f.last_fetch_at,
    f.last_success_at,
    r.last_batch_state,
    coalesce(f.run_count, 0) AS run_count,
    coalesce(f.fetch_count, 0) AS fetch_count,
    coalesce(f.fetched_count, 0) AS fetched_count,
    coalesce(f.unchanged_count, 0) AS unchanged_count,
    coalesce(f.failed_count, 0) AS failed_count,
    coalesce(o.outcome_counts, '{}') AS outcome_counts,
    coalesce(l.article_count, 0) AS article_count,
    coalesce(l.new_article_count, 0) AS new_article_count,
    l.last_article_at,
    (extract(epoch FROM now() - l.last_article_at) / 3600)::double precision AS hours_since_article,
    l.newest_published_date,
    coalesce(l.record_count, 0) AS record_count,
    l.undated_share,
    l.recordless_share,
    coalesce(h.held_count, 0) AS quarantine_count
FROM source s
LEFT JOIN fetched f USING (source_code)
LEFT JOIN outcome o USING (source_code)
LEFT JOIN loaded l USING (source_code)
LEFT JOIN held h USING (source_code)
LEFT JOIN run r USING (source_code);

COMMENT ON VIEW report.source_health IS 'One row for each source that was ever asked: how it does. Fetches are those of the last 30 days. Sources that never ran are not here.';
COMMENT ON COLUMN report.source_health.source_code IS 'The source; never null';
COMMENT ON COLUMN report.source_health.last_run_id IS 'The run that last fetched; null where none did in 30 days';
COMMENT ON COLUMN report.source_health.last_fetch_at IS 'When it was last asked; null where it was not in 30 days';
COMMENT ON COLUMN report.source_health.last_success_at IS 'When it last gave a page, or said that nothing is new; null where it did not in 30 days';
COMMENT ON COLUMN report.source_health.last_batch_state IS 'State of its latest batch: open, staged, published or failed; null where it never staged';
COMMENT ON COLUMN report.source_health.run_count IS 'Runs that fetched in 30 days; never null';
COMMENT ON COLUMN report.source_health.fetch_count IS 'Addresses asked for in 30 days; never null';
COMMENT ON COLUMN report.source_health.fetched_count IS 'Of these, pages received; never null';
COMMENT ON COLUMN report.source_health.unchanged_count IS 'Of these, pages known already; never null';
COMMENT ON COLUMN report.source_health.failed_count IS 'Of these, neither, and not for robots.txt, which the site may well mean: see outcome_counts; never null';
COMMENT ON COLUMN report.source_health.outcome_counts IS 'How often each outcome came in 30 days, as an object; never null';
COMMENT ON COLUMN report.source_health.article_count IS 'Articles loaded, of all time; never null';
COMMENT ON COLUMN report.source_health.new_article_count IS 'Articles first seen in the last 7 days; never null';
COMMENT ON COLUMN report.source_health.last_article_at IS 'When an article was last seen for the first time; null without articles';
COMMENT ON COLUMN report.source_health.hours_since_article IS 'Hours since then: freshness; null without articles';
COMMENT ON COLUMN report.source_health.newest_published_date IS 'Latest day of publication; null where no article is dated';
COMMENT ON COLUMN report.source_health.record_count IS 'Records that hold now; never null';
COMMENT ON COLUMN report.source_health.undated_share IS 'Share of articles without a day of publication, 0 to 1; null without articles';
COMMENT ON COLUMN report.source_health.recordless_share IS 'Share of articles without any record, 0 to 1; null without articles';
COMMENT ON COLUMN report.source_health.quarantine_count IS 'Records held back that nobody has decided on; never null';

CREATE OR REPLACE VIEW report.source_alert AS
SELECT
    source_code,
    alert,
    raised_at,
    last_seen_at,
    ended_at,
    ended_at IS NULL AS is_open,
    detail
FROM quality.source_alert;

COMMENT ON VIEW report.source_alert IS 'What is or was wrong with a source, one row for each time, as the DAG watch_sources found it.';
COMMENT ON COLUMN report.source_alert.source_code IS 'The source; never null';
COMMENT ON COLUMN report.source_alert.alert IS 'silent, too_few, too_many, refused, no_text, no_dates, no_records or layout_changed; never null';
COMMENT ON COLUMN report.source_alert.raised_at IS 'When it was first found; never null';
COMMENT ON COLUMN report.source_alert.last_seen_at IS 'When it was last found; never null';
COMMENT ON COLUMN report.source_alert.ended_at IS 'When it was found to be over; null while it goes on';
COMMENT ON COLUMN report.source_alert.is_open IS 'Whether it goes on; never null';
COMMENT ON COLUMN report.source_alert.detail IS 'The counts behind it, in words; never null';

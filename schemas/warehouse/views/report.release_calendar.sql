CREATE OR REPLACE VIEW report.release_calendar AS
SELECT
    a.announcement_id,
    t.title,
    a.date,
    a.date_text,
    a.date_precision,
    extract(year FROM a.date)::integer AS year,
    array_to_string(a.by_names, '; ') AS released_by,
    array_to_string(a.with_names, '; ') AS released_with,
    array_to_string(a.places, '; ') AS places,
    a.outlet_count,
    array_to_string(a.outlets, '; ') AS outlets,
    a.article_urls,
    a.first_published_date,
    a.confidence
FROM core.announcement a
CROSS JOIN LATERAL unnest(CASE WHEN cardinality(a.titles) > 0 THEN a.titles ELSE ARRAY[a.subject] END) AS t (title)
WHERE a.kind = 'release' AND t.title IS NOT NULL;

COMMENT ON VIEW report.release_calendar IS 'One row for each title of each announced release: a premiere, a broadcast, an opening. Order by date; releases without a date are here as well.';
COMMENT ON COLUMN report.release_calendar.announcement_id IS 'Key of the announcement in report.announcement; never null';
COMMENT ON COLUMN report.release_calendar.title IS 'The work, else the package that is released; never null';
COMMENT ON COLUMN report.release_calendar.date IS 'The day of release; of a month or a year its first day (see date_precision); null where no article says';
COMMENT ON COLUMN report.release_calendar.date_text IS 'The day as exact as stated: 2025, 2025-05, 2025-05-14, or --11-07 where nothing tells the year; null where no article says';
COMMENT ON COLUMN report.release_calendar.date_precision IS 'year, month or day; null where no article says';
COMMENT ON COLUMN report.release_calendar.year IS 'Year of release; null where no article says';
COMMENT ON COLUMN report.release_calendar.released_by IS 'Who releases it, parted by "; "; empty where no article says';
COMMENT ON COLUMN report.release_calendar.released_with IS 'The other parties, parted by "; "; empty where there is none';
COMMENT ON COLUMN report.release_calendar.places IS 'Where it is released, parted by "; "; empty where no article says';
COMMENT ON COLUMN report.release_calendar.outlet_count IS 'Outlets that tell of it; never null';
COMMENT ON COLUMN report.release_calendar.outlets IS 'Their names, parted by "; "; never null';
COMMENT ON COLUMN report.release_calendar.article_urls IS 'Addresses of the articles; never null';
COMMENT ON COLUMN report.release_calendar.first_published_date IS 'Day of the first article; null where none says when it appeared';
COMMENT ON COLUMN report.release_calendar.confidence IS 'Of the surest record, 0 to 1; never null';

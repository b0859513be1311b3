CREATE OR REPLACE VIEW report.forum AS
SELECT
    f.forum_id,
    f.name,
    f.acronym,
    f.kind,
    f.edition,
    f.year,
    CASE
        WHEN f.start_date_precision IN ('month', 'day') THEN extract(quarter FROM f.start_date)::integer
        WHEN f.start_date_text IS NULL AND f.end_date_precision IN ('month', 'day')
            THEN extract(quarter FROM f.end_date)::integer
        WHEN f.start_date_text IS NULL AND f.end_date_text IS NULL
            AND f.year = extract(year FROM f.first_published_date)
            THEN extract(quarter FROM f.first_published_date)::integer
    END AS quarter,
    f.start_date_text IS NOT NULL OR f.end_date_text IS NOT NULL AS has_stated_date,
    array_to_string(f.organizers, '; ') AS organizers,
    array_to_string(f.partners, '; ') AS partners,
    f.parent_event,
    f.parent_forum_id,
    f.venue,
    f.city,
    f.country,
    f.start_date,
    f.start_date_text,
    f.start_date_precision,
    f.end_date,
    f.end_date_text,
    f.end_date_precision,
    f.attendance_value AS attendance,
    f.attendance_unit,
    f.attendance_qualifier,
    (SELECT count(*) FROM core.panel p WHERE p.forum_id = f.forum_id) AS panel_count,
    cardinality(f.article_urls) AS article_count,
    f.outlet_count,
    array_to_string(f.outlets, '; ') AS outlets,
    f.article_urls,
    f.first_published_date,
    f.last_published_date,
    f.confidence
FROM core.forum f;

COMMENT ON VIEW report.forum IS 'One row for each gathering (one edition of a festival, market, forum, …), however many outlets told of it. Where they differ, the value that most of them give; see report.figure_conflict.';
COMMENT ON COLUMN report.forum.forum_id IS 'Key of the forum; never null';
COMMENT ON COLUMN report.forum.name IS 'Its name, in the longest form of the articles; never null';
COMMENT ON COLUMN report.forum.acronym IS 'Acronym that an article gives for it; null where none does';
COMMENT ON COLUMN report.forum.kind IS 'festival, market, forum, conference, summit, awards, showcase, workshop or other; never null';
COMMENT ON COLUMN report.forum.edition IS 'Which one it is: 28 for the 28th; null where no article says';
COMMENT ON COLUMN report.forum.year IS 'Year of its dates; where no article states any, of the first report; null where that has no date either';
COMMENT ON COLUMN report.forum.quarter IS 'Quarter (1 to 4) of its first day; where no date is stated, of the first report; null where only the year is stated';
COMMENT ON COLUMN report.forum.has_stated_date IS 'Whether an article states a date; if not, year and quarter are those of the report; never null';
COMMENT ON COLUMN report.forum.organizers IS 'Who holds, hosts or runs it, parted by "; "; empty where no article says. Search with ILIKE';
COMMENT ON COLUMN report.forum.partners IS 'Who it is held with, parted by "; "; empty where no article says';
COMMENT ON COLUMN report.forum.parent_event IS 'The larger gathering it is part of, as named; null where none is';
COMMENT ON COLUMN report.forum.parent_forum_id IS 'That gathering''s forum_id; null where it is not reported on itself';
COMMENT ON COLUMN report.forum.venue IS 'The place, as named; null where no article says';
COMMENT ON COLUMN report.forum.city IS 'The city, as named; null where no article says';
COMMENT ON COLUMN report.forum.country IS 'The country, as named; null where no article says';
COMMENT ON COLUMN report.forum.start_date IS 'First day; of a month or a year its first day (see start_date_precision); null where no article says';
COMMENT ON COLUMN report.forum.start_date_text IS 'First day as exact as stated: 2025, 2025-05, 2025-05-14, or --11-07 where nothing tells the year; null where no article says';
COMMENT ON COLUMN report.forum.start_date_precision IS 'year, month or day; null where no article says';
COMMENT ON COLUMN report.forum.end_date IS 'Last day; of a month or a year its first day (see end_date_precision); null where no article says';
COMMENT ON COLUMN report.forum.end_date_text IS 'Last day as exact as stated; null where no article says';
COMMENT ON COLUMN report.forum.end_date_precision IS 'year, month or day; null where no article says';
COMMENT ON COLUMN report.forum.attendance IS 'How many came or are expected, the headline figure; null where no article says';
COMMENT ON COLUMN report.forum.attendance_unit IS 'Who they are, as written ("filmmakers"); null where not said';
COMMENT ON COLUMN report.forum.attendance_qualifier IS 'exact, about, over, under or up_to; null without attendance';
COMMENT ON COLUMN report.forum.panel_count IS 'Sessions of it in report.panel; never null';
COMMENT ON COLUMN report.forum.article_count IS 'Articles that tell of it; never null';
COMMENT ON COLUMN report.forum.outlet_count IS 'Outlets that tell of it; never null';
COMMENT ON COLUMN report.forum.outlets IS 'Their names, parted by "; "; never null';
COMMENT ON COLUMN report.forum.article_urls IS 'Addresses of the articles; never null';
COMMENT ON COLUMN report.forum.first_published_date IS 'Day of the first article; null where none says when it appeared';
COMMENT ON COLUMN report.forum.last_published_date IS 'Day of the latest article; null where none says when it appeared';
COMMENT ON COLUMN report.forum.confidence IS 'Of the surest record, 0 to 1; never null';

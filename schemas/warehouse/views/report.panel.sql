CREATE OR REPLACE VIEW report.panel AS
SELECT
    p.panel_id,
    p.title,
    p.kind,
    p.forum_id,
    coalesce(f.name, p.event) AS event,
    p.date,
    p.date_text,
    p.date_precision,
    coalesce(extract(year FROM p.date)::integer, f.year, extract(year FROM p.first_published_date)::integer) AS year,
    n.speaker_count,
    n.speakers,
    n.moderators,
    cardinality(p.article_urls) AS article_count,
    p.outlet_count,
    array_to_string(p.outlets, '; ') AS outlets,
    p.article_urls,
    p.first_published_date,
    p.last_published_date,
    p.confidence
FROM core.panel p
LEFT JOIN core.forum f ON f.forum_id = p.forum_id
JOIN (
    SELECT
        panel_id,
        count(*) FILTER (WHERE part = 'speaker') AS speaker_count,
        coalesce(string_agg(name, '; ' ORDER BY ordinal) FILTER (WHERE part = 'speaker'), '') AS speakers,
        coalesce(string_agg(name, '; ' ORDER BY ordinal) FILTER (WHERE part = 'moderator'), '') AS moderators
    FROM core.panel_speaker
    GROUP BY panel_id
) n ON n.panel_id = p.panel_id;

COMMENT ON VIEW report.panel IS 'One row for each session with named people (panel, keynote, masterclass, …), however many outlets told of it.';
COMMENT ON COLUMN report.panel.panel_id IS 'Key of the session; never null';
COMMENT ON COLUMN report.panel.title IS 'Its title, or what the articles call it; null where they do not name it';
COMMENT ON COLUMN report.panel.kind IS 'panel, keynote, masterclass, conversation, roundtable, workshop, pitch, presentation, press_conference or other; never null';
COMMENT ON COLUMN report.panel.forum_id IS 'The gathering in report.forum; null where it has no row there';
COMMENT ON COLUMN report.panel.event IS 'Name of the gathering; null where no article says';
COMMENT ON COLUMN report.panel.date IS 'The day it was held; of a month or a year its first day (see date_precision); null where no article says';
COMMENT ON COLUMN report.panel.date_text IS 'The day as exact as stated: 2025, 2025-05, 2025-05-14, or --11-07 where nothing tells the year; null where no article says';
COMMENT ON COLUMN report.panel.date_precision IS 'year, month or day; null where no article says';
COMMENT ON COLUMN report.panel.year IS 'Year of its date, else of the gathering, else of the first report; null where none is known';
COMMENT ON COLUMN report.panel.speaker_count IS 'Speakers, moderators not counted; never null';
COMMENT ON COLUMN report.panel.speakers IS 'Their names, parted by "; "; empty where only a moderator is named';
COMMENT ON COLUMN report.panel.moderators IS 'Names of the moderators, parted by "; "; empty where none is named';
COMMENT ON COLUMN report.panel.article_count IS 'Articles that tell of it; never null';
COMMENT ON COLUMN report.panel.outlet_count IS 'Outlets that tell of it; never null';
COMMENT ON COLUMN report.panel.outlets IS 'Their names, parted by "; "; never null';
COMMENT ON COLUMN report.panel.article_urls IS 'Addresses of the articles; never null';
COMMENT ON COLUMN report.panel.first_published_date IS 'Day of the first article; null where none says when it appeared';
COMMENT ON COLUMN report.panel.last_published_date IS 'Day of the latest article; null where none says when it appeared';
COMMENT ON COLUMN report.panel.confidence IS 'Of the surest record, 0 to 1; never null';

CREATE OR REPLACE VIEW report.panel_speaker AS
SELECT
    p.panel_id,
    s.ordinal + 1 AS speaker_no,
    s.name,
    s.part,
    s.role,
    s.affiliation,
    array_to_string(s.works, '; ') AS works,
    p.title AS panel_title,
    p.kind AS panel_kind,
    p.forum_id,
    coalesce(f.name, p.event) AS event,
    p.date,
    p.date_text,
    p.date_precision,
    array_to_string(p.outlets, '; ') AS outlets,
    p.article_urls
FROM core.panel_speaker s
JOIN core.panel p ON p.panel_id = s.panel_id
LEFT JOIN core.forum f ON f.forum_id = p.forum_id;

COMMENT ON VIEW report.panel_speaker IS 'One row for each person in each session: who spoke or moderated where.';
COMMENT ON COLUMN report.panel_speaker.panel_id IS 'Key of the session in report.panel; never null';
COMMENT ON COLUMN report.panel_speaker.speaker_no IS 'Number of the person in the session, from 1, in the order of first mention; never null';
COMMENT ON COLUMN report.panel_speaker.name IS 'Full name; never null';
COMMENT ON COLUMN report.panel_speaker.part IS 'speaker or moderator; never null';
COMMENT ON COLUMN report.panel_speaker.role IS 'Job as written; null where no article says';
COMMENT ON COLUMN report.panel_speaker.affiliation IS 'Company or body; null where no article says';
COMMENT ON COLUMN report.panel_speaker.works IS 'Titles tied to the person, parted by "; "; empty where there are none';
COMMENT ON COLUMN report.panel_speaker.panel_title IS 'Title of the session; null where it has none';
COMMENT ON COLUMN report.panel_speaker.panel_kind IS 'Form of the session; never null';
COMMENT ON COLUMN report.panel_speaker.forum_id IS 'The gathering in report.forum; null where it has no row there';
COMMENT ON COLUMN report.panel_speaker.event IS 'Name of the gathering; null where no article says';
COMMENT ON COLUMN report.panel_speaker.date IS 'The day of the session; of a month or a year its first day; null where no article says';
COMMENT ON COLUMN report.panel_speaker.date_text IS 'The day as exact as stated; null where no article says';
COMMENT ON COLUMN report.panel_speaker.date_precision IS 'year, month or day; null where no article says';
COMMENT ON COLUMN report.panel_speaker.outlets IS 'Outlets that tell of the session, parted by "; "; never null';
COMMENT ON COLUMN report.panel_speaker.article_urls IS 'Addresses of the articles; never null';

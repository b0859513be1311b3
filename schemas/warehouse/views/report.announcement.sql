CREATE OR REPLACE VIEW report.announcement AS
SELECT
    a.announcement_id,
    a.kind,
    a.subject,
    array_to_string(a.by_names, '; ') AS announced_by,
    array_to_string(a.with_names, '; ') AS announced_with,
    array_to_string(a.people, '; ') AS people,
    array_to_string(a.titles, '; ') AS titles,
    array_to_string(a.places, '; ') AS places,
    m.amount,
    m.currency,
    m.qualifier AS amount_qualifier,
    coalesce(m.amount_count, 0) AS amount_count,
    coalesce(n.counts, '') AS counts,
    a.date,
    a.date_text,
    a.date_precision,
    coalesce(extract(year FROM a.date), extract(year FROM a.first_published_date))::integer AS year,
    CASE
        WHEN a.date_precision IN ('month', 'day') THEN extract(quarter FROM a.date)::integer
        WHEN a.date_text IS NULL THEN extract(quarter FROM a.first_published_date)::integer
    END AS quarter,
    cardinality(a.article_urls) AS article_count,
    a.outlet_count,
    array_to_string(a.outlets, '; ') AS outlets,
    a.article_urls,
    a.first_published_date,
    a.last_published_date,
    a.confidence
FROM core.announcement a
LEFT JOIN LATERAL (
    SELECT amount, currency, qualifier, count(*) OVER () AS amount_count
    FROM (
        SELECT DISTINCT m.value AS amount, m.currency, m.qualifier
        FROM core.announcement_member b
        JOIN core.amount m ON m.claim_id = b.claim_id
        WHERE b.announcement_id = a.announcement_id
    ) stated
    ORDER BY amount DESC, currency, qualifier
    LIMIT 1
) m ON true
LEFT JOIN LATERAL (
    SELECT string_agg(words, '; ' ORDER BY words) AS counts
    FROM (
        SELECT DISTINCT
            concat_ws(' ', nullif(replace(n.qualifier, '_', ' '), 'exact'), n.value::text, n.unit) AS words
        FROM core.announcement_member b
        JOIN core.count n ON n.claim_id = b.claim_id
        WHERE b.announcement_id = a.announcement_id
    ) stated
) n ON true;

COMMENT ON VIEW report.announcement IS 'One row for each thing that somebody made public (a fund, a deal, a release, an appointment, …), however many outlets told of it.';
COMMENT ON COLUMN report.announcement.announcement_id IS 'Key of the announcement; never null';
COMMENT ON COLUMN report.announcement.kind IS 'funding, programme, slate, commission, production, release, deal, appointment, award or report; never null';
COMMENT ON COLUMN report.announcement.subject IS 'The fund, programme, prize, post or package; null where it is about titles alone';
COMMENT ON COLUMN report.announcement.announced_by IS 'Who acts or announces, parted by "; "; empty where no article says. Search with ILIKE';
COMMENT ON COLUMN report.announcement.announced_with IS 'The other parties, parted by "; "; empty where there is none';
COMMENT ON COLUMN report.announcement.people IS 'Whom it is about, with their role in brackets, parted by "; "; empty where nobody is named';
COMMENT ON COLUMN report.announcement.titles IS 'Works it is about, parted by "; "; empty where there are none';
COMMENT ON COLUMN report.announcement.places IS 'Where it applies, parted by "; "; empty where no article says';
COMMENT ON COLUMN report.announcement.amount IS 'The highest sum of money stated, in units of currency; null where none is. All sums stand in report.amount';
COMMENT ON COLUMN report.announcement.currency IS 'ISO 4217 code of amount; null without amount. Sums in several currencies are not converted';
COMMENT ON COLUMN report.announcement.amount_qualifier IS 'exact, about, over, under or up_to; null without amount';
COMMENT ON COLUMN report.announcement.amount_count IS 'Distinct sums stated; never null';
COMMENT ON COLUMN report.announcement.counts IS 'Counted things, as "over 2400 students", parted by "; "; empty where there are none';
COMMENT ON COLUMN report.announcement.date IS 'When it takes effect, else when it was announced; of a month or a year its first day; null where no article says';
COMMENT ON COLUMN report.announcement.date_text IS 'That date as exact as stated: 2025, 2025-05, 2025-05-14, or --11-07 where nothing tells the year; null where no article says';
COMMENT ON COLUMN report.announcement.date_precision IS 'year, month or day; null where no article says';
COMMENT ON COLUMN report.announcement.year IS 'Year of date, else of the first report; null where neither is known';
COMMENT ON COLUMN report.announcement.quarter IS 'Quarter (1 to 4) of date, else of the first report; null where only the year is stated';
COMMENT ON COLUMN report.announcement.article_count IS 'Articles that tell of it; never null';
COMMENT ON COLUMN report.announcement.outlet_count IS 'Outlets that tell of it; never null';
COMMENT ON COLUMN report.announcement.outlets IS 'Their names, parted by "; "; never null';
COMMENT ON COLUMN report.announcement.article_urls IS 'Addresses of the articles; never null';
COMMENT ON COLUMN report.announcement.first_published_date IS 'Day of the first article; null where none says when it appeared';
COMMENT ON COLUMN report.announcement.last_published_date IS 'Day of the latest article; null where none says when it appeared';
COMMENT ON COLUMN report.announcement.confidence IS 'Of the surest record, 0 to 1; never null';

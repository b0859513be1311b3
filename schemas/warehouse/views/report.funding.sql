CREATE OR REPLACE VIEW report.funding AS
SELECT *
FROM report.amount
WHERE kind = 'funding';

COMMENT ON VIEW report.funding IS 'One row for each distinct sum of each fund, grant, investment, subsidy or incentive. Do not add up: one announcement may have a total, its parts and what was spent so far, and currencies differ. For deals, reports and the rest see report.amount.';
COMMENT ON COLUMN report.funding.announcement_id IS 'Key of the announcement in report.announcement; never null';
COMMENT ON COLUMN report.funding.amount IS 'The sum in units of the currency, a number to sort by; never null';
COMMENT ON COLUMN report.funding.currency IS 'ISO 4217 code; a bare $ is USD; never null';
COMMENT ON COLUMN report.funding.qualifier IS 'exact, about, over, under or up_to; never null';
COMMENT ON COLUMN report.funding.amount_text IS 'The words it was read from, in one of the articles; never null';
COMMENT ON COLUMN report.funding.kind IS 'Kind of the announcement; never null';
COMMENT ON COLUMN report.funding.subject IS 'The fund, programme, prize, post or package; null where it is about titles alone';
COMMENT ON COLUMN report.funding.announced_by IS 'Who acts or announces, parted by "; "; empty where no article says';
COMMENT ON COLUMN report.funding.announced_with IS 'The other parties, parted by "; "; empty where there is none';
COMMENT ON COLUMN report.funding.titles IS 'Works it is about, parted by "; "; empty where there are none';
COMMENT ON COLUMN report.funding.places IS 'Where it applies, parted by "; "; empty where no article says';
COMMENT ON COLUMN report.funding.date IS 'When it takes effect, else when it was announced; of a month or a year its first day; null where no article says';
COMMENT ON COLUMN report.funding.date_text IS 'That date as exact as stated; null where no article says';
COMMENT ON COLUMN report.funding.date_precision IS 'year, month or day; null where no article says';
COMMENT ON COLUMN report.funding.first_published_date IS 'Day of the first article about the announcement; null where none says when it appeared';
COMMENT ON COLUMN report.funding.outlet_count IS 'Outlets that state this sum; never null';
COMMENT ON COLUMN report.funding.outlets IS 'Their names, parted by "; "; never null';
COMMENT ON COLUMN report.funding.article_urls IS 'Addresses of the articles that state this sum; never null';

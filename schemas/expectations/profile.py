"""What the batch rules judge: one row of measures for each run.

Rule: each column is null, not 0 or 1, where there is nothing to measure; a rule says nothing about null.
"""

# One row a run, so that a batch without articles is judged as well.
PROFILE = """
select b.run_id, 0 as row_no, a.article_count, a.dateless_share, a.recordless_share, a.newest_age_days,
  t.same_title_share, k.known_share, r.grounded_share,
  case when b.source_code is not null then w.week_count end as week_count
from staging.batch b
left join lateral (
  select count(*) as article_count,
    round(avg(cast(published_date is null as integer)), 3) as dateless_share,
    round(avg(cast(forum_count + panel_count + announcement_count + quote_count = 0 as integer)), 3)
      as recordless_share,
    cast(coalesce(b.staged_at, b.opened_at) as date) - max(published_date) as newest_age_days
  from staging.article where run_id = b.run_id
) a on true
left join lateral (
  select round(max(titled.count) / sum(titled.count), 3) as same_title_share
  from (
    select count(*) from staging.article where run_id = b.run_id and title is not null group by lower(title)
  ) titled
) t on true
left join lateral (
  select round(avg(cast(exists (
    select 1 from staging.article earlier join staging.batch eb on eb.run_id = earlier.run_id
    where earlier.article_key = now.article_key and earlier.article_version_id = now.article_version_id
      and earlier.extractor_version = now.extractor_version and eb.run_id <> b.run_id
      and eb.staged_at < b.staged_at
  ) as integer)), 3) as known_share
  from staging.article now where now.run_id = b.run_id
) k on true
left join lateral (
  select round(avg(cast(cardinality(ungrounded) = 0 as integer)), 3) as grounded_share
  from (
    select ungrounded from staging.forum where run_id = b.run_id
    union all select ungrounded from staging.panel where run_id = b.run_id
    union all select ungrounded from staging.announcement where run_id = b.run_id
    union all select ungrounded from staging.quote where run_id = b.run_id
  ) records
) r on true
left join lateral (
  select count(distinct f.url_key) as week_count
  from raw.fetch f join raw.frontier found on found.run_id = f.run_id and found.url_key = f.url_key
  where f.source_code = b.source_code and f.outcome in ('fetched', 'not_modified', 'duplicate')
    and f.fetched_at > coalesce(b.staged_at, b.opened_at) - interval '7 days'
    and f.fetched_at <= coalesce(b.staged_at, b.opened_at)
) w on true
"""

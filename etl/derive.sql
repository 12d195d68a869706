-- Fills the warehouse: one row of each table per row kept, in the order of the raw files.
-- What follows from another table is derived here and nowhere else: the level of an area, the day from which a
-- statement was surely public, which is that of its source, and which of several claims comes first.

insert into city by name select * from incoming_city;

insert into area by name select * from incoming_area;

insert into indicator by name select * from incoming_indicator;

insert into source by name select * from incoming_source;

-- The roll-up of a roster is its own document. It is not published; it is known from the month that it counts.
insert into source by name
select
    'R001' as source_id, '入驻名册逐月汇总 roster.parquet' as title,
    '入驻名册 SHA-256 ' || left(build.sha256, 12) || '…' as publisher, 'unknown' as published_precision,
    min(month_end) as known_from,
    strftime(max(month_end), '%Y-%m') as retrieved, build.file, 1 as line
from incoming_roster
cross join (select * from incoming_build where file = 'roster.parquet') as build
group by build.sha256, build.file;

insert into roster by name select *, 'R001' as source_id from incoming_roster;

-- The preferred claim of each area, indicator and scenario: a stock before a first batch, the whole city before a part,
-- then evidence, then the larger part, then date, then publication. A vaguer date is not a later one: the period that begins
-- last comes first, and of two that begin together the shorter.
-- Rows of one indicator lie together, and among them the preferred ones of all areas: most queries ask for few of them,
-- and DuckDB passes over the rest.
-- The stock of teams that a roster counts is a figure like others, known from the end of its month.
insert into observation by name
with counted as (
    select
        'R' || roster.ref_area || strftime(month_end, '%Y%m') as observation_id, roster.ref_area, city.name_zh as area,
        'resident_teams' as indicator, 'actual' as scenario, strftime(month_end, '%Y-%m-%d') as time_period,
        'day' as time_precision, month_end as period_start, month_end as period_end, active || '家' as obs_text,
        '=' as comparator, active::double as low, true as low_closed, active::double as high, true as high_closed,
        'team' as unit, 'teams' as counts, false as is_partial, false as is_vague, 'R' as evidence, 'roster' as reached,
        source_id, 'roster.parquet' as file, 1 as line, month_end as known_from
    from roster
    join city using (ref_area)
    where level = 'city' and active is not null
),

incoming as (
    select incoming.*, source.known_from
    from incoming_observation as incoming
    join source using (source_id)

    union all by name

    select *, observation_id as fact_id from counted
)

select
    incoming.*, area.area_level,
    (row_number() over (
        partition by incoming.ref_area, incoming.indicator, incoming.scenario
        order by
            incoming.is_partial, level_order(area.area_level) > 0, evidence_order(incoming.evidence),
            level_order(area.area_level), incoming.period_start desc nulls last, incoming.period_end nulls last,
            incoming.known_from desc, incoming.observation_id
    ))::integer as preference
from incoming
join area using (ref_area, area)
order by incoming.indicator, incoming.scenario, preference, incoming.ref_area;

insert into described_observation by name
select
    observation.*, coalesce(city.name_zh, area.name_zh) as name_zh, coalesce(city.name_en, area.name_en) as name_en,
    area.name_en as area_en, indicator.name_zh as indicator_zh, indicator.name_en as indicator_en, indicator.family,
    indicator.kind, indicator.position, source.title, source.publisher, source.published, source.url,
    counts_group(observation.counts) as counts_group
from observation
join area using (ref_area, area)
join indicator using (indicator)
join source using (source_id)
left join city using (ref_area)
order by observation.rowid;

insert into policy by name
select incoming.*, source.known_from
from incoming_policy as incoming
join source using (source_id)
order by incoming.line;

insert into event by name
select incoming.*, source.known_from
from incoming_event as incoming
join source using (source_id)
order by incoming.line;

-- All statements in the order in which they are read: what is not dated last, then the latest first; a document of which
-- the year alone is known stands behind all others of that year.
insert into statement by name
with said as (
    select
        'figure' as kind, observation_id as id, ref_area, area, indicator as topic, scenario, obs_text as words,
        time_period as period, period_end, evidence, reached, source_id, known_from, note, note_en, file, line, counts,
        earmark, deadline, deadline_precision
    from observation

    union all by name

    select
        'policy' as kind, policy_id as id, ref_area, area, instrument as topic, offer as words, valid_from as period,
        evidence, reached, source_id, known_from, note, note_en, file, line
    from policy

    union all by name

    select
        'event' as kind, event_id as id, ref_area, area, event.kind as topic, title_zh as words, happened_on as period,
        period_end, evidence, reached, source_id, known_from, note, note_en, file, line, title_en
    from event
)

select
    said.*, coalesce(city.name_zh, area.name_zh) as name_zh, coalesce(city.name_en, area.name_en) as name_en,
    area.name_en as area_en, area.area_level, source.title, source.publisher, source.published, source.url,
    lower(concat_ws(
        ' ', said.id, city.name_zh, city.name_en, said.area, area.name_en, said.words, said.title_en, source.title,
        source.publisher, source.url, said.topic, said.note, said.note_en
    )) as searched
from said
join area using (ref_area, area)
join source using (source_id)
left join city using (ref_area)
order by source.published is null, listed_day(source.published, said.known_from) desc, said.source_id, said.id;

-- Pairs of claims about the same thing that cannot both hold. Which of them a reader sees depends on the evidence and
-- the day; that they contradict each other does not, and finding it out is the longest of all questions.
insert into contradiction by name
with
-- Two figures of the same area, indicator, scenario and thing counted, for the same time (or the same deadline). Of times
-- that overlap only, growth may be the reason; a target stated anew on evidence as good is revised.
figures as (
    select
        'figure' as kind, a.ref_area, a.area, a.indicator as topic, a.observation_id as first_id,
        b.observation_id as second_id, a.obs_text as first_text, b.obs_text as second_text, a.counts as first_counts,
        b.counts as second_counts, a.source_id as first_source_id, b.source_id as second_source_id,
        a.evidence as first_evidence,
        b.evidence as second_evidence, greatest(a.known_from, b.known_from) as known_from
    from observation as a
    join observation as b
        on a.ref_area = b.ref_area and a.area = b.area and a.indicator = b.indicator and a.scenario = b.scenario
        and a.observation_id < b.observation_id
    where same_series(a.earmark, a.item_zh, b.earmark, b.item_zh)
        and counts_kind(a.counts) = counts_kind(b.counts) and a.is_partial = b.is_partial
        and case when a.scenario = 'target' then a.deadline is not distinct from b.deadline
            and not coalesce(
                (a.period_start > b.period_end and a.evidence <= b.evidence)
                or (b.period_start > a.period_end and b.evidence <= a.evidence), false
            )
            else a.period_start = b.period_start and a.period_end = b.period_end end
        and contradict(observed_bounds(a), observed_bounds(b))
),

-- The same number said of different things: one claims OPCs, the other AI start-ups.
definitions as (
    select
        'definition' as kind, a.ref_area, a.area, a.indicator as topic, a.observation_id as first_id,
        b.observation_id as second_id, a.obs_text as first_text, b.obs_text as second_text, a.counts as first_counts,
        b.counts as second_counts, a.source_id as first_source_id, b.source_id as second_source_id,
        a.evidence as first_evidence,
        b.evidence as second_evidence, greatest(a.known_from, b.known_from) as known_from
    from observation as a
    join observation as b
        on a.ref_area = b.ref_area and a.area = b.area and a.indicator = b.indicator and a.scenario = b.scenario
        and a.observation_id < b.observation_id and a.low = b.low and a.deadline is not distinct from b.deadline
    where counts_kind(a.counts) != counts_kind(b.counts) and a.scenario = 'target'
),

-- Two offers of the same instrument by the same area whose rates cannot both hold.
offers as (
    select
        'policy' as kind, a.ref_area, a.area, a.instrument as topic, a.policy_id as first_id, b.policy_id as second_id,
        a.offer as first_text, b.offer as second_text, a.source_id as first_source_id, b.source_id as second_source_id,
        a.evidence as first_evidence, b.evidence as second_evidence, greatest(a.known_from, b.known_from) as known_from
    from policy as a
    join policy as b
        on a.ref_area = b.ref_area and a.area = b.area and a.instrument = b.instrument and a.policy_id < b.policy_id
    where a.rate_high is not null and b.rate_high is not null
        and contradict(
            bounds(coalesce(a.rate_low, 0), true, a.rate_high, true),
            bounds(coalesce(b.rate_low, 0), true, b.rate_high, true)
        )
),

-- Two accounts of the same event whose days cannot meet.
happenings as (
    select
        'event' as kind, a.ref_area, a.area, a.subject as topic, a.event_id as first_id, b.event_id as second_id,
        a.happened_on as first_text, b.happened_on as second_text, a.source_id as first_source_id,
        b.source_id as second_source_id, a.evidence as first_evidence, b.evidence as second_evidence,
        greatest(a.known_from, b.known_from) as known_from
    from event as a
    join event as b
        on a.ref_area = b.ref_area and a.area = b.area and a.subject = b.subject
    -- The earlier day comes first.
    where b.period_start > a.period_end
)

select * from figures
union all by name
select * from definitions
union all by name
select * from offers
union all by name
select * from happenings
order by kind, ref_area, area, first_id, second_id;

insert into left_out by name
select incoming.*, source.known_from
from incoming_left_out as incoming
join source using (source_id)
order by incoming.line;

insert into reject by name select * from incoming_reject;

insert into build by name select * from incoming_build;

-- One row per pair of published claims about the same thing that cannot both hold.
-- $cities cities = all: codes of cities, separated by commas
with known as (
    select * from known_observation($evidence, $known_on)
    where list_contains($cities, ref_area)
),

-- Two figures of the same area, indicator, scenario and thing counted, for the same time (or the same deadline).
figures as (
    select
        'figure' as kind, a.ref_area, a.area, a.indicator as topic, a.observation_id as first_id, b.observation_id as second_id,
        a.obs_text as first_text, b.obs_text as second_text, a.source_id as first_source_id, b.source_id as second_source_id,
        a.evidence as first_evidence, b.evidence as second_evidence
    from known as a
    join known as b
        on a.ref_area = b.ref_area and a.area = b.area and a.indicator = b.indicator and a.scenario = b.scenario
        and a.observation_id < b.observation_id
    where coalesce(a.earmark, '') = coalesce(b.earmark, '') and coalesce(a.item_zh, '') = coalesce(b.item_zh, '')
        and counts_kind(a.counts) = counts_kind(b.counts) and a.is_partial = b.is_partial
        and case when a.scenario = 'target' then a.deadline is not distinct from b.deadline
            else a.period_start <= b.period_end and b.period_start <= a.period_end end
        and contradict(observed_bounds(a), observed_bounds(b))
),

-- The same number said of different things: one claims OPCs, the other AI start-ups.
definitions as (
    select
        'definition' as kind, a.ref_area, a.area, a.indicator as topic, a.observation_id as first_id,
        b.observation_id as second_id, a.obs_text as first_text, b.obs_text as second_text,
        a.source_id as first_source_id, b.source_id as second_source_id, a.evidence as first_evidence,
        b.evidence as second_evidence
    from known as a
    join known as b
        on a.ref_area = b.ref_area and a.area = b.area and a.indicator = b.indicator and a.scenario = b.scenario
        and a.observation_id < b.observation_id and a.low = b.low and a.deadline is not distinct from b.deadline
    where counts_kind(a.counts) != counts_kind(b.counts) and a.scenario = 'target'
),

-- Two offers of the same instrument by the same area whose rates, or whose amounts, cannot both hold.
offers as (
    select
        'policy' as kind, a.ref_area, a.area, a.instrument as topic, a.policy_id as first_id, b.policy_id as second_id,
        a.offer as first_text, b.offer as second_text, a.source_id as first_source_id, b.source_id as second_source_id,
        a.evidence as first_evidence, b.evidence as second_evidence
    from policy as a
    join policy as b
        on a.ref_area = b.ref_area and a.area = b.area and a.instrument = b.instrument and a.policy_id < b.policy_id
    where a.evidence <= $evidence and b.evidence <= $evidence and a.known_from <= $known_on and b.known_from <= $known_on
        and list_contains($cities, a.ref_area)
        and coalesce(a.rate_low, 0) is not null and a.rate_high is not null and b.rate_high is not null
        and contradict(
            bounds(coalesce(a.rate_low, 0), true, a.rate_high, true), bounds(coalesce(b.rate_low, 0), true, b.rate_high, true)
        )
),

-- Two accounts of the same event whose days cannot meet.
happenings as (
    select
        'event' as kind, a.ref_area, a.area, a.subject as topic, a.event_id as first_id, b.event_id as second_id,
        a.happened_on as first_text, b.happened_on as second_text, a.source_id as first_source_id,
        b.source_id as second_source_id, a.evidence as first_evidence, b.evidence as second_evidence
    from event as a
    join event as b
        on a.ref_area = b.ref_area and a.area = b.area and a.subject = b.subject and a.event_id < b.event_id
    where a.evidence <= $evidence and b.evidence <= $evidence and a.known_from <= $known_on and b.known_from <= $known_on
        and list_contains($cities, a.ref_area) and (a.period_start > b.period_end or b.period_start > a.period_end)
),

together as (
    select * from figures
    union all by name
    select * from definitions
    union all by name
    select * from offers
    union all by name
    select * from happenings
)

select
    together.*, coalesce(city.name_zh, area.name_zh) as name_zh, coalesce(city.name_en, area.name_en) as name_en,
    area.area_level, area.name_en as area_en, event.title_zh, event.title_en,
    first_source.title as first_title, first_source.publisher as first_publisher,
    first_source.published as first_published, first_source.url as first_url,
    second_source.title as second_title, second_source.publisher as second_publisher,
    second_source.published as second_published, second_source.url as second_url
from together
join area using (ref_area, area)
left join city using (ref_area)
left join event on together.kind = 'event' and event.event_id = together.first_id
join source as first_source on first_source.source_id = together.first_source_id
join source as second_source on second_source.source_id = together.second_source_id
order by together.kind, together.ref_area, together.area, together.first_id, together.second_id

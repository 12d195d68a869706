-- One row per statement carried over: figures, policies and events together, with its document, and how many match.
-- $kind text = : figure, policy or event; nothing for all
-- $search text = : words to look for
-- $cities cities = : codes of cities, separated by commas; nothing for all, provinces and the country with them
-- $most number = 0: how many at most, the latest first; 0 for all
with statements as (
    select
        'figure' as kind, observation_id as id, ref_area, area, indicator as topic, scenario, obs_text as words,
        time_period as period, period_end, evidence, reached, source_id, known_from, note, note_en, file, line
    from observation

    union all by name

    select
        'policy' as kind, policy_id as id, ref_area, area, instrument as topic, null as scenario, offer as words,
        valid_from as period, null as period_end, evidence, reached, source_id, known_from, note, note_en, file, line
    from policy

    union all by name

    select
        'event' as kind, event_id as id, ref_area, area, event.kind as topic, null as scenario, title_zh as words,
        happened_on as period, period_end, evidence, reached, source_id, known_from, note, note_en, file, line
    from event
),

-- Which statements they are is decided before the rest of their columns is read.
matching as (
    select statements.kind, statements.id, source.published is null as is_undated, (count(*) over ())::integer as matching
    from statements
    join area using (ref_area, area)
    join source using (source_id)
    left join city using (ref_area)
    left join event on statements.kind = 'event' and event.event_id = statements.id
    where reaches(statements.evidence, $evidence) and statements.known_from <= $known_on
        and ($kind is null or statements.kind = $kind)
        and (len($cities) = 0 or list_contains($cities, statements.ref_area))
        and (
            $search is null or contains(
                lower(concat_ws(
                    ' ', statements.id, city.name_zh, city.name_en, statements.area, area.name_en, statements.words,
                    event.title_en, source.title, source.publisher, source.url, statements.topic, statements.note,
                    statements.note_en
                )), lower($search)
            )
        )
    order by is_undated, statements.known_from desc, statements.source_id, statements.id
    limit coalesce(nullif($most, 0), 1000000000)
)

select
    statements.*, matching.matching, coalesce(city.name_zh, area.name_zh) as name_zh,
    coalesce(city.name_en, area.name_en) as name_en, area.name_en as area_en, area.area_level,
    source.title, source.publisher, source.published, source.url, event.title_en
from matching
join statements using (kind, id)
join area using (ref_area, area)
join source using (source_id)
left join city using (ref_area)
left join event on statements.kind = 'event' and event.event_id = statements.id
order by matching.is_undated, statements.known_from desc, statements.source_id, statements.id

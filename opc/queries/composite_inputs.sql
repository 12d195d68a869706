-- One row per city and indicator asked for: the bounds of the preferred figure, not divided by residents and never
-- negative; none where nothing is disclosed. Of funds, the largest that is for OPCs and nothing else.
-- $indicators list of resident_teams communities floor_area desks fund_size resident_people = resident_teams,communities,floor_area,fund_size: the indicators, separated by commas
-- $cities cities = all: codes of cities, separated by commas
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
--
-- Which figures they are is decided before the rest of their columns is read.
with chosen as (
    select place
    from preferred_place($evidence, $known_on, 'actual', list_filter($indicators, lambda code: code != 'fund_size'))

    union all

    select place from (
        select rowid as place, row_number() over (
            partition by ref_area order by (coalesce(-low, 'infinity'::double), observation_id)
        ) as rank
        from described_observation
        where list_contains($indicators, 'fund_size') and reaches(evidence, $evidence) and known_from <= $known_on
            and scenario = 'actual' and indicator = 'fund_size' and earmark = 'opc'
    ) where rank = 1
),

-- A figure without any bound discloses nothing.
disclosed as (
    select
        ref_area, indicator, obs_text, comparator, per, counts, earmark, is_partial, area, area_level, area_en,
        time_period, evidence, observation_id, note, note_en, source_id, title, publisher, published, url,
        city_reasons(
            indicator, family, counts, area_level, earmark, period_start, period_end, is_partial, evidence,
            max(period_start) over among_cities, max(period_end) over among_cities
        ) as reasons,
        count_low(read_end(low, assumed_low, $assumed)) as low,
        count_low_closed(read_end(low, assumed_low, $assumed), read_closed(low_closed, assumed_low, $assumed)) as low_closed,
        read_end(high, assumed_high, $assumed) as high, read_closed(high_closed, assumed_high, $assumed) as high_closed
    from described_observation
    where rowid in (select place from chosen) and (low is not null or high is not null) and list_contains($cities, ref_area)
    window among_cities as (partition by indicator)
)

select
    city.ref_area, city.name_zh, city.name_en, indicator.indicator,
    indicator.name_zh as indicator_zh, indicator.name_en as indicator_en,
    low, low_closed, high, high_closed,
    obs_text, comparator, indicator.unit, disclosed.per, counts, earmark, is_partial, disclosed.area, disclosed.area_level,
    area_en, time_period, evidence, reasons, observation_id, note, note_en, source_id, title, publisher, published, url
from city
join indicator on list_contains($indicators, indicator.indicator)
left join disclosed on disclosed.ref_area = city.ref_area and disclosed.indicator = indicator.indicator
where list_contains($cities, city.ref_area)
order by city.ref_area, indicator.position

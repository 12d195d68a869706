-- One row per core indicator that the city discloses: its place at best and at worst under the bounds, among all cities
-- that disclose it, and whether its figure is like for like, as in compare. Funds have no place: what they are for
-- differs.
-- $city city = 370100: the city
-- $assumed flag = false: read 余, 多, 近 and 约 as usual
with chosen as (
    select
        rowid as place, ref_area, indicator,
        city_reasons(
            indicator, family, counts, area_level, earmark, period_start, period_end, is_partial, evidence,
            max(period_start) over same, max(period_end) over same
        ) as reasons,
        count_low(read_end(low, assumed_low, $assumed)) as low,
        count_low_closed(read_end(low, assumed_low, $assumed), read_closed(low_closed, assumed_low, $assumed)) as low_closed,
        read_end(high, assumed_high, $assumed) as high, read_closed(high_closed, assumed_high, $assumed) as high_closed
    from described_observation
    where rowid in (
        select place
        from preferred_place(
            $evidence, $known_on, 'actual', (select list(indicator) from indicator where core and family != 'funds')
        )
    ) and ref_area in (select ref_area from city)
    window same as (partition by indicator)
    qualify low is not null or high is not null
),

placed as (
    select
        mine.place, any_value(mine.reasons) as reasons, count(*)::integer as disclosed,
        best_place(mine.high, mine.high_closed, other.low, other.low_closed) as rank_best,
        worst_place(mine.low, other.high, other.ref_area != mine.ref_area) as rank_worst
    from chosen as mine
    join chosen as other using (indicator)
    where mine.ref_area = $city
    group by mine.place
)

select
    ref_area, name_zh, name_en, indicator, indicator_zh, indicator_en, rank_best, rank_worst, disclosed, obs_text,
    comparator,
    low, low_closed, high, high_closed, unit, per, counts, earmark, is_partial, area, area_level, area_en, time_period,
    evidence, observation_id, note, note_en, source_id, title, publisher, published, url, reasons,
    case when len(reasons) > 0 then 'caution' else 'like_for_like' end as grade
from placed
join described_observation on described_observation.rowid = placed.place
order by position

-- One row per leading indicator: the figure that is surely the highest of all that cities have published, and how many
-- cities publish one; why it is to be compared with caution, as in compare, and the figure that the city prefers of the
-- same place and thing where that is later. Of money, funds for OPCs only.
-- Figures are ordered by what they are at least: 近200家 may be few and leads nothing. All figures of a city count and not
-- its preferred one alone, for who has published 20个 is not passed by 12 because 近30个 came later.
--
-- What leads in each city, and what the city prefers, are found in one look at the table.
with published as (
    select
        indicator, max(period_start) as newest_start, max(period_end) as newest_end,
        min({
            'low': coalesce(-low, 'infinity'::double), 'low_closed': low_closed, 'evidence': evidence_order(evidence),
            'preference': preference, 'observation_id': observation_id, 'place': rowid
        }) as highest,
        arg_min(rowid, preference) as preferred
    from described_observation
    where reaches(evidence, $evidence) and known_from <= $known_on and scenario = 'actual'
        and (indicator in ('resident_teams', 'communities', 'floor_area') or indicator = 'fund_size' and earmark = 'opc')
        and (low is not null or high is not null)
        and ref_area in (select ref_area from city)
    group by indicator, ref_area
),

leader as (
    select
        count(*)::integer as disclosing, max(newest_start) as newest_start, max(newest_end) as newest_end,
        min(highest).place as place, arg_min(preferred, highest) as preferred
    from published
    group by indicator
)

select
    figure.* exclude (family, kind, position, counts_group), disclosing,
    city_reasons(
        figure.indicator, figure.family, figure.counts, figure.area_level, figure.earmark, figure.period_start,
        figure.period_end, figure.is_partial, figure.evidence, newest_start, newest_end
    ) as reasons,
    case when len(reasons) > 0 then 'caution' else 'like_for_like' end as grade,
    latest.obs_text as latest_text, latest.time_period as latest_period, latest.comparator as latest_comparator,
    latest.is_partial as latest_is_partial, latest.low as latest_low, latest.low_closed as latest_low_closed,
    latest.high as latest_high, latest.high_closed as latest_high_closed
from leader
join described_observation as figure on figure.rowid = leader.place
left join described_observation as latest on latest.rowid = leader.preferred and latest.area = figure.area
    and counts_kind(latest.counts) = counts_kind(figure.counts)
    and same_series(latest.earmark, latest.item_zh, figure.earmark, figure.item_zh)
    and latest.period_start > figure.period_start
where figure.low is not null
order by figure.position

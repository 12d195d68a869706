-- One row per statement of the ledger that is not used, and why.
select
    left_out.*, coalesce(city.name_zh, area.name_zh) as name_zh, coalesce(city.name_en, area.name_en) as name_en,
    source.title, source.publisher, source.published, source.url
from left_out
join source using (source_id)
left join city using (ref_area)
-- The country holds directories too, each an area of its own; it comes before them.
left join (
    select ref_area, arg_min(name_zh, rowid) as name_zh, arg_min(name_en, rowid) as name_en
    from area where area_level in ('country', 'province') group by ref_area
) as area on area.ref_area = left_out.ref_area
where reaches(evidence, $evidence) and left_out.known_from <= $known_on
order by fact_id

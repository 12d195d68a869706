-- One row per city whose roster was rolled up: its months, and of how many districts and sectors it tells anything.
select
    roster.ref_area, city.name_zh, city.name_en, min(month_end) as first_month, max(month_end) as last_month,
    count(distinct district) filter (where is_told)::integer as districts,
    count(distinct sector) filter (where is_told)::integer as sectors
from (select *, active is not null or entered is not null as is_told from roster) as roster
join city using (ref_area)
where month_end <= $day
group by all
order by roster.ref_area

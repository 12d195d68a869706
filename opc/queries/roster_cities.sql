-- One row per city whose roster was rolled up: its months, and what it counts besides the whole city.
select
    roster.ref_area, city.name_zh, city.name_en, min(month_end) as first_month, max(month_end) as last_month,
    count(distinct district)::integer as districts, count(distinct sector)::integer as sectors
from roster
join city using (ref_area)
where month_end <= $day
group by all
order by roster.ref_area

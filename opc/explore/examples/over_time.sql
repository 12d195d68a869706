with month as (
    select date_trunc('month', known_from)::date as first_day, count(*) as figures
    from known_observation($evidence, $known_on)
    group by all
)

select first_day as {month}, figures as {new_figures}, sum(figures)
    over (order by first_day)::bigint as {figures_so_far}
from month
order by 1

-- One row per city of the peer group, the city itself with them: the same province, half to twice its residents, or the
-- same stage.
-- $city city = 370100: the city whose peers are wanted
-- $group one of province population stage = province: what makes a peer
with known as (
    select distinct ref_area, family from known_observation($evidence, $known_on)
    where scenario = 'actual'
),

-- The stages of an ecosystem, as far as it can be seen: teams are counted, spaces are open, or only words are published.
staged as (
    select
        city.*,
        case
            when exists (select 1 from known where known.ref_area = city.ref_area and family in ('teams', 'people'))
                then 'teams'
            when exists (select 1 from known where known.ref_area = city.ref_area and family = 'spaces') then 'spaces'
            else 'words'
        end as stage
    from city
)

select peer.ref_area, peer.name_zh, peer.name_en, peer.province_zh, peer.province_en, peer.population, peer.stage
from staged as mine
join staged as peer on
    peer.ref_area = mine.ref_area
    or ($group = 'province' and peer.province_zh = mine.province_zh)
    or ($group = 'population' and peer.population between mine.population / 2 and mine.population * 2)
    or ($group = 'stage' and peer.stage = mine.stage)
where mine.ref_area = $city
order by peer.ref_area

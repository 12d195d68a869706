-- One row per published phrase, some of each kind of wording: its bounds as published and as usually read, its document, and
-- how many figures are worded in this kind.
-- $most number from 1 to 20 = 3: how many phrases of each kind
-- Phrases that begin with different words come first, then those on better evidence, then the shortest.
with worded as (
    select
        *, comparator || case when is_partial then ' first' when is_vague then ' vague'
            when coalesce(assumed_low, assumed_high) is not null then ' usual' else '' end as wording,
        regexp_extract(obs_text, '^[^0-9一二两三四五六七八九十百千万亿数几]*') as begins
    from known_observation($evidence, $known_on)
    -- What is counted from a roster was not published in any words.
    where kind = 'quantity' and evidence != 'R'
),

counted as (
    select wording, count(*)::integer as worded_so from worded group by wording
),

distinct_phrases as (
    select * from worded
    qualify row_number() over (partition by wording, obs_text order by evidence, preference, observation_id) = 1
),

placed as (
    select
        *, row_number() over (
            partition by wording, begins order by evidence, length(obs_text), observation_id
        ) as place_of_beginning
    from distinct_phrases
)

select
    placed.* exclude (kind, position, counts_group, wording, begins, place_of_beginning), counted.worded_so,
    coalesce(assumed_low, assumed_high) is not null as has_usual,
    read_end(low, assumed_low, true) as usual_low, read_closed(low_closed, assumed_low, true) as usual_low_closed,
    read_end(high, assumed_high, true) as usual_high, read_closed(high_closed, assumed_high, true) as usual_high_closed
from placed
join counted using (wording)
qualify row_number() over (
    partition by wording order by place_of_beginning, evidence, length(obs_text), observation_id
) <= $most
order by
    list_position(['=', '>', '>=', '<', '<=', '~', 'range', 'tiers'], comparator), is_partial, is_vague, has_usual,
    place_of_beginning, evidence, length(obs_text), observation_id

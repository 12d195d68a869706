-- One row per published phrase, some of each kind of wording: its bounds as published and as usually read, its
-- document, and how many figures are worded in this kind. Phrases that begin with different words come first, then
-- those on better evidence, then the shortest.
-- $most number from 1 to 20 = 3: how many phrases of each kind
--
-- A phrase is taken once, and which are shown is decided, before the rest of their columns is read.
with phrased as (
    select
        comparator || case when is_partial then ' first' when is_vague then ' vague'
            when coalesce(assumed_low, assumed_high) is not null then ' usual' else '' end as wording,
        obs_text, count(*) as figures,
        arg_min(
            {'place': rowid, 'evidence': evidence, 'observation_id': observation_id}, (evidence, preference, observation_id)
        ) as said
    from described_observation
    -- What is counted from a roster was not published in any words.
    where reaches(evidence, $evidence) and known_from <= $known_on and kind != 'statement' and evidence != 'R'
    group by all
),

placed as (
    select
        wording, said.place as place, sum(figures) over (partition by wording)::integer as worded_so,
        (said.evidence, length(obs_text), said.observation_id) as standing,
        row_number() over (
            partition by wording, regexp_extract(obs_text, '^[^0-9一二两三四五六七八九十百千万亿数几]*')
            order by (said.evidence, length(obs_text), said.observation_id)
        ) as place_of_beginning
    from phrased
),

chosen as (
    select place, worded_so, place_of_beginning from placed
    qualify row_number() over (partition by wording order by place_of_beginning, standing) <= $most
)

select
    figure.* exclude (kind, position, counts_group), worded_so,
    coalesce(assumed_low, assumed_high) is not null as has_usual,
    read_end(low, assumed_low, true) as usual_low, read_closed(low_closed, assumed_low, true) as usual_low_closed,
    read_end(high, assumed_high, true) as usual_high, read_closed(high_closed, assumed_high, true) as usual_high_closed
from chosen
join described_observation as figure on figure.rowid = chosen.place
order by
    list_position(['=', '>', '>=', '<', '<=', '~', 'range', 'tiers'], comparator), is_partial, is_vague, has_usual,
    place_of_beginning, evidence, length(obs_text), observation_id

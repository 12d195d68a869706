-- Fills the warehouse: one row of each table per row kept, in the order of the raw files.
-- What follows from another table is derived here and nowhere else: the level of an area, the day from which a
-- statement was surely public, which is that of its source, and which of several claims comes first.

insert into city by name select * from incoming_city;

insert into area by name select * from incoming_area;

insert into indicator by name select * from incoming_indicator;

insert into source by name select * from incoming_source;

-- The preferred claim of each area, indicator and scenario: a stock before a first batch, the whole city before a part,
-- then evidence, then date, then publication. A vaguer date is not a later one: the period that begins last comes first,
-- and of two that begin together the shorter.
-- Rows of one indicator lie together: most queries ask for few of them, and DuckDB passes over the rest.
insert into observation by name
select
    incoming.*, area.area_level, source.known_from,
    (row_number() over (
        partition by incoming.ref_area, incoming.indicator, incoming.scenario
        order by
            incoming.is_partial, level_order(area.area_level), incoming.evidence, incoming.period_start desc nulls last,
            incoming.period_end nulls last, source.known_from desc, incoming.observation_id
    ))::integer as preference
from incoming_observation as incoming
join area using (ref_area, area)
join source using (source_id)
order by incoming.indicator, incoming.scenario, incoming.ref_area, preference;

insert into policy by name
select incoming.*, source.known_from
from incoming_policy as incoming
join source using (source_id)
order by incoming.line;

insert into event by name
select incoming.*, source.known_from
from incoming_event as incoming
join source using (source_id)
order by incoming.line;

insert into left_out by name
select incoming.*, source.known_from
from incoming_left_out as incoming
join source using (source_id)
order by incoming.line;

insert into reject by name select * from incoming_reject;

insert into build by name select * from incoming_build;

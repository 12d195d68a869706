-- Fills the warehouse: one row of each table per row kept, in the order of the raw files.
-- What follows from another table is derived here and nowhere else: the level of an area, and the day from which
-- a statement was surely public, which is that of its source.

insert into city by name select * from incoming_city;

insert into area by name select * from incoming_area;

insert into indicator by name select * from incoming_indicator;

insert into source by name select * from incoming_source;

insert into observation by name
select incoming.*, area.area_level, source.known_from
from incoming_observation as incoming
join area using (ref_area, area)
join source using (source_id)
order by incoming.line;

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

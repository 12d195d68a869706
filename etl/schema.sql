-- The tables of the warehouse. A name in braces stands for the codes of that list in data/codelists.yml.

create table city (
    ref_area text primary key,
    name_zh text not null,
    name_en text not null,
    province_zh text not null,
    province_en text not null,
    latitude double,
    longitude double,
    county_level_units integer check (county_level_units > 0),
    population bigint check (population > 0),
    population_date date,
    population_source_id text,
    position_source_id text,
    gdp_cny double check (gdp_cny > 0),
    gdp_year integer,
    gdp_source text
);
comment on table city is 'One row a city: names, place and size';
comment on column city.ref_area is 'GB/T 2260 code of the city (133100 is the statistical code of Xiong''an)';
comment on column city.name_zh is 'Chinese name';
comment on column city.name_en is 'English name';
comment on column city.province_zh is 'Province, Chinese name';
comment on column city.province_en is 'Province, English name';
comment on column city.latitude is 'Latitude in degrees north, WGS84';
comment on column city.longitude is 'Longitude in degrees east, WGS84';
comment on column city.county_level_units is 'Number of districts, counties and county-level cities';
comment on column city.population is 'Resident population, people';
comment on column city.population_date is 'Day of the population count';
comment on column city.population_source_id is 'Document of the population';
comment on column city.position_source_id is 'Document of latitude and longitude';
comment on column city.gdp_cny is 'Gross domestic product, CNY';
comment on column city.gdp_year is 'Year of the gross domestic product';
comment on column city.gdp_source is 'Where the gross domestic product was published';

create table area (
    ref_area text not null,
    area text not null,
    name_zh text not null,
    name_en text not null,
    area_level text not null check (area_level in ({area_level})),
    district text,
    primary key (ref_area, area)
);
comment on table area is 'One row an area that a figure covers: the country, provinces, cities and parts of cities';
comment on column area.ref_area is 'GB/T 2260 code of the city, the province, or 000000 for the country';
comment on column area.area is 'The area within it; the Chinese name serves as its code';
comment on column area.name_zh is 'Chinese name';
comment on column area.name_en is 'English name';
comment on column area.area_level is 'Country, province, city, or the kind of part of a city';
comment on column area.district is 'The district, county or county-level city in which the area lies, or the zone run beside them; several parted by 、, null where it is not known';

create table indicator (
    indicator text primary key,
    family text not null check (family in ({family})),
    kind text not null check (kind in ('quantity', 'flow', 'threshold', 'statement')),
    unit text not null,
    per text,
    better text not null check (better in ('higher', 'lower')),
    core boolean not null,
    name_zh text not null,
    name_en text not null,
    definition_zh text not null,
    definition_en text not null,
    position integer not null
);
comment on table indicator is 'One row an indicator: what is measured, defined once in data/indicators.yml';
comment on column indicator.indicator is 'Code of the indicator';
comment on column indicator.family is 'Family of indicators as readers think of them';
comment on column indicator.kind is 'quantity, flow for what came in a period, threshold for what is required, or statement for goals that are words';
comment on column indicator.unit is 'Unit in which its observations are kept';
comment on column indicator.per is 'What the unit is counted per, where it belongs to the indicator';
comment on column indicator.better is 'Whether more or less of it is better';
comment on column indicator.core is 'Whether a city that discloses its ecosystem would be expected to publish it';
comment on column indicator.name_zh is 'Chinese name';
comment on column indicator.name_en is 'English name';
comment on column indicator.definition_zh is 'Chinese definition';
comment on column indicator.definition_en is 'English definition';
comment on column indicator.position is 'Order in which readers meet it';

create table source (
    source_id text primary key,
    title text not null,
    publisher text not null,
    published text,
    published_precision text not null check (published_precision in ({time_precision})),
    known_from date not null,
    url text,
    retrieved text not null,
    file text not null,
    line integer not null
);
comment on table source is 'One row a document';
comment on column source.source_id is 'Number of the document in data/raw/sources.csv';
comment on column source.title is 'Title as published';
comment on column source.publisher is 'Publisher as named';
comment on column source.published is 'Date of publication, as precise as it is known';
comment on column source.published_precision is 'Precision of that date';
comment on column source.known_from is 'First day on which it was surely public: the end of the period published, or the day we had it where that is earlier or nothing is stated';
comment on column source.url is 'Address of the document';
comment on column source.retrieved is 'When it was collected, as precise as it is known';
comment on column source.file is 'Raw file';
comment on column source.line is 'Line in the raw file';

create table observation (
    observation_id text primary key,
    fact_id text not null,
    ref_area text not null,
    area text not null,
    area_level text not null check (area_level in ({area_level})),
    indicator text not null references indicator (indicator),
    scenario text not null check (scenario in ({scenario})),
    time_period text,
    time_precision text not null check (time_precision in ({time_precision})),
    period_start date,
    period_end date,
    deadline date,
    deadline_precision text check (deadline_precision in ({time_precision})),
    obs_text text not null,
    comparator text not null check (comparator in ({comparator})),
    low double,
    low_closed boolean,
    high double,
    high_closed boolean,
    assumed_low double,
    assumed_high double,
    unit text not null check (unit in ({unit})),
    per text check (per in ({per})),
    counts text check (counts in ({counts})),
    earmark text check (earmark in ({earmark})),
    is_partial boolean not null,
    is_vague boolean not null,
    item_zh text,
    item_en text,
    evidence text not null check (evidence in ({evidence})),
    reached text not null check (reached in ({reached})),
    source_id text not null references source (source_id),
    known_from date not null,
    preference integer not null check (preference > 0),
    file text not null,
    line integer not null,
    note text,
    note_en text,
    foreign key (ref_area, area) references area (ref_area, area),
    check (low is null or high is null or low <= high),
    check ((low is null) = (low_closed is null)),
    check ((high is null) = (high_closed is null)),
    check ((comparator = 'none') = (low is null and high is null)),
    check (deadline is null or scenario = 'target'),
    check (period_start <= period_end)
);
comment on table observation is 'One row a published figure: area × indicator × scenario × date × source';
comment on column observation.observation_id is 'Number of the figure in data/raw/figures.csv';
comment on column observation.fact_id is 'Number of the statement in the research ledger; a statement with two figures gives two observations';
comment on column observation.ref_area is 'GB/T 2260 code of the city, the province, or 000000 for the country';
comment on column observation.area is 'The part that the figure covers';
comment on column observation.area_level is 'Level of that part';
comment on column observation.indicator is 'What is measured';
comment on column observation.scenario is 'actual or target';
comment on column observation.time_period is 'The time that the figure describes, as precise as it is known: 2026-02-05, 2026-02, 2026-Q1, 2026-early, 2026';
comment on column observation.time_precision is 'Precision of time_period';
comment on column observation.period_start is 'First day that time_period may mean';
comment on column observation.period_end is 'Last day that time_period may mean';
comment on column observation.deadline is 'Last day of the period by which a target is to be met';
comment on column observation.deadline_precision is 'Precision of the deadline';
comment on column observation.obs_text is 'The figure as published, never altered';
comment on column observation.comparator is 'How the phrase bounds the value: = > >= < <= ~ range tiers none';
comment on column observation.low is 'Hard lower bound in base units; null = unbounded';
comment on column observation.low_closed is 'Whether the lower bound belongs to the interval';
comment on column observation.high is 'Hard upper bound in base units; null = unbounded';
comment on column observation.high_closed is 'Whether the upper bound belongs to the interval';
comment on column observation.assumed_low is 'Lower bound as 近 and 约 are commonly read; used only where a reader asks';
comment on column observation.assumed_high is 'Upper bound as 余, 多 and 约 are commonly read; used only where a reader asks';
comment on column observation.unit is 'Base unit: CNY, m2, team, person, community …';
comment on column observation.per is 'What the value is counted per: month, year, day, county …';
comment on column observation.counts is 'What exactly is counted';
comment on column observation.earmark is 'For money: opc, ai or general';
comment on column observation.is_partial is 'A first batch or first phase, not the stock';
comment on column observation.is_vague is 'An order of magnitude such as 数百';
comment on column observation.item_zh is 'Name of the fund or budget, Chinese';
comment on column observation.item_en is 'Name of the fund or budget, English';
comment on column observation.evidence is 'A official document read, B press report read, C secondary source, D unverified lead';
comment on column observation.reached is 'How the figure was reached';
comment on column observation.source_id is 'The document';
comment on column observation.known_from is 'First day on which the figure was surely public';
comment on column observation.preference is 'Which of several claims of the same city, indicator and scenario comes first, from 1: a stock before a first batch, the whole city before a part, then evidence, date and publication';
comment on column observation.file is 'Raw file';
comment on column observation.line is 'Line in the raw file';
comment on column observation.note is 'What a careful reader has to know, Chinese';
comment on column observation.note_en is 'What a careful reader has to know, English';

-- Kept beside observation, because most questions want these words with it and joining them again costs most of the time
-- of an answer. Columns of observation mean the same here.
create table described_observation as
select
    observation.*, area.name_zh, area.name_en, area.name_en as area_en, indicator.name_zh as indicator_zh,
    indicator.name_en as indicator_en, indicator.family, indicator.kind, indicator.position, source.title,
    source.publisher, source.published, source.url, observation.counts as counts_group
from observation, area, indicator, source
limit 0;
comment on table described_observation is 'One row an observation, with the words of its place, indicator and document';
comment on column described_observation.name_zh is 'Name of the city, or of the province or the country, Chinese';
comment on column described_observation.name_en is 'Name of the city, or of the province or the country, English';
comment on column described_observation.area_en is 'Name of the part, English';
comment on column described_observation.indicator_zh is 'Name of the indicator, Chinese';
comment on column described_observation.indicator_en is 'Name of the indicator, English';
comment on column described_observation.family is 'Family of the indicator: spaces, funds, teams …';
comment on column described_observation.kind is 'Kind of the indicator: quantity, flow, threshold or statement';
comment on column described_observation.position is 'Place of the indicator in the order in which readers meet them';
comment on column described_observation.title is 'Title of the document';
comment on column described_observation.publisher is 'Who published the document';
comment on column described_observation.published is 'When the document was published, as precise as it is known';
comment on column described_observation.url is 'Address of the document';
comment on column described_observation.counts_group is 'Group of what is counted; across groups one count says nothing about the other';

-- What was known of the progress of each target, worked out for every day on which it changed (etl/targets.sql). Columns of
-- observation mean the same here and speak of the target; those of the latest figure begin with latest.
create table target_progress as
select
    target.observation_id, target.ref_area, target.area, target.area_level, target.indicator, target.obs_text,
    target.comparator, target.low, target.low_closed, target.high, target.high_closed, target.unit, target.per,
    target.counts, target.is_partial, target.time_period, target.period_start, target.deadline,
    target.deadline_precision, target.evidence, target.known_from, target.note, target.note_en, target.name_zh,
    target.name_en, target.area_en, target.source_id, target.title, target.publisher, target.published, target.url,
    target.indicator_zh, target.indicator_en, target.family, target.position, latest.obs_text as latest_text,
    latest.time_period as latest_period, latest.is_partial as latest_is_partial, latest.counts as latest_counts,
    latest.evidence as latest_evidence, latest.low as latest_low, latest.low_closed as latest_low_closed,
    latest.high as latest_high, latest.high_closed as latest_high_closed, latest.comparator as latest_comparator,
    latest.source_id as latest_source_id, latest.title as latest_title, latest.publisher as latest_publisher,
    latest.published as latest_published, latest.url as latest_url, null::text as evidence_floor,
    null::boolean as as_usual, null::date as known_until, null::boolean as is_running, null::text as state,
    null::text as growth_verdict, null::text as earliest_text, null::text as earliest_period,
    null::integer as parts_observed, null::boolean as counts_differ,
    null::date as seen_from, null::date as seen_by, null::text as latest_to_deadline, null::double as goal_low, null::double as goal_high,
    null::double as stock_low, null::double as stock_high, null::double as gap_low, null::boolean as gap_low_closed,
    null::double as gap_high, null::double as days_left_low, null::double as days_left_high,
    null::double as missing_low, null::boolean as missing_low_closed, null::double as missing_high,
    null::boolean as missing_high_closed, null::double as attainment_low,
    null::boolean as attainment_low_closed, null::double as attainment_high,
    null::boolean as attainment_high_closed, null::double as pace_low, null::double as pace_high,
    null::double as required_per_month_low, null::boolean as required_per_month_low_closed,
    null::double as required_per_month_high, null::boolean as required_per_month_high_closed,
    null::double as observed_per_month_low, null::boolean as observed_per_month_low_closed,
    null::double as observed_per_month_high, null::boolean as observed_per_month_high_closed,
    null::double as months_ahead_low, null::double as months_ahead_high
from described_observation as target, described_observation as latest
limit 0;
comment on table target_progress is 'One row a target, evidence floor, reading of vague words, and step of what was known of it, before and after its deadline: how far it is';
comment on column target_progress.known_from is 'First day on which this was known';
comment on column target_progress.latest_text is 'The latest figure of the same area and the same thing counted, as published; null where there is none';
comment on column target_progress.latest_period is 'The time of the latest figure, as precise as it is known';
comment on column target_progress.latest_is_partial is 'Whether the latest figure is a first batch';
comment on column target_progress.latest_counts is 'What exactly the latest figure counts';
comment on column target_progress.latest_evidence is 'Class of evidence of the latest figure';
comment on column target_progress.latest_low is 'Hard lower bound of the latest figure';
comment on column target_progress.latest_low_closed is 'Whether that bound belongs to it';
comment on column target_progress.latest_high is 'Hard upper bound of the latest figure';
comment on column target_progress.latest_high_closed is 'Whether that bound belongs to it';
comment on column target_progress.latest_comparator is 'How the latest figure bounds the value';
comment on column target_progress.latest_source_id is 'Document of the latest figure';
comment on column target_progress.latest_title is 'Title of that document';
comment on column target_progress.latest_publisher is 'Who published it';
comment on column target_progress.latest_published is 'When it was published, as precise as it is known';
comment on column target_progress.latest_url is 'Its address';
comment on column target_progress.evidence_floor is 'The least class of evidence that is let in';
comment on column target_progress.as_usual is 'Whether 余, 多, 近 and 约 are read as they are commonly meant';
comment on column target_progress.known_until is 'First day on which something else was known; null = it still holds';
comment on column target_progress.is_running is 'Whether the row holds up to the deadline, or after it; without a deadline false';
comment on column target_progress.state is 'How the target stands';
comment on column target_progress.growth_verdict is 'What a growth-rate test says of the pace, where all three values are exact and it differs from the state';
comment on column target_progress.earliest_text is 'The earliest figure of the same kind, as published; null where there is one figure alone';
comment on column target_progress.earliest_period is 'The time of the earliest figure, as precise as it is known';
comment on column target_progress.parts_observed is 'Figures known of the same thing in parts of the area, or in what may be a part of it';
comment on column target_progress.counts_differ is 'Whether it counts something else than its indicator is named after';
comment on column target_progress.seen_from is 'First day on which the latest figure may have been observed';
comment on column target_progress.seen_by is 'Last day on which the latest figure may have been observed';
comment on column target_progress.latest_to_deadline is 'Whether the latest figure is of before the deadline, surely after it, or neither (at); null without a deadline or a figure';
comment on column target_progress.goal_low is 'Lower bound of the target, never negative';
comment on column target_progress.goal_high is 'Upper bound of the target; null = unbounded';
comment on column target_progress.stock_low is 'Lower bound of the latest figure as read, never negative';
comment on column target_progress.stock_high is 'Upper bound of the latest figure as read; null = unbounded';
comment on column target_progress.gap_low is 'The least that may be missing; negative where the target may be passed';
comment on column target_progress.gap_low_closed is 'Whether the target is met once that is closed; if not, it has to be passed';
comment on column target_progress.gap_high is 'The most that may be missing; null = unbounded';
comment on column target_progress.days_left_low is 'The fewest days from the latest figure to the deadline';
comment on column target_progress.days_left_high is 'The most days from the latest figure to the deadline';
comment on column target_progress.missing_low is 'What the latest figure lacks of a target that is not surely met, lower bound';
comment on column target_progress.missing_low_closed is 'Whether the lower bound of missing belongs to it';
comment on column target_progress.missing_high is 'What the latest figure lacks of a target that is not surely met, upper bound; null = unbounded';
comment on column target_progress.missing_high_closed is 'Whether the upper bound of missing belongs to it';
comment on column target_progress.attainment_low is 'Latest figure over target, lower bound';
comment on column target_progress.attainment_low_closed is 'Whether the lower bound of attainment belongs to it';
comment on column target_progress.attainment_high is 'Latest figure over target, upper bound; null = unbounded';
comment on column target_progress.attainment_high_closed is 'Whether the upper bound of attainment belongs to it';
comment on column target_progress.pace_low is 'Share of the way over share of the time; null where there is none, lower bound';
comment on column target_progress.pace_high is 'Share of the way over share of the time; null where there is none, upper bound; null = unbounded';
comment on column target_progress.required_per_month_low is 'What is needed a month of 30.44 days until the deadline, lower bound';
comment on column target_progress.required_per_month_low_closed is 'Whether the lower bound of required_per_month belongs to it';
comment on column target_progress.required_per_month_high is 'What is needed a month of 30.44 days until the deadline, upper bound; null = unbounded';
comment on column target_progress.required_per_month_high_closed is 'Whether the upper bound of required_per_month belongs to it';
comment on column target_progress.observed_per_month_low is 'What came a month of 30.44 days from the earliest figure to the latest, lower bound';
comment on column target_progress.observed_per_month_low_closed is 'Whether the lower bound of observed_per_month belongs to it';
comment on column target_progress.observed_per_month_high is 'What came a month of 30.44 days from the earliest figure to the latest, upper bound; null = unbounded';
comment on column target_progress.observed_per_month_high_closed is 'Whether the upper bound of observed_per_month belongs to it';
comment on column target_progress.months_ahead_low is 'Months ahead of a straight line to the target, negative where behind, lower bound';
comment on column target_progress.months_ahead_high is 'Months ahead of a straight line to the target, negative where behind, upper bound; null = unbounded';

-- Money over teams, worked out for every day on which it changed (etl/funds.sql).
create table fund_per_team as
select
    city.ref_area, city.name_zh, city.name_en, null::text as evidence_floor, null::boolean as as_usual,
    team.known_from, null::date as known_until, null::text as basis, team.earmark, null::text[] as funds,
    null::text[] as fund_ids, null::text as funds_text, null::double as money_low, null::boolean as money_low_closed,
    null::double as money_high, null::boolean as money_high_closed, fund.source_id as fund_source_id,
    null::text[] as fund_source_ids, fund.title as fund_title, fund.publisher as fund_publisher, fund.published as fund_published, fund.url as fund_url,
    team.observation_id as teams_id, team.obs_text as teams_text, team.area as teams_area, team.area_en,
    team.area_level as teams_level, team.counts, team.time_period as teams_period,
    team.is_partial as teams_is_partial, team.evidence as teams_evidence, team.deadline,
    team.comparator as teams_comparator, team.low as teams_low, team.low_closed as teams_low_closed,
    team.high as teams_high, team.high_closed as teams_high_closed, team.source_id, team.title, team.publisher,
    team.published, team.url, team.low, team.low_closed, team.high, team.high_closed, null::text as grade,
    null::text[] as reasons, null::text[] as money_reasons, null::boolean as is_apart
from described_observation as team, source as fund, city
limit 0;
comment on table fund_per_team is 'One row a city, earmark, basis, evidence floor, reading of vague words, and step of what was known: its funds over its teams';
comment on column fund_per_team.ref_area is 'GB/T 2260 code of the city';
comment on column fund_per_team.name_zh is 'Name of the city, Chinese';
comment on column fund_per_team.name_en is 'Name of the city, English';
comment on column fund_per_team.evidence_floor is 'The least class of evidence that is let in';
comment on column fund_per_team.as_usual is 'Whether 余, 多, 近 and 约 are read as they are commonly meant';
comment on column fund_per_team.known_from is 'First day on which this was known';
comment on column fund_per_team.known_until is 'First day on which something else was known; null = it still holds';
comment on column fund_per_team.basis is 'The teams to divide by: now or targeted';
comment on column fund_per_team.earmark is 'For whom the money is meant: opc, ai or general';
comment on column fund_per_team.funds is 'The funds that are added up, as published, the largest first';
comment on column fund_per_team.fund_ids is 'Numbers of the observations of these funds';
comment on column fund_per_team.funds_text is 'The phrases of these funds as one text';
comment on column fund_per_team.money_low is 'Lower bound of their sum in yuan; null = unbounded';
comment on column fund_per_team.money_low_closed is 'Whether the lower bound of the sum belongs to it';
comment on column fund_per_team.money_high is 'Upper bound of their sum in yuan; null = unbounded';
comment on column fund_per_team.money_high_closed is 'Whether the upper bound of the sum belongs to it';
comment on column fund_per_team.fund_source_id is 'Document of the largest fund';
comment on column fund_per_team.fund_source_ids is 'Documents of all of them';
comment on column fund_per_team.fund_title is 'Title of that document';
comment on column fund_per_team.fund_publisher is 'Who published it';
comment on column fund_per_team.fund_published is 'When it was published, as precise as it is known';
comment on column fund_per_team.fund_url is 'Its address';
comment on column fund_per_team.teams_id is 'Number of the observation of the teams; null where none is known';
comment on column fund_per_team.teams_text is 'The teams as published';
comment on column fund_per_team.teams_area is 'Part of the city that the teams are of';
comment on column fund_per_team.area_en is 'Name of that part, English';
comment on column fund_per_team.teams_level is 'Level of the part that the teams are of';
comment on column fund_per_team.counts is 'What exactly is counted as a team';
comment on column fund_per_team.teams_period is 'The time of the teams, as precise as it is known';
comment on column fund_per_team.teams_is_partial is 'Whether the teams are a first batch';
comment on column fund_per_team.teams_evidence is 'Class of evidence of the teams';
comment on column fund_per_team.deadline is 'Day by which the teams are targeted';
comment on column fund_per_team.teams_comparator is 'How the figure bounds the teams';
comment on column fund_per_team.teams_low is 'Hard lower bound of the teams';
comment on column fund_per_team.teams_low_closed is 'Whether that bound belongs to it';
comment on column fund_per_team.teams_high is 'Hard upper bound of the teams';
comment on column fund_per_team.teams_high_closed is 'Whether that bound belongs to it';
comment on column fund_per_team.source_id is 'Document of the teams';
comment on column fund_per_team.title is 'Title of that document';
comment on column fund_per_team.publisher is 'Who published it';
comment on column fund_per_team.published is 'When it was published, as precise as it is known';
comment on column fund_per_team.url is 'Its address';
comment on column fund_per_team.low is 'Lower bound of the money a team in yuan; null = unbounded or not known';
comment on column fund_per_team.low_closed is 'Whether the lower bound belongs to it';
comment on column fund_per_team.high is 'Upper bound of the money a team in yuan; null = unbounded or not known';
comment on column fund_per_team.high_closed is 'Whether the upper bound belongs to it';
comment on column fund_per_team.grade is 'Whether it may be compared: like_for_like, caution or blocked; money without a count of teams is blocked';
comment on column fund_per_team.reasons is 'Why with caution or not at all: codes of the list reason';
comment on column fund_per_team.money_reasons is 'Why the money is to be compared with caution, whatever teams it is divided by: codes of the list reason';
comment on column fund_per_team.is_apart is 'Whether one of the funds and the teams belong to different places, of which neither contains the other; then nothing is divided';

create table roster (
    ref_area text not null references city (ref_area),
    district text,
    sector text,
    level text not null check (level in ('city', 'district', 'sector', 'cell')),
    month_end date not null,
    active bigint,
    entered bigint,
    "left" bigint,
    headcount bigint,
    median_stay_days double,
    survival_6 double,
    survival_12 double,
    is_suppressed boolean not null,
    source_id text not null references source (source_id)
);
comment on table roster is 'One row a month of a city, or of a district or sector of it: teams counted from the roster of who moved in and out; empty without one';
comment on column roster.ref_area is 'GB/T 2260 code of the city';
comment on column roster.district is 'The district; null for all, blank where the roster does not say';
comment on column roster.sector is 'The sector; null for all, blank where the roster does not say';
comment on column roster.level is 'city, district (all sectors), sector (all districts) or cell (one sector of one district)';
comment on column roster.month_end is 'Last day of the month';
comment on column roster.active is 'Teams there at the end of the month; null where hidden';
comment on column roster.entered is 'Teams that moved in during the month; null where hidden';
comment on column roster."left" is 'Teams that moved out during the month; null where hidden';
comment on column roster.headcount is 'People in the teams there at the end of the month, as stated on entry; null where hidden';
comment on column roster.median_stay_days is 'Median stay of the teams that moved out in the month, in days; null where nobody did, or hidden';
comment on column roster.survival_6 is 'Share of the teams that moved in six months earlier that is still there; null where nobody did, or hidden';
comment on column roster.survival_12 is 'Share of the teams that moved in twelve months earlier that is still there; null where nobody did, or hidden';
comment on column roster.is_suppressed is 'Whether a figure of the row is hidden because it would be small, or would give a small one away';
comment on column roster.source_id is 'The roll-up that it is from';

create table policy (
    policy_id text primary key,
    fact_id text not null,
    ref_area text not null,
    area text not null,
    instrument text not null check (instrument in ({instrument})),
    offer text not null,
    amount_text text,
    amount_low double,
    amount_low_closed boolean,
    amount_high double,
    amount_high_closed boolean,
    amount_comparator text check (amount_comparator in ({comparator})),
    amount_unit text,
    amount_per text,
    rate_text text,
    rate_low double,
    rate_high double,
    duration_text text,
    duration_low double,
    duration_high double,
    duration_unit text,
    recipient text check (recipient in ({recipient})),
    valid_from text,
    valid_from_precision text not null check (valid_from_precision in ({time_precision})),
    valid_until date,
    evidence text not null check (evidence in ({evidence})),
    reached text not null check (reached in ({reached})),
    source_id text not null references source (source_id),
    known_from date not null,
    file text not null,
    line integer not null,
    note text,
    note_en text,
    foreign key (ref_area, area) references area (ref_area, area)
);
comment on table policy is 'One row an instrument that an area offers to OPCs';
comment on column policy.policy_id is 'Number of the instrument in data/raw/policies.csv';
comment on column policy.fact_id is 'Number of the statement in the research ledger';
comment on column policy.ref_area is 'GB/T 2260 code of the city, the province, or 000000 for the country';
comment on column policy.area is 'The part that offers it';
comment on column policy.instrument is 'Kind of instrument';
comment on column policy.offer is 'The offer as published, never altered';
comment on column policy.amount_text is 'The amount within the offer, as published';
comment on column policy.amount_low is 'Lower bound of the amount in base units';
comment on column policy.amount_low_closed is 'Whether the lower bound belongs to the interval';
comment on column policy.amount_high is 'Upper bound of the amount in base units';
comment on column policy.amount_high_closed is 'Whether the upper bound belongs to the interval';
comment on column policy.amount_comparator is 'How the phrase bounds the amount';
comment on column policy.amount_unit is 'Base unit of the amount';
comment on column policy.amount_per is 'What the amount is counted per: month, year, team, project …';
comment on column policy.rate_text is 'The rate within the offer, as published';
comment on column policy.rate_low is 'Lower bound of the rate, percent';
comment on column policy.rate_high is 'Upper bound of the rate, percent';
comment on column policy.duration_text is 'The duration within the offer, as published';
comment on column policy.duration_low is 'Lower bound of the duration';
comment on column policy.duration_high is 'Upper bound of the duration';
comment on column policy.duration_unit is 'Unit of the duration: day, month, year';
comment on column policy.recipient is 'Who may have it, where the offer differs by person and company';
comment on column policy.valid_from is 'When it was offered, as precise as it is known';
comment on column policy.valid_from_precision is 'Precision of valid_from';
comment on column policy.valid_until is 'Last day of its validity';
comment on column policy.evidence is 'A official document read, B press report read, C secondary source, D unverified lead';
comment on column policy.reached is 'How the offer was reached';
comment on column policy.source_id is 'The document';
comment on column policy.known_from is 'First day on which the offer was surely public';
comment on column policy.file is 'Raw file';
comment on column policy.line is 'Line in the raw file';
comment on column policy.note is 'What a careful reader has to know, Chinese';
comment on column policy.note_en is 'What a careful reader has to know, English';

create table event (
    event_id text primary key,
    fact_id text not null,
    ref_area text not null,
    area text not null,
    kind text not null check (kind in ({event_kind})),
    happened_on text not null,
    time_precision text not null check (time_precision in ({time_precision})),
    period_start date not null,
    period_end date not null,
    title_zh text not null,
    title_en text not null,
    subject text,
    evidence text not null check (evidence in ({evidence})),
    reached text not null check (reached in ({reached})),
    source_id text not null references source (source_id),
    known_from date not null,
    file text not null,
    line integer not null,
    note text,
    note_en text,
    foreign key (ref_area, area) references area (ref_area, area)
);
comment on table event is 'One row something that happened: an opening, a conference, a policy issued';
comment on column event.event_id is 'Number of the event in data/raw/events.csv';
comment on column event.fact_id is 'Number of the statement in the research ledger';
comment on column event.ref_area is 'GB/T 2260 code of the city, the province, or 000000 for the country';
comment on column event.area is 'The part where it happened';
comment on column event.kind is 'Kind of event';
comment on column event.happened_on is 'When it happened, as precise as it is known';
comment on column event.time_precision is 'Precision of happened_on';
comment on column event.period_start is 'First day that happened_on may mean';
comment on column event.period_end is 'Last day that happened_on may mean';
comment on column event.title_zh is 'What happened, Chinese';
comment on column event.title_en is 'What happened, English';
comment on column event.subject is 'Accounts of the same event share a subject';
comment on column event.evidence is 'A official document read, B press report read, C secondary source, D unverified lead';
comment on column event.reached is 'How it was reached';
comment on column event.source_id is 'The document';
comment on column event.known_from is 'First day on which it was surely public';
comment on column event.file is 'Raw file';
comment on column event.line is 'Line in the raw file';
comment on column event.note is 'What a careful reader has to know, Chinese';
comment on column event.note_en is 'What a careful reader has to know, English';

create table statement (
    kind text not null check (kind in ('figure', 'policy', 'event')),
    id text not null,
    ref_area text not null,
    area text not null,
    topic text not null,
    scenario text check (scenario in ({scenario})),
    words text not null,
    period text,
    period_end date,
    evidence text not null,
    reached text not null,
    source_id text not null,
    known_from date not null,
    note text,
    note_en text,
    file text not null,
    line integer not null,
    name_zh text,
    name_en text,
    area_en text,
    area_level text,
    title text,
    publisher text,
    published text,
    url text,
    title_en text,
    counts text,
    earmark text,
    deadline date,
    deadline_precision text,
    searched text not null
);
comment on table statement is 'One row a statement: figures, policies and events together, with the words of place and document, the latest first';
comment on column statement.kind is 'What it is: a figure, a policy or an event';
comment on column statement.id is 'Number of the figure, the instrument or the event';
comment on column statement.ref_area is 'GB/T 2260 code of the city, the province, or 000000 for the country';
comment on column statement.area is 'The part that it speaks of';
comment on column statement.topic is 'Indicator, instrument or kind of event';
comment on column statement.scenario is 'actual or target; null where it is no figure';
comment on column statement.words is 'What is stated, as published; of an event its title, Chinese';
comment on column statement.period is 'The time it speaks of, as precise as it is known';
comment on column statement.period_end is 'Last possible day of that time';
comment on column statement.evidence is 'A official document read, B press report read, C secondary source, D unverified lead, R counted from a roster';
comment on column statement.reached is 'How the statement was reached';
comment on column statement.source_id is 'The document';
comment on column statement.known_from is 'First day on which the statement was surely public';
comment on column statement.note is 'What a careful reader has to know, Chinese';
comment on column statement.note_en is 'What a careful reader has to know, English';
comment on column statement.file is 'Raw file';
comment on column statement.line is 'Line in the raw file';
comment on column statement.name_zh is 'Name of the city, or of the province or the country, Chinese';
comment on column statement.name_en is 'Name of the city, or of the province or the country, English';
comment on column statement.area_en is 'Name of the part, English';
comment on column statement.area_level is 'Level of the part: country, province, city, district, community …';
comment on column statement.title is 'Title of the document';
comment on column statement.publisher is 'Who published the document';
comment on column statement.published is 'When the document was published, as precise as it is known';
comment on column statement.url is 'Address of the document';
comment on column statement.title_en is 'Title of an event, English; null where it is none';
comment on column statement.counts is 'What exactly a figure counts; null where nothing is counted';
comment on column statement.earmark is 'For whom a sum of money is meant: opc, ai or general';
comment on column statement.deadline is 'Last day of a target';
comment on column statement.deadline_precision is 'How precisely that day is known';
comment on column statement.searched is 'All words by which the statement is found, in small letters';

create table contradiction (
    kind text not null check (kind in ('figure', 'definition', 'policy', 'event')),
    ref_area text not null,
    area text not null,
    topic text not null,
    first_id text not null,
    second_id text not null,
    first_text text not null,
    second_text text not null,
    first_counts text check (first_counts in ({counts})),
    second_counts text check (second_counts in ({counts})),
    first_source_id text not null references source (source_id),
    second_source_id text not null references source (source_id),
    first_evidence text not null check (first_evidence in ({evidence})),
    second_evidence text not null check (second_evidence in ({evidence})),
    known_from date not null,
    foreign key (ref_area, area) references area (ref_area, area)
);
comment on table contradiction is 'One row a pair of published claims about the same thing that cannot both hold';
comment on column contradiction.kind is 'What differs: the figure, its definition, the terms of a policy, or the day of an event';
comment on column contradiction.ref_area is 'GB/T 2260 code of the city, the province, or 000000 for the country';
comment on column contradiction.area is 'The part that both claims cover';
comment on column contradiction.topic is 'Indicator, instrument or event that both speak of';
comment on column contradiction.first_id is 'Number of the one claim';
comment on column contradiction.second_id is 'Number of the other claim';
comment on column contradiction.first_text is 'What the one says, as published';
comment on column contradiction.second_text is 'What the other says, as published';
comment on column contradiction.first_counts is 'What exactly the one counts; null where it is no figure, or counts nothing';
comment on column contradiction.second_counts is 'What exactly the other counts';
comment on column contradiction.first_source_id is 'Document of the one';
comment on column contradiction.second_source_id is 'Document of the other';
comment on column contradiction.first_evidence is 'Class of evidence of the one';
comment on column contradiction.second_evidence is 'Class of evidence of the other';
comment on column contradiction.known_from is 'First day on which both were surely public';

create table left_out (
    fact_id text primary key,
    ref_area text not null,
    reason text not null check (reason in ({left_out_reason})),
    obs_text text not null,
    evidence text not null check (evidence in ({evidence})),
    source_id text not null references source (source_id),
    known_from date not null,
    file text not null,
    line integer not null,
    note text,
    note_en text
);
comment on table left_out is 'One row a statement of the ledger that is not used, and why';
comment on column left_out.fact_id is 'Number of the statement in the research ledger';
comment on column left_out.ref_area is 'GB/T 2260 code of the city, the province, or 000000 for the country';
comment on column left_out.reason is 'Why it is not used';
comment on column left_out.obs_text is 'The figure as published';
comment on column left_out.evidence is 'A official document read, B press report read, C secondary source, D unverified lead';
comment on column left_out.source_id is 'The document';
comment on column left_out.known_from is 'First day on which it was surely public';
comment on column left_out.file is 'Raw file';
comment on column left_out.line is 'Line in the raw file';
comment on column left_out.note is 'Why, in words, Chinese';
comment on column left_out.note_en is 'Why, in words, English';

create table reject (
    file text not null,
    line integer not null,
    column_name text not null,
    value text,
    reason text not null check (reason in ({reject_reason})),
    message text not null
);
comment on table reject is 'One row a defect for which a raw row could not be used';
comment on column reject.file is 'Raw file';
comment on column reject.line is 'Line in the raw file';
comment on column reject.column_name is 'Column with the defect';
comment on column reject.value is 'What was found';
comment on column reject.reason is 'Kind of defect';
comment on column reject.message is 'What was found and what to do';

create table build (
    version text not null,
    file text primary key,
    sha256 text not null,
    rows_read integer not null,
    rows_used integer not null,
    rows_rejected integer not null
);
comment on table build is 'One row an input file of this build';
comment on column build.version is 'Version of the warehouse: a hash of inputs and code';
comment on column build.file is 'Input file';
comment on column build.sha256 is 'SHA-256 of its bytes';
comment on column build.rows_read is 'Rows read from it';
comment on column build.rows_used is 'Rows used from it';
comment on column build.rows_rejected is 'Rows rejected from it';

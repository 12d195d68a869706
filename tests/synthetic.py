"""A warehouse of invented cities, as large as wanted, for tests and measurements of scale.

Nothing in it can be taken for real: every name says 合成 or Synthetic, the codes of the cities begin with 9, which no
division of China has, addresses end in .invalid, and the folder of the data is refused as a place. It goes through
the product's own schema, derive.sql, macros and checks, so that its tables lie as those of the real one do.
"""

import json
import re
from pathlib import Path

import duckdb

from etl.derive import INDICATOR_COLUMNS, fill, schema, settings
from etl.publish import verify
from opc import catalogue
from opc.directory import POINTER

MOST_CITIES = 990
# The last month that is observed; the first lies as many months before as are asked for.
LAST_MONTH = "2026-10-01"
# A city of each unit has some of it; the phrase counts in the measure word, the bounds in base units.
MEASURES = {
    "CNY": ("万元", 10_000, 4_000),
    "m2": ("平方米", 1, 20_000),
    "person": ("人", 1, 900),
    "percent": ("%", 1, 30),
    "team": ("家", 1, 300),
}
OTHER_MEASURE = ("个", 1, 40)

# Each step is one statement. `luck(…)` is a number from 0 on that depends on its arguments and the seed alone.
STEPS = """
create temp macro luck(text, most) as (hash(text || '/' || getvariable('seed')) % most)::integer;

create temp view incoming_city as
select
    printf('9%d%02d00', n // 99, n % 99 + 1) as ref_area,
    printf('合成市%03d', n + 1) as name_zh, printf('Synthetic %03d', n + 1) as name_en,
    printf('合成省%d', n // 99) as province_zh, printf('Synthetic Province %d', n // 99) as province_en,
    20 + luck('north' || n, 2500) / 100 as latitude, 85 + luck('east' || n, 4500) / 100 as longitude,
    5 + luck('units' || n, 15) as county_level_units,
    -- One city in fifty has no census figure.
    case when n % 50 != 49 then 500000 + luck('people' || n, 12000000) end as population,
    case when n % 50 != 49 then date '2020-11-01' end as population_date,
    case when n % 50 != 49 then 'Y00000' end as population_source_id, 'Y00000' as position_source_id
from generate_series(0, getvariable('cities') - 1) as cities (n);

create temp view place as
select ref_area, name_zh as area, name_zh, name_en, 'city' as area_level, 0 as part from incoming_city
union all
select ref_area, '合成区', '合成区', 'Synthetic District', 'district', 1 from incoming_city
union all
select ref_area, '合成社区', '合成社区', 'Synthetic Community', 'community', 2 from incoming_city;

create temp view incoming_area as select * exclude (part) from place;

-- The indicators of the catalogue, and invented ones until there are enough.
create temp table measured as
select unnest(from_json(getvariable('catalogue'), '[{
    "indicator": "text", "family": "text", "kind": "text", "unit": "text", "per": "text", "better": "text",
    "core": "boolean", "position": "integer", "name_zh": "text", "name_en": "text", "definition_zh": "text",
    "definition_en": "text", "counts": ["text"], "word": "text", "scale": "double", "usual": "double"
}]'), recursive := true);

create temp view incoming_indicator as
select
    indicator, family, kind, unit, per, better, core, name_zh, name_en, definition_zh, definition_en, position
from measured;

-- A year book, and one bulletin a city and month, which appears within three weeks after it.
create temp view incoming_source as
select
    'Y00000' as source_id, '合成年鉴' as title, '合成出版社' as publisher, '2023' as published,
    'year' as published_precision, date '2023-12-31' as known_from, null as url, '2026-10' as retrieved,
    'sources.csv' as file, 2 as line
union all
select
    printf('Y%s%s', right(ref_area, 5), strftime(month, '%y%m')),
    printf('%s合成月报 %s', name_zh, strftime(month, '%Y-%m')),
    '合成统计局 ' || province_zh, strftime(appeared, '%Y-%m-%d'), 'day', appeared,
    printf('https://synthetic.invalid/%s/%s', ref_area, strftime(month, '%Y-%m')), strftime(appeared, '%Y-%m'),
    'sources.csv', (3 + row_number() over (order by month, ref_area))::integer
from (
    select *, (month + interval 1 month)::date + luck('appeared' || ref_area || month, 21) as appeared
    from incoming_city cross join month
);

-- One figure a city, indicator and month: a part of the city, the thing counted, and a value that grows, as a rule.
create temp view figure as
select
    place.ref_area, place.area, place.area_level, place.part, measured.indicator, measured.kind, measured.unit,
    measured.per, measured.word, measured.scale, measured.position, month.month,
    measured.counts[1 + luck(
        case when luck('count' || key, 8) = 0 then key else pair end, greatest(len(measured.counts), 1)
    )] as counts,
    case when measured.family = 'funds' then 1 + luck('fund' || pair, 3) end as fund,
    least(greatest(round(
        measured.usual * (1 + luck('size' || pair, 100) / 10)
        * (1 + (luck('growth' || pair, 100) - 20) / 1000 * date_diff('month', date '2023-01-01', month.month))
        * (1 + luck('noise' || key, 100) / 1000) * [1, 0.4, 0.1][place.part + 1]
    ), 1), case measured.unit when 'percent' then 80 else 1e12 end) as value,
    luck('shape' || key, 20) as shape, luck('batch' || settled, 12) = 0 as is_partial,
    ['A', 'A', 'B', 'B', 'B', 'B', 'C', 'C', 'C', 'D'][1 + luck('class' || key, 10)] as evidence,
    luck('date' || key, 20) as dated, 'actual' as scenario, null::date as deadline
from (
    -- What is said of a fund is said of the same fund each month; other figures are now of the city, now of a part.
    select
        *, ref_area || indicator as pair, ref_area || indicator || month as key,
        case when family = 'funds' then pair else key end as settled
    from incoming_city cross join measured cross join month
) as cell
join measured using (indicator)
join month on month.month = cell.month
join place on place.ref_area = cell.ref_area
    and place.part = [0, 0, 0, 0, 0, 0, 1, 1, 2][1 + luck('part' || settled, 9)];

-- Targets: of every city's teams and of one indicator in forty, set in the first month; one in four is revised.
create temp view target as
select
    * exclude (month, value, shape, is_partial, scenario, deadline, revision),
    month, round(value * (0.8 + luck('goal' || ref_area || indicator || revision, 30) / 10)) as value,
    case when shape < 11 then 0 else 14 end as shape, false as is_partial, 'target' as scenario,
    [null, date '2025-12-31', date '2026-12-31', date '2026-12-31', date '2027-12-31'][
        1 + luck('limit' || ref_area || indicator, 5)] as deadline
from figure
cross join (values (0), (1)) as revised (revision)
where kind != 'statement' and (indicator = 'resident_teams' or luck('aim' || ref_area || indicator, 40) = 0)
    and month = getvariable('months')[1 + revision * (len(getvariable('months')) // 2)]
    and (revision = 0 or len(getvariable('months')) > 1 and luck('revise' || ref_area || indicator, 4) = 0);

-- The phrase that is published and what it means, by shape: plain, 超, 不少于, 余, 近, 约, a range, and 数百.
create temp table incoming_observation as
select
    'Y' || lpad(line::text, 7, '0') as observation_id, 'Y' || lpad(line::text, 7, '0') as fact_id,
    ref_area, area, indicator, scenario,
    case when dated between 1 and 7 then strftime(last_day(month), '%Y-%m-%d')
        when dated > 7 then strftime(month, '%Y-%m') end as time_period,
    case when dated = 0 then 'unknown' when dated < 8 then 'day' else 'month' end as time_precision,
    case when dated = 0 then null when dated < 8 then last_day(month) else month end as period_start,
    case when dated > 0 then last_day(month) end as period_end,
    deadline, case when deadline is not null then 'year' end as deadline_precision,
    case when is_partial then '首批' else '' end || case
        when kind = 'statement' then '合成之城'
        when shape < 11 then value::bigint || word
        when shape < 14 then '超' || value::bigint || word
        when shape = 14 then '不少于' || value::bigint || word
        when shape = 15 then value::bigint || '余' || word
        when shape = 16 then '近' || value::bigint || word
        when shape = 17 then '约' || value::bigint || word
        when shape = 18 then value::bigint || '至' || (value * 1.2)::bigint || word
        else '数百' || word
    end as obs_text,
    case
        when kind = 'statement' then 'none'
        when shape < 11 then '=' when shape < 14 then '>' when shape = 14 then '>=' when shape = 15 then '>'
        when shape = 16 then '<' when shape = 17 then '~' else 'range'
    end as comparator,
    scale * case when kind = 'statement' or shape = 16 then null when shape = 19 then 200 else value end as low,
    case when kind = 'statement' or shape = 16 then null else shape not in (11, 12, 13, 15) end as low_closed,
    scale * case when kind = 'statement' or shape between 11 and 15 then null when shape = 18 then round(value * 1.2)
        when shape = 19 then 999 else value end as high,
    case when kind = 'statement' or shape between 11 and 15 then null else shape != 16 end as high_closed,
    scale * case when kind = 'statement' then null when shape = 16 then value * 0.5 when shape = 17 then value * 0.9 end
        as assumed_low,
    scale * case when kind = 'statement' then null when shape = 15 then value * 1.5 when shape = 17 then value * 1.1 end
        as assumed_high,
    unit, per, counts, ['opc', 'ai', 'general'][fund] as earmark, is_partial,
    kind != 'statement' and shape = 19 as is_vague,
    '合成基金' || fund as item_zh, 'Synthetic fund ' || fund as item_en, evidence,
    case evidence when 'A' then 'full_text' when 'B' then 'opening_read' when 'C' then 'compiled_checked'
        else 'compiled_cited' end as reached,
    printf('Y%s%s', right(ref_area, 5), strftime(month, '%y%m')) as source_id,
    'figures.csv' as file, line, '合成数据' as note, 'Synthetic' as note_en
from (
    -- A ledger is written month by month.
    select *, (1 + row_number() over (order by month, ref_area, position, scenario, deadline, value))::integer as line
    from (select * from figure union all by name select * from target)
);

create temp table incoming_policy as
select
    'YP' || line as policy_id, 'YP' || line as fact_id, ref_area, area,
    ['rent', 'compute_subsidy', 'voucher', 'loan', 'award', 'data_support'][1 + n] as instrument,
    printf('合成补贴%d万元', 1 + luck('sum' || ref_area || n, 90)) as offer, offer as amount_text,
    10000.0 * (1 + luck('sum' || ref_area || n, 90)) as amount_low, true as amount_low_closed,
    amount_low as amount_high, true as amount_high_closed, '=' as amount_comparator, 'CNY' as amount_unit,
    case when n = 1 then (20 + 10 * luck('rate' || ref_area || part, 4))::double end as rate_high,
    case when n = 1 then printf('不超过%d%%', rate_high::integer) end as rate_text,
    strftime(getvariable('months')[1], '%Y-%m') as valid_from, 'month' as valid_from_precision,
    ['A', 'B', 'C', 'D'][1 + luck('offered' || ref_area || n, 4)] as evidence, 'full_text' as reached,
    printf('Y%s%s', right(ref_area, 5), strftime(getvariable('months')[1], '%y%m')) as source_id,
    'policies.csv' as file, line
from (
    select *, (1 + row_number() over (order by ref_area, part, n))::integer as line
    from place cross join generate_series(0, 5) as instruments (n)
    where part < 2
);

create temp table incoming_event as
select
    'YE' || line as event_id, 'YE' || line as fact_id, ref_area, area,
    ['launch', 'conference', 'first'][1 + n % 3] as kind, strftime(month, '%Y-%m') as happened_on,
    'month' as time_precision, month as period_start, last_day(month) as period_end,
    printf('合成活动%d', n) as title_zh, printf('Synthetic event %d', n) as title_en,
    -- Two accounts of each launch, a month apart where there is more than one month.
    case when n % 3 = 0 then 'synthetic_launch' end as subject,
    ['A', 'B', 'C', 'D'][1 + luck('told' || ref_area || n, 4)] as evidence, 'full_text' as reached,
    printf('Y%s%s', right(ref_area, 5), strftime(month, '%y%m')) as source_id, 'events.csv' as file, line
from (
    select *, getvariable('months')[1 + n % len(getvariable('months'))] as month,
        (1 + row_number() over (order by ref_area, n))::integer as line
    from place cross join generate_series(0, 3) as happenings (n)
    where part = 0
);

create temp view incoming_left_out as
select
    'YL' || ref_area as fact_id, ref_area, 'ambiguous' as reason, '合成数字' as obs_text, 'D' as evidence,
    'Y00000' as source_id, 'left_out.csv' as file, (1 + row_number() over (order by ref_area))::integer as line,
    '合成数据' as note, 'Synthetic' as note_en
from incoming_city
where luck('left out' || ref_area, 10) = 0;

create temp view incoming_reject as
select
    'figures.csv' as file, 1 as line, 'figure' as column_name, '合成' as value, 'not_a_quantity' as reason,
    'synthetic' as message
where false;

create temp view incoming_build as
select
    getvariable('version') as version, file, repeat('0', 64) as sha256, lines as rows_read, lines as rows_used,
    0 as rows_rejected
from (
    select 'sources.csv' as file, (select count(*) from incoming_source)::integer as lines
    union all select 'cities.csv', (select count(*) from incoming_city)::integer
    union all select 'areas.csv', (select count(*) from incoming_area where area_level != 'city')::integer
    union all select 'figures.csv', (select count(*) from incoming_observation)::integer
    union all select 'policies.csv', (select count(*) from incoming_policy)::integer
    union all select 'events.csv', (select count(*) from incoming_event)::integer
    union all select 'left_out.csv', (select count(*) from incoming_left_out)::integer
);

-- No city of this kind has rolled up a roster.
create temp view incoming_roster as select * exclude (source_id) from roster where false;
"""


def build(path: Path, cities: int, indicators: int, months: int, seed: int = 1) -> None:
    """Write the warehouse `path`, named opc-….duckdb, and the pointer beside it; the same seed gives the same rows.

    To read it through the product, set OPC_WAREHOUSE to the folder of `path`. Invented indicators are not in the
    catalogue: queries take them, the controls of pages do not.
    """
    version = _version(path)
    if not 1 <= cities <= MOST_CITIES or indicators < 1 or months < 1:
        raise ValueError(f"{cities} × {indicators} × {months}: at least 1 of each, at most {MOST_CITIES} cities")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with duckdb.connect(path, config=settings(cities * indicators * months)) as connection:
        variables = {"cities": cities, "seed": seed, "version": version, "catalogue": json.dumps(_measured(indicators))}
        for name, value in variables.items():
            connection.execute(f"set variable {name} = ?", [value])
        connection.execute(
            "create temp table month as select ($1::date - to_months(n::integer))::date as month "
            "from generate_series($2 - 1, 0, -1) as months (n)",
            [LAST_MONTH, months],
        )
        connection.execute("set variable months = (select list(month order by month) from month)")
        connection.begin()
        connection.execute(schema())
        connection.execute(STEPS)
        fill(connection)
        connection.execute("checkpoint")
    verify(path)
    (path.parent / POINTER).write_text(path.name, encoding="utf-8")


def _version(path: Path) -> str:
    """The version that the name of the file states; readers open no other names, and real data is not to be touched."""
    found = re.fullmatch(r"opc-([0-9a-z]+)\.duckdb", path.name)
    if not found:
        raise ValueError(f"{path.name}: name it opc-….duckdb, in small letters and digits")
    if path.resolve().is_relative_to(catalogue.DATA):
        raise ValueError(f"{path}: real data lives there, invented data goes elsewhere")
    return found[1]


def _measured(wanted: int) -> list[dict[str, object]]:
    """The indicators of the catalogue, then invented ones, up to the number wanted."""
    real = [
        {
            "indicator": indicator.code,
            **{name: getattr(indicator, name) for name in INDICATOR_COLUMNS},
            **{f"name_{lang}": indicator.name[lang] for lang in catalogue.LANGUAGES},
            **{f"definition_{lang}": indicator.definition[lang] for lang in catalogue.LANGUAGES},
            "counts": indicator.counts,
        }
        for indicator in catalogue.indicators().values()
    ]
    families = ("teams", "people", "spaces")
    units = ("team", "person", "m2")
    invented = [
        {
            "indicator": f"synthetic_{number:03d}",
            "family": families[number % 3],
            "kind": "quantity",
            "unit": units[number % 3],
            "per": None,
            "better": "higher",
            "core": False,
            "name_zh": f"合成指标{number:03d}",
            "name_en": f"Synthetic indicator {number:03d}",
            "definition_zh": "合成",
            "definition_en": "Synthetic",
            "position": number,
            "counts": (),
        }
        for number in range(len(real) + 1, wanted + 1)
    ]
    return [entry | _measure(str(entry["unit"])) for entry in (real + invented)[:wanted]]


def _measure(unit: str) -> dict[str, object]:
    word, scale, usual = MEASURES.get(unit, OTHER_MEASURE)
    return {"word": word, "scale": scale, "usual": usual}

-- Rules that more than one query needs, each once, and the whole arithmetic on bounds. Built into the warehouse, so that
-- whoever opens the file has them too.
--
-- Bounds are structs {low, low_closed, high, high_closed}; a null end is unbounded and its flag is null.
-- A macro is replaced by its text, and nested ones would grow without end: where an argument is used more than once, a
-- list of one and a lambda bind it to a name.

create or replace macro bounds(low_, low_closed_, high_, high_closed_) as {
    'low': low_::double, 'low_closed': case when low_ is not null then low_closed_::boolean end,
    'high': high_::double, 'high_closed': case when high_ is not null then high_closed_::boolean end
};

create or replace macro observed_bounds(o) as bounds(o.low, o.low_closed, o.high, o.high_closed);

-- Counts, areas and money cannot be negative: 近200家 lies between 0 and 200.
create or replace macro count_low(low_) as case when low_ >= 0 then low_ else 0 end;

create or replace macro count_low_closed(low_, low_closed_) as case when low_ >= 0 then low_closed_ else true end;

create or replace macro not_negative(x) as list_transform([x], lambda it: case
    when it.low >= 0 then it
    else bounds(0, true, it.high, it.high_closed)
end)[1];

create or replace macro negative(x) as list_transform(
    [x], lambda it: bounds(-it.high, it.high_closed, -it.low, it.low_closed)
)[1];

-- A missing part makes the sum missing; an unbounded part makes it unbounded.
create or replace macro total(a, b) as list_transform([{'a': a, 'b': b}], lambda it: bounds(
    it.a.low + it.b.low, it.a.low_closed and it.b.low_closed,
    it.a.high + it.b.high, it.a.high_closed and it.b.high_closed
))[1];

create or replace macro difference(a, b) as list_transform([{'a': a, 'b': b}], lambda it: bounds(
    it.a.low - it.b.high, it.a.low_closed and it.b.high_closed,
    it.a.high - it.b.low, it.a.high_closed and it.b.low_closed
))[1];

create or replace macro scaled(x, factor) as list_transform(
    [x], lambda it: bounds(it.low * factor, it.low_closed, it.high * factor, it.high_closed)
)[1];

-- a ÷ b, end by end and over plain columns: planning a struct costs more than dividing. First where b is nowhere negative
-- (null where it is 0): each end comes from one corner, a positive end of a is smallest over the largest b. Over an
-- unbounded b the quotient nears 0 and never meets it, unless a itself may be 0.
create or replace macro quotient_low(a_low, b_low, b_high) as case when b_low >= 0 and coalesce(b_high > 0, true) then case
    when a_low >= 0 then case when b_high is null then 0 else a_low / b_high end
    when b_low > 0 then a_low / b_low
end end;

create or replace macro quotient_high(a_high, b_low, b_high) as case when b_low >= 0 and coalesce(b_high > 0, true) then case
    when a_high <= 0 then case when b_high is null then 0 else a_high / b_high end
    when b_low > 0 then a_high / b_low
end end;

create or replace macro quotient_low_closed(a_low, a_low_closed, b_low, b_low_closed, b_high, b_high_closed) as
    case when b_low >= 0 and coalesce(b_high > 0, true) then case
        when a_low = 0 then a_low_closed
        when a_low > 0 then b_high is not null and a_low_closed and b_high_closed
        when a_low < 0 and b_low > 0 then a_low_closed and b_low_closed
    end end;

create or replace macro quotient_high_closed(a_high, a_high_closed, b_low, b_low_closed, b_high, b_high_closed) as
    case when b_low >= 0 and coalesce(b_high > 0, true) then case
        when a_high = 0 then a_high_closed
        when a_high < 0 then b_high is not null and a_high_closed and b_high_closed
        when a_high > 0 and b_low > 0 then a_high_closed and b_low_closed
    end end;

-- The same for any b: where it is nowhere positive both change sign; null where it may be on either side of 0.
create or replace macro ratio_low(a_low, a_high, b_low, b_high) as
    case when b_high <= 0 and coalesce(b_low < 0, true) then quotient_low(-a_high, -b_high, -b_low)
    else quotient_low(a_low, b_low, b_high) end;

create or replace macro ratio_high(a_low, a_high, b_low, b_high) as
    case when b_high <= 0 and coalesce(b_low < 0, true) then quotient_high(-a_low, -b_high, -b_low)
    else quotient_high(a_high, b_low, b_high) end;

create or replace macro ratio(a, b) as list_transform([{'a': a, 'b': b}], lambda it: {
    'low': ratio_low(it.a.low, it.a.high, it.b.low, it.b.high),
    'low_closed': case when it.b.high <= 0 and coalesce(it.b.low < 0, true) then quotient_low_closed(
        -it.a.high, it.a.high_closed, -it.b.high, it.b.high_closed, -it.b.low, it.b.low_closed
    ) else quotient_low_closed(
        it.a.low, it.a.low_closed, it.b.low, it.b.low_closed, it.b.high, it.b.high_closed
    ) end,
    'high': ratio_high(it.a.low, it.a.high, it.b.low, it.b.high),
    'high_closed': case when it.b.high <= 0 and coalesce(it.b.low < 0, true) then quotient_high_closed(
        -it.a.low, it.a.low_closed, -it.b.high, it.b.high_closed, -it.b.low, it.b.low_closed
    ) else quotient_high_closed(
        it.a.high, it.a.high_closed, it.b.low, it.b.low_closed, it.b.high, it.b.high_closed
    ) end
})[1];

-- Whether a figure surely reaches a number, or passes it where the number itself does not count (超1000家).
create or replace macro clears(low_, low_closed_, mark, mark_counts) as
    coalesce(low_ > mark or (low_ = mark and (mark_counts or not low_closed_)), false);

-- What is counted falls into groups; across groups one count says nothing about the other.
create or replace macro counts_group(code) as case
    when code in (
        'opc', 'opc_and_small_teams', 'teams', 'companies', 'entities', 'registered_opc', 'signed_opc', 'benchmark_opc'
    ) then 'opc'
    when code in ('ai_startups', 'ai_companies', 'ai_opc', 'tech_opc') then 'technology'
    else coalesce(code, 'all')
end;

-- The larger part of a city comes first: the whole before a district, a district before one community.
create or replace macro level_order(level_code) as case level_code
    when 'city' then 0 when 'new_area' then 1 when 'district' then 1 when 'county' then 1 when 'subdistrict' then 2
    when 'community' then 3 when 'communities' then 3 else 0
end;

-- Evidence is good enough for a floor; what is counted from a roster (R) always is.
create or replace macro reaches(evidence_, floor_) as evidence_ <= floor_ or evidence_ = 'R';

-- The best evidence first: a count from a roster, then A to D.
create or replace macro evidence_order(evidence_) as case evidence_ when 'R' then '' else evidence_ end;

-- Whether each of the words of a search stands in a text of small letters.
create or replace macro mentions(text_, search) as
    list_bool_and(list_transform(string_split(lower(search), ' '), lambda word: contains(text_, word)));

-- Whether something became public after a day; a year alone dates no document: it would be as new as the day on which we
-- read it. Of the first day of all, everything did.
create or replace macro became_public(since, known_from_, published_) as
    since <= date '1900-01-01' or (known_from_ > since and length(published_) > 4);

-- What was public on a day, down to an evidence class.
create or replace macro known_observation(evidence_floor, known_day) as table
    select * from described_observation where reaches(evidence, evidence_floor) and known_from <= known_day;

-- In which order several claims are preferred on a day: `preference` says it (see derive.sql), and a target whose deadline
-- has passed stands behind those that run.
create or replace macro preference_on(preference_, deadline_, day_) as
    preference_ + case when deadline_ < day_ then 1000000 else 0 end;

-- The preferred of several claims, of those that are let in.
create or replace macro preferred(claim, preference_, is_let_in) as min_by(claim, preference_) filter (where is_let_in);

-- Where the preferred claim of each area and indicator stands, among those that were public. The rest stay and are shown
-- beside it.
create or replace macro preferred_place(evidence_floor, known_day, wanted, indicators) as table
    select preferred(rowid, preference_on(preference, deadline, known_day), true) as place from described_observation
    where reaches(evidence, evidence_floor) and known_from <= known_day and scenario = wanted
        and indicator in (select unnest(indicators))
    group by ref_area, indicator;

-- These claims themselves. First which rows, then their columns: reading all columns of all claims would take most of
-- the time.
create or replace macro preferred_observation(evidence_floor, known_day, wanted, indicators) as table
    select * from described_observation
    where rowid in (select place from preferred_place(evidence_floor, known_day, wanted, indicators));

-- Comparing. ----------------------------------------------------------------------------------------------------------

-- Counts that mean the same thing to a reader. 入驻企业 of an OPC community, teams and OPC entities are all OPCs; small
-- teams, projects, AI start-ups and companies that have only signed are other things, and a comparison with them says so.
create or replace macro counts_kind(code) as case
    when code in ('opc', 'teams', 'companies', 'entities', 'registered_opc') then 'opc'
    when code in ('opc_people', 'founders', 'registered_people') then 'opc_people'
    else coalesce(code, 'all')
end;

-- What an indicator is named after; a figure under that name that counts something else says what.
create or replace macro plain_counts(indicator_) as case indicator_
    when 'resident_teams' then 'opc' when 'communities' then 'communities' when 'opc_talent' then 'opc_people'
end;

-- Whether a figure counts something else than its indicator is named after; one that does not say is taken at its name.
create or replace macro counts_differ(counts_, indicator_) as
    coalesce(counts_kind(counts_) != plain_counts(indicator_), false) and counts_ is not null;

-- The day by which a document is listed: one of which the year alone is known stands behind all others of that year.
create or replace macro listed_day(published, known_from) as
    case when length(published) = 4 then make_date(published::integer, 1, 1) else known_from end;

-- Kinds of counts that cannot be compared with any other.
create or replace macro stands_alone(code) as coalesce(code in ('legal_one_person', 'directory_entries'), false);

-- Claims of one area, indicator and thing counted are of one series where they are of the same money, too: for the same
-- purpose and under the same name. One fund says nothing of another, neither against it nor of how far its target is.
create or replace macro same_series(a_earmark, a_item, b_earmark, b_item) as
    coalesce(a_earmark, '') = coalesce(b_earmark, '') and coalesce(a_item, '') = coalesce(b_item, '');

-- One side of a comparison. Column by column: naming a whole row would make DuckDB plan all its columns.
create or replace macro side(
    indicator_, unit_, counts_, ref_area_, area_, area_level_, earmark_, starts_, ends_, is_partial_, evidence_,
    district_ := null
) as {
    'indicator': indicator_, 'unit': unit_, 'counts': counts_, 'ref_area': ref_area_, 'area': area_,
    'area_level': area_level_, 'district': district_, 'earmark': earmark_, 'starts': starts_, 'ends': ends_,
    'is_partial': is_partial_, 'evidence': evidence_
};

-- More than 180 days lie between two periods however their days are chosen; a period that is not known cannot be close.
create or replace macro far_apart(a_starts, a_ends, b_starts, b_ends) as coalesce(
    greatest(date_diff('day', a_ends, b_starts), date_diff('day', b_ends, a_starts)) > 180, true
);

-- Two areas match when they are the same, or in different cities of the same level.
create or replace macro areas_differ(a, b) as
    case when a.ref_area = b.ref_area then a.area != b.area else a.area_level != b.area_level end;

-- Two areas of one city are apart where neither can contain the other: they lie in different districts, or are communities
-- (or sub-districts) of different names. A whole city contains all its parts; a new area over several districts may share
-- what each of them has, and what lies in no district that is known is not known to be apart from any.
create or replace macro areas_apart(a_area, a_level, a_district, b_area, b_level, b_district) as coalesce(
    level_order(a_level) > 0 and level_order(b_level) > 0 and a_area != b_area and (
        coalesce(not list_has_any(str_split(a_district, '、'), str_split(b_district, '、')), false)
        or (a_level = b_level and a_level in ('subdistrict', 'community'))
    ), false
);

-- Why two figures may not be put side by side without a word: codes of the list `reason`.
create or replace macro comparison_reasons(a, b) as list_transform([{'a': a, 'b': b}], lambda it: list_filter([
    case when it.a.unit != it.b.unit then 'unit' end,
    case when it.a.indicator != it.b.indicator or counts_kind(it.a.counts) != counts_kind(it.b.counts) then 'counts' end,
    case when areas_differ(it.a, it.b) then 'area' end,
    case when coalesce(it.a.earmark, '') != coalesce(it.b.earmark, '') then 'earmark' end,
    case when far_apart(it.a.starts, it.a.ends, it.b.starts, it.b.ends) then 'dates' end,
    case when it.a.is_partial != it.b.is_partial then 'partial' end,
    case when 'D' in (it.a.evidence, it.b.evidence) then 'evidence' end
], lambda code: code is not null))[1];

-- Blocked: units differ, what is counted is another thing altogether, or the two are of places of one city that are apart.
-- Caution: any other reason. Else like for like.
create or replace macro comparison_grade(a, b) as list_transform([{'a': a, 'b': b}], lambda it: case
    when it.a.unit != it.b.unit or it.a.indicator != it.b.indicator then 'blocked'
    when counts_kind(it.a.counts) != counts_kind(it.b.counts)
        and (stands_alone(it.a.counts) or stands_alone(it.b.counts)) then 'blocked'
    when it.a.ref_area = it.b.ref_area and areas_apart(
        it.a.area, it.a.area_level, it.a.district, it.b.area, it.b.area_level, it.b.district
    ) then 'blocked'
    when len(comparison_reasons(it.a, it.b)) > 0 then 'caution'
    else 'like_for_like'
end)[1];

-- The same of the figure of a city among those of other cities. It is held against a whole city's stock of OPCs, or of
-- money for OPCs, at the newest time shown; where an indicator is of neither, what it counts makes no difference. Over
-- plain columns, for pages ask this most and planning a struct takes longer than all the rest.
create or replace macro city_reasons(
    indicator_, family_, counts_, area_level_, earmark_, starts_, ends_, is_partial_, evidence_, newest_start, newest_end
) as list_filter([
    case when counts_kind(counts_) != plain_counts(indicator_) then 'counts' end,
    case when area_level_ != 'city' then 'area' end,
    case when family_ = 'funds' and coalesce(earmark_, '') != 'opc' then 'earmark' end,
    case when far_apart(starts_, ends_, newest_start, newest_end) then 'dates' end,
    case when is_partial_ then 'partial' end,
    case when evidence_ = 'D' then 'evidence' end
], lambda code: code is not null);

-- Every value of a lies above every value of b, by the ends that meet: a low one and a high one.
create or replace macro is_above(low_, low_closed_, high_, high_closed_) as
    coalesce(low_ > high_ or (low_ = high_ and not (low_closed_ and high_closed_)), false);

-- Some value of a lies above some value of b, by the high end of a and the low end of b. Whether an end belongs to it makes
-- no difference: between two numbers there are always others.
create or replace macro may_be_above(high_, low_) as coalesce(high_ > low_, true);

create or replace macro surely_above(a, b) as is_above(a.low, a.low_closed, b.high, b.high_closed);

-- The place of one row among others, over the rows of its group: surely behind those above it, perhaps behind those that
-- may be above it.
create or replace macro best_place(high_, high_closed_, other_low, other_low_closed) as
    (1 + count(*) filter (where is_above(other_low, other_low_closed, high_, high_closed_)))::integer;

create or replace macro worst_place(low_, other_high, is_another) as
    (1 + count(*) filter (where is_another and may_be_above(other_high, low_)))::integer;

-- Bounds that share no value contradict each other.
create or replace macro contradict(a, b) as surely_above(a, b) or surely_above(b, a);

-- The first whole day on which a gap is closed at so many a month; one that has to be passed and not only reached, as that
-- to 超1000家, on the first day after. A millionth of a day is the noise of arithmetic.
create or replace macro days_to_close(gap, closed, a_month) as greatest(
    case when closed then ceil(round(gap / a_month * 30.44, 6)) else floor(round(gap / a_month * 30.44, 6)) + 1 end, 0
)::integer;

-- Bounds narrowed to what 余, 多, 近 and 约 are commonly read as, where the reader asks for it.
create or replace macro read_end(hard, assumed, as_usual) as
    case when as_usual and assumed is not null then assumed else hard end;

-- 150多家 is less than 160 and 近200家 more than 100, or they would be called so: an end that is only assumed does not belong
-- to the bounds. 约130家 has hard ends, which belong to it wherever they are read to be.
create or replace macro read_closed(hard_closed, assumed, as_usual) as
    case when as_usual and assumed is not null then coalesce(hard_closed, false) else hard_closed end;

-- What is shown, not comparable, in the row of a city that publishes the one and not the other.
create or replace macro sibling_indicator(code) as
    case code when 'resident_teams' then 'resident_people' when 'resident_people' then 'resident_teams' end;

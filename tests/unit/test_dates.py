"""Dates: every shape authors write, and the day that never moves."""

import contextlib
from datetime import UTC, date, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.dates import BadDate, date_in_name, has_time, iso, parse_date

STEADY = settings(derandomize=True, deadline=None)

ZONES = (
    UTC,
    ZoneInfo("Pacific/Kiritimati"),
    ZoneInfo("Pacific/Pago_Pago"),
    ZoneInfo("Asia/Kolkata"),
    ZoneInfo("America/Sao_Paulo"),
    timezone(timedelta(hours=-12)),
)
SHAPES = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d.%m.%Y",
    "%d. %m. %Y",
    "%B %d, %Y",
    "%b %d %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%a, %d %b %Y",
)
CLOCKS = (
    "",
    " 00:00",
    " 23:59",
    "T00:00:00",
    " 23:59:59.999999",
    " 00:30 Z",
    "T23:30:00Z",
    "t23:30:00z",
    " 00:15:00 +14:00",
    " 23:45 -1200",
    " 11:59 pm",
    " 12:00 AM",
    " 23:00:00 +05:30",
    " 01:00 -11",
)


@STEADY
@given(
    st.dates(date(1000, 1, 1), date(9999, 12, 30)),
    st.sampled_from(SHAPES),
    st.sampled_from(CLOCKS),
    st.sampled_from(ZONES),
)
def test_a_written_date_never_shifts_by_a_day(day, shape, clock, zone):
    moment = parse_date(day.strftime(shape) + clock, zone)
    assert moment.date() == day
    assert moment.tzinfo is not None
    assert iso(moment)[:10] == day.isoformat()


def test_the_offset_of_a_city_before_there_were_zones_is_in_whole_minutes():
    moment = parse_date("1890-03-01 12:00", ZoneInfo("Europe/Berlin"))
    assert moment.isoformat() == "1890-03-01T12:00:00+00:53"


@STEADY
@given(st.datetimes(), st.sampled_from(ZONES))
def test_dates_that_toml_has_read_already_keep_their_day(moment, zone):
    assert parse_date(moment, zone).replace(tzinfo=None) == moment
    assert parse_date(moment.replace(tzinfo=UTC), zone).date() == moment.date()
    assert parse_date(moment.date(), zone).date() == moment.date()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-7-9", "2023-07-09T00:00:00+00:00"),
        ("2023-07-29 18:30", "2023-07-29T18:30:00+00:00"),
        ("2023-07-29T18:30:05.123+02:00", "2023-07-29T18:30:05+02:00"),
        ("2023-07-29 6:30 pm", "2023-07-29T18:30:00+00:00"),
        ("2023-07-29 12:05 a.m.", "2023-07-29T00:05:00+00:00"),
        ("2023-07-29 18:30 UTC", "2023-07-29T18:30:00+00:00"),
        ("2023-07-29 18:30 +0530", "2023-07-29T18:30:00+05:30"),
        ("July 29th, 2023", "2023-07-29T00:00:00+00:00"),
        ("Sept. 3, 2023", "2023-09-03T00:00:00+00:00"),
        ("Sat, 29 Jul 2023 18:30:00 -0700", "2023-07-29T18:30:00-07:00"),
        ("Sat, 29 Jul 2023 18:30:00 EST", "2023-07-29T18:30:00-05:00"),
        ("  2023-07-29  ", "2023-07-29T00:00:00+00:00"),
        ("2024-02-29", "2024-02-29T00:00:00+00:00"),
    ],
)
def test_the_shapes_that_authors_write(written, expected):
    assert parse_date(written, UTC).isoformat() == expected


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("29/07/2023", "2023-07-29"),
        ("07/29/2023", "2023-07-29"),
        ("01/01/2024", "2024-01-01"),
        ("5-5-2024", "2024-05-05"),
    ],
)
def test_a_day_that_is_the_same_whichever_way_it_is_read_is_read(written, day):
    assert parse_date(written, UTC).date().isoformat() == day


def test_a_date_without_a_zone_is_meant_in_the_zone_of_the_site():
    berlin = ZoneInfo("Europe/Berlin")
    assert parse_date("2023-07-29", berlin).utcoffset() == timedelta(hours=2)
    assert parse_date("2023-01-29 10:00", berlin).utcoffset() == timedelta(hours=1)
    assert parse_date("2023-01-29 10:00Z", berlin).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("tomorrow", "'tomorrow' is not a date; write it as 2023-07-29 or 2023-07-29 18:30"),
        ("2023", "'2023' is not a date; write it as 2023-07-29 or 2023-07-29 18:30"),
        ("2023-07", "'2023-07' is not a date; write it as 2023-07-29 or 2023-07-29 18:30"),
        ("12:30", "'12:30' is not a date; write it as 2023-07-29 or 2023-07-29 18:30"),
        ("", "'' is not a date; write it as 2023-07-29 or 2023-07-29 18:30"),
        ("1690588800", "'1690588800' is not a date; write it as 2023-07-29 or 2023-07-29 18:30"),
        ("2023-02-30", "'2023-02-30' is not a day of the calendar"),
        ("2023-13-01", "'2023-13-01' is not a day of the calendar"),
        ("0000-01-01", "'0000-01-01' is not a day of the calendar"),
        ("February 30, 2023", "'February 30, 2023' is not a day of the calendar"),
        ("2023-07-29 25:00", "'2023-07-29 25:00' has a time that no clock shows"),
        ("2023-07-29 10:75", "'2023-07-29 10:75' has a time that no clock shows"),
        ("2023-07-29 10:00 +99:00", "'2023-07-29 10:00 +99:00' has an offset of more than a day from UTC"),
        ("03/04/2023", "'03/04/2023' can be read as two different days; write the year first, as in 2023-07-29"),
        ("03-04-2023", "'03-04-2023' can be read as two different days; write the year first, as in 2023-07-29"),
        ("29 juillet 2023", "'29 juillet 2023': 'juillet' is not the English name of a month"),
        ("Mayor 5, 2023", "'Mayor 5, 2023': 'Mayor' is not the English name of a month"),
    ],
)
def test_an_impossible_date_is_told_in_the_authors_words(written, message):
    with pytest.raises(BadDate) as caught:
        parse_date(written, UTC)
    assert str(caught.value) == message


@STEADY
@given(st.text() | st.from_regex(r"[0-9A-Za-z]{0,9}[-/. :,T+]{0,2}[0-9]{0,4}[-/. :,T+Z]{0,3}[0-9]{0,20}"))
def test_any_text_is_a_date_or_a_bad_date(text):
    with contextlib.suppress(BadDate):
        assert parse_date(text, UTC).tzinfo is not None


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2023-07-29-a-title", ("2023-07-29", "a-title")),
        ("2023-7-9-a", ("2023-07-09", "a")),
        ("2023-07-29_a", ("2023-07-29", "a")),
        ("2023-07-29 a", ("2023-07-29", "a")),
        ("2023-07-29", ("2023-07-29", "2023-07-29")),
        ("2023-02-30-a", ("", "2023-02-30-a")),
        ("2023-07-291", ("", "2023-07-291")),
        ("a-2023-07-29", ("", "a-2023-07-29")),
        ("12023-07-29-a", ("", "12023-07-29-a")),
        ("0000-01-01-a", ("", "0000-01-01-a")),
    ],
)
def test_a_date_at_the_start_of_a_file_name(stem, expected):
    assert date_in_name(stem) == expected


def test_machines_get_the_time_only_where_one_was_written():
    assert iso(parse_date("2023-07-29", UTC)) == "2023-07-29"
    assert iso(parse_date("2023-07-29 18:30", UTC)) == "2023-07-29T18:30:00+00:00"
    assert not has_time(parse_date("2023-07-29", UTC))

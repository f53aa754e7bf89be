"""Dates as feeds write them, above all those of Japan, China and Korea."""

from datetime import UTC, datetime

import pytest

from bot.steps.parse.dates import read_date

SEEN = datetime(2026, 4, 13, 9, tzinfo=UTC)
TOKYO, SEOUL, SHANGHAI, BERLIN = "Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai", "Europe/Berlin"
NEW_YORK, CHICAGO, KOLKATA = "America/New_York", "America/Chicago", "Asia/Kolkata"

ROWS = [
    # as written, the feed's zone, the moment in UTC (month-day hour:minute of 2026, or all of it)
    # RFC 822 and 2822
    ("Sun, 12 Apr 2026 09:30:00 GMT", None, "04-12 09:30"),
    ("Sun, 12 Apr 2026 09:30:00 +0000", None, "04-12 09:30"),
    ("Sun, 12 Apr 2026 09:30:00 Z", TOKYO, "04-12 09:30"),
    ("Sun, 12 Apr 2026 09:30:00 JST", None, "04-12 00:30"),
    ("Sun, 12 Apr 2026 18:30:00 KST", None, "04-12 09:30"),
    ("Sun, 12 Apr 2026 09:30:00 +0900", None, "04-12 00:30"),
    ("Sun, 12 Apr 2026 09:30:00 +09:00", None, "04-12 00:30"),
    ("Sun, 12 Apr 2026 09:30:00 +0900 (JST)", None, "04-12 00:30"),
    ("Sun,12 Apr 2026 09:30:00+0900", None, "04-12 00:30"),
    ("Sun, 12 Apr 2026 09:30 JST", None, "04-12 00:30"),
    ("12 Apr 2026 09:30:00 JST", None, "04-12 00:30"),
    ("Sun, 12 Apr 26 09:30:00 GMT", None, "04-12 09:30"),
    ("Sunday, 12-Apr-26 09:30:00 GMT", None, "04-12 09:30"),
    ("Sun, 12 April 2026 09:30:00 GMT+9", None, "04-12 00:30"),
    ("Sun, 12 Apr 2026 09:30:00 GMT+0900", None, "04-12 00:30"),
    ("Sun, 12 Apr 2026 09:30:00 UTC+8", None, "04-12 01:30"),
    ("Sun, 12 Apr 2026 09:30:00", TOKYO, "04-12 00:30"),
    ("Sun, 12 Apr 2026 09:30:00", None, "04-12 09:30"),
    ("Sun, 12 Apr 2026", TOKYO, "04-11 15:00"),
    ("Sun, 12 Apr 2026 09:30:00 EDT", None, "04-12 13:30"),
    ("Sun, 12 Apr 2026 9:30:00 AM EST", None, "04-12 14:30"),
    ("Sun, 12 Apr 2026 09:30:00 PST", None, "04-12 17:30"),
    ("Sun, 12 Apr 2026 11:30:00 CEST", None, "04-12 09:30"),
    ("Sun, 12 Apr 2026 24:00:00 JST", None, "04-12 15:00"),
    ("Sun, 12 Apr 2026 09:30:60 GMT", None, "04-12 09:30"),
    # CST is six places: the feed's own zone settles which
    ("Sun, 12 Apr 2026 17:30:00 CST", SHANGHAI, "04-12 09:30"),
    ("Sun, 12 Apr 2026 17:30:00 CST", "Asia/Taipei", "04-12 09:30"),
    ("Sat, 07 Mar 2026 17:30:00 CST", CHICAGO, "03-07 23:30"),
    ("Sun, 12 Apr 2026 09:30:00 CST", None, "04-12 15:30"),
    ("Sun, 12 Apr 2026 15:00:00 IST", KOLKATA, "04-12 09:30"),
    # ISO 8601 and its neighbours
    ("2026-04-12T09:30:00Z", TOKYO, "04-12 09:30"),
    ("2026-04-12T09:30:00+09:00", None, "04-12 00:30"),
    ("2026-04-12T09:30:00+0900", None, "04-12 00:30"),
    ("2026-04-12T09:30:00+09", None, "04-12 00:30"),
    ("2026-04-12T09:30:00.123456789+09:00", None, "04-12 00:30"),
    ("2026-04-12T09:30:00,5Z", None, "04-12 09:30"),
    ("2026-04-12T09:30+09:00", None, "04-12 00:30"),
    ("2026-04-12T09:30:00-00:00", TOKYO, "04-12 09:30"),
    ("2026-04-12T09:30:00−05:00", None, "04-12 14:30"),
    ("2026-04-12T09:30:00 09:00", None, "04-12 00:30"),
    ("2026-04-12T09:30:00", TOKYO, "04-12 00:30"),
    ("2026-04-12 09:30:00", SHANGHAI, "04-12 01:30"),
    ("2026-04-12 09:30:00 JST", None, "04-12 00:30"),
    ("2026-04-12 09:30:00 +0900", None, "04-12 00:30"),
    ("2026-04-12 09:30:00 Asia/Tokyo", None, "04-12 00:30"),
    ("2026-04-12T09:30:00Z[UTC]", TOKYO, "04-12 09:30"),
    ("2026-04-12T24:00:00+09:00", None, "04-12 15:00"),
    ("2026-04-12", TOKYO, "04-11 15:00"),
    ("2026-04-12+09:00", None, "04-11 15:00"),
    ("20260412T093000Z", TOKYO, "04-12 09:30"),
    ("20260412T0930+0900", None, "04-12 00:30"),
    ("20260412093000", TOKYO, "04-12 00:30"),
    ("20260412", TOKYO, "04-11 15:00"),
    ("2026-102T09:30:00Z", None, "04-12 09:30"),
    ("2026-W15-7T09:30:00Z", None, "04-12 09:30"),
    ("2026-W15-7", None, "04-12 00:00"),
    # with slashes and dots
    ("2026/04/12 09:30:00", TOKYO, "04-12 00:30"),
    ("2026/4/12 9:30", TOKYO, "04-12 00:30"),
    ("2026/04/12", TOKYO, "04-11 15:00"),
    ("2026.04.12 09:30", SEOUL, "04-12 00:30"),
    ("2026. 4. 12. 오전 9:30", SEOUL, "04-12 00:30"),
    ("12.04.2026 11:30", BERLIN, "04-12 09:30"),
    ("25/03/2026 10:00", None, "03-25 10:00"),
    ("03/25/2026 10:00 AM", NEW_YORK, "03-25 14:00"),
    # Japanese
    ("2026年4月12日", TOKYO, "04-11 15:00"),
    ("2026年4月12日 9時30分", TOKYO, "04-12 00:30"),
    ("2026年4月12日9時30分15秒", TOKYO, "04-12 00:30"),
    ("2026年04月12日(日) 09:30", TOKYO, "04-12 00:30"),
    ("2026年4月12日（日曜日）午後3時5分", TOKYO, "04-12 06:05"),
    ("2026年4月12日 午前0時30分", TOKYO, "04-11 15:30"),
    ("2026年4月12日 午後0時30分", TOKYO, "04-12 03:30"),
    ("2026年4月12日 正午 12:00", TOKYO, "04-12 03:00"),
    ("2026年4月12日 25時30分", TOKYO, "04-12 16:30"),
    ("２０２６年４月１２日　９時３０分", TOKYO, "04-12 00:30"),
    ("令和8年4月12日", TOKYO, "04-11 15:00"),
    ("令和8年4月12日 午前10時", TOKYO, "04-12 01:00"),
    ("令和８年４月１２日（日）", TOKYO, "04-11 15:00"),
    ("R8.4.12", TOKYO, "04-11 15:00"),
    ("令和元年5月1日", TOKYO, "2019-04-30 15:00"),
    ("平成31年4月30日", TOKYO, "2019-04-29 15:00"),
    ("民國115年4月12日", "Asia/Taipei", "04-11 16:00"),
    ("中華民國 115 年 4 月 12 日 上午9時30分", "Asia/Taipei", "04-12 01:30"),
    ("民國114年4月12日 09:30", "Asia/Taipei", "2025-04-12 01:30"),
    ("民国99年12月31日", "Asia/Taipei", "2010-12-30 16:00"),
    ("114年4月12日", "Asia/Taipei", "2025-04-11 16:00"),
    ("中華民國115/04/12 09:30", "Asia/Taipei", "04-12 01:30"),
    ("4月12日 09:30", TOKYO, "04-12 00:30"),
    ("12.4.2026 12.30", "Europe/Helsinki", "04-12 09:30"),
    ("su 12.4.2026 klo 12.30", "Europe/Helsinki", "04-12 09:30"),
    ("12. april 2026, kl. 11.30.15", "Europe/Oslo", "04-12 09:30"),
    ("12.04.2026 1.2.3", BERLIN, "04-11 22:00"),
    ("12月31日", TOKYO, "2025-12-30 15:00"),
    # Chinese
    ("2026年4月12日 下午3:05", SHANGHAI, "04-12 07:05"),
    ("2026年4月12日星期日 15:05", SHANGHAI, "04-12 07:05"),
    ("2026年4月12日 上午9点30分", SHANGHAI, "04-12 01:30"),
    ("2026年4月12日 晚上8点", SHANGHAI, "04-12 12:00"),
    ("2026年4月12日 中午12:05", SHANGHAI, "04-12 04:05"),
    ("2026-04-12 凌晨 00:30", SHANGHAI, "04-11 16:30"),
    ("2026年04月12日09時30分", "Asia/Taipei", "04-12 01:30"),
    # Korean
    ("2026년 4월 12일 오후 3시 5분", SEOUL, "04-12 06:05"),
    ("2026년 4월 12일 (일) 15:05", SEOUL, "04-12 06:05"),
    ("2026-04-12 오후 3:05:00", SEOUL, "04-12 06:05"),
    ("2026. 4. 12. 오전 12:30", SEOUL, "04-11 15:30"),
    ("2026년 4월 12일", SEOUL, "04-11 15:00"),
    # month names in other orders and languages
    ("April 12, 2026", None, "04-12 00:00"),
    ("Apr. 12, 2026, 9:30 a.m.", None, "04-12 09:30"),
    ("Sunday, April 12, 2026 - 09:30", TOKYO, "04-12 00:30"),
    ("12 April 2026 at 9:30 pm", None, "04-12 21:30"),
    ("12th of April 2026 9 pm", None, "04-12 21:00"),
    ("Sun Apr 12 09:30:00 2026", None, "04-12 09:30"),
    ("Sun Apr 12 09:30:00 JST 2026", None, "04-12 00:30"),
    ("2026-Apr-12", None, "04-12 00:00"),
    ("Published: 2026-04-12 09:30", TOKYO, "04-12 00:30"),
    ("12 avril 2026 à 11h", None, "04-12 00:00"),
    ("Mi, 11 Mär 2026 10:30:00 +0100", None, "03-11 09:30"),
    ("12 de fevereiro de 2026", None, "02-12 00:00"),
    ("12 Şubat 2026 09:30", None, "02-12 09:30"),
    ("Вс, 12 апр 2026 12:30:00 +0300", None, "04-12 09:30"),
    # seconds and milliseconds since 1970
    ("1775986200", None, "04-12 09:30"),
    ("1775986200000", TOKYO, "04-12 09:30"),
    ("1775986200.25", None, "04-12 09:30"),
    # up to a day ahead is a clock that is wrong
    ("2026-04-14T08:59:00Z", None, "04-14 08:59"),
]


@pytest.mark.parametrize(("raw", "zone", "moment"), ROWS)
def test_dates_are_read_as_they_are_meant(raw: str, zone: str | None, moment: str):
    """A date nine hours or a month off puts the older report after the newer one, silently."""
    found = read_date(raw, timezone=zone, seen_at=SEEN)
    assert found is not None
    assert found.tzinfo is UTC
    assert f"{found:%Y-%m-%d %H:%M}" == (moment if len(moment) > 11 else f"2026-{moment}")


def test_the_table_of_dates_is_as_long_as_was_promised():
    """Sixty is the promise."""
    assert len(ROWS) >= 60


@pytest.mark.parametrize(
    "raw",
    [
        *(None, "", "   ", "yesterday", "日曜日", "5 minutes ago", "TBD", "0", "2026"),
        *(
            "0000-00-00 00:00:00",
            "2026-13-40",
            "2026-02-30",
            "2026-366",
            "2026-W54-1",
            "32 Apr 2026",
        ),
        *("12 Foo 2026", "Thu, 1 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z", "昭和64年1月7日"),
        # over a day ahead: a wrong year, an announced event
        *("2027-04-12T09:30:00Z", "2026-04-14T09:01:00Z", "9999999999", "9999999999999"),
        # which of the two is the month cannot be told
        *("04/05/2026", "12/04/2026 09:30"),
        # a year in another count: the day alone would be taken for the last such day
        *("佛曆2569年4月12日", "2569年 4月12日", "中華民國一一五年4月12日", "民國元年1月1日"),
        "1" * 400,
    ],
)
def test_what_is_no_date_is_left_alone(raw: str | None):
    """An undated item is dated by when it was first seen; a wrong date would be believed."""
    assert read_date(raw, timezone=TOKYO, seen_at=SEEN) is None


def test_an_offset_out_of_this_world_falls_back_to_the_feeds_zone():
    """+99:00 is nowhere."""
    found = read_date("2026-04-12T09:30:00+99:00", timezone=TOKYO, seen_at=SEEN)
    assert found == datetime(2026, 4, 12, 0, 30, tzinfo=UTC)

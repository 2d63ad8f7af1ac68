"""Eleven days a year, three of which go with Easter."""

from __future__ import annotations

from datetime import date

from platform_booking.services.public_holidays import holidays_of


def test_a_year_has_the_eleven_days_of_the_law() -> None:
    """As the calendar of 2027 has them."""
    days = sorted(f"{day:%m-%d}" for day in holidays_of([2027]))
    assert days == [
        "01-01", "03-29", "05-01", "05-06", "05-08", "05-17", "07-14", "08-15", "11-01", "11-11", "12-25",
    ]  # fmt: skip


def test_movable_days_go_with_easter() -> None:
    """As calendars print them: late, early, and on the 1st of May, when one day has two names."""
    named = holidays_of([2038, 2027, 2008])
    assert named[date(2038, 4, 26)].fr == "Lundi de Pâques"
    assert named[date(2027, 5, 6)].en == "Ascension Day"
    assert named[date(2027, 5, 17)].fr == "Lundi de Pentecôte"
    assert named[date(2008, 5, 1)].fr == "Ascension, Fête du Travail"

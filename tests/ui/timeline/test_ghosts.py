from __future__ import annotations

from datetime import date

from platform_booking.domain.booking import State
from platform_booking.domain.conflicts import Conflict, ConflictKind
from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.verdict import LineVerdict, Verdict
from tests.ui.timeline.builders import (
    CABINETS,
    CATALOGUE,
    PERSON,
    REACTOR,
    ROOM,
    Bars,
    at,
    board,
    scene_of,
    seconds,
)
from ui.timeline.axis import Hours
from ui.timeline.ghosts import Mood, numbered, picture_of
from ui.timeline.occupation import occupation
from ui.timeline.proposal import Intent, Proposal
from ui.timeline.state import Alternative

WAS = TimeSpan(at(24, 9), at(24, 12))
WANTED = TimeSpan(at(25, 9), at(25, 12))
MOVE = Proposal(Intent.MOVE, "B-1", 1, 1, "BIO", REACTOR.units[0].id, WANTED, WAS)


def session() -> Bars:
    bars = Bars()
    bars.add(REACTOR, (WAS.start, WAS.end), ref="B-1")
    bars.add(CABINETS, (WAS.start, WAS.end), 0, 1, ref="B-1", line=2)
    return bars


def test_all_lines_of_the_session_move_along() -> None:
    scene = scene_of(session())

    picture = picture_of(scene, MOVE, None)

    x = round(scene.axis.x(seconds(25, 9)))
    tops = [scene.rows.rows[1].y + 5, scene.rows.rows[4].y + 5]
    assert [(part.box.x, part.box.y, part.mood) for part in picture.parts] == [
        (x, tops[0], Mood.UNJUDGED),
        (x, tops[1], Mood.UNJUDGED),
    ]
    assert [box.height for box in picture.origins] == [34, 42]
    assert picture.band[0] == x
    assert picture.fits


def test_a_line_that_cannot_be_shows_who_is_in_the_way() -> None:
    bars = session()
    bars.add(REACTOR, (at(25, 8), at(25, 18)), ref="B-9", turnaround=1)
    bars.add(REACTOR, (at(26, 8), at(26, 18)), ref="B-8")
    scene = scene_of(bars)
    held = TimeSpan(at(25, 8), at(25, 19))
    conflict = Conflict("BIO", "1", date(2026, 11, 25), ConflictKind.HARD, "B-9", held)
    noted = Conflict("PSM", "", date(2026, 11, 25), ConflictKind.SOFT, "UNI", held, timetable=True)
    free = tuple(unit.id for unit in CABINETS.units[2:])
    verdict = Verdict(
        WANTED,
        (
            LineVerdict(1, "BIO", WANTED, WANTED, 1, 0, (), (conflict,)),
            LineVerdict(2, "PSM", WANTED, WANTED, 2, 4, free, competing=(noted,)),
        ),
    )

    picture = picture_of(scene, MOVE, verdict)

    assert [part.mood for part in picture.parts] == [Mood.CONFLICT, Mood.FITS]
    assert [part.warned for part in picture.parts] == [False, True], "a timetable has something then"
    assert picture.parts[0].busy_until == held
    assert picture.parts[1].box.y == scene.rows.rows[4].y + scene.metrics.lane_top(2, 4)
    (blocker,) = picture.blockers
    assert blocker.x == round(scene.axis.x(seconds(25, 8)))
    assert not picture.fits


def test_on_another_row_only_the_grabbed_line_is_drawn_there() -> None:
    scene = scene_of(session())
    moved = Proposal(Intent.MOVE, "B-1", 1, 1, "BIO", 100, WAS, WAS, to_resource="SALLE")

    picture = picture_of(scene, moved, None)

    rows = [scene.rows.at(part.box.y) for part in picture.parts]
    assert rows == [2, 4]


def test_alternatives_outside_what_shows_are_left_out() -> None:
    scene = scene_of(session())
    next_week = TimeSpan(at(30, 9), at(30, 12))

    parts = numbered(
        scene,
        [
            Alternative(1, "SALLE", WANTED),
            Alternative(2, "BIO", next_week),
            Alternative(3, "unknown", WANTED),
        ],
    )

    assert [part.number for part in parts] == [1]
    assert parts[0].box.y == scene.rows.rows[2].y + 5


def test_occupation_counts_held_hours_of_open_days() -> None:
    bars = Bars()
    bars.add(REACTOR, (at(24, 8), at(24, 19)))
    bars.add(ROOM, (at(24, 13.5), at(24, 19)))
    bars.add(ROOM, (at(25, 8), at(25, 19)), state=State.REQUESTED)
    bars.add(REACTOR, (at(26, 20), at(27, 8)))
    bars.add(PERSON, (at(23, 8), at(23, 19)))
    axis = scene_of(bars).axis

    found = occupation(board(bars.made).bars, CATALOGUE, axis, Hours(), frozenset({"USP"}))

    assert list(found.values()) == [0, 75, 0, 0, 0]
    assert occupation((), CATALOGUE, axis, Hours(), frozenset({"none"})) == {}

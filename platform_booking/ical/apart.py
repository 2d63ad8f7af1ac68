"""Reading a foreign calendar in a process of its own, which can be ended whatever the file makes it do.

A rule that names no date, or millions, keeps a reader busy for minutes. Within the process each rule has a budget of
time; and if that does not help, the process as a whole is ended.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from platform_booking.domain.timespan import TimeSpan
from platform_booking.domain.timetables import ReadEvent
from platform_booking.ical.read_model import CalendarUnreadable, ReadCalendar, Remark, TooSlow

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_SECONDS: Final = 30.0
"""How long a file may take to be read."""
RULE_SECONDS: Final = 0.8
"""How long one rule may be followed."""
ALL_RULES_SECONDS: Final = 1.5
"""How long the slow rules of one file may be followed together; those after that get the least."""
LEAST_SECONDS: Final = 0.2
MAX_BYTES: Final = 20_000_000
"""A larger file is no timetable."""
_MODULE: Final = "platform_booking.ical.apart"


def read_apart(
    data: bytes, *, zone: str, window: TimeSpan, patience: float = PATIENCE_SECONDS
) -> ReadCalendar:
    """As ``read_calendar``, in bounded time. Raises CalendarUnreadable."""
    if len(data) > MAX_BYTES:
        raise CalendarUnreadable("calendar-too-large", most=MAX_BYTES // 1_000_000)
    asked = {"zone": zone, "start": window.start.isoformat(), "end": window.end.isoformat()}
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", _MODULE],
            input=json.dumps(asked).encode() + b"\n" + data,
            capture_output=True,
            timeout=patience,
            check=False,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    except subprocess.TimeoutExpired:
        raise CalendarUnreadable("calendar-too-slow", seconds=int(patience)) from None
    if done.returncode:
        detail = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise CalendarUnreadable("calendar-crashed", detail="".join(detail))
    return _from_plain(json.loads(done.stdout))


def main() -> None:
    """The other process: a line that says what is asked, then the file; the answer as JSON."""
    from platform_booking.ical.reader import read_calendar  # noqa: PLC0415 - only the other process needs it

    asked = json.loads(sys.stdin.buffer.readline())
    window = TimeSpan(datetime.fromisoformat(asked["start"]), datetime.fromisoformat(asked["end"]))
    try:
        found = _to_plain(
            read_calendar(sys.stdin.buffer.read(), zone=asked["zone"], window=window, budget=Watch())
        )
    except CalendarUnreadable as error:
        found = {"unreadable": error.params}
    sys.stdout.buffer.write(json.dumps(found).encode())


class Watch:
    """Gives each rule its time, and raises TooSlow in the thread that is over it."""

    def __init__(self) -> None:
        self._left = ALL_RULES_SECONDS

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """While one rule is followed."""
        began = time.monotonic()
        lock, state = threading.Lock(), {"over": False, "done": False}
        mine = threading.get_ident()

        def interrupt() -> None:
            with lock:
                if not state["done"]:
                    state["over"] = True
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(
                        ctypes.c_ulong(mine), ctypes.py_object(TooSlow)
                    )

        timer = threading.Timer(max(LEAST_SECONDS, min(RULE_SECONDS, self._left)), interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
            with lock:
                state["done"] = True
            while state["over"]:  # it is on its way, and must not come later
                time.sleep(0)
        finally:
            timer.cancel()
            spent = time.monotonic() - began
            if spent > LEAST_SECONDS:
                self._left -= spent


def _to_plain(found: ReadCalendar) -> dict[str, Any]:
    plain = asdict(found)
    for event in plain["events"]:
        event["span"] = [int(moment.timestamp()) for moment in (event["span"]["start"], event["span"]["end"])]
    return plain


def _from_plain(plain: dict[str, Any]) -> ReadCalendar:
    if "unreadable" in plain:
        params = dict(plain["unreadable"])
        raise CalendarUnreadable(params.pop("reason"), **params)
    for event in plain["events"]:
        start, end = (datetime.fromtimestamp(second, UTC) for second in event["span"])
        event["span"] = TimeSpan(start, end)
    plain["events"] = tuple(ReadEvent(**event) for event in plain["events"])
    plain["remarks"] = tuple(Remark(**remark) for remark in plain["remarks"])
    return ReadCalendar(**plain)


if __name__ == "__main__":
    main()

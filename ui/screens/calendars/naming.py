"""How links and timetables are called, and how long ago something was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from platform_booking.domain.sharing import FeedKind

if TYPE_CHECKING:
    from datetime import datetime

    from platform_booking.domain.feeds import Feed
    from platform_booking.domain.timetables import ImportedCalendar
    from ui.context import Context


def subject_name(context: Context, kind: str, subject: str) -> str:
    """The name of whose calendar it is, as people know it."""
    if kind == FeedKind.ALL:
        return context.say("calendars-all")
    if kind == FeedKind.PLATFORM:
        platform = context.catalogue.platforms.get(subject)
        return context.texts.called(platform.name) if platform else subject
    named = {
        FeedKind.RESOURCE: context.resource_name,
        FeedKind.PERSON: context.person_name,
        FeedKind.PARTNER: context.partner_name,
    }
    return named[FeedKind(kind)](subject)


def feed_name(context: Context, feed: Feed) -> str:
    """What whoever made it called it, else whose it is."""
    return feed.label or subject_name(context, feed.kind, feed.subject)


def platform_of(context: Context, kind: str, subject: str) -> str:
    """Code of the platform whose colours it has; empty for people, partners and all."""
    if kind == FeedKind.PLATFORM:
        return subject
    return context.platform_code(subject) if kind == FeedKind.RESOURCE else ""


def ago(context: Context, moment: datetime) -> str:
    """``il y a 4 min``."""
    return context.say("calendars-ago", length=context.texts.lasting(context.now() - moment))


def owner_of(context: Context, calendar: ImportedCalendar) -> str:
    """The name of the resource, the person or the partner whose timetable it is."""
    return subject_name(context, calendar.subject_kind.value, calendar.subject)

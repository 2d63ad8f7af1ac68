"""The composition root: from settings to the one object that the command line and the window hold.

A service is imported when it is first wanted: the window's first screen needs few of them.
"""
# ruff: noqa: PLC0415 - for that reason

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from platform_booking.domain.authority import manages
from platform_booking.domain.deadlines import may_ever_decide
from platform_booking.domain.errors import InvalidInput
from platform_booking.services.desk import Clock, Desk, fixed_clock, server_clock, system_clock
from platform_booking.services.entering import entered
from platform_booking.services.opening import acting_login, open_store
from platform_booking.storage.places import place_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from platform_booking.domain.catalogue import Person
    from platform_booking.services.access import AccessService
    from platform_booking.services.administration import AdministrationService
    from platform_booking.services.approval import ApprovalService
    from platform_booking.services.availability import AvailabilityService
    from platform_booking.services.backups import BackupService
    from platform_booking.services.blocks import BlockService
    from platform_booking.services.booking import RequestService
    from platform_booking.services.breakdown import BreakdownService
    from platform_booking.services.calendars import CalendarService
    from platform_booking.services.care import CareService
    from platform_booking.services.catalogue import CatalogueService
    from platform_booking.services.changing import ChangeService
    from platform_booking.services.closing import ClosingService
    from platform_booking.services.conversation import ConversationService
    from platform_booking.services.custody import InitResult
    from platform_booking.services.directory import DirectoryService
    from platform_booking.services.dossier import DossierService
    from platform_booking.services.due import DueService
    from platform_booking.services.duplicating import DuplicateService
    from platform_booking.services.explaining import ExplainService
    from platform_booking.services.feeds import FeedService
    from platform_booking.services.hours import HoursService
    from platform_booking.services.journal import JournalService
    from platform_booking.services.mail import MailService
    from platform_booking.services.mirrors import MirrorService
    from platform_booking.services.notices import NoticeService
    from platform_booking.services.planning import PlanningService
    from platform_booking.services.preview import PreviewService
    from platform_booking.services.published_folder import PublishedFolder, Wanted
    from platform_booking.services.reports import ReportService
    from platform_booking.services.review import ReviewService
    from platform_booking.services.saying import SayService
    from platform_booking.services.series import SeriesService
    from platform_booking.services.shifting import ShiftService
    from platform_booking.services.templates import TemplateService
    from platform_booking.services.timetables import TimetableService
    from platform_booking.services.together import TogetherService
    from platform_booking.services.trail import TrailService
    from platform_booking.services.undoing import UndoService
    from platform_booking.services.using import UsingService
    from platform_booking.services.waiting import WaitingService
    from platform_booking.services.watching import Watcher
    from platform_booking.storage.places import Place
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Settings:
    """Which store, who acts, and what time it is (None: the computer's clock, or the server's)."""

    store: str
    login: str | None = None
    now: datetime | None = None
    password: str | None = field(default=None, repr=False)
    """For a server; None: as the keyring or PostgreSQL's own settings say."""
    reading: bool = False
    """Whether nothing is to be written: a replica will do."""


@dataclass(frozen=True, slots=True)
class Me:
    """Who sits at the desk, and what that person answers for."""

    person: Person | None
    """None for the operator who holds the store itself."""
    login: str
    manages: tuple[str, ...] = ()
    """Codes of the platforms that the person manages, also as a deputy."""
    decides: bool = False
    """Whether some step of some resource is the person's to take."""
    is_admin: bool = False


class PlatformBooking:
    """Everything the product can do, for one person at one store. Its services are made when they are asked for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.store.settle = self._settle
        desk.store.post = self._post

    def _settle(self, unit_of_work: UnitOfWork) -> None:
        """Whoever waits gets what a transaction gives up, in that very transaction, whichever use case it is."""
        from platform_booking.services.held_offers import after_release

        after_release(self.desk.store, unit_of_work)

    def _post(self, unit_of_work: UnitOfWork) -> None:
        """Whoever wants mail is written to, whichever use case it is."""
        if unit_of_work.catalogue.mail_wanted:
            from platform_booking.services.inviting import write_mail

            write_mail(unit_of_work, self.desk.store.place)

    @cached_property
    def requests(self) -> RequestService:
        """Asking for bookings."""
        from platform_booking.services.booking import RequestService

        return RequestService(self.desk)

    @cached_property
    def templates(self) -> TemplateService:
        """Bookings kept to be made again."""
        from platform_booking.services.templates import TemplateService

        return TemplateService(self.desk, self.requests)

    @cached_property
    def copies(self) -> DuplicateService:
        """Last year's course once more."""
        from platform_booking.services.duplicating import DuplicateService

        return DuplicateService(self.desk, self.requests)

    @cached_property
    def together(self) -> TogetherService:
        """The same done to several dates at once."""
        from platform_booking.services.together import TogetherService

        return TogetherService(self.approvals, self.changes)

    @cached_property
    def shifts(self) -> ShiftService:
        """Several dates moved by as much, all or none."""
        from platform_booking.services.shifting import ShiftService

        return ShiftService(self.desk)

    @cached_property
    def changes(self) -> ChangeService:
        """Moving, editing, exchanging, cancelling."""
        from platform_booking.services.changing import ChangeService

        return ChangeService(self.desk)

    @cached_property
    def series(self) -> SeriesService:
        """Changing series: one date, those that follow, or all."""
        from platform_booking.services.series import SeriesService

        return SeriesService(self.desk)

    @cached_property
    def approvals(self) -> ApprovalService:
        """Deciding."""
        from platform_booking.services.approval import ApprovalService

        return ApprovalService(self.desk)

    @cached_property
    def conversations(self) -> ConversationService:
        """Questions, answers and proposals about requests."""
        from platform_booking.services.conversation import ConversationService

        return ConversationService(self.desk)

    @cached_property
    def notices(self) -> NoticeService:
        """What the person who sits here is told."""
        from platform_booking.services.notices import NoticeService

        return NoticeService(self.desk)

    @cached_property
    def due(self) -> DueService:
        """What time itself brings about."""
        from platform_booking.services.due import DueService

        return DueService(self.desk)

    @cached_property
    def blocks(self) -> BlockService:
        """Taking equipment out of use."""
        from platform_booking.services.blocks import BlockService

        return BlockService(self.desk)

    @cached_property
    def breakdowns(self) -> BreakdownService:
        """Marking units as down, and moving those who have them."""
        from platform_booking.services.breakdown import BreakdownService

        return BreakdownService(self.desk)

    @cached_property
    def using(self) -> UsingService:
        """Checking in, finishing, not turning up."""
        from platform_booking.services.using import UsingService

        return UsingService(self.desk)

    @cached_property
    def hours(self) -> HoursService:
        """Hours booked, and what became of them."""
        from platform_booking.services.hours import HoursService

        return HoursService(self.desk)

    @cached_property
    def reports(self) -> ReportService:
        """Figures: use, delays, refusals."""
        from platform_booking.services.reports import ReportService

        return ReportService(self.desk)

    @cached_property
    def bookings(self) -> DirectoryService:
        """Looking bookings up."""
        from platform_booking.services.directory import DirectoryService

        return DirectoryService(self.desk)

    @cached_property
    def availability(self) -> AvailabilityService:
        """Finding free times."""
        from platform_booking.services.availability import AvailabilityService

        return AvailabilityService(self.desk)

    @cached_property
    def catalogue(self) -> CatalogueService:
        """What can be booked, and who may."""
        from platform_booking.services.catalogue import CatalogueService

        return CatalogueService(self.desk)

    @cached_property
    def explaining(self) -> ExplainService:
        """Why not?"""
        from platform_booking.services.explaining import ExplainService

        return ExplainService(self.desk)

    @cached_property
    def closing(self) -> ClosingService:
        """Who is concerned by a closure."""
        from platform_booking.services.closing import ClosingService

        return ClosingService(self.desk)

    @cached_property
    def administration(self) -> AdministrationService:
        """Changing the catalogue thing by thing."""
        from platform_booking.services.administration import AdministrationService

        return AdministrationService(self.desk)

    @cached_property
    def access(self) -> AccessService:
        """Who gets into a shared store."""
        from platform_booking.services.access import AccessService

        return AccessService(self.desk)

    @cached_property
    def calendars(self) -> CalendarService:
        """Calendar files."""
        from platform_booking.services.calendars import CalendarService

        return CalendarService(self.desk)

    @cached_property
    def backups(self) -> BackupService:
        """Backups in a folder, one after the other."""
        from platform_booking.services.backups import BackupService

        return BackupService(self.desk)

    @cached_property
    def trail(self) -> TrailService:
        """Who did what, when and why."""
        from platform_booking.services.trail import TrailService

        return TrailService(self.desk)

    @cached_property
    def care(self) -> CareService:
        """Whether the store is sound, and backups of it."""
        from platform_booking.services.care import CareService

        return CareService(self.desk)

    @cached_property
    def feeds(self) -> FeedService:
        """Links to calendars."""
        from platform_booking.services.feeds import FeedService

        return FeedService(self.desk)

    def publishing(self, folder: Path, wanted: Wanted) -> PublishedFolder:
        """Calendars as files in a folder."""
        from platform_booking.services.published_folder import PublishedFolder

        return PublishedFolder(self.desk, self.feeds, folder, wanted)

    @cached_property
    def mail(self) -> MailService:
        """Mail: who wants it, and what went out."""
        from platform_booking.services.mail import MailService

        return MailService(self.desk)

    @cached_property
    def mirrors(self) -> MirrorService:
        """Calendars kept in step on CalDAV servers."""
        from platform_booking.services.mirrors import MirrorService

        return MirrorService(self.desk)

    @cached_property
    def timetables(self) -> TimetableService:
        """Timetables of others, read in."""
        from platform_booking.services.timetables import TimetableService

        return TimetableService(self.desk)

    @cached_property
    def journal(self) -> JournalService:
        """What calendars did."""
        from platform_booking.services.journal import JournalService

        return JournalService(self.desk, self.feeds, self.timetables)

    @cached_property
    def planning(self) -> PlanningService:
        """The planning board."""
        from platform_booking.services.planning import PlanningService

        return PlanningService(self.desk)

    @cached_property
    def dossiers(self) -> DossierService:
        """All about one booking."""
        from platform_booking.services.dossier import DossierService

        return DossierService(self.desk)

    @cached_property
    def previews(self) -> PreviewService:
        """What a request would meet."""
        from platform_booking.services.preview import PreviewService

        return PreviewService(self.desk)

    @cached_property
    def saying(self) -> SayService:
        """Doing what people type in one line."""
        from platform_booking.services.saying import SayService

        return SayService(self.desk, self.requests, self.blocks, self.availability, self.previews)

    @cached_property
    def reviews(self) -> ReviewService:
        """What a decision rests on."""
        from platform_booking.services.review import ReviewService

        return ReviewService(self.desk)

    @cached_property
    def undoing(self) -> UndoService:
        """Taking steps back."""
        from platform_booking.services.undoing import UndoService

        return UndoService(self.desk)

    @cached_property
    def waiting(self) -> WaitingService:
        """The waiting list."""
        from platform_booking.services.waiting import WaitingService

        return WaitingService(self.desk)

    def was_done(self, key: str) -> bool:
        """What became of something of which nobody knew whether it was saved. Raises StoreUnavailable."""
        return self.desk.store.was_done(key)

    def watch(self) -> Watcher:
        """An ear at the store, on a connection of its own. Raises StoreUnavailable."""
        from platform_booking.services.watching import Watcher

        return Watcher(self.desk)

    def people(self) -> tuple[Person, ...]:
        """Everybody who may sit at the desk, by name."""
        persons = self.catalogue.load().persons.values()
        return tuple(
            sorted((person for person in persons if person.active), key=lambda item: (item.name, item.login))
        )

    def me(self) -> Me:
        """Who sits at the desk. Raises NotFound for an unknown login, NotPermitted for a retired person."""
        catalogue = self.catalogue.load()
        actor = self.desk.actor(catalogue)
        return Me(
            actor.person,
            actor.login,
            tuple(code for code, platform in catalogue.platforms.items() if manages(actor, platform)),
            any(may_ever_decide(actor, catalogue, resource) for resource in catalogue.resources.values()),
            actor.is_admin,
        )

    def as_person(self, login: str | None) -> PlatformBooking:
        """The same store with somebody else at the desk. Closing one closes both."""
        return PlatformBooking(replace(self.desk, login=acting_login(self.desk.store, login)))

    @property
    def label(self) -> str:
        """A short name of the store: the file's, or server and database."""
        place = self.desk.store.place
        if place.path is not None:
            return place.path.stem
        return f"{place.url.host or 'localhost'}/{place.url.database or ''}"

    @property
    def address(self) -> str:
        """Where the store is, in full and without a password: two stores never share it."""
        return self.desk.store.place.label

    @property
    def place(self) -> Place:
        """Where the store is."""
        return self.desk.store.place

    @property
    def own_login(self) -> str:
        """The login with which a server was opened: there nobody chooses who they are. Empty for a file."""
        store = self.desk.store
        if store.session is not None:
            return store.session.login or ""
        return "" if store.place.is_file else store.place.url.username or ""

    @property
    def says_who(self) -> bool:
        """Whether the server itself knows who has logged in: then nobody is asked, not even its keeper, who is nobody."""
        return self.desk.store.session is not None

    @property
    def is_shared(self) -> bool:
        """Whether the store is on a server."""
        return not self.desk.store.place.is_file

    @property
    def on_network_share(self) -> bool:
        """Whether the store is a file where SQLite's locks cannot be relied on: advise a server."""
        return self.desk.store.on_network_share

    def close(self) -> None:
        """Let go of the store."""
        self.desk.store.close()


def open_platform(settings: Settings) -> PlatformBooking:
    """Open the store. Raises the Store errors, and InvalidInput for a fixed clock on a shared server."""
    place = place_of(settings.store)
    if settings.reading:
        place = place.for_reading()
    if settings.now is not None and not place.is_file:
        raise InvalidInput("now-only-on-files")
    clock = system_clock if settings.now is None else fixed_clock(settings.now)
    if place.is_file:
        return PlatformBooking(Desk(open_store(place, clock=clock), settings.login, clock))
    store = open_store(entered(place, settings.password))
    try:
        login = acting_login(store, settings.login)
    except BaseException:
        store.close()
        raise
    return PlatformBooking(Desk(store, login, server_clock(store)))


def keep_password(platform: PlatformBooking) -> None:
    """Give the keyring the password with which the store was opened. One that cannot keep it is asked again the next time."""
    from platform_booking.services.entering import keep

    with suppress(InvalidInput):
        keep(platform.place)


def create_store(address: str, clock: Clock | None = None) -> InitResult:
    """Make the store, or upgrade the one that is there. Raises InvalidInput or what ``custody.init_store`` raises."""
    from platform_booking.services.custody import init_store

    return init_store(entered(place_of(address)), clock=clock or system_clock)


def create_demo(address: str, now: datetime | None = None) -> bool:
    """Make the demonstration store once: a file that is not there yet, and its content; whether it was filled now.

    Somebody's own store is left as it is. Raises the Store errors and InvalidInput as ``open_platform``.
    """
    if place_of(address).is_file:
        create_store(address, None if now is None else fixed_clock(now))
    return fill_with_demo(address, now)


def fill_with_demo(address: str, now: datetime | None = None) -> bool:
    """Fill a store that has no resources with the demonstration; whether it had none."""
    from platform_booking.services.demo import fill_demo

    app = open_platform(Settings(address, None, now))
    try:
        if app.catalogue.load().resources:
            return False
        app.catalogue.import_text(files("resources").joinpath("demo", "catalogue.toml").read_text("utf-8"))
        fill_demo(app.desk.store, app.desk.now())
    finally:
        app.close()
    return True

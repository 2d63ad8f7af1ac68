"""Every service of a store. One is imported when it is first wanted: the window's first screen needs few of them."""
# ruff: noqa: PLC0415 - for that reason

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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
    from platform_booking.services.desk import Desk
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
    from platform_booking.services.privacy import PrivacyService
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


class Services:
    """What the product can do, for one person at one store."""

    desk: Desk

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
    def privacy(self) -> PrivacyService:
        """People's data: what is held, and for how long."""
        from platform_booking.services.privacy import PrivacyService

        return PrivacyService(self.desk)

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

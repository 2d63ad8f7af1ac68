"""From a page to a PDF or a printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QEventLoop, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from platform_booking.domain.errors import InvalidInput
from ui.theme import FAMILY

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice
    from PySide6.QtWidgets import QWidget

    from ui.context import Context

MARGIN_MM: Final = 14.0
RESOLUTION: Final = 300
_POINTS: Final = 9
STYLE: Final = """
h1 { font-size: 17pt; font-weight: 600; margin: 0px; }
h2 { font-size: 12pt; font-weight: 600; margin-top: 18px; margin-bottom: 6px; }
p { margin-top: 0px; margin-bottom: 4px; }
table { margin-top: 8px; margin-bottom: 8px; }
td, th { padding: 3px 5px; }
.ruled td, .ruled th { border: 1px solid #A9B5B8; }
.signed td { border: 1px solid #5C6B70; padding: 9px 6px; }
.signed th { border: 1px solid #5C6B70; }
.sub { color: #47565A; }
.small { font-size: 7.5pt; color: #47565A; }
th { font-weight: 600; text-align: left; color: #47565A; font-size: 8pt; }
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """A text to be set on A4: its title, its HTML, and which way the sheet is held."""

    title: str
    html: str
    landscape: bool = False


def write_pdf(paper: Paper) -> bytes:
    """The pages as PDF. May be called off the GUI thread."""
    sink = QBuffer()
    sink.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(sink)
    writer.setTitle(paper.title)
    writer.setResolution(RESOLUTION)
    _set_page(writer, paper)
    print_on(writer, paper)
    del writer  # it writes the rest when it goes
    return bytes(sink.data().data())


def print_on(device: QPagedPaintDevice, paper: Paper) -> None:
    """Set the pages on a device. May be called off the GUI thread."""
    loop = QEventLoop()  # a text document has timers: a thread that is not Qt's has nobody who keeps them
    document_of(paper, device).print_(device)
    loop.processEvents()


def print_paper(context: Context, paper: Paper, window: QWidget) -> None:
    """Ask for a printer, and print."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - slow, and rarely asked for

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(paper.title)
    _set_page(printer, paper)
    dialog = QPrintDialog(printer, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)

    def work() -> None:
        if not printer.isValid():
            raise InvalidInput("no-printer")
        print_on(printer, paper)

    dialog.accepted.connect(
        lambda: context.tasks.command(context.say("task-printing"), work, failed=context.refused.emit)
    )
    dialog.show()


def document_of(paper: Paper, device: QPagedPaintDevice) -> QTextDocument:
    """The text, set for that device."""
    made = QTextDocument()
    font = QFont(FAMILY)
    font.setPointSize(_POINTS)
    made.setDefaultFont(font)
    made.setDefaultStyleSheet(STYLE)
    made.documentLayout().setPaintDevice(device)
    made.setDocumentMargin(0)
    made.setHtml(paper.html)
    area = device.pageLayout().paintRectPixels(device.logicalDpiX())
    made.setPageSize(QSizeF(area.size()))
    return made


def _set_page(device: QPagedPaintDevice, paper: Paper) -> None:
    ways = QPageLayout.Orientation
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            ways.Landscape if paper.landscape else ways.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )

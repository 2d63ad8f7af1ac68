"""The right of the screen: one thing of the catalogue, field by field."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from ui.dialogs.editor.fields import Field
from ui.screens.administration import editors, forms
from ui.screens.administration.account_card import AccountCard
from ui.screens.administration.qualified_editor import QualifiedEditor
from ui.screens.administration.rules_editor import RulesEditor
from ui.widgets.buttons import Button
from ui.widgets.fitting import Page
from ui.widgets.layout import add_all, card, clear, column, label, row
from ui.widgets.resting import needs_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from platform_booking.domain.errors import CatalogueInvalid
    from ui.context import Context
    from ui.screens.administration.editors import Editor
    from ui.screens.administration.forms import FieldSpec

_SEPARATOR: Final = re.compile(r"[,;]")
"""What stands between names in a line, and so in none of them."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
FORM_WIDTH: Final = 640
TWO: Final = 400
"""The least width for two short fields side by side, at 100 % of text."""


class _Cells(QWidget):
    """Fields one below the other, short ones two in a row where there is room for two."""

    def __init__(self, least: int) -> None:
        """``least`` is the width that two need, in pixels."""
        super().__init__()
        self._least = least
        self._fields: list[tuple[Field, bool]] = []
        self._abreast = 2
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)

    def add(self, field: Field, *, short: bool) -> None:
        """Put a field in the next free place."""
        self._fields.append((field, short))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Look whether there is room for two."""
        super().resizeEvent(event)
        abreast = 2 if event.size().width() >= self._least else 1
        if abreast != self._abreast:
            self._abreast = abreast
            self._place()

    def _place(self) -> None:
        line = place = 0
        for field, short in self._fields:
            if place and (not short or place == self._abreast):
                line, place = line + 1, 0
            if short:
                self._grid.addWidget(field, line, place, Qt.AlignmentFlag.AlignTop)
                place += 1
            else:
                self._grid.addWidget(field, line, 0, 1, self._abreast)
                line += 1
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < self._abreast else 0)


class ItemForm(QWidget):
    """Shows a row, and says what of it was changed."""

    save_wanted = Signal()
    reset_wanted = Signal()
    edited = Signal()
    """Something else stands in its fields."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._row: dict[str, Any] = {}
        self._start: dict[str, Any] = {}
        self._likely: dict[str, Any] = {}
        self._fields: dict[str, Field] = {}
        self._editors: dict[str, Editor] = {}
        self._build()

    # --- assembly -----------------------------------------------------------------------------------

    def _build(self) -> None:
        context = self._context
        self.title = label("", "title", wrap=True)
        self.subtitle = label("", "sub", wrap=True)
        self.wrong = label("", "danger", wrap=True)
        self.wrong.hide()
        self._groups = column(spacing=12)
        page = Page()
        inner = column(page, margins=(24, 20, 24, 24), spacing=4)
        self.account = AccountCard(context)
        add_all(inner, self.title, self.subtitle, self.wrong, 8)
        inner.addLayout(self._groups)
        add_all(inner, 8, self.account)
        inner.addStretch(1)
        page.setMaximumWidth(context.theme.px(FORM_WIDTH))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        area.setWidget(page)
        self.area = area
        foot = QFrame()
        foot.setObjectName("footer")
        self.save = Button(
            context.theme, context.say("administration-save"), "check", kind="primary", key="Ctrl+S"
        )
        self.save.clicked.connect(self.save_wanted)
        needs_store(context, self.save)
        self.reset = Button(context.theme, context.say("administration-reset"), kind="ghost")
        self.reset.clicked.connect(self.reset_wanted)
        self.state = label("", "sub")
        under_form = QWidget()
        under_form.setMaximumWidth(context.theme.px(FORM_WIDTH))
        inner_foot = row(under_form, margins=(24, 8, 24, 8), spacing=8)
        add_all(inner_foot, self.state, None, self.reset, self.save)
        across = row(foot)
        across.addWidget(under_form, 1)
        across.addStretch(0)
        self.foot = foot
        body = column(self)
        body.addWidget(area, 1)
        body.addWidget(foot)

    def _editor(self, kind: str, spec: FieldSpec) -> Editor:
        context = self._context
        make: dict[str, Callable[[], Editor]] = {
            forms.TEXT: editors.TextEditor,
            forms.NAMES: lambda: editors.NamesEditor(context),
            forms.NUMBER: editors.NumberEditor,
            forms.DAY: lambda: editors.DayEditor(context),
            forms.FLAG: lambda: editors.FlagEditor(context, context.say(f"administration-active-{kind}")),
            forms.OPENING: lambda: editors.OpeningEditor(context),
            forms.UNITS: lambda: editors.UnitsEditor(context.say("administration-units-hint")),
            forms.QUALIFIED: lambda: QualifiedEditor(context, self._words(spec)),
            forms.RULES: lambda: RulesEditor(context, str(self._row.get("platform", ""))),
            forms.CODES: lambda: editors.CodesEditor(
                context, forms.codes_of(context.catalogue, spec.options), self._words(spec)
            ),
            forms.CHOICE: lambda: editors.ChoiceEditor(
                context, self._choices(spec), numeric=spec.options == "biosafety"
            ),
        }
        return make[spec.editor]()

    def _choices(self, spec: FieldSpec) -> list[tuple[str, str]]:
        codes = forms.codes_of(self._context.catalogue, spec.options)
        named = [(code, self._called(spec.options, code)) for code in codes]
        if spec.options in forms.WORDS:
            return named
        return [("", self._context.say("administration-nothing")), *named]

    def _words(self, spec: FieldSpec) -> dict[str, str]:
        """What the choices are called: by their names, those that share one with their codes."""
        codes = forms.codes_of(self._context.catalogue, spec.options)
        named = {code: self._called(spec.options, code) for code in codes}
        often = Counter(named.values())
        return {code: name if often[name] == 1 else f"{name} ({code})" for code, name in named.items()}

    def _called(self, options: str, code: str) -> str:
        context = self._context
        if options == "partner-category":
            return context.texts.name(options, code)
        if options == "partners":
            return context.partner_name(code)
        if options == "platforms":
            return f"{code} · {context.texts.called(context.catalogue.platforms[code].name)}"
        if options == "persons":
            return context.person_name(code)
        if options in ("resources", "qualifications"):
            name = context.texts.called(getattr(context.catalogue, options)[code].name)
            return name if not _SEPARATOR.search(name) else f"{_SEPARATOR.sub('', name)} ({code})"
        return context.texts.name(f"administration-{options}", code)

    # --- what it shows ------------------------------------------------------------------------------

    def show_row(
        self,
        kind: str,
        row: Mapping[str, Any],
        *,
        title: str,
        subtitle: str = "",
        may_edit: bool,
        new: bool = False,
        likely: Mapping[str, Any] | None = None,
    ) -> None:
        """Show a thing as it is; what was typed before is forgotten. ``likely`` is filled in, and goes along once something is typed."""
        self._row = dict(row)
        self._make_fields(kind, new=new)
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        for key, editor in self._editors.items():
            editor.take(self._row.get(key))
            editor.setEnabled(may_edit)
            self._fields[key].tell()
        self._likely = dict(likely or {})
        for key, value in self._likely.items():
            self._editors[key].take(value)
        self._start = {key: editor.value() for key, editor in self._editors.items()}
        self.tell("")
        self.foot.setVisible(may_edit)
        self.account.show_person("" if new or kind != "person" else str(row.get(forms.KEYS[kind], "")))
        self.area.verticalScrollBar().setValue(0)
        self._on_changed()

    def _make_fields(self, kind: str, *, new: bool) -> None:
        """The fields of that kind anew: what may be chosen may have changed."""
        clear(self._groups)
        self._fields.clear()
        self._editors.clear()
        groups: dict[str, tuple[QFrame, _Cells]] = {}
        for spec in forms.fields_of(kind, new=new):
            editor = self._editors[spec.key] = self._editor(kind, spec)
            field = Field(self._context.say(f"administration-field-{spec.key}"), editor, buddy=editor.first())
            editor.changed.connect(self._on_changed)
            self._fields[spec.key] = field
            if spec.group not in groups:
                groups[spec.group] = self._new_group(spec.group)
            groups[spec.group][1].add(field, short=spec.editor in forms.SHORT)
        for (
            frame,
            _,
        ) in groups.values():  # whole: what is added to something shown is shown at once, one by one
            self._groups.addWidget(frame)

    def _new_group(self, name: str) -> tuple[QFrame, _Cells]:
        frame = card()
        inner = column(frame, margins=(16, 12, 16, 16), spacing=10)
        inner.addWidget(label(self._context.say(f"administration-group-{name}"), "heading"))
        cells = _Cells(self._context.theme.px(TWO))
        inner.addWidget(cells)
        return frame, cells

    # --- what was changed ---------------------------------------------------------------------------

    def changed_fields(self) -> dict[str, Any]:
        """The fields that somebody changed, as a row of a catalogue file."""
        changed = forms.differing(self._start, {key: editor.value() for key, editor in self._editors.items()})
        return self._likely | changed if changed else {}

    def forget(self) -> None:
        """What was typed is saved, or given up."""
        self._start = {key: editor.value() for key, editor in self._editors.items()}
        self._likely = {}
        self._on_changed()

    def kept(self) -> str:
        """The changed fields, to be laid over the thing again; empty where nothing was changed."""
        fields = self.changed_fields()
        return json.dumps(fields, ensure_ascii=False, default=date.isoformat) if fields else ""

    def lay(self, kept: str) -> None:
        """Lay such fields over what is shown, as if somebody had typed them."""
        fields: dict[str, Any] = json.loads(kept) if kept else {}
        for key, value in fields.items():
            if key in self._editors:
                self._editors[key].take(_dated(value))
        self._on_changed()

    def editor(self, key: str) -> Editor:
        """The editor of one field."""
        return self._editors[key]

    def field(self, key: str) -> Field:
        """The field, with what is wrong in it."""
        return self._fields[key]

    def _on_changed(self) -> None:
        count = len(self.changed_fields())
        self.save.setEnabled(bool(count))
        self.reset.setEnabled(bool(count))
        self.state.setText(self._context.say("administration-changed", count=count) if count else "")
        self.edited.emit()

    def tell(self, sentence: str) -> None:
        """Say what is wrong with the whole; nothing takes it away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def tell_problems(self, error: CatalogueInvalid) -> None:
        """Say each mistake at its field, those of no field above them all."""
        for field in self._fields.values():
            field.tell()
        rest: list[str] = []
        for _where, code, params in error.problems:
            sentence = self._context.texts.problem("", code, params)
            found = self._fields.get(str(params.get("field", "")))
            if found is None:
                rest.append(sentence)
            else:
                found.tell(sentence)
        self.tell("\n".join(rest))

    def focus_first(self) -> None:
        """The keys go to the first field."""
        next(iter(self._editors.values())).first().setFocus(Qt.FocusReason.OtherFocusReason)


def _dated(value: Any) -> Any:
    """The same with its days as days: they are kept as texts, of which no other is written like one."""
    if isinstance(value, dict):
        return {key: _dated(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dated(item) for item in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    return value

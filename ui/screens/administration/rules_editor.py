"""The rules of a platform or a resource: how each works, its amounts, and what holds where nothing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from platform_booking.domain.rules.settings import (
    CODE,
    PERIODS,
    QUOTA,
    SPECS,
    inherited_setting,
)
from ui.dialogs.editor.fields import ChoiceBox, Stepper
from ui.screens.administration import rule_said
from ui.screens.administration.editors import Editor
from ui.screens.administration.rule_said import INHERITED, RuleSaid
from ui.widgets.flow import Turning
from ui.widgets.halves import NO_LIMIT
from ui.widgets.layout import add_all, column, label, restyle, row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from platform_booking.domain.rules.settings import RuleSpec
    from ui.context import Context

_NAME_WIDTH = 180
_AMOUNT_WIDTH = 104
_BESIDE_NAME = 420
"""The least width for the name of a rule beside it, at 100 % of text."""
_ABREAST = 300
"""The least width for the amounts of a rule beside each other, at 100 % of text."""


class RulesEditor(Editor):
    """One rule a line. What nobody touches is handed back exactly as it was."""

    def __init__(self, context: Context, platform: str = "") -> None:
        super().__init__()
        self._unknown: dict[str, Any] = {}
        """Rules that only another version knows: they stay as they are."""
        above = context.catalogue.platforms.get(platform)
        self.lines: dict[str, RuleLine] = {}
        self._theme = context.theme
        self._tags: dict[str, QLabel] = {}
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for spec in SPECS.values():
            inherited = rule_said.of_setting(spec, inherited_setting(spec.key, above))
            line = self.lines[spec.key] = RuleLine(
                context, spec, inherited, from_platform=above is not None and spec.key in above.rules
            )
            line.changed.connect(self.changed)
            tag = label(context.texts.name("rule", spec.key), "label", wrap=True)
            self._tags[spec.key] = tag
        self._is_folded = False
        self._place(folded=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In little room the name of a rule stands above it."""
        super().resizeEvent(event)
        folded = event.size().width() < self._theme.px(_BESIDE_NAME)
        if folded != self._is_folded:
            self._is_folded = folded
            self._place(folded=folded)

    def _place(self, *, folded: bool) -> None:
        for number, (key, line) in enumerate(self.lines.items()):
            tag = self._tags[key]
            if folded:
                tag.setMinimumSize(0, 0)
                tag.setMaximumWidth(NO_LIMIT)
                self._grid.addWidget(tag, 2 * number, 0, 1, 2)
                self._grid.addWidget(line, 2 * number + 1, 0, 1, 2)
            else:
                tag.setFixedWidth(self._theme.px(_NAME_WIDTH))
                tag.setMinimumHeight(line.effect.sizeHint().height())
                self._grid.addWidget(tag, 2 * number, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(line, 2 * number, 1)

    def value(self) -> Any:
        """The rules that are said."""
        said = {key: line.value() for key, line in self.lines.items()}
        return self._unknown | {key: value for key, value in said.items() if value is not None}

    def take(self, value: Any) -> None:
        """Show them."""
        rules = dict(value or {})
        self._unknown = {key: item for key, item in rules.items() if key not in self.lines}
        for key, line in self.lines.items():
            line.take(rules.get(key))

    def first(self) -> QWidget:
        """How the first rule works."""
        return next(iter(self.lines.values())).effect


class RuleLine(QWidget):
    """One rule: how it works, and its amounts below while they count."""

    changed = Signal()

    def __init__(self, context: Context, spec: RuleSpec, inherited: RuleSaid, *, from_platform: bool) -> None:
        super().__init__()
        self._context = context
        self._spec = spec
        self._as_it_was: Any = None
        self._touched = False
        name = context.texts.name("rule", spec.key)
        whose = "administration-rule-platform" if from_platform else "administration-rule-default"
        inherited_words = context.say(whose, said=rule_said.in_words(context, spec, inherited))
        self.effect = ChoiceBox(
            context.theme,
            [
                (
                    effect,
                    inherited_words
                    if effect == INHERITED
                    else context.texts.capital(rule_said.effect_words(context, spec, effect)),
                )
                for effect in rule_said.effects_of(spec)
            ],
        )
        self.effect.setAccessibleName(name)
        self.effect.setToolTip(inherited_words)
        self.effect.activated.connect(lambda _index: self._on_changed())
        self.amounts: dict[str, AmountField] = {}
        self._details = QWidget()
        body = column(self, spacing=4)
        add_all(body, self.effect, self._details)
        self._add_details(name)
        self._show_details()

    def _add_details(self, name: str) -> None:
        context, spec = self._context, self._spec
        turning = Turning(context.theme.px(_ABREAST), 6)
        inner = turning.line
        column(self._details).addWidget(turning)
        for part in rule_said.parts_of(spec):
            amount = self.amounts[part] = AmountField(context, spec, part, name)
            amount.changed.connect(self._on_changed)
            inner.addWidget(amount)
        self.per = self._choice(name, self._periods()) if spec.kind == QUOTA else None
        self.code = self._choice(name, self._codes()) if spec.kind == CODE else None
        for box in (self.per, self.code):
            if box is not None:
                inner.addWidget(box, 1)
        inner.addStretch(0)

    def _choice(self, name: str, options: list[tuple[str, str]]) -> ChoiceBox:
        box = ChoiceBox(self._context.theme, options)
        box.setAccessibleName(name)
        box.activated.connect(lambda _index: self._on_changed())
        return box

    def _periods(self) -> list[tuple[str, str]]:
        return [(per, self._context.say(f"administration-per-{per}")) for per in PERIODS]

    def _codes(self) -> list[tuple[str, str]]:
        """The platform's managers, and whoever has one of the qualifications."""
        qualifications = self._context.catalogue.qualifications.items()
        codes = ["", *(code for code, item in qualifications if item.active)]
        return [(code, rule_said.code_name(self._context, code)) for code in codes]

    # --- what it says -------------------------------------------------------------------------------

    def said(self) -> RuleSaid:
        """What stands there."""
        return RuleSaid(
            self.effect.value,
            {part: amount.amount for part, amount in self.amounts.items()},
            PERIODS[1] if self.per is None else self.per.value,
            "" if self.code is None else self.code.value,
        )

    def value(self) -> Any:
        """As a catalogue file has it; None where nothing is said."""
        return rule_said.write(self._spec, self.said()) if self._touched else self._as_it_was

    def take(self, value: Any) -> None:
        """Show it."""
        self._as_it_was, self._touched = value, False
        said = rule_said.read(self._spec, value)
        self.effect.take(said.effect)
        for part, amount in self.amounts.items():
            amount.take(said.amounts[part] if said.sets else rule_said.usual(self._spec, part))
        if self.per is not None:
            self.per.take(said.per)
        if self.code is not None:
            if self.code.findData(said.code) < 0:
                self.code.addItem(said.code, said.code)
            self.code.take(said.code)
        self._show_details()

    def _on_changed(self) -> None:
        self._touched = True
        if self._spec.kind == QUOTA and not any(amount.amount for amount in self.amounts.values()):
            self.amounts["hours"].take(1)  # a quota limits something
        self._show_details()
        self.changed.emit()

    def _show_details(self) -> None:
        self.effect.setProperty("quiet", "true" if self.effect.value == INHERITED else "false")
        restyle(self.effect)
        has = bool(self.amounts) or self._spec.kind == CODE
        self._details.setVisible(has and self.said().sets)


class AmountField(QWidget):
    """A number with its unit in words; of times the unit may be chosen."""

    changed = Signal()

    def __init__(self, context: Context, spec: RuleSpec, part: str, name: str) -> None:
        super().__init__()
        self._context = context
        self._spec = spec
        self._part = part
        self._units = dict(rule_said.units_for(spec)) if part == "value" else {}
        self._low, self._high = spec.low, spec.high
        if part in rule_said.QUOTA_PARTS and spec.kind == QUOTA:
            self._low = 0
        elif part != "value":
            self._high = rule_said.MOST_ABSENCES[part]
        self.number = Stepper(context.theme, self._low, self._high)
        self.number.setMinimumWidth(context.theme.px(_AMOUNT_WIDTH))
        self.number.setAccessibleName(name)
        self.unit = ChoiceBox(
            context.theme, [(unit, context.say(f"administration-unit-{unit}")) for unit in self._units]
        )
        self.unit.setAccessibleName(name)
        self.number.valueChanged.connect(lambda _value: self._on_number())
        self.unit.activated.connect(lambda _index: self._on_unit())
        add_all(row(self, spacing=6), self.number, self.unit)
        self.unit.setHidden(len(self._units) < 2)  # noqa: PLR2004 - nothing to choose
        self._quiet = False
        self._show_words()

    @property
    def amount(self) -> int:
        """The number in the rule's own unit."""
        return self.number.value() * self._factor

    @property
    def _factor(self) -> int:
        return self._units[self.unit.value] if self._units else 1

    def take(self, amount: int) -> None:
        """Show that number, in the largest unit that says it without a rest."""
        self._quiet = True
        if self._units:
            self.unit.take(rule_said.best_unit(self._spec, amount))
            self._set_range()
        self.number.setValue(amount // self._factor)
        self._quiet = False
        self._show_words()

    def _set_range(self) -> None:
        self.number.setRange(-(-self._low // self._factor), self._high // self._factor)

    def _on_number(self) -> None:
        self._show_words()
        if not self._quiet:
            self.changed.emit()

    def _on_unit(self) -> None:
        """The same number of the other unit, as far as it may go."""
        self._quiet = True
        self._set_range()
        self._quiet = False
        self._on_number()

    def _show_words(self) -> None:
        """What is counted, in singular or plural."""
        if len(self._units) > 1:
            return
        self._quiet, before_quiet = True, self._quiet
        before, after = rule_said.around(self._context, self._spec, self._part, self.number.value())
        self.number.setPrefix(before)
        self.number.setSuffix(after)
        if self._spec.kind == QUOTA:
            nothing = self._context.say(f"administration-no-{rule_said.counted(self._spec, self._part)}")
            self.number.setSpecialValueText(nothing)
        self._quiet = before_quiet

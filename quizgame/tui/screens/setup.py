"""How to play a quiz: behaviour, number, time, scoring, and which questions."""

import secrets
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import cast

from textual import events, on
from textual.app import ComposeResult

from quizgame.backend.request import Options
from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _, plural
from quizgame.tui.draw.rows import Span
from quizgame.tui.draw.terms import behaviour_name, difficulty_name, scoring_name, span
from quizgame.tui.page import Page
from quizgame.tui.widgets import Heading, Hint, KeyBar, Menu
from quizgame.tui.widgets.form import Choice, Form, form_hints, pick, tick

_COUNTS = (3, 5, 8, 10, 15, 20, 25, 30, 40, 50, 75, 100)
_QUESTION_TIMES = (15, 20, 30, 45, 60, 90, 120, 180)
_QUIZ_TIMES = (300, 600, 900, 1200, 1500, 1800, 2700, 3600, 5400)
_SEED_BITS = 31
Values = list[tuple[Hashable, str]]
_TAG, _LEVEL = "tag:", "level:"


class SetupScreen(Page):
    """A form; it is dismissed with the `Options` decided on."""

    MENU = True

    def __init__(self, bank: BankView, quiz: QuizView, options: Options) -> None:
        """Keep the quiz, and what was decided so far."""
        super().__init__()
        self._bank, self._quiz = bank, quiz
        # The seed is chosen here so that the number of questions told is the one to come.
        seed = secrets.randbits(_SEED_BITS) if options.seed is None else options.seed
        self._options = replace(options, seed=seed)
        self._fitting = quiz.count

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield Heading()
        yield Form()
        yield KeyBar()

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_exactly_one(Form)

    @property
    def menu(self) -> Menu:
        """The form."""
        return self.form

    @on(events.Mount)
    async def prepare(self) -> None:
        """Ask, and count."""
        self.form.ask(self._choices(self._options))
        await self._count()

    def _choices(self, options: Options) -> list[Choice]:
        quiz, bank = self._quiz, self._bank
        own = _("as the quiz says: {what}")
        behaviours: Values = [(None, own.format(what=behaviour_name(quiz.behaviour)))]
        behaviours += [(one, behaviour_name(one)) for one in ("practice", "exam", "review")]
        counts: Values = [(None, _("all {n}").format(n=quiz.count))]
        counts += [(n, str(n)) for n in _COUNTS if n < quiz.count]
        if options.count is not None and (options.count, str(options.count)) not in counts:
            counts.append((options.count, str(options.count)))
        times: Values = [(None, _("as the quiz says")), (0, _("no limit"))]
        times += [(n, span(n)) for n in _QUESTION_TIMES]
        whole = span(quiz.quiz_time) if quiz.quiz_time else _("no limit")
        quiz_times: Values = [(None, own.format(what=whole)), (0, _("no limit"))]
        quiz_times += [(n, span(n)) for n in _QUIZ_TIMES]
        choices = [
            pick("behaviour", _("Practice or exam"), behaviours, options.behaviour),
            pick("count", _("Number of questions"), counts, options.count),
            pick("question_time", _("Time for a question"), times, options.question_time),
            pick("quiz_time", _("Time for the whole quiz"), quiz_times, options.quiz_time),
        ]
        if not bank.sober:
            scorings: Values = [(None, own.format(what=scoring_name(quiz.scoring)))]
            scorings += [(s, scoring_name(s)) for s in ("accuracy", "speed", "certainty")]
            choices.append(pick("scoring", _("Scoring"), scorings, options.scoring))
        choices += [Choice("", ""), Choice("", _("Only these difficulties (none ticked: all)"))]
        choices += [
            tick(_LEVEL + name, f"{difficulty_name(name)}  {n}", on=name in options.difficulty)
            for name, n in bank.difficulties
            if n
        ]
        if bank.tags:
            choices += [Choice("", ""), Choice("", _("Only about (none ticked: all)"))]
            choices += [tick(_TAG + t, f"{t}  {n}", on=t in options.tags) for t, n in bank.tags]
        return choices

    @property
    def options(self) -> Options:
        """What is decided on."""
        value = self.form.value
        return replace(
            self._options,
            behaviour=cast("str | None", value("behaviour")),
            count=cast("int | None", value("count")),
            question_time=cast("int | None", value("question_time")),
            quiz_time=cast("int | None", value("quiz_time")),
            scoring=None if self._bank.sober else cast("str | None", value("scoring")),
            tags=self.form.ticked(_TAG),
            difficulty=self.form.ticked(_LEVEL),
        )

    async def _count(self) -> None:
        student, person = self.house.student, self.house.person
        if self.options.behaviour == "review" and person:
            _done, missed = await self.act(student.missed, person, self._bank.id)
            self._fitting = len(missed or ())
        else:
            bank, quiz = self._bank.id, self._quiz.id
            _done, fitting = await self.act(student.fitting, bank, quiz, self.options)
            self._fitting = fitting or 0
        self.redraw()

    def draw(self) -> None:
        """Show how many questions there will be."""
        if self._fitting:
            words = plural(
                "{n} question will be asked", "{n} questions will be asked", self._fitting
            )
            told = Span(words, "strong")
        else:
            told = Span(_("No question fits; take something away."), "warning")
        self.heading.titles(_("How to play"), self._quiz.title, below=(told,))

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        return (
            *form_hints(self.house.glyphs),
            Hint("u", _("undo all"), "u", 1),
            Hint("Esc", _("done"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )

    def moving_rows(self) -> Sequence[tuple[str, str]]:
        """Return the keys that move the cursor, and those that change a value."""
        return (*super().moving_rows(), (_("Enter, space"), _("the next choice, or tick")))

    async def press(self, key: str, character: str | None = None) -> bool:
        """Change what is decided."""
        del character
        if key == "u":
            self.form.ask(self._choices(Options(seed=self._options.seed)))
            await self._count()
            return True
        return self.form.form_key(key)

    async def on_form_changed(self) -> None:
        """Count anew."""
        await self._count()

    async def leave(self) -> None:
        """Go back with what is decided."""
        if self.takes_keys:
            self.dismiss(self.options)

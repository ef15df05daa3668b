"""What stands before a quiz: what it is about and how it is played, with a quiet way out."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on

from quizgame.backend.request import Options
from quizgame.backend.views import ArticleView, BankView, QuizView
from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.tui.draw.plot import percent
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.draw.terms import (
    behaviour_name,
    behaviour_words,
    difficulty_name,
    reading_minutes,
    scoring_name,
    scoring_words,
)
from quizgame.tui.home.shelf import NOTE, score_words, time_words
from quizgame.tui.page import Page
from quizgame.tui.panes import facts
from quizgame.tui.widgets import Hint

if TYPE_CHECKING:
    from quizgame.tui.app import QuizApp

_LEAD = (Span(" "),)
_WIDE = 90


class IntroScreen(Page):
    """A quiz that is about to begin."""

    def __init__(self, bank: BankView, quiz: QuizView, options: Options) -> None:
        """Keep the quiz, and how the player wants to play it."""
        super().__init__()
        self._bank, self._quiz, self._options = bank, quiz, options
        self._count = quiz.count
        self._article: ArticleView | None = None
        self._refusal = ""

    @on(events.Mount)
    async def prepare(self) -> None:
        """Find out how long the article is, and how many questions there will be."""
        _done, self._article = await self.act(self.house.student.article, self._bank.id)
        await self._counted()

    async def on_quiz_app_banks_changed(self, event: "QuizApp.BanksChanged") -> None:
        """Show the quiz as it is now, or say why it can not be played any more."""
        person = self.house.person
        if self._bank.id not in event.changes.ids or person is None:
            return
        try:
            self._bank, self._quiz = await self.house.call(
                self.house.student.offer, person, self._bank.id, self._quiz.id, self._options
            )
        except QuizgameError as error:
            self._refusal = f"{error.message} {error.hint}".strip()
            self.redraw()
        else:
            self._refusal = ""
            await self.prepare()
        self._tell_of_change()

    def _tell_of_change(self) -> None:
        """Say it here, and on what lies over this page, which still shows the bank as it was."""
        words = _("The bank was changed and read anew.")
        self.say(words)
        if self.house.page is not None:
            self.house.page.say(words)

    async def _counted(self) -> None:
        student, options = self.house.student, self._options
        if options.behaviour == "review" and self.house.person:
            _done, missed = await self.act(student.missed, self.house.person, self._bank.id)
            self._count = len(missed or ())
        elif options.count or options.tags or options.difficulty:
            _done, count = await self.act(
                student.fitting, self._bank.id, self._quiz.id, self._options
            )
            self._count = count or 0
        else:
            self._count = self._quiz.count
        self.redraw()

    @property
    def quiz(self) -> QuizView:
        """The quiz as it will be played."""
        options, quiz = self._options, self._quiz
        limits = quiz.limits if options.question_time is None else (options.question_time,)
        behaviour = options.behaviour or quiz.behaviour
        is_timed = behaviour != "review"
        quiz_time = quiz.quiz_time if options.quiz_time is None else options.quiz_time
        return replace(
            quiz,
            behaviour=behaviour,
            scoring=options.scoring or quiz.scoring,
            count=self._count,
            limits=limits if is_timed else (),
            quiz_time=quiz_time if is_timed else 0,
        )

    def draw(self) -> None:
        """Show it."""
        bank, quiz, width = self._bank, self.quiz, self.sheet.measure
        below = bank.title if bank.title != quiz.title else _("All questions")
        behaviour = behaviour_name(quiz.behaviour)
        self.heading.titles(quiz.title, behaviour, below=(Span(below, "muted"),))
        rows: list[Row] = [BLANK]
        if self._refusal:
            self.sheet.show(
                [BLANK, *paragraph((Span(self._refusal, "warning"),), width, lead=NOTE)]
            )
            return
        if text := quiz.description or bank.description:
            rows += [*prose(text, width, lead=_LEAD), BLANK]
        if bank.content_note:
            way_out = _("You need not play it: Esc takes you back, and nothing is kept of that.")
            rows += prose(bank.content_note, width, lead=NOTE)
            rows += [*paragraph((Span(way_out, "muted"),), width, lead=(Span("   "),)), BLANK]
        self.sheet.show([*rows, *facts(self._facts(quiz), width)])

    def _facts(self, quiz: QuizView) -> list[tuple[str, str]]:
        bank, options = self._bank, self._options
        factor = self.house.person.wishes.time_factor if self.house.person else 1.0
        factor = factor if options.factor is None else options.factor
        told = [
            (_("Questions"), str(quiz.count)),
            (_("How"), f"{behaviour_name(quiz.behaviour)}. {behaviour_words(quiz.behaviour)}"),
            (_("Time"), time_words(quiz, factor)),
        ]
        if options.tags:
            told.insert(1, (_("Only about"), ", ".join(options.tags)))
        if options.difficulty:
            names = ", ".join(difficulty_name(one) for one in options.difficulty)
            told.insert(1, (_("Only"), names))
        scoring = f"{scoring_name(quiz.scoring)}. {scoring_words(quiz.scoring)}"
        told.append((_("Scoring"), scoring))
        if quiz.pass_mark:
            told.append((_("To pass"), percent(quiz.pass_mark)))
        if quiz.attempts_allowed:
            words = _("{used} of {allowed} used").format(
                used=quiz.attempts_used, allowed=quiz.attempts_allowed
            )
            told.append((_("Attempts"), words))
        told.append((_("Scores"), score_words(quiz)))
        if bank.sources:
            told.append((_("Source"), "; ".join(bank.sources)))
            published = bank.published
            if not published or published == "unknown":
                published = _("date not known")
            told.append((_("Published"), published))
        return told

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys."""
        is_narrow = self.size.width < _WIDE
        hints = [Hint("Enter", _("start"), "enter")]
        if self._article:
            words = sum(len(t.split()) for p in self._article.paragraphs for t, _mark in p)
            label = _("read the article first ({time})").format(time=reading_minutes(words))
            if is_narrow:
                label = _("article ({time})").format(time=reading_minutes(words))
            hints.append(Hint("s", label, "s", 1))
        change = _("change") if is_narrow else _("change how to play")
        hints += [Hint("c", change, "c", 2), Hint("Esc", _("back"), "escape", 1)]
        hints.append(Hint("?", _("help"), "question_mark"))
        return tuple(hints)

    async def press(self, key: str, character: str | None = None) -> bool:
        """Start, read, or change how to play."""
        del character
        if key == "enter":
            await self._start()
        elif key == "s" and self._article:
            self.house.open_article(self._article)
        elif key == "c":
            self.house.open_setup(self._bank, self._quiz, self._options, self._decided)
        else:
            return False
        return True

    def _decided(self, options: Options | None) -> None:
        if options is not None:
            self._options = options
            self.call_later(self._counted)

    async def _start(self) -> None:
        person = self.house.person
        if person is None:
            return
        if not self._count:
            self.say(_("No question fits. Press c to change how to play."), "warning")
            return
        done, play = await self.act(
            self.house.student.start, person, self._bank.id, self._quiz.id, self._options
        )
        if done and play:
            self.house.open_play(play)

"""What was answered, for the teacher alone: accept, change the key, void, undo, pick text."""

from collections.abc import Sequence
from typing import NamedTuple

from quizgame.backend.live.views import CorrectionView, CountsView, CountView
from quizgame.backend.views import QuestionView
from quizgame.catalogue import _
from quizgame.tui.draw.glyphs import SHAPES
from quizgame.tui.draw.plot import percent
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.panes import facts, table_row
from quizgame.tui.teaching.acts import danger
from quizgame.tui.teaching.banking import offer_to_write
from quizgame.tui.teaching.page import TeacherPanes
from quizgame.tui.widgets import Hint

_COUNT = 6


class Answer(NamedTuple):
    """An answer that was given: in which part, counted how often."""

    part: int
    label: str
    given: CountView

    @property
    def target(self) -> str:
        """What its row is called."""
        return f"answer|{self.part}|{self.given.name or self.given.letter}"


class CorrectionsScreen(TeacherPanes):
    """The answers to a question of the round, and what was put right in it."""

    PRIVATE = True

    def __init__(self) -> None:
        """Start at the question on screen, or at the last one that was."""
        super().__init__()
        self._number = 0

    @property
    def _asked(self) -> tuple[QuestionView, CountsView] | None:
        """The question that is looked at, and how it was answered; None before the first."""
        board = self.view.board
        if not board.round_id:
            return None
        if not self._number:
            self._number = board.number
        found = self.desk.teaching.answers(self._number)
        return found or self._beside(-1) or self._beside(1)

    def _beside(self, step: int) -> tuple[QuestionView, CountsView] | None:
        """Return the nearest question before or after this one that was asked, if any."""
        number = self._number + step
        while 0 < number <= self.view.board.total:
            found = self.desk.teaching.answers(number)
            if found is not None:
                return found
            number += step
        return None

    @property
    def _answers(self) -> tuple[Answer, ...]:
        asked = self._asked
        return tuple(
            Answer(place, part.label, one)
            for place, part in enumerate(asked[1].parts if asked else ())
            for one in part.counts
        )

    @property
    def _answer(self) -> Answer | None:
        return next((one for one in self._answers if one.target == self.menu.cursor), None)

    @property
    def _correction(self) -> CorrectionView | None:
        chosen = self.menu.cursor.removeprefix("correction|")
        return next((one for one in self.view.corrections if str(one.seq) == chosen), None)

    @property
    def _question_id(self) -> str:
        asked = self._asked
        return asked[0].id if asked else ""

    @property
    def _is_open(self) -> bool:
        """Whether the question that is looked at can still be answered."""
        board = self.view.board
        return board.stage == "open" and board.number == self._number

    def draw(self) -> None:
        """List the answers, and what was put right."""
        view, asked = self.view, self._asked
        told = _("All of it can be undone, and regrades everybody at once.")
        self.heading.titles(_("Fix a question"), view.board.title, below=(Span(told, "muted"),))
        width = self.menu.measure
        rows: list[Row] = []
        if asked is not None:
            self._number = asked[0].number
            title = _("Question {n} of {all}").format(n=self._number, all=view.board.total)
            rows.append(Row((Span(f" {title}", "heading"),)))
            answers = self._answers
            rows += [self._answer_row(one, width) for one in answers]
            if not answers:
                rows.append(Row((Span(f"   {_('Nobody answered.')}", "muted"),)))
        else:
            words = _("No question has been asked in this round yet.")
            rows += paragraph((Span(words, "muted"),), width, lead=(Span(" "),))
        if view.corrections:
            rows += [BLANK, Row((Span(f" {_('Fixed so far')}", "heading"),))]
            rows += [self._correction_row(one, width) for one in view.corrections]
        self.menu.show(rows)
        self.draw_details()

    def _answer_row(self, one: Answer, width: int) -> Row:
        glyphs = self.house.glyphs
        count = one.given
        sign = Span(f" {glyphs.right} ", "right") if count.right else Span("   ")
        name = f"{count.letter}  {count.text}" if count.letter else count.text or count.name
        label = Span(f"{one.label}: ", "muted") if one.label else Span("")
        left = (Span(" "), sign, label, Span(name))
        return table_row(left, (Span(str(count.count)),), (_COUNT,), width, target=one.target)

    def _correction_row(self, one: CorrectionView, width: int) -> Row:
        ink = "muted" if one.undone else ""
        words = _("{n}: {what}").format(n=one.number, what=one.what)
        state = _("undone") if one.undone else ""
        left = (Span("   "), Span(words, ink))
        target = f"correction|{one.seq}"
        return table_row(left, (Span(state, "muted"),), (8,), width, target=target)

    def details(self, target: str, width: int) -> list[Row]:
        """Return the question, and what the chosen answer is worth now."""
        del target
        lead = (Span(" "),)
        asked, answer = self._asked, self._answer
        if self._correction is not None:
            what = Span(self._correction.what, "strong")
            words = _("u takes it back.") if not self._correction.undone else _("It was undone.")
            return [
                *paragraph((what,), width, lead=lead),
                BLANK,
                *paragraph(words, width, lead=lead),
            ]
        if asked is None:
            return []
        rows = prose(asked[0].stem, width, lead=lead, ink="strong")
        if self.view.voided(self._number):
            words = _("Void: everybody is credited. z lets it count again.")
            rows += paragraph((Span(words, "warning"),), width, lead=lead)
        told = [(_("Right"), "; ".join(self.desk.teaching.key(asked[0].id).words))]
        if answer is not None:
            count = answer.given
            share = "" if count.share is None else f" ({percent(count.share)})"
            counts_as = _("right") if count.right else _("not right")
            told = [
                (_("Given by"), f"{count.count}{share}"),
                (_("Counts as"), counts_as),
                *told,
            ]
        rows += [BLANK, *facts(told, width)]
        if self._is_open:
            words = _("The question is open: close it before anything is accepted.")
            rows += [BLANK, *paragraph((Span(words, "warning"),), width, lead=lead)]
        return rows

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        hints: list[Hint] = []
        answer, correction = self._answer, self._correction
        if answer is not None:
            if self._is_of_one and not answer.given.right:
                hints.append(Hint("a", _("accept"), "a"))
            elif self._is_of_one and (not answer.given.letter or self._is_fixed):
                hints.append(Hint("r", _("reject"), "r"))
            if not answer.given.letter:
                hints.append(Hint("p", _("project"), "p", 1))
        if correction is not None and not correction.undone:
            hints.append(Hint("u", _("undo"), "u"))
        if self._question_id:
            hints.append(Hint("c", _("new key"), "c"))
            if self._is_fixed:
                hints.append(Hint("b", _("bank"), "b"))
            label = _("undo void") if self.view.voided(self._number) else _("void")
            hints.append(Hint("z", label, "z", 1))
        if self._beside(-1) or self._beside(1):
            sides = "←→" if self.house.glyphs is SHAPES else _("left right")
            hints.append(Hint(sides, _("question"), "right", 1))
        return (
            *hints,
            Hint("Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark", 2),
        )

    @property
    def _is_of_one(self) -> bool:
        """Whether an answer is right by itself, not only with others that were given with it."""
        shown = self._asked[0].presentation if self._asked else None
        return shown is not None and not shown.many and shown.form != "order"

    @property
    def _is_fixed(self) -> bool:
        """Whether anything was ever put right in the question that is looked at."""
        return any(one.number == self._number for one in self.view.corrections)

    async def press(self, key: str, character: str | None = None) -> bool:
        """Put something right."""
        del character
        teaching, question_id = self.desk.teaching, self._question_id
        answer, correction = self._answer, self._correction
        if key in {"a", "r", "p"} and answer is not None:
            await self._judge(key, answer)
        elif key == "u" and correction is not None and not correction.undone:
            if await self.do(lambda: teaching.undo(correction.seq)):
                self.say(_("It is undone."))
        elif key == "c" and question_id:
            self._open_key()
        elif key == "b" and question_id:
            await offer_to_write(self, question_id)
        elif key == "z" and question_id:
            voided = self.view.voided(self._number)
            if voided is None:
                self._ask_void()
            else:
                await self.unvoid(voided)
        else:
            return self._turn(key)
        return True

    async def _judge(self, key: str, answer: Answer) -> None:
        """Do what a key asks for about an answer."""
        teaching, question_id = self.desk.teaching, self._question_id
        part, name = answer.part, answer.given.name
        if key == "a":
            if await self.do(lambda: teaching.accept(question_id, part, name)):
                self.say(_("It counts as right now, for all who gave it."))
        elif key == "r":
            if await self.do(lambda: teaching.withdraw(question_id, part, name)):
                self.say(_("It is right no more, and everybody is regraded."))
        elif not answer.given.letter and await self.do(
            lambda: teaching.pick_text(question_id, part, name)
        ):
            self.say(_("The projector shows this text from the answer on."))

    def _turn(self, key: str) -> bool:
        """Go to the question before or after this one."""
        if key not in {"left", "right"}:
            return False
        beside = self._beside(-1 if key == "left" else 1)
        if beside is not None:
            self._number = beside[0].number
            self.redraw()
        return True

    def _open_key(self) -> None:
        """Open the question to be answered as it should be, with the chosen answer in it."""
        asked, answer = self._asked, self._answer
        if asked is None:
            return
        if self._is_open:
            self.say(_("The question is open: close it before its key is changed."), "warning")
            return
        shown, offered = asked[0].presentation, ""
        is_whole = shown.form in {"choice", "entry"} and not shown.many
        if answer is not None and is_whole and not answer.given.right:
            offered = answer.given.name if answer.given.letter else answer.given.text

        async def changed(_done: bool) -> None:  # noqa: FBT001 - what the page was dismissed with
            self.say(_("Changed, everybody is regraded; b writes it into the bank."))

        key = self.desk.teaching.key(asked[0].id)
        self.desk.open_key(key, (offered,) if offered else key.response, changed)

    def _ask_void(self) -> None:
        title, text = danger("void")
        question_id = self._question_id

        async def answered(choice: str) -> None:
            if choice and await self.do(lambda: self.desk.teaching.void(question_id)):
                self.say(_("Everybody who was there is credited."))

        choices = (("k", _("No, leave it"), ""), ("y", _("Credit everybody"), "void"))
        self.desk.ask(title, text, choices, answered)

"""What is right in a question, told by answering it: for the teacher alone."""

from collections.abc import Sequence

from textual import events

from quizgame.backend.live.rekeying import KeyView
from quizgame.catalogue import _
from quizgame.errors import QuizgameError
from quizgame.model.questions.base import Response
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph
from quizgame.tui.interactions import interaction_for
from quizgame.tui.interactions.base import Drawing, Interaction
from quizgame.tui.live.typedline import TypedLine
from quizgame.tui.page import ENTER
from quizgame.tui.teaching.page import TeacherPage
from quizgame.tui.widgets import Hint

_LEAD = (Span(" "),)
_WORDS = 200  # cells of a key in a question over a small window
_STEPS = frozenset({"tab", "shift+tab", "up", "down"})


class RekeyScreen(TeacherPage):
    """A question as students answer it. What is answered here becomes its key, once confirmed.

    It is dismissed when the key is changed.
    """

    def __init__(self, key: KeyView, offered: Response) -> None:
        """Start with the answer that is `offered`."""
        super().__init__()
        self._key, self._offered = key, offered
        self._line: TypedLine | None = None
        self._interaction: Interaction | None = None

    @property
    def interaction(self) -> Interaction:
        """What is answered."""
        if self._interaction is None:
            shown = self._key.question.presentation
            self._interaction = interaction_for(shown, self._offered, self.house.glyphs)
            self._follow()
        return self._interaction

    def _follow(self) -> None:
        """Let the line be that of what is typed now: another gap has another one, or none."""
        typed = self._interaction.typed if self._interaction else None
        if typed is None:
            self._line = None
        elif self._line is None or self._line.text != typed:
            self._line = TypedLine(typed)

    # What is seen

    def draw(self) -> None:
        """Draw the question, and what is right now."""
        told = _("Answer as it should be. Enter makes that the key.")
        self.heading.titles(_("The key"), self.view.board.title, below=(Span(told, "muted"),))
        width, question = self.sheet.measure, self._key.question
        rows = prose(question.stem, width, lead=_LEAD, ink="strong")
        rows += paragraph((Span(question.instruction, "muted"),), width, lead=_LEAD)
        rows.append(BLANK)
        drawing, top = self.interaction.draw(width), len(rows)
        rows += self._answer(drawing)
        rows += [BLANK, *self._notes(width)]
        self.sheet.show(rows)
        start, size = drawing.focus
        if size:
            self.sheet.reveal_row(start + top, size)

    def _answer(self, drawing: Drawing) -> list[Row]:
        rows, field = list(drawing.rows), drawing.field
        if field is not None and self._line is not None:
            rows[field.row] = self._line.put_into(rows[field.row], field.width, has_cursor=True)
        return rows

    def _notes(self, width: int) -> list[Row]:
        """Return what is right now, and how a number may be said."""
        words = "; ".join(self._key.words)
        rows = paragraph((Span(_("Right now: "), "muted"), Span(words)), width, lead=_LEAD)
        if any(blank.kind == "number" for blank in self._key.question.presentation.blanks):
            told = _("How far off still counts: 12 +- 0.5, or 12 +- 5 %, or from 10..14.")
            rows += paragraph((Span(told, "muted"),), width, lead=_LEAD)
        return rows

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        return (
            Hint("Enter", _("make it the key"), ENTER),
            *self.interaction.hints(),
            Hint("Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark", 2),
        )

    def help_rows(self) -> Sequence[tuple[str, str]]:
        """Return every key that is valid now."""
        own = ((_("Enter"), _("make it the key")), (_("Esc"), _("back")))
        return (*self.interaction.all_keys(), *own)

    # What is done

    async def press(self, key: str, character: str | None = None) -> bool:
        """Answer, or make the answer the key."""
        if key == "escape":
            return False
        if key == ENTER:
            self._ask()
        elif self._line is not None and key not in _STEPS:
            if not self._line.press(key, character):
                return False
            self.interaction.type(self._line.text)
            self._answered()
        elif self.interaction.press(key, character):
            self._answered()
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Put what is pasted where something is typed."""
        event.stop()
        if self.takes_keys and self._line is not None:
            self._line.insert(event.text)
            self.interaction.type(self._line.text)
            self._answered()

    async def pick(self, target: str) -> None:
        """Answer by a click."""
        if self.interaction.pick(target):
            self._answered()

    def _answered(self) -> None:
        self._follow()
        self.say("")
        self.redraw()

    def _ask(self) -> None:
        """Ask whether what is answered is to be the key."""
        teaching, id_ = self.desk.teaching, self._key.question.id
        response = self.interaction.response
        if not (response and all(response)):
            self.say(self.interaction.missing(), "warning")
            return
        try:
            words = teaching.words_of(id_, response)
        except QuizgameError as error:
            self.say(f"{error.message} {error.hint}".strip(), "warning")
            return

        async def answered(choice: str) -> None:
            beside = choice == "beside"
            if choice and await self.do(lambda: teaching.change_key(id_, response, beside=beside)):
                self.dismiss(True)  # noqa: FBT003 - the key is another now

        self.desk.ask(
            _("Change the key?"),
            _("Right from now on, and backwards: {answer}").format(answer=clip(words, _WORDS)),
            tuple(_choices(is_typed=self._key.is_typed)),
            answered,
        )


def _choices(*, is_typed: bool) -> Sequence[tuple[str, str, str]]:
    stay = ("k", _("No, leave it"), "")
    if not is_typed:
        return (stay, ("c", _("Change the key"), "change"))
    return (
        stay,
        ("b", _("Right beside what is right now"), "beside"),
        ("c", _("Only this is right"), "change"),
    )

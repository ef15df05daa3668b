"""Coming in: what is asked of somebody until they have a seat, drawn as rows."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Literal

from quizgame.backend.live.place import nothing
from quizgame.catalogue import _
from quizgame.classroom.seat_acts import (
    AskLogin,
    AskOtherName,
    AskTeacher,
    AskWord,
    Closed,
    DidYouMean,
    Done,
    Seated,
)
from quizgame.errors import QuizgameError
from quizgame.model.text import clean_line, clean_name
from quizgame.tui.draw.glyphs import Glyphs
from quizgame.tui.draw.rows import BLANK, Row, Span, paragraph
from quizgame.tui.live.typedline import TypedLine
from quizgame.tui.widgets import Hint

if TYPE_CHECKING:
    from quizgame.backend.live.place import Place
    from quizgame.classroom.seat_acts import Decision

Prove = Callable[[str, str], Awaitable[bool]]
"""Returns whether a login of the class list and the PIN that was typed belong together."""

Asked = Literal["name", "near", "word", "pin", "teacher", "busy", "over"]

_LEAD = (Span(" "),)
_FIELD = 40
_INDENT = 5


class Arriving:
    """Asks until there is a seat; `is_over` says that there will be none."""

    def __init__(
        self,
        place: "Place",
        name: str = "",
        *,
        login: str = "",
        key: str = "",
        prove: Prove | None = None,
    ) -> None:
        """Offer `name`. `login` was proven already, `key` is the fingerprint of a proven key."""
        self.place, self.offered, self.login, self.key = place, clean_name(name), login, key
        self.prove = prove
        self.on_wait: Callable[[], None] = nothing
        """Called when something begins to be looked up."""
        self.asked: Asked = "busy" if login else "name"
        self.line = TypedLine(offered=self.offered)
        self.message = self.hint = ""
        self.is_guest = False
        self._is_refused = False
        self._typed = self.offered
        self._names: tuple[str, ...] = ()
        self._may_insist = False
        self._proving: AskLogin | None = None

    @property
    def is_over(self) -> bool:
        """Whether there will be no seat."""
        return self.asked == "over"

    @property
    def is_typed_in(self) -> bool:
        """Whether letters are typed and are no commands."""
        return self.asked in {"name", "word", "pin"}

    # What is done

    def waits(self) -> None:
        """Show that something is being looked up."""
        self.asked = "busy"
        self.on_wait()

    async def knock(
        self, name: str, *, login: str = "", insists: bool = False
    ) -> "Decision | None":
        """Ask for a seat; what comes of it is followed."""
        self._typed = name or self._typed
        try:
            decision = await self.place.knock(
                name, login=login, key=self.key, insists=insists, guest=self.is_guest
            )
        except QuizgameError as error:
            self.ask_name(error.message, error.hint, is_refused=True)
            return None
        self.follow(decision)
        return decision

    async def enter(self) -> None:
        """Take what was typed."""
        typed, asked = self.line.text.strip(), self.asked
        self.waits()
        if asked == "name":
            await self.knock(typed or self.offered)
        elif asked == "word":
            await self._give_word(typed)
        elif asked == "pin":
            await self._prove(typed)

    async def _give_word(self, word: str) -> None:
        try:
            decision = await self.place.give_word(word)
        except QuizgameError as error:
            self.ask_name(error.message, error.hint, is_refused=True)
        else:
            self.follow(decision)

    async def _prove(self, pin: str) -> None:
        asked = self._proving
        if asked is None or not pin or self.prove is None:
            self.ask_name()
        elif await self.prove(asked.login, pin):
            await self.knock(asked.name, login=asked.login)
        else:
            self.follow(asked)
            self.message, self._is_refused = _("That PIN is not right."), True

    async def choose(self, index: int) -> bool:
        """Take one of the near names; returns whether there is one at `index`."""
        if self.asked != "near" or not 0 <= index < len(self._names):
            return False
        self.waits()
        await self.knock(self._names[index])
        return True

    async def insist(self) -> None:
        """Come in under the name that was typed, though it is none of the list."""
        self.waits()
        await self.knock(self._typed, insists=True)

    def ask_name(self, message: str = "", hint: str = "", *, is_refused: bool = False) -> None:
        """Ask for a name, after something was said about the one before."""
        self.asked, self.line = "name", TypedLine(offered=self.offered)
        self.message, self.hint, self._is_refused = message, hint, is_refused

    def end(self, message: str) -> None:
        """Tell that there is no seat any more."""
        self.asked, self.message, self.hint = "over", clean_line(message), ""

    def follow(self, decision: "Decision") -> None:
        """Ask for what a decision asks for."""
        self.message = clean_line(getattr(decision, "message", ""))
        self.hint = clean_line(getattr(decision, "hint", ""))
        self._is_refused = False
        match decision:
            case Seated() | Done():
                return
            case Closed():
                self.asked = "over"
            case AskWord():
                self.asked, self.line = "word", TypedLine()
                self._is_refused = decision.wrong
            case AskTeacher():
                self.asked = "teacher"
            case AskLogin() if self.prove is not None:
                self.asked, self.line = "pin", TypedLine(is_secret=True)
                self._proving = decision
            case DidYouMean():
                self.asked = "near"
                self._names = tuple(map(clean_line, decision.names))
                self._may_insist = decision.may_insist
            case _:
                if isinstance(decision, AskOtherName):
                    self.offered = ""
                self.ask_name(self.message, self.hint, is_refused=True)

    # Keys

    async def press(self, key: str, character: str | None) -> bool:
        """Take a key; returns whether it means anything now."""
        letter = (character or "").casefold()
        if self.asked == "near":
            if letter.isascii() and letter.isdecimal() and await self.choose(int(letter) - 1):
                return True
            if letter == "n" and self._may_insist:
                await self.insist()
            elif letter == "o" or key == "escape":
                self.ask_name()
            else:
                return False
        elif self.asked == "teacher":
            if letter != "n":
                return False
            self.ask_name()
        elif self.is_typed_in:
            return await self._press_typing(key, character)
        else:
            return key not in {"escape", "q", "question_mark"}
        return True

    async def _press_typing(self, key: str, character: str | None) -> bool:
        if key == "escape":
            if self.asked == "name":
                return False
            self.ask_name()
        elif key == "enter":
            await self.enter()
        elif key == "tab" and self.asked == "name":
            self.is_guest = not self.is_guest
        else:
            self.line.press(key, character)
        return True

    async def pick(self, target: str) -> None:
        """Do what a click asks for."""
        if target == "guest":
            self.is_guest = not self.is_guest
        elif target.startswith("near:"):
            await self.choose(int(target.removeprefix("near:")))

    # What is shown

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that are valid now."""
        leave = Hint("Esc", _("leave"), "escape")
        if self.asked == "name":
            guest = _("not as a guest") if self.is_guest else _("as a guest")
            return (Hint("Enter", _("come in"), "enter"), Hint("Tab", guest, "tab"), leave)
        back = Hint("Esc", _("another name"), "escape")
        if self.asked in {"word", "pin"}:
            return (Hint("Enter", _("send"), "enter"), back)
        if self.asked == "near":
            count = len(self._names)
            keys = f"1-{count}" if count > 1 else "1"
            hints = [Hint(keys, _("that is me"), "1" if count == 1 else "")]
            if self._may_insist:
                hints.append(Hint("n", _("none of these"), "n"))
            return (*hints, Hint("o", _("another name"), "o"))
        if self.asked == "teacher":
            return (Hint("n", _("another name"), "n"), leave)
        return (leave,)

    def rows(self, width: int, glyphs: Glyphs) -> list[Row]:
        """Return what is asked as rows of `width`."""
        rows: list[Row] = [BLANK]
        if self.asked == "busy":
            words = _("One moment. It may take three seconds.")
            return [*rows, *paragraph((Span(words, "muted"),), width, lead=_LEAD)]
        if self.message:
            ink = "warning" if self._is_refused or self.asked == "over" else "strong"
            rows += paragraph((Span(self.message, ink),), width, lead=_LEAD)
        if self.asked == "name":
            rows += self._name_rows(width, glyphs)
        elif self.asked == "near":
            rows += self._near_rows(width)
        else:
            rows += paragraph((Span(self.hint, "muted"),), width, lead=_LEAD)
            if self.is_typed_in:
                rows += [BLANK, self._field_row(width, glyphs)]
            elif self.asked == "teacher":
                words = _("You come in by yourself as soon as your teacher says yes.")
                rows += [BLANK, *paragraph(words, width, lead=_LEAD)]
        return rows

    def _name_rows(self, width: int, glyphs: Glyphs) -> list[Row]:
        rows = []
        if self.hint:
            rows += paragraph((Span(self.hint, "muted"),), width, lead=_LEAD)
        if self.message:
            rows.append(BLANK)
        rows += [Row((*_LEAD, Span(_("What is your name?"), "heading")))]
        words = _("Type the name that your class knows you by, then press Enter.")
        if self.offered:
            words = _("Press Enter to come in as {name}, or type the name your class knows you by.")
        told = Span(words.format(name=self.offered), "muted")
        rows += paragraph((told,), width, lead=_LEAD)
        box = glyphs.box_on if self.is_guest else glyphs.box_off
        lead = (Span("     "), Span(f"{box}  ", "letter"))
        guest = _("As a guest: nothing of me is kept after the lesson. (Tab)")
        ink = "chosen" if self.is_guest else "muted"
        shown = paragraph((Span(guest, ink),), width, lead=lead, target="guest")
        return [*rows, BLANK, self._field_row(width, glyphs), BLANK, *shown]

    def _near_rows(self, width: int) -> list[Row]:
        rows: list[Row] = [BLANK]
        for place, name in enumerate(self._names):
            lead = (Span("     "), Span(f"{place + 1}", "key"), Span("   "))
            rows += paragraph(name, width, lead=lead, target=f"near:{place}")
        rows += [BLANK, *paragraph((Span(self.hint, "muted"),), width, lead=_LEAD)]
        if self._may_insist:
            words = _("You are none of these? Press n to come in as {name}.")
            told = Span(words.format(name=self._typed), "muted")
            rows += paragraph((told,), width, lead=_LEAD)
        return rows

    def _field_row(self, width: int, glyphs: Glyphs) -> Row:
        room = max(8, min(_FIELD, width - _INDENT - 1))
        mark = Span(f"  {glyphs.here}  ".rjust(_INDENT), "chosen")
        return Row((mark, *self.line.spans(room)))

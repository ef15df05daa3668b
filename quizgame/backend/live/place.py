"""One student's connection to a class."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgame.backend.live import arrivals
from quizgame.backend.live.boards import TOLD, question_now
from quizgame.backend.quotations import article
from quizgame.catalogue import _
from quizgame.classroom.seat_acts import Decision, Heard
from quizgame.engine.events import Reading
from quizgame.engine.masking import unmask
from quizgame.engine.round_state import presentation
from quizgame.errors import RefusedError
from quizgame.model.questions.base import Question, Response
from quizgame.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgame.backend.live.hub import Hub
    from quizgame.backend.live.settings import Link
    from quizgame.backend.live.views import StudentView
    from quizgame.backend.play import Play
    from quizgame.backend.views import ArticleView, TimeView
    from quizgame.engine.round_events import Vote
    from quizgame.model.attempt import AttemptRecord

HEARD_EVERY_S = 1.0
TYPED_CHARS = 200


def nothing() -> None:
    """Do nothing: nobody listens yet."""


def nobody(_message: str) -> None:
    """Do nothing: nobody is to be told."""


@dataclass(frozen=True, slots=True)
class Selected:
    """What stands on a screen, with the question and the vote that it is for."""

    question_id: str
    vote: int
    response: Response
    certainty: int = 0


class Place:
    """What a student may do in a class. For the loop's thread only.

    `listen` is called when `view()` may be another, `beat` once a second, `closed` with what to
    tell when the seat was lost; the front end puts its own there. All must be quick.
    """

    def __init__(self, hub: "Hub", connection: int, link: "Link") -> None:
        """Be the place of a connection; use `Hub.enter`."""
        self.connection, self.link, self.seat = connection, link, 0
        self.listen: Callable[[], None] = nothing
        self.beat: Callable[[], None] = nothing
        self.closed: Callable[[str], None] = nobody
        self.version = 0
        self.on_screen: Selected | None = None
        self.active_at: Reading | None = None
        self.painted_at: tuple[str, int, Reading] | None = None
        self._hub = hub
        self._heard = self._active = float("-inf")
        self._seen = (-1, -1)
        self._view: StudentView | None = None

    # Coming in

    async def knock(
        self,
        name: str,
        *,
        login: str = "",
        key: str = "",
        insists: bool = False,
        guest: bool = False,
    ) -> Decision:
        """Ask for a seat under a name; see `classroom.seat_acts`. The answer is never `Probe`."""
        return await arrivals.knock(
            self._hub, self, name, login=login, key=key, insists=insists, guest=guest
        )

    async def give_word(self, word: str) -> Decision:
        """Give the seat word that was asked for; "" is: that seat is not mine."""
        return await arrivals.give_word(self._hub, self, word)

    def seated(self) -> bool:
        """Return whether this connection has a seat."""
        return self.seat != 0

    def leave(self) -> None:
        """Take note that the connection ended."""
        self._hub.left(self)

    # Seeing

    def view(self) -> "StudentView":
        """Return what is to be seen: the same object while nothing changed."""
        display = self._hub.display
        version = display.version, self.version
        if self._view is None or self._seen != version:
            self._seen = version
            view = display.student(self)
            if self._view is None or view != self._view:
                self._view = view
        return self._view

    def time(self) -> "TimeView":
        """Return the time of what is on screen."""
        return self._hub.time()

    def painted(self) -> None:
        """Take note that the question in `view()` was painted just now."""
        self._hub.painted(self)

    def article(self, *, at_quotation: bool = False) -> "ArticleView | None":
        """Return the article, where it may be read now; at the quotations of what is told."""
        live = self._hub.live
        if live is None or live.bank is None or not self._hub.display.may_read():
            return None
        question = question_now(live) if at_quotation and live.state.phase in TOLD else None
        evidence = question.evidence if question else ()
        source = evidence[0].source if evidence else next(iter(live.bank.sources), "")
        return article(live.bank, live.texts, source, evidence)

    # Answering

    def heard(self, *, active: bool = False) -> None:
        """Take note that something came from this connection; `active`: its student's doing."""
        now = self._hub.now()
        if active:
            self.active_at = self._hub.clock.read()
        if now - (self._active if active else self._heard) < HEARD_EVERY_S:
            return
        self._heard = now
        if active:
            self._active = now
        self._hub.decide(Heard(connection=self.connection, at=now, active=active))

    def selected(self, question_id: str, response: Response, certainty: int = 0) -> None:
        """Take note of what stands on screen unsent, in the presentation's tokens."""
        live = self._hub.live
        if live is not None and live.item is not None:
            self.on_screen = Selected(question_id, live.item.vote, response, certainty)
            self.heard(active=True)

    async def answer(
        self,
        question_id: str,
        vote: int,
        response: Response,
        *,
        certainty: int = 0,
        at: Reading | None = None,
    ) -> None:
        """Give an answer to the question and vote that were on screen, as of `at`.

        Returns once it is kept. Raises RefusedError where it can not count, StoreError where it
        could not be kept.
        """
        self.heard(active=True)
        which: Vote = 1 if vote == 1 else 2
        await self._hub.answer(self, question_id, which, response, certainty=certainty, at=at)

    def objection(self, response: Response) -> str:
        """Return what to ask back about a response to the question on screen, or ""."""
        question, stored = self.stored(response)
        return question.objection(stored, self._language) if question else ""

    def is_complete(self, response: Response) -> bool:
        """Return whether a response to the question on screen could be sent as it is."""
        question, stored = self.stored(response)
        return bool(question and question.is_complete(stored, self._language))

    def stored(self, response: Response) -> tuple[Question | None, Response]:
        """Return the question on screen, and a response to it in stored tokens."""
        live = self._hub.live
        question = question_now(live) if live else None
        if live is None or question is None:
            return None, ()
        typed = tuple(clean_line(token)[:TYPED_CHARS] for token in response)
        return question, unmask(presentation(live.state.plan, question), typed)

    @property
    def _language(self) -> str:
        live = self._hub.live
        return live.state.plan.language if live else "en"

    # Playing alone

    async def begin(self, opening: int) -> "Play":
        """Begin a quiz that is open for this student; raises RefusedError where it is not."""
        raise RefusedError(_("This quiz is not open."))

    async def practise_missed(self) -> "Play":
        """Begin a practice of what this student did not have right in the round."""
        raise RefusedError(_("There is nothing to practise."))

    def resumable(self) -> "tuple[AttemptRecord, ...]":
        """Return the quizzes that this student left half done, newest first."""
        return ()

    async def resume(self, attempt_id: str) -> "Play":
        """Take up a quiz that was left; raises RefusedError where it can not be."""
        raise RefusedError(_("There is nothing to resume."))

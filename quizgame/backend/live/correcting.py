"""What a teacher may put right in a round, while it is on and after it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgame.backend.live.boards import counts_view, named_response
from quizgame.backend.live.rekeying import with_key
from quizgame.backend.live.round_teaching import RoundTeaching
from quizgame.backend.plan import revision_of
from quizgame.backend.questions import unasked
from quizgame.catalogue import _
from quizgame.engine import round_acts, round_corrections
from quizgame.engine.round_marks import grading
from quizgame.engine.round_state import presentation
from quizgame.errors import RefusedError

if TYPE_CHECKING:
    from quizgame.backend.live.views import CountsView
    from quizgame.backend.views import QuestionView
    from quizgame.engine.round_events import OutOf
    from quizgame.model.questions.base import Question


class Correcting(RoundTeaching):
    """The acts that regrade a round. They hold backwards, and can be undone."""

    async def accept(self, question_id: str, part: int, name: str) -> None:
        """Count an answer as right for all who gave it.

        `name` is that of a count in a private view, in its `part` (from 0).
        """
        live = self._hub.conductor.require()
        item = live.find(question_id)
        if item is None:
            raise RefusedError(_("There is no such question."))
        response = named_response(live, item, part, name)
        await self._act(
            lambda state: round_corrections.accept_answer(
                state, live.questions, question_id, response
            )
        )
        await self.regraded()

    def question(self, question_id: str) -> "Question":
        """Return a question of the round as it is scored now, with its key."""
        live = self._hub.conductor.require()
        item = live.find(question_id)
        if item is None:
            raise RefusedError(_("There is no such question."))
        return grading(live.state, item, live.questions).question

    def answers(self, number: int) -> "tuple[QuestionView, CountsView] | None":
        """Return a question of the round, from 1, and how it was answered: what counts, the key.

        None where it was not shown, or was skipped. It is for the teacher alone.
        """
        live = self._hub.conductor.require()
        items = live.state.items
        item = items[number - 1] if 0 < number <= len(items) else None
        if item is None or not item.is_shown or item.skipped:
            return None
        asked = live.questions[item.ref.revision]
        shown = unasked(asked, presentation(live.state.plan, asked), live.bank)
        shown = replace(shown, number=number, total=len(items))
        return shown, counts_view(live, item, private=True)

    async def change_key(self, question_id: str, key: "tuple[str, ...] | Question") -> None:
        """Score all answers to a question by another key.

        `key` has the letters of the options that are right as they stand on screen, or the answers
        that are, as they are typed; or it is the whole question with another key.
        """
        hub, live = self._hub, self._hub.conductor.require()
        item = live.find(question_id)
        if item is None:
            raise RefusedError(_("There is no such question."))
        changed = key
        if isinstance(changed, tuple):
            changed = with_key(self.question(question_id), live.state.plan, changed)
        checked = changed
        # Refused before anything is kept of it.
        round_corrections.change_key(live.ahead, live.questions, question_id, checked)
        revision = revision_of(checked)
        await hub.keeper.run(lambda: hub.store.add_round_revision(live.id, revision))
        live.questions[revision.content_hash] = checked
        await self._act(
            lambda state: round_corrections.change_key(state, live.questions, question_id, checked)
        )
        await self.regraded()

    async def undo(self, seq: int) -> None:
        """Take a correction back."""
        await self._act(lambda state: round_corrections.undo(state, seq))
        await self.regraded()

    async def pick_text(self, question_id: str, part: int, name: str) -> None:
        """Let typed text be projected: `name` is that of its count in a private view."""
        await self._act(lambda state: round_acts.pick_text(state, question_id, part, name))

    async def set_out_of(self, out_of: "OutOf") -> None:
        """Decide whether late comers are marked out of all questions."""
        await self._act(lambda state: round_acts.set_out_of(state, out_of))
        await self.regraded()

"""What a teacher may put right in a round, while it is on and after it."""

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from quizgame.backend.live import amending
from quizgame.backend.live.boards import counts_view, named_response
from quizgame.backend.live.rekeying import (
    KeyView,
    is_typed,
    key_of,
    key_words,
    with_accepted,
    with_key,
    without_answer,
)
from quizgame.backend.live.round_teaching import RoundTeaching
from quizgame.backend.plan import revision_of
from quizgame.backend.questions import unasked
from quizgame.catalogue import _
from quizgame.engine import round_acts, round_corrections
from quizgame.engine.masking import mask_response, unmask
from quizgame.engine.round_events import AnswerAccepted
from quizgame.engine.round_marks import Grading, corrections_of, grading
from quizgame.engine.round_state import presentation
from quizgame.errors import RefusedError, UsageError
from quizgame.model.text import clean_line

if TYPE_CHECKING:
    from quizgame.backend.live.amending import Amendment
    from quizgame.backend.live.liveround import LiveRound
    from quizgame.backend.live.views import CountsView
    from quizgame.backend.views import QuestionView
    from quizgame.engine.round_events import OutOf
    from quizgame.engine.round_state import RoundItem
    from quizgame.model.questions.base import Question, Response


class Correcting(RoundTeaching):
    """The acts that regrade a round. They hold backwards, and can be undone."""

    # What is right

    def answers(self, number: int) -> "tuple[QuestionView, CountsView] | None":
        """Return a question of the round, from 1, and how it was answered: what counts, the key.

        None where it was not shown, or was skipped. It is for the teacher alone.
        """
        live = self._hub.conductor.require()
        items = live.state.items
        item = items[number - 1] if 0 < number <= len(items) else None
        if item is None or not item.is_shown or item.skipped:
            return None
        return self._asked(live, item), counts_view(live, item, private=True)

    def key(self, question_id: str) -> KeyView:
        """Return a question with what is right in it now. It is for the teacher alone."""
        live, item, graded = self._graded(question_id)
        shown = presentation(live.state.plan, live.questions[item.ref.revision])
        question = graded.question
        return KeyView(
            self._asked(live, item),
            mask_response(shown, graded.as_shown(key_of(question))),
            tuple(map(clean_line, key_words(question))),
            is_typed(question),
        )

    def words_of(self, question_id: str, key: "Response", *, beside: bool = False) -> str:
        """Return in words what would be right by another key.

        `key` and `beside` are as in `change_key`. Raises RefusedError where that is no key.
        """
        changed = self._with_key(question_id, key, beside=beside)
        return clean_line("; ".join(key_words(changed)))

    # Putting it right

    async def accept(self, question_id: str, part: int, name: str) -> None:
        """Count an answer as right for all who gave it.

        `name` is that of a count in a private view, in its `part` (from 0).
        """
        live, item, _graded = self._graded(question_id)
        response = named_response(live, item, part, name)
        await self._act(
            lambda state: round_corrections.accept_answer(
                state, live.questions, question_id, response
            )
        )
        await self.regraded()

    async def withdraw(self, question_id: str, part: int, name: str) -> None:
        """Count an answer as right no more: one that was accepted, or a typed text of the key.

        `name` is that of a count in a private view, in its `part` (from 0).
        """
        live, item, graded = self._graded(question_id)
        given = named_response(live, item, part, name)
        changed = without_answer(graded.question, part, graded.read(given)[part])
        asked, language = live.questions[item.ref.revision], live.state.plan.language
        wanted = asked.classify(given, language)[part]
        undone = [
            one.seq
            for one in corrections_of(live.state, question_id)
            if isinstance(one.event, AnswerAccepted)
            and one.event.response[part : part + 1] not in {(), ("",)}
            and asked.classify(one.event.response, language)[part] == wanted
        ]
        if not undone and changed is graded.question:
            raise RefusedError(_("This answer is not right as it is."))
        for seq in undone:
            await self._act(partial(round_corrections.undo, seq=seq))
        if changed is not graded.question:
            await self._score_by(question_id, changed)
        await self.regraded()

    async def change_key(
        self, question_id: str, key: "Response | Question", *, beside: bool = False
    ) -> None:
        """Score all answers to a question by another key.

        `key` is the question answered as it should be, in the tokens of the screen; or it is the
        whole question with another key. Typed text is right alone, or `beside` what is right now. A
        number may be a range (10..14), or have how far off still counts behind it (12 +- 2).
        """
        changed = self._with_key(question_id, key, beside=beside) if isinstance(key, tuple) else key
        await self._score_by(question_id, changed)
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

    # Into the bank

    async def amendment(self, question_id: str) -> "Amendment":
        """Return what writing the key of a question into its bank would change; nothing is written.

        Raises RefusedError, which names the file and a way out, where it can not be written.
        """
        live, _item, graded = self._graded(question_id)
        accepted = tuple(map(graded.read, graded.accepted))
        wanted = with_accepted(graded.question, accepted)
        known = frozenset(live.questions)
        library = self._hub.library

        def looked() -> "Amendment":
            try:
                path = library.find(live.state.plan.bank).path
            except UsageError as error:
                raise RefusedError(error.message, error.hint) from error
            return amending.amendment(path, library.home, wanted, known)

        return await asyncio.to_thread(looked)

    async def amend(self, amendment: "Amendment") -> None:
        """Write a changed key into the file of its bank, and nothing else.

        Raises RefusedError with nothing written where the file is not as it was looked at.
        """
        hub, live = self._hub, self._hub.conductor.require()
        # Kept first, so that what is in the file then is known for what was written here.
        revision = revision_of(amendment.question)
        if revision.content_hash not in live.questions:
            await hub.keeper.run(lambda: hub.store.add_round_revision(live.id, revision))
            live.questions[revision.content_hash] = amendment.question

        def written() -> None:
            amending.amend(amendment, hub.library.home)
            if hub.library.banks:
                hub.library.reread((amendment.path,))

        await asyncio.to_thread(written)

    # What these are made of

    def _graded(self, question_id: str) -> "tuple[LiveRound, RoundItem, Grading]":
        live = self._hub.conductor.require()
        item = live.find(question_id)
        if item is None:
            raise RefusedError(_("There is no such question."))
        return live, item, grading(live.state, item, live.questions)

    def _asked(self, live: "LiveRound", item: "RoundItem") -> "QuestionView":
        asked, items = live.questions[item.ref.revision], live.state.items
        shown = unasked(asked, presentation(live.state.plan, asked), live.bank)
        return replace(shown, number=items.index(item) + 1, total=len(items))

    def _with_key(self, question_id: str, key: "Response", *, beside: bool) -> "Question":
        live, item, graded = self._graded(question_id)
        shown = presentation(live.state.plan, live.questions[item.ref.revision])
        stored = graded.read(unmask(shown, key))
        return with_key(graded.question, stored, live.state.plan.language, beside=beside)

    async def _score_by(self, question_id: str, changed: "Question") -> None:
        hub, live = self._hub, self._hub.conductor.require()
        # Refused before anything is kept of it.
        round_corrections.change_key(live.ahead, live.questions, question_id, changed)
        revision = revision_of(changed)
        await hub.keeper.run(lambda: hub.store.add_round_revision(live.id, revision))
        live.questions[revision.content_hash] = changed
        await self._act(
            lambda state: round_corrections.change_key(state, live.questions, question_id, changed)
        )

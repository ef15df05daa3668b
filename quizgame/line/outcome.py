"""A sitting from its start to what came of it."""

from collections.abc import Callable

from quizgame.backend.play import Play
from quizgame.backend.request import Options
from quizgame.catalogue import _
from quizgame.errors import RefusedError, SittingMovedError, UsageError
from quizgame.line import reading, results
from quizgame.line.play import LeftSitting
from quizgame.line.talk import Ask
from quizgame.line.visit import Visit, unhurried


def play_out(visit: Visit, start: Callable[[], Play]) -> None:
    """Begin or take up a sitting, play it, and talk about its results.

    Raises LeftSitting, and without a terminal the refusal of a sitting that can not be begun.
    """
    try:
        play = start()
        visit.run(play)
    except SittingMovedError as moved:
        visit.play = None
        visit.talk.say("", moved.message, *filter(None, [moved.hint]))
        raise LeftSitting from moved
    except (RefusedError, UsageError) as refused:
        if not visit.talk.channel.is_terminal:
            raise
        visit.talk.say(refused.message, *filter(None, [refused.hint]))
        return
    visit.play = None
    if play.phase == "finished":
        Outcome(visit, play).talk_about()


class Outcome:
    """Talks about a finished sitting."""

    def __init__(self, visit: Visit, play: Play) -> None:
        """Take the results as they are."""
        self.visit = visit
        self.play = play
        self.view = play.results()
        self.missed = play.missed()

    def talk_about(self) -> None:
        """Tell the results, and let what the learner wants be done with them."""
        lines = results.summary_lines(self.view)
        self.visit.talk.say("", *lines)
        self.visit.talk.channel.discard()
        while self._asked(self._ask(lines)):
            pass

    def _ask(self, lines: tuple[str, ...]) -> Ask:
        hints = [_("Enter for home"), _("/answers to go through the questions")]
        commands = {"answers": _("go through all questions with their answers")}
        if self.missed:
            hints.append(_("/practise for the {n} not right").format(n=len(self.missed)))
            commands["practise"] = _("practise what was not right")
        if self.play.may_read:
            commands["source"] = _("read the article")
        return Ask(", ".join([*hints, _("/quit")]), commands, again=lines)

    def _asked(self, ask: Ask) -> bool:
        """Ask once and do it; returns whether to ask again."""
        said = self.visit.talk.ask(ask)
        match said.command:
            case "answers":
                results.look_through(self.visit.talk, self.play, self.view)
            case "practise":
                self._practise()
                return False
            case "source":
                article = self.play.article()
                if article is not None:
                    reading.read(self.visit.talk, article)
        return bool(said.command or said.text)

    def _practise(self) -> None:
        options = unhurried(Options(), "practice")
        bank = self.view.record.bank
        student, person = self.visit.student, self.visit.person
        play_out(self.visit, lambda: student.practise(person, bank, self.missed, options))

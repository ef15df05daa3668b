"""One person's visit: what the parts of a conversation share."""

from dataclasses import dataclass, replace

from quizgame.backend.play import Play
from quizgame.backend.request import Options
from quizgame.backend.student import Student
from quizgame.line.exam import ExamTalk
from quizgame.line.practice import PracticeTalk
from quizgame.line.talk import Talk
from quizgame.model.person import Person


@dataclass
class Visit:
    """Who talks to whom. `play` is the sitting that runs, `warns` the warning when time is short.

    `account` is the name offered to who is new.
    """

    talk: Talk
    student: Student
    person: Person
    account: str = ""
    warns: bool = True
    play: Play | None = None

    def run(self, play: Play) -> None:
        """Play a sitting until it is over or left; raises LeftSitting."""
        self.play = play
        feedback_each = play.sitting.policy.feedback_each
        kind = PracticeTalk if feedback_each else ExamTalk
        talk: PracticeTalk | ExamTalk = kind(self.talk, self.student, play, warns=self.warns)
        try:
            talk.run()
        finally:
            self.warns = talk.warns


def unhurried(options: Options, behaviour: str) -> Options:
    """Return options without time limits, as practice by lines has them unless asked for."""
    asks_for_time = (
        options.question_time is not None
        or options.quiz_time is not None
        or options.factor is not None
        or options.scoring == "speed"
    )
    if asks_for_time or (options.behaviour or behaviour) == "exam":
        return options
    return replace(options, question_time=0, quiz_time=0)

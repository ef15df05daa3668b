"""Before a quiz: the note, the article, how it is to be played."""

from quizgame.backend.play import Play
from quizgame.backend.request import Options
from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _, plural
from quizgame.line import phrases, reading
from quizgame.line.options import OptionsTalk
from quizgame.line.outcome import play_out
from quizgame.line.talk import Ask
from quizgame.line.visit import Visit, unhurried
from quizgame.model.markup import plain


def intro_lines(bank: BankView, quiz: QuizView, options: Options, count: int) -> tuple[str, ...]:
    """Return what is to be known before a quiz begins; `count` is how many questions it asks."""
    lines = [phrases.sentence(plain(quiz.title))]
    if bank.title != quiz.title:
        lines.append(_("From: {bank}.").format(bank=plain(bank.title)))
    if quiz.description:
        lines.extend(plain(quiz.description).split("\n"))
    if bank.content_note:
        note = " ".join(plain(bank.content_note).split())
        lines.append(_("A note before you begin. {note}").format(note=note))
    behaviour = options.behaviour or quiz.behaviour
    lines.append(f"{phrases.questions(count)}. {phrases.behaviour_told(behaviour)}")
    lines.append(_times(quiz, options, behaviour))
    if scoring := phrases.scoring_told(options.scoring or quiz.scoring):
        lines.append(scoring)
    if quiz.pass_mark:
        share = phrases.percent(quiz.pass_mark)
        lines.append(_("To pass you need {share}.").format(share=share))
    if quiz.attempts_allowed:
        lines.append(
            _("It may be taken {allowed} times; you have taken it {used} times.").format(
                allowed=quiz.attempts_allowed, used=quiz.attempts_used
            )
        )
    return tuple(lines)


def _times(quiz: QuizView, options: Options, behaviour: str) -> str:
    """Return how long the questions and the quiz may take, before the person's factor."""
    if behaviour == "review":
        return _("No time limit.")
    options = unhurried(options, quiz.behaviour)
    known = quiz.limits if options.question_time is None else (options.question_time,)
    limits = [seconds for seconds in known if seconds]
    whole = quiz.quiz_time if options.quiz_time is None else options.quiz_time
    told = []
    if limits:
        first, last = phrases.seconds(min(limits)), phrases.seconds(max(limits))
        each = first if first == last else _("{first} to {last}").format(first=first, last=last)
        told.append(_("Time for each question: {each}.").format(each=each))
    if whole:
        told.append(_("Time for the whole quiz: {time}.").format(time=phrases.seconds(whole)))
    return " ".join(told) or _("No time limit.")


def _left_out_told(bank: BankView) -> str:
    return plural(
        "{n} question of this bank can not be played: `quizgame check {{path}}` says why.",
        "{n} questions of this bank can not be played: `quizgame check {{path}}` says why.",
        bank.left_out,
    ).format(path=bank.path)


class QuizTalk:
    """Talks about one quiz of a bank, and plays it."""

    def __init__(self, visit: Visit, bank: BankView, quiz: QuizView, options: Options) -> None:
        """Prepare to play with `options`."""
        self.visit = visit
        self.talk = visit.talk
        self.bank = bank
        self.quiz = quiz
        self.options = options

    def run(self) -> None:
        """Introduce the quiz and play it, unless the learner goes back. Raises LeftSitting."""
        if self._introduced():
            play_out(self.visit, self._start)

    def _start(self) -> Play:
        options = unhurried(self.options, self.quiz.behaviour)
        return self.visit.student.start(self.visit.person, self.bank.id, self.quiz.id, options)

    def _lines(self) -> tuple[str, ...]:
        return intro_lines(self.bank, self.quiz, self.options, self._count(self.options))

    def _chosen(self) -> Options:
        talk = OptionsTalk(self.talk, self.bank, self.quiz, self._count)
        return talk.ask(self.options)

    def _count(self, options: Options) -> int:
        return self.visit.student.fitting(self.bank.id, self.quiz.id, options)

    def _introduced(self) -> bool:
        """Tell about the quiz; returns whether it shall begin. A pipe is not asked."""
        lines = self._lines()
        if self.bank.left_out:
            self.talk.say("", _left_out_told(self.bank))
        self.talk.say("", *lines)
        if not self.talk.channel.is_terminal:
            return True
        article = self.visit.student.article(self.bank.id)
        commands = {"options": _("choose how to play"), "home": _("leave this quiz alone")}
        hints = [_("/options"), _("/home")]
        if article is not None:
            commands = {"source": _("read the article first"), **commands}
            minutes = phrases.reading_minutes(reading.word_count(article))
            about = _("/source to read the article first (about {minutes} min)")
            hints = [about.format(minutes=minutes), *hints]
        prompt = ", ".join([_("Enter to begin"), *hints])
        self.talk.channel.discard()
        while True:
            said = self.talk.ask(Ask(prompt, commands, again=lines))
            if said.command == "home":
                return False
            if said.command == "source" and article is not None:
                reading.read(self.talk, article)
            elif said.command == "options":
                self.options = self._chosen()
                lines = self._lines()
                self.talk.say("", *lines)
            elif said.text:
                self.talk.say(
                    _("Press Enter alone to begin, or type a command such as {command}.").format(
                        command="/source" if article is not None else "/options"
                    )
                )
            else:
                return True

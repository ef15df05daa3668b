"""How a quiz shall be played, asked one after the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from quizgame.backend.request import Options
from quizgame.backend.views import BankView, QuizView
from quizgame.catalogue import _
from quizgame.line import phrases
from quizgame.line.answers.base import said
from quizgame.line.talk import Ask, Talk

_LONGEST = 86_400
_LEVELS = ("easy", "medium", "hard")


class OptionsTalk:
    """Asks for the options of one quiz; Enter leaves each as it is."""

    def __init__(
        self, talk: Talk, bank: BankView, quiz: QuizView, count: Callable[[Options], int]
    ) -> None:
        """Ask over `talk`; `count` tells how many questions fit some options."""
        self.talk = talk
        self.bank = bank
        self.quiz = quiz
        self.count = count

    def ask(self, options: Options) -> Options:
        """Return `options` with what was chosen."""
        chosen = replace(
            options,
            behaviour=self._among(
                _("How do you want to play?"),
                {name: phrases.behaviour(name) for name in ("practice", "exam")},
                options.behaviour or self.quiz.behaviour,
            ),
            count=None,
        )
        chosen = self._narrowed(chosen)
        most = self.count(chosen)
        count = self._whole(_("How many questions? Enter for all {most}"), most)
        seconds = self._whole(
            _("How many seconds for each question? 0 for no limit, Enter as usual"), _LONGEST
        )
        chosen = replace(chosen, count=count or None, question_time=seconds)
        return chosen if self.bank.sober else replace(chosen, scoring=self._scoring(chosen))

    def _scoring(self, options: Options) -> str:
        names = {
            "accuracy": _("accuracy"),
            "speed": _("speed"),
            "certainty": _("certainty"),
        }
        return self._among(_("Scored by?"), names, options.scoring or self.quiz.scoring)

    def _narrowed(self, options: Options) -> Options:
        """Return the options with topics and difficulties that leave a question."""
        if not self.bank.tags:
            return options
        tags = {tag: tag for tag, _count in self.bank.tags}
        levels = {phrases.difficulty(level): level for level in _LEVELS}
        wanted = replace(
            options,
            tags=self._several(_("Only some topics? Separate them by commas."), tags),
            difficulty=self._several(_("Only some difficulties?"), levels),
        )
        if self.count(wanted):
            return wanted
        self.talk.say(_("No question fits, so all topics and difficulties are kept."))
        return replace(options, tags=(), difficulty=())

    def _among(self, question: str, names: Mapping[str, str], now: str) -> str:
        shown = ", ".join(names.values())
        prompt = _("{question} {names}. Enter for {now}").format(
            question=question, names=shown, now=names.get(now, now)
        )
        while True:
            text = self.talk.ask(Ask(prompt)).text.casefold()
            found = [key for key, name in names.items() if text and name.startswith(text)]
            if not text or len(found) == 1:
                return found[0] if found else now
            self.talk.say(_("Type one of: {names}.").format(names=shown))

    def _whole(self, question: str, most: int) -> int | None:
        while True:
            text = self.talk.ask(Ask(question.format(most=most))).text
            if not text:
                return None
            if text.isdecimal() and int(text[:9]) <= most:
                return int(text)
            self.talk.say(_("Type a whole number up to {most}, or Enter.").format(most=most))

    def _several(self, question: str, known: Mapping[str, str]) -> tuple[str, ...]:
        names: Sequence[str] = list(known)
        by_name = {name.casefold(): value for name, value in known.items()}
        prompt = _("{question} {names}. Enter for all").format(
            question=question, names=", ".join(names)
        )
        while True:
            text = self.talk.ask(Ask(prompt)).text
            words = [word.strip().casefold() for word in text.split(",") if word.strip()]
            unknown = [word for word in words if word not in by_name]
            if not unknown:
                return tuple(by_name[word] for word in words)
            self.talk.say(_("There is none called {name}.").format(name=said(unknown[0])))

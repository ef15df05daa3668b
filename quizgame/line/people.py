"""Who plays, and what they wish, by lines."""

from dataclasses import replace
from difflib import get_close_matches

from quizgame.backend.student import GUEST, Student
from quizgame.catalogue import _
from quizgame.errors import RefusedError
from quizgame.line.talk import Ask, Talk
from quizgame.line.visit import Visit
from quizgame.model.person import Person
from quizgame.model.text import clean_name, fold_name

_LIKE = 0.7
_MANY = 1000
_FACTORS = {"1": 1.0, "1.25": 1.25, "1.5": 1.5, "2": 2.0}


def ask_name(talk: Talk, account: str) -> str:
    """Ask for a name until there is one; Enter takes that of the account."""
    account = clean_name(account)
    if account:
        prompt = _("What is your name? Enter for {name}, or guest to keep nothing")
    else:
        prompt = _("What is your name? Type guest to keep nothing")
    ask = Ask(
        prompt.format(name=account),
        how=(_("Your scores are kept under this name, on this computer only."),),
    )
    while True:
        name = clean_name(talk.ask(ask).text) or account
        if name:
            return name


def named(talk: Talk, student: Student, name: str) -> Person:
    """Return who is called `name`, added if there is none.

    Among other players a new one is told of, so that a slip of the pen does not part somebody's
    scores; who sits at a terminal and is called nearly like another is asked first.
    """
    others = {fold_name(one.name): one for one in student.people()}
    folded = fold_name(name)
    if not others or folded in {*others, fold_name(GUEST.name)}:
        return student.enter(name)
    near = get_close_matches(folded, others, n=1, cutoff=_LIKE) if len(others) < _MANY else []
    if near and talk.channel.is_terminal:
        question = _("There is no player called {name} yet. Did you mean {near}?")
        if talk.ask_yes(question.format(name=clean_name(name), near=others[near[0]].name)):
            return student.enter(others[near[0]].name)
    person = student.enter(name)
    talk.say(_("{name} is new here.").format(name=person.name))
    return person


def _factor_told(factor: float) -> str:
    if not factor:
        return _("no time limits at all")
    if factor == 1:
        return _("time limits as written")
    return _("{factor:g} times as long").format(factor=factor)


def settings(visit: Visit) -> None:
    """Let the person change their wishes until they are done."""
    while True:
        wishes = visit.person.wishes
        yes, no = _("yes"), _("no")
        lines = (
            _("Settings of {name}.").format(name=visit.person.name),
            _("1. Time: {factor}.").format(factor=_factor_told(wishes.time_factor)),
            _("2. Always plain lines like these: {value}.").format(
                value=yes if wishes.plain else no
            ),
            _("3. A warning when a quarter of the time is left: {value}.").format(
                value=yes if visit.warns else no
            ),
        )
        visit.talk.say("", *lines)
        prompt = _("Type a number to change it, or Enter to go back")
        match visit.talk.ask(Ask(prompt, again=lines)).text:
            case "":
                return
            case "1":
                wishes = replace(wishes, time_factor=_ask_factor(visit.talk, wishes.time_factor))
            case "2":
                wishes = replace(wishes, plain=not wishes.plain)
            case "3":
                visit.warns = not visit.warns
            case _other:
                visit.talk.say(_("Type 1, 2 or 3."))
        if wishes != visit.person.wishes:
            visit.person = visit.student.keep_wishes(visit.person, wishes)


def _ask_factor(talk: Talk, now: float) -> float:
    none = _("none")
    prompt = _("Time limits: 1 as written, 1.25, 1.5 or 2 times as long, or none")
    while True:
        text = talk.ask(Ask(prompt)).text.casefold().replace(",", ".")
        if not text:
            return now
        if text == none:
            return 0.0
        if text in _FACTORS:
            return _FACTORS[text]
        talk.say(_("Type 1, 1.25, 1.5, 2 or none."))


def players(visit: Visit) -> None:
    """Let another person play, or one be added, renamed or erased."""
    while True:
        people = visit.student.people()
        lines = [_("Players on this computer.")]
        for number, person in enumerate(people, 1):
            you = _(" (you)") if person.key == visit.person.key else ""
            lines.append(f"{number}. {person.name}{you}.")
        if not people:
            lines.append(_("There are none yet."))
        visit.talk.say("", *lines)
        commands = {
            "new": _("/new NAME: add a player and play as them; /new guest keeps nothing"),
            "rename": _("/rename NAME: give yourself another name"),
            "erase": _("/erase NUMBER: erase a player and all that is kept of them"),
        }
        prompt = _("Type a number to play as them, /new, /rename, /erase, or Enter to go back")
        said = visit.talk.ask(Ask(prompt, commands, again=lines))
        try:
            if said.command == "new":
                visit.person = visit.student.enter(said.text or ask_name(visit.talk, ""))
            elif said.command == "rename":
                _rename(visit, said.text)
            elif said.command == "erase":
                _erase(visit, _chosen(people, said.text))
            elif not said.text:
                return
            else:
                visit.person = _chosen(people, said.text)
        except RefusedError as refused:
            visit.talk.say(refused.message, *filter(None, [refused.hint]))
            continue
        visit.talk.say(_("You play as {name}.").format(name=visit.person.name))


def _chosen(people: tuple[Person, ...], text: str) -> Person:
    """Return who is meant by a number or a name; raises RefusedError."""
    for number, person in enumerate(people, 1):
        if text == str(number) or clean_name(text).casefold() == person.name.casefold():
            return person
    raise RefusedError(_("There is no such player."))


def _rename(visit: Visit, name: str) -> None:
    if visit.person.is_guest:
        raise RefusedError(_("A guest has no name to change. Type /new and a name."))
    if not name:
        name = ask_name(visit.talk, visit.person.name)
    visit.person = visit.student.rename(visit.person, name)


def _erase(visit: Visit, person: Person) -> None:
    question = _("Erase {name} and everything kept about them, for good?")
    if not visit.talk.ask_yes(question.format(name=person.name)):
        return
    visit.student.forget(person)
    visit.talk.say(_("{name} is erased.").format(name=person.name))
    if person.key == visit.person.key:
        people = visit.student.people()
        name = people[0].name if people else ask_name(visit.talk, visit.account)
        visit.person = visit.student.enter(name)

"""The forms, by the type of a question."""

from dataclasses import replace

from quizgame.catalogue import _
from quizgame.tui.forms.acts import Fields, Keys, value_at
from quizgame.tui.forms.arrange import matching, ordering
from quizgame.tui.forms.base import (
    Form,
    Line,
    Lines,
    heading,
    leftovers,
    listed,
    odd,
    of_texts,
    picked,
    written,
)
from quizgame.tui.forms.choice import multiple_response, single_choice, true_false
from quizgame.tui.forms.cloze import cloze, follow, tidy
from quizgame.tui.forms.text import numeric, short_text

FORMS: dict[str, Form] = {
    "single-choice": single_choice,
    "multiple-response": multiple_response,
    "true-false": true_false,
    "short-text": short_text,
    "numeric": numeric,
    "ordering": ordering,
    "matching": matching,
    "cloze": cloze,
}

_EVIDENCE = (
    "source",
    "exact",
    "parts",
    "prefix",
    "suffix",
    "speaker",
    "kind",
    "translation",
)
STATEMENT = "true-false"


def form_of(fields: Fields, *, everything: bool = False) -> tuple[Line, ...]:
    """Return the lines of a question's form, from its stem to what is rarely needed.

    Lines that are rare and hold nothing are left out unless `everything` is asked for.
    """
    kind = fields.get("type")
    form = FORMS.get(kind) if isinstance(kind, str) else None
    lines = [
        _stem(fields),
        *(form(fields) if form else ()),
        *_afterwards(fields),
        *_evidence(fields),
        *_about(fields),
    ]
    if form is None:
        lines.insert(0, odd(("type",), _("Type"), kind))
    known = {"type"} | {str(line.keys[0]) for line in lines if line.keys}
    others = leftovers(fields, known)
    if others:
        lines += [heading(_("Not in the format")), *others]
    return tuple(_shown(lines, everything=everything))


def _shown(lines: Lines, *, everything: bool) -> Lines:
    """Leave out what is rare and empty; to a rare list that is empty nothing is added."""
    if everything:
        return lines
    return [line for line in lines if not line.deep and (not line.rare or line.value is not None)]


def type_name(kind: object) -> str:
    """Return the name of a type of question, in the words of the interface."""
    names = {
        "single-choice": _("One right answer among several"),
        "multiple-response": _("Several right answers"),
        "true-false": _("True or false"),
        "short-text": _("A word to type"),
        "numeric": _("A number to type"),
        "ordering": _("Bring into order"),
        "matching": _("Match pairs"),
        "cloze": _("Text with gaps"),
    }
    return names.get(kind, _("Unknown type")) if isinstance(kind, str) else _("Unknown type")


def settled(before: Fields, after: Fields) -> Fields:
    """Return fields after an edit that began at `before`: a cloze's gaps follow its text."""
    if after.get("type") != "cloze":
        return after
    return tidy(before, follow(before, after))


def _stem(fields: Fields) -> Line:
    is_statement = fields.get("type") == STATEMENT
    label = _("Statement") if is_statement else _("Question")
    words = _("What is asked. It should be clear without looking at the answers.")
    if is_statement:
        words = _("What is said: true or false?")
    return written(fields, ("stem",), label, "long", words=words, needed=True)


def _afterwards(fields: Fields) -> Lines:
    return [
        heading(_("After the answer")),
        written(
            fields,
            ("explanation",),
            _("Explanation"),
            "long",
            words=_("Why the right answer is right, told to everybody."),
        ),
        written(
            fields,
            ("discuss",),
            _("Talk about it"),
            "long",
            words=_("Something to talk about in class, without a right answer."),
        ),
    ]


def _evidence(fields: Fields) -> Lines:
    words = _("The sentence that proves the answer.")
    return [
        heading(_("Proof in the article"), ("evidence",), words),
        *listed(
            fields,
            ("evidence",),
            {},
            lambda index: _proof(fields, ("evidence", index), str(index + 1)),
            label=_("Proof"),
            add=_("mark a sentence of the article"),
        ),
    ]


def _proof(fields: Fields, here: Keys, label: str) -> Lines:
    proof = value_at(fields, here)
    if not isinstance(proof, dict):
        return [odd(here, label, proof)]
    kinds = (
        ("report", _("a report")),
        ("claim", _("a claim")),
        ("opinion", _("an opinion")),
    )
    words = _("Enter opens the article to mark it anew, and asks who says it.")
    lines = [
        Line(keys=here, label=label, kind="evidence", value=proof, words=words),
        written(
            fields,
            (*here, "translation"),
            _("translation"),
            "long",
            words=_("Shown below the quotation."),
            rare=True,
            depth=1,
        ),
        written(
            fields,
            (*here, "speaker"),
            _("who says it"),
            words=_("Left empty, it is the article's own voice."),
            depth=1,
        ),
        picked(
            fields,
            (*here, "kind"),
            _("what it is"),
            kinds,
            "report",
            words=_("A report is told as a fact; a claim and an opinion are somebody's."),
            depth=1,
        ),
        written(
            fields,
            (*here, "source"),
            _("its source"),
            words=_("The name that the text has in this bank."),
            needed=True,
            depth=1,
        ),
        *_place(fields, here),
        *leftovers(proof, _EVIDENCE, here),
    ]
    return [
        line if line.rare or line.kind in {"evidence", "odd"} else _deep(line) for line in lines
    ]


def _deep(line: Line) -> Line:
    """Return a line that the head of its proof tells in other words."""
    return replace(line, deep=True)


def _place(fields: Fields, here: Keys) -> Lines:
    """Return the lines of the words that are looked for in the source."""
    exact = _("Letter by letter as it stands in the article. Marking fills this for you.")
    before = _("Only where the quotation stands more than once.")
    parts = value_at(fields, (*here, "parts"))
    lines = [
        written(fields, (*here, "exact"), _("word for word"), "long", words=exact, depth=1),
        written(fields, (*here, "prefix"), _("comes after"), words=before, depth=1),
        written(fields, (*here, "suffix"), _("comes before"), words=before, depth=1),
    ]
    if isinstance(parts, list):
        lines += [
            written(fields, (*here, "parts", index), _("piece {n}").format(n=index + 1), "long")
            for index in range(len(parts))
        ]
    elif parts is not None:
        lines.append(odd((*here, "parts"), "parts", parts))
    return lines


def _about(fields: Fields) -> Lines:
    levels = (("easy", _("easy")), ("medium", _("medium")), ("hard", _("hard")))
    states = (("ready", _("ready to play")), ("draft", _("a draft: not played yet")))
    bank = _("as the bank says")
    return [
        heading(_("About this question")),
        picked(fields, ("difficulty",), _("Difficulty"), levels, "medium"),
        picked(fields, ("status",), _("State"), states, "ready"),
        *of_texts(
            fields,
            ("tags",),
            _("Topics"),
            add=_("add a topic"),
            words=_("What it is about. Results are told by topic."),
        ),
        written(
            fields,
            ("question_time",),
            _("Seconds"),
            "number",
            empty=bank,
            words=_("How long there is to answer; 0 is without a limit."),
        ),
        written(
            fields,
            ("points",),
            _("Points"),
            "number",
            empty=bank,
            words=_("What the whole answer earns."),
        ),
        written(
            fields,
            ("id",),
            _("Its id"),
            needed=True,
            words=_("Letters, digits, - and _. Scores hang on it: once played, keep it."),
        ),
        *of_texts(
            fields,
            ("formerly",),
            _("Former ids"),
            add=_("add an id it had before"),
            words=_("So that scores go on counting after the id changed."),
            rare=True,
        ),
    ]

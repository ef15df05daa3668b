"""Questions of every type, as Hypothesis draws them, and what may be answered to them."""

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from quizgame.model.questions.base import OrderKey, Presentation, Question, Response
from quizgame.model.text import fold
from tests.unit.samples import make_question

LANGUAGES = ("en", "en-GB", "de", "de-CH", "fr", "pt-BR", "ar", "tr", "ja")

# What UTF-8 can hold: the way in drops lone surrogates, as it cleans whatever is typed.
encodable = st.characters(codec="utf-8")
typed = st.text(encodable, max_size=12)
words = st.text(encodable, min_size=1, max_size=12).filter(fold)
fractions = st.floats(0, 1, exclude_max=True).map(lambda one: round(one, 3)).filter(lambda f: f < 1)
tokens = st.none() | st.from_regex(r"[a-z][a-z0-9_-]{0,6}", fullmatch=True)
numbers = st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False)
seeds = st.integers(0, 2**63 - 1)


def _distinct(texts: SearchStrategy[str], least: int, most: int) -> SearchStrategy[list[str]]:
    return st.lists(
        texts, min_size=least, max_size=most, unique_by=lambda one: fold(one, case=True)
    )


@st.composite
def options(draw: DrawFn, *, many: bool = False) -> list[dict[str, Any]]:
    """Draw the options of a choice, with one key or (`many`) one or more."""
    texts = draw(_distinct(words, 2, 8))
    count = len(texts)
    keys = draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=count if many else 1))
    ids = draw(st.lists(tokens, min_size=count, max_size=count))
    made = []
    for index, text in enumerate(texts):
        option: dict[str, Any] = {"text": text, "correct": index in keys}
        if ids[index] not in ids[:index]:
            option["id"] = ids[index]
        if index not in keys and not many:
            option["fraction"] = draw(fractions)
        made.append(option)
    return made


@st.composite
def text_fields(draw: DrawFn) -> dict[str, Any]:
    """Draw the fields of a typed word."""
    return {
        "answers": draw(st.lists(words, min_size=1, max_size=3)),
        "typos": draw(st.integers(0, 2)),
        "case": draw(st.booleans()),
    }


@st.composite
def number_fields(draw: DrawFn) -> dict[str, Any]:
    """Draw the fields of a typed number."""
    return {
        "answer": draw(numbers),
        "tolerance": draw(st.floats(0, 100)),
        "units": draw(st.lists(st.sampled_from(["%", "km", "states"]), max_size=2)),
    }


@st.composite
def _cloze(draw: DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.from_regex(r"[a-z]{1,5}", fullmatch=True), min_size=1, unique=True))
    choices = options().map(lambda made: {"options": made})
    gaps = {name: draw(choices | text_fields() | number_fields()) for name in names[:4]}
    return {"text": " ".join(f"a {{{{{name}}}}}" for name in gaps), "gaps": gaps}


_FIELDS: dict[str, SearchStrategy[dict[str, Any]]] = {
    "single-choice": options().map(lambda made: {"options": made}),
    "multiple-response": st.fixed_dictionaries(
        {
            "options": options(many=True),
            "grading": st.sampled_from(["partial", "all-or-nothing"]),
        }
    ),
    "true-false": st.booleans().map(lambda answer: {"answer": answer}),
    "short-text": text_fields(),
    "numeric": number_fields(),
    "ordering": _distinct(words, 2, 8).map(lambda items: {"items": items}),
    "matching": st.fixed_dictionaries(
        {
            "pairs": _distinct(words, 2, 8).flatmap(
                lambda lefts: st.lists(words, min_size=len(lefts), max_size=len(lefts)).map(
                    lambda rights: [
                        {"left": left, "right": right}
                        for left, right in zip(lefts, rights, strict=True)
                    ]
                )
            ),
        }
    ),
    "cloze": _cloze(),
}


@st.composite
def questions(draw: DrawFn, kind: str = "") -> Question:
    """Draw a question without faults, of one type or of any."""
    kind = kind or draw(st.sampled_from(sorted(_FIELDS)))
    question = make_question(id="q", type=kind, stem="?", **draw(_FIELDS[kind]))
    assume(not question.faults())
    return question


@st.composite
def responses(draw: DrawFn, presentation: Presentation) -> Response:
    """Draw a complete response, in the tokens of the presentation given."""
    if presentation.form == "choice":
        offered = [item.token for item in presentation.blanks[0].items]
        most = len(offered) if presentation.many else 1
        return tuple(
            draw(st.lists(st.sampled_from(offered), min_size=1, max_size=most, unique=True))
        )
    if presentation.form == "order":
        return tuple(draw(st.permutations([item.token for item in presentation.blanks[0].items])))
    return tuple(
        draw(
            st.sampled_from([item.token for item in blank.items])
            if blank.items
            else (st.integers().map(str) if blank.kind == "number" else words)
        )
        for blank in presentation.blanks
    )


@st.composite
def order_keys(draw: DrawFn) -> OrderKey:
    """Draw any way of sorting tokens, as unlike the real one as can be."""
    table: dict[str, bytes] = {}

    def key(token: str) -> bytes:
        return table.setdefault(token, draw(st.binary(max_size=3)))

    return key

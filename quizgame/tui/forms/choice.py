"""The forms of questions answered by choosing."""

from dataclasses import replace
from string import ascii_uppercase

from quizgame.catalogue import _
from quizgame.tui.forms.acts import Fields, Keys, value_at
from quizgame.tui.forms.base import (
    Line,
    Lines,
    heading,
    leftovers,
    listed,
    odd,
    picked,
    ticked,
    written,
)

MOST = 8
_KNOWN = ("text", "correct", "rationale", "id", "fraction")


def single_choice(fields: Fields) -> Lines:
    """Return the lines of one key among options."""
    words = _("Space marks the right one.")
    return [
        heading(_("Options"), ("options",), words),
        *option_lines(fields, ("options",)),
        fixed_order(fields, ()),
    ]


def multiple_response(fields: Fields) -> Lines:
    """Return the lines of one or more keys among options."""
    gradings = (("partial", _("points for a part")), ("all-or-nothing", _("all or nothing")))
    return [
        heading(_("Options"), ("options",), _("Space marks those that are right.")),
        *option_lines(fields, ("options",), many=True),
        fixed_order(fields, ()),
        picked(
            fields,
            ("grading",),
            _("Points"),
            gradings,
            "partial",
            words=_("Whether some right choices earn a part of the points."),
        ),
    ]


def true_false(fields: Fields) -> Lines:
    """Return the lines of a statement that is true or false."""
    values = ((True, _("true")), (False, _("false")))
    return [
        heading(_("Answer")),
        picked(
            fields, ("answer",), _("It is"), values, words=_("Whether what is said above is so.")
        ),
        written(
            fields, ("rationale",), _("Why"), "long", words=_("Told to whoever gets it wrong.")
        ),
    ]


def fixed_order(fields: Fields, at: Keys, depth: int = 0) -> Line:
    """Return the line for options that keep the order in which they are written."""
    words = _("Otherwise the options are mixed anew for everybody.")
    return ticked(
        fields, (*at, "fixed_order"), _("Keep this order"), words=words, depth=depth, rare=bool(at)
    )


def option_lines(fields: Fields, at: Keys, *, many: bool = False, depth: int = 0) -> Lines:
    """Return the lines of the options at `at`; where one key is right a wrong one may earn some."""

    def lines(index: int) -> Lines:
        return _option(fields, (*at, index), many=many, depth=depth)

    return listed(
        fields,
        at,
        {"text": ""},
        lines,
        label=_("Options"),
        add=_("add an option"),
        most=MOST,
    )


def _option(fields: Fields, here: Keys, *, many: bool, depth: int) -> Lines:
    index = here[-1]
    letter = (
        ascii_uppercase[index] if isinstance(index, int) and index < len(ascii_uppercase) else "?"
    )
    option = value_at(fields, here)
    if not isinstance(option, dict):
        return [odd(here, letter, option)]
    right = option.get("correct") is True
    why = _("why right") if right else _("why wrong")
    reason = _("Told to everybody who looks at this option after answering.")
    lines = [
        written(
            fields,
            (*here, "text"),
            letter,
            words=_("The right answer.") if right else _("One of the answers to choose from."),
            needed=True,
            depth=depth,
        ),
        written(fields, (*here, "rationale"), why, "long", words=reason, depth=depth + 1),
    ]
    if "correct" in option and not isinstance(option["correct"], bool):
        lines.append(odd((*here, "correct"), "correct", option["correct"]))
    if not many:
        part = _("From 0 to less than 1: the part of the points that this wrong choice earns.")
        lines.append(
            written(
                fields,
                (*here, "fraction"),
                _("part earned"),
                "number",
                words=part,
                rare=True,
                depth=depth + 1,
            )
        )
    known = _("A name for this option in results and statistics. Once played, keep it.")
    lines.append(
        written(fields, (*here, "id"), _("its id"), words=known, rare=True, depth=depth + 1)
    )
    lines += leftovers(option, _KNOWN if not many else set(_KNOWN) - {"fraction"}, here)
    return [_marked(line, right=right, many=many) for line in lines]


def _marked(line: Line, *, right: bool, many: bool) -> Line:
    return replace(line, right=right, many=many)

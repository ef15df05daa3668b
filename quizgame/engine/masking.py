"""Tokens that say nothing: what a screen gets instead of the author's ids, and the way back."""

from dataclasses import replace

from quizgame.model.questions.base import Blank, Item, Presentation, Response


def mask(presentation: Presentation) -> Presentation:
    """Return the presentation with each item's token replaced by its place, from "1".

    A gap's label too: its author's name for it may well be the answer.
    """
    blanks = (
        replace(
            blank,
            items=tuple(Item(str(place), item.text) for place, item in enumerate(blank.items, 1)),
            label=str(number) if presentation.form == "cloze" else blank.label,
        )
        for number, blank in enumerate(presentation.blanks, 1)
    )
    return replace(presentation, blanks=tuple(blanks))


def _mapped(presentation: Presentation, response: Response, *, back: bool) -> Response:
    out = []
    for index, token in enumerate(response):
        if presentation.form in {"match", "cloze"} and index >= len(presentation.blanks):
            # Kept as a gap too many: what is longer than the question must not pass for complete.
            out.append("")
            continue
        blank: Blank = presentation.blank_at(index)
        pairs = [(str(place), item.token) for place, item in enumerate(blank.items, 1)]
        table = dict(pairs) if back else {stored: shown for shown, stored in pairs}
        out.append(table.get(token, "") if blank.items else token)
    return tuple(out)


def unmask(presentation: Presentation, response: Response) -> Response:
    """Return a screen's response in the stored tokens of the unmasked `presentation`.

    A token that is no item's becomes "", which no type takes for an answer.
    """
    return _mapped(presentation, response, back=True)


def mask_response(presentation: Presentation, response: Response) -> Response:
    """Return a stored response in the tokens of the masked presentation."""
    return _mapped(presentation, response, back=False)

"""Arranging: bringing items into an order, and choosing what belongs to each."""

from collections.abc import Sequence
from itertools import zip_longest

from quizgame.catalogue import _
from quizgame.model.questions.base import Response
from quizgame.tui.draw.prose import prose
from quizgame.tui.draw.rows import BLANK, Row, Span, width_of, wrap
from quizgame.tui.interactions.base import (
    MARGIN,
    Drawing,
    Interaction,
    Told,
    letter_index,
    letter_of,
    mark_ink,
    span_of_letters,
    tagged,
)
from quizgame.tui.widgets.keybar import Hint

_UP = frozenset({"shift+up", "left_square_bracket", "K"})
_DOWN = frozenset({"shift+down", "right_square_bracket", "J"})
_LEFT_SHARE = 0.44


class Order(Interaction):
    """Items that keep their letter while they move from place to place."""

    def restore(self, response: Response) -> None:
        """Take over an order; without one the items stand as presented and nothing is answered."""
        self._items = self.presentation.blanks[0].items
        places = {item.token: index for index, item in enumerate(self._items)}
        self._order = [places[token] for token in response if token in places]
        self._is_touched = len(self._order) == len(self._items)
        if not self._is_touched:
            self._order = list(range(len(self._items)))
        self._at = 0
        self._is_held = False

    @property
    def response(self) -> Response:
        """All tokens in their order, once anything was moved."""
        if not self._is_touched:
            return ()
        return tuple(self._items[index].token for index in self._order)

    def _move_to(self, place: int) -> None:
        place = min(max(0, place), len(self._order) - 1)
        if place != self._at:
            self._order.insert(place, self._order.pop(self._at))
            self._at = place
            self._is_touched = True

    def press(self, key: str, character: str | None) -> bool:
        """Point with a letter or an arrow; move with a number, brackets, shift or a hold."""
        count = len(self._order)
        index = letter_index(character, count)
        if index >= 0 and character and character.isdecimal():
            self._move_to(index)
            self._is_held = False
        elif index >= 0:
            self._at, self._is_held = self._order.index(index), False
        elif key in _UP or (key == "up" and self._is_held):
            self._move_to(self._at - 1)
        elif key in _DOWN or (key == "down" and self._is_held):
            self._move_to(self._at + 1)
        elif key in {"up", "down"}:
            self._at = min(max(0, self._at + (1 if key == "down" else -1)), count - 1)
        elif key == "space":
            self._is_held = not self._is_held
        else:
            return False
        return True

    def pick(self, target: str) -> bool:
        """Take a click: on an item it picks it up, on a place it puts it there."""
        if not target.startswith("place:"):
            return False
        place = int(target.removeprefix("place:"))
        if self._is_held:
            self._move_to(place)
            self._is_held = False
        else:
            self._at, self._is_held = place, True
        return True

    def _item(self, place: int, width: int, mark: Span, ink: str, style: str) -> list[Row]:
        index = self._order[place]
        lead = (
            Span(" " * MARGIN),
            mark,
            Span(f"  {place + 1}", ink or "muted"),
            Span(f"  {letter_of(index)}   ", ink or "letter"),
        )
        text = self._items[index].text
        return prose(text, width, lead=lead, ink=ink, style=style, target=f"place:{place}")

    def draw(self, width: int) -> Drawing:
        """Return the items in their order, the one pointed at marked."""
        rows: list[Row] = []
        focus = (0, 0)
        for place in range(len(self._order)):
            is_here = place == self._at
            is_held = is_here and self._is_held
            sign = self.glyphs.grip if is_held else self.glyphs.here
            mark = Span(sign if is_here else " ", "chosen")
            item = self._item(place, width, mark, "", "cursor" if is_here else "")
            item = tagged(item, Span(_("moving") if is_held else ""), width)
            if is_here:
                focus = (len(rows), len(item))
            rows += item
        return Drawing(tuple(rows), focus=focus)

    def tell(self, width: int, told: Sequence[Told]) -> tuple[Row, ...]:
        """Return the order given, with the place where each item belongs."""
        keys = [one.key for one in told]
        rows: list[Row] = []
        for place, one in enumerate(told):
            belongs = keys.index(one.given) if one.given in keys else -1
            text = one.given or self._items[self._order[place]].text
            if not one.chosen and text in keys:
                belongs = keys.index(text)
            ink = mark_ink(right=one.right) if one.chosen else ""
            sign = self.glyphs.right if one.right else self.glyphs.wrong
            item = self._item(place, width, Span(sign if one.chosen else " ", ink), ink, "")
            words = "" if one.right else _("belongs at {place}").format(place=belongs + 1)
            rows += tagged(item, Span(words, ink or "muted"), width)
        return tuple(rows)

    def hints(self) -> tuple[Hint, ...]:
        """Return how to point and to move."""
        letters = span_of_letters(len(self._items))
        if self._is_held:
            return (
                Hint(_("up, down"), _("move"), "", 1),
                Hint(_("space"), _("put down"), "space"),
            )
        return (
            Hint(letters, _("item")),
            Hint(f"1-{len(self._items)}", _("its place")),
            Hint("[ ]", _("move"), "", 2),
        )

    def all_keys(self) -> tuple[tuple[str, str], ...]:
        """Return all ways to point and to move."""
        count = len(self._items)
        return (
            (span_of_letters(count), _("point at an item")),
            (_("up, down"), _("point at the item above, below")),
            (f"1-{count}", _("move the item to that place")),
            ("[ ]", _("move the item up, down; so do shift+up, shift+down")),
            (_("space"), _("pick the item up: arrows move it, space puts it down")),
        )

    def status(self) -> str:
        """Return that there is an order."""
        return _("Your order stands") if self._is_touched else ""

    def missing(self) -> str:
        """Return that something has to be moved."""
        return _("Move an item first: its letter, then the number of its place.")


class Match(Interaction):
    """Left sides, each with a right side chosen by letter."""

    def restore(self, response: Response) -> None:
        """Take over the pairs."""
        self._blanks = self.presentation.blanks
        self._rights = self._blanks[0].items
        places = {item.token: index for index, item in enumerate(self._rights)}
        given = [places.get(token, -1) for token in response]
        self._given = given if len(given) == len(self._blanks) else [-1] * len(self._blanks)
        self._at = 0

    @property
    def response(self) -> Response:
        """One token a left side, `()` while none has one."""
        if all(index < 0 for index in self._given):
            return ()
        return tuple(self._rights[i].token if i >= 0 else "" for i in self._given)

    def _give(self, right: int) -> None:
        self._given[self._at] = right
        count = len(self._given)
        around = [(self._at + step) % count for step in range(1, count)]
        self._at = next((left for left in around if self._given[left] < 0), self._at)

    def press(self, key: str, character: str | None) -> bool:
        """Take a number or an arrow for a left side, a letter for its right side."""
        count = len(self._given)
        is_digit = bool(character) and character is not None and character.isdecimal()
        index = letter_index(character, count if is_digit else len(self._rights))
        if index >= 0 and is_digit:
            self._at = index
        elif index >= 0:
            self._give(index)
        elif key in {"up", "down"}:
            self._at = min(max(0, self._at + (1 if key == "down" else -1)), count - 1)
        elif key in {"left", "right"}:
            step = 1 if key == "right" else -1
            self._given[self._at] = (max(self._given[self._at], -1) + step) % len(self._rights)
        elif key in {"backspace", "delete"}:
            self._given[self._at] = -1
        else:
            return False
        return True

    def pick(self, target: str) -> bool:
        """Take a click on a left side, then on a right side."""
        kind, colon, number = target.partition(":")
        if kind == "left" and colon:
            self._at = int(number)
        elif kind == "right" and colon:
            self._give(int(number))
        else:
            return False
        return True

    def _pair(
        self,
        left: int,
        width: int,
        mark: Span,
        shown: Sequence[Span],
        *,
        style: str = "",
        letter: str = "",
    ) -> list[Row]:
        """Return a left side beside what was given for it, both wrapped, with its letter."""
        lead = (Span(" " * MARGIN), mark, Span(f"  {left + 1}  ", "muted"))
        size = width_of(lead)
        longest = max(width_of((Span(blank.label),)) for blank in self._blanks)
        column = min(longest, int((width - size) * _LEFT_SHARE))
        lefts = wrap(self._blanks[left].label, column)
        arrow = Span(f"  {self.glyphs.arrow}  ", "muted")
        sign = Span(f"{letter}  " if letter else "", "letter")
        indent = width_of((sign,))
        rights = wrap(shown, width - size - column - width_of((arrow,)) - indent)
        rows = []
        for line, (one, other) in enumerate(zip_longest(lefts, rights, fillvalue=())):
            gap = Span(" " * (column - width_of(one)))
            before = lead if line == 0 else (Span(" " * size),)
            middle = arrow if line == 0 else Span(" " * width_of((arrow,)))
            ahead = sign if line == 0 else Span(" " * indent)
            rows.append(Row((*before, *one, gap, middle, ahead, *other), style, f"left:{left}"))
        return rows

    def _right_rows(self, width: int) -> list[Row]:
        used = {index for index in self._given if index >= 0}
        rows: list[Row] = []
        for index, item in enumerate(self._rights):
            lead = (Span(" " * (MARGIN + 3)), Span(f"{letter_of(index)}  ", "letter"))
            ink = "muted" if index in used else ""
            rows += prose(item.text, width, lead=lead, ink=ink, target=f"right:{index}")
        return rows

    def draw(self, width: int) -> Drawing:
        """Return the pairs so far, and below them all right sides."""
        rows: list[Row] = []
        focus = (0, 0)
        for left, given in enumerate(self._given):
            is_here = left == self._at
            mark = Span(self.glyphs.here if is_here else " ", "chosen")
            shown, letter = [Span("_" * 6, "muted" if not is_here else "")], ""
            if given >= 0:
                shown, letter = [Span(self._rights[given].text)], letter_of(given)
            style = "cursor" if is_here else ""
            pair = self._pair(left, width, mark, shown, style=style, letter=letter)
            if is_here:
                focus = (len(rows), len(pair))
            rows += pair
        return Drawing((*rows, BLANK, *self._right_rows(width)), focus=focus)

    def tell(self, width: int, told: Sequence[Told]) -> tuple[Row, ...]:
        """Return the pairs given, with what is right where they are not."""
        rows: list[Row] = []
        for left, one in enumerate(told):
            ink = mark_ink(right=one.right)
            sign = self.glyphs.right if one.right else self.glyphs.wrong
            shown = [Span(one.given or _("nothing"), ink)]
            if not one.right:
                shown += [Span("  "), Span(f"{self.glyphs.right} {one.key}", "right")]
            rows += self._pair(left, width, Span(sign, ink), shown)
        return (*rows, BLANK, *self._right_rows(width))

    def hints(self) -> tuple[Hint, ...]:
        """Return how to go to a left side and to give it a right side."""
        return (
            Hint(f"1-{len(self._given)}", _("left side")),
            Hint(span_of_letters(len(self._rights)), _("partner")),
        )

    def all_keys(self) -> tuple[tuple[str, str], ...]:
        """Return all ways to pair."""
        return (
            (f"1-{len(self._given)}", _("go to a left side; so do up and down")),
            (span_of_letters(len(self._rights)), _("give it what belongs to it")),
            (_("left, right"), _("go through what could belong to it")),
            (_("backspace"), _("take it away again")),
        )

    def status(self) -> str:
        """Return how many pairs there are."""
        done = sum(index >= 0 for index in self._given)
        if not done:
            return ""
        return _("{n} of {all} pairs are made").format(n=done, all=len(self._given))

    def missing(self) -> str:
        """Return that pairs are missing."""
        open_ones = [str(left + 1) for left, given in enumerate(self._given) if given < 0]
        return _("Still without a partner: {names}.").format(names=", ".join(open_ones))

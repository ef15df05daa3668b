"""The list of anchor finders; of two anchors at one place that of the earlier finder stays."""

from quizgame.bank.draft import dates, lists, numbers, people, places, quotations
from quizgame.bank.draft.base import Finder

FINDERS: tuple[Finder, ...] = (
    quotations.FINDER,
    people.FINDER,
    lists.FINDER,
    dates.FINDER,
    numbers.FINDER,
    places.FINDER,
)

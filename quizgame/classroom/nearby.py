"""Whom somebody may have meant whose name is not on the list; never more of it than that."""

from collections.abc import Sequence

from quizgame.classroom.roster import Student
from quizgame.model.text import clean_name, fold

MOST_CANDIDATES = 3
_SHORTEST = 3
_CUTOFF = 75.0


def nearby(name: str, students: Sequence[Student]) -> tuple[Student, ...]:
    """Return at most three students whose name or login is nearly `name`, the nearest first.

    Fewer than three letters name nobody, and where more students are as near as the third, the
    name says too little and nobody is named: whoever asks learns no more than they almost knew.
    """
    wanted = _folded(name)
    if len(wanted.replace(" ", "")) < _SHORTEST:
        return ()
    rated = [(_likeness(wanted, student), student) for student in students]
    near = sorted(
        (one for one in rated if one[0] >= _CUTOFF), key=lambda one: (-one[0], one[1].row)
    )
    if len(near) > MOST_CANDIDATES and near[MOST_CANDIDATES][0] == near[MOST_CANDIDATES - 1][0]:
        near = [one for one in near if one[0] > near[MOST_CANDIDATES][0]]
    return tuple(student for _rating, student in near[:MOST_CANDIDATES])


def _folded(name: str) -> str:
    return " ".join(sorted(fold(clean_name(name)).replace(",", " ").split()))


def _likeness(wanted: str, student: Student) -> float:
    """Return how alike a name and a student's are, from 0 to 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a name that is not on the list needs it
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    full = _folded(student.name)
    # A first or last name alone is near too, but less than a whole name that is.
    parts = [(part, 0.95) for part in full.split() if len(part) >= _SHORTEST]
    best = 0.0
    for known, weight in ((full, 1.0), (student.login, 1.0), *parts):
        if known:
            swapped = 100 * OSA.normalized_similarity(wanted, known)
            best = max(best, weight * max(fuzz.ratio(wanted, known), swapped))
    return best

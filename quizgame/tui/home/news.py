"""What home says of banks that were read anew."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from quizgame.catalogue import _, plural
from quizgame.model.text import clean_line

if TYPE_CHECKING:
    from quizgame.backend.views import BankView

Views = Mapping[Path, "BankView"]


def news(before: Views, now: Views) -> tuple[str, str]:
    """Return in a line what changed in the banks by their files, and the ink to say it in.

    What is newly wrong goes before all else. ("", "") is for nothing to tell.
    """
    changed = [path for path in now if path in before and now[path] != before[path]]
    fresh = [path for path in now if path not in before]
    gone = [path for path in before if path not in now]
    for path in (*changed, *fresh):
        if wrong := _newly_wrong(before.get(path), now[path], path):
            return wrong
    if not changed and not fresh and not gone:
        return "", ""
    if len(changed) + len(fresh) + len(gone) > 1:
        count = len(changed) + len(fresh) + len(gone)
        words = plural(
            "{n} bank was changed and read anew.", "{n} banks were changed and read anew.", count
        )
        return words, "muted"
    if gone:
        return _("{title} is gone.").format(title=before[gone[0]].title), "muted"
    if fresh:
        return _("{title} is new here.").format(title=now[fresh[0]].title), "muted"
    title = now[changed[0]].title
    if before[changed[0]].problems and not now[changed[0]].problems:
        words = _("Nothing is wrong any more in {title}.")
    else:
        words = _("{title} was changed and read anew.")
    return words.format(title=title), "muted"


def _newly_wrong(before: "BankView | None", now: "BankView", path: Path) -> tuple[str, str] | None:
    known = {(one.code, one.message) for one in before.problems} if before else set()
    found = [one for one in now.problems if (one.code, one.message) not in known]
    if not found:
        return None
    first = next((one for one in found if one.is_error), found[0])
    place = clean_line(path.name) + (f":{first.line}" if first.line else "")
    words = f"{place}: {first.message}"
    if more := len(found) - 1:
        words += " " + plural("(and {n} more)", "(and {n} more)", more)
    return words, "wrong" if first.is_error else "warning"

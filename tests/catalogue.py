"""`python -m tests.catalogue`: write the template of the catalogue of interface text.

Its file is kept equal to this by a test. A translation is begun from it with
`pybabel init -D quizgame -i quizgame/locale/quizgame.pot -d quizgame/locale -l LANGUAGE` and made
usable with `pybabel compile -D quizgame -d quizgame/locale`.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from quizgame.catalogue import DOMAIN, LOCALE_DIR

PACKAGE = LOCALE_DIR.parent
TEMPLATE = LOCALE_DIR / f"{DOMAIN}.pot"
_KEYWORDS = {"_": None, "plural": (1, 2)}
_HEADER = """\
# Interface text of quizgame, made by python -m tests.catalogue
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""Without a date, so that the file changes only with the text."""


def template() -> str:
    """Return every text of the interface once, with the files that it is in."""
    catalog = Catalog()
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=_KEYWORDS)
    for file, _line, message, _comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        place = (Path(PACKAGE.name) / file).as_posix()
        catalog.add(message, locations=[(place, 0)], context=context)
    out = io.BytesIO()
    write_po(out, catalog, width=100, omit_header=True, include_lineno=False)
    return _HEADER + out.getvalue().decode()


if __name__ == "__main__":
    TEMPLATE.write_text(template(), encoding="utf-8")

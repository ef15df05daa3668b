"""Slips of paper for a class: what a student types to come in, to be printed and cut apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from quizgame.catalogue import _
from quizgame.classroom.door import Door
from quizgame.classroom.roster import Roster
from quizgame.model.text import clean_line

_CUT = "- " * 36


@dataclass(frozen=True, slots=True)
class Slip:
    """A student's slip: rows of a label and what stands behind it, all cleaned."""

    name: str
    rows: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def slips(roster: Roster, door: Door) -> tuple[Slip, ...]:
    """Return a slip for each student of a completed list, in its order."""
    remarks = (
        _('The first time the computer asks about a fingerprint. If it is this one, type "yes".'),
        _("The PIN does not show while you type it. Keep this paper to yourself."),
    )
    return tuple(
        Slip(
            student.name,
            (
                (_("Type"), door.line(student.login)),
                (_("Login"), student.login),
                (_("PIN"), student.pin),
                (_("Fingerprint"), clean_line(door.fingerprint)),
            ),
            remarks,
        )
        for student in roster.students
    )


def slips_text(pages: Sequence[Slip]) -> str:
    """Return slips as plain text, with a line to cut along after each."""
    return "".join(f"{slip_text(slip)}\n{_CUT.rstrip()}\n\n" for slip in pages)


def slip_text(slip: Slip) -> str:
    """Return one slip as plain text, to be printed on a page of its own."""
    width = max(len(label) for label, _value in slip.rows) + 2
    lines = [slip.name, ""]
    lines += [f"  {label:<{width}}{value}" for label, value in slip.rows]
    return "\n".join([*lines, "", *slip.remarks, ""])


def slips_html(pages: Sequence[Slip], title: str) -> str:
    """Return slips as one page of HTML that needs nothing else: open it, print it, cut it."""
    body = "\n".join(map(_section, pages))
    return f"""<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>{escape(clean_line(title))}</title>
<style>
body {{ font: 11pt/1.4 sans-serif; margin: 1cm; color: #000; background: #fff; }}
section {{ border-bottom: 1px dashed #000; padding: 0.5cm 0; break-inside: avoid; }}
h2 {{ font-size: 14pt; margin: 0 0 0.2cm; }}
th {{ text-align: left; padding-right: 1em; font-weight: normal; vertical-align: top; }}
td {{ font: bold 12pt/1.4 monospace; overflow-wrap: anywhere; }}
p {{ margin: 0.1cm 0 0; font-size: 9pt; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def _section(slip: Slip) -> str:
    rows = "\n".join(
        f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>" for label, value in slip.rows
    )
    remarks = "\n".join(f"<p>{escape(remark)}</p>" for remark in slip.remarks)
    return (
        f"<section>\n<h2>{escape(slip.name)}</h2>\n<table>\n{rows}\n</table>\n{remarks}\n</section>"
    )

"""Whose words a quotation are, and what kind of statement: asked once they are marked."""

from collections.abc import Sequence

from pydantic import ValidationError
from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from quizgame.backend.deskviews import Fields, SourceText
from quizgame.bank.marking import PLACE_FIELDS, hints
from quizgame.bank.naming import names_near
from quizgame.catalogue import _
from quizgame.model.text import clean_line
from quizgame.tui.draw.rows import BLANK, Row, Span, clip, paragraph, width_of
from quizgame.tui.marking.case import SOMEBODY
from quizgame.tui.page import ENTER
from quizgame.tui.panes import Body, Divider, Listing, Panes
from quizgame.tui.play.reveal import kind_sentence, quotation_rows
from quizgame.tui.widgets import Heading, Hint, KeyBar, Sheet
from quizgame.tui.widgets.field import Field
from quizgame.tui.widgets.form import choosing_hint

_OWN, _TYPE, _NAME = "own", "type", "name:"
_KINDS = ("report", "claim", "opinion")
_LEAD = (Span(" "),)
_LONGEST = 120
_ROOMY = 9


class VoiceScreen(Panes):
    """A list of voices and of kinds; it is left with the evidence, or with None to mark anew.

    `fields` are the evidence's, `spans` its place in the source, `known` the names used elsewhere.
    """

    CSS_PATH = "voice.tcss"

    def __init__(
        self,
        source: SourceText,
        spans: Sequence[tuple[int, int]],
        fields: Fields,
        known: Sequence[str],
    ) -> None:
        """Keep what is known already; of new evidence nothing is chosen."""
        super().__init__()
        self._source, self._fields = source, fields
        self._near = names_near(source.text, spans[0], known) if spans else ()
        named = fields.get("speaker")
        self._speaker = named if isinstance(named, str) else ""
        self._kind = str(fields.get("kind", "report"))
        self._has_speaker = self._has_kind = not fields.keys().isdisjoint({"speaker", "kind"})
        # As it is in the file, so that choosing it again changes nothing; others are cleaned.
        own = [self._speaker] if self._speaker else []
        others = [one for one in (*self._near, *known) if one != clean_line(self._speaker)]
        self._names = list(dict.fromkeys([*own, *others]))

    def compose(self) -> ComposeResult:
        """Yield the parts, and a field for a name."""
        yield Heading()
        with Body():
            yield Listing()
            yield Divider()
            yield Sheet()
        yield Field(placeholder=_("the name, as students will read it"), max_length=_LONGEST)
        yield KeyBar()

    @property
    def field(self) -> Field:
        """The field for a name."""
        return self._part(Field)

    @on(events.Mount)
    def prepare(self) -> None:
        """Put the cursor on what is chosen, or on what is likely."""
        self.field.display = False
        self.redraw()
        self.menu.point(self._target(self._speaker) if self._has_speaker else self._likely())
        self.draw_details()

    def on_sheet_resized(self) -> None:
        """Wrap everything anew; the cursor stays in sight."""
        super().on_sheet_resized()
        if self.is_here:
            self.menu.point(self.menu.cursor)

    def _likely(self) -> str:
        return self._target(self._names[0]) if self._advice("") and self._names else _OWN

    def _advice(self, speaker: str) -> list[str]:
        """Return what is to be said about a choice of speaker; the rest was said before."""
        told = hints({**self._place, "speaker": SOMEBODY}, self._source.text)
        now = hints({**self._place, "speaker": speaker}, self._source.text)
        return [words for words in now if words not in told]

    @property
    def _place(self) -> Fields:
        return {name: self._fields[name] for name in PLACE_FIELDS if name in self._fields}

    def _target(self, speaker: str) -> str:
        return f"{_NAME}{self._names.index(speaker)}" if speaker in self._names else _OWN

    def _speaker_at(self, target: str) -> str | None:
        """Return the speaker that a target stands for, None for another kind of target."""
        if target.startswith(_NAME):
            return self._names[int(target.removeprefix(_NAME))]
        return "" if target == _OWN else None

    # Drawing

    def draw(self) -> None:
        """List voices and kinds."""
        below = (Span(_("First whose words, then what kind of statement."), "muted"),)
        self.heading.titles(_("About the quotation"), "", below=below)
        width = self.menu.measure
        rows = [Row((*_LEAD, Span(_("Whose words?"), "heading")))]
        rows.append(self._row(_OWN, _("the article's own voice"), "", width))
        for number, name in enumerate(self._names):
            told = _("named near it") if name in self._near else ""
            rows.append(self._row(f"{_NAME}{number}", clean_line(name), told, width))
        rows += [self._row(_TYPE, _("somebody else: type the name"), "", width), BLANK]
        rows.append(Row((*_LEAD, Span(_("What kind of statement?"), "heading"))))
        words = {
            "report": _("the article tells it as a fact"),
            "claim": _("somebody says so; it may be disputed"),
            "opinion": _("what somebody thinks about it"),
        }
        names = {"report": _("report"), "claim": _("claim"), "opinion": _("opinion")}
        size = max(map(len, names.values()))
        for kind in _KINDS:
            rows.append(self._row(kind, f"{names[kind]:<{size}}", words[kind], width))
        self.menu.show(rows)

    def _row(self, target: str, words: str, told: str, width: int) -> Row:
        speaker = self._speaker_at(target)
        if target in _KINDS:
            is_chosen = self._has_kind and target == self._kind
        else:
            is_chosen = self._has_speaker and speaker == self._speaker
        mark = self.house.glyphs.chosen if is_chosen else " "
        lead = (Span("   "), Span(f"{mark} ", "chosen"))
        shown = Span(words, "strong" if is_chosen else "")
        room = width - width_of((*lead, shown)) - 3
        after = (Span(f"   {clip(told, room)}", "muted"),) if told and room > 0 else ()
        return Row((*lead, Span(clip(words, width - 6), shown.style), *after), "", target)

    def details(self, target: str, width: int) -> list[Row]:
        """Return the quotation as students will see it, were this row chosen."""
        speaker, kind = self._speaker_at(target), self._kind
        if speaker is None:
            speaker = self._speaker
        if target in _KINDS:
            kind = target
        elif not self._has_kind:
            kind = "claim" if speaker else "report"
        rows: list[Row] = []
        for words in self._advice(speaker):
            lead = (*_LEAD, Span("! ", "warning"))
            rows += [*paragraph((Span(words, "warning"),), width, lead=lead), BLANK]
        if self._is_roomy:
            label = (Span(_("As students will see it"), "muted"),)
            rows += [*paragraph(label, width, lead=_LEAD), BLANK]
        return [*rows, *self._preview(speaker, kind, width)]

    def _preview(self, speaker: str, kind: str, width: int) -> list[Row]:
        from quizgame.backend.quotations import quotation  # noqa: PLC0415 - not before it is shown
        from quizgame.model.questions.base import Evidence  # noqa: PLC0415 - as above

        told = {"source": "source", "speaker": speaker, "kind": kind, **self._place}
        if isinstance(self._fields.get("translation"), str):
            told["translation"] = self._fields["translation"]
        try:
            evidence = Evidence(**told)
        except ValidationError:
            return []
        view = quotation(evidence, None, {"source": self._source.text})
        rows = quotation_rows(view, width, self.house.glyphs)
        sentence = paragraph(kind_sentence(view), width, lead=_LEAD)
        # In a low window what changes with a choice comes first.
        return rows if self._is_roomy else [*sentence, *rows[: -len(sentence)]]

    @property
    def _is_roomy(self) -> bool:
        return self.sheet.size.height >= _ROOMY

    def hints(self) -> Sequence[Hint]:
        """Return the keys."""
        if self.field.display:
            return Hint("Enter", _("this is the name"), ENTER), Hint("Esc", _("leave it"), "escape")
        take = _("this one, done") if self.menu.cursor in _KINDS else _("this one")
        return (
            Hint("Enter", take, ENTER),
            choosing_hint(self.house.glyphs),
            Hint("Space", _("read on"), "space", 1),
            Hint("Esc", _("back"), "escape"),
            Hint("?", _("help"), "question_mark"),
        )

    # Choosing

    async def press(self, key: str, character: str | None = None) -> bool:
        """Choose the row under the cursor, and go on."""
        del character
        if key != ENTER:
            return False
        target = self.menu.cursor
        if target == _TYPE:
            self._type()
        elif target in _KINDS:
            self._kind, self._has_kind = target, True
            if self._has_speaker:
                self.dismiss(self._evidence())
            else:
                self.redraw()
                self.menu.point(self._likely())
                self.say(_("Now say whose words they are."), "warning")
        elif (speaker := self._speaker_at(target)) is not None:
            self._choose(speaker)
        return True

    def _choose(self, speaker: str) -> None:
        self._speaker, self._has_speaker = speaker, True
        if not self._has_kind:
            self._kind = "claim" if speaker else "report"
        self.redraw()
        self.menu.point(self._kind if self._kind in _KINDS else _KINDS[0])
        self.menu.reveal_row(len(self.menu.rows) - 1)
        self.say("")

    def _evidence(self) -> Fields:
        """Return the fields; a voice or kind that goes without saying is not written."""
        fields = dict(self._fields)
        if self._speaker:
            fields["speaker"] = self._speaker
        else:
            fields.pop("speaker", None)
        if self._kind != "report" or "kind" in fields:
            fields["kind"] = self._kind
        return fields

    def _type(self) -> None:
        self.field.display = True
        self.field.value = ""
        self.field.focus()
        self.show_keys()

    async def press_in_field(self, key: str) -> bool:
        """Leave the field without a name."""
        if key == "escape":
            self._close_field()
        return key == "escape"

    def _close_field(self) -> None:
        self.field.display = False
        self.set_focus(None)
        self.redraw()

    @on(Input.Submitted)
    def named(self, event: Input.Submitted) -> None:
        """Take the name that was typed."""
        event.stop()
        name = self.field.value.strip()
        self._close_field()
        if name:
            known = {clean_line(one).casefold(): one for one in self._names}
            name = known.get(name.casefold(), name)
            if name not in self._names:
                self._names.append(name)
            self._choose(name)

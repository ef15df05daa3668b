"""One bank on the desk of its author: every act of the editor, and what may be seen of it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from quizgame.backend.deskparts import (
    field_problem,
    head_problem,
    line_at,
    listed,
    merge_view,
    outside_questions,
    said,
)
from quizgame.backend.deskviews import (
    DeskView,
    FieldProblem,
    Fields,
    MergeView,
    Preview,
    QuestionRow,
    Quoted,
    ReportView,
    SourceText,
    Unsaved,
)
from quizgame.backend.drafts import Drafts
from quizgame.backend.preview import preview
from quizgame.backend.reports import Reports
from quizgame.bank.check import Surroundings, check_question
from quizgame.bank.confirming import TAG
from quizgame.bank.edit import EditError
from quizgame.bank.load import LoadedBank, load_document
from quizgame.bank.manuscript import ChangedOnDiskError, Manuscript
from quizgame.bank.marking import hints, mark
from quizgame.bank.merge import Side
from quizgame.bank.question import understood
from quizgame.bank.quotes import prover_of
from quizgame.bank.starter import TYPES, blank_question, free_id
from quizgame.catalogue import _
from quizgame.documents import parse
from quizgame.errors import Problem, RefusedError
from quizgame.model.text import clean_block, clean_line
from quizgame.store.base import Store

_MOST_CHECKED = 400
"""In larger banks the list tells only errors; warnings are told of the question that is chosen."""

_DIFFICULTIES = ("easy", "medium", "hard")


class Desk:
    """One bank being edited. Not safe for use from several threads at once.

    Acts raise `EditError` with nothing done where the file does not allow them.
    """

    def __init__(self, path: Path, home: Path, store: Callable[[], Store]) -> None:
        """Read the bank; `store` gives the reports of players."""
        self._manuscript = Manuscript.open(path, home)
        self._reports = Reports(store)
        self._around: Surroundings | None = None
        self._touched: set[int] = set()
        self._problems: dict[tuple[bytes, int], tuple[FieldProblem, ...]] = {}

    @property
    def path(self) -> Path:
        """Where the bank is."""
        return self._manuscript.path

    @property
    def types(self) -> tuple[str, ...]:
        """The types that a new question may have."""
        return TYPES

    # What is there

    def _loaded(self) -> LoadedBank:
        return self._surroundings().loaded

    def _surroundings(self, index: int | None = None) -> Surroundings:
        """Return the bank as it is now; what was last done to the question `index` may be old."""
        if self._around is None or self._touched - {index}:
            document = parse(self._manuscript.raw, str(self.path))
            self._around = Surroundings(load_document(document, self.path))
            self._touched.clear()
            self._problems.clear()
        return self._around

    def view(self) -> DeskView:
        """Return the bank with all its questions."""
        one = self._manuscript
        loaded = self._loaded()
        title = loaded.bank.title if loaded.bank else self.path.name
        unsafe = _("Unsaved work can not be kept safe on this computer. Save now and then.")
        size, sound = len(one), frozenset(loaded.places.values())
        return DeskView(
            path=clean_line(str(self.path)),
            title=clean_line(title),
            rows=tuple(
                self._row(index, loaded, is_sound=None if size <= _MOST_CHECKED else index in sound)
                for index in range(size)
            ),
            head=tuple(head_problem(problem) for problem in self._outside(loaded)),
            changed=one.is_changed or one.is_gone,
            locked=one.locked,
            undo=one.undo_label,
            redo=one.redo_label,
            notices=() if one.keeps_unsaved else (unsafe,),
        )

    def _outside(self, loaded: LoadedBank) -> Sequence[Problem]:
        """Return what is wrong outside the questions, or all where those can not be told apart."""
        one = self._manuscript
        return loaded.problems if one.locked else outside_questions(loaded.problems, one.raw)

    def _row(
        self,
        index: int,
        loaded: LoadedBank,
        *,
        is_sound: bool | None,
    ) -> QuestionRow:
        """Return a question as it is listed; `is_sound` is known, or None to find out."""
        fields = self._manuscript.state.fields(index)
        name = line_at(fields, "id")
        tags = [clean_line(tag) for tag in listed(fields.get("tags")) if isinstance(tag, str)]
        if is_sound is None:
            problems = self._known_problems(index)
            errors = sum(one.is_error for one in problems)
            warnings = len(problems) - errors
        else:
            errors, warnings = int(not is_sound), 0
        difficulty = line_at(fields, "difficulty")
        return QuestionRow(
            index=index,
            id=name,
            type=line_at(fields, "type"),
            stem=line_at(fields, "stem"),
            difficulty=difficulty if difficulty in _DIFFICULTIES else "medium",
            tags=tuple(tags),
            status="draft" if fields.get("status") == "draft" else "ready",
            errors=errors,
            warnings=warnings,
            confirm=TAG in tags,
            reports=self._reports.counts(loaded.bank).get(str(fields.get("id")), 0),
            said=said(fields),
        )

    def _known_problems(self, index: int) -> tuple[FieldProblem, ...]:
        key = (self._manuscript.state.blocks[index], index)
        found = self._problems.get(key)
        if found is None:
            fields = self._manuscript.state.fields(index)
            found = self._problems[key] = self.problems(fields, index)
        return found

    def fields(self, index: int) -> Fields:
        """Return a copy of a question's table: raw."""
        return self._manuscript.fields(index)

    def find(self, question_id: str) -> int:
        """Return the index of a question, -1 where there is none of this id."""
        ids = self._manuscript.state.ids
        return ids.index(question_id) if question_id in ids else -1

    def problems(self, fields: Fields, index: int | None = None) -> tuple[FieldProblem, ...]:
        """Return what is wrong with a question as it is typed, errors first."""
        place = len(self._manuscript) if index is None else index
        around = self._surroundings(place)
        return tuple(map(field_problem, check_question(fields, place, around)))

    def preview(self, fields: Fields) -> Preview | None:
        """Return a question as a student meets it, or None where an error keeps it from them."""
        question, _wrong = understood(fields)
        if question is None:
            return None
        loaded = self._around.loaded if self._around else self._loaded()
        return preview(question, loaded.bank, loaded.texts)

    @property
    def drafts(self) -> Drafts:
        """What the review of drafts asks and does."""
        return Drafts(self._manuscript, self._loaded, self.problems, self._touched.add)

    # Acts on questions

    def blank(self, type_name: str) -> Fields:
        """Return a new question of a type, to be filled in."""
        return blank_question(type_name, self._manuscript.state.ids)

    def change(self, index: int, fields: Fields, label: str = "") -> None:
        """Change a question. Changes of one `label` in a row are taken back as one."""
        name = self._manuscript.state.ids[index]
        words = _("changing {id}").format(id=clean_line(name))
        self._manuscript.change(index, fields, words, f"{index} {label}" if label else "")
        self._touched.add(index)

    def add(self, fields: Fields, after: int = -1) -> int:
        """Add a question behind the one at `after` (-1: at the end); returns its index."""
        place = len(self._manuscript) - 1 if after < 0 else after
        index = self._manuscript.add(fields, place, _("adding a question"))
        self._around = None
        return index

    def duplicate(self, index: int) -> int:
        """Put a copy of a question behind it; returns its index."""
        name = self._manuscript.state.ids[index]
        new = free_id(f"{name or 'question'}-copy"[:60], self._manuscript.state.ids)
        words = _("copying {id}").format(id=clean_line(name))
        self._around = None
        return self._manuscript.duplicate(index, new, words)

    def delete(self, index: int) -> None:
        """Delete a question."""
        name = self._manuscript.state.ids[index]
        self._manuscript.delete(index, _("deleting {id}").format(id=clean_line(name)))
        self._around = None

    def move(self, index: int, to: int) -> None:
        """Put a question at another place; past the ends it goes to the end."""
        to = min(max(0, to), len(self._manuscript) - 1)
        name = self._manuscript.state.ids[index]
        self._manuscript.move(index, to, _("moving {id}").format(id=clean_line(name)))
        self._around = None

    @property
    def can_convert(self) -> bool:
        """Whether the bank is locked only for its questions stand in one list in brackets."""
        return self._manuscript.can_convert

    def convert(self) -> None:
        """Write each question under a header of its own, so that the bank can be edited."""
        self._manuscript.convert(_("giving each question its header"))
        self._around = None

    def undo(self) -> str:
        """Take the last act back; returns what it was, "" for nothing."""
        self._around = None
        return self._manuscript.undo()

    def redo(self) -> str:
        """Do again what was taken back; returns what it was, "" for nothing."""
        self._around = None
        return self._manuscript.redo()

    # Sources, quotations, words

    def sources(self) -> tuple[SourceText, ...]:
        """Return the sources that can be read, with their raw texts."""
        loaded = self._loaded()
        described = loaded.bank.sources if loaded.bank else {}
        return tuple(
            SourceText(
                key,
                clean_line(described[key].title) if key in described else key,
                text,
                tuple(prover_of(text).paragraphs),
            )
            for key, text in loaded.texts.items()
        )

    def quote(self, source: str, spans: Sequence[tuple[int, int]], speaker: str = "") -> Quoted:
        """Return what is marked in a source as evidence; several spans become its parts."""
        text = self._loaded().texts.get(source, "")
        marked = mark(text, spans)
        fields: Fields = {"source": source, **marked.fields}
        message = marked.message
        if marked.proven:
            told = hints({**fields, "speaker": speaker} if speaker else fields, text)
            message = " ".join((message, *told))
        return Quoted(fields, marked.proven, clean_block(message), marked.paragraph)

    def speakers(self) -> tuple[str, ...]:
        """Return who is quoted in this bank, the most quoted first."""
        counts: dict[str, int] = {}
        for index in range(len(self._manuscript)):
            for one in listed(self._manuscript.state.fields(index).get("evidence")):
                name = one.get("speaker") if isinstance(one, dict) else None
                if isinstance(name, str) and (cleaned := clean_line(name)):
                    counts[cleaned] = counts.get(cleaned, 0) + 1
        return tuple(sorted(counts, key=lambda name: (-counts[name], name)))

    def glossary(self) -> tuple[tuple[str, str], ...]:
        """Return the words that the bank explains, and their meanings, in the file's order."""
        bank = self._loaded().bank
        words = bank.glossary if bank else {}
        return tuple((clean_line(word), clean_block(meaning)) for word, meaning in words.items())

    def define(self, word: str, meaning: str) -> None:
        """Give a word its meaning; "" takes it out of the glossary."""
        bank = self._loaded().bank
        known = {clean_line(one): one for one in (bank.glossary if bank else {})}
        raw = known.get(word, word.strip())
        if not raw:
            raise RefusedError(_("Type the word first."))
        words = _("explaining “{word}”") if meaning else _("taking “{word}” out of the glossary")
        self._manuscript.define(raw, meaning.strip(), words.format(word=word))
        self._around = None

    # The file

    def line_of(self, index: int) -> tuple[int, int]:
        """Return (line, column) of a question in the file as it would be saved."""
        return parse(self._manuscript.raw, "").place(("question", index))

    def line_of_trouble(self) -> int:
        """Return the line of the first problem that is not of one question, else 1."""
        return next((one.line for one in self._outside(self._loaded()) if one.line), 1)

    def save(self, *, anew: bool = False) -> None:
        """Write the file, also where it is gone if it is to be written `anew`.

        Raises ChangedOnDiskError where somebody else changed or deleted it meanwhile.
        """
        try:
            self._manuscript.save(anew=anew)
        except OSError as error:
            raise EditError(
                _("{file} can not be written: {reason}.").format(
                    file=clean_line(self.path.name), reason=error.strerror or error
                ),
                _("Your work is kept."),
            ) from error

    def is_stale(self) -> bool:
        """Whether the file on disk is no longer the one on the desk."""
        return self._manuscript.is_stale()

    def is_gone(self) -> bool:
        """Whether the file was deleted or moved since it was read."""
        return self._manuscript.is_gone

    def reload(self) -> None:
        """Take the file as it is on disk; `undo` brings back what was not saved."""
        self._manuscript.reload()
        self._around = None

    def compare(self, prefer: Side = "mine") -> MergeView:
        """Return what both writers did since the file was read, without doing anything."""
        return merge_view(self._manuscript.merged(prefer))

    def merge(self, prefer: Side = "mine") -> MergeView:
        """Go on with both writers' work in one; it is not saved yet."""
        merged = self._manuscript.merged(prefer)
        self._manuscript.take(merged)
        self._around = None
        return merge_view(merged)

    def unsaved(self) -> Unsaved | None:
        """Return the work that an earlier session lost, or None."""
        lost = self._manuscript.lost()
        if lost is None:
            return None
        acts = self._manuscript.lost_acts(lost)
        return Unsaved(lost.when, tuple(map(clean_line, acts)))

    def recover(self) -> MergeView:
        """Take up the work that an earlier session lost."""
        lost = self._manuscript.lost()
        if lost is None:
            raise RefusedError(_("There is no unsaved work."))
        merged = self._manuscript.recover(lost)
        self._around = None
        return merge_view(merged)

    def forget_unsaved(self) -> None:
        """Let go of the work that an earlier session lost."""
        lost = self._manuscript.lost()
        if lost is not None:
            self._manuscript.keeper.forget(lost)

    def close(self) -> None:
        """Leave the desk: what is not saved is let go of."""
        self._manuscript.keeper.drop_unsaved()

    # Reports

    def reports(self) -> tuple[ReportView, ...]:
        """Return what players say is wrong with this bank's questions, newest first."""
        return self._reports.views(self._loaded().bank, self._found)

    def _found(self, question_id: str) -> tuple[int, str]:
        index = self.find(question_id)
        return index, line_at(self._manuscript.state.fields(index), "stem") if index >= 0 else ""

    def settle(self, key: int) -> None:
        """Let go of a report that was dealt with."""
        self._reports.settle(key)


__all__ = ["ChangedOnDiskError", "Desk"]

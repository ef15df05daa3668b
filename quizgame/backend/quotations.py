"""Quotations and articles as a front end shows them: cut from the raw source, then cleaned."""

from collections.abc import Mapping, Sequence

from quizgame.backend.views import ArticleView, Pieces, QuotationView
from quizgame.bank.quotes import Proof, prove, prover_of
from quizgame.model.bank import Bank, Source
from quizgame.model.questions.base import Evidence
from quizgame.model.text import clean_block, clean_line

Texts = Mapping[str, str]
_ELLIPSIS = " … "


def pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Pieces:
    """Return text[start:end] cut at the spans, each piece cleaned after the cut."""
    out: list[tuple[str, bool]] = []
    at = start
    inside = ((max(low, start), min(high, end)) for low, high in spans)
    for low, high in inside:
        if low >= high:
            continue
        if low > at:
            out.append((clean_block(text[at:low]), False))
        out.append((clean_block(text[low:high]), True))
        at = high
    if at < end:
        out.append((clean_block(text[at:end]), False))
    return tuple(piece for piece in out if piece[0])


def quotation(evidence: Evidence, bank: Bank | None, texts: Texts) -> QuotationView:
    """Return a quotation in its paragraph; without the source, the quoted words alone."""
    text = texts.get(evidence.source)
    proof = prove(evidence, text) if text is not None else None
    quoted = evidence.exact or _ELLIPSIS.join(evidence.parts)
    context: Pieces = ((clean_block(quoted), True),)
    paragraph = paragraphs = 0
    if text is not None and isinstance(proof, Proof):
        paragraph, paragraphs = proof.paragraph, proof.paragraphs
        quoted = _ELLIPSIS.join(text[low:high] for low, high in proof.spans)
        spans = prover_of(text).paragraphs
        first = min(low for low, _high in proof.spans)
        last = max(high for _low, high in proof.spans)
        inside = [(low, high) for low, high in spans if low < last and high > first]
        if inside:
            context = pieces(text, inside[0][0], inside[-1][1], proof.spans)
    source = bank.sources.get(evidence.source) if bank else None
    return QuotationView(
        text=clean_block(quoted),
        context=context,
        paragraph=paragraph,
        paragraphs=paragraphs,
        speaker=clean_line(evidence.speaker),
        kind=evidence.kind,
        source_title=clean_line(source.title) if source else "",
        translation=clean_block(evidence.translation),
    )


def article(
    bank: Bank, texts: Texts, source: str, evidence: Sequence[Evidence] = ()
) -> ArticleView | None:
    """Return a source by paragraphs, with the quotations of `evidence` highlighted, or None."""
    text = texts.get(source)
    described = bank.sources.get(source)
    if text is None or described is None:
        return None
    spans: list[tuple[int, int]] = []
    for one in evidence:
        proof = prove(one, text) if one.source == source else None
        if isinstance(proof, Proof):
            spans.extend(proof.spans)
    return marked_article(described, text, spans)


def marked_article(described: Source, text: str, spans: Sequence[tuple[int, int]]) -> ArticleView:
    """Return a source by paragraphs, with certain code points of its `text` highlighted."""
    inside = sorted(spans)
    paragraphs = tuple(pieces(text, low, high, inside) for low, high in prover_of(text).paragraphs)
    highlighted = [i for i, one in enumerate(paragraphs) if any(mark for _text, mark in one)]
    return ArticleView(
        title=clean_line(described.title),
        publisher=clean_line(described.publisher),
        published=clean_line(str(described.published)),
        paragraphs=paragraphs,
        first_highlight=highlighted[0] if highlighted else -1,
    )

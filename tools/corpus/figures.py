"""The drawings, by name. Each is as wide as the text and carries its words as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.graphics.shapes import Drawing, Line, Rect, String

from corpus.fonts import BOLD, REGULAR
from corpus.styles import BLUE, INK, RULE, TEXT_WIDTH, TINT

_LINE = 10.6
_SIZE = 8.2


def draw(name: str) -> Drawing:
    """Raises KeyError for a name that has no drawing."""
    return _DRAWINGS[name]()


def _governance() -> Drawing:
    drawing = Drawing(TEXT_WIDTH, 182)
    middle = TEXT_WIDTH / 2
    for across in (middle, 78.0, TEXT_WIDTH - 78):
        drawing.add(Line(across, 68, across, 122, strokeColor=RULE, strokeWidth=1))
    drawing.add(Line(middle, 122, middle, 142, strokeColor=RULE, strokeWidth=1))
    drawing.add(Line(156, 108, TEXT_WIDTH - 156, 108, strokeColor=RULE, strokeWidth=1))
    _box(drawing, middle - 105, 140, 210, ["Comité directeur", "PDG de l’Inserm", "administrateur général du CEA"])
    _box(
        drawing,
        0,
        86,
        156,
        ["Comité stratégique institutionnel", "copilotes, universités, CHU,", "organismes, acteurs nationaux"],
    )
    _box(drawing, middle - 78, 86, 156, ["Comité de pilotage", "copilotes Inserm et CEA", "chargés de mission"])
    _box(
        drawing,
        TEXT_WIDTH - 156,
        86,
        156,
        ["Conseil consultatif scientifique", "scientifiques", "et industriels experts"],
    )
    drawing.add(Line(0, 68, TEXT_WIDTH, 68, strokeColor=RULE, strokeWidth=1))
    _row(drawing, 10, 44, _LOTS)
    return drawing


_LOTS = (
    ("Lot 1", "gestion et", "coordination"),
    ("Lot 2", "connaissances", "et transferts"),
    ("Lot 3", "enseignement", "et formation"),
    ("Lot 4", "Europe et", "international"),
    ("Lot 5", "communication", ""),
)
_AXES = (
    ("Axe 1", "thérapies cellulaires", "et tissulaires", "3 projets prioritaires"),
    ("Axe 2", "thérapies", "géniques", "3 projets prioritaires"),
    ("Axe 3", "ingénierie, biothérapies", "et bioprocédés", "3 projets prioritaires"),
    ("Axe 4", "vésicules", "extracellulaires", "3 projets prioritaires"),
)


def _axes() -> Drawing:
    drawing = Drawing(TEXT_WIDTH, 116)
    _box(drawing, TEXT_WIDTH / 2 - 120, 82, 240, ["PEPR BBTI", "12 projets prioritaires, 61 % du budget"])
    drawing.add(Line(TEXT_WIDTH / 2, 82, TEXT_WIDTH / 2, 68, strokeColor=RULE, strokeWidth=1))
    drawing.add(Line(0, 68, TEXT_WIDTH, 68, strokeColor=RULE, strokeWidth=1))
    _row(drawing, 6, 56, _AXES)
    return drawing


def _biotherapies() -> Drawing:
    drawing = Drawing(TEXT_WIDTH, 78)
    for rank, (country, count) in enumerate((("Allemagne", 21), ("Italie", 12), ("France", 5))):
        level = 56 - 24 * rank
        length = count * 16.0
        drawing.add(String(52, level + 4, country, textAnchor="end", fontName=REGULAR, fontSize=8.6, fillColor=INK))
        drawing.add(Rect(60, level, length, 14, fillColor=BLUE if country == "France" else RULE, strokeColor=None))
        drawing.add(String(66 + length, level + 4, str(count), fontName=BOLD, fontSize=8.6, fillColor=INK))
    return drawing


def _row(drawing: Drawing, bottom: float, height: float, columns: Sequence[Sequence[str]]) -> None:
    """Boxes of equal width side by side."""
    gap = 8.0
    width = (TEXT_WIDTH - gap * (len(columns) - 1)) / len(columns)
    for rank, words in enumerate(columns):
        _box(drawing, rank * (width + gap), bottom, width, words, height)


def _box(
    drawing: Drawing, left: float, bottom: float, width: float, words: Sequence[str], height: float | None = None
) -> None:
    """A tinted box whose first line stands out."""
    height = height or _LINE * len(words) + 10
    drawing.add(Rect(left, bottom, width, height, rx=3, ry=3, fillColor=TINT, strokeColor=RULE, strokeWidth=0.6))
    for rank, word in enumerate(word for word in words if word):
        level = bottom + height - 5 - _LINE * (rank + 0.78)
        font, ink = (BOLD, BLUE) if rank == 0 else (REGULAR, INK)
        drawing.add(
            String(left + width / 2, level, word, textAnchor="middle", fontName=font, fontSize=_SIZE, fillColor=ink)
        )


_DRAWINGS: dict[str, Callable[[], Drawing]] = {"gouvernance": _governance, "axes": _axes, "biotherapies": _biotherapies}

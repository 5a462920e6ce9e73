"""The layouts of the reading-quality set: each makes a PDF from a seed and says what a reader should find in it.

Seed 0 gives each layout its plain form; other seeds draw fonts, sizes, margins and gutters, so that nothing can be
tuned to one page.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tools.reading.prose import Prose, with_no_break_spaces
from tools.reading.typesetting import (
    PAGE,
    Frame,
    Item,
    Style,
    Typesetter,
    draw_text,
    face,
    in_order,
    page_writer,
    width_of,
)


@dataclass(frozen=True)
class Made:
    """A PDF and its truth. `blocks`: headings, paragraphs and items in reading order; `asides`: notes and captions,
    `furniture`: running lines, none of which may stand inside a sentence; `rows`: (headers, cells) of tables."""

    name: str
    pdf: bytes
    blocks: tuple[str, ...]
    asides: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


@dataclass
class Plan:
    """What a layout may vary."""

    seed: int
    style: Style = field(default_factory=Style)
    columns: int = 1
    order: str = "flow"
    margin: float = 72.0
    gutter: float = 20.0
    top: float = 770.0
    bottom: float = 80.0
    header: str = ""
    footer: str = ""
    numbers: bool = False
    alternate: bool = False
    english: bool = False
    rotate: int = 0
    spanning: float = 0.0  # points left free above the columns of the first page

    def frames(self, page: int) -> list[Frame]:
        width = (PAGE[0] - 2 * self.margin - (self.columns - 1) * self.gutter) / self.columns
        top = self.top - (self.spanning if page == 0 else 0)
        return [Frame(self.margin + at * (width + self.gutter), top, width, self.bottom) for at in range(self.columns)]


def varied(seed: int, **options: Any) -> Plan:
    """A plan with `options`; seeds other than 0 draw what the options leave open."""
    plan = Plan(seed)
    style = dict(options.pop("style", {}))
    chance = random.Random(seed * 7919 + 13)
    if seed:
        style.setdefault(
            "face", chance.choice(("times", "helvetica", "dejavu", "liberation", "liberationsans", "dejavusans"))
        )
        style.setdefault("size", chance.choice((9.0, 9.5, 10.0, 10.5, 11.0, 12.0)))
        style.setdefault("leading", round(style["size"] * chance.uniform(1.15, 1.45), 1))
        style.setdefault("gap", chance.choice((4.0, 6.0, 8.0)))
        options.setdefault("margin", chance.choice((50.0, 60.0, 72.0, 85.0)))
        options.setdefault("gutter", chance.choice((14.0, 18.0, 22.0, 30.0)))
        options.setdefault("bottom", chance.choice((72.0, 90.0)))
    if options.get("columns", 1) == 3:
        style["size"] = min(style.get("size", 8.5), 8.5)
        style["leading"] = style["size"] * 1.2
        options["margin"] = min(options.get("margin", 45.0), 50.0)
    plan.style = Style(**style)
    for name, value in options.items():
        setattr(plan, name, value)
    return plan


def story(prose: Prose, sections: int = 3, paragraphs: int = 2, sentences: int = 4) -> list[Item]:
    items = []
    for _ in range(sections):
        items.append(Item("heading", prose.heading()))
        items += [Item("prose", " ".join(prose.paragraph(sentences))) for _ in range(paragraphs)]
    return items


def made(
    name: str, plan: Plan, items: Sequence[Item], extra: Callable[[Any, int], None] | None = None, **truth: Any
) -> Made:
    """`items` set by `plan`; `extra(canvas, page)` draws what is not of the flow."""
    setter = Typesetter(plan.style, plan.frames, plan.seed)
    setter.flow(items)
    buffer, canvas = page_writer(**truth.pop("writer", {}))
    furniture: list[str] = []
    chance = random.Random(plan.seed)
    for number, drawn in enumerate(setter.pages):
        if plan.rotate:
            canvas.setPageRotation(plan.rotate)
            canvas.setPageSize(PAGE)  # reportlab turns the size itself
            _turn(canvas, plan.rotate)
        furniture += _running(canvas, plan, number, len(setter.pages))
        if extra is not None:
            extra(canvas, number)
        for one in in_order(drawn, plan.order, chance):
            one.draw(canvas)
        canvas.showPage()
    canvas.save()
    asides = [note for item in items for note in item.calls.values()]
    asides += [
        item.text if item.kind == "figure" else item.caption for item in items if item.kind == "figure" or item.caption
    ]
    before = truth.pop("before", ())
    after = truth.pop("after", ())
    blocks = [item.text for item in items if item.kind in ("heading", "prose", "item")]
    return Made(
        name,
        buffer.getvalue(),
        (*before, *blocks, *after),
        tuple(asides) + truth.pop("asides", ()),
        tuple(furniture),
        **truth,
    )


def _turn(canvas: Any, angle: int) -> None:
    if angle == 90:
        canvas.translate(PAGE[1], 0)
    elif angle == 180:
        canvas.translate(PAGE[0], PAGE[1])
    else:
        canvas.translate(0, PAGE[0])
    canvas.rotate(angle)


def _running(canvas: Any, plan: Plan, number: int, count: int) -> list[str]:
    font = face(plan.style.face).roman
    lines = []
    right = bool(plan.alternate and number % 2)
    if plan.header:
        text = f"{plan.header} – partie impaire" if plan.alternate and not right else plan.header
        x = PAGE[0] - plan.margin - width_of(text, font, 8) if right else plan.margin
        draw_text(canvas, x, plan.top + 25, text, font, 8)
        lines.append(text)
    if plan.footer:
        draw_text(canvas, plan.margin, plan.bottom - 35, plan.footer, font, 8)
        lines.append(plan.footer)
    if plan.numbers:
        text = (f"{number + 1}", f"Page {number + 1}", f"{number + 1} / {count}", f"– {number + 1} –")[plan.seed % 4]
        x = PAGE[0] - plan.margin - 30 if plan.seed % 2 else PAGE[0] / 2
        draw_text(canvas, x, plan.bottom - 35, text, font, 8)
    return lines


# the layouts


def one_column(seed: int) -> Made:
    return made("one column, ragged", varied(seed), story(Prose(seed)))


def justified(seed: int) -> Made:
    plan = varied(seed, style={"justified": True, "hyphenated": True, "indent": 12.0, "gap": 0.0})
    return made("justified, hyphenated, indents, no gaps", plan, story(Prose(seed + 10), 3, 3))


def two_columns(seed: int) -> Made:
    plan = varied(seed, columns=2, style={"justified": True})
    return made("two columns", plan, story(Prose(seed + 20), 6, 3))


def two_columns_by_rows(seed: int) -> Made:
    plan = varied(seed, columns=2, order="rows", style={"justified": True, "hyphenated": True})
    return made("two columns, written row by row", plan, story(Prose(seed + 30), 6, 3))


def two_columns_ragged(seed: int) -> Made:
    plan = varied(seed, columns=2, order="rows", style={"size": 9.0, "indent": 10.0, "gap": 0.0})
    return made("two columns, ragged, row by row", plan, story(Prose(seed + 40), 5, 3))


def three_columns(seed: int) -> Made:
    plan = varied(seed, columns=3, gutter=15.0, style={"justified": True, "hyphenated": True})
    return made("three columns", plan, story(Prose(seed + 50), 8, 3))


def three_columns_by_rows(seed: int) -> Made:
    plan = varied(seed, columns=3, gutter=18.0, order="rows", style={})
    return made("three columns, row by row", plan, story(Prose(seed + 60), 8, 3))


def spanning_title(seed: int) -> Made:
    prose = Prose(seed + 70)
    title, summary = "Programme national de recherche et de transfert", prose.paragraph(3)
    plan = varied(seed, columns=2, spanning=150.0, order="rows" if seed % 2 else "flow", style={"justified": True})
    lead = Typesetter(
        replace(plan.style, heading_size=1.8), lambda _: [Frame(plan.margin, 770, PAGE[0] - 2 * plan.margin, 100)]
    )
    lead.flow([Item("heading", title), Item("prose", " ".join(summary))])

    def extra(canvas: Any, page: int) -> None:
        if page == 0:
            for one in lead.pages[0]:
                one.draw(canvas)

    return made(
        "title and summary across, two columns", plan, story(prose, 5, 3), extra, before=(title, " ".join(summary))
    )


def footnotes(seed: int) -> Made:
    plan = varied(seed, style={"justified": bool(seed % 2)})
    return made("footnotes, raised calls", plan, _with_notes(story(Prose(seed + 80), 5, 3), Prose(seed + 81)))


def footnotes_in_brackets(seed: int) -> Made:
    plan = varied(seed, style={"call": "bracket"})
    return made("footnotes, calls in brackets", plan, _with_notes(story(Prose(seed + 90), 5, 3), Prose(seed + 91)))


def footnotes_in_columns(seed: int) -> Made:
    plan = varied(seed, columns=2, style={"justified": True, "hyphenated": True})
    return made("two columns with footnotes", plan, _with_notes(story(Prose(seed + 100), 6, 3), Prose(seed + 101)))


def _with_notes(items: Sequence[Item], prose: Prose, every: int = 2) -> list[Item]:
    out = []
    for at, item in enumerate(items):
        calls = {}
        if item.kind == "prose" and at % every == 0:
            words = len(item.text.split(" "))
            calls = {prose.number(4, words - 2): prose.note()}
            if prose.chance() < 0.4:
                calls[words - 1] = prose.note()
        out.append(replace(item, calls=calls))
    return out


def captions(seed: int) -> Made:
    plan = varied(seed, style={"justified": bool(seed % 2)})
    return made(
        "figures and captions inside paragraphs",
        plan,
        _with_captions(story(Prose(seed + 110), 4, 3), Prose(seed + 111)),
    )


def captions_in_columns(seed: int) -> Made:
    plan = varied(seed, columns=2, style={"justified": True})
    return made(
        "two columns, captions inside paragraphs",
        plan,
        _with_captions(story(Prose(seed + 120), 5, 3), Prose(seed + 121)),
    )


def _with_captions(items: Sequence[Item], prose: Prose) -> list[Item]:
    out, number = [], 0
    for item in items:
        if item.kind == "prose" and prose.chance() < 0.6:
            number += 1
            item = replace(item, float_after=prose.number(1, 3), caption=f"Figure {number} : {prose.caption()}")
        out.append(item)
    return out


def headers_and_footers(seed: int) -> Made:
    plan = varied(
        seed, header="Rapport d’activité du programme", footer="Document de travail, ne pas diffuser", numbers=True
    )
    return made("running header, footer, page numbers", plan, story(Prose(seed + 130), 10, 3))


def alternating_headers(seed: int) -> Made:
    plan = varied(
        seed,
        header="Rapport d’activité du programme",
        alternate=True,
        numbers=True,
        style={"justified": True, "hyphenated": True},
    )
    return made("headers that alternate, hyphens at page ends", plan, story(Prose(seed + 140), 12, 3, 6))


def everything(seed: int) -> Made:
    plan = varied(
        seed,
        columns=2,
        header="Feuille de route",
        numbers=True,
        style={"justified": True, "hyphenated": True, "indent": 10.0, "gap": 0.0},
    )
    prose = Prose(seed + 151)
    items = _with_captions(_with_notes(story(Prose(seed + 150), 12, 3), prose), prose)
    return made("columns, notes, captions, headers together", plan, items)


def bullets(seed: int) -> Made:
    marks = ("•", "–", "-", "•")
    plan = varied(seed, style={"bullet": marks[seed % 4]})
    return made("lists with bullets or dashes", plan, _with_lists(Prose(seed + 160)))


def private_bullets(seed: int) -> Made:
    plan = varied(
        seed,
        style={
            "bullet": "\uf0b7" if seed % 2 else "·",
            "bullet_font": "Symbol" if not seed % 2 else "",
            "face": "dejavu",
        },
    )
    return made("lists with bullets of a symbol font", plan, _with_lists(Prose(seed + 170)))


def _with_lists(prose: Prose) -> list[Item]:
    items: list[Item] = []
    for _ in range(3):
        items += [Item("heading", prose.heading()), Item("prose", " ".join(prose.paragraph(3)))]
        items += [
            Item("item", prose.item()[0].upper() + prose.item()[1:] if prose.chance() < 0.3 else prose.item())
            for _ in range(4)
        ]
        items.append(Item("prose", " ".join(prose.paragraph(2))))
    return items


def small_headings(seed: int) -> Made:
    plan = varied(seed, style={"heading_size": 1.0, "heading_bold": True})
    return made("headings bold, of the text's size", plan, story(Prose(seed + 180), 5, 2))


def light_headings(seed: int) -> Made:
    plan = varied(seed, style={"heading_size": 1.35, "heading_bold": False})
    return made("headings larger, not bold", plan, story(Prose(seed + 190), 5, 2))


def tracked_headings(seed: int) -> Made:
    plan = varied(seed, style={"tracking": 2.5})
    return made("headings with letters set apart", plan, story(Prose(seed + 200), 4, 2))


def typography(seed: int) -> Made:
    items = [replace(item, text=with_no_break_spaces(item.text)) for item in story(Prose(seed + 210), 3, 3)]
    return made("French typography, no-break spaces", varied(seed), items)


def ligatures(seed: int) -> Made:
    plan = varied(seed, style={"face": "dejavu"})
    items = story(Prose(seed + 220), 3, 3)
    shown = [replace(item, text=item.text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")) for item in items]
    result = made("ligatures", plan, shown)
    return replace(result, blocks=tuple(item.text for item in items))


def decomposed(seed: int) -> Made:
    plan = varied(seed, style={"drawing": "decomposed", "face": "dejavu"})
    return made("decomposed accents", plan, story(Prose(seed + 230), 3, 2))


def tex_accents(seed: int) -> Made:
    plan = varied(seed, style={"drawing": "accents", "face": "times"})
    return made("accents drawn over letters, as old TeX does", plan, story(Prose(seed + 240), 3, 2))


def no_spaces(seed: int) -> Made:
    plan = varied(seed, style={"drawing": "words", "justified": True, "hyphenated": True})
    return made("no space characters", plan, story(Prose(seed + 250), 3, 3))


def no_spaces_in_columns(seed: int) -> Made:
    plan = varied(seed, columns=2, order="rows", style={"drawing": "words", "justified": True, "hyphenated": True})
    return made("no space characters, two columns by rows", plan, story(Prose(seed + 260), 5, 3))


def kerned(seed: int) -> Made:
    plan = varied(seed, style={"drawing": "kerned", "justified": True})
    return made("letters placed one by one, kerned", plan, story(Prose(seed + 270), 3, 2))


def in_pieces(seed: int) -> Made:
    plan = varied(seed, style={"drawing": "pairs", "justified": True, "hyphenated": True})
    return made("words in pieces", plan, story(Prose(seed + 280), 3, 3))


def rotated(seed: int) -> Made:
    plan = varied(seed, rotate=(90, 180, 270)[seed % 3], columns=1 + seed % 2)
    return made("rotated pages", plan, story(Prose(seed + 290), 3, 3))


def cropped(seed: int) -> Made:
    plan = varied(seed, margin=80.0)

    def extra(canvas: Any, page: int) -> None:
        canvas.setCropBox((40, 40, PAGE[0] - 40, PAGE[1] - 30))
        draw_text(canvas, 10, PAGE[1] - 12, "epreuve.indd 4 repère de coupe", "Helvetica", 7)

    return made(
        "cropped pages with printer's marks",
        plan,
        story(Prose(seed + 300), 6, 3),
        extra,
        asides=("epreuve.indd 4 repère",),
    )


def title_page(seed: int) -> Made:
    prose = Prose(seed + 310)
    contents = [prose.heading() for _ in range(5)]
    plan = varied(seed, numbers=True)
    items = [
        Item("space", "150"),
        Item("heading", "Programme de recherche sur les biothérapies"),
        Item("prose", "Rapport scientifique, édition 2026"),
        Item("newpage", ""),
    ]
    for heading in contents:
        items += [Item("heading", heading), *(Item("prose", " ".join(prose.paragraph(4))) for _ in range(2))]
    return made("title page", plan, items)


def side_box(seed: int) -> Made:
    prose = Prose(seed + 320)
    plan = varied(seed, columns=1)
    boxed = prose.paragraph(2)
    full = PAGE[0] - 2 * plan.margin
    top, bottom = 640.0, 470.0
    is_left = bool(seed % 2)
    narrow = Frame(plan.margin + (190 if is_left else 0), top, full - 190, bottom - 12)
    frames = [Frame(plan.margin, plan.top, full, top), narrow, Frame(plan.margin, bottom - 12, full, plan.bottom)]
    plan.frames = lambda page: frames if page == 0 else [Frame(plan.margin, plan.top, full, plan.bottom)]  # type: ignore[method-assign]
    x = plan.margin if is_left else plan.margin + full - 175
    box = Typesetter(replace(plan.style, size=8.5, leading=10.5), lambda _: [Frame(x + 8, top - 14, 159, 100)])
    box.flow([Item("prose", " ".join(boxed))])

    def extra(canvas: Any, page: int) -> None:
        if page == 0:
            canvas.setFillGray(0.9)
            canvas.rect(x, bottom, 175, top - bottom - 6, fill=1, stroke=seed % 3 == 0)
            canvas.setFillGray(0)
            for one in box.pages[0]:
                one.draw(canvas)

    result = made(
        "a box at the side, text around it",
        plan,
        [Item("prose", " ".join(prose.paragraph(9))) for _ in range(3)],
        extra,
    )
    return replace(result, asides=(" ".join(boxed),))


def mixed_fonts(seed: int) -> Made:
    plan = varied(seed, style={"mixed": True})
    return made("bold and italic words in the text", plan, story(Prose(seed + 330), 3, 3))


def shuffled(seed: int) -> Made:
    return made("lines written in any order", varied(seed, order="shuffled"), story(Prose(seed + 340), 3, 3))


def drawn_twice(seed: int) -> Made:
    plan = varied(seed, style={"double": True})
    return made("bold by drawing twice", plan, story(Prose(seed + 350), 3, 2))


def in_forms(seed: int) -> Made:
    prose = Prose(seed + 360)
    plan = varied(seed)
    items = story(prose, 3, 2)
    setter = Typesetter(plan.style, plan.frames, seed)
    setter.flow(items)
    buffer, canvas = page_writer()
    for number, drawn in enumerate(setter.pages):
        canvas.beginForm(f"page{number}")
        for one in drawn:
            one.draw(canvas)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(0, 0)
        canvas.doForm(f"page{number}")
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return Made("text inside form objects", buffer.getvalue(), tuple(item.text for item in items))


def margin_notes(seed: int) -> Made:
    prose = Prose(seed + 370)
    plan = varied(seed, margin=150.0, style={"size": 10.0, "leading": 13.0})
    notes = [prose.note() for _ in range(3)]
    font = face(plan.style.face).italic

    def extra(canvas: Any, page: int) -> None:
        if page == 0:
            for at, note in enumerate(notes):
                words = note.split(" ")
                for line in range(0, len(words), 3):
                    draw_text(canvas, 40, 690 - 150 * at - 9 * (line // 3), " ".join(words[line : line + 3]), font, 7)

    return made("notes in the margin", plan, story(prose, 3, 3, 5), extra, asides=tuple(notes))


def two_sections_in_columns(seed: int) -> Made:
    """Two stories in two columns each, one below the other, with a heading across between them."""
    prose = Prose(seed + 380)
    plan = varied(seed, columns=2, style={"justified": True, "size": 9.5, "leading": 12.0})
    width = (PAGE[0] - 2 * plan.margin - plan.gutter) / 2
    second = plan.margin + width + plan.gutter
    halves = [
        Frame(plan.margin, 770, width, 460),
        Frame(second, 770, width, 460),
        Frame(plan.margin, 405, width, 90),
        Frame(second, 405, width, 90),
    ]
    title = "Deuxième partie du programme"
    drawn, stories = [], []
    for at in range(2):
        sentences, pages = prose.paragraph(18), [[], []]
        while len(pages) > 1:  # as many sentences as the columns hold
            sentences.pop()
            setter = Typesetter(plan.style, lambda _, at=at: halves[2 * at : 2 * at + 2], seed)
            setter.flow([Item("prose", " ".join(sentences))])
            pages = setter.pages
        drawn += pages[0]
        stories.append(" ".join(sentences))
    buffer, canvas = page_writer()
    draw_text(canvas, plan.margin, 425, title, face(plan.style.face).bold, 14)
    for one in in_order(drawn, "rows" if seed % 2 else "flow", random.Random(seed)):
        one.draw(canvas)
    canvas.save()
    return Made("two stories in columns, a heading between", buffer.getvalue(), (stories[0], title, stories[1]))


def letter(seed: int) -> Made:
    prose = Prose(seed + 390)
    plan = varied(seed, spanning=120.0)
    sender = ("Institut Lérins", "12, rue du Port", "06000 Nice")
    receiver = ("Madame la directrice", "Agence de programmes", "75005 Paris")

    def extra(canvas: Any, page: int) -> None:
        if page == 0:
            for at, (left, right) in enumerate(zip(sender, receiver, strict=True)):
                draw_text(canvas, plan.margin, 770 - 13 * at, left, "Helvetica", 10)
                draw_text(canvas, 360, 770 - 13 * at, right, "Helvetica", 10)

    return made(
        "a letter with two addresses", plan, [Item("prose", " ".join(prose.paragraph(4))) for _ in range(4)], extra
    )


def units(seed: int) -> Made:
    prose = Prose(seed + 400)
    texts = [
        f"{' '.join(prose.paragraph(2))} La surface est de {n} m², le volume de {n + 1} cm³ et le débit de 10⁶ cellules par litre. {prose.sentence()}"
        for n in range(12, 20)
    ]
    return made(
        "units with raised figures", varied(seed, style={"face": "dejavu"}), [Item("prose", text) for text in texts]
    )


def raised_units(seed: int) -> Made:
    """m2 and 106 with the figure drawn raised and small: part of the unit, not a note."""
    prose = Prose(seed + 410)
    plan = varied(seed, style={"size": 10.0, "leading": 13.0, "face": "times"})
    buffer, canvas = page_writer()
    blocks, y = [], 770.0
    for n in range(14, 30):
        text = f"{prose._one(('Le bâtiment', 'La salle', 'Le plateau'))} occupe {n} m"
        draw_text(canvas, plan.margin, y, text, "Times-Roman", 10)
        x = plan.margin + width_of(text, "Times-Roman", 10)
        draw_text(canvas, x, y + 3.5, "2", "Times-Roman", 6)
        rest = f" de surface utile depuis {2000 + n}."
        draw_text(canvas, x + 3, y, rest, "Times-Roman", 10)
        blocks.append(f"{text}2{rest}")
        y -= 24
    canvas.save()
    return Made("units, the figure raised and small", buffer.getvalue(), tuple(blocks))


def english(seed: int) -> Made:
    plan = varied(
        seed,
        columns=1 + seed % 2,
        header="Annual report",
        numbers=True,
        style={"justified": True, "hyphenated": True, "language": "en"},
    )
    prose = Prose(seed + 420, english=True)
    return made("English, justified, hyphenated", plan, _with_notes(story(prose, 6, 3), prose))


def soft_hyphens(seed: int) -> Made:
    items = story(Prose(seed + 430), 3, 2)
    shown = [
        replace(item, text=item.text.replace("production", "pro\u00adduction").replace("recherche", "recher\u00adche"))
        for item in items
    ]
    result = made("soft hyphens in words", varied(seed, style={"face": "dejavu"}), shown)
    return replace(result, blocks=tuple(item.text for item in items))


# tables

_HEADERS = (
    ("Axe", "Budget", "Durée", "Responsable"),
    ("Lot", "Montant demandé", "Échéance"),
    ("Site", "Effectif", "Surface", "Équipement", "Statut"),
)


def _table(prose: Prose, seed: int, count: int = 6) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    headers = _HEADERS[seed % 3]
    towns = ("Nantes", "Évry", "Lyon", "Bordeaux", "Toulouse", "Lille", "Rennes", "Nice")
    people = ("Mme Aubert", "M. Nguyen", "Mme Da Silva", "M. Lefèvre", "Mme Roche", "M. Petit", "Mme Kaya", "M. Blanc")
    rows = []
    for at in range(count):
        values = {
            "Axe": f"Axe {at + 1}", "Lot": f"Lot n° {at + 1}", "Site": towns[at], "Budget": f"{prose.number(2, 80)} M€",
            "Montant demandé": f"{prose.number(100, 900)} 000 €", "Durée": f"{prose.number(1, 7)} ans", "Échéance": f"{prose.number(1, 28)} mars 2027",
            "Responsable": people[at], "Effectif": str(prose.number(4, 95)), "Surface": f"{prose.number(100, 900)} m²",
            "Équipement": ("bioréacteur", "salle blanche", "cytomètre", "séquenceur")[at % 4], "Statut": ("en cours", "prévu")[at % 2],
        }  # fmt: skip
        rows.append(tuple(values[name] for name in headers))
    return headers, rows


def _table_layout(name: str, seed: int, rules: str, tall: bool = False) -> Made:
    prose = Prose(seed + 500 + len(name))
    plan = varied(seed, style={"gap": 6.0})
    headers, rows = _table(prose, seed)
    if tall:
        rows = [(row[0], prose.item()[:-2], *row[2:]) for row in rows]
    items = [Item("heading", prose.heading()), Item("prose", " ".join(prose.paragraph(3))), Item("space", "0")]
    after = [" ".join(prose.paragraph(3)) for _ in range(2)]
    setter = Typesetter(plan.style, plan.frames, seed)
    setter.flow(items)
    buffer, canvas = page_writer()
    for one in setter.pages[0]:
        one.draw(canvas)
    y = _draw_table(canvas, plan, setter._y - 20, headers, rows, rules)
    below = Typesetter(plan.style, lambda page: [Frame(plan.margin, y - 15, PAGE[0] - 2 * plan.margin, 60)], seed)
    below.flow([Item("prose", text) for text in after])
    for one in below.pages[0]:
        one.draw(canvas)
    canvas.save()
    blocks = (items[0].text, items[1].text, *after)
    return Made(name, buffer.getvalue(), blocks, rows=tuple((headers, row) for row in rows))


def _draw_table(
    canvas: Any, plan: Plan, top: float, headers: Sequence[str], rows: Sequence[Sequence[str]], rules: str
) -> float:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    family = face(plan.style.face)
    size = plan.style.size * 0.95
    cell = ParagraphStyle("cell", fontName=family.roman, fontSize=size, leading=size * 1.2)
    width = PAGE[0] - 2 * plan.margin
    data: list[list[Any]] = [list(headers)] if headers else []
    for row in rows:
        data.append([Paragraph(text, cell) if len(text) > 22 else text for text in row])
    table = Table(data, colWidths=[width / len(rows[0])] * len(rows[0]))
    commands: list[Any] = [("FONT", (0, 0), (-1, -1), family.roman, size), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    if headers:
        commands.append(("FONT", (0, 0), (-1, 0), family.bold, size))
    if rules == "grid":
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    elif rules == "lines":
        commands += [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ]
    elif rules == "zebra":
        commands.append(("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightgrey, colors.white]))
    if plan.seed % 2:
        commands.append(("ALIGN", (1, 1 if headers else 0), (-1, -1), "RIGHT" if plan.seed % 3 else "CENTER"))
    table.setStyle(commands)
    _, height = table.wrapOn(canvas, width, top)
    table.drawOn(canvas, plan.margin, top - height)
    return float(top - height)


def ruled_table(seed: int) -> Made:
    return _table_layout("table with a grid", seed, "grid")


def lined_table(seed: int) -> Made:
    return _table_layout("table with three rules", seed, "lines")


def zebra_table(seed: int) -> Made:
    return _table_layout("table with shaded rows", seed, "zebra")


def aligned_table(seed: int) -> Made:
    return _table_layout("table by alignment only", seed, "none")


def tall_table(seed: int) -> Made:
    return _table_layout("table with cells of several lines", seed, "grid", tall=True)


def tall_lined_table(seed: int) -> Made:
    return _table_layout("three rules, cells of several lines", seed, "lines", tall=True)


def _table_over_pages(name: str, seed: int, rules: str, repeats: bool) -> Made:
    """A table that begins at the end of a page and goes on at the head of the next, with its header again or without."""
    prose = Prose(seed + 600 + len(name))
    plan = varied(seed, style={"gap": 6.0})
    headers, rows = _table(prose, seed, 8)
    before, after = (" ".join(prose.paragraph(3)) for _ in range(2))
    buffer, canvas = page_writer()
    height = 4 * plan.style.size * 2.2
    for text, part, top, has_header in (
        (before, rows[:4], plan.bottom + height + 20, True),
        (after, rows[4:], plan.top, repeats),
    ):
        y = _draw_table(canvas, plan, top, headers if has_header else (), part, rules)
        frame = Frame(plan.margin, plan.top if text is before else y - 20, PAGE[0] - 2 * plan.margin, plan.bottom + 200)
        setter = Typesetter(plan.style, lambda _, frame=frame: [frame], seed)
        setter.flow([Item("prose", text)])
        for one in setter.pages[0]:
            one.draw(canvas)
        canvas.showPage()
    canvas.save()
    return Made(name, buffer.getvalue(), (before, after), rows=tuple((headers, row) for row in rows))


def ruled_table_over_pages(seed: int) -> Made:
    return _table_over_pages("table with a grid over two pages", seed, "grid", repeats=False)


def lined_table_over_pages(seed: int) -> Made:
    return _table_over_pages("table with rules over two pages", seed, "lines", repeats=False)


def aligned_table_over_pages(seed: int) -> Made:
    return _table_over_pages("aligned table over two pages", seed, "none", repeats=False)


def repeated_header(seed: int) -> Made:
    return _table_over_pages("table over two pages, header repeated", seed, "grid", repeats=True)


# labels in the margin


def _labelled(name: str, seed: int, font: str, labels: Callable[[Prose], str], clear: float, to_right: bool) -> Made:
    """Paragraphs with a label beside the first lines of each, in a column left of the text."""
    prose = Prose(seed + 700 + len(name))
    plan = varied(seed, style={"justified": bool(seed % 2), "gap": 6.0})
    left = plan.margin + 105
    own = getattr(face(plan.style.face), font)
    size = plan.style.size * (1.0, 0.92, 1.05)[seed % 3]
    buffer, canvas = page_writer()
    blocks, y = [prose.heading()], plan.top
    draw_text(canvas, plan.margin, y, blocks[0], face(plan.style.face).bold, plan.style.size * 1.5)
    y -= 30
    for number in range(9):
        label, text = labels(prose), " ".join(prose.paragraph(2 + number % 3))
        if y < plan.bottom + 130:
            canvas.showPage()
            y = plan.top
        setter = Typesetter(
            plan.style, lambda _, y=y: [Frame(left, y, PAGE[0] - plan.margin - left, plan.bottom)], seed
        )
        setter.flow([Item("prose", text)])
        first = y - plan.style.size
        for at, line in enumerate(_wrapped(label, own, size, 105 - clear)):
            x = left - clear - width_of(line, own, size) if to_right else plan.margin
            draw_text(canvas, x, first - at * 1.2 * size, line, own, size)
        for one in setter.pages[0]:
            one.draw(canvas)
        y = setter._y - plan.style.size * 1.2
        blocks += [label, text]
    canvas.save()
    return Made(name, buffer.getvalue(), tuple(blocks))


def _wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, font, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _topic(prose: Prose) -> str:
    return prose.heading()[:40].rsplit(" ", 1)[0]


def bold_labels(seed: int) -> Made:
    return _labelled("bold labels in the margin, close to the text", seed, "bold", _topic, 3.0, to_right=True)


def italic_labels(seed: int) -> Made:
    return _labelled("italic labels in the margin, set left", seed, "italic", _topic, 8.0, to_right=False)


def plain_labels(seed: int) -> Made:
    """Dates of versions beside what changed, in the letters of the text."""

    def month(prose: Prose) -> str:
        return f"{('janvier', 'avril', 'juillet', 'octobre')[prose.number(0, 3)]} {prose.number(2019, 2026)}"

    return _labelled("dates in the margin, in the text's letters", seed, "roman", month, 20.0, to_right=False)


# LibreOffice


def office(seed: int) -> Made | None:
    """A Word file with headings, a list, a table and footnotes, made a PDF by LibreOffice; None where it is not installed."""
    import shutil

    if shutil.which("soffice") is None:
        return None
    prose = Prose(seed + 600)
    html, blocks, notes = _office_page(prose, seed)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.fodt"
        source.write_text(html, encoding="utf-8")
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        data = (Path(folder) / "page.pdf").read_bytes()
    return Made("LibreOffice: two columns, notes, header", data, tuple(blocks), tuple(notes), ("En-tête du rapport",))


def _office_page(prose: Prose, seed: int) -> tuple[str, list[str], list[str]]:
    blocks, notes, body = [], [], []
    for _ in range(6):
        heading = prose.heading()
        blocks.append(heading)
        body.append(f'<text:h text:style-name="H" text:outline-level="1">{heading}</text:h>')
        for _ in range(3):
            text = " ".join(prose.paragraph(4))
            blocks.append(text)
            words = text.split(" ")
            at = prose.number(5, len(words) - 2)
            note = prose.note()
            notes.append(note)
            call = (
                f'<text:note text:id="n{len(notes)}" text:note-class="footnote"><text:note-citation>{len(notes)}</text:note-citation>'
                f"<text:note-body><text:p>{note}</text:p></text:note-body></text:note>"
            )
            body.append(f'<text:p text:style-name="P">{" ".join(words[:at])}{call} {" ".join(words[at:])}</text:p>')
    columns = f'<style:columns fo:column-count="{1 + (seed + 1) % 2}" fo:column-gap="0.6cm"/>'
    document = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="H" style:family="paragraph"><style:text-properties fo:font-size="15pt" fo:font-weight="bold"/></style:style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.2cm"/>
<style:text-properties fo:font-size="10.5pt" fo:language="fr" fo:country="FR" fo:hyphenate="true"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm">{columns}
</style:page-layout-properties><style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.4cm"/></style:header-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"><style:header><text:p>En-tête du rapport</text:p></style:header></style:master-page></office:master-styles>
<office:body><office:text>{"".join(body)}</office:text></office:body></office:document>"""
    return document, blocks, notes


LAYOUTS: tuple[Callable[[int], Made | None], ...] = (
    one_column, justified, two_columns, two_columns_by_rows, two_columns_ragged, three_columns, three_columns_by_rows, spanning_title,
    footnotes, footnotes_in_brackets, footnotes_in_columns, captions, captions_in_columns, headers_and_footers, alternating_headers,
    everything, bullets, private_bullets, small_headings, light_headings, tracked_headings, typography, ligatures, decomposed,
    tex_accents, no_spaces, no_spaces_in_columns, kerned, in_pieces, rotated, cropped, title_page, side_box, mixed_fonts, shuffled,
    drawn_twice, in_forms, margin_notes, two_sections_in_columns, letter, units, raised_units, english, soft_hyphens, ruled_table,
    lined_table, zebra_table, aligned_table, tall_table, tall_lined_table, ruled_table_over_pages,
    lined_table_over_pages, aligned_table_over_pages, repeated_header, bold_labels, italic_labels, plain_labels, office,
)  # fmt: skip

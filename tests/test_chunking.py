"""Pages to passages: exact pieces, headings with their text, nothing lost, nothing longer than the encoder reads."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bbti_qa.chunking import ChunkingRule, embedded_text, lexical_tokens, split
from bbti_qa.documents import Block, BlockKind, Document, OffsetMap, Page, Span

KINDS = {
    "#": BlockKind.HEADING,
    "*": BlockKind.ITEM,
    "^": BlockKind.FOOTNOTE,
    "=": BlockKind.CAPTION,
    "~": BlockKind.FURNITURE,
}


def make_page(number: int, *lines: str) -> Page:
    """One block a line; a first letter of `KINDS` names its kind and is not part of the text."""
    text, blocks = "", []
    for line in lines:
        kind = KINDS.get(line[:1], BlockKind.PROSE)
        body = line[1:] if line[:1] in KINDS else line
        blocks.append(Block(kind, len(text), len(text) + len(body), 2 if kind is BlockKind.HEADING else 0))
        text += body + "\n"
    return Page(number, text, tuple(blocks), OffsetMap(()))


def make(*pages: Page, title: str = "") -> Document:
    return Document("d", "d.txt", title, pages, "text", "fr")


def pieces(text: str) -> int:
    return len(text.split())


def cut(document: Document, words: int = 45, most: int = 256, **rule: int):
    return split(document, ChunkingRule(words=words, **rule), pieces, most)


def test_a_sentence_that_a_footnote_interrupts_has_two_exact_pieces():
    document = make(make_page(1, "Il faut construire ou", "^(2) Contrat de filière.", "consolider un leadership. Fin."))

    sentence = cut(document)[0].sentences[0]

    assert [document.text((span,)) for span in sentence.spans] == ["Il faut construire ou", "consolider un leadership."]


def test_a_sentence_that_runs_over_a_page_break_has_a_piece_on_each_page():
    document = make(
        make_page(1, "Le comité valide", "~Page 1"), make_page(2, "~Programme", "les changements. Puis il arbitre.")
    )

    sentence = cut(document)[0].sentences[0]

    assert sentence.spans == (Span(1, 0, 16), Span(2, 10, 26))


def test_a_caption_never_stands_inside_a_sentence():
    document = make(make_page(1, "Il faut travailler sur", "=Figure 1 : Les projets.", "la développabilité."))

    texts = [document.text(sentence.spans) for passage in cut(document) for sentence in passage.sentences]

    assert texts == ["Il faut travailler sur la développabilité.", "Figure 1 : Les projets."]


def test_a_new_paragraph_is_not_tied_to_one_without_a_final_stop():
    document = make(make_page(1, "Une liste sans fin", "La suite commence ici."))

    assert [len(sentence.spans) for sentence in cut(document)[0].sentences] == [1, 1]


def test_running_headers_are_never_evidence():
    document = make(make_page(1, "~Programme — page 1", "Le budget est de 80 M€."))

    assert [passage.text for passage in cut(document)] == ["Le budget est de 80 M€."]


def test_a_heading_is_read_with_what_stands_under_it():
    document = make(make_page(1, "#Axe 2 : thérapies géniques", "Cet axe développe des vecteurs."))

    passage = cut(document)[0]

    assert passage.headings == ("Axe 2 : thérapies géniques",)
    assert passage.text == "Axe 2 : thérapies géniques\nCet axe développe des vecteurs."
    assert [sentence.kind for sentence in passage.sentences] == [BlockKind.HEADING, BlockKind.PROSE]


def test_a_list_stays_with_the_sentence_that_announces_it():
    document = make(
        make_page(1, "Quatre axes :", *[f"*le numéro {n} de la liste ;" for n in range(4)], "Autre chose ici.")
    )

    first = cut(document, words=8, list_words=40)[0]

    assert "le numéro 3 de la liste" in first.text
    assert "Autre chose" not in first.text


def test_what_is_searched_names_the_title_twice_and_the_headings_once():
    document = make(make_page(1, "#Budget", "Il est de 80 M€. " * 20), title="Fiche programme")
    passages = cut(document, words=20)

    assert embedded_text(document, passages[0]).startswith("Fiche programme\nBudget\nIl est")
    assert embedded_text(document, passages[1]).startswith("Fiche programme\nBudget Il est")
    assert embedded_text(document, passages[1]).count("Budget") == 1
    assert lexical_tokens(document, passages[0])[:5] == ["fich", "progra", "fich", "progra", "budget"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="ab. ;é(1)A", min_size=1, max_size=120), min_size=1, max_size=6), st.integers(3, 30))
def test_nothing_is_lost_and_nothing_is_too_long(lines, most):
    document = make(make_page(1, *[line.replace("#", "").strip() or "vide" for line in lines]))

    passages = split(document, ChunkingRule(words=10), lambda text: len(text), max(most, 10))

    found = sorted((span.start, span.end) for p in passages for s in p.sentences for span in s.spans)
    text = document.pages[0].text
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert "".join("".join(text[a:b] for a, b in found).split()) == "".join(text.split())
    assert all(len(passage.text) <= max(most, 10) for passage in passages)
    assert all(document.text(passage.spans) == passage.text for passage in passages)


def test_the_clauses_of_a_long_running_enumeration_are_items():
    text = "Le plan a trois lots : (i) le suivi des algues (voir la figure 2), (ii) les achats de matériel (4) et (iii) la formation des équipes."
    passages = cut(make(make_page(1, text)), clause_words=10)
    sentences = [sentence for passage in passages for sentence in passage.sentences]

    assert [sentence.kind for sentence in sentences] == [BlockKind.PROSE, *[BlockKind.ITEM] * 3]
    assert make(make_page(1, text)).text(sentences[1].spans).endswith("(voir la figure 2),")

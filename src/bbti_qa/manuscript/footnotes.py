"""The footnotes of a Word file. python-docx (1.2) has no interface to them, so the part is written here.

WordprocessingML (ECMA-376, part 1, 17.11): the part holds a separator and a continuation separator, which settings.xml names,
then one `w:footnote` for each number; the text calls it with `w:footnoteReference`.
"""

from __future__ import annotations

from typing import Any

from bbti_qa.manuscript.manuscript import Run

SEPARATORS = (("separator", -1), ("continuationSeparator", 0))  # the ids that Word itself gives them


class Footnotes:
    """The footnotes part of a python-docx `Document`, numbered from 1 in the order of the calls."""

    def __init__(self, document: Any) -> None:
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart
        from docx.oxml.parser import OxmlElement

        self._root = OxmlElement("w:footnotes")
        for kind, number in SEPARATORS:
            self._root.append(_separator(kind, number))
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _name_separators(document.settings.element)
        self.count = 0

    def call(self, paragraph: Any, runs: tuple[Run, ...], language: str) -> Any:
        """Puts a call at the end of `paragraph`, and `runs` in the footnote; gives the call's run."""
        from docx.text.run import Run as WordRun

        self.count += 1
        call = _call(self.count)
        paragraph._p.append(call)
        self._root.append(_footnote(self.count, runs, language))
        return WordRun(call, paragraph)


def _separator(kind: str, number: int) -> Any:
    return _element(
        "w:footnote",
        {"w:type": kind, "w:id": str(number)},
        _element("w:p", {}, _element("w:r", {}, _element(f"w:{kind}", {}))),
    )


def _name_separators(settings: Any) -> None:
    """settings.xml lists the two before `w:compat`, where the schema wants them."""
    named = _element("w:footnotePr", {}, *(_element("w:footnote", {"w:id": str(n)}) for _, n in SEPARATORS))
    compat = settings.find(_name("w:compat"))
    settings.append(named) if compat is None else compat.addprevious(named)


def _call(number: int) -> Any:
    return _element("w:r", {}, _look("FootnoteReference"), _element("w:footnoteReference", {"w:id": str(number)}))


def _footnote(number: int, runs: tuple[Run, ...], language: str) -> Any:
    properties = _element("w:pPr", {}, _element("w:pStyle", {"w:val": "FootnoteText"}))
    mark = _element("w:r", {}, _look("FootnoteReference"), _element("w:footnoteRef", {}))
    text = [_run(Run(" "), language), *(_run(run, language) for run in runs)]
    return _element("w:footnote", {"w:id": str(number)}, _element("w:p", {}, properties, mark, *text))


def _run(run: Run, language: str) -> Any:
    text = _element("w:t", {"xml:space": "preserve"})
    text.text = without_controls(run.text)
    looks = [_element("w:rStyle", {"w:val": "SourceQuotation"})] if run.quoted else []
    looks += [_element("w:b", {})] if run.bold else []
    looks += [_element("w:i", {})] if run.italic else []
    looks += [_element("w:lang", {"w:val": WORD_LANGUAGES[run.language or language]})]
    return _element("w:r", {}, _element("w:rPr", {}, *looks), text)


def _look(style: str) -> Any:
    return _element("w:rPr", {}, _element("w:rStyle", {"w:val": style}))


def _element(tag: str, attributes: dict[str, str], *children: Any) -> Any:
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(_name(key), value)
    element.extend(children)
    return element


def _name(prefixed: str) -> str:
    from docx.oxml.ns import qn

    return "{http://www.w3.org/XML/1998/namespace}space" if prefixed == "xml:space" else qn(prefixed)


WORD_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}


def without_controls(text: str) -> str:
    """XML holds no control characters but tab and newline: any other becomes a replacement character."""
    return "".join(
        c if c in "\t\n" or ((c.isprintable() or ord(c) >= 0xA0) and c not in "\ufffe\uffff") else "\ufffd"
        for c in text
    )

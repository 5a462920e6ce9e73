"""The page in a real browser: what is clicked, what is highlighted, and what hostile text does not do."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bbti_qa.page.scrolling import SCRIPTS

pytestmark = pytest.mark.browser

BUDGET = "Quel est le budget du PEPR BBTI ?"
HIGHLIGHT = ".stMarkdownColoredBackground"


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("BBTI_QA_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_a_marker_opens_the_quoted_passage_in_its_page(page: Page, fake_page: str, screenshots: Path) -> None:
    page.goto(fake_page)
    ask(page, BUDGET)
    choose(page, 2)
    source = page.locator(".st-key-source-0-0")

    assert source.get_by_text("page 2 · fiche.txt").is_visible()
    assert highlighted(page) == "Les travaux portent sur 4 axes."

    choose(page, 1)
    page.screenshot(path=screenshots / "fake_answer.png")

    assert source.get_by_text("page 1 · fiche.txt").is_visible()
    assert highlighted(page) == "Le programme dispose de 12\u00a0M€ sur 7 ans."
    assert source.get_by_text("Le programme réunit des équipes").first.is_visible()


def test_hostile_text_stays_text(page: Page, serve: Callable[..., str], screenshots: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.1)
        port = canary.getsockname()[1]
        address = serve(
            sys.executable, str(Path(__file__).with_name("serve_fake.py")), "--port", "0", "--canary", str(port)
        )
        requests: list[str] = []
        problems: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(address)
        ask(page, "piège")
        shown = drawn(page.locator(".st-key-source-0-0 [data-testid=stMarkdownContainer]").nth(1)).inner_text()
        page.get_by_text("Passages examinés (1)").click()
        page.wait_for_timeout(500)
        page.screenshot(path=screenshots / "fake_hostile.png")

        assert lines(shown) == lines(hostile(port))
        assert page.locator("[data-testid=stAppViewContainer] :is(img, iframe, object, .katex)").count() == 0
        assert set(page.locator("[data-testid=stAppViewContainer] script").all_text_contents()) <= set(SCRIPTS)
        assert page.locator("main a[href]").count() == 0
        assert (
            page.locator("[data-testid=stChatMessage] :is(table, h1, h2, ul, ol, blockquote, em, del, pre)").count()
            == 0
        )
        assert page.evaluate("window.hacked") is None
        assert [url for url in requests if not url.startswith((address, "data:"))] == []
        assert problems == []
        with pytest.raises(TimeoutError):
            canary.accept()


def test_the_highlight_of_a_hostile_quote_is_the_quote(page: Page, fake_page: str) -> None:
    page.goto(fake_page)
    ask(page, "piège")
    text = hostile(9)

    assert lines(highlighted(page, "\n")) == lines(text[text.index("![x]") : text.index("# titre") + 3])


def test_english_is_chosen_in_the_sidebar(page: Page, fake_page: str) -> None:
    page.goto(fake_page)
    page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()

    heading = page.get_by_role("heading", name="PEPR BBTI: questions and answers")
    heading.wait_for()

    assert page.get_by_role("heading", level=1).all_inner_texts() == [heading.inner_text()]


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_the_question_and_the_beginning_of_its_answer_stay_in_view(
    page: Page, fake_page: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(fake_page)
    ask(page, BUDGET)
    ask(page, BUDGET)
    page.wait_for_timeout(1_500)  # the page scrolls for the last time .8 seconds after the answer
    question, answer = (page.get_by_test_id("stChatMessage").nth(at).bounding_box() for at in (2, 3))

    assert question is not None
    assert answer is not None
    assert 0 <= question["y"] < answer["y"] < height / 2
    assert page.evaluate("document.documentElement.lang") == "fr"


def test_a_narrow_page_begins_at_its_title_and_no_example_is_cut(page: Page, fake_page: str) -> None:
    page.set_viewport_size({"width": 390, "height": 460})
    page.goto(fake_page)
    example = page.locator("[class*=st-key-example-] button")
    example.wait_for()
    page.wait_for_timeout(1_500)
    title = page.get_by_role("heading", level=1).bounding_box()

    assert title is not None
    assert title["y"] > 0
    assert example.locator("p").evaluate("it => getComputedStyle(it).whiteSpace") == "normal"


def test_long_names_wrap_on_a_narrow_screen(page: Page, fake_page: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(fake_page)
    ask(page, "piège")
    source = page.locator("[class*=st-key-markers-0-0]").get_by_role("radio")
    box = source.bounding_box()

    assert box is not None
    assert box["x"] + box["width"] <= 390
    assert source.locator("p").evaluate("it => it.scrollWidth <= it.clientWidth && it.clientHeight > 25")


def test_a_question_sent_while_another_is_answered_waits_its_turn_and_erases_nothing(
    page: Page, fake_page: str, screenshots: Path
) -> None:
    page.goto(fake_page)
    box = page.get_by_test_id("stChatInputTextArea")
    questions = ["Réponds lentement : le pain ?", "Et le beurre ?", "Et la confiture ?"]
    for question in questions:
        box.fill(question)
        box.press("Enter")
        page.get_by_test_id("stChatMessage").filter(has_text=question).wait_for()
    page.screenshot(path=screenshots / "fake_waiting.png")
    page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()
    page.get_by_role("heading", name="PEPR BBTI: questions and answers").wait_for()
    answers = page.get_by_test_id("stChatMessage").filter(has=page.get_by_test_id("stPopover"))
    answers.nth(2).wait_for(timeout=30_000)

    messages = page.get_by_test_id("stChatMessage").all_inner_texts()
    assert [plain(message.splitlines()[-1]) for message in messages[::2]] == questions
    assert all("Les documents indexés ne le disent pas." in message for message in messages[1::2])
    assert len(messages) == 6


@pytest.fixture(scope="session")
def real_index() -> Path:
    """An index of the shipped corpus: named by BBTI_QA_INDEX, or the one that `make setup` leaves."""
    index = Path(os.environ.get("BBTI_QA_INDEX", "index"))
    if not (index / "CURRENT").is_file():
        pytest.skip(f"No index in {index}: run `bbti-qa ingest corpus`")
    return index


def test_the_shipped_corpus_answers_with_its_exact_quote(
    page: Page, serve: Callable[..., str], real_index: Path, screenshots: Path
) -> None:
    command = str(Path(sys.executable).with_name("bbti-qa"))
    asked = [command, "ask", BUDGET, "--json", "--index", str(real_index)]
    answer = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    citation = answer["citations"][0]
    page.goto(serve(command, "app", "--index", str(real_index), "--port", "0"))
    ask(page, BUDGET)
    choose(page, citation["marker"])
    page.screenshot(path=screenshots / "answer.png")
    source = page.locator(".st-key-source-0-0")

    assert lines(highlighted(page, "\n")) == lines(citation["quote"])
    assert source.get_by_text(f"page {citation['page']} · ").is_visible()
    assert source.get_by_text(citation["title"]).first.is_visible()


def ask(page: Page, question: str) -> None:
    """Types a question, and waits until its answer is drawn."""
    answers = page.get_by_test_id("stChatMessage").filter(has=page.get_by_test_id("stPopover"))
    before = answers.count()
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    answers.nth(before).wait_for(timeout=60_000)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def choose(page: Page, marker: int) -> None:
    """Clicks a marker of the first answer, and waits until its source stands in the panel."""
    page.locator("[class*=st-key-markers-0-0]").get_by_role("radio").filter(has_text=f"[{marker}]").click()
    page.locator(".st-key-source-0-0").get_by_text(re.compile(rf"^\[{marker}\]")).wait_for()


def drawn(element: Locator) -> Locator:
    """Waits until an element holds some text: Streamlit lays the box out before it draws the Markdown in it."""
    expect(element).to_have_text(re.compile(r"\S"), timeout=30_000)
    return element


def highlighted(page: Page, between: str = "") -> str:
    """The text that the first answer's panel highlights; the folded whole page is not counted."""
    page.locator(HIGHLIGHT).first.wait_for()  # a slow machine draws the source after the answer
    panel = page.locator(".st-key-source-0-0 [data-testid=stMarkdownContainer]").filter(has=page.locator(HIGHLIGHT))
    return between.join(panel.first.locator(HIGHLIGHT).all_text_contents())


def plain(text: str) -> str:
    """The text as it was given: the page ties some words with no-break spaces."""
    return text.replace("\u00a0", " ")


def lines(text: str) -> list[str]:
    """The lines, blanks reduced as a browser reduces them."""
    return [" ".join(line.split()) for line in text.strip().split("\n") if line.strip()]


def hostile(port: int) -> str:
    return (Path(__file__).with_name("hostile.txt")).read_text(encoding="utf-8").replace("PORT", str(port)).strip()

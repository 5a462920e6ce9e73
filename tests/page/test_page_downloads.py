"""The buttons that take a result away: one order and one set of names in every panel."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def row() -> None:
    import streamlit as st

    from bbti_qa.page.downloads import draw_downloads

    def made() -> str:
        st.session_state["made"] = True
        return ""

    draw_downloads("fiche", {".md": made, ".docx": made, ".jsonl": made}, "brief")


def test_the_forms_have_one_order_and_one_name_each() -> None:
    app = AppTest.from_function(row).run()

    assert [button.label for button in app.get("download_button")] == ["Word", "Markdown", "JSON Lines"]


def test_no_file_is_made_before_it_is_asked_for() -> None:
    app = AppTest.from_function(row).run()

    assert not app.exception
    assert "made" not in app.session_state

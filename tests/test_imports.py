"""Importing the package stays light, and the faces it states are the ones it has."""

import subprocess
import sys

import pytest

import bbti_qa.index
import bbti_qa.loading

HEAVY = (
    "torch",
    "faiss",
    "streamlit",
    "pypdf",
    "langchain",
    "langchain_core",
    "transformers",
    "sentence_transformers",
    "bm25s",
)


@pytest.mark.parametrize("module", ["bbti_qa", "bbti_qa.cli", "bbti_qa.index", "bbti_qa.loading", "bbti_qa.assistant"])
def test_importing_loads_no_heavy_library(module):
    code = f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []


@pytest.mark.parametrize("package", [bbti_qa.index, bbti_qa.loading])
def test_every_name_that_a_package_states_is_there(package):
    assert [name for name in package.__all__ if not hasattr(package, name)] == []

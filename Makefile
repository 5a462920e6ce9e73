# Two commands do everything: `make app` opens the chat page, `make test` checks the whole. Both set up what they need first.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.set-up
PORT ?= 8501
export HF_HUB_OFFLINE ?= 1
export TOKENIZERS_PARALLELISM := false

.PHONY: setup app ingest test check faults speed corpus clean help

help:
	@echo "make app      set up, ingest corpus/, open the chat page on 127.0.0.1"
	@echo "make test     set up, lint, types, import contract, all tests (a real browser among them)"
	@echo "make check    set up, lint, types, import contract, and no tests"
	@echo "make faults   the long fault tests: kills, bit flips, full disks"
	@echo "make speed    times of the command line and of the encoder"
	@echo "make corpus   make the PDF and Word files of corpus/ again from tools/corpus/"
	@echo "make clean    remove the environment and the index"

setup: $(SETUP)

# The stamp is newer than what decides the environment, or the environment is made again. See docs/decisions/0002 for torch.
$(SETUP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --editable '.[dev]'
	touch $@

ingest: setup
	$(BIN)/bbti-qa ingest

app: ingest
	$(BIN)/bbti-qa app --port $(PORT)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check ingest
	$(BIN)/pytest -m "not slow"

faults: setup
	$(BIN)/pytest -m slow

speed: setup
	$(BIN)/python tools/speed.py

corpus: setup
	$(BIN)/python tools/make_corpus.py

clean:
	rm -rf $(VENV) index/CURRENT index/LOCK index/snapshots

"""How the PDF and Word files of `corpus/` are made; run by `tools/make_corpus.py`, never by the assistant itself."""

"""How good is it: question sets answered and scored, retrieval collections searched and scored.

questions.py   question sets: read, and answered one a line, resumably
scoring.py     answers against what a right one holds, with intervals
report.py      these figures as a page, with every miss
collection.py  retrieval collections: nDCG@10, MRR@10, recall@10
spans.py       is the known span cited, and is there silence where nothing answers
claims.py      does the check of claims say what the label says
"""

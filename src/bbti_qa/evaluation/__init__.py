"""How good is it: question sets answered and scored, retrieval collections searched and scored."""

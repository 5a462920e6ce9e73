"""The reading-quality set: known invented text, set in many layouts, read back and compared."""

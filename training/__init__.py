"""How the French-English encoder is made: see README.md beside this file. Not part of the installed package."""

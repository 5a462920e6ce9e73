"""What the three groups of users come for, each a short composition over the index.

scope/   proposals by criteria, with the sentence of the proposal and the passage of the programme
"""

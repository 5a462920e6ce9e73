"""What the three groups of users come for, each a short composition of the answering path.

eligibility   a project or a team against every criterion that the documents hold
"""

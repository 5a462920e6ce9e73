"""What the three groups of users come for, each a short composition of the answering path.

review        each sentence of a text: supported, contradicted, absent, or an opinion
eligibility   a project or a team against every criterion that the documents hold
brief         a note, sheet, press release, FAQ or timeline on a topic, every sentence with its footnote
"""

"""What the three groups of users come for, each a short composition of the answering path.

eligibility/   a project or a team against every criterion that the documents hold
scope/         proposals by criteria, with the sentence of the proposal and the passage of the programme
brief/         a draft on a topic in which every sentence has its footnote
review/        each sentence of a text: supported, contradicted, absent, or an opinion
pointing.py    a language model that points for a task: numbered lines in, pointers out
"""

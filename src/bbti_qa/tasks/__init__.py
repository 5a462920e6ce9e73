"""What the groups of users come for, each a short composition over the assistant's evidence.

brief/  a note, sheet, press release, FAQ or timeline on a topic, every sentence with its footnote
"""

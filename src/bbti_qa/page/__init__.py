"""The web page: a conversation, its answers, and each answer's sources highlighted in their pages.

serving.py       the server: address, headers, what is refused; routes.py, uploads.py: paths as Streamlit names them, how much is held
script.py        what Streamlit runs for each visitor: the real assistant, handed to the page
opening.py       the assistant, opened once per snapshot
layout.py        the page, top to bottom
panels.py        what can be chosen at its top: the conversation, and a panel for each task
conversation.py  what was asked and answered in this session
qualifying.py  scoping.py  briefing.py  reviewing.py    the panels of eligibility, scope, briefs and review
downloads.py     the buttons that take a result away as a file
sidebar.py  chat.py  sources.py  passages.py  pictures.py    the parts of the page
scrolling.py  progress.py  sending.py    what stays in view, how far a task is, what goes to a model's server
markdown.py      text that is shown as it is, whatever it holds
words.py         what the page says, in French and in English; scoping_words.py for the scope panel
examples.py      questions that the open index answers
faults.py        what went wrong, in the page's language
"""

"""Files to canonical pages. Each file is read in a child process; one that hangs or dies costs only itself.

    folder -> files -> a reading process each -> a reader by format -> lines or blocks -> canonical pages -> document

discovery.py  archives.py                      which files there are, also in a zip
isolation.py  worker.py  budget.py  limits.py  reading processes, and what a file may cost
reading.py                                     == one file to one document, top to bottom
text.py  markdown.py  html.py  docx.py  odt.py  pptx.py  xlsx.py  csv.py  eml.py    the readers whose files know their structure
blocks.py  rows.py  frontmatter.py  office.py  decoding.py    what these share: blocks, rows of tables, properties, encodings
assembly.py  characters.py  tracing.py  titles.py    pages put together, characters made canonical, places kept, titles

PDFs, letter by letter (docs/decisions/0015):

pdf.py  pdfpages.py  pdfmetadata.py            == a PDF to lines; which reader reads a page best; what a PDF says of itself
content.py  pdfium.py  recognition.py  glyphs.py    the readers of a page: pypdf, PDFium, character recognition; what they see
legibility.py                                  how well a page's text reads
words.py  regions.py  placing.py               letters to words and rows, in the order in which they are read, to lines
labels.py  drawing.py  decoration.py           labels in the margin, boxes of a drawing, lines that part nothing
table.py  tables.py  grids.py  alignment.py  carrying.py    tables, ruled or aligned, also over a page break
lines.py  running.py  hyphens.py  mending.py   lines to blocks; running lines; words cut by a line, a page or a note
pictures.py  quoting.py                        pictures of pages, and where a quote stands in them
"""

from bbti_qa.loading.assembly import CLEANER_VERSION, document_from_text
from bbti_qa.loading.discovery import READERS, FileFound, discover
from bbti_qa.loading.isolation import load_isolated
from bbti_qa.loading.limits import ReadingLimits
from bbti_qa.loading.reading import fingerprint, load

__all__ = [
    "CLEANER_VERSION",
    "READERS",
    "FileFound",
    "ReadingLimits",
    "discover",
    "document_from_text",
    "fingerprint",
    "load",
    "load_isolated",
]

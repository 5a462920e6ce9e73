"""Files to canonical pages. Each file is read in a child process; one that hangs or dies costs only itself."""

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

"""Everything that can go wrong, as a tree. `str(error)` is fit to show a user: what happened, then what to do next.

    BbtiError
    ├── InputError               what the user gave cannot be used
    │   ├── QuestionError        empty, or far too long
    │   ├── QuestionSetError     a file of questions, answers or a collection that cannot be read
    │   ├── SettingsError        an unknown setting, or a value out of range
    │   ├── CriteriaError        criteria that cannot be read, or are found nowhere in the documents
    │   ├── ProposalError        a proposal, or a file of them, that cannot be judged
    │   ├── CorpusError          a folder that is missing or holds nothing readable
    │   ├── OutputError          a file that cannot be written there, or not in that format
    │   └── BriefError           a brief that cannot be made as asked: nothing on the topic, or a sentence without support
    ├── DocumentError            one file cannot be read; the others go on
    │   ├── UnknownFormat        no reader for this kind of file
    │   ├── EmptyDocument        zero bytes, or no text at all
    │   ├── ScannedDocument      pages, but pictures only
    │   ├── EncryptedDocument    a password is needed
    │   ├── DamagedDocument      the file does not follow its own format
    │   └── ReaderStopped        the reader took too long, too much memory, or died
    ├── IndexError_              the index on disk
    │   ├── NoIndex              nothing was ingested yet
    │   ├── DamagedIndex         a file is missing, changed or from another version
    │   ├── StaleIndex           made by another encoder or another version of the cleaner
    │   ├── IndexBusy            another process is writing
    │   └── DiskFull             the new snapshot could not be written; the old one still serves
    ├── EncoderError             the encoder is not there, or is not what the index was made with
    ├── GenerationError          the language model gave no usable text; the extractive answer is still there
    │   ├── ModelUnreachable     no connection: wrong address, no server, no network
    │   ├── ModelRefused         the server wants none of it: key, model name, request
    │   ├── ModelBusy            too many requests, a failing server, or one that is left alone after failures
    │   ├── ModelTooSlow         the deadline is over
    │   └── ModelUnusable        something came that is no reply: HTML, half a stream, nothing, a flood, tool calls
    └── MissingExtra             an optional part is asked for whose packages are not installed

Errors are raised where they are noticed, translated at a library's door only (`raise … from`), and caught in the surfaces:
the command line, the page, and the ingestion's loop over files.
"""


class BbtiError(Exception):
    """Root of the family; nothing else leaves the package on purpose."""


class InputError(BbtiError):
    """What the user gave cannot be used."""


class QuestionError(InputError):
    """A question that is empty, or longer than the assistant reads."""


class QuestionSetError(InputError):
    """A file of questions, of answers, or a retrieval collection that cannot be read."""


class SettingsError(InputError):
    """An unknown setting, or a value out of range."""


class CriteriaError(InputError):
    """Criteria that cannot be read, or that no heading of the documents answers to."""


class ProposalError(InputError):
    """A proposal that is empty or too long, or a file of proposals that cannot be read."""


class CorpusError(InputError):
    """A folder of documents that is missing, or holds nothing readable."""


class OutputError(InputError):
    """A file that cannot be written where, or in the format, that was asked."""


class BriefError(InputError):
    """A brief that cannot be made as asked: the documents hold nothing on its topic, or a sentence of it has no support."""


class DocumentError(BbtiError):
    """One file cannot be read; ingestion reports it and goes on with the others."""


class UnknownFormat(DocumentError):
    """No reader for this kind of file."""


class EmptyDocument(DocumentError):
    """A file of zero bytes, or without any text."""


class ScannedDocument(DocumentError):
    """Pages that hold pictures and no text."""


class EncryptedDocument(DocumentError):
    """A file that opens with a password only."""


class DamagedDocument(DocumentError):
    """A file that does not follow its own format."""


class ReaderStopped(DocumentError):
    """The reading process took too long or too much memory, or died."""


class IndexError_(BbtiError):  # noqa: N801
    """Something about the index on disk (the underscore keeps Python's own `IndexError` readable)."""


class NoIndex(IndexError_):
    """Nothing was ingested yet."""


class DamagedIndex(IndexError_):
    """A file of the snapshot is missing, was changed, or was written by another version."""


class StaleIndex(IndexError_):
    """The index was made by another encoder, or by another version of the cleaner or the chunker."""


class IndexBusy(IndexError_):
    """Another process is writing the index."""


class DiskFull(IndexError_):
    """The new snapshot could not be written; the old one still serves."""


class EncoderError(BbtiError):
    """The encoder is not there, or is not the one that the index was made with."""


class GenerationError(BbtiError):
    """The language model gave no usable text. `str(error)` holds no key and nothing that the server wrote.

    `may_pass` says whether the same call may go well a moment later.
    """

    may_pass: bool = False

    def __init__(self, message: str, *, may_pass: bool | None = None) -> None:
        super().__init__(message)
        if may_pass is not None:
            self.may_pass = may_pass


class ModelUnreachable(GenerationError):
    """There is no connection to the model's server."""

    may_pass = True


class ModelRefused(GenerationError):
    """The server wants none of it: the key, the model's name, the request, or its address."""


class ModelBusy(GenerationError):
    """Too many requests, a failing server, or one that is left alone after failures.

    `retry_after` is the seconds for which the server asked to be left alone, None when it did not say.
    """

    may_pass = True

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ModelTooSlow(GenerationError):
    """The deadline was over before the reply was."""


class ModelUnusable(GenerationError):
    """Something came that is no reply: HTML, half a stream, nothing, a flood, tool calls."""


class MissingExtra(BbtiError):
    """An optional part is asked for whose packages are not installed."""

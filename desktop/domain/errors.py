"""Expected errors: the world's fault, told to the reader with a remedy.

Anything that is not a `ReaderError` is a fault of the program.
"""


class ReaderError(Exception):
    """Something outside the program is not as it should be.

    Attributes:
        message: What happened, naming the file and the place.
        hint: What the reader can do about it.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    @property
    def kind(self) -> str:
        """The error's name in reports: "cannot-read", "library-busy", and so on."""
        name = type(self).__name__
        return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


class CannotRead(ReaderError):
    """A file is missing, unreadable, too large, or not what it says it is."""


class NotAnArticle(ReaderError):
    """A file could be read, but holds no text to keep."""


class CannotFetch(ReaderError):
    """An address could not be fetched."""


class CannotWrite(ReaderError):
    """An export or backup could not be written."""


class DiskProblem(ReaderError):
    """The disk under the library is full, read-only or failing."""


class Cancelled(ReaderError):
    """The reader stopped it."""


class LibraryBusy(ReaderError):
    """Another program holds the library; it can only be read."""


class LibraryTooNew(ReaderError):
    """A newer version of the program wrote the library."""


class LibraryDamaged(ReaderError):
    """The library's database cannot be read."""


class WrongUsage(ReaderError):
    """The user asked for something that does not exist: an unknown id, format or quote."""

"""The names of the commands, for whoever must tell a command from a file without loading them all."""

from typing import Final

COMMAND_NAMES: Final = frozenset(
    {
        "annotate",
        "annotations",
        "articles",
        "backup",
        "changes",
        "check",
        "entities",
        "export",
        "fetch",
        "import",
        "imports",
        "posts",
        "quotes",
        "rebuild-index",
        "repairs",
        "restore",
        "search",
    }
)

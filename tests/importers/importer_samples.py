"""One small file for each importer, in the format that it reads: what the contract tests give it."""

from importer_pages import blog, page, shown, update

PAGE = page(blog(update(2), update(1)), body=shown(2) + shown(1))

SAMPLES: dict[str, bytes] = {
    "html": PAGE.encode(),
    "text": b"The council said on Tuesday that the lower town must be cleared by night.\n" * 3,
}

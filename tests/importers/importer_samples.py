"""One small file for each importer, in the format that it reads: what the contract tests give it."""

from importer_archives import answer, book, mime, package, packed, pdf, record, zipped
from importer_exports import EXPORTS
from importer_pages import BLOG, blog, page, shown, update

PAGE = page(blog(update(2), update(1)), body=shown(2) + shown(1))

RECORD = record(BLOG, answer(PAGE.encode()))
SENTENCE = "The council said on Tuesday that the old quarter has to be empty before dark."
BOOK = book({"text/one.xhtml": f"<h1>High water</h1><p>{SENTENCE}</p>", "text/two.xhtml": f"<p>{SENTENCE}</p>"})

SAMPLES: dict[str, bytes] = {
    **EXPORTS,
    "html": PAGE.encode(),
    "mhtml": mime(PAGE, BLOG),
    "warc": packed([RECORD]),
    "wacz": package(packed([RECORD]), [(BLOG, "2024-03-05T21:00:00Z")]),
    "epub": BOOK,
    "book": BOOK,
    "pdf": pdf([[SENTENCE, SENTENCE]]),
    "zip": zipped({"saved/page.html": PAGE.encode()}),
    "readerview": f'<html><div class="moz-reader-content"><p>{SENTENCE}</p></div></html>'.encode(),
    "markdown": f"---\ntitle: High water\ntags: [dam]\n---\n\n{SENTENCE}\n\n- A **gate**\n".encode(),
    "text": b"The council said on Tuesday that the old quarter has to be empty before dark.\n" * 3,
}

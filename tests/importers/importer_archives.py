"""Small archives for the tests of importers."""

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

HTML = "text/html; charset=utf-8"


def zipped(files: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of some files, in their order, every one with the same date."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 5, 9, 0, 0)), data, packing)
    return file.getvalue()


def answer(data: bytes, kind: str = HTML, status: str = "200 OK", **fields: str) -> bytes:
    """An answer of a web server, as a WARC record holds it."""
    named = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + data


def record(
    address: str, block: bytes, kind: str = "response", date: str = "2024-03-05T21:00:00Z", **fields: str
) -> bytes:
    """One record of a web archive."""
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(address.encode() + block).hexdigest()}>",
        "WARC-Target-URI": address,
        "WARC-Date": date,
        "Content-Type": "application/http; msgtype=response",
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.1\r\n{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def packed(records: Sequence[bytes]) -> bytes:
    """A `.warc.gz`: each record a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def package(warc: bytes, pages: Sequence[tuple[str, str]], packing: int = zipfile.ZIP_STORED, **more: bytes) -> bytes:
    """A WACZ: an archive, the list of its pages with their dates, and the digests."""
    lines = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": url, "ts": date} for url, date in pages)]
    digest = f"sha256:{hashlib.sha256(warc).hexdigest()}"
    about = {"profile": "data-package", "resources": [{"path": "archive/data.warc.gz", "hash": digest}]}
    files = {
        "datapackage.json": json.dumps(about).encode(),
        "archive/data.warc.gz": warc,
        "pages/pages.jsonl": "\n".join(map(json.dumps, lines)).encode(),
    }
    return zipped(files | {name.replace("__", "/"): data for name, data in more.items()}, packing)


CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def book(
    chapters: Mapping[str, str], metadata: str = "", nav: str = "", more: Mapping[str, bytes] | None = None
) -> bytes:
    """A book: the bodies of its chapters by the names of their files, in reading order, and other files."""
    listed = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    listed += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>' if nav else ""
    spine = "".join(f'<itemref idref="c{n}"/>' for n, _ in enumerate(chapters))
    about = '<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">Dam days</dc:title>' + metadata
    opf = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f"<metadata>{about}</metadata><manifest>{listed}</manifest><spine>{spine}</spine></package>"
    )
    bodies = {
        f"OPS/{name}": f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'
        for name, body in chapters.items()
    }
    table = {"OPS/nav.xhtml": f"<html><body>{nav}</body></html>"} if nav else {}
    texts = (
        {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OPS/book.opf": opf} | bodies | table
    )
    return zipped({name: text.encode() for name, text in texts.items()} | dict(more or {}))


def mime(
    page: str, address: str | None, parts: Sequence[tuple[Mapping[str, str], bytes]] = (), head: str = ""
) -> bytes:
    """A page in one file, its parts in base64."""
    where = f"Content-Location: {address}\r\n" if address else ""
    pieces = [f'{head}MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=-line"\r\n\r\nA page.\r\n']
    pieces.append(f"--=-line\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n{where}\r\n")
    pieces.append(base64.encodebytes(page.encode()).decode())
    for fields, data in parts:
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        pieces.append(f"--=-line\r\n{lines}Content-Transfer-Encoding: base64\r\n\r\n")
        pieces.append(base64.encodebytes(data).decode())
    return "".join([*pieces, "--=-line--\r\n"]).encode()


def pdf(pages: Sequence[Sequence[str]], about: str = "", trailer: str = "") -> bytes:
    """A PDF of some pages of text, a line for each string."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        about or "<< >>",
    ]
    numbers = []
    for lines in pages:
        shown = " ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T*" for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 40 800 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] {font} /Contents {len(objects)} 0 R >>")
        numbers.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(numbers)}] /Count {len(numbers)} >>"
    data, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R {trailer}>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()

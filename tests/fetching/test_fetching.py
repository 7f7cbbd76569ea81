import gzip
import http.client
import socket
import ssl
import threading
import zlib
from http.server import BaseHTTPRequestHandler
from itertools import count

import pytest
from fetch_server import Web

from desktop.domain.errors import Cancelled, CannotFetch
from desktop.fetching import asking
from desktop.fetching.addresses import is_private, is_private_number, web_address
from desktop.fetching.fetcher import fetch
from desktop.fetching.limits import FetchLimits
from desktop.fetching.picture_addresses import best_of_set

PAGE = b"<!doctype html><title>Dam day</title><p>The dam at Torvik held through the night.</p>"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture" * 9
HASTE = FetchLimits(connect_seconds=2, read_seconds=0.5, page_seconds=1.5, pictures_seconds=2)


def test_a_page_comes_as_it_is_with_its_address_and_encoding(web: Web) -> None:
    web.put("/dam", PAGE, "text/html; charset=ISO-8859-2")
    source = fetch(web.at("/dam#top"))
    assert source.data == PAGE
    assert source.name == web.at("/dam#top")
    assert source.address == web.at("/dam")
    assert source.charset == "iso-8859-2"
    assert source.parts == {}


def test_the_program_says_who_it_is_and_sends_no_cookie(web: Web) -> None:
    web.put("/dam", PAGE, Set_Cookie="who=reader")
    fetch(web.at("/dam"))
    fetch(web.at("/dam"))
    headers = web.asked[-1][1]
    assert headers["User-Agent"].startswith("TimelineReader/")
    assert headers["Host"] == f"127.0.0.1:{web.port}"
    assert "Cookie" not in headers
    assert "Referer" not in headers


def test_pictures_come_under_the_names_that_the_page_uses_and_nothing_else_is_asked_for(web: Web) -> None:
    body = (
        b"<link rel=stylesheet href=/style.css><script src=/script.js></script><iframe src=/frame.html></iframe>"
        b"<meta property=og:image content=/shared.png><link rel=icon href=/icon.png>"
        b"<img src=gate.png><img src='/dam/gate.png'><img data-src='late.png' src='data:image/gif;base64,R0lGOD'>"
        b"<img srcset='small.png 320w, large.png 1280w'><img src=missing.png><img src='file:///etc/passwd'>"
    )
    web.put("/dam/day", body)
    for name in ("gate", "late", "small", "large"):
        web.put(f"/dam/{name}.png", PICTURE + name.encode(), "image/png")
    source = fetch(web.at("/dam/day"))
    assert set(source.parts) == {"gate.png", "/dam/gate.png", "late.png", "large.png"}
    assert source.parts["gate.png"] == PICTURE + b"gate"
    assert sorted(web.paths) == [
        "/dam/day", "/dam/gate.png", "/dam/large.png", "/dam/late.png", "/dam/missing.png",
    ]  # fmt: skip


def test_pictures_are_found_from_the_base_that_the_page_names(web: Web) -> None:
    web.put("/dam", b"<base href='/pictures/'><img src=gate.png>")
    web.put("/pictures/gate.png", PICTURE, "image/png")
    assert fetch(web.at("/dam")).parts == {"gate.png": PICTURE}


def test_pictures_beyond_a_limit_or_of_another_kind_are_left_out(web: Web) -> None:
    web.put("/dam", b"<img src=large.png><img src=page.png><img src=good.png><img src=more.png>")
    web.put("/large.png", PICTURE * 100, "image/png")
    web.put("/page.png", b"<p>Sign in", "text/html")
    web.put("/good.png", PICTURE, "image/png")
    web.put("/more.png", PICTURE, "image/png")
    found = fetch(web.at("/dam"), FetchLimits(picture_bytes=1000, pictures=3)).parts
    assert set(found) == {"good.png"}
    assert "/more.png" not in web.paths


def test_all_pictures_together_stay_within_their_limit(web: Web) -> None:
    web.put("/dam", b"".join(b"<img src=%d.png>" % number for number in range(5)))
    for number in range(5):
        web.put(f"/{number}.png", PICTURE + bytes([number]), "image/png")
    found = fetch(web.at("/dam"), FetchLimits(pictures_bytes=2 * len(PICTURE) + 2)).parts
    assert set(found) == {"0.png", "1.png"}


def test_slow_pictures_are_left_out_and_the_page_comes(web: Web) -> None:
    web.put("/dam", PAGE + b"<img src=slow.png>")
    web.answers["/slow.png"] = lambda _handler: web.stopped.wait(5)
    source = fetch(web.at("/dam"), HASTE)
    assert (source.data, source.parts) == (PAGE + b"<img src=slow.png>", {})


@pytest.mark.parametrize(
    "address",
    ["", "dam", "ftp://torvik.example/dam", "file:///etc/passwd", "http://", "https:///dam", "javascript:alert(1)",
     "http://[::1", "http://torvik.example:dam/", "data:text/html,dam"],
)  # fmt: skip
def test_only_web_addresses_are_taken(address: str) -> None:
    with pytest.raises(CannotFetch, match="no address of a web page") as raised:
        fetch(address)
    assert "http://" in raised.value.hint


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(CannotFetch) as raised:
        fetch("https://reader:secret@torvik.example/dam")
    assert "secret" not in str(raised.value)


def test_redirects_are_followed_to_the_pages_own_address(web: Web) -> None:
    web.send_on("/old", "/newer", 301)
    web.send_on("/newer", web.at("/dam?day=5"), 307)
    web.put("/dam?day=5", PAGE)
    assert fetch(web.at("/old")).address == web.at("/dam?day=5")


def test_redirects_in_a_circle_or_without_an_end_are_given_up(web: Web) -> None:
    web.send_on("/a", "/b")
    web.send_on("/b", "/a")
    with pytest.raises(CannotFetch, match="without an end"):
        fetch(web.at("/a"))
    for number in range(20):
        web.send_on(f"/step{number}", f"/step{number + 1}")
    with pytest.raises(CannotFetch, match="without an end"):
        fetch(web.at("/step0"), FetchLimits(redirects=5))
    assert "/step7" not in web.paths


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://torvik.example/", "data:text/html,dam"])
def test_redirects_lead_to_web_pages_only(web: Web, target: str) -> None:
    web.send_on("/old", target)
    with pytest.raises(CannotFetch, match="no address of a web page"):
        fetch(web.at("/old"))


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "no such page"), (410, "gone"), (403, "refuses"), (429, "too often"), (500, "fault"), (418, "did not")],
)
def test_a_failing_answer_is_told_with_a_remedy(web: Web, status: int, words: str) -> None:
    web.put("/dam", b"<p>Sorry", status=status)
    with pytest.raises(CannotFetch, match=words) as raised:
        fetch(web.at("/dam"))
    assert raised.value.hint


def test_what_is_no_page_is_refused(web: Web) -> None:
    web.put("/film", b"film", "video/mp4")
    with pytest.raises(CannotFetch, match="no page"):
        fetch(web.at("/film"))
    web.put("/empty", b" ")
    with pytest.raises(CannotFetch, match="empty page"):
        fetch(web.at("/empty"))


def test_a_feed_or_a_text_comes_without_a_look_for_pictures(web: Web) -> None:
    web.put("/feed", b"<rss><img src=gate.png></rss>", "application/rss+xml")
    assert fetch(web.at("/feed")).data.startswith(b"<rss>")
    assert web.paths == ["/feed"]


def test_a_packed_page_is_unpacked(web: Web) -> None:
    web.put("/gzip", gzip.compress(PAGE[:40]) + gzip.compress(PAGE[40:]), Content_Encoding="gzip")
    web.put("/deflate", zlib.compress(PAGE), Content_Encoding="deflate")
    assert fetch(web.at("/gzip")).data == fetch(web.at("/deflate")).data == PAGE


def test_packing_is_read_as_browsers_read_it(web: Web) -> None:
    bare = zlib.compressobj(wbits=-15)
    web.put("/bare", bare.compress(PAGE) + bare.flush(), Content_Encoding="deflate")
    web.put(
        "/padded", gzip.compress(PAGE[:40]) + bytes(7) + gzip.compress(PAGE[40:]) + bytes(600), Content_Encoding="gzip"
    )
    web.put("/followed", gzip.compress(PAGE) + b"left over", Content_Encoding="gzip")
    for path in ("/bare", "/padded", "/followed"):
        assert fetch(web.at(path)).data == PAGE


def test_a_gzip_bomb_is_given_up_early(web: Web) -> None:
    web.put("/bomb", gzip.compress(b"\0" * 30_000_000), Content_Encoding="gzip")
    with pytest.raises(CannotFetch, match="more than 1 MB"):
        fetch(web.at("/bomb"), FetchLimits(page_bytes=2**20))


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(PAGE)[:-8] + b"damaged!"])
def test_damaged_packing_is_told(web: Web, body: bytes) -> None:
    web.put("/dam", body, Content_Encoding="gzip")
    with pytest.raises(CannotFetch, match="proper answer"):
        fetch(web.at("/dam"))


def test_packing_without_an_end_is_a_part(web: Web) -> None:
    web.put("/dam", gzip.compress(PAGE)[:-9], Content_Encoding="gzip")
    with pytest.raises(CannotFetch, match="only a part"):
        fetch(web.at("/dam"))


def test_packing_that_was_not_asked_for_is_refused(web: Web) -> None:
    web.put("/dam", b"xyz", Content_Encoding="br")
    with pytest.raises(CannotFetch, match="“br”"):
        fetch(web.at("/dam"))


def test_a_body_without_an_end_is_given_up_at_the_limit(web: Web) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in count():
            handler.wfile.write(b"and so on " * 5000)

    web.answers["/endless"] = endless
    with pytest.raises(CannotFetch, match="more than 1 MB"):
        fetch(web.at("/endless"), FetchLimits(page_bytes=2**20))


def test_a_stated_length_beyond_the_limit_is_not_even_read(web: Web) -> None:
    web.put("/dam", b"<p>", Content_Length="99999999999")
    with pytest.raises(CannotFetch, match="more than"):
        fetch(web.at("/dam"))


def test_an_answer_that_is_cut_off_is_no_page(web: Web) -> None:
    web.put("/dam", PAGE, Content_Length=str(len(PAGE) + 100))
    with pytest.raises(CannotFetch, match="only a part"):
        fetch(web.at("/dam"))


def test_a_silent_server_is_given_up(web: Web) -> None:
    web.answers["/silent"] = lambda _handler: web.stopped.wait(5)
    with pytest.raises(CannotFetch, match="does not answer"):
        fetch(web.at("/silent"), HASTE)


def test_a_server_that_drips_is_given_up_at_the_total(web: Web) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        while not web.stopped.wait(0.05):
            handler.wfile.write(b"x")

    web.answers["/drip"] = drip
    with pytest.raises(CannotFetch, match="too long"):
        fetch(web.at("/drip"), HASTE)


def test_fetching_stops_when_the_reader_says_so(web: Web) -> None:
    web.answers["/silent"] = lambda _handler: web.stopped.wait(5)
    asked = count()
    with pytest.raises(Cancelled):
        fetch(web.at("/silent"), cancelled=lambda: next(asked) > 2)


def test_a_stop_among_the_pictures_stops_all(web: Web) -> None:
    web.put("/dam", b"<img src=gate.png>")
    web.put("/gate.png", PICTURE, "image/png")
    with pytest.raises(Cancelled):
        fetch(web.at("/dam"), cancelled=lambda: "/dam" in web.paths)


def test_nobody_at_the_address_is_told_as_such() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(CannotFetch, match="does not take calls"):
        fetch(f"http://127.0.0.1:{port}/")


def test_no_network_is_told_with_what_can_be_done_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    with pytest.raises(CannotFetch, match=r"torvik\.example was not found") as raised:
        fetch("https://torvik.example/dam")
    assert "online" in raised.value.hint


def test_a_bad_certificate_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = ssl.SSLCertVerificationError("certificate verify failed")
    problem.verify_message = "certificate has expired"

    def connect(*_: object) -> None:
        raise problem

    monkeypatch.setattr(http.client.HTTPSConnection, "connect", connect)
    with pytest.raises(CannotFetch, match="certificate has expired") as raised:
        fetch("https://93.184.215.14/dam")
    assert "certificate" in raised.value.hint


def test_a_plain_server_behind_https_is_explained(web: Web) -> None:
    with pytest.raises(CannotFetch, match=r"safe connection|proper answer"):
        fetch(web.at("/dam").replace("http:", "https:"))


def test_a_name_that_points_into_the_own_network_is_not_called(monkeypatch: pytest.MonkeyPatch, web: Web) -> None:
    number = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", web.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [number])
    web.put("/dam", PAGE)
    with pytest.raises(CannotFetch, match="own network"):
        fetch(f"http://torvik.example:{web.port}/dam")
    assert web.asked == []


def test_a_page_of_the_web_cannot_send_on_into_the_own_network() -> None:
    asker = asking.Asker("TimelineReader", 1, may_be_private=False)
    watch = asking.Watch("torvik.example", float("inf"), 1, lambda: False)
    for host in ("127.0.0.1", "localhost", "printer.local", "192.168.1.1", "[::1]"):
        with pytest.raises(CannotFetch, match="own network"):
            asker.ask(web_address(f"http://{host}/"), "*/*", 10, watch)


def test_an_encrypted_page_does_not_send_on_to_an_open_one(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = http.client.HTTPMessage()
    headers["Location"] = "http://torvik.example/dam"
    monkeypatch.setattr(asking.Asker, "ask", lambda *_: asking.Answer(302, "Found", headers, b""))
    with pytest.raises(CannotFetch, match="not encrypted"):
        fetch("https://torvik.example/dam")


def test_the_proxy_of_the_environment_is_asked(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://reader:word@127.0.0.1:{web.port}")
    web.put("http://torvik.example/dam", PAGE)
    assert fetch("http://torvik.example/dam").data == PAGE
    assert web.asked[0][1]["Proxy-Authorization"].startswith("Basic ")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    web.put("/dam", PAGE)
    assert fetch(web.at("/dam")).data == PAGE
    assert "Proxy-Authorization" not in web.asked[-1][1]


def test_an_unknown_kind_of_proxy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(CannotFetch, match="socks5"):
        fetch("https://torvik.example/dam")


def test_addresses_are_written_as_requests_need_them() -> None:
    address = web_address("https://Bücher.example:443/Wehr bei Torvik?tag=Größe&x=%20#oben")
    assert address.text == "https://xn--bcher-kva.example/Wehr%20bei%20Torvik?tag=Gr%C3%B6%C3%9Fe&x=%20"
    assert web_address("../b", "https://torvik.example/a/c/").text == "https://torvik.example/a/b"


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "fe80::1%eth0",
        "::ffff:10.0.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::5db8:d80e",
        "::7f00:1",
        "::5db8:d80e",
        "fec0::1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "ff02::1",
    ],
)
def test_numbers_of_the_own_network_are_known(number: str) -> None:
    assert is_private_number(number)


def test_public_hosts_are_not_taken_for_private_ones() -> None:
    assert not is_private("torvik.example")
    assert not is_private_number("93.184.215.14")
    assert not is_private_number("2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    assert not is_private_number("64:ff9b::5db8:d80e")  # how a network of version 6 alone reaches one of version 4


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f.1", "0x7F000001", "0177.0.0.1", "017700000001", "127.0.1.", "１２７.1"]
)
def test_numbers_are_known_however_they_are_written(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    asker = asking.Asker("TimelineReader", 1, may_be_private=False)
    watch = asking.Watch("torvik.example", float("inf"), 1, lambda: False)
    assert is_private(web_address(f"http://{host}/").host)
    with pytest.raises(CannotFetch, match="own network"):
        asker.ask(web_address(f"http://{host}/"), "*/*", 10, watch)


@pytest.mark.parametrize("host", ["1.2.3.4.5", "300.1", "torvik.1", "4294967296", "09.1", "1.99999999"])
def test_a_host_that_ends_like_a_number_but_is_none_is_refused(host: str) -> None:
    with pytest.raises(CannotFetch, match="no address"):
        web_address(f"http://{host}/")


def test_a_look_up_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered.wait(30) and [])
    with pytest.raises(CannotFetch, match="does not answer"):
        fetch("http://torvik.example/", FetchLimits(connect_seconds=0.1))
    answered.set()


@pytest.mark.parametrize(
    ("stated", "best"),
    [
        ("a.png 1x, b.png 2x", "b.png"),
        ("a,b.png 300w, c.png 20w", "a,b.png"),
        ("only.png", "only.png"),
        ("data:image/gif;base64,AAAA 2x, real.png 1x", "real.png"),
        ("", ""),
    ],
)
def test_the_largest_picture_of_a_set_is_chosen(stated: str, best: str) -> None:
    assert best_of_set(stated) == best

"""Small feeds and exports of other readers, each with two or three articles that the tests know."""

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.annotations import Annotation, Colour
from desktop.domain.blocks import ArticleKind
from desktop.domain.ids import AnnotationId, ArticleId, PostId
from desktop.domain.posts import Article, Boundary, Paragraph, ParagraphKind, Post, PostKind
from desktop.domain.times import UNKNOWN_TIME, Precision, When
from desktop.exporters.json import pieces
from desktop.exporters.selection import Selection

DAM = "https://herald.example/torvik/dam"
MILL = "https://herald.example/torvik/mill"
WEIR_TEXT = (
    "<h2>The gates</h2><p>The crew opened the third gate at noon.</p><script>run()</script><p>The water fell.</p>"
)


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def as_zip_of(members: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Torvik Herald</title><link>https://herald.example/</link><language>en-gb</language>
<item><title>Gates &amp;amp; dams</title><link>{DAM}</link><guid isPermaLink="false">w-1</guid>
<pubDate>Tue, 05 Mar 2024 09:15:00 +0100</pubDate><dc:creator>Ann Reeve</dc:creator><category>Floods</category>
<description>A teaser.</description><content:encoded><![CDATA[{WEIR_TEXT}]]></content:encoded></item>
<item><title>The mill</title><link>{MILL}</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate></item>
<item><guid isPermaLink="false">w-3</guid><description>Only a line without any address.</description></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://herald.example/">
<title>The Torvik Herald</title><id>tag:herald.example,2024:feed</id><author><name>The desk</name></author>
<entry><title type="html">Gates &amp;lt;3</title><link href="torvik/dam"/><id>tag:herald.example,2024:1</id>
<published>2024-03-05T09:15:00+01:00</published><updated>2024-03-05T12:00:00Z</updated>
<content type="html">&lt;p&gt;The crew opened the third gate.&lt;/p&gt;</content></entry>
</feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Torvik Herald",
    "items": [
        {
            "id": 17,
            "url": DAM,
            "title": "Gates",
            "content_html": WEIR_TEXT,
            "date_published": "2024-03-05T09:15:00+01:00",
            "date_modified": "2024-03-05T12:00:00Z",
            "author": {"name": "Ann Reeve"},
            "authors": [{"name": "Ann Reeve"}, {"name": "Tom Ash"}],
            "tags": ["Floods"],
        },
        {"id": "x", "external_url": MILL, "content_text": "A look at the mill.\nIt stands."},
    ],
}

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Local"><outline text="Rivers"><outline text="The Torvik Herald" title="Herald" type="rss"
 xmlUrl="https://herald.example/feed" htmlUrl=""/></outline></outline>
<outline TITLE="The Mill" XMLURL="https://mill.example/rss"/></body></opml>"""

POCKET_CSV = f"""title,url,time_added,cursor,tags,status
Gates,{DAM},1709627700,,floods|north bank,unread
"The ""old""
mill",{MILL},1709630000,,,archive
"""
POCKET_NOTES = [
    {"url": DAM, "title": "Gates", "highlights": [{"quote": "opened the  third gate", "created_at": 1709628000}]},
    {"url": "https://herald.example/lost", "title": "Lost", "highlights": [{"quote": "Gone", "created_at": 0}]},
]
POCKET_HTML = f"""<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
<li><a href="{DAM}" time_added="1709627700" tags="floods,north bank">Gates</a></li></ul>
<h1>Read Archive</h1><ul>
<li><a href="{MILL}" time_added="1709630000" tags="">The "old" mill</a></li></ul></body></html>"""

INSTAPAPER_CSV = f"""URL,Title,Selection,Folder,Timestamp,Tags
{DAM},Gates,The water fell.,Unread,1709627700,"[""floods"", ""north bank""]"
{MILL},Mill,,Rivers,1709630000,[]
https://herald.example/dam,Dam,,Archive,0,
"""

OMNIVORE = {
    "metadata_0_to_20.json": json.dumps(
        [
            {
                "id": "1",
                "slug": "gates",
                "title": "Gates",
                "author": "Ann Reeve",
                "url": DAM,
                "state": "Archived",
                "readingProgress": 100,
                "labels": ["floods"],
                "savedAt": "2024-03-05T10:00:00.000Z",
                "publishedAt": "2024-03-05T08:15:00.000Z",
            },
            {"id": "2", "slug": "mill", "title": "Mill", "url": MILL, "state": "Active", "readingProgress": 0},
        ]
    ),
    "content/gates.html": f"<html><body>{WEIR_TEXT}</body></html>",
    "highlights/gates.md": "> opened the *third* gate\n\n#gate #noon\n\nWhich one?\n\n> The water fell.\n",
}

WALLABAG = [
    {
        "id": "1",
        "title": "Gates",
        "url": DAM,
        "is_archived": 1,
        "is_starred": False,
        "content": WEIR_TEXT,
        "tags": ["floods", {"label": "north bank", "slug": "north-bank"}],
        "created_at": "2024-03-05T10:00:00+0200",
        "published_at": "2024-03-05T08:15:00+0000",
        "published_by": ["Ann Reeve"],
        "language": "en_GB",
        "annotations": [
            {"quote": "The water fell.", "text": "When?", "created_at": "2024-03-06T10:00:00+0200", "ranges": []}
        ],
    },
    {"id": 2, "title": "No title found", "url": MILL, "is_archived": "0", "is_starred": 1, "content": "no content"},
]
WALLABAG_1 = [
    {
        "0": "1",
        "1": "Gates",
        "2": DAM,
        "id": "1",
        "title": "Gates",
        "url": DAM,
        "is_read": "1",
        "is_fav": "1",
        "content": WEIR_TEXT,
        "user_id": "1",
        "tags": "floods,north bank",
    }
]

READWISE = """Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,\
Location Type,Location,Highlighted at,Document tags
"Water finds
its way, she said.",On dams,Ann Reeve,B00X,A note.,yellow,"water,way",page,3,2021-03-14 09:26:53+00:00,craft
"So ""they"" say.",On dams,Ann Reeve,B00X,,blue,,page,9,2020-10-06 10:15:30+00:00,craft
Mills turn.,On Mills,Tom Ash,,,,,,,,
"""
READWISE_BULK = f"""Highlight,Title,Author,URL,Note,Location,Date
The water fell.,Gates,Ann Reeve,{DAM},,,2024-03-05 10:00:00
The crew opened the third gate,Gates,Ann Reeve,{DAM},See below,,
"""
READWISE_LIBRARY = f"""Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen
Gates,{DAM},01,"['floods', 'north bank']",2024-03-05 10:00:00+00:00,1.0,archive,True
Mill,{MILL},02,[],2024-03-06 10:00:00+00:00,0.25,new,False
"""

KARAKEEP = {
    "bookmarks": [
        {
            "createdAt": 1709627700,
            "title": "Gates",
            "tags": ["floods"],
            "lists": ["l1"],
            "content": {"type": "link", "url": DAM},
            "note": "Look again",
            "archived": True,
        },
        {"createdAt": 1709630000, "title": None, "tags": [], "content": {"type": "text", "text": "A thought."}},
        {"createdAt": 1709630001, "title": "A scan", "content": None},
    ],
    "lists": [{"id": "l1", "name": "Rivers"}],
}

LINKWARDEN = {
    "collections": [
        {
            "name": "Rivers",
            "links": [
                {
                    "id": 5,
                    "name": "Gates",
                    "url": DAM,
                    "tags": [{"name": "floods"}],
                    "createdAt": "2024-03-05T10:00:00.000Z",
                    "description": "Look again",
                }
            ],
        },
        {"name": "Unorganized", "links": [{"id": 6, "name": "", "url": MILL, "tags": []}]},
    ],
    "pinnedLinks": [{"id": 6}],
}

MATTER_CSV = f"""Title,Author,Publisher,URL,Tags,Word Count,\
In Queue,Favorited,Read,Highlight Count,Last Interaction Date,File Id
Gates,Ann Reeve,The Torvik Herald,{DAM},floods;north bank,90,False,True,True,2,2024-03-05T10:00:00Z,f1
Mill,,,{MILL},,10,True,False,False,0,,f2
"""

PINBOARD = [
    {
        "href": DAM,
        "description": "Gates",
        "extended": "Look again",
        "time": "2024-03-05T10:00:00Z",
        "toread": "yes",
        "tags": "floods north_bank",
    },
    {"href": MILL, "description": MILL, "extended": "", "time": "", "toread": "no", "tags": ""},
]
DELICIOUS = [
    {"url": DAM, "title": "Gates", "tags": [""], "description": "Look again", "created": "1709627700", "private": "0"}
]

HYPOTHESIS = {
    "total": 3,
    "rows": [
        {
            "id": "a",
            "uri": DAM,
            "text": "When?",
            "tags": ["water"],
            "created": "2024-03-06T10:00:00.123456+00:00",
            "document": {"title": ["Gates"]},
            "target": [
                {
                    "source": DAM,
                    "selector": [
                        {"type": "TextPositionSelector", "start": 1, "end": 4},
                        {"type": "TextQuoteSelector", "exact": "The water fell.", "prefix": "noon. ", "suffix": " "},
                    ],
                }
            ],
        },
        {"id": "b", "uri": DAM, "text": "At noon.", "references": ["a"], "target": [{"source": DAM}]},
        {"id": "c", "uri": MILL, "text": "All of it.", "created": "2024-03-05T10:00:00+00:00", "target": []},
    ],
}

NETSCAPE = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1">Rivers</H3>
    <DL><p>
        <DT><A HREF="{DAM}" ADD_DATE="1709627700" TAGS="floods,north bank" TOREAD="1">Gates &amp; dams</A>
        <DD>Look again
        <DT><H3>Deep</H3>
        <DL><p><DT><A HREF="{MILL}" ADD_DATE="1709630000000000">Mill</A></DL><p>
    </DL><p>
    <DT><A HREF="javascript:alert(1)">Script</A>
    <DT><A HREF="https://herald.example/dam" ADD_DATE="0">Dam</A>
</DL>"""

CHROME = {
    "checksum": "0",
    "roots": {
        "bookmark_bar": {
            "name": "Bar",
            "type": "folder",
            "children": [
                {
                    "name": "Rivers",
                    "type": "folder",
                    "children": [
                        {"name": "Gates", "type": "url", "url": DAM, "date_added": "13354101300000000"},
                        {"name": "Settings", "type": "url", "url": "chrome://settings"},
                    ],
                }
            ],
        },
        "sync_transaction_version": "9",
    },
}
FIREFOX = {
    "guid": "root________",
    "title": "",
    "typeCode": 2,
    "root": "placesRoot",
    "dateAdded": 1,
    "children": [
        {
            "guid": "menu________",
            "title": "menu",
            "typeCode": 2,
            "root": "bookmarksMenuFolder",
            "children": [
                {
                    "title": "Rivers",
                    "typeCode": 2,
                    "children": [
                        {
                            "title": "Gates",
                            "typeCode": 1,
                            "uri": DAM,
                            "dateAdded": 1709627700000000,
                            "tags": "floods,north bank",
                        }
                    ],
                }
            ],
        }
    ],
}

LINKS_CSV = f"""id;Folder;Note;URL;Title;Created
1;Rivers;Look again;{DAM};Gates;2024-03-05T08:35:00Z
2;;;{MILL};Mill;
"""

ARTICLE = Article(
    id=ArticleId("0123456789abcdef0123"),
    title="Dam day in Torvik",
    url=None,
    site="herald.example",
    kind=ArticleKind.LIVE_BLOG,
    published=UNKNOWN_TIME,
    modified=None,
    imported=datetime(2024, 3, 6, tzinfo=UTC),
    version=2,
    post_count=2,
    source_name="dam.txt",
    sha256="ab" * 32,
    format="text",
    tags=("floods",),
)
NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
POSTS = (
    Post(
        PostId("p1"),
        ARTICLE.id,
        0,
        PostKind.POST,
        "Third gate",
        (Paragraph(ParagraphKind.TEXT, "The crew opened it."), Paragraph(ParagraphKind.QUOTE, "“At last.”")),
        time=When(NOON, NOON, Precision.MINUTE, ("a time line",), "noon", "+00:00"),
        order_key=NOON.timestamp(),
        event_days=(NOON.date(),),
    ),
    Post(
        PostId("p2"),
        ARTICLE.id,
        1,
        PostKind.SUMMARY,
        None,
        (Paragraph(ParagraphKind.TEXT, "The water fell."),),
        boundary=Boundary(0.6, "a day"),
        source_lines=(4, 7),
        revision=3,
    ),
)
MARK = Annotation(
    AnnotationId("m1"),
    PostId("p2"),
    "water",
    "The ",
    " fell.",
    4,
    9,
    "When?",
    ("noon",),
    Colour.BLUE,
    NOON,
    NOON,
)


def own_export(**more: object) -> dict[str, object]:
    """Our own export of two posts and a mark, with changes to its outermost keys."""
    return json.loads("".join(pieces(Selection((ARTICLE,), POSTS, (MARK,), NOON, UTC, Path())))) | more


EXPORTS: dict[str, bytes] = {
    "json": as_json(own_export()),
    "feed": RSS.encode(),
    "jsonfeed": as_json(JSON_FEED),
    "opml": OPML.encode(),
    "pocket": POCKET_CSV.encode(),
    "instapaper": INSTAPAPER_CSV.encode(),
    "omnivore": as_zip_of(OMNIVORE),
    "wallabag": as_json(WALLABAG),
    "readwise": READWISE.encode(),
    "matter": MATTER_CSV.encode(),
    "karakeep": as_json({**KARAKEEP, "bookmarks": KARAKEEP["bookmarks"][:2]}),
    "linkwarden": as_json(LINKWARDEN),
    "hypothesis": as_json(HYPOTHESIS),
    "pinboard": as_json(PINBOARD),
    "bookmarks": NETSCAPE.replace("javascript:alert(1)", "https://herald.example/script").encode(),
    "links": LINKS_CSV.encode(),
}

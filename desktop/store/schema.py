"""The tables of the library: what each step of its history made.

Why posts and entities have a whole number beside their id: mentions are counted in millions, and a key of eight bytes
keeps their table small. The numbers never leave the store.

Why the body stands apart from `posts`: a list of a hundred thousand posts reads every row of `posts`, and no body.
"""

FIRST_TABLES = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,                   -- the newest
    is_removed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE versions (
    article_id TEXT NOT NULL REFERENCES articles (id),
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    site TEXT,
    kind TEXT NOT NULL,
    published TEXT NOT NULL,                    -- JSON, a When
    modified TEXT,
    imported TEXT NOT NULL,                     -- in UTC with microseconds, so that it sorts
    post_count INTEGER NOT NULL,
    source_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,                       -- names a file in originals/
    format TEXT NOT NULL,
    language TEXT,
    byline TEXT NOT NULL,                       -- JSON
    tags TEXT NOT NULL,                         -- JSON
    furniture TEXT NOT NULL,                    -- JSON, Blocks
    PRIMARY KEY (article_id, version)
) STRICT;

CREATE TABLE posts (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles (id),
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT,
    headline TEXT NOT NULL,                     -- what a list shows, made from title, body or caption
    byline TEXT NOT NULL,                       -- JSON
    url TEXT,
    earliest TEXT,
    latest TEXT,
    precision TEXT NOT NULL,
    basis TEXT NOT NULL,                        -- JSON
    stated TEXT,
    zone TEXT,
    earliest_seconds REAL,                      -- since 1970 in UTC, for comparing
    latest_seconds REAL,
    order_key REAL NOT NULL,
    event_days TEXT NOT NULL,                   -- JSON
    confidence REAL NOT NULL,
    reason TEXT NOT NULL,
    first_line INTEGER,
    last_line INTEGER,
    has_figure INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    added_in INTEGER NOT NULL,                  -- the version that brought it
    changed_in INTEGER,                         -- the newest version that changed its words
    gone_in INTEGER                             -- the version that no longer showed it
) STRICT;
CREATE INDEX posts_on_page ON posts (article_id, ordinal);

CREATE TABLE paragraphs (
    post INTEGER NOT NULL REFERENCES posts (key),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (post, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
    post INTEGER NOT NULL REFERENCES posts (key),
    place INTEGER NOT NULL,
    caption TEXT,
    credit TEXT,
    picture TEXT,                               -- names a file in images/
    PRIMARY KEY (post, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE revisions (
    post INTEGER NOT NULL REFERENCES posts (key),
    replaced_in INTEGER NOT NULL,               -- the version that brought newer words
    revision INTEGER NOT NULL,
    title TEXT,
    paragraphs TEXT NOT NULL,                   -- JSON
    figures TEXT NOT NULL,                      -- JSON
    PRIMARY KEY (post, replaced_in)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading (
    post INTEGER PRIMARY KEY REFERENCES posts (key),
    is_read INTEGER NOT NULL DEFAULT 0,
    is_starred INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE annotations (
    id TEXT PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts (key),
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,                         -- JSON
    colour TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;
CREATE INDEX annotations_of_post ON annotations (post);

CREATE TABLE entities (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE article_entities (
    article_id TEXT NOT NULL REFERENCES articles (id),
    entity INTEGER NOT NULL REFERENCES entities (key),
    aliases TEXT NOT NULL,                      -- JSON
    PRIMARY KEY (article_id, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX articles_of_entity ON article_entities (entity);

CREATE TABLE roles (
    entity INTEGER NOT NULL REFERENCES entities (key),
    post INTEGER NOT NULL REFERENCES posts (key),
    place INTEGER NOT NULL,                     -- among the entity's roles in this article
    role TEXT NOT NULL,
    PRIMARY KEY (entity, post, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX roles_in_post ON roles (post);

CREATE TABLE mentions (
    post INTEGER NOT NULL REFERENCES posts (key),
    paragraph INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    entity INTEGER NOT NULL REFERENCES entities (key),
    text TEXT NOT NULL,
    is_demonym INTEGER NOT NULL,
    PRIMARY KEY (post, paragraph, span_start, span_end, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_of_entity ON mentions (entity, post);

CREATE TABLE findings (
    article_id TEXT PRIMARY KEY REFERENCES articles (id),
    extractor TEXT NOT NULL                     -- name and version of what looked for names last
) STRICT, WITHOUT ROWID;

CREATE TABLE edits (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    edit TEXT NOT NULL,                         -- JSON
    undo TEXT                                   -- JSON
) STRICT;

CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, -- grows for ever, also after rows were forgotten
    post_id TEXT NOT NULL,
    is_removed INTEGER NOT NULL
) STRICT;
"""

# A random name, by which a cache knows whose it is.
LIBRARY_ID = (
    "CREATE TABLE library (id TEXT NOT NULL) STRICT",
    "INSERT INTO library VALUES (lower(hex(randomblob(16))))",
)

LOCAL_DAYS = (
    "ALTER TABLE posts ADD COLUMN first_day TEXT",  # on which it may have been published, by its own clock
    "ALTER TABLE posts ADD COLUMN last_day TEXT",
)

DAY_BOUNDS = (
    "ALTER TABLE posts ADD COLUMN earliest_is_day INTEGER NOT NULL DEFAULT 0",  # a day began then, and that is all
    "ALTER TABLE posts ADD COLUMN latest_is_day INTEGER NOT NULL DEFAULT 0",
)

QUOTES = (
    """CREATE TABLE quotes (
    post INTEGER NOT NULL REFERENCES posts (key),
    paragraph INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    words TEXT NOT NULL,                        -- by which the same words are known elsewhere; '' for a few words
    entity INTEGER REFERENCES entities (key),   -- who said it, if it is somebody with a name
    speaker TEXT NOT NULL,                      -- what the post calls a speaker without a name, or ''
    cue TEXT NOT NULL,
    channel TEXT NOT NULL,
    is_indirect INTEGER NOT NULL,
    inserts TEXT NOT NULL,                      -- JSON, spans of the text
    depth INTEGER NOT NULL,
    continues INTEGER NOT NULL,
    PRIMARY KEY (post, paragraph, span_start, span_end)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX quotes_of_entity ON quotes (entity, post)",
    "CREATE INDEX quotes_by_words ON quotes (words)",
)

REPAIRS = (
    """CREATE TABLE repairs (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    number INTEGER NOT NULL,                    -- they are carried out in this order
    made TEXT NOT NULL,
    place TEXT NOT NULL,                        -- JSON, a WordsPlace
    act TEXT NOT NULL                           -- JSON, an Act
) STRICT""",
    "CREATE INDEX repairs_of_article ON repairs (article_id, number)",
    """CREATE TABLE machine_cuts (
    article_id TEXT PRIMARY KEY REFERENCES articles (id),
    posts TEXT NOT NULL                         -- JSON: the newest version as it was cut, before any repair
) STRICT""",
    """CREATE TABLE joined_posts (
    id TEXT PRIMARY KEY,                        -- of a post that the reader joined with another one
    article_id TEXT NOT NULL REFERENCES articles (id),
    history TEXT NOT NULL                       -- JSON: what only the library knows of it, should it come back
) STRICT""",
)

# One statement each: a script would end the transaction in which a step runs.
IMPORTS_AND_CARRIED = (
    "ALTER TABLE articles ADD COLUMN added TEXT",  # when the reader saved it, here or elsewhere; in UTC
    "ALTER TABLE articles ADD COLUMN is_archived INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE articles ADD COLUMN is_starred INTEGER NOT NULL DEFAULT 0",  # as another reader knew it
    "ALTER TABLE articles ADD COLUMN is_read INTEGER NOT NULL DEFAULT 0",
    "UPDATE articles SET added = (SELECT min(v.imported) FROM versions v WHERE v.article_id = articles.id)",
    """CREATE TABLE aliases (
    id TEXT PRIMARY KEY,                        -- what the address of the fetched page would have been called
    article_id TEXT NOT NULL REFERENCES articles (id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE carried_marks (
    id TEXT PRIMARY KEY,                        -- of the annotation that it becomes
    article_id TEXT NOT NULL REFERENCES articles (id),
    mark TEXT NOT NULL,                         -- JSON, a CarriedMark
    is_placed INTEGER NOT NULL DEFAULT 0        -- once placed, it is the reader's to change or remove
) STRICT""",
    "CREATE INDEX carried_marks_of_article ON carried_marks (article_id)",
    """CREATE TABLE import_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started TEXT NOT NULL,
    ended TEXT,                                 -- missing while it runs, and for ever if it was cut off
    was_cancelled INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    names TEXT NOT NULL,                        -- JSON, what the reader named
    options TEXT NOT NULL,                      -- JSON
    wanted TEXT                                 -- JSON, the units of a run that repeats a part of another
) STRICT""",
    """CREATE TABLE import_items (
    run INTEGER NOT NULL REFERENCES import_runs (id),
    place INTEGER NOT NULL,
    candidate TEXT NOT NULL,                    -- the file or address that held it
    unit TEXT NOT NULL,                         -- the file, address or member of an archive
    number INTEGER NOT NULL,                    -- among the articles of the unit
    is_last INTEGER NOT NULL,
    status TEXT NOT NULL,
    item TEXT NOT NULL,                         -- JSON, an ImportItem
    PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID""",
)

# What the reader says of names. What a machine found stands beside it only where the two differ.
CORRECTIONS = (
    """CREATE TABLE corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT,   -- they are carried out in this order
    made TEXT NOT NULL,
    correction TEXT NOT NULL                    -- JSON, a Correction
) STRICT""",
    """CREATE TABLE found (
    article_id TEXT PRIMARY KEY REFERENCES articles (id),
    findings BLOB NOT NULL                      -- compressed JSON, Findings before any correction
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE corrected_articles (
    number INTEGER NOT NULL,                    -- of a correction
    article_id TEXT NOT NULL REFERENCES articles (id),
    PRIMARY KEY (number, article_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX corrections_of_article ON corrected_articles (article_id)",
)

# The digest of the exported file that brought a version, where that is not what the version was made of.
EXPORTED_VERSIONS = ("ALTER TABLE versions ADD COLUMN came_in TEXT",)

SAVED_TITLES = ("ALTER TABLE articles ADD COLUMN saved_title TEXT",)  # the reader's own, where the page has another

DATES = (
    """CREATE TABLE dates (
    post INTEGER NOT NULL REFERENCES posts (key),
    part TEXT NOT NULL,                         -- paragraph or caption
    place INTEGER NOT NULL,                     -- the number of the paragraph or figure
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    first_day TEXT NOT NULL,                    -- in the calendar of its zone
    last_day TEXT NOT NULL,
    moment TEXT,
    precision TEXT NOT NULL,
    kind TEXT NOT NULL,
    basis TEXT NOT NULL,                        -- JSON
    zone TEXT,
    spoken_in TEXT,
    is_quoted INTEGER NOT NULL,
    PRIMARY KEY (post, part, place, span_start, span_end)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX dates_by_day ON dates (first_day, last_day, kind, post)",
)

SEARCHES = (
    """CREATE TABLE saved_searches (
    id TEXT PRIMARY KEY,
    made TEXT NOT NULL,
    search TEXT NOT NULL                        -- JSON, a SavedSearch
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE past_searches (
    number INTEGER PRIMARY KEY AUTOINCREMENT,   -- the newest has the highest
    query TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL
) STRICT""",
)

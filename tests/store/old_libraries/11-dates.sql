-- A library as the eleventh version wrote it, filled by `fill` of test_store_migrations.py.
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'library','make_first_tables','2026-11-30 22:45:13.195925+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'library','keep_imports_and_carried','2026-11-30 22:45:13.200052+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'library','name_the_library','2026-11-30 22:45:13.231184+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'library','keep_local_days','2026-11-30 22:45:13.259316+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'library','know_bounds_that_are_days','2026-11-30 22:45:13.279370+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'library','keep_corrections','2026-11-30 22:45:13.305903+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'library','keep_whole_articles','2026-11-30 22:45:13.339252+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'library','keep_quotes','2026-11-30 22:45:13.359170+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'library','keep_repairs_of_cuts','2026-11-30 22:45:13.387236+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'library','keep_searches','2026-11-30 22:45:13.407303+00:00');
INSERT INTO "_sqlite_migrations" VALUES(11,'library','keep_dates','2026-11-30 22:45:13.422937+00:00');
CREATE TABLE aliases (
    id TEXT PRIMARY KEY,                        -- what the address of the fetched page would have been called
    article_id TEXT NOT NULL REFERENCES articles (id)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "annotations" VALUES('ae77095d0b25aee591eb',1,'bridge','The ',' fell.',4,10,'which?','[]','yellow','2024-05-01T12:00:00+00:00','2024-05-01T12:00:00+00:00','anchored');
CREATE TABLE article_entities (
    article_id TEXT NOT NULL REFERENCES articles (id),
    entity INTEGER NOT NULL REFERENCES entities (key),
    aliases TEXT NOT NULL,                      -- JSON
    PRIMARY KEY (article_id, entity)
) STRICT, WITHOUT ROWID;
INSERT INTO "article_entities" VALUES('1897386ea5efaf917943',1,'["bridge"]');
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,                   -- the newest
    is_removed INTEGER NOT NULL DEFAULT 0
, added TEXT, is_archived INTEGER NOT NULL DEFAULT 0, is_starred INTEGER NOT NULL DEFAULT 0, is_read INTEGER NOT NULL DEFAULT 0, saved_title TEXT) STRICT;
INSERT INTO "articles" VALUES('1897386ea5efaf917943',2,0,NULL,0,0,0,NULL);
CREATE TABLE carried_marks (
    id TEXT PRIMARY KEY,                        -- of the annotation that it becomes
    article_id TEXT NOT NULL REFERENCES articles (id),
    mark TEXT NOT NULL,                         -- JSON, a CarriedMark
    is_placed INTEGER NOT NULL DEFAULT 0        -- once placed, it is the reader's to change or remove
) STRICT;
CREATE TABLE corrected_articles (
    number INTEGER NOT NULL,                    -- of a correction
    article_id TEXT NOT NULL REFERENCES articles (id),
    PRIMARY KEY (number, article_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT,   -- they are carried out in this order
    made TEXT NOT NULL,
    correction TEXT NOT NULL                    -- JSON, a Correction
) STRICT;
CREATE TABLE dates (
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
) STRICT, WITHOUT ROWID;
CREATE TABLE edits (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    edit TEXT NOT NULL,                         -- JSON
    undo TEXT                                   -- JSON
) STRICT;
INSERT INTO "edits" VALUES(1,'2024-05-01T12:00:00+00:00','{"is":"SetRead","posts":["1690f47133d7d306c9ef"],"is_read":true}','{"is":"SetRead","posts":["1690f47133d7d306c9ef"],"is_read":false}');
CREATE TABLE entities (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
) STRICT;
INSERT INTO "entities" VALUES(1,'bridge','place','The bridge');
CREATE TABLE figures (
    post INTEGER NOT NULL REFERENCES posts (key),
    place INTEGER NOT NULL,
    caption TEXT,
    credit TEXT,
    picture TEXT,                               -- names a file in images/
    PRIMARY KEY (post, place)
) STRICT, WITHOUT ROWID;
INSERT INTO "figures" VALUES(1,0,'The bridge','J. Ek',NULL);
CREATE TABLE findings (
    article_id TEXT PRIMARY KEY REFERENCES articles (id),
    extractor TEXT NOT NULL                     -- name and version of what looked for names last
) STRICT, WITHOUT ROWID;
INSERT INTO "findings" VALUES('1897386ea5efaf917943','finder');
CREATE TABLE found (
    article_id TEXT PRIMARY KEY REFERENCES articles (id),
    findings BLOB NOT NULL                      -- compressed JSON, Findings before any correction
) STRICT, WITHOUT ROWID;
CREATE TABLE import_items (
    run INTEGER NOT NULL REFERENCES import_runs (id),
    place INTEGER NOT NULL,
    candidate TEXT NOT NULL,                    -- the file or address that held it
    unit TEXT NOT NULL,                         -- the file, address or member of an archive
    number INTEGER NOT NULL,                    -- among the articles of the unit
    is_last INTEGER NOT NULL,
    status TEXT NOT NULL,
    item TEXT NOT NULL,                         -- JSON, an ImportItem
    PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE import_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started TEXT NOT NULL,
    ended TEXT,                                 -- missing while it runs, and for ever if it was cut off
    was_cancelled INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    names TEXT NOT NULL,                        -- JSON, what the reader named
    options TEXT NOT NULL,                      -- JSON
    wanted TEXT                                 -- JSON, the units of a run that repeats a part of another
) STRICT;
CREATE TABLE joined_posts (
    id TEXT PRIMARY KEY,                        -- of a post that the reader joined with another one
    article_id TEXT NOT NULL REFERENCES articles (id),
    history TEXT NOT NULL                       -- JSON: what only the library knows of it, should it come back
) STRICT;
CREATE TABLE library (id TEXT NOT NULL) STRICT;
INSERT INTO "library" VALUES('e0361decba5857effb63fc9c5732808e');
CREATE TABLE machine_cuts (
    article_id TEXT PRIMARY KEY REFERENCES articles (id),
    posts TEXT NOT NULL                         -- JSON: the newest version as it was cut, before any repair
) STRICT;
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
INSERT INTO "mentions" VALUES(1,0,4,10,1,'bridge',0);
CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, -- grows for ever, also after rows were forgotten
    post_id TEXT NOT NULL,
    is_removed INTEGER NOT NULL
) STRICT;
INSERT INTO "outbox" VALUES(1,'1690f47133d7d306c9ef',0);
INSERT INTO "outbox" VALUES(2,'b47076c9481230c511dc',0);
INSERT INTO "outbox" VALUES(3,'1690f47133d7d306c9ef',0);
INSERT INTO "outbox" VALUES(4,'1690f47133d7d306c9ef',0);
CREATE TABLE paragraphs (
    post INTEGER NOT NULL REFERENCES posts (key),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (post, place)
) STRICT, WITHOUT ROWID;
INSERT INTO "paragraphs" VALUES(1,0,'text','The bridge fell.');
INSERT INTO "paragraphs" VALUES(2,0,'text','Words of two.');
CREATE TABLE past_searches (
    number INTEGER PRIMARY KEY AUTOINCREMENT,   -- the newest has the highest
    query TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL
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
, first_day TEXT, last_day TEXT, earliest_is_day INTEGER NOT NULL DEFAULT 0, latest_is_day INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "posts" VALUES(1,'1690f47133d7d306c9ef','1897386ea5efaf917943',0,'post',NULL,'The bridge fell.','[]',NULL,NULL,NULL,'unknown','[]',NULL,NULL,NULL,NULL,0.0,'[]',1.0,'the only post',NULL,NULL,1,2,1,2,NULL,NULL,NULL,0,0);
INSERT INTO "posts" VALUES(2,'b47076c9481230c511dc','1897386ea5efaf917943',1,'post',NULL,'Words of two.','[]',NULL,NULL,NULL,'unknown','[]',NULL,NULL,NULL,NULL,0.0,'[]',1.0,'the only post',NULL,NULL,0,1,1,NULL,2,NULL,NULL,0,0);
CREATE TABLE quotes (
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
) STRICT, WITHOUT ROWID;
CREATE TABLE reading (
    post INTEGER PRIMARY KEY REFERENCES posts (key),
    is_read INTEGER NOT NULL DEFAULT 0,
    is_starred INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "reading" VALUES(1,1,0);
CREATE TABLE repairs (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    number INTEGER NOT NULL,                    -- they are carried out in this order
    made TEXT NOT NULL,
    place TEXT NOT NULL,                        -- JSON, a WordsPlace
    act TEXT NOT NULL                           -- JSON, an Act
) STRICT;
CREATE TABLE revisions (
    post INTEGER NOT NULL REFERENCES posts (key),
    replaced_in INTEGER NOT NULL,               -- the version that brought newer words
    revision INTEGER NOT NULL,
    title TEXT,
    paragraphs TEXT NOT NULL,                   -- JSON
    figures TEXT NOT NULL,                      -- JSON
    PRIMARY KEY (post, replaced_in)
) STRICT, WITHOUT ROWID;
INSERT INTO "revisions" VALUES(1,2,1,NULL,'[{"is":"Paragraph","kind":"text","text":"The bridge stands."}]','[]');
CREATE TABLE roles (
    entity INTEGER NOT NULL REFERENCES entities (key),
    post INTEGER NOT NULL REFERENCES posts (key),
    place INTEGER NOT NULL,                     -- among the entity's roles in this article
    role TEXT NOT NULL,
    PRIMARY KEY (entity, post, place)
) STRICT, WITHOUT ROWID;
INSERT INTO "roles" VALUES(1,1,0,'Crossing');
CREATE TABLE saved_searches (
    id TEXT PRIMARY KEY,
    made TEXT NOT NULL,
    search TEXT NOT NULL                        -- JSON, a SavedSearch
) STRICT, WITHOUT ROWID;
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
    furniture TEXT NOT NULL, came_in TEXT,                    -- JSON, Blocks
    PRIMARY KEY (article_id, version)
) STRICT;
INSERT INTO "versions" VALUES('1897386ea5efaf917943',1,'The flood',NULL,NULL,'live-blog','{"is":"When","earliest":null,"latest":null,"precision":"unknown","basis":[],"stated":null,"zone":null,"earliest_is_day":false,"latest_is_day":false}',NULL,'2024-05-01T12:00:00.000000+00:00',2,'flood.txt','0000000000000000000000000000000000000000000000000000000000000000','text',NULL,'[]','[]','[]',NULL);
INSERT INTO "versions" VALUES('1897386ea5efaf917943',2,'The flood',NULL,NULL,'live-blog','{"is":"When","earliest":null,"latest":null,"precision":"unknown","basis":[],"stated":null,"zone":null,"earliest_is_day":false,"latest_is_day":false}',NULL,'2024-05-01T12:00:00.000000+00:00',1,'flood.txt','0000000000000000000000000000000000000000000000000000000000000000','text',NULL,'[]','[]','[]',NULL);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX posts_on_page ON posts (article_id, ordinal);
CREATE INDEX annotations_of_post ON annotations (post);
CREATE INDEX articles_of_entity ON article_entities (entity);
CREATE INDEX roles_in_post ON roles (post);
CREATE INDEX mentions_of_entity ON mentions (entity, post);
CREATE INDEX carried_marks_of_article ON carried_marks (article_id);
CREATE INDEX corrections_of_article ON corrected_articles (article_id);
CREATE INDEX quotes_of_entity ON quotes (entity, post);
CREATE INDEX quotes_by_words ON quotes (words);
CREATE INDEX repairs_of_article ON repairs (article_id, number);
CREATE INDEX dates_by_day ON dates (first_day, last_day, kind, post);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',4);
INSERT INTO "sqlite_sequence" VALUES('edits',1);
COMMIT;

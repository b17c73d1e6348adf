"""The tables, version by version. A released migration is never edited; a change is a new one at the end."""

MIGRATIONS = (
    """
    CREATE TABLE chat (
        id INTEGER PRIMARY KEY,
        language TEXT,
        screen TEXT,
        screen_at TEXT
    );
    CREATE TABLE message (
        chat_id INTEGER NOT NULL,
        id INTEGER NOT NULL,
        sent_at TEXT NOT NULL,
        PRIMARY KEY (chat_id, id)
    ) WITHOUT ROWID;
    CREATE INDEX message_by_age ON message (sent_at);
    CREATE TABLE question (
        id INTEGER PRIMARY KEY,
        text TEXT NOT NULL,
        language TEXT NOT NULL,
        status TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        times INTEGER NOT NULL DEFAULT 1,
        UNIQUE (text, language)
    );
    CREATE INDEX question_by_status ON question (status, id);
    """,
    "ALTER TABLE chat ADD COLUMN region TEXT;",
    """
    CREATE TABLE cluster (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL,
        nearest TEXT NOT NULL,
        since TEXT NOT NULL,
        claimed_by INTEGER,
        article_id TEXT,
        refusal TEXT,
        proposed TEXT,
        pending TEXT,
        closed_at TEXT
    );
    CREATE INDEX cluster_by_state ON cluster (state, id);
    ALTER TABLE question RENAME TO old_question;
    CREATE TABLE question (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        text TEXT NOT NULL,
        language TEXT NOT NULL,
        status TEXT NOT NULL,
        asked_at TEXT NOT NULL,
        times INTEGER NOT NULL DEFAULT 1,
        about TEXT,
        complaint TEXT,
        cluster_id INTEGER REFERENCES cluster (id) ON DELETE SET NULL
    );
    INSERT INTO question (id, text, language, status, asked_at, times)
        SELECT id, text, language, CASE status WHEN 'suggested' THEN 'suggested' ELSE 'open' END, asked_at, times
        FROM old_question WHERE status IN ('suggested', 'open');
    DROP TABLE old_question;
    CREATE UNIQUE INDEX question_once ON question (text, language, coalesce(about, ''), coalesce(complaint, ''));
    CREATE INDEX question_by_cluster ON question (cluster_id);
    CREATE INDEX question_by_status ON question (status, id);
    CREATE TABLE waiting (
        chat_id INTEGER NOT NULL,
        question_id INTEGER NOT NULL REFERENCES question (id) ON DELETE CASCADE,
        since TEXT NOT NULL,
        PRIMARY KEY (chat_id, question_id)
    ) WITHOUT ROWID;
    CREATE INDEX waiting_by_question ON waiting (question_id);
    CREATE TABLE tally (
        day TEXT NOT NULL,
        language TEXT NOT NULL,
        what TEXT NOT NULL,
        key TEXT NOT NULL,
        times INTEGER NOT NULL,
        PRIMARY KEY (day, language, what, key)
    ) WITHOUT ROWID;
    CREATE TABLE deed (
        id INTEGER PRIMARY KEY,
        admin_id INTEGER NOT NULL,
        what TEXT NOT NULL,
        cluster_id INTEGER,
        at TEXT NOT NULL
    );
    CREATE TABLE link (
        token TEXT PRIMARY KEY,
        admin_id INTEGER NOT NULL,
        until TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE inbox (
        place INTEGER PRIMARY KEY AUTOINCREMENT,
        update_id INTEGER NOT NULL UNIQUE,
        chat_id INTEGER,
        raw TEXT,
        received_at TEXT NOT NULL
    );
    CREATE INDEX inbox_waiting ON inbox (place) WHERE raw IS NOT NULL;
    """,
    """
    CREATE TABLE sending_stop (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        admin_id INTEGER NOT NULL,
        at TEXT NOT NULL
    );
    """,
)

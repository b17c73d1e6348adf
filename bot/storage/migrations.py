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
)

"""The queue of questions without an answer, in clusters, and the chats that wait for theirs."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.review import Cluster, Complaint, Placed, Promise, Question, Refusal, State, Status, Wanted
from bot.core.text import Language
from bot.storage.database import Connection, Database, Row, time

_QUESTION = """
    SELECT question.*, (SELECT count(*) FROM waiting WHERE question_id = question.id) AS waiting FROM question
"""


class Queue(Database):
    """The queue of `bot.core.review.ReviewStore`."""

    same_question = "(text, language, coalesce(about, ''), coalesce(complaint, ''))"  # the unique index of questions

    async def record(self, text: str, language: Language, status: Status, now: datetime) -> int:
        return await self._add(text, language, status, None, None, now)

    async def complain(self, about: str, complaint: Complaint, language: Language, now: datetime) -> int:
        return await self._add("", language, "open", about, complaint, now)

    async def _add(
        self, text: str, language: Language, status: str, about: str | None, complaint: str | None, now: datetime
    ) -> int:
        [row] = await self.rows(
            f"""
            INSERT INTO question (text, language, status, asked_at, about, complaint) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT {self.same_question} DO UPDATE SET
                times = question.times + 1,
                asked_at = excluded.asked_at,
                status = CASE question.status WHEN 'suggested' THEN excluded.status ELSE question.status END
            RETURNING id
            """,
            text, language, status, now.isoformat(), about, complaint,
        )  # fmt: skip
        return int(row["id"])

    async def keep(self, question_id: int) -> bool:
        return await self.changes("UPDATE question SET status = 'open' WHERE id = ?", question_id) == 1

    async def question(self, question_id: int) -> Question | None:
        rows = await self.rows(_QUESTION + "WHERE question.id = ?", question_id)
        return _question(rows[0]) if rows else None

    async def queue_size(self) -> tuple[int, datetime | None]:
        [row] = await self.rows("SELECT count(*) AS length, min(since) AS since FROM cluster WHERE state = 'open'")
        return row["length"], time(row["since"]) if row["since"] else None

    async def unplaced(self) -> list[Question]:
        rows = await self.rows(
            _QUESTION
            + """
            LEFT JOIN cluster ON cluster.id = question.cluster_id
            WHERE question.status = 'open' AND (
                question.cluster_id IS NULL
                OR cluster.state IN ('answered', 'replied') AND question.asked_at > cluster.closed_at
                    AND NOT EXISTS (
                        SELECT 1 FROM waiting WHERE question_id = question.id AND since <= cluster.closed_at
                    )
            )
            ORDER BY question.id
            """
        )
        return [_question(row) for row in rows]

    async def placed(self, states: Sequence[State]) -> list[Placed]:
        rows = await self.rows(
            f"""
            SELECT cluster.id, state, nearest, text, about, complaint
            FROM question JOIN cluster ON cluster.id = question.cluster_id
            WHERE state IN ({", ".join("?" * len(states))}) ORDER BY cluster.id, times DESC, question.id
            """,
            *states,
        )
        return [
            Placed(row["id"], row["state"], tuple(row["nearest"].split()), row["text"], row["about"], row["complaint"])
            for row in rows
        ]

    async def place(self, question_id: int, cluster_id: int | None, nearest: Sequence[str], now: datetime) -> int:
        def work(db: Connection) -> int:
            into = _new_cluster(db, nearest, now) if cluster_id is None else cluster_id
            db.execute("UPDATE question SET cluster_id = ? WHERE id = ?", (into, question_id))
            return into

        return await self.run(work)

    async def clusters(self, wanted: Wanted, limit: int, offset: int) -> tuple[list[Cluster], int]:
        if not wanted.states:
            return [], 0
        where, values = _condition(wanted)

        def work(db: Connection) -> tuple[list[Cluster], int]:
            ids = db.execute(
                f"""
                SELECT cluster.id FROM cluster WHERE {where} ORDER BY
                    (SELECT count(DISTINCT chat_id) FROM waiting JOIN question ON question.id = question_id
                        WHERE question.cluster_id = cluster.id) DESC,
                    (SELECT sum(times) FROM question WHERE cluster_id = cluster.id) DESC,
                    cluster.id
                LIMIT ? OFFSET ?
                """,
                (*values, limit, offset),
            ).fetchall()
            counted = db.execute(f"SELECT count(*) AS length FROM cluster WHERE {where}", values).fetchone()
            found = [_cluster(db, row["id"]) for row in ids]
            return [one for one in found if one], counted["length"]

        return await self.run(work)

    async def cluster(self, cluster_id: int) -> Cluster | None:
        return await self.run(lambda db: _cluster(db, cluster_id))

    async def claim(self, cluster_id: int, admin_id: int | None) -> bool:
        if admin_id is None:
            return await self.changes("UPDATE cluster SET claimed_by = NULL WHERE id = ?", cluster_id) == 1
        return await self.changes(
            "UPDATE cluster SET claimed_by = ? WHERE id = ? AND (claimed_by IS NULL OR claimed_by = ?)",
            admin_id, cluster_id, admin_id,
        ) == 1  # fmt: skip

    async def write(self, cluster_id: int, pending: str | None) -> bool:
        return await self.changes("UPDATE cluster SET pending = ? WHERE id = ?", pending, cluster_id) == 1

    async def propose(self, cluster_id: int, article_id: str | None) -> bool:
        return await self.changes("UPDATE cluster SET proposed = ? WHERE id = ?", article_id, cluster_id) == 1

    async def resolve(
        self, cluster_id: int, state: State, now: datetime, article_id: str | None = None,
        refusal: Refusal | None = None,
    ) -> bool:  # fmt: skip
        return await self.changes(
            """
            UPDATE cluster SET state = ?, closed_at = ?, article_id = ?, refusal = ?, proposed = NULL, pending = NULL
            WHERE id = ? AND state = 'open'
            """,
            state, now.isoformat(), article_id, refusal, cluster_id,
        ) == 1  # fmt: skip

    async def reopen(self, cluster_id: int) -> bool:
        return await self.changes(
            """
            UPDATE cluster SET state = 'open', closed_at = NULL, article_id = NULL, refusal = NULL
            WHERE id = ? AND state <> 'open'
            """,
            cluster_id,
        ) == 1  # fmt: skip

    async def merge(self, cluster_id: int, into: int) -> bool:
        def work(db: Connection) -> bool:
            if cluster_id == into or not _is_open(db, cluster_id) or not _is_open(db, into):
                return False
            db.execute("UPDATE question SET cluster_id = ? WHERE cluster_id = ?", (into, cluster_id))
            db.execute("DELETE FROM cluster WHERE id = ?", (cluster_id,))
            return True

        return await self.run(work)

    async def split(self, question_id: int, now: datetime) -> int | None:
        def work(db: Connection) -> int | None:
            row = db.execute(
                """
                SELECT cluster.nearest FROM question JOIN cluster ON cluster.id = question.cluster_id
                WHERE question.id = ? AND cluster.state = 'open'
                """,
                (question_id,),
            ).fetchone()
            if row is None:
                return None
            cluster_id = _new_cluster(db, row["nearest"].split(), now)
            db.execute("UPDATE question SET cluster_id = ? WHERE id = ?", (cluster_id, question_id))
            return cluster_id

        return await self.run(work)

    async def wait(self, chat_id: int, question_id: int, now: datetime) -> bool:
        return await self.changes(
            """
            INSERT INTO waiting (chat_id, question_id, since) SELECT ?, id, ? FROM question WHERE id = ?
            ON CONFLICT (chat_id, question_id) DO UPDATE SET since = excluded.since
            """,
            chat_id, now.isoformat(), question_id,
        ) == 1  # fmt: skip

    async def withdraw(self, chat_id: int, question_id: int | None) -> int:
        if question_id is None:
            return await self.changes("DELETE FROM waiting WHERE chat_id = ?", chat_id)
        return await self.changes("DELETE FROM waiting WHERE chat_id = ? AND question_id = ?", chat_id, question_id)

    async def waits_of(self, chat_id: int) -> list[Question]:
        rows = await self.rows(
            _QUESTION + "WHERE question.id IN (SELECT question_id FROM waiting WHERE chat_id = ?) ORDER BY id", chat_id
        )
        return [_question(row) for row in rows]

    async def promises(self, closed_before: datetime, limit: int) -> list[Promise]:
        rows = await self.rows(
            """
            SELECT chat_id, question_id, cluster.id AS cluster_id FROM waiting
            JOIN question ON question.id = question_id JOIN cluster ON cluster.id = question.cluster_id
            WHERE cluster.state IN ('answered', 'replied', 'not_for_us') AND cluster.closed_at <= ?
            ORDER BY cluster.closed_at, chat_id LIMIT ?
            """,
            closed_before.isoformat(), limit,
        )  # fmt: skip
        return [Promise(row["chat_id"], row["question_id"], row["cluster_id"]) for row in rows]


def _condition(wanted: Wanted) -> tuple[str, list[object]]:
    """Which clusters are wanted, as SQL, and the values in it."""
    marks = ", ".join("?" * len(wanted.states))
    conditions, values = [f"cluster.state IN ({marks})"], list[object](wanted.states)
    if wanted.proposed:
        conditions.append("cluster.proposed IS NOT NULL")
    of_question = ["cluster_id = cluster.id"]
    if wanted.language:
        of_question.append("language = ?")
        values.append(wanted.language)
    if wanted.text:
        of_question.append("holds(text || ' ' || coalesce(about, ''), ?)")
        values.append(wanted.text)
    conditions.append(f"EXISTS (SELECT 1 FROM question WHERE {' AND '.join(of_question)})")
    return " AND ".join(conditions), values


def _new_cluster(db: Connection, nearest: Sequence[str], now: datetime) -> int:
    statement = "INSERT INTO cluster (state, nearest, since) VALUES ('open', ?, ?) RETURNING id"
    return int(db.execute(statement, (" ".join(nearest), now.isoformat())).fetchone()["id"])


def _is_open(db: Connection, cluster_id: int) -> bool:
    return db.execute("SELECT 1 FROM cluster WHERE id = ? AND state = 'open'", (cluster_id,)).fetchone() is not None


def _cluster(db: Connection, cluster_id: int) -> Cluster | None:
    row = db.execute("SELECT * FROM cluster WHERE id = ?", (cluster_id,)).fetchone()
    if row is None:
        return None
    asked = db.execute(_QUESTION + "WHERE cluster_id = ? ORDER BY times DESC, id", (cluster_id,)).fetchall()
    questions = tuple(_question(one) for one in asked)
    counted = db.execute(
        """
        SELECT count(DISTINCT chat_id) AS waiting FROM waiting JOIN question ON question.id = question_id
        WHERE cluster_id = ?
        """,
        (cluster_id,),
    ).fetchone()
    return Cluster(
        id=cluster_id,
        state=row["state"],
        since=time(row["since"]),
        last_asked_at=max((one.asked_at for one in questions), default=time(row["since"])),
        times=sum(one.times for one in questions),
        waiting=counted["waiting"],
        nearest=tuple(row["nearest"].split()),
        questions=questions,
        claimed_by=row["claimed_by"],
        article_id=row["article_id"],
        refusal=row["refusal"],
        proposed=row["proposed"],
        pending=row["pending"],
        closed_at=time(row["closed_at"]) if row["closed_at"] else None,
    )


def _question(row: Row) -> Question:
    return Question(
        row["id"], row["text"], row["language"], time(row["asked_at"]), row["times"], row["waiting"], row["about"],
        row["complaint"],
    )  # fmt: skip

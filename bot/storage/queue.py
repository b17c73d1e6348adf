"""The queue of questions without an answer, in clusters, and the chats that wait for theirs."""

from collections.abc import Sequence
from datetime import datetime

import aiosqlite

from bot.core.review import Cluster, Complaint, Promise, Question, Refusal, State, Status, Wanted
from bot.core.text import Language
from bot.storage.database import Database, time

_QUESTION = """
    SELECT question.*, (SELECT count(*) FROM waiting WHERE question_id = question.id) AS waiting FROM question
"""


class Queue(Database):
    """The queue of `bot.core.review.ReviewStore`."""

    async def record(self, text: str, language: Language, status: Status, now: datetime) -> int:
        return await self._add(text, language, status, None, None, now)

    async def complain(self, about: str, complaint: Complaint, language: Language, now: datetime) -> int:
        return await self._add("", language, "open", about, complaint, now)

    async def _add(
        self, text: str, language: Language, status: str, about: str | None, complaint: str | None, now: datetime
    ) -> int:
        [row] = await self.rows(
            """
            INSERT INTO question (text, language, status, asked_at, about, complaint) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (text, language, coalesce(about, ''), coalesce(complaint, '')) DO UPDATE SET
                times = times + 1,
                asked_at = excluded.asked_at,
                status = CASE status WHEN 'suggested' THEN excluded.status ELSE status END
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
        [row] = await self.rows("SELECT COUNT(*), MIN(since) FROM cluster WHERE state = 'open'")
        return row[0], time(row[1]) if row[1] else None

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

    async def place(self, question_id: int, cluster_id: int | None, nearest: Sequence[str], now: datetime) -> int:
        async with self.transaction() as db:
            if cluster_id is None:
                cluster_id = await _new_cluster(db, nearest, now)
            await db.execute("UPDATE question SET cluster_id = ? WHERE id = ?", (cluster_id, question_id))
            return cluster_id

    async def clusters(self, wanted: Wanted, limit: int, offset: int) -> tuple[list[Cluster], int]:
        marks = ", ".join("?" * len(wanted.states))
        conditions = [f"cluster.state IN ({marks})", "EXISTS (SELECT 1 FROM question WHERE cluster_id = cluster.id)"]
        values: list[object] = [*wanted.states]
        if wanted.proposed:
            conditions.append("cluster.proposed IS NOT NULL")
        if wanted.language or wanted.text:
            conditions.append(
                "EXISTS (SELECT 1 FROM question WHERE cluster_id = cluster.id"
                " AND (? IS NULL OR language = ?) AND instr(casefold(text || ' ' || coalesce(about, '')), ?))"
            )
            values += [wanted.language, wanted.language, wanted.text.casefold()]
        where = " AND ".join(conditions)
        async with self.transaction() as db:
            cursor = await db.execute(
                f"""
                SELECT cluster.id FROM cluster WHERE {where} ORDER BY
                    (SELECT count(DISTINCT chat_id) FROM waiting JOIN question ON question.id = question_id
                        WHERE question.cluster_id = cluster.id) DESC,
                    (SELECT sum(times) FROM question WHERE cluster_id = cluster.id) DESC,
                    cluster.id
                LIMIT ? OFFSET ?
                """,
                (*values, limit, offset),
            )
            ids = [row["id"] for row in await cursor.fetchall()]
            counted = await (await db.execute(f"SELECT count(*) FROM cluster WHERE {where}", values)).fetchone()
            found = [await _cluster(db, one) for one in ids]
        return [one for one in found if one], int(counted[0]) if counted else 0

    async def cluster(self, cluster_id: int) -> Cluster | None:
        async with self.transaction() as db:
            return await _cluster(db, cluster_id)

    async def claim(self, cluster_id: int, admin_id: int | None) -> bool:
        return await self.changes(
            "UPDATE cluster SET claimed_by = ?1 WHERE id = ?2 AND (?1 IS NULL OR coalesce(claimed_by, ?1) = ?1)",
            admin_id, cluster_id,
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
        async with self.transaction() as db:
            if cluster_id == into or not await _exists(db, cluster_id) or not await _exists(db, into):
                return False
            await db.execute("UPDATE question SET cluster_id = ? WHERE cluster_id = ?", (into, cluster_id))
            await db.execute("DELETE FROM cluster WHERE id = ?", (cluster_id,))
            return True

    async def split(self, question_id: int, now: datetime) -> int | None:
        async with self.transaction() as db:
            cursor = await db.execute(
                """
                SELECT cluster.nearest FROM question JOIN cluster ON cluster.id = question.cluster_id
                WHERE question.id = ? AND cluster.state = 'open'
                """,
                (question_id,),
            )
            row = await cursor.fetchone()
            if row is None:
                return None
            cluster_id = await _new_cluster(db, row["nearest"].split(), now)
            await db.execute("UPDATE question SET cluster_id = ? WHERE id = ?", (cluster_id, question_id))
            return cluster_id

    async def wait(self, chat_id: int, question_id: int, now: datetime) -> bool:
        return await self.changes(
            """
            INSERT INTO waiting (chat_id, question_id, since) SELECT ?, id, ? FROM question WHERE id = ?
            ON CONFLICT (chat_id, question_id) DO UPDATE SET since = excluded.since
            """,
            chat_id, now.isoformat(), question_id,
        ) == 1  # fmt: skip

    async def withdraw(self, chat_id: int, question_id: int | None) -> int:
        return await self.changes(
            "DELETE FROM waiting WHERE chat_id = ?1 AND (?2 IS NULL OR question_id = ?2)", chat_id, question_id
        )

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


async def _new_cluster(db: aiosqlite.Connection, nearest: Sequence[str], now: datetime) -> int:
    cursor = await db.execute(
        "INSERT INTO cluster (state, nearest, since) VALUES ('open', ?, ?)", (" ".join(nearest), now.isoformat())
    )
    assert cursor.lastrowid, "an insert gives a number"
    return cursor.lastrowid


async def _exists(db: aiosqlite.Connection, cluster_id: int) -> bool:
    cursor = await db.execute("SELECT 1 FROM cluster WHERE id = ? AND state = 'open'", (cluster_id,))
    return await cursor.fetchone() is not None


async def _cluster(db: aiosqlite.Connection, cluster_id: int) -> Cluster | None:
    row = await (await db.execute("SELECT * FROM cluster WHERE id = ?", (cluster_id,))).fetchone()
    if row is None:
        return None
    cursor = await db.execute(_QUESTION + "WHERE cluster_id = ? ORDER BY times DESC, id", (cluster_id,))
    questions = tuple(_question(one) for one in await cursor.fetchall())
    cursor = await db.execute(
        "SELECT count(DISTINCT chat_id) FROM waiting JOIN question ON question.id = question_id WHERE cluster_id = ?",
        (cluster_id,),
    )
    counted = await cursor.fetchone()
    return Cluster(
        id=cluster_id,
        state=row["state"],
        since=time(row["since"]),
        last_asked_at=max((one.asked_at for one in questions), default=time(row["since"])),
        times=sum(one.times for one in questions),
        waiting=counted[0] if counted else 0,
        nearest=tuple(row["nearest"].split()),
        questions=questions,
        claimed_by=row["claimed_by"],
        article_id=row["article_id"],
        refusal=row["refusal"],
        proposed=row["proposed"],
        pending=row["pending"],
        closed_at=time(row["closed_at"]) if row["closed_at"] else None,
    )


def _question(row: aiosqlite.Row) -> Question:
    return Question(
        row["id"], row["text"], row["language"], time(row["asked_at"]), row["times"], row["waiting"], row["about"],
        row["complaint"],
    )  # fmt: skip

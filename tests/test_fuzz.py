"""Odd updates break nothing: no exception, no rule of Telegram, no press without an answer."""

from telegram.constants import UpdateType

from bot.telegram.updates import ASKED_FOR
from tests.fuzz import fuzz, running
from tests.fuzz_updates import KINDS


def test_odd_updates_break_nothing() -> None:
    with running() as (runner, bot):
        fuzz(800, runner, bot)
        assert set(ASKED_FOR) <= bot.served.keys()


def test_every_kind_of_update_is_made() -> None:
    assert set(KINDS) == {kind.value for kind in UpdateType}

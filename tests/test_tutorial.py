"""What the tutorial promises an operator is what happens, in both languages."""

import asyncio
import subprocess
from pathlib import Path

import pytest

from bot.core.text import Language
from tests.tutorial import PAGES, Fence, fences, played


@pytest.mark.parametrize("language", PAGES)
def test_every_step_goes_as_the_page_says(language: Language, tmp_path: Path) -> None:
    promised = asyncio.run(played(_text(language), language, tmp_path))
    left = subprocess.run(["git", "status", "--short"], cwd=tmp_path, check=True, capture_output=True).stdout
    assert left == b"", "what was practised is thrown away"
    assert promised
    for fence, printed in promised:
        assert fence.same_as(printed), f"the page says:\n{fence.text}\nbut this comes (`make tutorial`):\n{printed}"


def test_both_pages_have_the_same_steps() -> None:
    russian, kazakh = (list(map(_done, fences(_text(language)))) for language in PAGES)
    assert len(russian) == len(kazakh)
    other = [one for one, two in zip(russian, kazakh, strict=True) if one != two]
    assert [kind for kind, *_ in other] == ["diff"], "only the first lesson changes a word of its own language"


def _text(language: Language) -> str:
    return PAGES[language].read_text(encoding="utf-8")


def _done(fence: Fence) -> tuple[str, ...]:
    """What is done at this step, whatever comes back and in whichever chat."""
    if fence.kind in ("text", "chat"):
        return (fence.kind,)
    return fence.kind, fence.about, fence.text.replace(" --language kk", "")

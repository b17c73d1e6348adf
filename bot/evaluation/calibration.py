"""Thresholds from golden questions: as strict as the questions in scope allow; a missed danger counts most."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from bot.core.search.engine import Search
from bot.core.search.hits import LONG_FROM, Found, Thresholds, Zones
from bot.evaluation.golden import Golden
from bot.evaluation.noise import with_typos

OFFERED = 0.98
RIGHT_WHEN_ANSWERED = 0.97
RIGHT_ELSEWHERE = 0.9
FALSE_ALARMS_FOR_ONE_MISSED = 8


def calibrate(search: Search, questions: Sequence[Golden]) -> Thresholds:
    """The thresholds that fit these questions best."""
    usable = [golden for golden in questions if golden.emergency is None and golden.after is None]
    found = [(golden, search.find(golden.text)) for golden in usable]
    short, long = (
        _zones([(golden, one) for golden, one in found if (len(one.asked) >= LONG_FROM) == is_long and one.hits])
        for is_long in (False, True)
    )
    emergency, emergency_named = _danger(search, questions)
    return Thresholds(
        short=short,
        long=long,
        elsewhere=_elsewhere(found),
        emergency=emergency,
        emergency_named=emergency_named,
    )


def _elsewhere(found: Sequence[tuple[Golden, Found]]) -> float:
    """The lowest score from which on the first "not here" entry is mostly the right one."""
    judged = [
        (one.hits[0].score, one.hits[0].id in golden.elsewhere)
        for golden, one in found
        if golden.elsewhere and one.hits and not one.hits[0].covered
    ]
    for lowest in np.arange(Thresholds().elsewhere, 0.6, 0.01):
        right = [is_right for score, is_right in judged if score >= lowest]
        if right and sum(right) / len(right) >= RIGHT_ELSEWHERE:
            return round(float(lowest), 2)
    return 1.0


def _danger(search: Search, questions: Sequence[Golden]) -> tuple[float, float]:
    """From which likeness a question is danger, by itself and where it names one. Of equals the lower, safer ones.

    Whoever is in danger mistypes: each question counts once more with a typo.
    """
    judged = [
        (golden.emergency is True, *search.danger_in(change(golden.text)))
        for golden in questions
        if golden.emergency is not None or golden.right.isdisjoint(search.about_danger)
        for change in (str, with_typos)
    ]

    def harm(thresholds: tuple[float, float]) -> int:
        alone, named = thresholds
        shown = [(meant, likeness >= (named if name else alone)) for meant, likeness, name in judged]
        missed = sum(meant and not alarm for meant, alarm in shown)
        return FALSE_ALARMS_FOR_ONE_MISSED * missed + sum(alarm and not meant for meant, alarm in shown)

    steps = [round(float(step), 2) for step in np.arange(-0.8, 0.5, 0.02)]
    return min(((alone, named) for alone, named in product(steps, steps) if alone > max(named, 0)), key=harm)


def _zones(group: Sequence[tuple[Golden, Found]]) -> Zones:
    suggest = float(np.quantile([found.sureness for golden, found in group if golden.right], 1 - OFFERED))
    best = Zones(answer=1, suggest=round(suggest, 3))
    most = 0
    for answer in np.arange(suggest, 0.6, 0.01):
        for margin in (0.0, 0.02, 0.04, 0.06, 0.08):
            answered = [
                found.hits[0].id in golden.right
                for golden, found in group
                if found.sureness >= answer and _lead(found) >= margin
            ]
            if answered and sum(answered) / len(answered) >= RIGHT_WHEN_ANSWERED and sum(answered) > most:
                most = sum(answered)
                best = Zones(answer=round(float(answer), 3), suggest=round(suggest, 3), margin=margin)
    return best


def _lead(found: Found) -> float:
    return found.hits[0].score - (found.hits[1].score if len(found.hits) > 1 else 0.0)

"""Thresholds from golden questions: as strict as 95 % of the questions in scope allow."""

from collections.abc import Sequence

import numpy as np

from bot.core.search.engine import Search
from bot.core.search.hits import LONG_FROM, Thresholds, Zones
from bot.evaluation.golden import Golden
from bot.evaluation.scores import ELSEWHERE

OFFERED = 0.965
RIGHT_WHEN_ANSWERED = 0.92


def calibrate(search: Search, questions: Sequence[Golden]) -> Thresholds:
    """Thresholds for short and for long questions; that of emergencies stays."""
    usable = [golden for golden in questions if golden.emergency is None and golden.after is None]
    found = [(golden, search.find(golden.text)) for golden in usable]
    zones = []
    for is_long in (False, True):
        group = [(golden, one.hits) for golden, one in found if (len(one.asked) >= LONG_FROM) == is_long and one.hits]
        zones.append(_zones([(golden, [(hit.id, hit.score, hit.topic_id) for hit in hits]) for golden, hits in group]))
    return Thresholds(short=zones[0], long=zones[1], emergency=search.thresholds.emergency)


def _zones(group: Sequence[tuple[Golden, list[tuple[str, float, str]]]]) -> Zones:
    in_scope = [hits[0][1] for golden, hits in group if golden.right]
    suggest = float(np.quantile(in_scope, 1 - OFFERED)) if in_scope else Zones().suggest
    best = Zones(suggest=round(suggest, 3))
    most = 0
    for answer in np.arange(suggest, 0.8, 0.01):
        for margin in (0.0, 0.02, 0.04, 0.06, 0.08):
            taken = [
                hits[0][0] in golden.right or (not golden.right and hits[0][2] == ELSEWHERE)
                for golden, hits in group
                if hits[0][1] >= answer and (len(hits) < 2 or hits[0][1] - hits[1][1] >= margin)
            ]
            if taken and sum(taken) / len(taken) >= RIGHT_WHEN_ANSWERED and sum(taken) > most:
                most = sum(taken)
                best = Zones(answer=round(float(answer), 3), suggest=round(suggest, 3), margin=margin)
    return best

"""A picture as SVG, laid out by Graphviz."""

import html
import re
from collections.abc import Sequence
from textwrap import wrap
from threading import Lock

from pygraphviz import AGraph

from bot.drawing.picture import OutcomeCard, Picture, StepCard

_WIDTH = 30  # characters a line
_LETTER = 7.2  # points a letter takes at most, so that cards fit their texts without the fonts of the reader
_FONT = "sans-serif"
_ONE_AT_A_TIME = Lock()  # Graphviz keeps one state for the whole process
# The same rules stand in console.css for the pictures of the console, which takes no styles from inside a page.
STYLE = """
svg { background: #ffffff; color-scheme: light dark; }
.node polygon { fill: #ffffff; stroke: #6b7c89; }
.outcome polygon { fill: #e2eef8; }
.uncovered polygon { stroke: #b3261e; stroke-width: 2; }
.node text { fill: #10202c; }
.edge path { stroke: #4a5b67; }
.edge polygon { stroke: #4a5b67; fill: #4a5b67; }
@media (prefers-color-scheme: dark) {
  svg { background: #0e1620; }
  .node polygon { fill: #17212b; stroke: #7f95a8; }
  .outcome polygon { fill: #24405a; }
  .uncovered polygon { stroke: #ff8a80; }
  .node text { fill: #edf2f6; }
  .edge path { stroke: #a9bac8; }
  .edge polygon { stroke: #a9bac8; fill: #a9bac8; }
}
"""


def svg(picture: Picture) -> str:
    """An `<svg>` without styles or scripts; cards have their ids, and the classes `node` and `step` or `outcome`."""
    graph = AGraph(directed=True, strict=False)
    graph.graph_attr.update(rankdir="LR", nodesep="0.2", ranksep="0.9", bgcolor="transparent", pad="0.2")
    graph.node_attr.update(shape="plain", fontname=_FONT, fontsize="11")
    graph.edge_attr.update(arrowsize="0.7")
    for step in picture.steps:
        graph.add_node(step.id, id=step.id, label=_step(step), **{"class": "step"})
    for outcome in picture.outcomes:
        kind = "outcome uncovered" if outcome.uncovered else "outcome"
        graph.add_node(outcome.id, id=outcome.id, label=_outcome(outcome), **{"class": kind})
    for step in picture.steps:
        for number, row in enumerate(step.rows):
            for target in row.targets:
                style = "dashed" if row.sometimes else "solid"
                graph.add_edge(step.id, target, tailport=f"r{number}:e", headport="top:w", style=style)
    with _ONE_AT_A_TIME:
        drawn = graph.draw(format="svg", prog="dot").decode("utf-8")
    found = re.search(r"<svg.*</svg>", drawn, re.DOTALL)
    assert found, "Graphviz has drawn"
    named = found[0].replace("<svg ", f'<svg role="img" aria-label="{html.escape(picture.title)}" ', 1)
    return re.sub(r"<title>.*?</title>\n?|<!--.*?-->\n?", "", named, flags=re.DOTALL)


def svg_file(picture: Picture) -> str:
    """The same as a file of its own, for light and dark screens."""
    head, bracket, rest = svg(picture).partition(">")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{bracket}<style>{STYLE}</style>{rest}\n'


def _step(step: StepCard) -> str:
    rows = [_cell(f"<B>{_lines([step.text])}</B>", "top", [step.text])]
    rows += [_cell(_lines([row.text]), f"r{number}", [row.text]) for number, row in enumerate(step.rows)]
    return _table(rows)


def _outcome(outcome: OutcomeCard) -> str:
    told = [*outcome.sources, *([f"⚠ {outcome.uncovered}"] if outcome.uncovered else [])]
    return _table([_cell(f"<B>{_lines([outcome.text])}</B>", "top", [outcome.text]), _cell(_lines(told), "law", told)])


def _table(rows: Sequence[str]) -> str:
    return f'<<TABLE BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="5">{"".join(rows)}</TABLE>>'


def _cell(content: str, port: str, texts: Sequence[str]) -> str:
    longest = max(len(line) for text in texts for line in wrap(text, _WIDTH))
    return f'<TR><TD PORT="{port}" ALIGN="LEFT" BALIGN="LEFT" WIDTH="{longest * _LETTER:.0f}">{content}</TD></TR>'


def _lines(texts: Sequence[str]) -> str:
    return "<BR/>".join(html.escape(line) for text in texts for line in wrap(text, _WIDTH))

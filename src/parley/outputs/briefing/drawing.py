"""A small network as a drawing: a figure of circles, lines and labels with their places, always the same for the same ties.

The actors stand on an ellipse at even heights, half of them on either side, with their labels outside: so no label meets
another or a line, with three actors as with twenty-five. Which actor stands where is improved by exchanging two at a time
until no exchange shortens the lines. No randomness, no physics.
"""

from __future__ import annotations

import math
import textwrap
from collections import defaultdict
from collections.abc import Sequence

from parley.outputs.briefing.network import Tie
from parley.records import Record

_ROUNDS = 8
"""Rounds of exchanges at most; they end by themselves long before on what we saw."""
_BEND = 0.45
"""How far lines bend towards the middle, as a part of their length."""
_BULGE = 14.0
"""How far lines between actors of one side stand off it at least."""
_APART = 7.0
"""Distance between the two lines of a pair that has both cooperation and conflict, in the middle."""
_THINNEST, _THICKEST = 1.6, 6.0
"""Widths of lines: of one happening, and of as many as `_MANY` or the strongest tie has."""
_MANY = 8


class Shape(Record, frozen=True, kw_only=True):
    """How large a drawing is, in pixels of a usual screen."""

    width: int
    label: int
    """Width of a label."""
    letters: int
    """Letters in one line of a label."""
    row: int
    """Height that an actor needs."""
    size: int
    """Size of the letters."""


WIDE = Shape(width=760, label=230, letters=30, row=38, size=14)
NARROW = Shape(width=360, label=118, letters=16, row=40, size=13)


class Node(Record, frozen=True, kw_only=True):
    """An actor's circle and label."""

    x: float
    y: float
    radius: float
    anchor: str
    label_x: float
    lines: tuple[tuple[float, str], ...]
    """Lines of the label with their heights."""
    name: str


class Edge(Record, frozen=True, kw_only=True):
    """A line between two circles."""

    path: str
    side: str
    """"cooperation", "conflict" or "other"."""
    width: float
    title: str


class Drawing(Record, frozen=True, kw_only=True):
    """A figure in its own coordinates."""

    shape: Shape
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def draw(ties: Sequence[Tie], shape: Shape) -> Drawing:
    """The drawing of some ties."""
    names = {key: name for tie in ties for key, name in zip(tie.keys, tie.names, strict=True)}
    weight: dict[str, int] = defaultdict(int)
    for tie in ties:
        for key in tie.keys:
            weight[key] += len(tie.entries)
    keys = sorted(names, key=lambda k: (-weight[k], k))
    rows = (len(keys) + 1) // 2
    height = max(rows, 3) * shape.row + shape.row
    places = _places(len(keys), shape, height)
    order = _order(keys, places, ties)
    at = {key: places[place] for key, place in order.items()}
    heaviest = max(weight.values(), default=1)
    most = max((max(t.count("cooperation"), t.count("conflict"), 1) for t in ties), default=1)
    return Drawing(
        shape=shape,
        height=height,
        nodes=tuple(
            _node(names[k], at[k], 4 + 5 * math.sqrt(weight[k] / heaviest), shape)
            for k in sorted(keys, key=order.__getitem__)
        ),
        edges=tuple(e for tie in reversed(ties) for e in _edges(tie, at, shape, height, most)),
    )


Place = tuple[float, float]


def _places(count: int, shape: Shape, height: int) -> list[Place]:
    """Places at even heights: first the left side from the top, then the right from the bottom, so that neighbours are near."""
    left = (count + 1) // 2
    middle, half = shape.width / 2, height / 2
    across, down = shape.width / 2 - shape.label - 14, (height - shape.row) / 2
    found = []
    for side, number in ((-1, left), (1, count - left)):
        heights = [-1 + (2 * i + 1) / number for i in range(number)]
        for y in heights if side < 0 else reversed(heights):
            x = math.sqrt(max(0.0, 1 - (0.97 * y) ** 2))
            found.append((middle + side * across * max(x, 0.3), half + y * down))
    return found


def _order(keys: Sequence[str], places: Sequence[Place], ties: Sequence[Tie]) -> dict[str, int]:
    """Which actor stands at which place: exchanged in pairs while that shortens the lines, heavy ones most."""
    middle = sum(y for _, y in places) / len(places) if places else 0.0
    central = sorted(range(len(places)), key=lambda i: (abs(places[i][1] - middle), i))
    order = dict(zip(keys, central, strict=True))
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for tie in ties:
        strength = math.sqrt(len(tie.entries))
        near[tie.keys[0]].append((tie.keys[1], strength))
        near[tie.keys[1]].append((tie.keys[0], strength))

    sides = [x for x, _ in places]
    left, right = min(sides, default=0.0), max(sides, default=0.0)

    def length(one: Place, other: Place) -> float:
        """Lines across are easier to follow than arcs along a side."""
        same = (2 * one[0] < left + right) == (2 * other[0] < left + right)
        return math.dist(one, other) + (right - left if same else 0.0)

    def cost(*moved: str) -> float:
        return sum(
            strength * length(places[order[key]], places[order[other]])
            for key in moved
            for other, strength in near[key]
        )

    for _ in range(_ROUNDS):
        changed = False
        for i, one in enumerate(keys):
            for other in keys[i + 1 :]:
                before = cost(one, other)
                order[one], order[other] = order[other], order[one]
                if cost(one, other) < before - 1e-9:
                    changed = True
                else:
                    order[one], order[other] = order[other], order[one]
        if not changed:
            break
    return order


def _node(name: str, at: Place, radius: float, shape: Shape) -> Node:
    x, y = at
    left = x < shape.width / 2
    lines = textwrap.wrap(name, shape.letters, max_lines=2, placeholder=" …") or ["?"]
    step = shape.size + 2
    first = y - step * (len(lines) - 1) / 2 + shape.size * 0.34
    return Node(
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        anchor="end" if left else "start",
        label_x=round(x - radius - 6 if left else x + radius + 6, 1),
        lines=tuple((round(first + step * i, 1), line) for i, line in enumerate(lines)),
        name=name,
    )


def _edges(tie: Tie, at: dict[str, Place], shape: Shape, height: int, most: int) -> list[Edge]:
    """One line for each side that a tie has; two lines stand a little apart."""
    counts = [(side, n) for side in ("cooperation", "conflict") if (n := tie.count(side))]
    rest = len(tie.entries) - sum(n for _, n in counts)
    counts += [("other", rest)] if rest else []
    (x1, y1), (x2, y2) = at[tie.keys[0]], at[tie.keys[1]]
    mx, my = (x1 + x2) / 2, (y1 + y2) / 2
    long = math.dist((x1, y1), (x2, y2)) or 1.0
    if (x1 < shape.width / 2) == (x2 < shape.width / 2):
        inwards = math.copysign(
            min(_BULGE + _BEND * long, 2 * abs(shape.width / 2 - mx)), shape.width / 2 - mx
        )
        cx, cy = mx + inwards, my
    else:
        cx, cy = mx, my + (height / 2 - my) * _BEND / 3
    nx, ny = (y1 - y2) / long, (x2 - x1) / long
    found = []
    for place, (side, n) in enumerate(counts):
        off = (place - (len(counts) - 1) / 2) * _APART * 2
        path = f"M{x1:.1f} {y1:.1f}Q{cx + nx * off:.1f} {cy + ny * off:.1f} {x2:.1f} {y2:.1f}"
        width = _THINNEST + (_THICKEST - _THINNEST) * math.sqrt((n - 1) / max(most - 1, _MANY))
        title = f"{tie.names[0]} and {tie.names[1]}: {n} × {side}"
        found.append(Edge(path=path, side=side, width=round(width, 1), title=title))
    return found

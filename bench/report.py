"""Arithmetic and print: medians over rounds, ratios to bare Django, one plain table. [pure]"""

from dataclasses import dataclass, field
from statistics import median

SET_RATIO = TODAY_RATIO = 3
SET_QUERIES, TODAY_QUERIES = 8, 10
UNKNOWN = "n/a"


@dataclass(frozen=True)
class Block:
    """One burst of requests to one server: how many, in what time, for how much of the server's processor."""

    requests: int
    seconds: float
    cpu_s: float | None

    @property
    def per_second(self):
        return self.requests / self.seconds


@dataclass
class Action:
    """What is measured, and the bare view it is held against; a bare view itself has none.

    `blocks` maps a server to its bursts, one a round: those of the same round stand at the same index.
    """

    key: str
    name: str
    bare: str = ""
    queries: tuple[int, int] | None = None
    blocks: dict[str, list[Block]] = field(default_factory=dict)


def rate(blocks):
    """Requests a second: the median of the rounds."""
    return median(block.per_second for block in blocks)


def cpu_ms(blocks):
    """Processor ms a request, over all rounds because the clock ticks in 10 ms; None if not known."""
    if any(block.cpu_s is None for block in blocks):
        return None
    return 1000 * sum(block.cpu_s for block in blocks) / sum(block.requests for block in blocks)


def ratio(slower, faster):
    """How many times more requests a second `faster` answered: the median of the rounds' ratios."""
    return median(one.per_second / other.per_second for one, other in zip(faster, slower, strict=True))


def ratios(action):
    """Bare server -> how many times faster it was than ecctrain in the same round."""
    return {
        server: ratio(action.blocks["ecctrain"], blocks)
        for server, blocks in action.blocks.items()
        if server.startswith("bare")
    }


def cpu_ratio(action):
    """How many times the processor time of the bare view a request of ecctrain's takes; None if not known."""
    ours, bare = cpu_ms(action.blocks["ecctrain"]), cpu_ms(action.blocks["bare"])
    return ours / bare if ours and bare else None


def table(rows):
    """Rows of text as aligned columns: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *cells]).rstrip())
    return "\n".join(lines)


def number(value, digits=1):
    """A figure for the table; what is not known is said so."""
    return UNKNOWN if value is None else f"{value:,.{digits}f}"


def cost_table(actions, bare_servers):
    """ecctrain's actions, each beside its bare view and with the ratio to it on each bare server."""
    times = [f"x {name}" for name in bare_servers]
    rows = [["", "queries", "no BEGIN", "CPU ms", "requests/s", "bare view", *times, "CPU x bare"]]
    for action in actions:
        blocks, found = action.blocks["ecctrain"], ratios(action)
        figures = [number(cpu_ms(blocks), 2), number(rate(blocks))]
        times = [number(found[name], 2) for name in bare_servers] + [number(cpu_ratio(action), 2)]
        rows.append([action.name, *map(str, action.queries), *figures, action.bare, *times])
    return table(rows)


def bare_table(actions, bare_servers):
    """The bare views themselves, over every block they were measured in."""
    rows = [["", "CPU ms", "requests/s"]]
    for server in bare_servers:
        for view in dict.fromkeys(action.bare for action in actions):
            blocks = [block for action in actions if action.bare == view for block in action.blocks[server]]
            rows.append([f"{server}, {view}", number(cpu_ms(blocks), 2), number(rate(blocks))])
    return table(rows)


def visit_table(steps):
    """A phone's first visit: steps of (name, requests, bytes), and their sum."""
    whole = ("all of it", sum(step[1] for step in steps), sum(step[2] for step in steps))
    rows = [["A phone", "requests", "bytes"]]
    return table(rows + [[name, str(requests), number(size, 0)] for name, requests, size in (*steps, whole)])


def timing_table(timings):
    """What was timed on the phone: (what, milliseconds)."""
    return table([["On the phone", "ms"], *([name, number(value)] for name, value in timings)])


def server_table(actions):
    """gthread beside sync: requests a second of each, and how many times as many gthread answers."""
    rows = [["Servers", "sync", "gthread", "gthread / sync"]]
    for action in actions:
        sync, threads = action.blocks["sync"], action.blocks["gthread"]
        rows.append([action.name, number(rate(sync)), number(rate(threads)), number(ratio(sync, threads), 2)])
    return table(rows)


def goals(actions):
    """[(goal, what was measured, whether it is met)] of a set and of Today."""
    by_key = {action.key: action for action in actions}
    found = []
    limits = (("set", SET_RATIO, SET_QUERIES), ("today", TODAY_RATIO, TODAY_QUERIES))
    for key, most_times, most_queries in limits:
        action = by_key[key]
        times, count = ratios(action)["bare"], action.queries[0]
        ratio_goal = f"{action.name}: at most {most_times} x the bare {action.bare}"
        found.append((ratio_goal, number(times, 2), times <= most_times))
        found.append((f"{action.name}: at most {most_queries} queries", str(count), count <= most_queries))
    return found


def goal_table(found):
    """The goals in words."""
    lines = [[goal, measured, "met" if is_met else "NOT MET"] for goal, measured, is_met in found]
    return table([["Goals", "measured", ""], *lines])

"""Two workers on two machines over one PostgreSQL server: killed, cut off, restarted under, and with clocks apart."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from faults import cluster_checks, cluster_world
from faults.checks import Result
from faults.cluster_checks import Outcome
from faults.cluster_world import ALL, PIECES, Cluster
from faults.kills import places
from faults.orders import At

# Which of the two it befalls.
ONE, OTHER, AGAIN = 0, 1, 2
# The leases of feeds and articles are over after the first, those of deliveries after the second.
SKIPPED_S = (7 * 60.0, 10 * 60.0, 20 * 60.0)
# Within this a copy that was taken late is looked for.
SWEPT_S = 3 * 60.0
CLOCKS_APART_S = 5 * 60.0
# Of a place that is passed often, so many of its times.
TIMES = 2
ANSWERED = "wire.chat.postMessage.answered"
RESTARTED = "the server restarted"
TAKEN_OVER = "cut off until all was taken over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Who does what: the queues of the one that something befalls and of the other, and whether it begins first."""

    doomed: str
    other: str
    first: bool = True

    @property
    def is_shared(self) -> bool:
        """Whether the other one does all that the first does, so that nobody needs to come back."""
        return self.other == ALL


LEADER, FOLLOWER = "the leader", "the follower"
LAYOUTS: Mapping[str, Layout] = {
    LEADER: Layout(doomed=ALL, other=ALL),
    FOLLOWER: Layout(doomed=ALL, other=ALL, first=False),
    "who polls and reads": Layout(doomed="poll,read", other="send,digest"),
    "who sends": Layout(doomed="send,digest", other="poll,read"),
}
# What befalls a worker that was stopped at a place, until it goes on.
Trouble = Callable[[Cluster], None]
Play = Callable[[Cluster, Outcome], Result | None]


def cluster(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """All cases, or a share of them."""
    with cluster_world.opened(folder / "world") as made:
        calm, passed = undisturbed(made)
        for play in list(cases(passed))[share::shares]:
            if (found := play(made, calm)) is not None:
                yield found
        for name in list(TRIALS)[share::shares]:
            yield tried(made, calm, name)


def undisturbed(
    made: Cluster, layouts: Sequence[str] = tuple(LAYOUTS)
) -> tuple[Outcome, dict[str, list[At]]]:
    """What two workers come to that nothing befalls, and the places that one of them passes, by layout."""
    outcomes, passed = [], {}
    for name in layouts:
        layout = LAYOUTS[name]
        made.put_back()
        _begin(made, layout, at=None)
        faults = _finish(made, layout)
        outcomes.append(cluster_checks.outcome(made))
        if faults or cluster_checks.left(made) or outcomes[-1] != outcomes[0]:
            raise RuntimeError(f"undisturbed workers came to something else: {faults}")
        run = made.log(made.workers[0])
        if outcomes[0].posts.get("root", 0) < PIECES:
            raise RuntimeError("undisturbed workers did not tell all the news")
        passed[name] = [at for at in places(run.passed) if at.occurrence <= TIMES]
    return outcomes[0], passed


def cases(passed: Mapping[str, Sequence[At]]) -> Iterator[Play]:
    """Each way to play one; None where the worker did not come by the place this time."""
    for name, found in passed.items():
        for number, at in enumerate(found):
            yield partial(killed, name=name, at=at)
            if at.occurrence > 1:
                continue
            if name == LEADER:
                apart_s = CLOCKS_APART_S if number % 2 else -CLOCKS_APART_S
                yield partial(killed, name=name, at=at, apart_s=apart_s)
                for trouble in TROUBLES:
                    yield partial(stopped, name=name, at=at, trouble=trouble)
            elif name == FOLLOWER:
                yield partial(
                    stopped, name=name, at=at, trouble=list(TROUBLES)[number % len(TROUBLES)]
                )


def killed(
    made: Cluster,
    calm: Outcome,
    *,
    name: str,
    at: At,
    apart_s: float = 0.0,
    without: tuple[str, ...] = (),
) -> Result | None:
    """One of the two dies by kill -9 at a place, and the other goes on; None where it did not come by."""
    made.put_back()
    layout = LAYOUTS[name]
    _begin(made, layout, at=at, apart_s=apart_s, without=without)
    began = time.monotonic()
    ended = made.workers[0].ended
    if ended is None or ended.status != -signal.SIGKILL:
        made.end()
        return None
    faults = _finish(made, layout, without=without)
    clocks = f", clocks {apart_s / 60:+.0f} minutes apart" if apart_s else ""
    case = f"{name} killed at {at}{clocks}"
    return cluster_checks.verdict(
        made, calm, case=case, faults=faults, seconds=time.monotonic() - began
    )


def stopped(
    made: Cluster, calm: Outcome, *, name: str, at: At, trouble: str, without: tuple[str, ...] = ()
) -> Result | None:
    """One of the two stands still at a place, something befalls its database, and it goes on."""
    made.put_back()
    layout = LAYOUTS[name]
    _begin(made, layout, at=replace(at, act="stop"), without=without)
    began = time.monotonic()
    ended = made.workers[0].ended
    if ended is None or not ended.stopped:
        made.end()
        return None
    TROUBLES[trouble](made)
    faults = _finish(made, layout, without=without)
    case = f"{name} stopped at {at}, {trouble}"
    return cluster_checks.verdict(
        made, calm, case=case, faults=faults, seconds=time.monotonic() - began
    )


def _restarted(made: Cluster) -> None:
    """The server crashes and comes again while one worker stands and the other works."""
    made.server.stop(at_once=True)
    made.server.start()
    _go_on(made)


def _cut(made: Cluster) -> None:
    """The worker's line is cut while it stands; it goes on without one, and gets one again when the other has rest."""
    made.line.cut()
    _go_on(made)
    made.settle()
    made.line.mend()


def _taken_over(made: Cluster) -> None:
    """The worker is cut off, and stands until all that it had claimed was taken over; then it goes on, and has a line."""
    made.line.cut()
    for seconds in SKIPPED_S[:2]:
        made.settle()
        made.shared.skip(seconds)
    made.settle()
    made.line.mend()
    _go_on(made)
    made.settle()
    # What it sends now is a second copy, which is looked for and swept.
    made.shared.skip(SWEPT_S)


TROUBLES: Mapping[str, Trouble] = {
    RESTARTED: _restarted,
    "cut off": _cut,
    TAKEN_OVER: _taken_over,
}


# The harness tried itself: where something is found if one of the product's guards is taken away.
TRIALS: Mapping[str, partial[Result | None]] = {
    "sending mark": partial(killed, name=LEADER, at=At(point=ANSWERED)),
    "look-up": partial(killed, name=LEADER, at=At(point=ANSWERED)),
    "fence": partial(stopped, name=LEADER, at=At(point="send.claimed"), trouble=TAKEN_OVER),
}
# Which of the receivers comes to a place first is chance.
TRIED_AT = 6


def tried(made: Cluster, calm: Outcome, guard: str) -> Result:
    """Cases without a guard, of which the harness has to find a fault in one."""
    case, note = "", ""
    for occurrence in range(1, TRIED_AT + 1):
        at = replace(TRIALS[guard].keywords["at"], occurrence=occurrence)
        found = TRIALS[guard](made, calm, at=at, without=(guard,))
        if found is not None:
            case, note = found.case, "; ".join(found.faults)
        if note:
            break
    missed = () if note else (f"nothing was found without the {guard}",)
    return Result(group="cluster", case=f"without {guard}: {case}", faults=missed, note=note)


def _go_on(made: Cluster) -> None:
    doomed = made.workers[0]
    made.world.go_on(doomed.child)
    doomed.ended = None


def _begin(
    made: Cluster,
    layout: Layout,
    *,
    at: At | None,
    apart_s: float = 0.0,
    without: tuple[str, ...] = (),
) -> None:
    """Start both, and let them work until nothing is due or something befell the one."""
    by_line = at is not None and at.act == "stop"
    made.start(ONE, queues=layout.doomed, at=at, ahead_s=apart_s, by_line=by_line, without=without)
    made.start(OTHER, queues=layout.other, without=without)
    made.wait_until_ready()
    first, second = (ONE, OTHER) if layout.first else (OTHER, ONE)
    made.shared.tell([first])
    if layout.is_shared and len(made.look()) == len(made.workers):
        made.wait_until_led()
    made.shared.tell([second])
    made.settle(until_ended=True)


def _finish(made: Cluster, layout: Layout, *, without: tuple[str, ...] = ()) -> list[str]:
    """Let those that are left do it all: leases run out, and who alone had a queue comes back."""
    doomed = made.workers[0]
    if not doomed.is_at_work and not layout.is_shared:
        made.start(AGAIN, queues=layout.doomed, without=without)
        made.wait_until_ready()
        made.shared.tell([AGAIN])
    made.settle_led()
    for seconds in SKIPPED_S:
        if not cluster_checks.left(made):
            break
        made.shared.skip(seconds)
        made.settle()
    return made.end()

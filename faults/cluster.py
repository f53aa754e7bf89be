"""Two workers on two machines over one PostgreSQL server: killed, cut off, restarted under, and with clocks apart."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from faults import cluster_checks, cluster_world
from faults.checks import Result
from faults.cluster_checks import Outcome
from faults.cluster_world import ALL, Cluster
from faults.kills import places
from faults.orders import At

# Which of the two it befalls.
ONE, OTHER, AGAIN = 0, 1, 2
# So long after it the other one begins: by then the first one leads what has one leader.
LATER_S = 0.02
# The leases of feeds and articles are over after the first, those of deliveries after the second.
SKIPPED_S = (7 * 60.0, 10 * 60.0, 20 * 60.0)
# Within this a copy that was taken late is looked for.
SWEPT_S = 3 * 60.0
CLOCKS_APART_S = 5 * 60.0
# Of a place that is passed often, so many of its times.
TIMES = 3


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


LAYOUTS: Mapping[str, Layout] = {
    "the leader": Layout(doomed=ALL, other=ALL),
    "the follower": Layout(doomed=ALL, other=ALL, first=False),
    "who polls and reads": Layout(doomed="poll,read", other="send,digest"),
    "who sends": Layout(doomed="send,digest", other="poll,read"),
}
# What befalls a worker that was stopped at a place, until it goes on; it may be cut off from then on.
Trouble = Callable[[Cluster], None]


def cluster(folder: Path, *, share: int, shares: int) -> Iterator[Result]:
    """All cases, or a share of them."""
    with cluster_world.opened(folder / "world") as made:
        calm, passed = undisturbed(made)
        number = 0
        for play in cases(passed):
            number += 1
            if number % shares == share and (found := play(made, calm)) is not None:
                yield found


def undisturbed(made: Cluster) -> tuple[Outcome, dict[str, list[At]]]:
    """What two workers come to that nothing befalls, and the places that one of them passes, by layout."""
    outcomes, passed = [], {}
    for name, layout in LAYOUTS.items():
        made.put_back()
        _begin(made, layout, at=None)
        faults = _finish(made, layout)
        outcomes.append(cluster_checks.outcome(made))
        if faults or cluster_checks.left(made) or outcomes[-1] != outcomes[0]:
            raise RuntimeError(f"undisturbed workers came to something else: {faults}")
        run = made.log(made.workers[0])
        often = [at for at in places(run.passed) if at.occurrence <= TIMES]
        passed[name] = often
    return outcomes[0], passed


def cases(passed: Mapping[str, list[At]]) -> Iterator[Callable[[Cluster, Outcome], Result | None]]:
    """Each way to play one, in an order that spreads the slow ones over the shares."""
    for name, found in passed.items():
        for number, at in enumerate(found):
            yield _kill(name, at)
            if at.occurrence == 1 and LAYOUTS[name].is_shared:
                yield _kill(name, at, apart_s=CLOCKS_APART_S if number % 2 else -CLOCKS_APART_S)
                for trouble in TROUBLES:
                    yield _stop(name, at, trouble)


def _kill(name: str, at: At, *, apart_s: float = 0.0) -> Callable[[Cluster, Outcome], Result | None]:
    def play(made: Cluster, calm: Outcome) -> Result | None:
        return killed(made, calm, name, at, apart_s=apart_s)

    return play


def _stop(name: str, at: At, trouble: str) -> Callable[[Cluster, Outcome], Result | None]:
    def play(made: Cluster, calm: Outcome) -> Result | None:
        return stopped(made, calm, name, At(point=at.point, occurrence=at.occurrence, act="stop"), trouble)

    return play


def killed(
    made: Cluster, calm: Outcome, name: str, at: At, *, apart_s: float = 0.0, without: tuple[str, ...] = ()
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
    return cluster_checks.verdict(made, calm, case=case, faults=faults, seconds=time.monotonic() - began)


def stopped(
    made: Cluster, calm: Outcome, name: str, at: At, trouble: str, *, without: tuple[str, ...] = ()
) -> Result | None:
    """One of the two stands still at a place, something befalls its database, and it goes on."""
    made.put_back()
    layout = LAYOUTS[name]
    _begin(made, layout, at=at, without=without)
    began = time.monotonic()
    ended = made.workers[0].ended
    if ended is None or not ended.stopped:
        made.end()
        return None
    TROUBLES[trouble](made)
    faults = _finish(made, layout, without=without)
    case = f"{name} stopped at {at}, {trouble}"
    return cluster_checks.verdict(made, calm, case=case, faults=faults, seconds=time.monotonic() - began)


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
    "the server restarted": _restarted,
    "cut off": _cut,
    "cut off until all was taken over": _taken_over,
}


def _go_on(made: Cluster) -> None:
    doomed = made.workers[0]
    made.world.go_on(doomed.child)
    doomed.ended = None


def _begin(
    made: Cluster, layout: Layout, *, at: At | None, apart_s: float = 0.0, without: tuple[str, ...] = ()
) -> None:
    """Start both, and let them work until nothing is due or something befell the one."""
    by_line = at is not None and at.act == "stop"
    made.start(ONE, queues=layout.doomed, at=at, ahead_s=apart_s, by_line=by_line, without=without)
    made.start(OTHER, queues=layout.other, ahead_s=-apart_s / 5, without=without)
    made.wait_until_ready()
    first, second = (ONE, OTHER) if layout.first else (OTHER, ONE)
    made.shared.tell([first])
    time.sleep(LATER_S)
    made.shared.tell([second])
    made.settle(until_ended=True)


def _finish(made: Cluster, layout: Layout, *, without: tuple[str, ...] = ()) -> list[str]:
    """Let those that are left do it all: leases run out, and who alone had a queue comes back."""
    doomed = made.workers[0]
    if not doomed.is_at_work and not layout.is_shared:
        made.start(AGAIN, queues=layout.doomed, without=without)
        made.wait_until_ready()
        made.shared.tell([AGAIN])
    made.settle()
    for seconds in SKIPPED_S:
        if not cluster_checks.left(made):
            break
        made.shared.skip(seconds)
        made.settle()
    return made.end()

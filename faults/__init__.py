"""The fault harness: the real bot, killed, starved and lied to, and what its readers had of it all the same.

    python -m faults                 all of it, in two processes; prints a table, ends with 1 where a check failed
    python -m faults kills network   some groups of it
    python -m faults --seed 7        other draws; whatever fails prints the order that plays it again
    python -m faults --markdown      the tables of docs/reliability.md

Real parties on loopback: something like Slack, a mail server and a web of feeds (`demo/servers`). The bot is
forked from a warm process, so that a start costs a tenth of a second, and dies by kill -9 at a named place
(`bot/failpoints.py`), in the middle of a talk, or at a statement of SQL.
"""

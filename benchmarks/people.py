"""Who is whom over documents: how many pairs of mentions of one person are joined, and how many of two are.

    .venv/bin/python -m benchmarks.people [--misses]

The mentions are those of tests/data/people (ORIGIN.md says how they were made). A pair counts as wrong where two
mentions are joined that are of two people or of which nobody can tell whose they are.
"""

import argparse
import csv
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pipeline.load.bodies import names_in
from pipeline.load.identity import Mention
from pipeline.load.joining import settle
from pipeline.load.names import name_key

DATA = Path(__file__).resolve().parents[1] / "tests/data/people"
SETS = ("mentions", "mentions_2")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions: of one person and joined, of one and not, joined and not of one."""

    right: int
    missed: list[str]
    wrong: list[str]


def read_mentions(which: str) -> tuple[list[Mention], dict[int, tuple[str, str]]]:
    """Return the mentions of a set and, by their ids, scenario and person."""
    with (DATA / f"{which}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    mentions, whose = [], {}
    for number, row in enumerate(rows, 1):
        host, _, acronym = row["host"].rstrip(")").partition(" (")
        province = row["province"] or None
        hosts = names_in(province, host or None, acronym or None)
        own = names_in(province, row["organization"] or None)
        mention = Mention(
            id=number,
            place=(f"{row['scenario']}/{row['document']}", f"m1.p{number}"),
            name=row["name"],
            honorific=row["honorific"] or None,
            role=row["role"] or None,
            organization=row["organization"] or None,
            bodies=own | hosts if own & hosts else own,
            hosts=hosts,
            province=province,
        )
        mentions.append(mention)
        whose[number] = (row["scenario"], row["who"] if row["who"] != "?" else f"? {number}")
    return mentions, whose


def joined(mentions: list[Mention]) -> dict[int, int]:
    """Return for each mention the number of the person it is taken to be of."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(name_key(mention.name), []).append(mention)
    people = [someone for group in groups.values() for someone in settle(group)]
    return {mention: number for number, someone in enumerate(people) for mention in someone.mentions}


def score(which: str) -> Pairs:
    """Compare what is joined with the truth, over all pairs of mentions of a set."""
    mentions, whose = read_mentions(which)
    person = joined(mentions)
    found: dict[str, list[str]] = {"right": [], "missed": [], "wrong": []}
    for one, other in combinations(mentions, 2):
        is_one, is_joined = whose[one.id] == whose[other.id], person[one.id] == person[other.id]
        if is_one or is_joined:
            verdict = "wrong" if not is_one else "right" if is_joined else "missed"
            found[verdict].append(f"{verdict}: {_shown(one)} | {_shown(other)}")
    return Pairs(len(found["right"]), found["missed"], found["wrong"])


def _shown(mention: Mention) -> str:
    return " ".join(filter(None, (mention.honorific, mention.name, mention.role, mention.organization)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--misses", action="store_true", help="name the pairs that are not right")
    shows_misses = options.parse_args().misses
    print("| set | mentions | pairs of one person | joined | missed | joined wrongly |\n|---|---|---|---|---|---|")
    for which in SETS:
        pairs = score(which)
        total = len(read_mentions(which)[0])
        numbers = (total, pairs.right + len(pairs.missed), pairs.right, len(pairs.missed), len(pairs.wrong))
        print(f"| {which} | {' | '.join(map(str, numbers))} |")
        if shows_misses:
            print("", *pairs.missed, *pairs.wrong, "", sep="\n")


if __name__ == "__main__":
    main()

"""Random worlds, scored by the reference here and by the library: every line, item, total, score and grade is the same.

    python3 -B tests/reference/reference_test.py build/dev/plugin/anze.so abi/ffi            # 300 worlds
    python3 -B tests/reference/reference_test.py build/dev/plugin/anze.so abi/ffi --seed 17  # that one, told in full
    … --worlds 5000 --from 100000                                                            # others, and more
"""
import argparse
import collections
import json
import sys
import time

import asked
import kinds
import made
import scores
from days import WorkingDays, day


def working_days():
    return WorkingDays([day(one) for year in asked.CALENDAR for one in year["days_off"]],
                       [day(one) for year in asked.CALENDAR for one in year["days_worked"]])


def differences(ours, theirs):
    """What differs between the two answers about one official, in words."""
    found = []
    if [card["term"] for card in ours["cards"]] != [card["term"] for card in theirs["cards"]]:
        return [f"terms {[card['term'] for card in ours['cards']]} here, {[card['term'] for card in theirs['cards']]} there"]
    for mine, other in zip(ours["cards"], theirs["cards"]):
        lines = {name: None if moved is kinds.NOT_ASKED else moved for name, moved in mine["lines"].items()}
        for what, here, there in (("clause", lines, other["lines"]), ("item", mine["items"], other["items"])):
            for name in sorted(set(here) | set(there)):
                if here.get(name, "none") != there.get(name, "none"):
                    how = f" ({other['how'][name]})" if name in other["how"] else ""
                    found.append(f"{mine['term']} {what} {name}: {here.get(name, 'none')} here, "
                                 f"{there.get(name, 'none')} there{how}")
        for what in ("total", "days"):
            if mine[what] != other[what]:
                found.append(f"{mine['term']} {what}: {mine[what]} here, {other[what]} there")
    for what in ("exact", "points", "grade"):
        if ours[what] != theirs[what]:
            found.append(f"{what}: {ours[what]} here, {theirs[what]} there")
    return found


CLAIMED = [*(f"kind {kind}" for kind in made.MAKERS), *(f"scope {scope}" for scope in made.SCOPES),
           *(f"by {by}" for by in ("occurred", "due", "known", "field", "overdue")),
           *(f"within {time}" for time in ("period", "half", "year", "twelve_months")),
           *(f"each {each}" for each in ("day", "week", "ten_days", "month", "quarter", "half", "year")),
           *(f"mode {mode}" for mode in ("proportional", "per_point", "per_point_begun", "pass_fail", "linear")),
           *(f"unit {unit}" for unit in ("day", "workday", "hour", "minute")),
           *(f"take {take}" for take in ("sum", "highest", "repeats")),
           *(f"gate {gate}" for gate in ("item_zero", "total_zero", "highest_grade", "lower_grade")),
           *(f"counts_for {whom}" for whom in ("post", "term")),
           "begins_on", "cap", "roll", "moved_to", "grace_unit", "amounts", "times", "list", "targets", "whole_item",
           "last_year", "quota", "streak", "levels", "key"]


def words_of(clause):
    """What a clause uses of the language, as CLAIMED names it."""
    yield from (f"{name} {clause[name]}" for name in ("kind", "scope", "each", "mode", "take", "gate", "counts_for")
                if name in clause)
    yield f"by {clause.get('by', 'occurred')}"
    yield f"within {clause.get('within', 'period')}"
    if clause["kind"] == "lateness":
        yield f"unit {clause.get('unit', 'day')}"
    yield from (name for name in CLAIMED if " " not in name and name in clause)


def count_words(world, ours, counted):
    """Words of clauses that moved points of somebody, and of gates that were shut: what moved nothing shows little."""
    cards = [card for person in ours.values() for card in person["cards"]]
    for item in world["rulebook"]["items"]:
        for clause in item["clauses"]:
            moved = [card["lines"].get(clause["id"], kinds.NOT_ASKED) for card in cards]
            shut = any(gate["id"] == clause["id"] for card in cards for gate in card["gates"])
            if shut or any(one is not kinds.NOT_ASKED and one != 0 for one in moved):
                counted.update(words_of(clause))


def tell(world, found):
    print(json.dumps({name: world[name] for name in ("period", "organisation", "rulebook")}, ensure_ascii=False))
    for fact in world["facts"]:
        print(json.dumps(fact, ensure_ascii=False))
    print("\n".join(found))


def try_world(plugin, library, seed, counted):
    """The differences; everything the world used is counted."""
    world = made.world(seed)
    town = asked.Town(plugin, library)
    try:
        for code in asked.define(town, world, [made.ledger(name) for name in made.LEDGERS]):
            counted["refused " + code] += 1
        asked.enter(town, world)
        world["working"] = working_days()
        ours = scores.people(world)
        theirs = asked.answers(town, world, sorted(ours))
    finally:
        town.close()
    count_words(world, ours, counted)
    lines = sum(len(card["lines"]) for person in ours.values() for card in person["cards"])
    counted["lines"] += lines
    return world, [f"seed {seed} {world['period']} {official} {line}" for official in sorted(ours)
                   for line in differences(ours[official], theirs[official])]


def main():
    asks = argparse.ArgumentParser()
    asks.add_argument("plugin")
    asks.add_argument("ffi")
    asks.add_argument("--worlds", type=int, default=300)
    asks.add_argument("--from", dest="first", type=int, default=1)
    asks.add_argument("--seed", type=int)
    given = asks.parse_args()
    sys.path.insert(0, given.ffi)
    from anze import Plugin
    seeds = [given.seed] if given.seed is not None else range(given.first, given.first + given.worlds)
    counted, failed, begun = collections.Counter(), [], time.time()
    for seed in seeds:
        world, found = try_world(given.plugin, Plugin, seed, counted)
        if found:
            failed.append(seed)
        if given.seed is not None:
            tell(world, found)
        elif found:
            print("\n".join(found[:3]) + f"\nreplay with: --seed {seed}", flush=True)
    print(f"{len(seeds)} worlds, {counted['lines']} lines, {len(failed)} worlds differ, {time.time() - begun:.1f} s")
    for word in sorted(counted):
        print(f"  {word}: {counted[word]}")
    never = [word for word in CLAIMED if not counted[word]] if len(seeds) >= 300 else []
    if never:
        print("never exercised: " + ", ".join(never))
    return 1 if failed or never else 0


if __name__ == "__main__":
    sys.exit(main())

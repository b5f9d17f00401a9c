"""The same world put to the real library, over its C interface: what it answers of everybody."""
import datetime
import json
import os
import tempfile
from fractions import Fraction

from days import day

EVERYWHERE = ["gov", "bureau", "town", "station"]
ROLES = ("clerk", "signer", "assessor", "system_admin", "security_admin")
CALENDAR = [{"year": year, "days_off": [f"{year}-01-01", f"{year}-05-01", f"{year}-10-01", f"{year}-10-02", f"{year}-10-03"],
             "days_worked": [worked], "notice": "国办发明电"}
            for year, worked in ((2023, "2023-10-07"), (2024, "2024-09-29"), (2025, "2025-09-28"), (2026, "2026-02-28"))]

NOT_GRADED = "不定等次"

# What an item is left with when all of its clauses were refused.
PLAIN = {"title": "记录", "basis": ["办法第二条"], "kind": "per_event", "scope": "own", "select": {"ledger": "task"}, "amount": "1"}


class Town:
    """A store of its own for one world, in memory where that can be had."""

    def __init__(self, plugin, library):
        self.folder = tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
        self.now, self.requests = datetime.date(2023, 1, 2), 0
        people = [{"principal": role, "name": role, "unit": "gov", "units": EVERYWHERE, "roles": [role], "person": None}
                  for role in ROLES]
        config = {"storage_dir": self.folder.name, "personal_plain": True, "people": people, "calendar": CALENDAR}
        self.library = library(plugin, config, clock=self.clock)

    def clock(self):
        noon = datetime.datetime(self.now.year, self.now.month, self.now.day, 4, tzinfo=datetime.timezone.utc)
        return int(noon.timestamp() * 1000)

    def ask(self, method, actor, **request):
        self.requests += 1
        try:
            return self.library.call(method, {"actor": actor, "request_id": f"r{self.requests}", **request})
        except Exception as refused:  # the library's reasons, whatever class the binding has for them
            raise AssertionError(f"{method}: {refused} {getattr(refused, 'problem', '')}") from refused

    def close(self):
        self.library.close()
        self.folder.cleanup()


def drop_what_is_refused(town, world):
    """Clauses that rulebook.check/1 names are left out: the codes. What stays is a rulebook that is accepted."""
    refused = []
    for _ in range(40):
        problems = town.ask("rulebook.check/1", "assessor", rulebook=world["rulebook"])["problems"]
        if not problems:
            return refused
        refused += [problem["code"] for problem in problems]
        named = {tuple(map(int, part)) for part in (clause_at(problem["at"]) for problem in problems) if part}
        if any(problem["code"] == "rulebook.archetype" for problem in problems):
            for item in world["rulebook"]["items"]:
                for clause in item["clauses"]:
                    clause.pop("archetypes", None)
        elif not named:
            raise AssertionError(f"refused for more than a clause: {problems}")
        for item, clause in sorted(named, reverse=True):
            left_in = world["rulebook"]["items"][item]["clauses"]
            effect = "award" if world["rulebook"]["items"][item]["bonus"] else "deduct"
            left_in[clause:clause + 1] = [] if len(left_in) > 1 else [{**PLAIN, "id": f"P{item}", "effect": effect}]
    raise AssertionError("no end of refusals")


def clause_at(path):
    parts = path.split("/")
    return (parts[3], parts[5]) if len(parts) > 5 and parts[2] == "items" and parts[4] == "clauses" else None


def enter(town, world):
    for known in sorted({fact["known"] for fact in world["facts"]}):
        town.now = day(known)
        lines = [json.dumps({name: value for name, value in fact.items() if name != "known"}, ensure_ascii=False)
                 for fact in world["facts"] if fact["known"] == known]
        town.ask("ledger.import/1", "clerk", lines="\n".join(lines))


def card_of(told):
    return {"term": told["term"], "total": Fraction(told["total"]), "days": told["days"],
            "items": {item["item"]: Fraction(item["points"]) for item in told["items"]},
            "lines": {line["clause"]: None if line["state"] in ("not_applicable", "not_due") else Fraction(line["points"])
                      for line in told["lines"] if line["kind"] != "gate"},
            "how": {line["clause"]: line["how"] for line in told["lines"]}}


def answers(town, world, officials):
    town.now = datetime.date(2026, 6, 1)
    found = {}
    for official in officials:
        told = town.ask("score.explain/1", "assessor", period=world["period"], official=official)
        found[official] = {"cards": [card_of(card) for card in told["cards"]], "exact": Fraction(told["exact"]),
                           "points": Fraction(told["points"]),
                           "grade": None if told["grade"] in ("", NOT_GRADED) else told["grade"]}
    return found


def define(town, world, ledgers):
    town.ask("org.import/1", "system_admin", organisation=world["organisation"])
    for ledger in ledgers:
        town.ask("ledger.define/1", "system_admin", definition=ledger)
    refused = drop_what_is_refused(town, world)
    town.ask("rulebook.add/1", "security_admin", rulebook=world["rulebook"])
    return refused

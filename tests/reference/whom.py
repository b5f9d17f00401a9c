"""Which records a clause takes, and whose they are: selectors (figures.md), scopes (rulebook.md), counting days (days.md).

A world is the JSON that the library is sent: organisation, facts as in fact.md with `known`, the day of entry."""
from days import DAY, day

FAR = day("9999-12-31")


def of(fact, name):
    """A field of the ledger or one that all facts share; None where it is not filled in."""
    if name in ("occurred_on", "unit", "area", "sector", "post", "official"):
        return fact.get(name)
    if name == "recorded_on":
        return fact["known"]
    return fact["fields"].get(name)


def holds(fact, comparison):
    found, wanted, op = of(fact, comparison["field"]), comparison.get("value"), comparison["op"]
    if op == "missing":
        return found is None
    if found is None:
        return False
    if op == "present":
        return True
    if op in ("in", "not_in"):
        return (found in wanted) == (op == "in")
    if op in ("eq", "ne"):
        return (found == wanted) == (op == "eq")
    return {"lt": found < wanted, "le": found <= wanted, "gt": found > wanted, "ge": found >= wanted}[op]


def selected(world, select):
    return [fact for fact in world["facts"] if fact["ledger"] == select["ledger"]
            and all(holds(fact, comparison) for comparison in select.get("where", []))]


def shares_a_day(one, other):
    return max(one[0], other[0]) <= min(one[1], other[1])


def days_of(dated):
    """First and last day of a term or portfolio."""
    return day(dated["from"]), day(dated["to"]) or FAR


def on(dated, one):
    first, last = days_of(dated)
    return first <= one <= last


def due_day(world, clause, fact):
    """The due day, or the one it was put off to, rolled; None where none is filled in."""
    due = (of(fact, clause["moved_to"]) if "moved_to" in clause else None) or of(fact, clause["due"])
    if due is None:
        return None
    return world["working"].rolled(day(due)) if clause.get("roll") == "next_workday" else day(due)


def end_of_time(world, clause, fact):
    """The due day with the grace, which is in the clause's unit unless grace_unit says otherwise."""
    due = due_day(world, clause, fact)
    if due is None:
        return None
    grace = clause.get("grace", 0)
    if clause.get("grace_unit", clause.get("unit", "day")) == "workday":
        return world["working"].after(due, grace)
    return due + grace * DAY


def counting_day(world, clause, fact):
    """The day that decides in which period a record counts; None: in none yet. Not for `overdue`."""
    occurred, by = day(fact["occurred_on"]), clause.get("by", "occurred")
    if by == "occurred":
        return occurred
    if by == "known":
        return max(occurred, day(fact["known"]))
    if by == "field":
        named = day(of(fact, clause["by_field"]))
        return max(occurred, named) if named else None
    end = end_of_time(world, clause, fact)
    return max(occurred, end) if end else occurred


def is_overdue(world, clause, fact, last):
    """A stock: past its day and not done at the end of the period."""
    due, done = due_day(world, clause, fact), day(of(fact, clause["done"]))
    return due is not None and due < last and day(fact["occurred_on"]) <= last and (done is None or done > last)


def at_or_below(tree, one, top):
    """Whether `one` is `top` or belongs to it."""
    while one is not None:
        if one == top:
            return True
        one = next(node["parent"] for node in tree if node["id"] == one)
    return False


def looks_after(world, post, fact, one):
    organisation = world["organisation"]
    if fact.get("area") is None or fact.get("sector") is None:
        return False
    return any(share["post"] == post["id"] and on(share, one) and share["sector"] in ("*", fact["sector"])
               and at_or_below(organisation["areas"], fact["area"], share["area"])
               for share in organisation["portfolios"])


def concerns(world, clause, post, fact, one):
    """Whether a record that counts on day `one` is, by the clause's scope, about that post."""
    organisation, scope = world["organisation"], clause["scope"]
    if scope == "own":
        return fact.get("post") == post["id"]
    if scope == "unit":
        return at_or_below(organisation["units"], fact["unit"], post["unit"])
    if scope == "portfolio":
        return looks_after(world, post, fact, one)
    return any(term["post"] == post["id"] and term["official"] == fact.get("official") and on(term, one)
               for term in organisation["terms"])


COUNTS_FOR_POST = ("shortfall", "check", "lateness", "baseline")


def counts_for(clause):
    default = "post" if clause["kind"] in COUNTS_FOR_POST or "streak" in clause else "term"
    return clause.get("counts_for", default)


def belongs(world, clause, term, post, fact, span):
    """Whether a record lies in the span (first and last day) for that term of that post."""
    if clause.get("by") == "overdue":
        one = span[1]
        if not is_overdue(world, clause, fact, one):
            return False
    else:
        one = counting_day(world, clause, fact)
        if one is None or not span[0] <= one <= span[1]:
            return False
    return concerns(world, clause, post, fact, one) and (counts_for(clause) == "post" or on(term, one))


def counted(world, clause, term, post, span, select=None):
    return [fact for fact in selected(world, select or clause["select"])
            if belongs(world, clause, term, post, fact, span)]

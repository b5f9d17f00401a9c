"""One small function a kind of clause, written from plugin/docs/formats/rulebook.md, minimum.md and judged_event.md.

Each takes the facts that count and answers the points moved before the cap: below zero where they are taken. What
depends on sub-periods or other years asks `whom` itself."""
from fractions import Fraction

import whom
from days import DAY, EACH_MONTHS, day, longer_window, month_start, sub_periods, window

NOT_ASKED = object()  # the clause does not apply, or nothing of it was due


def points(text):
    return Fraction(text)


def signed(clause, moved):
    return moved if clause.get("effect") == "award" else -moved


def per_event(world, clause, facts):
    if "amounts" in clause:
        given, total = [points(one) for one in clause["amounts"]], Fraction(0)
        for at in range(len(facts)):
            beyond = max(0, at - len(given) + 1)
            total += given[min(at, len(given) - 1)] + beyond * points(clause.get("increment", "0"))
        return signed(clause, total)
    times = [fact["fields"].get(clause["times"]) if "times" in clause else 1 for fact in facts]
    unknown = 0 if clause.get("effect") == "award" else 1
    return signed(clause, points(clause["amount"]) * sum(unknown if one is None else one for one in times))


def tiers(world, clause, facts):
    total = Fraction(0)
    for fact in facts:
        value = fact["fields"].get(clause["field"])
        for band in clause["bands"]:
            if value is not None and band["from"] <= value and (band["below"] is None or value < band["below"]):
                total += points(band["points"])
    return signed(clause, total)


def days_late(world, clause, fact):
    """None: nothing to be late with, or not done. By the clock each hour or minute begun counts."""
    unit, grace = clause.get("unit", "day"), clause.get("grace", 0)
    if unit in ("hour", "minute"):
        due, done = fact["fields"].get(clause["due"]), fact["fields"].get(clause["done"])
        if due is None or done is None:
            return None
        in_minutes = grace * (60 if clause.get("grace_unit") == "hour" else 1)
        over = max(0, done - due - in_minutes)
        return -(-over // 60) if unit == "hour" else over
    end, done = whom.end_of_time(world, clause, fact), day(fact["fields"].get(clause["done"]))
    if end is None or done is None:
        return None
    if done <= end:
        return 0
    return world["working"].between(end, done) if unit == "workday" else (done - end).days


def lateness(world, clause, facts):
    total = Fraction(0)
    for fact in facts:
        if fact["fields"].get(clause["due"]) is None and \
                (clause.get("moved_to") is None or fact["fields"].get(clause["moved_to"]) is None):
            continue
        late = days_late(world, clause, fact)
        if late is None:
            total += points(clause["missing"])
        else:
            cost = points(clause["amount"]) * late
            total += min(cost, points(clause["event_cap"])) if "event_cap" in clause else cost
    return signed(clause, total)


def judged_event(world, clause, facts):
    least, most, step = points(clause["min"]), points(clause["max"]), points(clause["step"])
    total = Fraction(0)
    for fact in facts:
        given = fact["fields"].get(clause["given"])
        if given is not None:
            value = min(max(Fraction(given, 10 ** world["decimals"].get(clause["given"], 0)), least), most)
            total += least + (value - least) // step * step
    return signed(clause, total)


def key_groups(clause, facts):
    """Facts of one key; those without one count as one. Without a key each is alone."""
    groups = {}
    for fact in facts:
        key = ("key", fact["fields"].get(clause["key"])) if "key" in clause else ("id", fact["id"])
        groups.setdefault(key, []).append(fact)
    return groups


def accrual(world, clause, facts):
    if clause.get("take") == "repeats":  # a record without the key is like no other
        groups = [group for key, group in key_groups(clause, facts).items() if key[1] is not None]
        return signed(clause, points(clause["amount"]) * sum(len(group) - 1 for group in groups))
    worth = {}
    if "levels" in clause:
        worth = {one["value"]: points(one["amount"]) for one in clause["levels"]["amounts"]}

    def value(fact):
        return worth.get(fact["fields"].get(clause["levels"]["field"]), Fraction(0)) if worth \
            else points(clause["amount"])
    best = [max(value(fact) for fact in group) for group in key_groups(clause, facts).values()]
    return signed(clause, max(best, default=Fraction(0)) if clause.get("take") == "highest" else sum(best, Fraction(0)))


def check(world, clause, facts):
    shut = bool(facts) == (clause["when"] == "present")
    return signed(clause, points(clause["amount"]) if shut else Fraction(0))


RUNNING_ON = {"per_event": per_event, "tiers": tiers, "lateness": lateness, "judged_event": judged_event,
              "accrual": accrual, "check": check}


def capped(clause, moved):
    if "cap" not in clause:
        return moved
    cap = points(clause["cap"])
    return max(-cap, min(cap, moved))


def events(world, clause, term, post, period):
    """What single records move; with `within` the difference that the period makes to the time so far."""
    work_out = RUNNING_ON[clause["kind"]]
    own = window(period, clause.get("begins_on"))
    longer = longer_window(period, clause.get("within", "period"), clause.get("begins_on"))
    moved = capped(clause, work_out(world, clause, whom.counted(world, clause, term, post, longer)))
    if longer[0] < own[0] and clause.get("by") != "overdue":  # a stock has no earlier days
        before = whom.counted(world, clause, term, post, (longer[0], own[0] - DAY))
        moved -= capped(clause, work_out(world, clause, before))
    return moved


def target_of(clause, post, everybody="target", single="targets"):
    for one in clause.get(single, []):
        if one["subject"] in (post["id"], post["unit"]):
            return one["count"]
    return clause.get(everybody)


def shortfall(world, clause, term, post, period):
    target = target_of(clause, post)
    asked = sub_periods(period, clause["each"], clause.get("begins_on"))
    if not asked or (target is None and "list" not in clause):
        return NOT_ASKED
    due = [span for span in asked if whom.shares_a_day(span, whom.days_of(term))]
    moved = Fraction(0)
    for span in due:
        facts = whom.counted(world, clause, term, post, span)
        if "list" in clause:
            wanted = clause["list"]["values"]
            present = len({fact["fields"].get(clause["list"]["field"]) for fact in facts} & set(wanted))
            missing = len(wanted) - present
        else:
            present, missing = min(len(facts), target), max(0, target - len(facts))
        moved += points(clause["amount"]) * (present if clause.get("effect") == "award" else missing)
    return capped(clause, signed(clause, moved))


def ratio(world, clause, term, post, period):
    span = window(period, clause.get("begins_on"))
    amount, award = points(clause["amount"]), clause.get("effect") == "award"
    found = len(whom.counted(world, clause, term, post, span))
    out_of = len(whom.counted(world, clause, term, post, span, clause["denominator"]))
    target = points(clause.get("target_percent", "100"))
    if not out_of:
        if clause["empty"] == "not_applicable":
            return NOT_ASKED
        percent = target if clause["empty"] == "full" else Fraction(0)
    else:
        percent = Fraction(100 * found, out_of)
    if clause["mode"] == "proportional":
        reached = min(Fraction(1), percent / target)
        moved = amount * (reached if award else 1 - reached)
    elif clause["mode"] == "pass_fail":
        moved = amount if (percent < target) != award else Fraction(0)
    else:
        apart = max(Fraction(0), percent - target if award else target - percent)
        moved = amount * (-(-apart // 1) if clause["mode"] == "per_point_begun" else apart // 1)
    return capped(clause, signed(clause, moved))


def minimum(world, clause, term, post, period):
    target = target_of(clause, post)
    if target is None:
        return NOT_ASKED
    facts = whom.counted(world, clause, term, post, window(period, clause.get("begins_on")))
    there = sum(max(0, fact["fields"].get(clause["sum"]) or 0) for fact in facts)
    award, amount = clause.get("effect") == "award", points(clause["amount"])
    if clause["mode"] == "linear":
        moved = amount * (min(there, target) if award else max(0, target - there))
    else:
        moved = amount if (there < target) != award else Fraction(0)
    return capped(clause, signed(clause, moved))


def a_year_earlier(period):
    return f"{int(period[:4]) - 1}{period[4:]}"


def baseline(world, clause, term, post, period):
    def amount_of(facts, unknown):
        if "sum" not in clause:
            return len(facts)
        given = [fact["fields"].get(clause["sum"]) for fact in facts]
        return sum(unknown if one is None else one for one in given)
    now = amount_of(whom.counted(world, clause, term, post, window(period, clause.get("begins_on"))), 1)
    if "last_year" in clause:
        then = window(a_year_earlier(period), clause.get("begins_on"))
        frozen = then[1] + DAY * clause["frozen_days"]
        known = [fact for fact in whom.counted(world, clause, term, post, then, clause["last_year"]) if day(fact["known"]) <= frozen]
        least = amount_of(known, 0)
    else:
        least = target_of(clause, post, "quota", "quotas")
    if least is None:
        return NOT_ASKED
    if clause["mode"] == "pass_fail":
        above, award = now > least, clause["effect"] == "award"
        return capped(clause, signed(clause, points(clause["amount"]) if above != award else Fraction(0)))
    if now > least:
        taken = points(clause.get("minus", "0")) * (now - least)
        return -min(taken, points(clause["minus_cap"])) if "minus_cap" in clause else -taken
    given = points(clause.get("plus", "0")) * (least - now)
    return min(given, points(clause["plus_cap"])) if "plus_cap" in clause else given


def streak(world, clause, term, post, period):
    """Nothing of the sort in the last `count` periods of that length; due in the period that ends them."""
    ended = sub_periods(period, clause["streak"]["each"])
    if not ended:
        return NOT_ASKED
    (first, last), months = ended[-1], EACH_MONTHS[clause["streak"]["each"]]
    first = month_start(first.year, first.month - months * (clause["streak"]["count"] - 1))
    facts = whom.counted(world, clause, term, post, (first, last))
    return capped(clause, signed(clause, Fraction(0) if facts else points(clause["amount"])))


BY_PERIOD = {"shortfall": shortfall, "ratio": ratio, "minimum": minimum, "baseline": baseline}


def line(world, clause, term, post, period):
    """The points a clause moves for a term, or NOT_ASKED."""
    if "streak" in clause:
        return streak(world, clause, term, post, period)
    if clause["kind"] in BY_PERIOD:
        return BY_PERIOD[clause["kind"]](world, clause, term, post, period)
    return events(world, clause, term, post, period)

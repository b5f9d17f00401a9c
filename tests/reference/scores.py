"""Lines to items, scorecards, people and grades: rulebook.md, “Composition” and the page's last rules of “Clauses”."""
from fractions import Fraction

import kinds
import whom
from days import DAY, window


def rounded_half_even(value, step):
    steps = value / step
    below = steps // 1
    over = steps - below
    if over > Fraction(1, 2) or (over == Fraction(1, 2) and below % 2):
        below += 1
    return below * step


def is_for(clause, post):
    return "archetypes" not in clause or post["archetype"] in clause["archetypes"]


def shut_by(world, clause, term, post, period):
    facts = whom.counted(world, clause, term, post, window(period, clause.get("begins_on")))
    return len(facts) >= clause["threshold"]


def card(world, term, post):
    """Lines by clause, points by item, the total and the days of one term."""
    period, book = world["period"], world["rulebook"]
    lines, items, gates, asked = {}, {}, [], False
    for item in book["items"]:
        full, moves = Fraction(item["points"]), []
        for clause in item["clauses"]:
            if not is_for(clause, post):
                if clause["kind"] != "gate":
                    lines[clause["id"]] = kinds.NOT_ASKED
                continue
            if clause["kind"] == "gate":
                asked = True
                if shut_by(world, clause, term, post, period):
                    gates.append((clause, item["id"]))
                continue
            if clause.get("whole_item"):
                clause = {**clause, "amount": item["points"]}
            moved = kinds.line(world, clause, term, post, period)
            lines[clause["id"]] = moved
            if moved is not kinds.NOT_ASKED:
                asked = True
                moves.append(moved)
        start = full if item.get("start") == "full" else Fraction(0)
        items[item["id"]] = max(Fraction(0), min(full, start + sum(moves)))
    for clause, item in gates:
        if clause["gate"] == "item_zero":
            items[item] = Fraction(0)
    total = sum(items.values())
    if any(clause["gate"] == "total_zero" for clause, _ in gates):
        total = Fraction(0)
    first, last = window(period)
    held = whom.days_of(term)
    days = (min(last, held[1]) - max(first, held[0])) // DAY + 1
    return {"term": term["id"], "lines": lines, "items": items, "total": total, "days": days,
            "weight": term.get("weight", 1), "asked": asked, "gates": [clause for clause, _ in gates]}


def grade_of(world, points, cards):
    grades = world["rulebook"]["grades"]
    at = next(number for number, grade in enumerate(grades) if points >= Fraction(grade["from"]))
    lower = max((sum(gate["gate"] == "lower_grade" for gate in one["gates"]) for one in cards), default=0)
    at = min(len(grades) - 1, at + lower)
    for one in cards:
        for gate in one["gates"]:
            if gate["gate"] == "highest_grade":
                at = max(at, [grade["title"] for grade in grades].index(gate["grade"]))
    return grades[at]["title"]


def people(world):
    """Of everybody assessed: the cards, the exact mean by days × weight, the rounded one, the grade."""
    organisation, found = world["organisation"], {}
    posts = {post["id"]: post for post in organisation["posts"]}
    for term in organisation["terms"]:
        post = posts[term["post"]]
        if post["archetype"] not in world["rulebook"]["archetypes"]:
            continue
        if whom.shares_a_day(whom.days_of(term), window(world["period"])):
            found.setdefault(term["official"], []).append(card(world, term, post))
    answer = {}
    for official, cards in found.items():
        weight = sum(one["days"] * one["weight"] for one in cards)
        exact = sum(one["total"] * one["days"] * one["weight"] for one in cards) / weight
        rounding = Fraction(world["rulebook"]["policies"].get("rounding", "0.01"))
        shown = rounded_half_even(exact, rounding)
        graded = any(one["asked"] for one in cards)
        by = shown if world["rulebook"]["policies"].get("grade_from", "rounded") == "rounded" else exact
        answer[official] = {"cards": cards, "exact": exact, "points": shown,
                            "grade": grade_of(world, by, cards) if graded else None}
    return answer

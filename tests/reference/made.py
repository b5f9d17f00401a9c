"""Random worlds: a small organisation, two ledgers, records, one rulebook. The same seed makes the same world.

What no clause may say (formats) is not drawn; what is left over that the library refuses is dropped by the driver."""
import datetime
import random

from days import DAY, day, window

FIELDS = [
    {"name": "due", "title": "期限", "type": "date"},
    {"name": "put_off_to", "title": "延期至", "type": "date"},
    {"name": "done", "title": "办结日期", "type": "date"},
    {"name": "decided", "title": "认定日期", "type": "date"},
    {"name": "number", "title": "数量", "type": "integer", "unit": "个"},
    {"name": "weight", "title": "酌定分值", "type": "integer", "decimals": 1},
    {"name": "limit", "title": "时限", "type": "integer", "unit": "分钟"},
    {"name": "taken", "title": "用时", "type": "integer", "unit": "分钟"},
    {"name": "sort", "title": "类别", "type": "code", "codes": [["east", "东"], ["west", "西"], ["north", "北"]]},
    {"name": "level", "title": "等级", "type": "code", "codes": [["city", "市级"], ["county", "县级"], ["town", "乡级"]]},
    {"name": "matter", "title": "事项", "type": "code", "codes": [["m1", "甲"], ["m2", "乙"], ["m3", "丙"], ["m4", "丁"]]},
    {"name": "sound", "title": "合格", "type": "boolean"}]
TEXTS = [{"name": "reason", "title": "理由", "type": "text"},
         {"name": "judge", "title": "酌定人", "type": "text"}]
LEDGERS = ("task", "event")
SCOPES = ("own", "named", "unit", "portfolio")
ARCHETYPES = ("principal", "deputy", "bystander")


def ledger(name):
    return {"ledger": name, "title": {"task": "督办事项", "event": "工作情况"}[name], "version": 1,
            "basis": ["《安全生产法》第八条"], "fields": FIELDS + TEXTS}


def terms(r, posts, officials):
    """Each post is held in turn, with days between at times; nobody holds one post twice at once."""
    made = []
    for post in posts:
        first = datetime.date(2023, 1, 1)
        while first.year < 2026 and len(made) < 30:
            to = None if r.random() < 0.5 else first + DAY * r.randint(20, 700)
            made.append({"id": f"T{len(made)}", "post": post["id"], "official": r.choice(officials)["id"],
                         "from": str(first), "to": str(to) if to else None, "kind": "full", "weight": r.choice([1, 1, 2, 3])})
            if to is None:
                break
            first = to + DAY * r.choice([1, 1, 1, 15, 60])
    return made


def organisation(r):
    units = [("gov", None, "root"), ("bureau", "gov", "root"), ("town", "gov", "hill"), ("station", "town", "hill")]
    posts = [{"id": f"p{at}", "title": f"岗位{at}", "unit": r.choice(units)[0],
              "archetype": ARCHETYPES[0] if at == 0 else r.choice(ARCHETYPES)} for at in range(r.randint(2, 5))]
    officials = [{"id": f"o{at}", "name": f"干部{at}"} for at in range(5)]
    portfolios = []
    for post in posts:
        for _ in range(r.randint(0, 2)):
            first = datetime.date(2023, 1, 1) + DAY * r.randint(0, 900)
            portfolios.append({"post": post["id"], "sector": r.choice(["*", "mining", "fire"]),
                               "area": r.choice(["root", "hill", "vale"]), "from": str(first),
                               "to": r.choice([None, str(first + DAY * r.randint(30, 600))])})
    return {"region": "made", "title": "某区",
            "areas": [{"id": "root", "title": "某区", "parent": None}, {"id": "hill", "title": "山镇", "parent": "root"},
                      {"id": "vale", "title": "山镇谷村", "parent": "hill"}, {"id": "lake", "title": "湖镇", "parent": "root"}],
            "sectors": [{"id": "mining", "title": "矿山"}, {"id": "fire", "title": "消防"}],
            "unit_kinds": [{"id": "any", "title": "单位"}],
            "archetypes": [{"id": one, "title": one} for one in ARCHETYPES],
            "units": [{"id": one, "title": one, "kind": "any", "parent": parent, "area": area, "committee_member": False}
                      for one, parent, area in units],
            "posts": posts, "portfolios": portfolios, "officials": officials, "terms": terms(r, posts, officials)}


def maybe(r, share, value):
    return value if r.random() < share else None


def fact(r, at, organisation, period):
    first, last = window(period)
    days = (last - first).days + 1
    back = r.choice([0, 0, 0, 0, 60, 250, 500])
    occurred = first - DAY * r.randint(0, back) if back else first + DAY * r.randint(-5, days + 4)
    due = maybe(r, 0.8, occurred + DAY * r.randint(-10, 60))
    done = maybe(r, 0.6, occurred + DAY * r.randint(0, 80))
    post = maybe(r, 0.7, r.choice(organisation["posts"])["id"])
    holders = [term["official"] for term in organisation["terms"] if term["post"] == post
               and day(term["from"]) <= occurred and (term["to"] is None or day(term["to"]) >= occurred)]
    if post and holders:
        official = maybe(r, 0.7, holders[0])
    else:  # nobody can have acted in a post that nobody held
        post, official = None, maybe(r, 0.6, r.choice(organisation["officials"])["id"])
    decided = maybe(r, 0.6, occurred + DAY * r.randint(0, 60))
    put_off = maybe(r, 0.2, due + DAY * r.randint(1, 40)) if due else None
    fields = {"due": due and str(due), "put_off_to": put_off and str(put_off), "done": done and str(done),
              "decided": decided and str(decided), "number": maybe(r, 0.8, r.randint(0, 6)),
              "weight": maybe(r, 0.8, r.randint(0, 40)), "limit": maybe(r, 0.9, r.choice([60, 120, 300])),
              "taken": maybe(r, 0.8, r.randint(0, 700)), "sort": maybe(r, 0.9, r.choice(["east", "west", "north"])),
              "level": maybe(r, 0.9, r.choice(["city", "county", "town"])),
              "matter": maybe(r, 0.8, r.choice(["m1", "m2", "m3", "m4"])), "sound": maybe(r, 0.9, r.random() < 0.6),
              "reason": "情节较轻", "judge": "评定人甲"}
    made = {"ledger": r.choice(LEDGERS), "id": f"F{at}", "occurred_on": str(occurred),
            "unit": r.choice(organisation["units"])["id"], "area": maybe(r, 0.8, r.choice(["root", "hill", "vale", "lake"])),
            "sector": maybe(r, 0.8, r.choice(["mining", "fire"])), "post": post, "official": official,
            "known": str(occurred + DAY * r.choice([0, 3, 40, 100])),
            "fields": {name: value for name, value in fields.items() if value is not None}}
    return {name: value for name, value in made.items() if value is not None}


def where(r):
    choices = [{"field": "sort", "op": "eq", "value": "east"}, {"field": "sort", "op": "ne", "value": "west"},
               {"field": "sort", "op": "in", "value": ["east", "north"]},
               {"field": "sort", "op": "not_in", "value": ["north"]}, {"field": "sound", "op": "eq", "value": True},
               {"field": "number", "op": "ge", "value": 2}, {"field": "number", "op": "lt", "value": 5},
               {"field": "decided", "op": "missing"}, {"field": "matter", "op": "present"},
               {"field": "unit", "op": "in", "value": ["bureau", "town"]},
               {"field": "occurred_on", "op": "gt", "value": "2025-01-31"}]
    return r.sample(choices, r.choice([0, 0, 0, 1, 1, 2]))


def amount(r, most=6):
    return r.choice(["0.5", "1", "1.5", "2", "0.25", "3", "0.3333", str(r.randint(1, most))])


def due_members(r, clause, kinds=("day", "workday")):
    clause.update({"by": "due", "due": "due"})
    if r.random() < 0.5:
        clause["moved_to"] = "put_off_to"
    if r.random() < 0.3:
        clause["roll"] = "next_workday"


def by_members(r, clause):
    """Any day by which a clause may count."""
    by = r.choice(["occurred", "occurred", "due", "known", "field", "overdue"])
    if by == "due":
        due_members(r, clause)
    elif by == "field":
        clause.update({"by": "field", "by_field": "decided"})
    elif by == "known":
        clause["by"] = "known"
    elif by == "overdue":
        due_members(r, clause)
        clause.update({"by": "overdue", "done": "done"})


def window_members(r, clause, period):
    if r.random() < 0.5:
        clause["within"] = r.choice(["half", "year", "twelve_months"])
    if r.random() < 0.3:
        clause["begins_on"] = r.choice([1, 5, 25, 26, 28])


def per_event(r, clause, period):
    by_members(r, clause)
    window_members(r, clause, period)
    if r.random() < 0.4:
        clause.update({"amounts": sorted({amount(r) for _ in range(r.randint(1, 3))}, key=float), "increment": "1"})
    else:
        clause["amount"] = amount(r)
        if r.random() < 0.5:
            clause["times"] = "number"


def check(r, clause, period):
    by_members(r, clause)
    clause["when"] = r.choice(["present", "absent"])
    if clause["when"] == "present":
        window_members(r, clause, period)
    elif r.random() < 0.3:
        clause["begins_on"] = r.choice([5, 26])
    if clause["effect"] == "deduct" and r.random() < 0.2:
        clause["whole_item"] = True
    else:
        clause["amount"] = amount(r)


def lateness(r, clause, period):
    clause.pop("effect")
    if r.random() < 0.25:
        clause.update({"due": "limit", "done": "taken", "unit": r.choice(["hour", "minute"]),
                       "grace": r.choice([0, 1, 5]), "grace_unit": r.choice(["hour", "minute"]), "amount": "0.1",
                       "event_cap": "2", "missing": "3"})
    else:
        due_members(r, clause)
        clause.update({"done": "done", "unit": r.choice(["day", "workday"]), "grace": r.choice([0, 0, 2, 5]),
                       "amount": r.choice(["0.1", "0.2", "0.5"]), "event_cap": r.choice(["1", "2"]), "missing": r.choice(["2", "3"])})
        if r.random() < 0.4:
            clause["grace_unit"] = r.choice(["day", "workday"])
    window_members(r, clause, period)


def tiers(r, clause, period):
    by_members(r, clause)
    window_members(r, clause, period)
    clause.update({"field": "number", "bands": [
        {"title": "多", "from": 4, "below": None, "points": r.choice(["4", "5.5"])},
        {"title": "中", "from": 2, "below": 4, "points": "2"}, {"title": "少", "from": 0, "below": 2, "points": "0.5"}]})


def shortfall(r, clause, period):
    clause.update({"each": r.choice(["day", "week", "ten_days", "month", "month", "quarter", "half", "year"]), "amount": amount(r)})
    if clause["each"] in ("day", "week", "ten_days"):
        clause["amount"] = r.choice(["0.05", "0.1"])
    elif r.random() < 0.3:
        clause["begins_on"] = r.choice([1, 5, 26])
    if r.random() < 0.25:
        clause["list"] = {"field": "sort", "values": r.choice([["east", "west"], ["east", "west", "north"]])}
        clause["select"]["where"] = []
    else:
        clause["target"] = r.randint(1, 3)
        if r.random() < 0.3:
            clause["targets"] = [{"subject": r.choice(["p0", "p1", "town", "bureau"]), "count": r.randint(1, 4)}]


def ratio(r, clause, period):
    if r.random() < 0.5:
        due_members(r, clause)
    elif r.random() < 0.3:
        clause["by"] = "known"
    if r.random() < 0.3:
        clause["begins_on"] = r.choice([1, 5, 26])
    clause["denominator"] = {"ledger": clause["select"]["ledger"], "where": list(clause["select"]["where"])}
    asked_of = {comparison["field"] for comparison in clause["select"]["where"]}
    narrower = [one for one in ({"field": "sound", "op": "eq", "value": True}, {"field": "done", "op": "present"})
                if one["field"] not in asked_of]
    clause["select"]["where"] = clause["select"]["where"] + [r.choice(narrower)]
    clause.update({"mode": r.choice(["proportional", "per_point", "per_point_begun", "pass_fail"]),
                   "target_percent": r.choice(["100", "95", "60", "33.3"]), "empty": r.choice(["full", "zero", "not_applicable"])})
    clause["amount"] = r.choice(["0.1", "0.05"]) if clause["mode"].startswith("per_point") else amount(r)
    if clause["effect"] == "award":
        clause["empty"] = r.choice(["full", "zero"])
        if clause["mode"].startswith("per_point"):
            clause["target_percent"] = r.choice(["60", "33.3"])


def minimum(r, clause, period):
    if r.random() < 0.3:
        clause["begins_on"] = r.choice([1, 5, 26])
    clause.update({"sum": "number", "target": r.randint(1, 30), "mode": r.choice(["linear", "pass_fail"]), "measure": "个"})
    clause["amount"] = r.choice(["0.1", "0.25"]) if clause["mode"] == "linear" else amount(r)
    if r.random() < 0.3:
        clause["targets"] = [{"subject": r.choice(["p0", "p1", "town", "bureau"]), "count": r.randint(1, 20)}]


def judged_event(r, clause, period):
    by_members(r, clause)
    window_members(r, clause, period)
    clause.pop("within", None)
    clause.update({"min": "0.5", "max": r.choice(["1", "2", "3"]), "step": r.choice(["0.1", "0.5"]), "given": "weight",
                   "reason": "reason", "signed": "judge"})


def baseline(r, clause, period):
    if r.random() < 0.5:
        clause["sum"] = "number"
    if r.random() < 0.5:
        clause["last_year"] = {"ledger": clause["select"]["ledger"], "where": list(clause["select"]["where"])}
        clause["frozen_days"] = r.choice([0, 20, 60, 366])
        clause["counts_for"] = "post"
    else:
        clause["quota"] = r.randint(0, 6)
        if r.random() < 0.4:
            clause["quotas"] = [{"subject": r.choice(["p0", "p1", "town", "bureau"]), "count": r.randint(0, 9)}]
    clause["mode"] = r.choice(["linear", "pass_fail"])
    if clause["mode"] == "pass_fail":
        clause["amount"] = amount(r)
        return
    clause.pop("cap", None)
    if clause.pop("effect") == "deduct":
        clause.update({"minus": r.choice(["0.5", "1"]), "minus_cap": r.choice(["3", "20"])})
    else:
        clause.update({"plus": r.choice(["0.5", "1"]), "plus_cap": "3"})


def accrual(r, clause, period):
    by_members(r, clause)
    if r.random() < 0.2:
        each = r.choice(["month", "quarter", "half", "year"])
        clause.update({"streak": {"each": each, "count": r.randint(2, 3)}, "amount": amount(r)})
        for member in ("by", "due", "moved_to", "roll", "done", "by_field"):
            clause.pop(member, None)
        return
    window_members(r, clause, period)
    clause["take"] = r.choice(["sum", "highest", "repeats"])
    if clause["take"] == "repeats" and clause["effect"] == "award":
        clause["take"] = "sum"
    if clause["take"] == "repeats" or r.random() < 0.5:
        clause["key"] = "matter"
    if clause["take"] == "repeats" or r.random() < 0.3:
        clause["amount"] = amount(r)
    else:
        clause["levels"] = {"field": "level", "amounts": [{"value": "city", "amount": "3"}, {"value": "county", "amount": "1.5"},
                                                          {"value": "town", "amount": "0.5"}]}


def gate(r, clause, period):
    clause.pop("cap", None)
    clause.pop("effect")
    clause.update({"threshold": r.randint(2, 5), "gate": r.choice(["item_zero", "total_zero", "highest_grade", "lower_grade"])})
    if clause["gate"] == "highest_grade":
        clause["grade"] = r.choice(["良好", "合格"])


MAKERS = {"per_event": per_event, "check": check, "lateness": lateness, "tiers": tiers, "shortfall": shortfall, "ratio": ratio,
          "minimum": minimum, "judged_event": judged_event, "baseline": baseline, "accrual": accrual, "gate": gate}
ONLY_TAKE = ("lateness", "gate")


def clause(r, kind, name, ledger, effect, period):
    made = {"id": name, "title": f"{name}条款", "basis": ["办法第二条"], "kind": kind, "effect": effect,
            "scope": r.choice(SCOPES),
            "select": {"ledger": ledger, "where": where(r)}}
    if r.random() < 0.3:
        made["counts_for"] = r.choice(["post", "term"])
    if r.random() < 0.3:
        made["cap"] = amount(r, 9)
    if r.random() < 0.2:
        made["archetypes"] = ["principal"]
    MAKERS[kind](r, made, period)
    return made


def rulebook(r, period):
    kinds = sorted(MAKERS)
    giving = [kind for kind in kinds if kind not in ONLY_TAKE]
    items = []
    for at, points in enumerate(r.choice([["100"], ["60", "40"], ["30", "30", "40"], ["10", "20", "70"]])):
        name = "ABC"[at]
        items.append({"id": name, "title": f"{name}项", "basis": ["办法第一条"], "points": points, "start": "full", "bonus": False,
                      "clauses": [clause(r, r.choice(kinds), f"{name}{number}", r.choice(LEDGERS), "deduct", period)
                                  for number in range(r.randint(1, 4))]})
    if r.random() < 0.7:
        items.append({"id": "Z", "title": "加分", "basis": ["办法第一条"], "points": "10", "start": "zero", "bonus": True,
                      "clauses": [clause(r, r.choice(giving), f"Z{number}", r.choice(LEDGERS), "award", period)
                                  for number in range(r.randint(1, 2))]})
    sort = "quarter" if "Q" in period else "half" if "H" in period else "month" if "-" in period else "year"
    return {"rulebook": "made", "title": "某区考核办法", "document_no": "安委〔2025〕1号", "authority": "某区安委会",
            "version": 1, "effective_from": "2023-01-01", "effective_to": None, "assesses": sort,
            "archetypes": ["principal", "deputy"], "base": "100",
            "policies": {"rounding": r.choice(["0.01", "0.1", "1"]), "grade_from": r.choice(["rounded", "exact"])},
            "items": items, "vetoes": [],
            "grades": [{"title": "优秀", "from": "90", "below": None}, {"title": "良好", "from": "80", "below": "90"},
                       {"title": "合格", "from": "60", "below": "80"}, {"title": "不合格", "from": "0", "below": "60"}]}


def world(seed):
    r = random.Random(seed)
    period = r.choice(["2025Q1", "2025Q2", "2025Q3", "2025Q3", "2025Q4", "2025H2", "2025", "2025-03", "2025-10"])
    made = {"seed": seed, "period": period, "organisation": organisation(r), "rulebook": rulebook(r, period),
            "decimals": {"weight": 1}}
    made["facts"] = [fact(r, at, made["organisation"], period) for at in range(r.randint(4, 40))]
    return made

#!/usr/bin/env python3
"""Writes first inputs for the fuzz targets, made of the case files and shipped definitions: seed.py SOURCE_DIR OUT_DIR

OUT_DIR gets a folder for each target. The committed corpus is what libFuzzer kept of them and of what it found (README.md).
"""
import json
import pathlib
import re
import sys

CALLS = [
    ["audit.verify/1 {\"actor\": \"auditor\"}", "abi.describe/1 {}"],
    ["ledger.append/1 {\"actor\": \"clerk\", \"request_id\": \"a\", \"fact\": {\"ledger\": \"criticism\", \"id\": \"C2\", \"occurred_on\": \"2025-03-09\", "
     "\"unit\": \"gov\", \"official\": \"head-1\", \"fields\": {\"level\": 2, \"times\": 1}}}",
     "ledger.correct/1 {\"actor\": \"clerk\", \"request_id\": \"b\", \"id\": \"C2\", \"reason\": \"更正\", \"fact\": {\"ledger\": \"criticism\", "
     "\"occurred_on\": \"2025-03-10\", \"unit\": \"gov\", \"official\": \"head-1\", \"fields\": {\"level\": 1}}}",
     "ledger.withdraw/1 {\"actor\": \"clerk\", \"request_id\": \"c\", \"id\": \"C2\", \"reason\": \"误报\"}",
     "ledger.list/1 {\"actor\": \"clerk\", \"period\": \"2025Q1\"}"],
    ["score.list/1 {\"actor\": \"assessor\", \"period\": \"2025Q1\"}", "score.explain/1 {\"actor\": \"assessor\", \"period\": \"2025Q1\", \"official\": \"head-1\"}",
     "score.diff/1 {\"actor\": \"assessor\", \"from\": \"2025Q1\", \"to\": \"2025Q2\", \"official\": \"head-1\"}",
     "duty.owed/1 {\"actor\": \"assessor\", \"period\": \"2025Q2\", \"official\": \"head-1\"}", "score.path/1 {\"actor\": \"assessor\", \"period\": \"2025Q2\", \"official\": \"head-1\"}",
     "score.rank/1 {\"actor\": \"assessor\", \"period\": \"2025Q1\"}"],
    ["veto.propose/1 {\"actor\": \"assessor\", \"request_id\": \"v\", \"period\": \"2025\"}", "veto.list/1 {\"actor\": \"assessor\", \"period\": \"2025\"}",
     "veto.radar/1 {\"actor\": \"assessor\", \"period\": \"2025\"}", "veto.decide/1 {\"actor\": \"discipline\", \"request_id\": \"w\", \"veto\": \"V1/gov/X1\", \"confirmed\": true, \"document_no\": \"一号\"}"],
    ["assess.seal/1 {\"actor\": \"signer\", \"request_id\": \"s\", \"period\": \"2025Q1\"}",
     "filing.prepare/1 {\"actor\": \"reviewer\", \"request_id\": \"p\", \"period\": \"2025Q1\", \"kind\": \"quarterly_organisation\"}",
     "filing.sign/1 {\"actor\": \"signer\", \"request_id\": \"q\", \"id\": \"2025Q1/quarterly_organisation/v1\"}", "outbox.take/1 {\"actor\": \"registrar\", \"request_id\": \"t\"}"],
    ["org.import/1 {", "rulebook.list/1 {\"actor\": \"clerk\"}", "rulebook.diff/1 {\"actor\": \"clerk\", \"from\": \"small/1\", \"to\": \"small/1\"}",
     "rulebook.coverage/1 {\"actor\": \"assessor\", \"rulebook\": \"small/1\", \"period\": \"2025Q1\"}", "figures.get/1 {\"actor\": \"clerk\", \"period\": \"2025Q1\"}",
     "figures.check/1 {\"actor\": \"clerk\", \"period\": \"2025Q1\"}"],
]


# What a member of a request may hold, by its name; else by its type.
MEMBERS = {
    "period": "2025Q1", "from": "2025-01-01", "to": "2025-03-31", "until": "2025-12-31", "official": "head-1", "unit": "gov", "post": "district-head",
    "area": "shanmen", "sector": "mining", "ledger": "criticism", "id": "C1", "reason": "更正", "state": "open", "kind": "quarterly_organisation",
    "veto": "V1/gov/X1", "format": "docx", "content": "aWQKQzEK", "check": "balance", "prefix": "C", "contains": "报", "limit": 5,
    "where": [{"field": "level", "op": "eq", "value": 2}], "rulebook": "small/1", "period_kind": "quarter", "outcome": "accepted", "value": "1",
    "judgements": [{"clause": "B1", "term": "T1", "value": "1"}], "scores": [{"clause": "A1", "term": "T1", "value": "1"}], "document_no": "一号", "confirmed": True, "quota_document": "二号",
    "fact": {"ledger": "criticism", "id": "C9", "occurred_on": "2025-03-09", "unit": "gov", "official": "head-1", "fields": {"level": 2}},
    "facts": [{"ledger": "criticism", "id": "C8", "occurred_on": "2025-03-09", "unit": "gov", "official": "head-1", "fields": {"level": 2}}],
}
TYPES = {"string": "x", "integer": 1, "boolean": True, "object": {}}


def one_of_each_method(page):
    """For each method of methods.md one line with its required members and one with all, by somebody who may."""
    for section in re.split(r"^## ", page, flags=re.M)[1:]:
        method = section.split(" ", 1)[0]
        if not re.fullmatch(r"[a-z_]+\.[a-z_]+/\d+", method):
            continue
        role = re.search(r"Roles: `(\w+)`", section)
        actor = {"official": "head"}.get(role[1], role[1]) if role else "clerk"
        required, whole = {"actor": actor}, {"actor": actor}
        if "*Changes" in section:
            required["request_id"], whole["request_id"] = "m", "n"
        for name, must, kind in re.findall(r"^\| `(\w+)`(\*?) \| (.*?) \|", section, re.M):
            words = re.findall(r"`(\w+)`", kind)
            first = kind.split(" ")[0].split(":")[0]
            value = MEMBERS.get(name, [] if first == "array" else TYPES.get(first, words[0] if words else None))
            if name in ("from", "to") and method == "rulebook.diff/1":
                value = "small/1"
            whole[name] = value
            if must:
                required[name] = value
        yield method, [f"{method} {json.dumps(each, ensure_ascii=False)}" for each in (required, whole)]


def sections(path):
    """The members put over the world's by a case, by section."""
    found, section = {}, None
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("  ") and section:
            found[section].append(line.strip())
        elif line.strip() and not line.startswith("#"):
            section = line.split(" ")[0]
            found.setdefault(section, [])
    return found


def value_of(field):
    return {"integer": 2, "boolean": True, "date": "2025-07-09", "text": "说明", "reference": "X1",
            "code": next(iter(field.get("codes", {"x": ""}))) if isinstance(field.get("codes"), dict) else None}.get(field["type"])


def main(source, out):
    source, out = pathlib.Path(source), pathlib.Path(out)
    world = source / "tests/cases/world"

    def put(target, name, text):
        (out / target).mkdir(parents=True, exist_ok=True)
        (out / target / name).write_text(text, encoding="utf-8")

    def overlaid(name, lines):
        whole = json.loads((world / name).read_text(encoding="utf-8"))
        try:
            whole.update(json.loads("\n".join(lines)))
        except (ValueError, TypeError):
            return "\n".join(lines)
        return json.dumps(whole, ensure_ascii=False)

    for path in sorted((source / "tests/cases").rglob("*.case")):
        name = path.parent.name + "-" + path.stem
        parts = sections(path)
        if "rulebook_file" in parts:
            continue
        put("case", name, path.read_text(encoding="utf-8"))
        put("rulebook", name, overlaid("rulebook.json", parts.get("rulebook", [])))
        if "organisation" in parts:
            put("organisation", name, overlaid("organisation.json", parts["organisation"]))
    put("organisation", "world", (world / "organisation.json").read_text(encoding="utf-8"))
    for folder in (world / "ledgers", source / "scoring/rules/ledgers", source / "scoring/rules/examples/ledgers"):
        for path in sorted(folder.glob("*.json")):
            text = path.read_text(encoding="utf-8")
            put("ledger", path.stem, text)
            ledger = json.loads(text)
            fact = {"ledger": ledger["ledger"], "id": "X1", "occurred_on": "2025-07-09", "unit": "gov", "area": "shanmen", "sector": "mining",
                    "post": "district-head", "official": "head-1", "fields": {}}
            for field in ledger["fields"]:
                if value_of(field) is not None:
                    fact["fields"][field["name"]] = value_of(field)
            put("fact", path.stem, json.dumps(fact, ensure_ascii=False))
    for path in (source / "scoring/rules/figures").glob("*.json"):
        figures = json.loads(path.read_text(encoding="utf-8"))
        for number, figure in enumerate(figures["figures"]):
            put("figures", f"{path.stem}-{number}", json.dumps({"figures": [figure], "checks": []}, ensure_ascii=False))
    for number, calls in enumerate(CALLS):
        put("call", f"calls-{number}", "\n".join(calls))
    for method, calls in one_of_each_method((source / "plugin/docs/methods.md").read_text(encoding="utf-8")):
        put("call", method.replace("/", "-"), "\n".join(calls))
    for path in [*(source / "scoring/rules/examples").glob("*.json"), *(source / "scoring/rules").glob("*.json")]:
        put("rulebook", path.stem, path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

#!/usr/bin/env python3
"""plugin/docs/seed-systems.md names ledgers, figures, facts and tests that exist, and leaves no ledger out.

    systems.py SOURCE_DIR DISTRICT_DIR

Every row's ledgers have a definition and facts in the generated district, its figures are defined, its test is a file.
"""
import json
import pathlib
import re
import sys


def cell(text):
    return re.findall(r"`([^`]+)`", text)


def main(source, district):
    source, district = pathlib.Path(source), pathlib.Path(district)
    figures = {f["id"] for f in json.loads((source / "scoring/rules/figures/tiedong.json").read_text(encoding="utf-8"))["figures"]}
    defined = {path.stem for path in (source / "scoring/rules/ledgers").glob("*.json")}
    page = (source / "plugin/docs/seed-systems.md").read_text(encoding="utf-8")
    told, named, rows = [], set(), 0
    for line in page.splitlines():
        columns = [c.strip() for c in line.strip("|").split("|")]
        if not line.startswith("|") or len(columns) != 6 or columns[0] in ("System", "---"):
            continue
        rows += 1
        system, ledgers, numbers, _, test, _ = columns
        for ledger in cell(ledgers):
            named.add(ledger)
            facts = district / f"facts-{ledger}.jsonl"
            if ledger not in defined:
                told.append(f"{system}: there is no ledger {ledger}")
            elif not facts.exists() or not facts.read_text(encoding="utf-8").strip():
                told.append(f"{system}: the district has no facts of {ledger}")
        told += [f"{system}: there is no figure {figure}" for figure in cell(numbers) if figure not in figures]
        told += [f"{system}: there is no {path}" for path in cell(test) if not (source / path).is_file()]
        if not (cell(ledgers) and cell(numbers) and cell(test)):
            told.append(f"{system}: a ledger, a figure or a test is not named")
    told += [f"no system names the ledger {ledger}" for ledger in sorted(defined - named)]
    if rows < 29:
        told.append(f"only {rows} systems")
    print("\n".join(told) or f"{rows} systems, {len(named)} ledgers")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

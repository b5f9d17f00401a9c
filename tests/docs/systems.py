#!/usr/bin/env python3
"""plugin/docs/seed-systems.md names ledgers, workbooks, figures and tests that exist, and leaves no ledger out.

    systems.py SOURCE_DIR DISTRICT_DIR

Every row's ledgers have a definition, and a workbook with rows that the district is entered from; its figures are defined;
its tests are files, each names a ledger or figure of the row, and together they name every figure.
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
    sheets = json.loads((district / "workbooks.json").read_text(encoding="utf-8"))
    told, named, rows = [], set(), 0
    for line in page.splitlines():
        columns = [c.strip() for c in line.strip("|").split("|")]
        if not line.startswith("|") or len(columns) != 7 or columns[0] in ("System", "---"):
            continue
        rows += 1
        system, ledgers, books, numbers, _, test, _ = columns
        for ledger in cell(ledgers):
            named.add(ledger)
            if ledger not in defined:
                told.append(f"{system}: there is no ledger {ledger}")
            files = {s["file"] for s in sheets if s["ledger"] == ledger and s["rows"] > 0}
            if len(files) != 1 or not all((district / file).is_file() for file in files):
                told.append(f"{system}: the district has no workbook of {ledger}, or several: {sorted(files)}")
            files = {pathlib.Path(file).name for file in files}
            if not files <= set(cell(books)):
                told.append(f"{system}: the workbook of {ledger} is {', '.join(files)}")
        told += [f"{system}: there is no figure {figure}" for figure in cell(numbers) if figure not in figures]
        told += [f"{system}: there is no {path}" for path in cell(test) if not (source / path).is_file()]
        texts = {path: (source / path).read_text(encoding="utf-8") for path in cell(test) if (source / path).is_file()}
        for figure in cell(numbers):
            if not any(f'"{figure}"' in text for text in texts.values()):
                told.append(f"{system}: no test named reads {figure}")
        for path, text in texts.items():
            if not any(f'"{word}' in text for word in cell(ledgers) + cell(numbers)):
                told.append(f"{system}: {path} names none of its ledgers and figures")
        if len(cell(books)) != len(cell(ledgers)):
            told.append(f"{system}: workbooks and ledgers are not the same number")
        if not (cell(ledgers) and cell(numbers) and cell(test)):
            told.append(f"{system}: a ledger, a figure or a test is not named")
    told += [f"no system names the ledger {ledger}" for ledger in sorted(defined - named)]
    if rows < 29:
        told.append(f"only {rows} systems")
    print("\n".join(told) or f"{rows} systems, {len(named)} ledgers")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

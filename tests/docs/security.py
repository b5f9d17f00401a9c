#!/usr/bin/env python3
"""plugin/docs/security.md has a row for every threat and fault, and every test it names is in the tree.

    security.py SOURCE_DIR
"""
import pathlib
import re
import sys

ROWS = [f"T{number:02}" for number in range(1, 35)] + [f"F{number:02}" for number in range(1, 41)]
CASE = re.compile(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)", re.M)
SHORTEST = 20  # of what holds a row: less is no reason


def tests_of(source):
    """Cases of GoogleTest as Suite.Case, and the names ctest is given."""
    found = set()
    for path in (source / "tests").rglob("*_test.cpp"):
        found.update(".".join(case) for case in CASE.findall(path.read_text(encoding="utf-8")))
    for path in (source / "tests").rglob("CMakeLists.txt"):
        text = path.read_text(encoding="utf-8")
        found.update(re.findall(r"add_test\(NAME ([\w.]+)", text))
        found.update("fuzz." + name for name in re.findall(r"^ *anze_fuzz\((\w+)", text, re.M))
    return found


def main(source):
    source = pathlib.Path(source)
    page = (source / "plugin/docs/security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([TF]\d\d) \| ([^|]+) \| ([^|]+) \|$", page, re.M)
    told = [f"row {number + 1} is {found}, not {wanted}"
            for number, (wanted, found) in enumerate(zip(ROWS + [None], [row[0] for row in rows] + [None])) if wanted != found][:1]
    told += [f"{name}: nothing says what holds it" for name, _, holds in rows if len(holds) < SHORTEST]
    there = tests_of(source)
    named = re.findall(r"`([A-Z]\w+\.\w+|(?:abi|docs|ffi|fuzz)\.[\w.]+)`", page)
    told += [f"there is no test {name}" for name in sorted(set(named) - there)]
    for line in told:
        print(f"security.md: {line}")
    if not told:
        print(f"{len(rows)} rows, {len(set(named))} tests named, all there")
    return bool(told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

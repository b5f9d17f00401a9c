#!/usr/bin/env python3
"""plugin/docs/errors.md names every error code of the sources, and none besides.

    errors.py SOURCE_DIR

Every code has its Chinese words (plugin/wording/, plugin/wording/sheets.cpp), but for those that without_chinese.txt beside this
file still names: that list may only shrink.

A code is a text literal of the form word.word in the contract's C++ layer, scoring, reports or plugin, or a problem that a case in
tests/cases/refused expects. That a method says it may be refused with a code (its `.errors`, plugin/calls/refusals.cpp) makes none. What has that
form and is none is named here.
"""
import pathlib
import re
import sys

NOT_CODES = {
    # figures of a report, and the checks that hold them together (reports/checks/check.h); they appear as `at` of report.cross_footing
    "accident.class", "accident.count", "accident.dead", "accident.fault", "accident.injured", "accident.loss", "accident.rows",
    "accountability.measures",
    "figure.negative", "rate.range",
    # acts of the store's own, as the chain names them
    "access.refused", "clock.anomaly", "store.accept_head",
    # files
    "anze.db", "store.lock", "unfinished.db", "manifest.json", "settings.xml", "styles.xml", "schema_sql.inc",
}
LITERAL = re.compile(r'"(?:\\.|[^"\\\n])*"')
ALONE = {"memory"}  # the answer that must not allocate (abi/cpp/guard.hpp)
# Put together from two parts (scoring/clauses/check.cpp, check_steps); the cases below prove them.
JOINED = {f"{kind}.{fault}" for kind in ("grade", "band") for fault in ("empty", "top", "order", "overlap", "gap", "floor")}


SAID_OF_METHODS = re.compile(r"\.errors =.*?(?=\.function =)", re.S)


def codes_in(path):
    for line in SAID_OF_METHODS.sub("", path.read_text(encoding="utf-8")).split("\n"):
        if line.lstrip().startswith(("//", "#include")):
            continue
        line = re.sub(r"\s//.*", "", line)
        for literal in LITERAL.findall(line):
            if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", literal[1:-1]):
                yield literal[1:-1]


def main(source):
    source = pathlib.Path(source)
    found = ALONE | JOINED
    for room in ("abi/cpp", "scoring", "reports", "plugin"):
        for path in sorted((source / room).rglob("*")):
            if path.suffix in (".cpp", ".h", ".hpp") and path.name != "refusals.cpp":
                found.update(codes_in(path))
    for path in (source / "tests/cases/refused").rglob("*.case"):
        found.update(re.findall(r"^ *problem ([a-z_.]+)", path.read_text(encoding="utf-8"), re.M))
    found -= NOT_CODES
    page = (source / "plugin/docs/errors.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z_.]+)` \|", page, re.M)
    told = [f"{code} is not in errors.md" for code in sorted(found - set(listed))]
    told += [f"{code} is in errors.md and nowhere in the sources" for code in sorted(set(listed) - found)]
    told += [f"{code} is listed twice" for code in sorted({code for code in listed if listed.count(code) > 1})]
    spoken = set()
    for path in [*(source / "plugin/wording").glob("*.cpp"), source / "plugin/wording/sheets.cpp"]:
        spoken.update(re.findall(r'^    \{"([a-z_.]+)",', path.read_text(encoding="utf-8"), re.M))
    mute = set((source / "tests/docs/without_chinese.txt").read_text(encoding="utf-8").split())
    told += [f"{code} has no Chinese words: add them in plugin/wording/" for code in sorted(found - spoken - mute)]
    told += [f"{code} need not stand in without_chinese.txt any more" for code in sorted(mute & (spoken | (mute - found)))]
    told += [f"{code} has Chinese words and is no code" for code in sorted(spoken - found)]
    print("\n".join(told) or f"errors.md names the {len(found)} codes of the sources")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

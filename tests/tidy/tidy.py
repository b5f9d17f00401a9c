#!/usr/bin/env python3
"""The mechanical rules of style, so that reviews can be about design. Every breach is printed as file:line: what.

    tidy.py SOURCE_DIR
"""
import pathlib
import re
import subprocess
import sys

ROOMS = ("abi", "scoring", "reports", "plugin")
# What a room may include, by the first folder of the path in quotes.
MAY_INCLUDE = {
    "abi": {"anze", "cpp", "host"},
    "scoring": {"scoring"},
    "reports": {"reports", "scoring"},
    "plugin": {"plugin", "reports", "scoring", "anze", "cpp", "schema_sql.inc", "tallies_sql.inc"},
}
TOP = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "plugin", "abi", "scoring", "reports", "tests"}
EXTERN_C = {"abi/anze/base.h"}  # one macro, ANZE_BEGIN; the functions' linkage comes from their declarations
CODE = (".cpp", ".hpp", ".h", ".c")
WIDTH = 120
LINES = 500
# Spelt in halves, so that this file does not break its own rule.
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b")
ELSEWHERE = ("/wo" "rk/", "shared/" "design", "shared/" "abi", "shared/" "style", "wt" "-docs")

breaches = []


def breach(path, number, what):
    breaches.append(f"{path}:{number}: {what}")


def tracked(source):
    try:
        listed = subprocess.run(["git", "-C", source, "ls-files", "-z"], capture_output=True, check=True).stdout
        found = [name for name in listed.decode().split("\0") if name and (source / name).is_file()]
        if found:
            return found
    except (OSError, subprocess.CalledProcessError):
        pass
    return [str(path.relative_to(source)) for path in source.rglob("*")  # a copy without its history
            if path.is_file() and path.relative_to(source).parts[0] not in ("build", ".git")]


def blank(match):
    """What a comment or literal leaves: nothing but its line ends."""
    return "\n" * match.group().count("\n")


RAW = re.compile(r'R"([^()\\ ]*)\(.*?\)\1"', re.S)
WORDS = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"", re.S)


def check_code(path, text):
    room = path.split("/")[0]
    lines = text.split("\n")
    if len(lines) > LINES:
        breach(path, len(lines), f"{len(lines)} lines; over {LINES} a second concept has moved in")
    if path.endswith((".h", ".hpp")) and not text.startswith(("//", "/*")):
        breach(path, 1, "a header opens with a comment: what it is, who owns what, which threads")

    # A schema inside R"(...)" is laid out as JSON.
    for number, line in enumerate(RAW.sub(blank, text).split("\n"), 1):
        if len(line) > WIDTH:
            breach(path, number, f"{len(line)} columns, the limit is {WIDTH}")
    for number, line in enumerate(lines, 1):
        include = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if include and include.group(1).split("/")[0] not in MAY_INCLUDE[room]:
            breach(path, number, f"{room}/ may not include {include.group(1)}")
        if 'extern "C"' in line and path not in EXTERN_C:
            breach(path, number, 'only abi/anze/base.h says extern "C"')
    if room != "abi":
        for number, line in enumerate(WORDS.sub(blank, RAW.sub(blank, text)).split("\n"), 1):
            if re.search(r"\b(float|double)\b", line):
                breach(path, number, "no floating point here: points and figures are exact")


def main(source):
    source = pathlib.Path(source)
    files = tracked(source)
    for top in sorted({name.split("/")[0] for name in files}):
        if top not in TOP and not top.startswith("."):
            breach(top, 0, "is not one of the top-level entries")
    for name in files:
        try:
            text = (source / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a document, a font
        for number, line in enumerate(text.split("\n"), 1):
            if UNFINISHED.search(line):
                breach(name, number, "unfinished work belongs in the tracker")
            if any(word in line for word in ELSEWHERE):
                breach(name, number, "names a place outside this tree")
        if name.split("/")[0] in ROOMS and name.endswith(CODE):
            check_code(name, text)
    print("\n".join(breaches) or f"{len(files)} files keep the rules")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

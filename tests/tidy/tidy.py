#!/usr/bin/env python3
"""The mechanical rules of style, so that reviews can be about design. Every breach is printed as file:line: what.

    tidy.py SOURCE_DIR
"""
import pathlib
import re
import subprocess
import sys

import nameless

TOPS = ("abi", "scoring", "reports", "plugin")
# What a room may include, by the first folder of the path in quotes.
MAY_INCLUDE = {
    "abi": {"anze", "cpp", "host"},
    "scoring": {"scoring"},
    "reports": {"reports", "scoring"},
    "plugin": {"plugin", "reports", "scoring", "anze", "cpp", "schema_sql.inc", "tallies_sql.inc", "statistics_sql.inc",
               "to_2_sql.inc", "to_3_before_sql.inc", "to_3_after_sql.inc"},
}
# The rooms of each top folder from the ground up (plugin/docs/architecture.md has a line on each): a room includes rooms
# listed before it, never after; "" is the folder itself. A new room is a new word here and a line there.
ROOMS = {
    "scoring": ["values", "days", "facts", "json", "organisation", "ledgers", "entries", "figures", "clauses", "clauses/kinds", "rulebook",
                "tally", "scorecards", "trials", "questions", "questions/path", "accountability", ""],
    "reports": ["snapshot", "checks", "views", "papers", "formats", "formats/docx", "formats/text", ""],
    "plugin": ["store", "store/sqlite", "sheet_reader", "sheet_writer", "json", "records", "definitions", "workbooks/headings", "wording", "calls",
               "access", "tallies", "figures", "facts",
               "assessments", "questions", "accountability", "results", "rulebooks", "filing", "workbooks/out", "workbooks/in", "audit", ""],
}
ROOM_FILES, ROOM_LINES = 30, 4000  # beyond them a room is two rooms
TOP = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "plugin", "abi", "scoring", "reports", "tests"}
EXTERN_C = {"abi/anze/base.h"}  # one macro, ANZE_BEGIN; the functions' linkage comes from their declarations
CODE = (".cpp", ".hpp", ".h", ".c")
WIDTH = 120
LINES = 500
BODY = 60  # lines of a function, tables of methods and of data apart
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
    if not path.startswith(ENGINE_ROOM):
        for found in ENGINE.finditer(text):
            breach(path, text.count("\n", 0, found.start()) + 1, f"only {ENGINE_ROOM} includes SQLite")
    for number, line in enumerate(lines, 1):
        include = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if include and include.group(1).split("/")[0] not in MAY_INCLUDE[room]:
            breach(path, number, f"{room}/ may not include {include.group(1)}")
        if 'extern "C"' in line and path not in EXTERN_C:
            breach(path, number, 'only abi/anze/base.h says extern "C"')
    if room != "abi" and not path.startswith("scoring/clauses/"):
        for number, line in enumerate(lines, 1):
            if KIND.search(WORDS.sub(blank, line)):
                breach(path, number, "what is a clause's own, only its kind knows: ask scoring/clauses/kind.h")
    if room != "abi":
        for number, line in enumerate(WORDS.sub(blank, RAW.sub(blank, text)).split("\n"), 1):
            if re.search(r"\b(float|double)\b", line):
                breach(path, number, "no floating point here: points and figures are exact")


# What begins at a column and ends at a brace there, and is no function: types and tables of data.
NO_FUNCTION = re.compile(r"\s*(?:namespace|struct|class|enum|union|extern)\b(?!.*\()|.*=\s*\{$")
TABLE_OF_METHODS = re.compile(r"\s*static const auto& methods = ")
NO_BEGIN = re.compile(r"\s*(?:#|//|\w+:$|$)")  # directives, comments, labels


def check_functions(path, text):
    """No function is longer than BODY lines. As clang-format lays them out: it ends at a brace alone, in the column it began in."""
    lines = RAW.sub(blank, text).split("\n")
    for end, line in enumerate(lines):
        if line.strip() not in ("}", "};"):
            continue
        indent = len(line) - len(line.lstrip())
        begin = next((number for number in range(end - 1, -1, -1) if not NO_BEGIN.match(lines[number])
                      and len(lines[number]) - len(lines[number].lstrip()) <= indent), end)
        body = [inner for inner in lines[begin + 1:end] if inner.strip()]
        if NO_FUNCTION.match(lines[begin]) or not body or any(TABLE_OF_METHODS.match(line) for line in (lines[begin], body[0])):
            continue
        if len(body) > BODY:
            breach(path, begin + 1, f"{len(body)} lines in one function; over {BODY} it does more than one thing")


# The engine's own types stay in its room, so that a second one needs no change elsewhere.
ENGINE = re.compile(r'^\s*#\s*include\s+[<"](sqlite3|SQLiteCpp/[^">]+)\b', re.M)
ENGINE_ROOM = "plugin/store/sqlite/"
# Kinds of clauses are told apart in their own room only: no switch over them anywhere else.
KIND = re.compile(r"(?:\.|->)own\b|\bOfKind\b|\bown_of<|get_if<(?:Shortfall|PerEvent|Check|Tiers|Ratio|Lateness|Judged|Gate|Baseline|Accrual)>")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def room_of(path):
    """("scoring", "questions/path") of scoring/questions/path/lost.cpp."""
    top, *inner = path.split("/")[:-1]
    return top, "/".join(inner)


def check_rooms(sources):
    """Arrows between rooms run downwards, no files include each other, no room is crowded. `sources`: path to text."""
    crowd = {}
    includes = {}  # of a concept (a path without its ending): the concepts it includes
    upwards = set()
    for path, text in sources.items():
        top, room = room_of(path)
        if top not in ROOMS:
            continue
        if room not in ROOMS[top]:
            breach(path, 1, f"{top}/{room} is no room: put the file into one, or add the room to tidy.py and architecture.md")
            continue
        files, lines = crowd.get((top, room), (0, 0))
        crowd[top, room] = files + 1, lines + text.count("\n")
        for included in INCLUDE.findall(text):
            if included not in sources:
                continue
            concept, other = path.rsplit(".", 1)[0], included.rsplit(".", 1)[0]
            if concept != other:
                includes.setdefault(concept, set()).add(other)
            there_top, there = room_of(included)
            if there_top == top and there in ROOMS[top] and ROOMS[top].index(there) > ROOMS[top].index(room):
                upwards.add((path, included))
    for path, included in sorted(upwards):
        breach(path, 1, f"includes {included}, of a room above its own")
    for (top, room), (files, lines) in sorted(crowd.items()):
        if files > ROOM_FILES or lines > ROOM_LINES:
            breach(f"{top}/{room}", 0, f"{files} files, {lines} lines: two rooms have moved in together")
    for knot in sorted(rings(includes)):
        breach(knot[0], 1, "include each other: " + ", ".join(knot))


def rings(edges):
    """The strongly connected parts of more than one node (Tarjan 1972), each sorted."""
    number, low, stack, found = {}, {}, [], []

    def visit(node):
        number[node] = low[node] = len(number)
        stack.append(node)
        for after in edges.get(node, ()):
            if after not in number:
                visit(after)
                low[node] = min(low[node], low[after])
            elif after in stack:
                low[node] = min(low[node], number[after])
        if low[node] == number[node]:
            part = [stack.pop()]
            while part[-1] != node:
                part.append(stack.pop())
            if len(part) > 1:
                found.append(tuple(sorted(part)))

    sys.setrecursionlimit(10_000)
    for node in list(edges):
        if node not in number:
            visit(node)
    return found


ARCHITECTURE = "plugin/docs/architecture.md"


def check_architecture(source):
    """The page names every room once, in the order of ROOMS, and no path that is not there."""
    page = (source / ARCHITECTURE).read_text(encoding="utf-8")
    told = [name for name in re.findall(r"^\| `([a-z_/]+)` \|", page, re.M) if name.split("/")[0] in ROOMS]
    rooms = [f"{top}/{room}" for top in ("scoring", "reports", "plugin") for room in ROOMS[top] if room]
    for number, (wanted, found) in enumerate(zip(rooms + [None], told + [None])):
        if wanted != found:
            breach(ARCHITECTURE, 1, f"its room {number + 1} is {found}, tidy.py has {wanted}")
            break
    for path in sorted(set(re.findall(r"`((?:abi|scoring|reports|plugin)/[a-z_/.]+)`", page))):
        if not (source / path).exists():
            breach(ARCHITECTURE, 1, f"{path} is not there")


def check_tests(files):
    """A folder of unit tests is a room of the same name, or one that holds rooms."""
    for name in files:
        if not name.startswith("tests/unit/"):
            continue
        top, *inner = name.split("/")[2:-1] or [""]
        room = "/".join(inner)
        if top not in ROOMS or not room and ("" in ROOMS[top] and top != "scoring" or not name.endswith("_test.cpp")):
            continue
        if not any(other == room or other.startswith(room + "/") for other in ROOMS[top]):
            breach(name, 1, f"{top}/{room} is no room: a unit test lies in the folder of the room it is about")


DECLARED = re.compile(r"^(?:struct|class|enum class|using) (\w+)(?: final)?(?: :[^;{]*)?(?: \{| =)", re.M)


def check_names(sources):
    """What a scoring header declares in anze:: is declared by no header of a room above: one name, one thing."""
    known = {}
    for name, text in sources.items():
        if name.startswith("scoring/") and name.endswith(".h") and re.search(r"^namespace anze \{", text, re.M):
            known.update({word: name for word in DECLARED.findall(text)})
    for name, text in sources.items():
        if not name.startswith(("plugin/", "reports/")) or not name.endswith(".h"):
            continue
        for found in DECLARED.finditer(text):
            if found[1] in known:
                breach(name, text.count("\n", 0, found.start()) + 1, f"{found[1]} is a word of {known[found[1]]} already")


DECISIONS = "plugin/docs/decisions/"


def check_decisions(files):
    """Decisions are numbered from 0001, each number once, without a gap."""
    numbers = sorted(name.removeprefix(DECISIONS)[:4] for name in files if name.startswith(DECISIONS))
    for number, found in enumerate(numbers, 1):
        if found != f"{number:04}":
            breach(DECISIONS, 0, f"{number:04} is missing or twice there: {found} follows")
            break


def main(source):
    source = pathlib.Path(source)
    files = tracked(source)
    sources, compiled = {}, {}
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
        if name.split("/")[0] in TOPS and name.endswith(CODE):
            check_code(name, text)
            check_functions(name, text)
            sources[name] = text
        if name.split("/")[0] in (*TOPS, "tests") and name.endswith((".h", ".hpp", ".cpp")):
            compiled[name] = text
    nameless.check(compiled, breach)
    check_rooms(sources)
    check_names(sources)
    check_architecture(source)
    check_decisions(files)
    check_tests(files)
    print("\n".join(breaches) or f"{len(files)} files keep the rules")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

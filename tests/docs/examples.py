#!/usr/bin/env python3
"""Runs the examples of README.md: the shell lines of a worked example, in one shell and in order, and the Python one.

    examples.py README BUILD_DIR SOURCE_DIR CPP_EXAMPLE [PAGE ...]

Further pages go on where the worked example ended. Blocks marked `sh example` are run together under bash -e. A block marked `text output` names lines, or parts of lines, that
the block before it must print, in that order.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MARK = "== end of block {} =="


def fail(*lines):
    print(*lines, sep="\n")
    sys.exit(1)


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    if done.returncode != 0:
        fail(f"exit code {done.returncode}:", done.stdout[-3000:], done.stderr[-3000:])
    return done.stdout


def expect(output, wanted, place):
    at = 0
    for line in filter(None, (line.strip() for line in wanted.splitlines())):
        found = output.find(line, at)
        if found < 0:
            fail(f"{place} does not print, at its place: {line}", "it prints:", output[-4000:])
        at = found + len(line)


def main(readme, build, source, cpp_example, *pages):
    text = "\n".join(pathlib.Path(page).read_text(encoding="utf-8") for page in (readme, *pages))
    blocks = re.findall(r"^```(sh|text|python) (example|output)\n(.*?)^```$", text, re.M | re.S)
    shell = [body for language, _, body in blocks if language == "sh"]
    if len(shell) < 3:
        fail("the worked example has gone from " + readme)
    script = "set -euo pipefail\n" + "".join(body + f"\necho '{MARK.format(i)}'\n" for i, body in enumerate(shell))
    with tempfile.TemporaryDirectory() as work:
        printed = run(["bash", "-c", script], cwd=source, env={**os.environ, "build": build, "work": work})
        index, rest = -1, printed
        for language, _, body in blocks:
            if language == "sh":
                index += 1
                part, rest = rest.split(MARK.format(index) + "\n", 1)
            elif language == "text":
                expect(part, body, f"block {index + 1} of the worked example")

    python = [body for language, _, body in blocks if language == "python"]
    with tempfile.TemporaryDirectory() as store:
        printed = run([sys.executable, "-B", "-c", python[0], f"{build}/plugin/anze.so", store],
                      env={**os.environ, "PYTHONPATH": f"{source}/abi/ffi"})
        expect(printed, "'ledgers': []\nactor.unknown", "the Python example")
    with tempfile.TemporaryDirectory() as store:
        expect(run([cpp_example, f"{build}/plugin/anze.so", store]), '{"ledgers":[]}', "the C++ example")
    print(f"{len(shell)} shell blocks, one Python and one C++ example do what {os.path.basename(readme)} says")


if __name__ == "__main__":
    main(*sys.argv[1:])

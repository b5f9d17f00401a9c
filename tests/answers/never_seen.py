#!/usr/bin/env python3
"""The members of answers that need not be there, and that no test of the whole run has seen: a member nothing fills is a promise nobody keeps.

    never_seen.py PLUGIN_SO PYTHON_FFI_DIR SEEN

SEEN is what the checked library noted (checked_plugin.cpp) since it was built. never_seen.txt beside this file names those that are known
not to be seen: that list may only shrink.
"""
import pathlib
import sys
import tempfile


def optional(schema, place):
    """Every member below that need not be there, as the library's door names it."""
    if "anyOf" in schema:
        yield from optional(schema["anyOf"][0], place)
    if "items" in schema:
        yield from optional(schema["items"], place)
    for name, member in schema.get("properties", {}).items():
        if name not in schema.get("required", []):
            yield f"{place}/{name}"
        yield from optional(member, f"{place}/{name}")


def main(plugin, ffi, seen):
    sys.path.insert(0, ffi)
    sys.dont_write_bytecode = True
    from anze import Plugin
    with tempfile.TemporaryDirectory() as store, Plugin(plugin, {"storage_dir": store, "personal_plain": True}) as anze:
        methods = anze.call("abi.describe/1")["methods"]
    told = set()
    for method in methods:
        response = method["response"]
        told.update(optional(response, method["name"]))
        for name, shape in response.get("definitions", {}).items():
            told.update(optional(shape, f"#{name}"))
    seen = set(pathlib.Path(seen).read_text(encoding="utf-8").split("\n"))
    known = set(pathlib.Path(__file__).with_name("never_seen.txt").read_text(encoding="utf-8").split())
    # What lies inside a member that is known not to be seen is not seen either.
    unseen = {member for member in told - seen - known if not any(member.startswith(f"{k}/") for k in known)}
    faults = [f"{member} is told and no test has seen it" for member in sorted(unseen)]
    for member in sorted(known & seen | known - told):
        print(f"{member} can go from never_seen.txt")
    print("\n".join(faults) or f"of {len(told)} members that need not be there, {len(told & seen)} were seen")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

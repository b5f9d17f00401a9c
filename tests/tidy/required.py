"""A header that says "Requires:" is held to it: its own code asserts as often as it requires (scoring/values/broken.h).

Headers of scoring and reports. Not counted: what asks for a lifetime ("outlives"), which no assert can see.
"""
import posixpath
import re

TOPS = ("scoring/", "reports/")
SAID = re.compile(r"Requires:\s([^.;]*)")
LIFETIME = re.compile(r"\boutlives?\b")
ASSERTS = re.compile(r"\bANZE_ASSERT\(")
# What cannot be asserted, with the reason.
EXCEPT = {
    "scoring/json/print.h": "UTF-8 would be read byte by byte, and the guard has read it",
}


def required(text):
    comments = re.sub(r"\n\s*//", " ", text)  # a sentence runs over lines
    return [said for said in SAID.findall(comments) if not LIFETIME.search(said)]


def asserted(path, sources):
    """Of the header and of what stands behind it: lost.cpp, ledger_json.cpp, for points.h also exact.cpp."""
    stem = path[:-len(".h")]
    behind = [path, stem + ".cpp", stem + "_json.cpp"]
    behind += [each for each in sources if each.endswith(".cpp") and posixpath.dirname(each) == posixpath.dirname(path)
               and each not in behind and re.search(r'^#include "%s"' % re.escape(path), sources[each].split("namespace", 1)[0], re.M)
               and not each[:-len(".cpp")] + ".h" in sources]
    return sum(len(ASSERTS.findall(sources[each])) for each in behind if each in sources)


def check(sources, breach):
    """sources: path to text; breach(path, line, what) is told what is wrong."""
    for path, text in sources.items():
        if not path.startswith(TOPS) or not path.endswith(".h") or path == "scoring/values/broken.h":
            continue
        wanted = len(required(text))
        if path in EXCEPT:
            if wanted == 0:
                breach(path, 0, "is excepted in tests/tidy/required.py and requires nothing")
        elif asserted(path, sources) < wanted:
            breach(path, 0, f"says Requires: {wanted} times and asserts it {asserted(path, sources)} times")

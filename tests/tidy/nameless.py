"""Names in nameless namespaces, which belong to a room and not to a file, because a room is compiled as one (decision 0051).

Two files of a room may say the same name only by mistake: the compiler sees two of one type, but of two overloads it takes one
without a word, and a constant hides the one of the same name that a neighbour includes.
"""
import posixpath
import re

NAMELESS = re.compile(r"^namespace \{\n(.*?)^\}  // namespace\n", re.S | re.M)
NAMES = re.compile(r"^(?:template <[^\n]*>\n)?(?!using|namespace|return|struct|class|enum|#)[A-Za-z_\[][\w:<>,&*\[\] \n]*?[ &*](\w+)(?=\(|\[| =|\{|;)"
                   r"|^(?:(?:struct|class|enum class|enum) (\w+)(?= |;|:)|using (\w+) =)", re.M)
APART = ("clauses/kinds", "plugin/records")  # compiled file by file, as in CMakeLists.txt
INCLUDES = re.compile(r'^#include "([^"]+)"', re.M)
USED = re.compile(r"(?<![\w.:>])(\w+)")
SAID = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"')


def names(text):
    return {name for found in NAMES.findall(text) for name in found if name}


def functions(text):  # and constants; a type said twice does not compile
    return {found[0] for found in NAMES.findall(text) if found[0]}


def check(sources, breach):
    """sources: path to text, of headers and .cpp; breach(path, line, what) is told what is wrong."""
    declared = {path: names(text) for path, text in sources.items() if not path.endswith(".cpp")}

    def included(path, seen):
        for found in INCLUDES.findall(sources[path]):
            for base in ("", "abi/", posixpath.dirname(path) + "/", "tests/unit/plugin/", "tests/cases/"):
                if base + found in declared and base + found not in seen:
                    seen.add(base + found)
                    included(base + found, seen)
        return seen

    rooms = {}
    for path, text in sources.items():
        if path.endswith(".cpp") and not posixpath.dirname(path).endswith(APART):
            rooms.setdefault(posixpath.dirname(path), {})[path] = "\n".join(NAMELESS.findall(text))
    for files in rooms.values():
        for path, nameless in files.items():
            own = names(nameless)
            used = set(USED.findall(SAID.sub("", sources[path])))
            outer = set().union(*(declared[header] for header in included(path, set())), set())
            for other, others in files.items():
                if other == path:
                    continue
                for name in sorted(functions(nameless) & functions(others) if other > path else ()):
                    breach(other, 0, f"{name} is a name of {path} already, in the same room")
                for name in sorted((names(others) & used & outer) - own):
                    breach(other, 0, f"{name} hides the one that {path} uses, in the same room")

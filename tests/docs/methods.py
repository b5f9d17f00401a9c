#!/usr/bin/env python3
"""plugin/docs/methods.md, and the table of roles in operating.md beside it, written from abi.describe/1. Every code that errors.md explains is
one that some method may be refused with, but for those of opening and closing and those told inside answers.

    methods.py PLUGIN_SO PYTHON_FFI_DIR METHODS_MD            checks that both are current
    methods.py PLUGIN_SO PYTHON_FFI_DIR METHODS_MD --write    writes them
"""
import pathlib
import re
import sys
import tempfile

ROLES = {"clerk": "填报", "verifier": "核实", "reviewer": "复核", "signer": "签发", "countersigner": "会签", "assessor": "组织部考核", "discipline": "纪检委", "registrar": "接收登记",
         "official": "被考核人", "system_admin": "系统管理员", "security_admin": "安全管理员", "auditor": "审计员"}
# Codes of no call: opening, closing, what audit.verify/1 tells in its answer, and the schema checks that are told under a code of their document.
NOT_OF_CALLS = re.compile(r"(open|chain)\..*|call\.busy|config\.(schema|storage|keys|personal)|crypto\.failed|request\.(schema|type|unknown_member|value)")
COMMON = ("actor", "request_id", "now")


def members(schema):
    required = schema.get("required", [])
    return ", ".join(f"`{key}`" + ("" if key in required else "?") for key in schema["properties"])


def kind(schema):
    if "anyOf" in schema:
        return " or ".join(kind(each) for each in schema["anyOf"])
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name})"
    if "enum" in schema:
        return " \\| ".join(f"`{value}`" if value is not None else "null" for value in schema["enum"])
    name = schema.get("type", "any")
    also = ""
    if isinstance(name, list):  # with what it says of null, or of an object in place of its text
        if name[1:] == ["null"]:
            name, also = name[0], " or null"
        else:
            name = " or ".join(name)
    if name == "array":
        inner = schema.get("items", {})
        return ("array of objects: " + members(inner) if inner.get("properties") else "array of " + kind(inner)) + also
    if name == "object" and schema.get("properties"):
        return "object: " + members(schema) + also
    if name == "object" and isinstance(schema.get("additionalProperties"), dict):
        return "object of any names, each " + kind(schema["additionalProperties"]) + also
    if schema.get("minLength") == schema.get("maxLength") and "maxLength" in schema:
        name = {10: "day", 64: "digest"}.get(schema["maxLength"], name)
    return name + also


def table(schema, own):
    """The members of an object, own ones alone."""
    required = schema.get("required", [])
    return ["| Member | Type | |", "| --- | --- | --- |"] + \
        [f"| `{name}`{'*' if name in required else ''} | {kind(of)} | {limits(of)} |" for name, of in own.items()]


def limits(schema):
    words = [f"{text} {schema[key]}" for key, text in
             (("minimum", "from"), ("maximum", "to"), ("maxLength", "at most"), ("maxItems", "at most"))
             if key in schema and not (key == "maxLength" and schema.get("minLength") == schema[key]) and not (key == "minimum" and schema[key] == 0)]
    return ", ".join([schema["description"]] if "description" in schema else []) + \
        ("" if not any(words) else (" (" if "description" in schema else "(") + ", ".join(filter(None, words)) + ")")


def page(description):
    out = ["# Methods", "",
           "Written from `abi.describe/1` by `tests/docs/methods.py`; a test compares. To write it again after a change:", "",
           "    python3 tests/docs/methods.py build/dev/plugin/anze.so abi/ffi plugin/docs/methods.md --write", "",
           "Every request is a JSON object with the `actor`; a method that *changes* something also needs a `request_id`. `now` is read only",
           "when the host offers no clock. `*` marks a required member, `?` an optional one inside. *Recorded*: the reading itself is an entry",
           "of the audit chain. Roles: any one of those named suffices; \"everybody\" is everybody the directory knows.", "",
           "An answer has exactly the members told here: those marked `*` always, the others where there is something to say. What several",
           "methods answer is told once, under [Shapes](#shapes). A refusal (`errors.md`) has one of the codes the method names, or of these:", "",
           ", ".join(f"`{code}`" for code in description["common_errors"]), "",
           "| Limit | |", "| --- | --- |"]
    sheet = description["limits"].pop("sheet")  # as shipped; a host may set them
    out += [f"| `{name}` | {value} |" for name, value in sorted(description["limits"].items())]
    out += [f"| `sheet_limits`.`{name}` | {value} |" for name, value in sorted(sheet.items())]
    shapes = {}
    for method in description["methods"]:
        roles = ", ".join(f"`{role}` {ROLES[role]}" for role in method["roles"]) or "everybody"
        request = method["request"]
        if "actor" not in request["required"]:
            roles = "anybody, no `actor` needed"
        does = "changes" if method["mutating"] else "reads, recorded" if method["audited_read"] else "reads"
        out += ["", f"## {method['name']} {method['title']}", "", f"{method['summary']} *{does.capitalize()}.* Roles: {roles}.", ""]
        own = {name: schema for name, schema in request["properties"].items() if name not in COMMON}
        out += table(request, own) if own else ["No members of its own."]
        response = method["response"]
        shapes.update(response.get("definitions", {}))
        out += ["", "Answers", ""] + table(response, response["properties"])
        if method["errors"]:
            out += ["", "Refused with " + ", ".join(f"`{code}`" for code in method["errors"]) + "."]
    out += ["", "## Shapes"]
    for name, shape in sorted(shapes.items()):
        out += ["", f"### {name}", ""] + table(shape, shape["properties"])
    return "\n".join(out) + "\n"


def roles(description, text):
    """operating.md with its table of roles made anew."""
    rows = ["| Role | | Changes | Reads |", "| --- | --- | --- | --- |"]
    for role, title in ROLES.items():
        names = [[f"`{m['name']}`" for m in description["methods"] if role in m["roles"] and m["mutating"] == changes]
                 for changes in (True, False)]
        rows.append(f"| `{role}` | {title} | {', '.join(names[0])} | {', '.join(names[1])} |")
    begin, end = "<!-- roles -->\n", "<!-- /roles -->"
    before, rest = text.split(begin, 1)
    return before + begin + "\n".join(rows) + "\n" + end + rest.split(end, 1)[1]


def main(plugin, ffi, path, write=None):
    sys.path.insert(0, ffi)
    sys.dont_write_bytecode = True
    from anze import Plugin
    with tempfile.TemporaryDirectory() as store, Plugin(plugin, {"storage_dir": store, "personal_plain": True}) as anze:
        description = anze.call("abi.describe/1")
    path = pathlib.Path(path)
    told = {code for method in description["methods"] for code in method["errors"]} | set(description["common_errors"])
    explained = re.findall(r"^\| `([a-z_.]+)` \|", path.with_name("errors.md").read_text(encoding="utf-8"), re.M)
    if untold := [code for code in explained if code not in told and not NOT_OF_CALLS.fullmatch(code)]:
        sys.exit("no method says that it may be refused with " + ", ".join(untold))
    operating = path.with_name("operating.md")
    for file, text in ((path, page(description)), (operating, roles(description, operating.read_text(encoding="utf-8")))):
        if write == "--write":
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            sys.exit(f"{file} is not what abi.describe/1 says; the first lines of methods.md say how to write it again")
    print(f"{path} and {operating} are current")


if __name__ == "__main__":
    main(*sys.argv[1:])

#!/usr/bin/env python3
"""plugin/docs/methods.md, and the table of roles in operating.md beside it, written from abi.describe/1.

    methods.py PLUGIN_SO PYTHON_FFI_DIR METHODS_MD            checks that both are current
    methods.py PLUGIN_SO PYTHON_FFI_DIR METHODS_MD --write    writes them
"""
import pathlib
import sys
import tempfile

ROLES = {"clerk": "填报", "verifier": "核实", "reviewer": "复核", "signer": "签发", "assessor": "组织部考核", "discipline": "纪检委", "registrar": "接收登记",
         "official": "被考核人", "system_admin": "系统管理员", "security_admin": "安全管理员", "auditor": "审计员"}
COMMON = ("actor", "request_id", "now")


def kind(schema):
    if "enum" in schema:
        return " \\| ".join(f"`{value}`" for value in schema["enum"])
    name = schema.get("type", "any")
    name = " or ".join(name) if isinstance(name, list) else name
    if name == "array":
        inner = schema.get("items", {})
        members = ", ".join(f"`{key}`" + ("" if key in inner.get("required", []) else "?") for key in inner.get("properties", {}))
        return "array of " + ("objects: " + members if members else inner.get("type", "any"))
    if name == "object" and schema.get("properties"):
        return "object: " + ", ".join(f"`{key}`" + ("" if key in schema.get("required", []) else "?") for key in schema["properties"])
    return name


def limits(schema):
    words = [f"{text} {schema[key]}" for key, text in
             (("minimum", "from"), ("maximum", "to"), ("maxLength", "at most"), ("maxItems", "at most")) if key in schema]
    return ", ".join([schema["description"]] if "description" in schema else []) + \
        ("" if not any(words) else (" (" if "description" in schema else "(") + ", ".join(filter(None, words)) + ")")


def page(description):
    out = ["# Methods", "",
           "Written from `abi.describe/1` by `tests/docs/methods.py`; a test compares. To write it again after a change:", "",
           "    python3 tests/docs/methods.py build/dev/plugin/anze.so abi/ffi plugin/docs/methods.md --write", "",
           "Every request is a JSON object with the `actor`; a method that *changes* something also needs a `request_id`. `now` is read only",
           "when the host offers no clock. `*` marks a required member, `?` an optional one inside. *Recorded*: the reading itself is an entry",
           "of the audit chain. Roles: any one of those named suffices; \"everybody\" is everybody the directory knows.", "",
           "| Limit | |", "| --- | --- |"]
    sheet = description["limits"].pop("sheet")  # as shipped; a host may set them
    out += [f"| `{name}` | {value} |" for name, value in sorted(description["limits"].items())]
    out += [f"| `sheet_limits`.`{name}` | {value} |" for name, value in sorted(sheet.items())]
    for method in description["methods"]:
        roles = ", ".join(f"`{role}` {ROLES[role]}" for role in method["roles"]) or "everybody"
        request = method["request"]
        if "actor" not in request["required"]:
            roles = "anybody, no `actor` needed"
        does = "changes" if method["mutating"] else "reads, recorded" if method["audited_read"] else "reads"
        out += ["", f"## {method['name']} {method['title']}", "", f"{method['summary']} *{does.capitalize()}.* Roles: {roles}.", ""]
        own = {name: schema for name, schema in request["properties"].items() if name not in COMMON}
        if own:
            out += ["| Member | Type | |", "| --- | --- | --- |"]
            out += [f"| `{name}`{'*' if name in request['required'] else ''} | {kind(schema)} | {limits(schema)} |" for name, schema in own.items()]
        else:
            out += ["No members of its own."]
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
    with tempfile.TemporaryDirectory() as store, Plugin(plugin, {"storage_dir": store}) as anze:
        description = anze.call("abi.describe/1")
    path = pathlib.Path(path)
    operating = path.with_name("operating.md")
    for file, text in ((path, page(description)), (operating, roles(description, operating.read_text(encoding="utf-8")))):
        if write == "--write":
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            sys.exit(f"{file} is not what abi.describe/1 says; the first lines of methods.md say how to write it again")
    print(f"{path} and {operating} are current")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The Python binding against a plugin: python_test.py ABI_DIR PLUGIN.so"""
import hashlib
import json
import os
import shutil
import sys
import tempfile
import threading

sys.path.insert(0, sys.argv[1] + "/ffi")
from anze import Changed, Plugin, Refused, verify  # noqa: E402

NOW_MS = 1767834000000  # 2026-01-08 09:00 in Beijing
path = sys.argv[2]


def status_of(function):
    try:
        function()
        return 0
    except Refused as refused:
        assert refused.problem["code"] and refused.problem["message"], refused.problem
        return refused.status


with tempfile.TemporaryDirectory() as store:
    lines = []
    with Plugin(path, {"storage_dir": store, "personal_plain": True}, clock=lambda: NOW_MS, log=lambda level, text: lines.append(text)) as plugin:
        name = plugin.build_info()["id"]
        methods = [method["name"] for method in plugin.call("abi.describe/1")["methods"]]
        assert methods and all("/" in method for method in methods), methods
        assert status_of(lambda: plugin.call("no.such.method/1")) == -4
        assert not plugin.has_extension("anze.bulk/1x")

        answers = []
        threads = [threading.Thread(target=lambda: answers.append(plugin.call("abi.describe/1"))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == 8 and all(answer == answers[0] for answer in answers)

        if name == "probe":  # callbacks both ways, and a clock that fails
            assert plugin.call("echo/1", {"名": "安责"}) == {"名": "安责"}
            assert plugin.call("now/1") == {"status": 0, "now_ms": NOW_MS}
            assert plugin.call("log/1", {"line": 1}) is True and lines == ['{"line": 1}'], lines
            with Plugin(path, clock=lambda: 1 / 0) as broken:
                assert broken.call("now/1")["status"] == -201
            assert status_of(lambda: Plugin(path, {"throw": 1})) == -3
    assert plugin.close() == -106
    assert status_of(lambda: plugin.call("abi.describe/1")) == -106

# A byte more, in the library or in a program it starts, and nothing is loaded.
beside = os.path.join(os.path.dirname(path), "manifest.json")
named = json.load(open(beside)) if os.path.exists(beside) else {}
if named.get("file") == os.path.basename(path):
    files = [named["file"]] + [program["file"] for program in named["programs"]]
    assert verify(path) and len(files) == 3, files
    for spoilt in files:
        with tempfile.TemporaryDirectory() as folder:
            for file in files + ["manifest.json"]:
                shutil.copy(os.path.join(os.path.dirname(path), file), folder)
            with open(os.path.join(folder, spoilt), "ab") as file:
                file.write(b"x")
            try:
                Plugin(os.path.join(folder, files[0]))
                raise AssertionError(f"{spoilt} was changed and the library loaded")
            except Changed as changed:
                assert spoilt in str(changed), changed

# Verified is what was compared: not a library or a program whose manifest has no digest, or none known here.
with tempfile.TemporaryDirectory() as folder:
    digests = {}
    for file, content in (("lib.so", b"library"), ("helper", b"program")):
        with open(os.path.join(folder, file), "wb") as made:
            made.write(content)
        digests[file] = {"sha256": hashlib.sha256(content).hexdigest()}

    def verified(library, helper):
        manifest = {"file": "lib.so", "digest": library, "programs": [{"file": "helper", "digest": helper}]}
        with open(os.path.join(folder, "manifest.json"), "w") as made:
            json.dump(manifest, made)
        return verify(os.path.join(folder, "lib.so"))

    assert verified(digests["lib.so"], digests["helper"])
    assert verified({"unknown": "00", **digests["lib.so"]}, digests["helper"])
    for none in ({}, {"unknown": "00"}, {"md5": "00"}):
        assert not verified(none, digests["helper"]) and not verified(digests["lib.so"], none), none
    try:
        verified({}, {"sha256": "00"})
        raise AssertionError("a program that differs was taken")
    except Changed:
        pass
print(f"{name} works from Python")

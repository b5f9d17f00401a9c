"""anze from Python, with ctypes alone.

    from anze import Plugin
    config = {"storage_dir": "/var/lib/anze", "keys": [key]}  # 64 hexadecimal digits, kept elsewhere
    with Plugin("/opt/anze/anze.so", config, clock=lambda: int(time.time() * 1000)) as anze:
        print(anze.call("abi.describe/1"))

A refused call raises Refused with the status (abi/anze/status.h) and the problem object. Calls may come from any
thread; ctypes releases the interpreter lock while one runs.
"""
import ctypes as c
import hashlib
import json
import os

ABI_1_0 = 0x00010000


class Buf(c.Structure):
    _fields_ = [("data", c.c_void_p), ("size", c.c_uint64), ("reserved", c.c_void_p)]


class Service(c.Structure):
    _fields_ = [("id", c.c_char_p), ("table", c.c_void_p), ("ctx", c.c_void_p)]


class OpenArgs(c.Structure):
    _fields_ = [("struct_size", c.c_uint32), ("abi", c.c_uint32), ("config", c.c_char_p), ("config_size", c.c_uint64),
                ("services", c.POINTER(Service)), ("service_count", c.c_uint64)]


class Refused(Exception):
    def __init__(self, status, problem):
        super().__init__(f"{status}: {problem.get('message', '')}")
        self.status, self.problem = status, problem


NOW = c.CFUNCTYPE(c.c_int32, c.c_void_p, c.POINTER(c.c_int64))
WRITE = c.CFUNCTYPE(None, c.c_void_p, c.c_int32, c.POINTER(c.c_uint8), c.c_uint64)


def _table(function_type, function):
    """A service table with one function, as log.h and clock.h have."""
    class Table(c.Structure):
        _fields_ = [("struct_size", c.c_uint32), ("reserved0", c.c_uint32), ("function", function_type)]
    return Table(c.sizeof(Table), 0, function_type(function))


class Changed(Exception):
    """A file is not the one that manifest.json beside the library describes; nothing of it was run."""


def _is_as_described(file, entry):
    """Whether the manifest's entry had a digest of the file that could be compared. Changed where one differs."""
    with open(file, "rb") as opened:
        content = opened.read()
    compared = False
    for algorithm in ("sm3", "sha256"):
        expected = entry.get("digest", {}).get(algorithm)
        if not expected or algorithm not in hashlib.algorithms_available:
            continue
        found = hashlib.new(algorithm, content).hexdigest()
        if found != expected:
            raise Changed(f"{file} is not the file its manifest describes ({algorithm} differs)")
        compared = True
    return compared


def verify(path):
    """Compares the library, and the programs it starts, with manifest.json beside it, as a host must before it loads
    (abi/README.md, H-09): True when it has a digest of each that could be compared. Without a manifest that names the
    library, or without such a digest, something would be run unverified: False."""
    folder, name = os.path.split(os.path.realpath(path))
    try:
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
    except FileNotFoundError:
        return False
    if manifest.get("file") != name:
        return False
    compared = True
    for entry in [manifest, *manifest.get("programs", [])]:
        beside = os.path.join(folder, os.path.basename(entry["file"]))
        if entry is not manifest and not os.path.exists(beside):
            continue  # what is not there is not started
        compared = _is_as_described(beside, entry) and compared
    return compared


class Plugin:
    def __init__(self, path, config=None, clock=None, log=None):
        """clock() answers Unix milliseconds; log(level, text) takes a line. Both are called inside a call. A library or
        program that is not the one of its manifest is not loaded: Changed."""
        self._handle = c.c_void_p()
        self.verified = verify(path)
        lib = self._lib = c.CDLL(os.path.realpath(path))
        lib.anze_negotiate.argtypes, lib.anze_negotiate.restype = [c.c_uint32, c.c_uint32], c.c_uint32
        lib.anze_build_info.argtypes, lib.anze_build_info.restype = [], c.c_char_p
        lib.anze_open.argtypes = [c.POINTER(OpenArgs), c.POINTER(c.c_void_p), c.POINTER(Buf)]
        lib.anze_call.argtypes = [c.c_void_p, c.c_char_p, c.c_char_p, c.c_uint64, c.POINTER(Buf)]
        lib.anze_extension.argtypes, lib.anze_extension.restype = [c.c_void_p, c.c_char_p], c.c_void_p
        lib.anze_buf_free.argtypes, lib.anze_buf_free.restype = [c.POINTER(Buf)], None
        lib.anze_close.argtypes = [c.c_void_p]

        def now(_, out):  # an exception must not leave a callback: it becomes a failure of the service
            try:
                out[0] = clock()
                return 0
            except Exception:
                return -3

        self._tables = []  # the plugin uses them until close; losing one here would free it
        if clock:
            self._tables.append((b"anze.host.clock/1", _table(NOW, now)))
        if log:
            def write(_, level, text, size):
                log(level, c.string_at(text, size).decode())
            self._tables.append((b"anze.host.log/1", _table(WRITE, write)))
        services = (Service * len(self._tables))(*[Service(id, c.addressof(t), None) for id, t in self._tables])
        text = json.dumps(config or {}).encode()
        version = lib.anze_negotiate(ABI_1_0, ABI_1_0)
        args = OpenArgs(c.sizeof(OpenArgs), version, text, len(text), services, len(services))
        problem = Buf()
        status = lib.anze_open(c.byref(args), c.byref(self._handle), c.byref(problem))
        text = self._take(problem)
        if status < 0:
            raise Refused(status, json.loads(text))

    def build_info(self):
        return json.loads(self._lib.anze_build_info())

    def call(self, method, request=None):
        text, response = json.dumps(request or {}, ensure_ascii=False).encode(), Buf()
        status = self._lib.anze_call(self._handle, method.encode(), text, len(text), c.byref(response))
        answer = json.loads(self._take(response) or "null")
        if status < 0:
            raise Refused(status, answer or {})
        return answer

    def has_extension(self, id):
        return bool(self._lib.anze_extension(self._handle, id.encode()))

    def close(self):
        return self._lib.anze_close(self._handle)

    def _take(self, buf):
        text = c.string_at(buf.data, buf.size).decode() if buf.data else ""
        self._lib.anze_buf_free(c.byref(buf))
        return text

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

#!/usr/bin/env python3
"""Recomputes a store's audit chain after plugin/docs/formats/store.md, with the openssl program for SM3.

Shares no code with the library: what it confirms, the document says. Prints the head; fails at the first entry
whose digests differ.
"""
import sqlite3
import subprocess
import sys


def sm3(data):
    answer = subprocess.run(["openssl", "dgst", "-sm3", "-binary"], input=data, capture_output=True, check=True)
    return answer.stdout


def value(v):
    if v is None:
        return b"\x00"
    if isinstance(v, int):
        size = 0 if v == 0 else ((v if v >= 0 else ~v).bit_length() // 8 + 1)
        return bytes([0x10 + size]) + v.to_bytes(size, "big", signed=True)
    tag, data = (0x20, v.encode()) if isinstance(v, str) else (0x30, v)
    return bytes([tag]) + len(data).to_bytes(4, "big") + data


def row_bytes(table, row):
    return value(table) + b"".join(value(v) for v in row)


def main(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    tables = [("fact", "seq"), ("record", "seq"), ("blob", "seq"), ("code", "id"), ("request", "seq")]
    columns = {t: [c[1] for c in db.execute(f"PRAGMA table_info({t})") if c[1] not in ("region", "mark")] for t, _ in tables}
    before = [0] * len(tables)
    previous = bytes(32)
    for entry in db.execute("SELECT * FROM audit ORDER BY seq").fetchall():
        region, seq, form, model, *others = entry[:14]
        named = [seq, form, *others] if form == 1 else [region, seq, form, model, *others]
        tops, rows, link, stored = entry[9:14], entry[14], entry[15], entry[16]
        data = b""
        for (table, key), low, high in zip(tables, before, tops):
            query = f"SELECT {', '.join(columns[table])} FROM {table} WHERE {key} > ? AND {key} <= ? ORDER BY {key}"
            for row in db.execute(query, (low, high)):
                data += row_bytes(table, row)
        if sm3(data) != rows or link != previous or sm3(row_bytes("audit", [*named, rows, link])) != stored:
            sys.exit(f"entry {seq} differs")
        before, previous = tops, stored
    print(previous.hex())


main(sys.argv[1])

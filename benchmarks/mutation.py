"""Damage to inputs, repeatable by seed."""

from __future__ import annotations

import random

NUISANCES: tuple[bytes, ...] = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b"\xe2\x80\xae", b"\xe2\x80\x8d" * 9,
    b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80", b"a\xcc\x81" * 20, b"\xf4\x90\x80\x80", b"&#x110000;", b"&#0;",
    b"&lt;&amp;amp;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?xml version='1.0' encoding='utf-16'?>",
    b"<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;'>]>&c;", b"<script>", b"<div>" * 300, b"</p>" * 50,
    b"<table><tr><td>" * 60, b"[" * 400, b"{\"a\":" * 200, b"1e999", b"-0", b"9" * 400, b"NaN", b"null", b"true", b"\"",
    b"'", b"\\", b",", b";", b"\t", b"\r", b"\n", b"\r\n\r\n", b"0000-00-00", b"2022-02-30T25:61:61Z", b"-1",
    b"9999-12-31", b"1970-01-01T00:00:00+99:99", b"Mon, 99 Foo 20222", b"Content-Length: 99999999999",
    b"Content-Encoding: gzip",
    b"WARC/1.0\r\n", b"http://[::1", b"//", b"http://\xff", b"javascript:", b"\xd9\x80\xd9\x8e", b"\xe4\xb8\xad" * 40,
    b"\xc2\xab", b"\xe2\x80\x9c", b" ", b"  " * 500, b".", b"..." * 30, b"said that said that ", b"(" * 60, b"%s%n{}",
    b"\x1b[31m",
)  # fmt: skip
LONGEST = 1 << 20


def damaged(chance: random.Random, seeds: list[bytes]) -> bytes:
    """One of ``seeds``, damaged one to eight times; every hundredth is noise alone."""
    data = chance.choice(seeds)
    if chance.random() < 0.01:
        return chance.randbytes(chance.randrange(2000))
    for _ in range(chance.randint(1, 8)):
        data = _once(chance, data, seeds)
    return data[:LONGEST]


def _once(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + int(chance.expovariate(1 / 40)) + 1)
    kind = chance.randrange(8)
    if kind == 0:  # flip bits
        part = bytes(b ^ (1 << chance.randrange(8)) if chance.random() < 0.3 else b for b in data[start:end])
        return data[:start] + part + data[end:]
    if kind == 1:  # cut out
        return data[:start] + data[end:]
    if kind == 2:  # break off
        return data[:start] if chance.random() < 0.5 else data[start:]
    if kind == 3:  # double, now and then many times
        return data[:end] + data[start:end] * (chance.choice((1, 2, 300)) if end - start < 500 else 1) + data[end:]
    if kind == 4:  # splice
        other = chance.choice(seeds)
        at = chance.randrange(len(other) + 1)
        return data[:start] + other[at : at + chance.randrange(1, 400)] + data[end:]
    if kind == 5:  # bytes by chance
        return data[:start] + chance.randbytes(chance.randint(1, 6)) + data[start:]
    return data[:start] + chance.choice(NUISANCES) + data[start if kind == 6 else end :]

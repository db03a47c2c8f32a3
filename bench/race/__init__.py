"""Contenders on loopback, asked the same pages in turns: ``python -m bench race`` (:mod:`bench.race.run`)."""

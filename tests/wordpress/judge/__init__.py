"""A real WordPress as judge, where one is installed: its answers are compared with ours, its code is not used."""

"""The weblog itself: its name, address style, appearance, rules, menus and blogroll. May import accounts, media, core."""

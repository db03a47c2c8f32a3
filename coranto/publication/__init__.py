"""The weblog itself: name, address style, appearance, rules, menus, blogroll. May import accounts, media, core."""

"""The desk's frame, and the screens of the publication's settings, menus and blogroll."""

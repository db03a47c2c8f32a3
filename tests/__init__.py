"""The tests: one folder an app, one file an act, and the rules of the house."""

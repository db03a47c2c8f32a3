"""What a stranger may not see, asked for through every door.

:mod:`hidden_site` makes a site with one object of every kind that is not public, each with a word of its own in it;
:mod:`doors` says for every address of the URL resolver how to ask there for a thing; :mod:`asking` asks for the hidden
thing and for one that does not exist, and compares.
"""

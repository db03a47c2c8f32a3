"""What `scripts.make_demo` is made of: reading the text sources, writing WordPress markup, drawing the pictures.

Nothing here ships with the product; only its output in `coranto/demo/` does.
"""

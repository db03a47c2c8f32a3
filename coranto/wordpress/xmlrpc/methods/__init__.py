"""The methods, one module for each kind of thing."""

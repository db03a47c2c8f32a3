"""Plain helpers that two or more apps need. No models; each module is named for what it does."""

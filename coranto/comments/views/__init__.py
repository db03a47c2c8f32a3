"""The pages of discussions that readers see, each subject in a module of its own."""

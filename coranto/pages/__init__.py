"""Static pages in Wagtail's tree, and the view that answers any other address. May import comments and below."""

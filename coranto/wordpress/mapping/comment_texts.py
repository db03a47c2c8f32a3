from coranto.core.autop import autop
from coranto.core.html_cleaning import clean_comment


def comment_html(text: str) -> str:
    return clean_comment(autop(text))

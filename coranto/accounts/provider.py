"""Where allauth looks for providers of this app."""

from coranto.accounts.mastodon.provider import MastodonProvider

provider_classes = [MastodonProvider]

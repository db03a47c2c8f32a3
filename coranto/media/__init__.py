"""Images, documents and attachments with credit, licence and alternative text. May import ``core``."""

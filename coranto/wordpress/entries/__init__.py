"""Posts and pages as the interfaces for programs read and write them: what REST and XML-RPC share."""

"""SQL for the curious: a reader's own SELECT over the published tables, run by a process that can do no more."""

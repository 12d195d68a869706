"""What one query may take. Held by the child process, said by the page, proved by the tests."""

# What a reader may send.
MOST_CHARACTERS = 20_000
# What comes back. Beyond it an answer is cut, and says so; more columns than that are refused.
MOST_ROWS = 10_000
MOST_COLUMNS = 200
MOST_CELL = 4_000
MOST_BYTES = 5_000_000
# From the moment the query is handed over to the last byte of its answer.
SECONDS = 5
# After that the kernel has stopped the child; if it has not, the pool ends all children.
GRACE = 3
# Bytes beyond the published tables themselves: what DuckDB plans with, and how much address space there is.
MEMORY = 192 * 2**20
ADDRESS_SPACE = 448 * 2**20
# Pages come first: the scheduler gives a child a tenth of what it gives the server when both want a processor.
NICENESS = 10
# How many queries run at once; one more for readers whose last queries were short, so that long ones do not hold all.
RUNNING = 2
RESERVED = 1
# Seconds: what is long, and how long that is remembered.
LONG = 1.0
REMEMBERED = 60.0
# How many wait for their turn, and how many seconds.
WAITING = 8
PATIENCE = 12.0

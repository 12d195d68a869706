"""Several clients at once over HTTP, on bare sockets, so that the client costs little beside the server."""

import asyncio
import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

# Seconds after which no client asks again.
LONGEST = 15


@dataclass(frozen=True, slots=True)
class Load:
    """How a server stood it: seconds of each answer, of the very first one, of all together, and what went wrong."""

    times: tuple[float, ...]
    first: float
    whole: float
    errors: int
    sent: int

    @property
    def rate(self) -> float:
        """Right answers a second."""
        return (len(self.times) - self.errors) / self.whole

    @property
    def median(self) -> float:
        """The time of the answer in the middle."""
        return median(self.times)

    @property
    def late(self) -> float:
        """The time within which 95 of 100 answers came."""
        return quantiles(self.times, n=20)[-1]


async def put(
    port: int, address: Callable[[], str], packed: bool, is_right: Callable[[bytes], bool], clients: int, requests: int
) -> Load:
    """Ask once alone, then up to `requests` times by `clients` at once; what is slow is asked less often."""
    first, body = await _alone(port, address(), packed)
    if not is_right(gzip.decompress(body) if packed else body):
        raise ValueError(f"port {port}: the answer is not the list that was asked for")
    left = [address() for _ in range(requests)]
    times: list[float] = []
    errors: list[str] = []

    async def client() -> None:
        async with asyncio.timeout(120):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            while left and time.perf_counter() < end:
                started = time.perf_counter()
                status, found = await _exchange(reader, writer, left.pop(), packed)
                times.append(time.perf_counter() - started)
                # Answers differ in the day alone: one that is a hundredth shorter or longer is not the list.
                if status != 200 or abs(len(found) - len(body)) > len(body) / 100:
                    errors.append(f"{status}, {len(found)} bytes")
            writer.close()

    started = time.perf_counter()
    end = started + LONGEST
    await asyncio.gather(*(client() for _ in range(clients)))
    return Load(tuple(times), first, time.perf_counter() - started, len(errors), len(body))


async def _alone(port: int, address: str, packed: bool) -> tuple[float, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    started = time.perf_counter()
    _, body = await _exchange(reader, writer, address, packed)
    writer.close()
    return time.perf_counter() - started, body


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, address: str, packed: bool
) -> tuple[int, bytes]:
    """Send a GET and read the answer, of a stated length or in chunks; the connection stays open."""
    accepted = "gzip" if packed else "identity"
    writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {accepted}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    if "transfer-encoding: chunked" not in head:
        length = int(head.partition("content-length:")[2].partition("\r\n")[0])
        return status, await reader.readexactly(length)
    parts = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append((await reader.readexactly(size + 2))[:-2])
    await reader.readuntil(b"\r\n")
    return status, b"".join(parts)

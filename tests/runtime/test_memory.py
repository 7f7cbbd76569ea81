"""One heap for all threads, where the C library knows how."""

import platform
import threading

from desktop.runtime.memory import share_one_heap


def test_glibc_takes_it_and_threads_go_on_working():
    assert share_one_heap() == (platform.libc_ver()[0] == "glibc")
    made = []
    threads = [threading.Thread(target=lambda: made.append(bytearray(1_000_000))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4

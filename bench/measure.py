# A command in; how long it took, in ms, and the peak memory of its largest process, in KiB, out to descriptor 3; its exit code.
# Linux counts a process's memory from before it became another program, and starting one takes the longer the larger one is. So
# whoever starts it sets a floor: for Node it is 100 MB and 2 ms, here 9 MB and 1 ms.
import os
import resource
import signal
import sys
import time

command = sys.argv[1:]
start = time.monotonic()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_CLOSE, 3)])
signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))
_, status = os.waitpid(child, 0)
ms = 1000 * (time.monotonic() - start)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
kib = peak // 1024 if sys.platform == "darwin" else peak
os.write(3, f"{ms} {kib}".encode())
code = os.waitstatus_to_exitcode(status)
sys.exit(code if code >= 0 else 128 - code)

# A command in; the peak memory of its largest process, in KiB, out to descriptor 3, and its exit code.
# Linux counts a process's memory from before it became another program, so whoever starts it sets a floor: Node's is 100 MB, this is 8.
import os
import resource
import signal
import sys

command = sys.argv[1:]
child = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_CLOSE, 3)])
signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))
_, status = os.waitpid(child, 0)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
os.write(3, str(peak // (1024 if sys.platform == "darwin" else 1)).encode())
code = os.waitstatus_to_exitcode(status)
sys.exit(code if code >= 0 else 128 - code)

"""A mailbox on this computer: pymap, and a hand that puts mails into it.

Usage: imap_server.py PASSWORD
Prints its port. Then takes one command a line and answers each with "ok":
  put FOLDER BASE64   puts a mail into a folder, which is made where it is missing
  anew                empties the mailbox and makes it anew, with another UIDVALIDITY
Ends when its standard input does.
"""

import base64
import imaplib
import socket
import subprocess
import sys
import time


def start(port, password):
    process = subprocess.Popen(
        [sys.executable, "-c", "from pymap.main import main; main()", "--host", "127.0.0.1", "--port", str(port), "--no-tls", "--no-service", "admin",
         "dict", "--demo-user", "orders", "--demo-password", password],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    for _ in range(400):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return process
        except OSError:
            if process.poll() is not None:
                raise SystemExit("pymap ended")
            time.sleep(0.025)
    raise SystemExit("pymap does not listen")


def put(port, password, folder, content):
    with imaplib.IMAP4("127.0.0.1", port) as box:
        box.login("orders", password)
        box.create(folder)
        answer, words = box.append(folder, None, None, content)
        if answer != "OK":
            raise SystemExit(f"append: {words}")


def main(password):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = start(port, password)
    try:
        print(port, flush=True)
        for line in sys.stdin:
            words = line.split()
            if words[:1] == ["put"]:
                put(port, password, words[1], base64.b64decode(words[2]))
            elif words == ["anew"]:
                process.kill()
                process.wait()
                process = start(port, password)
            print("ok", flush=True)
    finally:
        process.kill()
        process.wait()


main(*sys.argv[1:])

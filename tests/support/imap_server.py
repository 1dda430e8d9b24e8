"""A mailbox on this computer: pymap, and a hand that puts mails into it.

Usage: imap_server.py PASSWORD [tls|starttls CERTIFICATE KEY]
Prints its port: without encryption, encrypted from the first byte (what is read and written passes through this program), or
with STARTTLS, without which the server lets nobody sign in. Then takes one command a line and answers each with "ok":
  put FOLDER BASE64   puts a mail into a folder, which is made where it is missing
  anew                empties the mailbox and makes it anew, with another UIDVALIDITY
Ends when its standard input does.
"""

import asyncio
import base64
import imaplib
import socket
import ssl
import subprocess
import sys
import threading
import time


def start(port, password, private):
    process = subprocess.Popen(
        [sys.executable, "-c", "from pymap.main import main; main()", "--host", "127.0.0.1", "--port", str(port), *private, "--no-service", "admin",
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
        if "STARTTLS" in box.capabilities:
            # The certificate is what is examined elsewhere: here it only has to be there.
            box.starttls(ssl._create_unverified_context())
        box.login("orders", password)
        box.create(folder)
        answer, words = box.append(folder, None, None, content)
        if answer != "OK":
            raise SystemExit(f"append: {words}")


async def pass_on(source, target):
    try:
        while part := await source.read(65536):
            target.write(part)
            await target.drain()
    except OSError:
        pass
    target.close()


def in_front_of(port, certificate, key):
    """Encrypts from the first byte what goes to a port; gives the port where it does."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))

    async def encrypted(source, target):
        back, forth = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pass_on(source, forth), pass_on(back, target))

    async def serve():
        server = await asyncio.start_server(encrypted, sock=listener, ssl=context)
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
    return listener.getsockname()[1]


def main(password, way="", certificate="", key=""):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    private = ["--cert", certificate, "--key", key] if way == "starttls" else ["--no-tls"]
    process = start(port, password, private)
    try:
        print(in_front_of(port, certificate, key) if way == "tls" else port, flush=True)
        for line in sys.stdin:
            words = line.split()
            if words[:1] == ["put"]:
                put(port, password, words[1], base64.b64decode(words[2]))
            elif words == ["anew"]:
                process.kill()
                process.wait()
                process = start(port, password, private)
            print("ok", flush=True)
    finally:
        process.kill()
        process.wait()


main(*sys.argv[1:])

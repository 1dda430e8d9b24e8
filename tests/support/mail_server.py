"""An SMTP server on this computer that keeps every message it accepts as a file.

Usage: mail_server.py FOLDER PASSWORD
Prints its port. Recipients that begin with "refused" are refused for good, those with "later" for now.
Ends when its standard input does.
"""

import asyncio
import pathlib
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Keeper:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later"):
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        part = self.folder / f"{self.count:03}.part"
        part.write_bytes(envelope.content)
        part.rename(self.folder / f"{self.count:03}.eml")
        return f"250 2.0.0 kept as {self.count:03}"


async def main(folder, password):
    def sign_in(server, session, envelope, mechanism, data):
        known = isinstance(data, LoginPassword) and data.login == b"orders" and data.password == password.encode()
        return AuthResult(success=known)

    keeper = Keeper(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(keeper, authenticator=sign_in, auth_require_tls=False, hostname="mail.example.com", loop=loop),
        "127.0.0.1",
        0,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main(*sys.argv[1:]))

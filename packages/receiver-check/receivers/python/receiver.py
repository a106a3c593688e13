"""A receiver with the standard library alone. Its mistakes are named on the command line."""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

secret = os.environ["ATTENY_WEBHOOK_SECRET"]
mistakes = set(sys.argv[1:])


def is_genuine(raw: bytes, headers) -> bool:
    if "writes-anew" in mistakes:
        raw = json.dumps(json.loads(raw)).encode()
        expected = "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
        return hmac.compare_digest(expected, headers.get("X-Atteny-Signature", ""))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    timestamp = headers.get("webhook-timestamp", "")
    content = f'{headers.get("webhook-id", "")}.{timestamp}.'.encode() + raw
    expected = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    if expected not in headers.get("webhook-signature", "").split(" "):
        return False
    return abs(time.time() - int(timestamp)) <= 300


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(204 if is_genuine(raw, self.headers) else 400)
        self.end_headers()

    def log_message(self, *_) -> None:
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 5 if "short-queue" in mistakes else 128

    def handle_error(self, *_) -> None:
        pass


server = Server(("127.0.0.1", 0), Receiver)
print(server.server_address[1], flush=True)
server.serve_forever()
